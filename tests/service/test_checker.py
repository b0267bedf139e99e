"""The check runs in a process of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.model import Answer, Question
from bot.errors import KnowledgeError
from bot.service.checker import Checker

SMALL = Path(__file__).parent.parent / "knowledge_small"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "knowledge"))


@pytest.fixture
def checker(folder: Path) -> Iterator[Checker]:
    checker = Checker(folder)
    yield checker
    checker.close()


async def test_what_was_learned_comes_back_ready_to_answer(checker: Checker) -> None:
    report = await checker.check()

    assert report.problems == ()
    assert report.answering
    entry = report.answering.knowledge.entries[0]
    assert isinstance(report.answering.decide(Question(entry.question)), Answer)


async def test_the_folder_is_checked_as_it_is_now(checker: Checker, folder: Path) -> None:
    checker.start()
    assert (await checker.check()).problems == ()

    path = folder / "entries.yaml"
    path.write_text(path.read_text("utf-8").replace("phrasings:", "phrasing:", 1), "utf-8")

    (problem,) = (await checker.check()).problems
    assert "did you mean 'phrasings'" in problem.message


async def test_a_missing_folder_is_an_error(checker: Checker, folder: Path) -> None:
    shutil.rmtree(folder)

    with pytest.raises(KnowledgeError, match="knowledge"):
        await checker.check()


async def test_a_process_that_died_is_started_again(checker: Checker) -> None:
    checker.start()
    checker.close()

    assert (await checker.check()).problems == ()


async def test_a_process_that_dies_during_a_check_is_an_error(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/true")

    with pytest.raises(ChildProcessError, match="memory"):
        await checker.check()
