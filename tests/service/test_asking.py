"""One question's way through the service: when it answers, when it keeps silent, what it keeps."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from bot.core.answering import Answering
from bot.core.composing import Catalog
from bot.core.model import Abstention, Answer, Notice, Outcome, Place, SmallTalk, Studio, Suggestions
from bot.errors import StoreError
from bot.knowledge.loader import load
from bot.service.asking import Asking, kind
from bot.store import Store, open_store

from .conftest import SMALL

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CALF = "my calves are sore, is it sciatica"
FRANCE = "what's the capital of france"
EMERGENCY = "my calf is swollen and hot"
SWOLLEN, WARM = "my left calf is swollen", "it's warm too"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path}/store.sqlite3") as store:
        yield store


def rows(folder: Path) -> list[tuple[Any, ...]]:
    """Return what was kept, as anybody with the file would read it."""
    engine = create_engine(f"sqlite:///{folder}/store.sqlite3")
    with engine.connect() as connection:
        found = connection.execute(text("SELECT day, place, outcome, entry, confidence FROM outcome ORDER BY id"))
        kept = [tuple(row) for row in found]
    engine.dispose()
    return kept


def on_disk(folder: Path) -> list[bytes]:
    """Return the content of every file."""
    return [file.read_bytes() for file in folder.iterdir()]


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        (CALF, Answer),
        (FRANCE, Abstention),
        (EMERGENCY, Notice),
        ("is there yoga on sunday", Studio),
        ("hello", SmallTalk),
    ],
)
async def test_in_private_everything_gets_a_reply(asking: Asking, question: str, outcome: type[Outcome]) -> None:
    response = await asking.ask(question, now=NOON)
    assert isinstance(response.outcome, outcome)
    assert response.reply
    assert response.reply.text


@pytest.mark.parametrize(
    ("question", "insistent", "speaks"),
    [
        (CALF, True, True),
        (CALF, False, True),
        (EMERGENCY, True, True),
        (EMERGENCY, False, True),
        ("is there yoga on sunday", False, True),
        (FRANCE, True, True),
        (FRANCE, False, False),
        ("hello", True, False),
        ("thanks", False, False),
    ],
)
async def test_silence_in_a_group(asking: Asking, question: str, insistent: bool, speaks: bool) -> None:
    response = await asking.ask(question, now=NOON, place=Place.GROUP, insistent=insistent)
    assert (response.reply is not None) is speaks


@pytest.mark.parametrize(
    ("after", "noticed"),
    [(timedelta(seconds=5), True), (timedelta(minutes=5), True), (timedelta(minutes=5, seconds=1), False)],
)
async def test_signs_in_two_messages(asking: Asking, after: timedelta, noticed: bool) -> None:
    await asking.ask(SWOLLEN, now=NOON, person="ada")
    second = await asking.ask(WARM, now=NOON + after, person="ada")
    assert isinstance(second.outcome, Notice) is noticed


@pytest.mark.parametrize("people", [("ada", "ben"), (None, None), ((1, 51), (2, 51))], ids=str)
async def test_signs_of_two_people_are_not_put_together(asking: Asking, people: tuple[object, object]) -> None:
    first, second = people
    await asking.ask(SWOLLEN, now=NOON, person=first)
    response = await asking.ask(WARM, now=NOON, person=second)
    assert response == await asking.ask(WARM, now=NOON)


async def test_what_is_kept(answering: Answering, catalog: Catalog, store: Store, tmp_path: Path) -> None:
    asking = Asking(answering, catalog, store)
    await asking.ask(CALF, now=NOON, person="ada")
    await asking.ask(FRANCE, now=NOON, place=Place.GROUP, insistent=False)
    await asking.ask(EMERGENCY, now=NOON)
    await asking.ask("is there yoga on sunday", now=NOON)
    await asking.ask("hello", now=NOON)
    day = str(date(2026, 3, 1))
    (answered, *others) = rows(tmp_path)
    assert answered[:4] == (day, "private", "answer", "calf-link")
    assert answered[4] == round(answered[4], 1)
    assert others == [
        (day, "group", "abstain", None, None),
        (day, "private", "notice", None, None),
        (day, "private", "studio", None, None),
        (day, "private", "smalltalk", None, None),
    ]


async def test_no_word_of_anybody_reaches_the_disk(
    answering: Answering, catalog: Catalog, store: Store, tmp_path: Path
) -> None:
    asking = Asking(answering, catalog, store)
    for question in (CALF, EMERGENCY, "xylophone zeppelin"):
        await asking.ask(question, now=NOON, person=(4711471147, 8150815081))
    written = b"".join(on_disk(tmp_path))
    assert written
    for word in (b"calves", b"swollen", b"xylophone", b"4711471147", b"8150815081", b"dvt"):
        assert word not in written


async def test_a_broken_store_costs_no_answer(
    answering: Answering,
    catalog: Catalog,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fail(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(store, "record", fail)
    response = await Asking(answering, catalog, store).ask(CALF, now=NOON)
    assert response.reply
    assert "The disk is full." in caplog.text
    assert "calves" not in caplog.text


async def test_new_knowledge_serves_the_next_question(asking: Asking) -> None:
    folder = load(SMALL)
    assert folder.safety
    fewer = replace(folder.knowledge, entries=folder.knowledge.entries[1:])
    assert isinstance((await asking.ask(CALF, now=NOON)).outcome, Answer)
    asking.answering = Answering(fewer, folder.safety)
    assert not isinstance((await asking.ask(CALF, now=NOON)).outcome, Answer)


def test_the_name_of_every_outcome() -> None:
    outcomes: list[Outcome] = [Answer((), 1.0), Suggestions(()), Abstention(), Studio("times"), SmallTalk("thanks", "")]
    assert [kind(outcome) for outcome in outcomes] == ["answer", "suggest", "abstain", "studio", "smalltalk"]
