"""How a mistake is written down: what spoils the folder, and what `check` must say of it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.knowledge.folders import replace

Change = Callable[[Path], None]


class Mistake(NamedTuple):
    """One mistake: what it does to the folder, the file and a telling part of the line it is found at, what is said."""

    what: str
    change: Change
    file: str
    line: str
    message: str


def put(name: str, old: str, new: str) -> Change:
    return lambda folder: replace(folder / name, old, new)


def write(name: str, text: str | bytes) -> Change:
    content = text if isinstance(text, bytes) else text.encode()
    return lambda folder: void((folder / name).write_bytes(content))


def delete(name: str) -> Change:
    return lambda folder: (folder / name).unlink()


def void(_: object) -> None:
    """Throw a value away."""


def in_tea(what: str, old: str, new: str, line: str, message: str) -> Mistake:
    return Mistake(what, put("tea.yaml", old, new), "tea.yaml", line, message)


def in_document(what: str, old: str, new: str, line: str, message: str) -> Mistake:
    return Mistake(what, put("documents/green-tea.yaml", old, new), "documents/green-tea.yaml", line, message)
