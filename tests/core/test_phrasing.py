"""What a message asks, and what it says that it does not ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.phrasing import without_denied, without_set_aside
from bot.core.text import tokenise


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("not how long it steeps, just how hot", "just how hot"),
        ("I'm not asking which pot. Where do I keep the tea?", "where do i keep the tea"),
        ("Hi, not fussed about sugar - does it keep me awake?", "hi does it keep me awake"),
        ("I don't need to know why it's bitter, I need to know what helps", "i need to know what helps"),
        ("never mind the leaves, what about the water", "what about the water"),
        ("please don't tell me what green tea is but tell me how to make it", "but tell me how to make it"),
        ("I know what comes first, what is the last one?", "what is the last one"),
        ("I've read that it's healthy. Is it true?", "is it true"),
    ],
)
def test_what_is_not_asked_is_set_aside(text: str, asked: str) -> None:
    assert " ".join(tokenise(without_set_aside(text))) == asked


@pytest.mark.parametrize(
    "text",
    [
        "I don't like tea, what else is there?",
        "My tea is not hot, why?",
        "I'm not asking.",  # nothing would be left
        "not asking much, tea?",  # nor here
        "Do you know how to make tea?",
        "I don't want sugar in my tea",
        "I know how to make tea, do I need a pot?",
    ],
)
def test_other_denials_and_lone_clauses_stay(text: str) -> None:
    assert without_set_aside(text) == text


@given(st.text(max_size=300))
def test_two_words_are_always_left_of_a_text_that_has_them(text: str) -> None:
    assert len(tokenise(without_set_aside(text))) >= min(2, len(tokenise(text)))


def test_a_denied_thing_is_taken_out() -> None:
    assert " ".join(without_denied(tokenise("not my calf, my knee hurts"))) == "my knee hurts"


@pytest.mark.parametrize("text", ["why is not my calf better", "why can not my leg rest", "why have not got any"])
def test_what_somebody_asks_the_reason_of_is_not_denied(text: str) -> None:
    assert without_denied(text.split()) == text.split()


def test_a_reason_of_another_sentence_leaves_a_denial_as_it_is() -> None:
    assert " ".join(without_denied(tokenise("I don't know why. Not my calf, my knee"))) == "i do not know why my knee"
    assert " ".join(without_denied(tokenise("I wonder why, I don't have sciatica"))) == "i wonder why i"


def test_a_reason_asked_for_later_leaves_a_denial_as_it_is() -> None:
    asked = without_denied(tokenise("I don't have sciatica, why do my calves ache"))

    assert " ".join(asked) == "i why do my calves ache"
