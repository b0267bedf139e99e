"""`import`: entries from a table of questions and answers."""

import argparse
import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from bot.errors import BotError

if TYPE_CHECKING:
    from bot.cli.options import Commands


def add_parser(commands: "Commands") -> argparse.ArgumentParser:
    """Add the command."""
    parser = commands.add_parser("import", help="make entries from a table (CSV) of questions and answers")
    parser.add_argument(
        "table",
        type=Path,
        metavar="FILE.csv",
        help="columns: question, answer; possibly topic, phrasings (with | between them), id",
    )
    parser.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help="the knowledge folder to write to (default: a new one, named after the file)",
    )
    parser.add_argument("--skip-bad", action="store_true", help="leave out the rows that can't be used")
    return parser


def run(options: argparse.Namespace) -> int:
    """Write the entries, or say which rows stand in the way."""
    from bot.knowledge.importing import ENTRIES, existing, import_rows
    from bot.knowledge.naming import slug
    from bot.knowledge.spreadsheet import read_sheet
    from bot.knowledge.writing import new_folder, write_new

    sheet = read_sheet(options.table)
    folder: Path = options.to or new_folder(slug(options.table.stem) or "imported")
    made = import_rows(sheet.rows, str(options.table), existing(folder))
    for problem in made.problems:
        print(problem, file=sys.stderr)
    left_out = len(sheet.rows) - len(made.entries)
    if left_out and not options.skip_bad:
        rows = "1 row" if left_out == 1 else f"{left_out} rows"
        raise BotError(f"Nothing is written: correct {rows} of {len(sheet.rows)}, or leave them out with --skip-bad.")
    if not made.entries:
        raise BotError(f"Nothing is written: no row of {options.table} can be used; correct those named above.")
    write_new(folder, {ENTRIES: made.file(options.table.name)})
    unknown = f" Left out, as no column of the format: {', '.join(sheet.unknown)}." if sheet.unknown else ""
    rows = f", {left_out} left out" if left_out else ""
    print(f"Wrote {len(made.entries)} entries{rows}, to {folder / ENTRIES}.{unknown}")
    print(
        f"Next: add more phrasings and tests to each, then run `python -m bot check --knowledge {quote(str(folder))}`."
    )
    return 0
