"""Checks what people will read: that it is easy to read, and promises nothing."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from bot.knowledge.loader import Folder
from bot.knowledge.placed import placed_entries
from bot.knowledge.promises import promises
from bot.knowledge.readability import hard_to_read
from bot.knowledge.schema import CautionsFile, SmallTalkFile
from bot.knowledge.yaml_lines import Problem


class _Shown(NamedTuple):
    """A text that people will read, what it is called, and how to say what is wrong with it."""

    text: str
    name: str
    problem: Callable[[str], Problem]


def wording(folder: Folder) -> Iterator[Problem]:
    """Yield each text of a folder that is hard to read, and each that promises too much."""
    for shown in _shown(folder):
        for message in hard_to_read(shown.text):
            yield shown.problem(f"{shown.name}: {message}")
        for found in promises(shown.text):
            promise = found.promise
            yield shown.problem(f"{shown.name} says “{found.words}”, which {promise.reason}; {promise.instead}")


def _shown(folder: Folder) -> Iterator[_Shown]:
    for placed in placed_entries(folder):
        yield _Shown(placed.entry.answer, "the answer", placed.at("answer"))
    for cautions, located in folder.files(CautionsFile):
        for name, text in cautions.cautions.items():
            yield _Shown(text, f"the caution '{name}'", partial(located.problem, ("cautions", name)))
    for talk, located in folder.files(SmallTalkFile):
        for index, kind in enumerate(talk.kinds):
            place = ("kinds", index, "reply")
            yield _Shown(kind.reply, f"kind '{kind.id}': the reply", partial(located.problem, place))
