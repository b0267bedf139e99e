"""TF-IDF vectors of short texts: words and bigrams, character n-grams within words ("char_wb"), and word pairs."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from bot.core.text import FUNCTION_WORDS

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]

SHORTEST, LONGEST = 3, 4
"""Lengths of the character n-grams."""

_REACH = 4
"""How far apart two content words may stand and still be a pair, in content words."""

_MOST_PAIRS = 50_000
"""Pairs that are kept, the most frequent ones; bounds the memory that their weights take."""

_UNKNOWN = 0.25
"""What an unknown feature adds to a text's squared length, beside 1 for one that a single known text has."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text, ready to be counted.

    Attributes:
        stems: its words, corrected and stemmed: what the word block counts.
        groups: the synonym groups that it mentions; the word block counts them, too.
        raw: its words as typed: what the character block counts, so that a wrong correction can't hide them. Words that
            were surely meant may stand beside them.
    """

    stems: Sequence[str]
    raw: Sequence[str]
    groups: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Vector:
    """One sparse row: feature numbers and their weights, same length."""

    features: Integers
    weights: Floats


def char_ngrams(word: str) -> list[str]:
    """Return the n-grams of a word between blanks; a word shorter than n gives itself once."""
    padded = f" {word} "
    grams = []
    for n in range(SHORTEST, LONGEST + 1):
        grams += [padded[i : i + n] for i in range(max(len(padded) - n + 1, 1))]
        if n >= len(padded):
            break
    return grams


class Block:
    """One family of features, with its own inverse document frequencies and its own unit length."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._idf: Floats = np.empty(0, np.float32)
        self._unknown_idf = 0.0

    def count(self, rows: Iterable[Iterable[str]]) -> csr_matrix:
        """Return how often each row has each feature; new features get new numbers."""
        features, starts, numbers = array("i"), array("i", [0]), defaultdict[str, int](None, self.numbers)
        numbers.default_factory = numbers.__len__
        for row in rows:
            features.extend(map(numbers.__getitem__, row))
            starts.append(len(features))
        self.numbers = dict(numbers)
        ones = np.ones(len(features), np.float32)
        return csr_matrix((ones, np.asarray(features), np.asarray(starts)), (len(starts) - 1, len(self.numbers)))

    def learn(self, counts: csr_matrix) -> csr_matrix:
        """Learn the frequencies of counted rows, each feature once a row; return them as TF-IDF rows of unit length."""
        size = counts.shape[0]
        frequencies = np.bincount(counts.indices, minlength=len(self.numbers))
        self._idf = (np.log((1 + size) / (1 + frequencies)) + 1).astype(np.float32)
        self._unknown_idf = float(np.log(1 + size) + 1)
        counts.data = (1 + np.log(counts.data)) * self._idf[counts.indices]
        squares = np.concatenate([[0], np.cumsum(counts.data**2, dtype=np.float64)])
        lengths = np.sqrt(squares[counts.indptr[1:]] - squares[counts.indptr[:-1]])
        counts.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(counts.indptr)).astype(np.float32)
        return counts

    def weigh(self, names: Sequence[str]) -> Vector:
        """Return the row of a new text; unknown features lengthen it, or "asdf order" would equal "order".

        They count less than known ones, as most of them are misspelt.
        """
        known = [number for name in names if (number := self.numbers.get(name)) is not None]
        features, counts = np.unique(np.array(known, np.int32), return_counts=True)
        weights = (1 + np.log(counts, dtype=np.float32)) * self._idf[features]
        length = float(np.sqrt(weights @ weights + _UNKNOWN * (len(names) - len(known)) * self._unknown_idf**2))
        return Vector(features, weights / np.float32(length) if length else weights)


def learn_words(texts: Sequence[Words]) -> tuple[Block, csr_matrix]:
    """Return the word block of a set of texts, and their rows in it."""
    block = Block()
    counts = block.count(map(_word_features, texts))
    counts.sum_duplicates()
    return block, block.learn(counts)


def learn_chars(texts: Iterable[Sequence[str]]) -> tuple[Block, csr_matrix]:
    """Return the character block of a set of texts, each given as its words, and their rows in it."""
    # Words of texts times n-grams of words: each word is taken apart once, and the rest is counted by SciPy.
    words, block = Block(), Block()
    counts = words.count(texts)
    return block, block.learn(csr_matrix(counts @ block.count(map(char_ngrams, words.numbers))))


def learn_pairs(texts: Sequence[Words], telling: int) -> tuple[Block, csr_matrix]:
    """Return the block of the pairs that the first texts have, `telling` of them, and the rows of all texts in it.

    A pair is two content words, in whatever order: "my transfer failed", "did a transfer fail".
    """
    pairs = [_pair_features(text) for text in texts]
    frequencies = Counter(chain.from_iterable(pairs[:telling]))
    # Of equally frequent ones the alphabet decides: no text shall lose its pairs for standing last.
    kept = frozenset(sorted(frequencies, key=lambda pair: (-frequencies[pair], pair))[:_MOST_PAIRS])
    block = Block()
    counts = block.count([pair for pair in found if pair in kept] for found in pairs)
    counts.sum_duplicates()
    return block, block.learn(counts)


class Vectoriser:
    """Turns texts into the space that known texts span.

    Args:
        words: the word block of the known texts.
        chars: their character block.
        word_weight: weight of the word block beside the character block, whose weight is 1.
    """

    def __init__(self, words: Block, chars: Block, *, word_weight: float) -> None:
        self._words, self._grams = words, chars
        self._word_weight = np.float32(word_weight)

    def join(self, words: csr_matrix, chars: csr_matrix) -> csr_matrix:
        """Return the rows of known texts in both blocks together."""
        return cast("csr_matrix", csr_matrix(hstack([words * self._word_weight, chars], dtype=np.float32)))

    @property
    def word_features(self) -> int:
        """How many features the word block has; they come first in a row."""
        return len(self._words.numbers)

    def vector(self, text: Words) -> Vector:
        """Return the row of a new text."""
        words = self._words.weigh(_word_features(text))
        chars = self._grams.weigh([gram for word in text.raw for gram in char_ngrams(word)])
        return Vector(
            np.concatenate([words.features, chars.features + np.int32(len(self._words.numbers))]),
            np.concatenate([words.weights * self._word_weight, chars.weights]),
        )


def pair_vector(block: Block, text: Words) -> Vector:
    """Return the row of a new text in a pair block."""
    return block.weigh(_pair_features(text))


def _word_features(text: Words) -> list[str]:
    return [*text.stems, *text.groups, *(f"{first} {second}" for first, second in pairwise(text.stems))]


def _pair_features(text: Words) -> list[str]:
    content = [word for word in text.stems if word not in FUNCTION_WORDS]
    return [
        f"{first} {second}" if first < second else f"{second} {first}"
        for place, first in enumerate(content)
        for second in content[place + 1 : place + 1 + _REACH]
        if first != second
    ]
