"""`check`: everything that is wrong with the knowledge, before it goes live."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.options import add_knowledge

if TYPE_CHECKING:
    from bot.cli.options import Commands
    from bot.knowledge.checking import Report


def add_parser(commands: "Commands") -> argparse.ArgumentParser:
    """Add the command."""
    parser = commands.add_parser("check", help="list everything that is wrong with the knowledge")
    add_knowledge(parser)
    parser.add_argument(
        "--document", type=Path, metavar="FILE", help="prove the sentence numbers against the article itself, too"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="lines for people, one JSON object for programs, or annotations for GitHub Actions (default: text)",
    )
    return parser


def run(options: argparse.Namespace) -> int:
    """Print every problem as file:line: message, or in the other format; exit code 1 if there is any."""
    from bot.cli.progress import Progress
    from bot.knowledge.checking import check
    from bot.knowledge.loader import shipped_folder
    from bot.settings import read_settings

    path = options.knowledge or read_settings().knowledge or shipped_folder()
    with Progress() as progress:
        report = check(path, options.document, progress)
    lines = {"text": _as_text, "json": _as_json, "github": _as_github}[options.format]
    print("\n".join(lines(report, path)))
    return 1 if report.problems else 0


def _as_text(report: "Report", folder: Path) -> Iterator[str]:
    for problem in report.problems:
        yield f"{folder / problem.file}:{problem.line}: {problem.message}"
    yield _summary(report)


def _as_json(report: "Report", folder: Path) -> Iterator[str]:
    yield json.dumps(
        {
            "entries": report.entries,
            "phrasings": report.phrasings,
            "tests": report.tests,
            "problems": [
                {"file": str(folder / problem.file), "line": problem.line, "message": problem.message}
                for problem in report.problems
            ],
        }
    )


def _as_github(report: "Report", folder: Path) -> Iterator[str]:
    """Yield workflow commands (docs.github.com/actions/reference/workflow-commands-for-github-actions)."""
    for problem in report.problems:
        file = (folder / problem.file).resolve()
        if file.is_relative_to(Path.cwd()):  # GitHub knows files by their path in the repository
            file = file.relative_to(Path.cwd())
        properties = f"file={_escaped(file.as_posix(), ':,')},line={problem.line}"
        yield f"::error {properties}::{_escaped(problem.message)}"
    yield _summary(report)


def _escaped(text: str, further: str = "") -> str:
    """Escape a value as GitHub's own toolkit does; properties need further characters escaped."""
    for character in f"%\r\n{further}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _summary(report: "Report") -> str:
    count = len(report.problems)
    problems = "no problem" if not count else "1 problem" if count == 1 else f"{count} problems"
    return f"{report.entries} entries, {report.phrasings} phrasings, {report.tests} tests: {problems}"
