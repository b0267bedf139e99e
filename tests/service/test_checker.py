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


async def test_a_bot_that_starts_learns_without_the_tests(checker: Checker, folder: Path) -> None:
    path = folder / "entries.yaml"
    path.write_text(
        path.read_text("utf-8").replace("tests:\n", "tests:\n      - where can I park my tractor\n", 1), "utf-8"
    )

    answering = await checker.learn()

    assert isinstance(answering.decide(Question(answering.knowledge.entries[0].question)), Answer)
    assert (await checker.check()).problems, "the new test should have failed"


async def test_a_folder_that_cannot_be_learned_is_an_error(checker: Checker, folder: Path) -> None:
    (folder / "entries.yaml").write_text("entries: 3", "utf-8")

    with pytest.raises(KnowledgeError, match=r"entries\.yaml"):
        await checker.learn()


async def test_an_edited_answer_is_live_though_nothing_is_learned_again(checker: Checker, folder: Path) -> None:
    question = (await checker.learn()).knowledge.entries[0].question
    path = folder / "entries.yaml"
    text = path.read_text("utf-8").replace("Yes, it can. *Sciatica* is", "Indeed, *sciatica* is", 1)
    path.write_text(text, "utf-8")

    answering = (await checker.check()).answering

    assert answering
    outcome = answering.decide(Question(question))
    assert isinstance(outcome, Answer)
    assert outcome.entries[0].answer.startswith("Indeed")


async def test_the_folder_is_checked_as_it_is_now(checker: Checker, folder: Path) -> None:
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
    await checker.learn()
    checker.close()

    assert (await checker.check()).problems == ()


async def test_a_process_that_dies_during_a_check_is_an_error(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/true")

    with pytest.raises(ChildProcessError, match="memory"):
        await checker.check()
    with pytest.raises(KnowledgeError, match="memory"):
        await checker.learn()
