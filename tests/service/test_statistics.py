"""What an owner sees of the last weeks."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.core.model import Place
from bot.knowledge.loader import load
from bot.locales import catalog
from bot.service.statistics import DAYS, statistics
from bot.store import open_store

SMALL = Path(__file__).parent.parent / "knowledge_small"
TODAY = date(2026, 3, 31)
TEXTS = catalog(studio="", contact="", emergency="112", helplines="")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'kept.sqlite3'}"


async def shown(url: str, reviewed: str = "") -> list[str]:
    async with open_store(url) as store:
        return (await statistics(store, load(SMALL).knowledge, TEXTS, TODAY, reviewed)).splitlines()


async def test_outcomes_and_entries_are_counted(url: str) -> None:
    async with open_store(url) as store:
        for entry, times in (("calf-link", 2), ("water", 3), ("gone-since", 5)):
            for _ in range(times):
                await store.record(TODAY, Place.PRIVATE, "answer", entry, 0.9)
        await store.record(TODAY, Place.GROUP, "notice", None, None)
        await store.record(TODAY, Place.GROUP, "abstain", None, None)

    lines = await shown(url)

    assert lines[:2] == ["*The last 30 days*", "questions: 12"]
    assert lines[2:5] == ["answered: 10", "“I don't know”: 1", "safety notices: 1"]
    asked = lines[lines.index("*Asked most*") + 1 :]
    assert [line.partition(" × ")[0] for line in asked[:2]] == ["3", "2"], "without the entry that is no more"
    assert asked[2] == ""


async def test_what_is_older_does_not_count(url: str) -> None:
    async with open_store(url) as store:
        await store.record(TODAY - timedelta(days=DAYS), Place.PRIVATE, "answer", "water", 0.9)
        await store.record(TODAY - timedelta(days=DAYS - 1), Place.PRIVATE, "answer", "water", 0.9)

    assert (await shown(url))[1] == "questions: 1"


async def test_nothing_asked_yet(url: str) -> None:
    assert (await shown(url))[1:3] == ["questions: 0", ""]


@pytest.mark.parametrize(
    ("reviewed", "line"),
    [("", "No clinician has reviewed"), ("Dr Ada Ilves, 2026-03-01", "reviewed by Dr Ada Ilves, 2026-03-01")],
)
async def test_a_missing_review_shows(url: str, reviewed: str, line: str) -> None:
    assert line in (await shown(url, reviewed))[-1]
