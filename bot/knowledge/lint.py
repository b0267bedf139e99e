"""Checks what the form of the files alone can't show: names that lead nowhere, doubles, and sentences left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.text import tokenise
from bot.knowledge.loader import Folder
from bot.knowledge.schema import CautionsFile, DocumentFile, EntriesFile, EntryModel, MustNotAnswerFile
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


def placed_entries(folder: Folder) -> list[Placed]:
    """Return all entries of a folder with their places."""
    return [
        Placed(entry, file, located, ("entries", index))
        for file, located in folder.files(EntriesFile)
        for index, entry in enumerate(file.entries)
    ]


def lint(folder: Folder) -> Iterator[Problem]:
    """Yield every problem between the files of a folder; those within a file were found when it was read."""
    entries = placed_entries(folder)
    yield from _duplicate_ids(entries)
    yield from _dead_names(folder, entries)
    yield from _duplicate_texts(folder, entries)
    yield from _sentences(folder, entries)


def _duplicate_ids(entries: list[Placed]) -> Iterator[Problem]:
    first: dict[str, Placed] = {}
    for placed in entries:
        earlier = first.setdefault(placed.entry.id, placed)
        if earlier is not placed:
            line = earlier.located.line((*earlier.place, "id"))
            yield placed.problem(f"the id is taken already, by {earlier.located.file}:{line}; choose another", "id")


def _dead_names(folder: Folder, entries: list[Placed]) -> Iterator[Problem]:
    ids = {placed.entry.id for placed in entries}
    cautions = {name for file, _ in folder.files(CautionsFile) for name in file.cautions}
    for placed in entries:
        for index, related in enumerate(placed.entry.related):
            if related == placed.entry.id:
                yield placed.problem("is related to itself; name another entry, or remove it", "related", index)
            elif related not in ids:
                yield placed.problem(f"related '{related}' is no entry; correct it or remove it", "related", index)
        caution = placed.entry.caution
        if caution and caution not in cautions:
            yield placed.problem(f"caution '{caution}' is not in cautions.yaml; add it there or correct it", "caution")


def _duplicate_texts(folder: Folder, entries: list[Placed]) -> Iterator[Problem]:
    """Find phrasings that stand twice, and tests and must-not-answer questions that matching has learned from."""
    learned: dict[tuple[str, ...], tuple[Placed, int]] = {}
    for placed in entries:
        for index, text in enumerate(placed.entry.phrasings):
            words = tuple(tokenise(text))
            if not words:
                yield placed.problem(f"the phrasing “{text}” has no word in it; remove it", "phrasings", index)
                continue
            earlier = learned.setdefault(words, (placed, index))
            if earlier != (placed, index):
                yield placed.problem(f"the phrasing “{text}” {_stands(earlier)}; keep one", "phrasings", index)
    for placed in entries:
        for index, text in enumerate(placed.entry.tests):
            found = learned.get(tuple(tokenise(text)))
            if found:
                yield placed.problem(f"the test “{text}” {_stands(found)}; a test must be new to it", "tests", index)
    for file, located in folder.files(MustNotAnswerFile):
        for index, text in enumerate(file.questions):
            found = learned.get(tuple(tokenise(text)))
            if found:
                yield located.problem(("questions", index), f"“{text}” {_stands(found)}; decide for one of the two")


def _stands(found: tuple[Placed, int]) -> str:
    placed, index = found
    line = placed.located.line((*placed.place, "phrasings", index))
    return f"is a phrasing of '{placed.entry.id}' already ({placed.located.file}:{line})"


def _sentences(folder: Folder, entries: list[Placed]) -> Iterator[Problem]:
    """Prove that answers cite sentences that exist, and that no sentence of a document is left unanswered."""
    documents = {located.path.stem: (file, located) for file, located in folder.files(DocumentFile)}
    cited: dict[str, set[int]] = {}
    for file, located in folder.files(EntriesFile):
        if file.document and file.document not in documents:
            message = (
                f"document '{file.document}' has no file documents/{file.document}.yaml; add it or correct the name"
            )
            yield located.problem(("document",), message)
    for placed in entries:
        document = placed.file.document
        if document is None:
            if placed.entry.sentences:
                yield placed.problem("cites sentences, but its file names no document; add `document:`", "sentences")
            continue
        if not placed.entry.sentences:
            yield placed.problem("cites no sentence of the document; add `sentences:`", "id")
        if document in documents:
            numbers = documents[document][0].numbers
            cited.setdefault(document, set()).update(placed.entry.sentences)
            for index, number in enumerate(placed.entry.sentences):
                if number not in numbers:
                    message = f"sentence {number} is not in the document, which has 1 to {max(numbers)}; correct it"
                    yield placed.problem(message, "sentences", index)
    for name, (document_file, located) in documents.items():
        for index, section in enumerate(document_file.sections):
            for number in section.sentences:
                if number not in cited.get(name, set()):
                    message = f"sentence {number} is answered by no entry; cite it in one"
                    yield located.problem(("sections", index, "sentences", str(number)), message)
