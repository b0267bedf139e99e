"""From what people type to comparable words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.core.text import MAX_CHARACTERS, Vocabulary, clean, expand, sentences, stem, tokenise

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
        "one slip in a long word",
        "two slips",
        "one slip in a short word",
    ],
)
def test_what_is_surely_meant_is_told_apart(typed: str, meant: str, sure: str) -> None:
    vocabulary = Vocabulary(["my", "calf", "sciatica"] * 5)

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


def test_what_lies_beyond_the_longest_message_is_not_read() -> None:
    assert tokenise("a " * MAX_CHARACTERS + "calf") == ["a"] * (MAX_CHARACTERS // 2)


@given(any_text)
@settings(deadline=None)
def test_no_text_raises(text: str) -> None:
    words = tokenise(text)

    assert all(word and word == word.casefold() and not word.isspace() for word in words)
    assert len(Vocabulary(["calf", "sciatica"]).correct(words).words) == len(words)
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
