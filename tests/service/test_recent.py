"""The last message of each person: for five minutes, in memory, and not without bounds."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.service import recent
from bot.service.recent import Exchange, Recent

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOTHING = Exchange()
FIRST = Exchange("a sore calf", "calf-link")


@pytest.mark.parametrize(
    ("seconds", "earlier"), [(0, FIRST), (299, FIRST), (300, FIRST), (301, NOTHING), (86_400, NOTHING)]
)
def test_five_minutes(seconds: int, earlier: Exchange) -> None:
    memory = Recent()
    assert memory.last("ada", NOON) == NOTHING
    memory.remember("ada", FIRST, NOON)
    assert memory.last("ada", NOON + timedelta(seconds=seconds)) == earlier


def test_only_the_last_message_counts() -> None:
    memory = Recent()
    for minute, text in enumerate(["one", "two", "three"]):
        memory.remember("ada", Exchange(text), NOON + timedelta(minutes=minute))
    assert memory.last("ada", NOON + timedelta(minutes=3)) == Exchange("three")


def test_people_are_kept_apart() -> None:
    memory = Recent()
    memory.remember("ada", FIRST, NOON)
    assert memory.last("ben", NOON) == NOTHING


def test_what_is_too_old_is_gone_from_memory() -> None:
    memory = Recent()
    memory.remember("ada", FIRST, NOON)
    memory.remember("ben", Exchange("hello"), NOON + timedelta(minutes=4))
    memory.last("ben", NOON + timedelta(minutes=6))
    assert FIRST.text not in repr(vars(memory))
    assert "hello" in repr(vars(memory))


def test_a_crowd_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "_MOST_PEOPLE", 100)
    memory = Recent()
    for person in range(1000):
        memory.last(person, NOON)
        memory.remember(person, Exchange(f"message {person}"), NOON)
    assert repr(vars(memory)).count("message") <= 100
    assert memory.last(999, NOON) == Exchange("message 999")
    assert memory.last(0, NOON) == NOTHING


def test_a_clock_that_is_put_back_changes_nothing() -> None:
    memory = Recent()
    memory.remember("ada", FIRST, NOON)
    assert memory.last("ada", NOON - timedelta(hours=1)) == FIRST
