"""Edited knowledge goes live while the bot answers, or changes nothing."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.model import Answer
from bot.locales import catalog
from bot.service.asking import Asking
from bot.service.checker import Checker
from bot.service.opening import learn
from bot.service.reloading import Reloading

SMALL = Path(__file__).parent.parent / "knowledge_small"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Owners:
    """Hears what the owners are told."""

    def __init__(self) -> None:
        self.told: asyncio.Queue[str] = asyncio.Queue()

    async def tell(self, text: str) -> None:
        await self.told.put(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "knowledge"))


@pytest.fixture
def owners() -> Owners:
    return Owners()


@pytest.fixture
def asking(folder: Path) -> Asking:
    texts = catalog(studio="the studio", contact="", emergency="112", helplines="")
    return Asking(learn(folder), texts)


@pytest.fixture
def checker(folder: Path) -> Iterator[Checker]:
    checker = Checker(folder)
    yield checker
    checker.close()


@pytest.fixture
def reloading(asking: Asking, folder: Path, checker: Checker, owners: Owners) -> Reloading:
    return Reloading(asking, folder, checker.check, lambda: NOON, owners.tell)


def replace(folder: Path, old: str, new: str) -> None:
    path = folder / "entries.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


async def answer_to(asking: Asking, text: str) -> str:
    response = await asking.ask(text, now=NOON)
    assert isinstance(response.outcome, Answer)
    return response.outcome.entries[0].answer


async def test_a_good_edit_is_live_after_a_reload(reloading: Reloading, asking: Asking, folder: Path) -> None:
    entry = asking.answering.knowledge.entries[0]
    replace(folder, entry.answer[:20], "New words. " + entry.answer[:20])
    status = await reloading.reload()
    assert (status.version, status.problem) == (2, "")
    assert (await answer_to(asking, entry.question)).startswith("New words.")


async def test_a_bad_edit_changes_nothing_and_is_told_once(
    reloading: Reloading, asking: Asking, folder: Path, owners: Owners
) -> None:
    before = asking.answering
    replace(folder, "phrasings:", "phrasing:")
    status = await reloading.reload()
    again = await reloading.reload()
    assert asking.answering is before
    assert status.version == again.version == 1
    assert "entries.yaml:" in status.problem
    assert "not live" in owners.told.get_nowait()
    assert owners.told.empty()


async def test_an_edit_whose_tests_fail_is_not_live(reloading: Reloading, asking: Asking, folder: Path) -> None:
    before = asking.answering
    entry = asking.answering.knowledge.entries[0]
    replace(folder, f"- {entry.tests[0]}", "- how do i change a tyre in the rain")
    status = await reloading.reload()
    assert asking.answering is before
    assert "how do i change a tyre" in status.problem


async def test_a_missing_folder_changes_nothing(reloading: Reloading, asking: Asking, folder: Path) -> None:
    before = asking.answering
    shutil.rmtree(folder)
    status = await reloading.reload()
    assert asking.answering is before
    assert str(folder) in status.problem


async def test_the_watch_notices_edits_by_itself(reloading: Reloading, folder: Path, owners: Owners) -> None:
    watching = asyncio.create_task(reloading.watch(look_every=0.01))
    async with asyncio.timeout(30):
        replace(folder, "phrasings:", "phrasing:")
        assert "not live" in await owners.told.get()
        replace(folder, "phrasing:", "phrasings:")
        assert "live now" in await owners.told.get()
    watching.cancel()
    assert reloading.status.version == 2


async def test_questions_are_answered_during_a_reload(reloading: Reloading, asking: Asking) -> None:
    question = asking.answering.knowledge.entries[0].question
    running = asyncio.create_task(reloading.reload())
    answers = 0
    while not running.done():
        assert await answer_to(asking, question)
        answers += 1
        await asyncio.sleep(0)
    assert answers > 1
    assert (await running).version == 2
