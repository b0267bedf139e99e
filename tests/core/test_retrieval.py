"""Phrasings compared with questions and with each other, on a few entries about tea."""

from dataclasses import replace

import pytest

from bot.core.matching import Matcher
from bot.core.model import Knowledge
from bot.core.parameters import Parameters

from .tea import KNOWLEDGE, POT, WATER

WITHOUT_CLASSES = Matcher(KNOWLEDGE, parameters=Parameters(most_classes=0))
"""As with more entries than linear models can tell apart."""


@pytest.mark.parametrize("entry", KNOWLEDGE.entries, ids=lambda entry: entry.id)
def test_the_nearest_phrasing_stands_in_for_the_linear_models(entry: object) -> None:
    found = next(e for e in KNOWLEDGE.entries if e is entry)

    for text in (found.question, *found.phrasings):
        best, *others = WITHOUT_CLASSES.rank(text).candidates
        assert best.match.entry is found
        assert -1 <= best.linear <= 1.0001
        assert all(other.match.confidence <= best.match.confidence for other in others)


def test_studio_business_and_small_talk_are_still_recognised() -> None:
    assert WITHOUT_CLASSES.rank("when does the shop open").studio == "times"
    assert WITHOUT_CLASSES.rank("hello there").smalltalk == "greeting"
    assert WITHOUT_CLASSES.rank("how hot should the water be").studio is None


def test_a_text_that_shares_no_trace_is_like_nothing() -> None:
    assert WITHOUT_CLASSES.rank("жжж щщщ").candidates == ()


def collisions_with(phrasing: str) -> list[tuple[str, str, str, float]]:
    """Return what collides once the entry about pots has a further phrasing."""
    pot = replace(POT, phrasings=(*POT.phrasings, phrasing))
    entries = tuple(pot if entry is POT else entry for entry in KNOWLEDGE.entries)
    matcher = Matcher(replace(KNOWLEDGE, entries=entries))
    return [(a[0].id, a[1], b[1], likeness) for a, b, likeness in matcher.collisions()]


def test_the_entries_as_they_are_do_not_collide() -> None:
    assert list(Matcher(KNOWLEDGE).collisions()) == []


@pytest.mark.parametrize(
    "words", ["how hot should the water be now", "so how hot should the water be", "how hot should this water be"]
)
def test_another_entrys_phrasing_in_nearly_the_same_words_collides_once(words: str) -> None:
    found = [pair for pair in collisions_with(words) if {pair[1], pair[2]} >= {words}]

    assert found
    assert all(0.75 <= likeness <= 1 for *_, likeness in found)


@pytest.mark.parametrize(
    "words", ["how hot should the pot be", "when should the water be hot", "which pot for hot water"]
)
def test_other_words_that_tell_something_do_not_collide(words: str) -> None:
    assert collisions_with(words) == []


def test_phrasings_of_one_entry_may_be_alike() -> None:
    water = replace(WATER, phrasings=(*WATER.phrasings, "how hot can the water be", "so how hot should the water be"))
    entries = tuple(water if entry is WATER else entry for entry in KNOWLEDGE.entries)

    assert list(Matcher(replace(KNOWLEDGE, entries=entries)).collisions()) == []


def test_no_entry_collides_with_nothing() -> None:
    assert list(Matcher(Knowledge(entries=KNOWLEDGE.entries[:1])).collisions()) == []
