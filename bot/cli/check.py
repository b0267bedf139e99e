"""`check`: everything that is wrong with the knowledge, before it goes live."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.options import add_knowledge

if TYPE_CHECKING:
    from bot.cli.options import Commands


def add_parser(commands: "Commands") -> argparse.ArgumentParser:
    """Add the command."""
    parser = commands.add_parser("check", help="list everything that is wrong with the knowledge")
    add_knowledge(parser)
    parser.add_argument(
        "--document", type=Path, metavar="FILE", help="prove the sentence numbers against the article itself, too"
    )
    return parser


def run(options: argparse.Namespace) -> int:
    """Print every problem as file:line: message; exit code 1 if there is any."""
    from bot.knowledge.checking import check
    from bot.knowledge.loader import shipped_folder
    from bot.settings import read_settings

    path = options.knowledge or read_settings().knowledge or shipped_folder()
    report = check(path, options.document)
    for problem in report.problems:
        print(f"{path / problem.file}:{problem.line}: {problem.message}")
    count = len(report.problems)
    print(
        f"{report.entries} entries, {report.phrasings} phrasings, {report.tests} tests: "
        f"{'no problem' if not count else '1 problem' if count == 1 else f'{count} problems'}"
    )
    return 1 if count else 0
