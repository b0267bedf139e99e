"""The whole check of a knowledge folder: its form, its names, and its own tests."""

from dataclasses import dataclass
from pathlib import Path

from bot.core.answering import Answering
from bot.knowledge.lint import lint
from bot.knowledge.loader import inspect
from bot.knowledge.proof import prove
from bot.knowledge.yaml_lines import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what is wrong with it, in the order of files and lines."""

    entries: int
    phrasings: int
    tests: int
    problems: tuple[Problem, ...]


def check(path: Path) -> Report:
    """Check a folder. The tests run only where its form is right: a broken file would fail them by the hundred.

    Raises:
        KnowledgeError: there is no knowledge in the folder at all.
    """
    folder = inspect(path)
    problems = [*folder.problems, *lint(folder)]
    if not problems and folder.safety:
        problems += prove(folder, Answering(folder.knowledge, folder.safety))
    entries = folder.knowledge.entries
    return Report(
        entries=len(entries),
        phrasings=sum(len(entry.phrasings) for entry in entries),
        tests=sum(len(entry.tests) for entry in entries) + len(folder.knowledge.must_not_answer),
        problems=tuple(sorted(problems)),
    )
