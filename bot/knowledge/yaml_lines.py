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
        UnreadableError: the file cannot be opened, is not UTF-8 or is no valid YAML.
    """
    file = path.name if path.parent.name != "documents" else f"documents/{path.name}"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UnreadableError(Problem(file, line, "is not UTF-8 text; save the file with the encoding UTF-8")) from None
    except OSError as error:
        raise UnreadableError(Problem(file, 1, f"cannot be read ({error.strerror}); check the file's rights")) from None
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
        builder = _Builder(file, loader)
        data = builder.build(node, ()) if node is not None else None
    except yaml.MarkedYAMLError as error:
        raise UnreadableError(_syntax_problem(file, error, text)) from None
    except yaml.YAMLError as error:
        raise UnreadableError(Problem(file, 1, f"is not valid YAML: {error}")) from None
    finally:
        loader.dispose()
    return Located(path, file, data, builder.lines, tuple(builder.problems))


def _syntax_problem(file: str, error: yaml.MarkedYAMLError, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    content = text.splitlines()[line - 1] if 0 < line <= len(text.splitlines()) else ""
    if "\t" in content[: len(content) - len(content.lstrip())] or "\\t" in str(error.problem):
        return Problem(file, line, "starts with a tab; YAML wants spaces, so replace the tab by spaces")
    reason = (error.problem or "it cannot be understood").strip()
    return Problem(
        file, line, f"is not valid YAML: {reason}; check the indentation, and put a text with ': ' or '#' in quotes"
    )


class _Builder:
    """Turns YAML nodes into plain Python values, noting lines; aliases are refused, as they can explode."""

    def __init__(self, file: str, loader: yaml.CSafeLoader) -> None:
        self._file = file
        self._loader = loader
        self._seen: set[int] = set()
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def build(self, node: yaml.Node, place: Place) -> Any:
        self.lines[place] = node.start_mark.line + 1
        if id(node) in self._seen:
            raise yaml.MarkedYAMLError(
                problem="an alias (*name) is not supported, write the value out", problem_mark=node.start_mark
            )
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*place, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        return self._loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[Hashable, Any]:
        mapping: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            is_scalar = isinstance(key_node, yaml.ScalarNode)
            key = self._loader.construct_object(key_node) if is_scalar else str(key_node.value)
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
