"""Reads one file of a knowledge folder and validates its form."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ValidationError

from bot.knowledge.complaints import complaints
from bot.knowledge.safety_schema import SafetyExamples, SafetyFile
from bot.knowledge.schema import (
    CautionsFile,
    DocumentFile,
    EntriesFile,
    MessagesFile,
    MustNotAnswerFile,
    SmallTalkFile,
    StudioFile,
    SynonymsFile,
)
from bot.knowledge.yaml_lines import Located, Problem, UnreadableError, read

_BY_NAME: dict[str, type[BaseModel]] = {
    "safety": SafetyFile,
    "safety-examples": SafetyExamples,
    "cautions": CautionsFile,
    "must-not-answer": MustNotAnswerFile,
    "studio": StudioFile,
    "smalltalk": SmallTalkFile,
    "synonyms": SynonymsFile,
}
_BY_KEY: dict[str, type[BaseModel]] = {"entries": EntriesFile, "messages": MessagesFile}


@dataclass(frozen=True, slots=True)
class Sourced:
    """A validated file, with what is needed to name its lines."""

    content: BaseModel
    located: Located


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: its kind, its content where that could be understood, and its problems."""

    kind: type[BaseModel]
    source: Sourced | None
    problems: tuple[Problem, ...]


def read_file(path: Path) -> Reading:
    """Read a file, if it has changed since it was last read. Never raises; whatever is wrong is among the problems.

    A reload so reads only what was edited: the parser lets nothing else run while it is at work.
    """
    try:
        stat = path.stat()
    except OSError:
        return _read_file(path, 0, -1)  # says why
    return _read_file(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)
def _read_file(path: Path, _changed: int, _size: int) -> Reading:
    try:
        located = read(path)
    except UnreadableError as error:
        return Reading(_kind(path, None) or EntriesFile, None, (error.problem,))
    kind = _kind(path, located.data)
    if located.data is None:
        return Reading(kind or EntriesFile, None, (located.problem((), "is empty; fill it in or delete it"),))
    if kind is None or not isinstance(located.data, dict):
        keys = " or ".join(f"`{key}:`" for key in (_BY_KEY if kind is None else ("format",)))
        message = f"is no file of the knowledge format; it needs {keys} at its top"
        return Reading(kind or EntriesFile, None, (located.problem((), message),))
    try:
        content = kind.model_validate(located.data)
    except ValidationError as error:
        found = {*located.problems, *complaints(located, kind, error)}
        return Reading(kind, None, tuple(sorted(found)))
    return Reading(kind, Sourced(content, located), located.problems)


def _kind(path: Path, data: object) -> type[BaseModel] | None:
    if path.parent.name == "documents":
        return DocumentFile
    if path.stem in _BY_NAME:
        return _BY_NAME[path.stem]
    if path.name.startswith("background"):
        return MessagesFile
    if isinstance(data, dict):
        for key, kind in _BY_KEY.items():
            if key in data:
                return kind
        # Most likely the owner meant entries: the model's own complaints say what is missing.
        return EntriesFile if {"format", "language", "document"} & data.keys() else None
    return None
