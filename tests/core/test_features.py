"""Texts as vectors: what counts, and how much."""

import numpy as np
import pytest

from bot.core.features import (
    Floats,
    Vector,
    Vectoriser,
    Words,
    char_ngrams,
    learn_chars,
    learn_pairs,
    learn_words,
    pair_vector,
)

WEIGHT = 2.0
TEXTS = [
    Words(stems=["calf", "pain"], raw=["calf", "pain"]),
    Words(stems=["calf", "yoga"], raw=["calf", "yoga"]),
    Words(stems=["yoga", "help", "yoga"], raw=["yoga", "helps", "yoga"]),
]


def learn(texts: list[Words]) -> tuple[Vectoriser, Floats]:
    words, word_rows = learn_words(texts)
    chars, char_rows = learn_chars(text.raw for text in texts)
    vectoriser = Vectoriser(words, chars, word_weight=WEIGHT)
    return vectoriser, vectoriser.join(word_rows, char_rows).toarray()


VECTORISER, ROWS = learn(TEXTS)


def dense(vector: Vector, size: int = ROWS.shape[1]) -> Floats:
    row = np.zeros(size, np.float32)
    row[vector.features] = vector.weights
    return row


def length(vector: Vector) -> float:
    return float(np.linalg.norm(vector.weights))


@pytest.mark.parametrize(
    ("word", "grams"),
    [
        ("a", [" a "]),
        ("ab", [" ab", "ab ", " ab "]),
        ("leg", [" le", "leg", "eg ", " leg", "leg "]),
    ],
)
def test_a_word_has_the_ngrams_of_its_letters_between_blanks(word: str, grams: list[str]) -> None:
    assert char_ngrams(word) == grams


def test_a_long_word_has_no_ngram_of_more_than_four_letters() -> None:
    assert max(map(len, char_ngrams("sciatica"))) == 4


def test_every_learned_row_has_a_word_block_of_its_weight_and_a_character_block_of_one() -> None:
    lengths = np.linalg.norm(ROWS, axis=1)

    np.testing.assert_allclose(lengths, np.sqrt(WEIGHT**2 + 1), rtol=1e-5)


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_a_learned_text_gets_its_row_again(number: int) -> None:
    again = dense(VECTORISER.vector(TEXTS[number]))

    np.testing.assert_allclose(again, ROWS[number], rtol=1e-5)


def test_unknown_words_lengthen_a_text_so_that_the_known_ones_count_less() -> None:
    known = VECTORISER.vector(Words(stems=["calf"], raw=["calf"]))
    diluted = VECTORISER.vector(Words(stems=["calf", "zzz"], raw=["calf", "zzz"]))

    assert length(known) == pytest.approx(np.sqrt(WEIGHT**2 + 1))
    assert length(diluted) < length(known)
    assert set(known.features) <= set(diluted.features)


def test_a_text_of_unknown_words_is_the_zero_vector() -> None:
    assert length(VECTORISER.vector(Words(stems=["жж"], raw=["жж"]))) == 0
    assert length(VECTORISER.vector(Words(stems=[], raw=[]))) == 0


def test_rare_words_weigh_more_than_common_ones() -> None:
    row = dense(VECTORISER.vector(Words(stems=["calf", "help"], raw=[])))
    calf = dense(VECTORISER.vector(Words(stems=["calf"], raw=[])))
    helps = dense(VECTORISER.vector(Words(stems=["help"], raw=[])))

    assert row @ helps > row @ calf > 0


def test_neighbouring_words_count_as_bigrams() -> None:
    learned = ROWS[0]
    in_order = dense(VECTORISER.vector(Words(stems=["calf", "pain"], raw=[])))
    reversed_ = dense(VECTORISER.vector(Words(stems=["pain", "calf"], raw=[])))

    assert learned @ in_order > learned @ reversed_ > 0


def test_groups_of_synonyms_count_as_words() -> None:
    texts = [Words(stems=["agoni"], raw=[], groups=["<pain>"]), Words(stems=["yoga"], raw=[])]
    vectoriser, (agony, yoga) = learn(texts)

    other = dense(vectoriser.vector(Words(stems=["torment"], raw=[], groups=["<pain>"])), len(agony))

    assert agony @ other > 0
    assert yoga @ other == 0


def said(text: str) -> Words:
    return Words(stems=text.split(), raw=[])


@pytest.mark.parametrize("text", ["card is lost", "lost my card", "lost the card and the card lost me"])
def test_two_content_words_are_a_pair_in_any_order(text: str) -> None:
    pairs, rows = learn_pairs([said("lost card"), said("card fee")], 2)

    assert list(pairs.numbers) == ["card lost", "card fee"]
    assert pair_vector(pairs, said(text)).features.tolist() == [0]
    np.testing.assert_allclose(rows.toarray(), np.eye(2))


def test_words_far_from_each_other_are_no_pair() -> None:
    pairs, _ = learn_pairs([said("calf a sore b")], 1)

    assert len(pair_vector(pairs, said("calf v w x sore")).features) == 1
    assert len(pair_vector(pairs, said("calf v w x y sore")).features) == 0


@pytest.mark.parametrize("text", ["", "what is it", "calf", "calf calf", "unheard of"])
def test_a_text_without_a_known_pair_is_the_zero_vector(text: str) -> None:
    pairs, _ = learn_pairs([said("calf sore"), said("")], 2)

    assert length(pair_vector(pairs, said(text))) == 0


def test_only_pairs_of_the_telling_texts_count() -> None:
    pairs, rows = learn_pairs([said("lost card"), said("lost key card")], 1)

    assert list(pairs.numbers) == ["card lost"]
    np.testing.assert_allclose(rows.toarray(), [[1], [1]])


@pytest.mark.parametrize("order", [1, -1])
def test_of_too_many_pairs_the_most_frequent_are_kept_wherever_they_stand(
    order: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.core.features._MOST_PAIRS", 2)
    texts = ["sore calf", "yoga helps", "calf cramp", "calf sore", "helps calf"][::order]
    pairs, rows = learn_pairs([said(text) for text in texts], len(texts))

    assert set(pairs.numbers) == {"calf sore", "calf cramp"}
    assert rows.shape == (5, 2)


def test_knowledge_without_pairs_has_an_empty_block() -> None:
    pairs, rows = learn_pairs([said("calf"), said("")], 2)

    assert (pairs.numbers, rows.shape) == ({}, (2, 0))
