"""Reads a YAML file so that every later complaint can name its line."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Place = tuple[str | int, ...]
"""Where a value stands in a file: keys of mappings and positions in lists, as in pydantic's error locations."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with the knowledge, in words that an owner understands; `line` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class UnreadableError(Exception):
    """A file that is no valid YAML; carries the one problem that stopped the reading."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Located:
    """The content of one YAML file, the line of each value, and what is wrong with it as YAML (duplicate keys)."""

    path: Path
    file: str
    data: Any
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...]

    def line(self, place: Place) -> int:
        """Return the line of the value at this path, or of the nearest value around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, message: str) -> Problem:
        """Return a problem of this file at the value's line."""
        return Problem(self.file, self.line(place), message)


def read(path: Path) -> Located:
    """Read a YAML file.

    Raises:
        UnreadableError: the file cannot be opened, is not UTF-8, is no valid YAML, or is none that we accept.
    """
    file = path.name if path.parent.name != "documents" else f"documents/{path.name}"
    text = _text(path, file)
    try:
        _refuse_traps(file, text)
        loader = yaml.CSafeLoader(text)
        try:
            node = loader.get_single_node()
            builder = _Builder(file, loader)
            data = builder.build(node, ()) if node is not None else None
        finally:
            loader.dispose()
    except yaml.reader.ReaderError as error:
        raise UnreadableError(_character_problem(file, error, text)) from None
    except yaml.MarkedYAMLError as error:
        raise UnreadableError(_syntax_problem(file, error, text)) from None
    return Located(path, file, data, builder.lines, tuple(builder.problems))


def _text(path: Path, file: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UnreadableError(Problem(file, line, "is not UTF-8 text; save the file with the encoding UTF-8")) from None
    except OSError as error:
        raise UnreadableError(Problem(file, 1, f"cannot be read ({error.strerror}); check the file's rights")) from None


def _refuse_traps(file: str, text: str) -> None:
    """Refuse what a few bytes can blow up: nesting without end, and values that repeat others."""
    depth = 0
    for event in yaml.parse(text, yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            message = "is nested too deeply; compare it with the shipped knowledge"
        elif getattr(event, "anchor", None):
            message = f"holds an anchor (&name) or an alias (*name); write the value out, or else {_QUOTE_IT}"
        else:
            continue
        raise UnreadableError(Problem(file, event.start_mark.line + 1 if event.start_mark else 1, message))


def _character_problem(file: str, error: yaml.reader.ReaderError, text: str) -> Problem:
    at = next((n for n, character in enumerate(text) if ord(character) == error.character), 0)
    message = f"holds the control character U+{error.character:04X}; delete it, or type the line anew"
    return Problem(file, text.count("\n", 0, at) + 1, message)


def _syntax_problem(file: str, error: yaml.MarkedYAMLError, text: str) -> Problem:
    problem = str(error.problem or "it cannot be understood")
    mark = error.context_mark if problem in _FOUND_TOO_LATE and error.context_mark else error.problem_mark
    line = mark.line + 1 if mark else 1
    content = "".join(text.splitlines()[line - 1 : line])
    if "\t" in content[: len(content) - len(content.lstrip())]:
        return Problem(file, line, "starts with a tab; YAML wants spaces, so replace the tab by spaces")
    likely = "check the indentation, and put a text with ': ' or '#' in quotes"
    return Problem(file, line, _IN_WORDS.get(problem, f"is not valid YAML: {problem}; {likely}"))


_DEEPEST = 20
_QUOTE_IT = "put a text that starts with one of & * ! @ ` % > | [ { in quotes"
_FOUND_TOO_LATE = {"found unexpected end of stream", "could not find expected ':'"}
"""What libyaml notices lines after the mistake, which is where the text began that it was reading."""

_IN_WORDS = {
    "found unexpected end of stream": "opens a quote that is never closed; close it",
    "could not find expected ':'": "is neither 'key: value' nor '- text'; write it as one of them",
    "mapping values are not allowed in this context": (
        "has a ':' where none can stand; put a text with ': ' in quotes, or check the indentation"
    ),
    "did not find expected key": "doesn't fit the lines above; check the indentation and the quotes",
    "did not find expected '-' indicator": "doesn't fit the list above; check the indentation, or put '- ' before it",
    "found character that cannot start any token": f"can't be read; {_QUOTE_IT}",
    "did not find expected alphabetic or numeric character": f"can't be read; {_QUOTE_IT}",
    "did not find expected comment or line break": f"can't be read; {_QUOTE_IT}",
    "but found another document": "starts a second document ('---'); remove this line",
}
"""What libyaml says, in an owner's words."""


class _Builder:
    """Turns YAML nodes into plain Python values, noting lines."""

    def __init__(self, file: str, loader: yaml.CSafeLoader) -> None:
        self._file = file
        self._loader = loader
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def build(self, node: yaml.Node, place: Place) -> Any:
        self.lines[place] = node.start_mark.line + 1
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*place, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> Any:
        try:
            return self._loader.construct_object(node)
        except (ValueError, yaml.constructor.ConstructorError):  # 2026-02-31, a number without end, !important
            message = f"can't be read: '{node.value[:40]}' is no plain text, number or date; put it in quotes"
            raise UnreadableError(Problem(self._file, node.start_mark.line + 1, message)) from None

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[Hashable, Any]:
        mapping: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else str(key_node.value)
            line = key_node.start_mark.line + 1
            value = self.build(value_node, (*place, key))
            self.lines[*place, key] = line
            if key in mapping:
                self.problems.append(
                    Problem(self._file, line, f"the key '{key}' stands here a second time; remove one")
                )
                continue
            mapping[key] = value
        return mapping
