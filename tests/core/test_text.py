"""From what people type to comparable words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.text import MAX_CHARACTERS, clean, expand, sentences, stem, tokenise

any_text = st.text(st.characters(exclude_categories=()))
"""Any text whatsoever, half surrogate pairs included."""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Can Sciatica make my calves SORE?", "can sciatica make my calves sore"),
        ("  calf ,soreness;\n\tnow!!! ", "calf soreness now"),
        ("flare-ups and/or a_b", "flare ups and or a b"),
        ("soooo sooore", "soo soore"),
        ("a needle, aaaand all", "a needle aand all"),
        ("in 1000 years, 111 or 999", "in 1000 years 111 or 999"),
        ("day 2of3", "day 2of3"),
        ("café naïve", "cafe naive"),
        ("ｓｏｒｅ ①", "sore 1"),
        ("so\u200bre ca\u00adlf", "sore calf"),
        ("s\u0336o\u0336r\u0336e\u0336", "sore"),
        ("Straße", "strasse"),
        ("😀 calf 😀", "calf"),
        ("боль в спине", "боль в спине"),
        ("???", ""),
        ("", ""),
    ],
)
def test_a_text_becomes_its_words(text: str, words: str) -> None:
    assert tokenise(text) == words.split()


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("can't", "can not"),
        ("can’t", "can not"),
        ("cant", "can not"),
        ("won't", "will not"),
        ("doesn't", "does not"),
        ("i'm", "i am"),
        ("im", "i am"),
        ("they're", "they are"),
        ("you've", "you have"),
        ("she'll", "she will"),
        ("he'd", "he would"),
        ("what's", "what"),
        ("whats", "what is"),
        ("sister's", "sister"),
        ("o'clock", "oclock"),
        ("its", "its"),
        ("well", "well"),
        ("ur", "your"),
        ("idk", "i do not know"),
        ("calf", "calf"),
    ],
)
def test_short_forms_are_written_out(short: str, long: str) -> None:
    assert tokenise(short) == long.split()


def test_a_short_form_is_one_of_a_single_word() -> None:
    assert expand("gonna") == "going to"
    assert expand("yoga") == "yoga"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("My calf aches. Is it sciatica?", ["My calf aches.", "Is it sciatica?"]),
        ("one\ntwo", ["one", "two"]),
        ("at 6.30 tonight", ["at 6.30 tonight"]),
        ("\n \n", []),
    ],
)
def test_a_message_splits_into_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [("stretching", "stretches"), ("calves", "calves"), ("sore", "soreness"), ("exercise", "exercises")],
)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_what_lies_beyond_the_longest_message_is_not_read() -> None:
    assert tokenise("a " * MAX_CHARACTERS + "calf") == ["a"] * (MAX_CHARACTERS // 2)


@given(any_text)
@settings(deadline=None)
def test_no_text_raises(text: str) -> None:
    words = tokenise(text)

    assert all(word and word == word.casefold() and not word.isspace() for word in words)
    assert all(isinstance(stem(word), str) for word in words)
    assert all(part in text for part in sentences(text))


@given(st.characters(exclude_categories=()), st.integers(1, 20_000))
@settings(deadline=None, max_examples=50)
def test_the_work_for_one_text_is_bounded(character: str, length: int) -> None:
    text = character * length

    assert len(clean(text)) <= 4 * MAX_CHARACTERS
    assert len(tokenise(text)) <= MAX_CHARACTERS
    assert len(tokenise(f"{character} " * length)) <= 4 * MAX_CHARACTERS


@given(any_text)
@settings(deadline=None)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text("abc' ", max_size=30))
def test_case_and_apostrophes_make_no_difference(text: str) -> None:
    assert tokenise(text.upper()) == tokenise(text.replace("'", "’"))
