"""Texts as vectors: what counts, and how much."""

import numpy as np
import pytest

from bot.core.features import Floats, Vector, Vectoriser, Words, char_ngrams

WEIGHT = 2.0
TEXTS = [
    Words(stems=["calf", "pain"], raw=["calf", "pain"]),
    Words(stems=["calf", "yoga"], raw=["calf", "yoga"]),
    Words(stems=["yoga", "help", "yoga"], raw=["yoga", "helps", "yoga"]),
]


@pytest.fixture
def vectoriser() -> Vectoriser:
    return Vectoriser(TEXTS, word_weight=WEIGHT)


def dense(vector: Vector, vectoriser: Vectoriser) -> Floats:
    row = np.zeros(vectoriser.matrix.shape[1], np.float32)
    row[vector.features] = vector.weights
    return row


def length(vector: Vector) -> float:
    return float(np.linalg.norm(vector.weights))


@pytest.mark.parametrize(
    ("word", "grams"),
    [
        ("a", [" a", "a ", " a "]),
        ("ab", [" a", "ab", "b ", " ab", "ab ", " ab "]),
        ("leg", [" l", "le", "eg", "g ", " le", "leg", "eg ", " leg", "leg ", " leg "]),
    ],
)
def test_a_word_has_the_ngrams_of_its_letters_between_blanks(word: str, grams: list[str]) -> None:
    assert char_ngrams(word) == grams


def test_a_long_word_has_no_ngram_of_more_than_five_letters() -> None:
    assert max(map(len, char_ngrams("sciatica"))) == 5


def test_every_learned_row_has_a_word_block_of_its_weight_and_a_character_block_of_one(vectoriser: Vectoriser) -> None:
    lengths = np.linalg.norm(vectoriser.matrix.toarray(), axis=1)

    np.testing.assert_allclose(lengths, np.sqrt(WEIGHT**2 + 1), rtol=1e-5)


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_a_learned_text_gets_its_row_again(number: int, vectoriser: Vectoriser) -> None:
    again = dense(vectoriser.vector(TEXTS[number]), vectoriser)

    np.testing.assert_allclose(again, vectoriser.matrix[[number]].toarray()[0], rtol=1e-5)


def test_unknown_words_lengthen_a_text_so_that_the_known_ones_count_less(vectoriser: Vectoriser) -> None:
    known = vectoriser.vector(Words(stems=["calf"], raw=["calf"]))
    diluted = vectoriser.vector(Words(stems=["calf", "zzz"], raw=["calf", "zzz"]))

    assert length(known) == pytest.approx(np.sqrt(WEIGHT**2 + 1))
    assert length(diluted) < length(known)
    assert set(known.features) <= set(diluted.features)


def test_a_text_of_unknown_words_is_the_zero_vector(vectoriser: Vectoriser) -> None:
    assert length(vectoriser.vector(Words(stems=["жж"], raw=["жж"]))) == 0
    assert length(vectoriser.vector(Words(stems=[], raw=[]))) == 0


def test_rare_words_weigh_more_than_common_ones(vectoriser: Vectoriser) -> None:
    row = dense(vectoriser.vector(Words(stems=["calf", "help"], raw=[])), vectoriser)
    calf = dense(vectoriser.vector(Words(stems=["calf"], raw=[])), vectoriser)
    helps = dense(vectoriser.vector(Words(stems=["help"], raw=[])), vectoriser)

    assert row @ helps > row @ calf > 0


def test_neighbouring_words_count_as_pairs(vectoriser: Vectoriser) -> None:
    learned = vectoriser.matrix[[0]].toarray()[0]
    in_order = dense(vectoriser.vector(Words(stems=["calf", "pain"], raw=[])), vectoriser)
    reversed_ = dense(vectoriser.vector(Words(stems=["pain", "calf"], raw=[])), vectoriser)

    assert learned @ in_order > learned @ reversed_ > 0


def test_groups_of_synonyms_count_as_words() -> None:
    texts = [Words(stems=["agoni"], raw=[], groups=["<pain>"]), Words(stems=["yoga"], raw=[])]
    vectoriser = Vectoriser(texts, word_weight=WEIGHT)

    other = dense(vectoriser.vector(Words(stems=["torment"], raw=[], groups=["<pain>"])), vectoriser)

    assert vectoriser.matrix[[0]].toarray()[0] @ other > 0
    assert vectoriser.matrix[[1]].toarray()[0] @ other == 0
