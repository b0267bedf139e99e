"""The entries of a folder with the places where they stand."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.knowledge.loader import Folder
from bot.knowledge.schema import EntriesFile, EntryModel
from bot.knowledge.yaml_lines import Located, Place, Problem


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry and where it stands."""

    entry: EntryModel
    file: EntriesFile
    located: Located
    place: Place

    def problem(self, message: str, *key: str | int) -> Problem:
        """Return a problem of this entry, at the line of one of its keys."""
        return self.located.problem((*self.place, *key), f"entry '{self.entry.id}': {message}")

    def at(self, *key: str | int) -> Callable[[str], Problem]:
        """Return what makes a message a problem at the line of one of the entry's keys."""
        return lambda message: self.problem(message, *key)

    def address(self, *key: str | int) -> str:
        """Return the file and line of one of the entry's keys, as in "3-relief.yaml:12"."""
        return f"{self.located.file}:{self.located.line((*self.place, *key))}"


def placed_entries(folder: Folder) -> list[Placed]:
    """Return all entries of a folder with their places."""
    return [
        Placed(entry, file, located, ("entries", index))
        for file, located in folder.files(EntriesFile)
        for index, entry in enumerate(file.entries)
    ]
