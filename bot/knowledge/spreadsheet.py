"""Reads a table of questions that somebody kept in a spreadsheet and saved as CSV."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import KnowledgeError

REQUIRED = ("question", "answer")
OPTIONAL = ("topic", "phrasings", "id")

_SEPARATORS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
"""What Excel writes, and wants, on the first line of a file with another separator than its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that isn't empty: the line on which it begins, its cells by column, and those beyond the named columns."""

    line: int
    cells: Mapping[str, str]
    beyond: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its rows, and the columns of it that nobody knows."""

    rows: tuple[Row, ...]
    unknown: tuple[str, ...]


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file: UTF-8, separated by commas, semicolons, tabs, or what its `sep=` line says.

    csv.Sniffer isn't asked: it guesses from how often characters stand in the texts, while the header is certain.

    Raises:
        KnowledgeError: the file can't be read, or isn't such a table.
    """
    text = _text(path)
    first = 1
    separators: tuple[str, ...] = _SEPARATORS
    if named := _SEPARATOR_LINE.match(text):
        text, first, separators = text[named.end() :], 2, (named.group(1),)
    for separator in separators:
        header, rows = _split(path, text, separator, first)
        if set(REQUIRED) <= set(header):
            break
    else:
        header = _split(path, text, _likeliest(text, separators), first)[0]
        raise KnowledgeError(_without_header(path, header))
    doubled = next((name for name in header if name and header.count(name) > 1), None)
    if doubled:
        raise KnowledgeError(f"{path}:{first}: the column '{doubled}' stands there twice; rename or remove one.")
    if not rows:
        raise KnowledgeError(f"{path} has no row below its header; write each question and its answer in one.")
    return Sheet(
        tuple(_row(line, header, cells) for line, cells in rows),
        tuple(name for name in header if name and name not in REQUIRED + OPTIONAL),
    )


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise KnowledgeError(f"The table {path} cannot be read ({error.strerror}); check its name.") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise KnowledgeError(f"{path}:{line}: is not UTF-8 text; in Excel, save it as “CSV UTF-8”.") from None


def _split(path: Path, text: str, separator: str, first: int) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the names of the header, and the rows with the lines on which they begin; empty rows are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = first
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, [" ".join(cell.split()) for cell in cells]))
            line = first + reader.line_num
    except csv.Error as error:
        what = "opens a quote that is never closed" if "unexpected end" in str(error) else f"is no CSV: {error}"
        raise KnowledgeError(f'{path}:{line}: {what}; put the text in "…", and write a " within it twice.') from None
    header = [cell.casefold() for cell in rows[0][1]] if rows else []
    return header, rows[1:]


def _row(line: int, header: list[str], cells: list[str]) -> Row:
    named = {name: cell for name, cell in zip(header, cells, strict=False) if name}
    unnamed = [cell for name, cell in zip(header, cells, strict=False) if not name]
    return Row(line, named, tuple(cell for cell in (*unnamed, *cells[len(header) :]) if cell))


def _likeliest(text: str, separators: tuple[str, ...]) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(separators, key=header.count)


def _without_header(path: Path, header: list[str]) -> str:
    missing = " and ".join(f"'{name}'" for name in REQUIRED if name not in header)
    found = ", ".join(f"'{name}'" for name in header if name)[:200]
    return f"{path} has no column {missing}; name the columns in its first line, which has {found or 'nothing'}."
