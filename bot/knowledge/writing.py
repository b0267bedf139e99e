"""Writes new knowledge files in a form that people like to read and edit."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from bot.errors import KnowledgeError
from bot.knowledge.json_schema import entries_schema

SCHEMA_FILE = "schema.json"
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_FILE}\n"
"""Tells editors which schema completes and underlines a file (github.com/redhat-developer/yaml-language-server)."""

_WIDTH = 118
_FOLD_AT = 100  # PyYAML breaks a line behind the word that passes this column
_LONG = 90
"""Longer texts are folded, so that an editor shows them without scrolling sideways."""


_COMMAND = re.compile(r"`[^`]*`")
_NO_BREAK = "\u00a0"


class Line(list[Any]):
    """A list that stands on one line."""


class LineOfKeys(dict[str, Any]):
    """Keys and values that stand on one line."""


class Quoted(str):
    """A text in quotes, where it could be taken for a number."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent lists within mappings, too."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if len(text) > _LONG and " " in text:
        return dumper.represent_scalar("tag:yaml.org,2002:str", f"{text}\n", style=">")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Quoted, lambda d, text: d.represent_scalar("tag:yaml.org,2002:str", str(text), style='"'))
_Dumper.add_representer(type(None), lambda d, _: d.represent_scalar("tag:yaml.org,2002:null", ""))
_Dumper.add_representer(Line, lambda d, items: d.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True))
_Dumper.add_representer(
    LineOfKeys, lambda d, items: d.represent_mapping("tag:yaml.org,2002:map", items, flow_style=True)
)


def as_yaml(data: object) -> str:
    """Return data as YAML in its own order; None is an empty value, which waits for a person."""
    text = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_FOLD_AT, default_flow_style=False
    )
    return "".join(f"{line.rstrip()}\n" for line in text.split("\n")[:-1])


def as_comment(text: str) -> str:
    """Return a text as comment lines, without what no YAML file may hold."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    unbroken = _COMMAND.sub(lambda match: match.group().replace(" ", _NO_BREAK), printable)
    lines = textwrap.wrap(unbroken, _WIDTH - 2, break_on_hyphens=False)
    return "".join(f"# {line}\n" for line in lines).replace(_NO_BREAK, " ")


def entries_file(head: str, document: str | None, entries: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """Return a file of entries.

    Args:
        head: what to do with the file, as a comment at its top.
        document: the document that it is drawn from, if any.
        entries: each entry with the comment above it, which may be empty.
    """
    top: dict[str, Any] = {"format": 1, "language": "en"} | ({"document": document} if document else {})
    blocks = [as_comment(comment) + as_yaml([dict(entry)]) for comment, entry in entries]
    return f"{SCHEMA_LINE}{head}{as_yaml(top)}entries:\n" + textwrap.indent("\n".join(blocks), "  ")


def exists(path: Path) -> bool:
    """Say whether a file or folder exists; one that can't be looked at doesn't, and writing it will say why."""
    try:
        return path.exists()
    except OSError:  # no rights, or too long a name
        return False


def new_folder(name: str) -> Path:
    """Return the folder of this name in the current one.

    Raises:
        KnowledgeError: it exists already, and isn't empty.
    """
    folder = Path(name)
    if exists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        raise KnowledgeError(f"There is a {folder} here already; name the folder to write to with --to.")
    return folder


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Write files that don't exist yet, all or none, and the schema that they name unless it is there.

    Raises:
        KnowledgeError: one exists already, or can't be written.
    """
    if exists(folder) and not folder.is_dir():
        raise KnowledgeError(f"{folder} is no folder; name another one with --to.")
    for name in files:
        if exists(folder / name):
            raise KnowledgeError(f"{folder / name} exists already; rename it, or name another folder with --to.")
    schema = {} if exists(folder / SCHEMA_FILE) else {SCHEMA_FILE: entries_schema()}
    written: list[Path] = []
    try:
        for name, text in {**files, **schema}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError as error:
        for path in written:
            with suppress(OSError):
                path.unlink()
        problem = f"{error.filename or folder} cannot be written ({error.strerror})"
        raise KnowledgeError(f"{problem}; check its rights, or name another folder with --to.") from None
