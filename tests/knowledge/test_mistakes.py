"""Each mistake that an owner can make gives one problem, at its own line, that names the thing and the fix."""

from pathlib import Path

import pytest

from bot.knowledge.checking import check

from .mistakes.form import FORM
from .mistakes.mistake import Mistake
from .mistakes.names import NAMES
from .mistakes.proof import PROOF
from .mistakes.sources import SOURCES
from .mistakes.wording import COLLISIONS, WORDING
from .mistakes.yaml_files import YAML

MISTAKES = [*FORM, *YAML, *NAMES, *SOURCES, *PROOF, *WORDING, *COLLISIONS]


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.what for mistake in MISTAKES])
def test_one_mistake_is_one_problem_at_its_line(mistake: Mistake, folder: Path) -> None:
    mistake.change(folder)

    problems = check(folder).problems

    assert [problem.file for problem in problems] == [mistake.file], problems
    assert mistake.message in problems[0].message
    if mistake.line:
        lines = (folder / mistake.file).read_text("utf-8").splitlines(keepends=True)
        assert mistake.line in lines[problems[0].line - 1]


def test_the_folder_that_the_mistakes_start_from_has_no_problem(folder: Path) -> None:
    report = check(folder)

    assert report.problems == ()
    assert (report.entries, report.phrasings, report.tests) == (5, 17, 8)
    assert report.answering is not None, "it is ready to go live"
