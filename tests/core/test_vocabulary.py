"""From misspelt words to those that were meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.core.text import tokenise
from bot.core.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("siatica", "sciatica"),
        ("sciatcia", "sciatica"),
        ("scaitcia", "sciatica"),
        ("clf", "calf"),
        ("cafl", "calf"),
        ("calf", "calf"),
        ("xylophone", "xylophone"),
        ("12345", "12345"),
        ("ca", "ca"),
        ("caxy", "caxy"),
    ],
    ids=[
        "a letter missing",
        "two letters swapped",
        "two slips in a long word",
        "short word, a letter missing",
        "short word, letters swapped",
        "known",
        "unknown, but near nothing",
        "a figure",
        "too short to judge",
        "two slips in a short word",
    ],
)
def test_an_unknown_word_becomes_the_known_one_near_it(typed: str, meant: str) -> None:
    assert Vocabulary(["sciatica", "calf", "yoga"]).correct([typed]).words == [meant]


@pytest.mark.parametrize(
    ("typed", "words", "meant"),
    [
        ("uby", {"buy": 1, "by": 8}, "buy"),
        ("uby", {"buy": 1, "by": 12}, "by"),
        ("sor", {"sore": 1, "for": 2}, "sore"),
        ("sor", {"sore": 1, "for": 4}, "for"),
        ("pian", {"pain": 1, "plan": 8, "piano": 2}, "pain"),
    ],
)
def test_of_equally_near_words_the_likeliest_is_taken(typed: str, words: dict[str, int], meant: str) -> None:
    vocabulary = Vocabulary([word for word, count in words.items() for _ in range(count)])

    assert vocabulary.correct([typed]).words == [meant]


@given(st.text("abcdé", min_size=3, max_size=9), st.lists(st.text("abcdé", min_size=3, max_size=9), max_size=30))
def test_no_nearer_word_is_overlooked(typed: str, known: list[str]) -> None:
    vocabulary = Vocabulary([word for word in known for _ in range(3)])  # often enough to be no typos themselves
    reach = 1 if len(typed) <= 4 else 2
    near = [word for word in known if OSA.distance(typed, word) <= reach]

    corrected = vocabulary.correct([typed]).words

    if typed in known or not near:
        assert "".join(corrected) == typed  # perhaps taken apart
    elif len(corrected) == 1:
        assert OSA.distance(typed, corrected[0]) == min(OSA.distance(typed, word) for word in near)


@given(st.text("abcd", min_size=3, max_size=6), st.text("abcd", min_size=3, max_size=6))
def test_a_rare_word_at_one_slip_from_a_frequent_one_is_a_typo(rare: str, frequent: str) -> None:
    vocabulary = Vocabulary([rare, *[frequent] * 30])
    is_slip = OSA.distance(rare, frequent) == 1

    assert vocabulary.correct([rare]).words == [frequent if is_slip else rare]


@pytest.mark.parametrize(
    ("typed", "meant", "sure"),
    [
        ("myc alf", "my calf", "my calf"),
        ("m ycalf", "my calf", "my calf"),
        ("ca lf", "calf", "calf"),
        ("my calf", "my calf", ""),
        ("my dog", "my dog", ""),
        ("in sa", "in sa", ""),
        ("scaitica", "sciatica", "sciatica"),
        ("scaitika", "sciatica", ""),
        ("clf", "calf", ""),
    ],
    ids=[
        "a letter before the blank",
        "a letter behind it",
        "a blank too many",
        "nothing wrong",
        "an unknown word that nothing explains",
        "no half is a single letter but a and i",
        "one slip in a long word",
        "two slips",
        "one slip in a short word",
    ],
)
def test_what_is_surely_meant_is_told_apart(typed: str, meant: str, sure: str) -> None:
    vocabulary = Vocabulary(["my", "calf", "sciatica", "in", "ins", "s"] * 5)

    assert vocabulary.correct(typed.split()) == (meant.split(), sure.split())


def test_a_word_that_is_longer_than_any_is_left_alone() -> None:
    vocabulary = Vocabulary(["calf"] * 30)

    assert vocabulary.correct(["calfcalf"]).words == ["calf", "calf"]
    assert vocabulary.correct(["calf" * 1000]).words == ["calf" * 1000]


def test_a_vocabulary_knows_its_words() -> None:
    vocabulary = Vocabulary(["calf"])

    assert "calf" in vocabulary
    assert "clf" not in vocabulary


def test_one_text_gets_a_limited_number_of_corrections() -> None:
    letters = "abcdefghij"
    typos = [f"sciatic{a}{b}" for a in letters for b in letters]

    corrected = Vocabulary(["sciatica"]).correct(typos).words

    changed = sum(before != after for before, after in zip(typos, corrected, strict=True))
    assert 0 < changed < len(typos)


@given(st.text(st.characters(exclude_categories=())))
@settings(deadline=None)
def test_no_text_raises(text: str) -> None:
    words = tokenise(text)

    corrected = Vocabulary(["my", "calf", "sciatica"] * 5).correct(words)

    assert set(corrected.sure) <= set(corrected.words)
