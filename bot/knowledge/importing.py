"""Makes entries of a table of questions and answers."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.core.model import Knowledge
from bot.core.text import tokenise
from bot.errors import KnowledgeError
from bot.knowledge.complaints import complaints
from bot.knowledge.files import Sourced
from bot.knowledge.lint import lint
from bot.knowledge.loader import Folder, inspect
from bot.knowledge.naming import gist, slug, unique
from bot.knowledge.placed import placed_entries
from bot.knowledge.schema import EntriesFile
from bot.knowledge.spreadsheet import REQUIRED, Row
from bot.knowledge.writing import as_comment, entries_file
from bot.knowledge.yaml_lines import Located, Place, Problem

ENTRIES = "entries.yaml"

_TOPIC = "questions"
_WORDS_OF_AN_ID = 5
_HEAD = """\
Imported from {name}. Next: add to each entry, under phrasings, the many other ways in which people ask it, one a line;
and under tests: some that the bot must answer without having learned them. Then run `python -m bot check --knowledge`
with this folder. Each entry may also have related: and caution:.
"""


@dataclass(frozen=True, slots=True)
class Import:
    """What came of a table.

    Attributes:
        entries: the usable rows, each as an entry's keys and values.
        problems: why the other rows can't be used.
    """

    entries: tuple[Mapping[str, Any], ...]
    problems: tuple[Problem, ...]

    def file(self, name: str) -> str:
        """Return the file of entries; `name` is the table's."""
        return entries_file(as_comment(_HEAD.format(name=name)), None, [("", entry) for entry in self.entries])


def existing(path: Path) -> Folder:
    """Return the folder that is to be added to; an empty one where there is none yet."""
    try:
        return inspect(path)
    except KnowledgeError:
        return Folder(path, Knowledge(()), None, (), (), frozenset())


def entry_ids(folder: Folder) -> set[str]:
    """Return the ids of a folder's entries."""
    return {placed.entry.id for placed in placed_entries(folder)}


def import_rows(rows: Sequence[Row], source: str, folder: Folder) -> Import:
    """Make entries of rows.

    Args:
        rows: the rows.
        source: the table's name, for the problems.
        folder: the folder that the entries are for, with whose own they must not collide.
    """
    problems = [problem for row in rows for problem in _incomplete(row, source)]
    usable = _without(rows, problems)
    entries = _entries(usable, entry_ids(folder))
    found = list(_malformed(usable, entries, source))
    wrong = {problem.line for problem in found}
    entries = [entry for row, entry in zip(usable, entries, strict=True) if row.line not in wrong]
    problems += found
    usable = _without(usable, found)
    # Of doubles, only the later ones are among these.
    found = list(_colliding(usable, entries, source, folder))
    wrong = {problem.line for problem in found}
    entries = [entry for row, entry in zip(usable, entries, strict=True) if row.line not in wrong]
    return Import(tuple(entries), tuple(sorted({*problems, *found})))


def _without(rows: Sequence[Row], problems: Collection[Problem]) -> list[Row]:
    wrong = {problem.line for problem in problems}
    return [row for row in rows if row.line not in wrong]


def _incomplete(row: Row, source: str) -> Iterator[Problem]:
    for column in REQUIRED:
        if not row.cells.get(column):
            yield Problem(source, row.line, f"the {column} is missing; write it, or delete the row")
    if row.beyond:
        message = f"“{row.beyond[0][:40]}” stands in a column without a name"
        yield Problem(source, row.line, f'{message}; put a text that holds the separator in "…"')


def _entries(rows: Sequence[Row], taken: Collection[str]) -> list[dict[str, Any]]:
    """Return the entries of rows; names that rows give themselves come first, made-up ones must fit in between."""
    ids = {*taken, *(row.cells.get("id", "") for row in rows)}
    entries = []
    for row in rows:
        question, entry_id = row.cells["question"], row.cells.get("id")
        if not entry_id:
            entry_id = unique(gist(question)[:_WORDS_OF_AN_ID] or ["question"], ids)
            ids.add(entry_id)
        entries.append(
            {
                "id": entry_id,
                "topic": slug(row.cells.get("topic", "")) or _TOPIC,
                "question": question,
                "phrasings": list(_phrasings(question, row.cells.get("phrasings", ""))),
                "answer": row.cells["answer"],
            }
        )
    return entries


def _phrasings(question: str, others: str) -> Iterator[str]:
    """Yield the question and its other phrasings, each once."""
    seen = set()
    for text in (question, *(part.strip() for part in others.split("|"))):
        key = tuple(tokenise(text)) or (text,)
        if text and key not in seen:
            seen.add(key)
            yield text


def _located(rows: Sequence[Row], entries: Sequence[dict[str, Any]], source: str) -> Located:
    """Return entries as if they stood in the table, so that each complaint names its row."""
    lines: dict[Place, int] = {("entries", index): row.line for index, row in enumerate(rows)}
    data = {"format": 1, "language": "en", "entries": list(entries)}
    return Located(Path(source), source, data, lines, ())


def _malformed(rows: Sequence[Row], entries: Sequence[dict[str, Any]], source: str) -> Iterator[Problem]:
    located = _located(rows, entries, source)
    try:
        EntriesFile.model_validate(located.data)
    except ValidationError as error:
        yield from (problem for problem in complaints(located, EntriesFile, error) if rows)


def _colliding(
    rows: Sequence[Row], entries: Sequence[dict[str, Any]], source: str, folder: Folder
) -> Iterator[Problem]:
    if not rows:
        return
    located = _located(rows, entries, source)
    imported = Sourced(EntriesFile.model_validate(located.data), located)
    together = replace(folder, sources=(*folder.sources, imported))
    yield from (problem for problem in lint(together) if problem.file == source)
