"""Compares the phrasings of a knowledge base: with a question, and with each other."""

from collections.abc import Hashable, Iterator, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.core.features import Floats, Vector
from bot.core.text import FUNCTION_WORDS

VOTERS = 20
"""Phrasings, the likest ones, that vote for their owners."""

ALIKE = 0.9
"""Likeness from which two phrasings collide, 0–1: almost every word is the same, whatever the other one says."""

ALIKE_IN_CONTENT = 0.75
"""Likeness from which two phrasings collide that have the same telling words, 0–1.

In the shipped knowledge and the public sets, pairs below differ in what they ask ("is sciatica an illness", "illness
and sciatica": 0.69); those above differ in a "can" for a "does" or a "the" for a "my".
"""

_IDLE_WORDS = FUNCTION_WORDS - {"how", "what", "when", "where", "whi", "which", "who", "like", "no", "not"}
"""Stems that don't change what is asked: function words but for those that ask for another thing, or deny."""

_COMMON = 0.01
"""Share of the phrasings above which a feature is common."""

_BLOCK = 512
"""Phrasings that are compared with all later ones in one product; bounds its memory."""


class Phrasings:
    """Compares questions with phrasings.

    Args:
        rows: the phrasings' vectors; all have the same length.
        owners: the number of what each belongs to, in rising order.
        count: how many owners there are.
        texts: the phrasings' stems, joined by blanks.
        word_weight: weight of the word block beside the character block, whose weight is 1.
    """

    def __init__(
        self, rows: csr_matrix, owners: Sequence[int], count: int, texts: Sequence[str], *, word_weight: float
    ) -> None:
        self._by_feature = csr_matrix(rows.T)
        self._owners = np.array(owners, np.int32)
        self._starts = np.flatnonzero(np.diff(self._owners, prepend=-1))
        self._count = count
        self._texts = texts
        self._full_length = np.float32(1 + word_weight**2)

    def likeness(self, vector: Vector) -> Floats:
        """Return how alike each phrasing is, 0–1 (cosine)."""
        products = vector.weights @ self._by_feature[vector.features]
        return cast("Floats", products) / self._full_length

    def nearest(self, likeness: Floats) -> Floats:
        """Return how alike each owner's nearest phrasing is, 0–1."""
        nearest = np.zeros(self._count, np.float32)
        nearest[self._owners[self._starts]] = np.maximum.reduceat(likeness, self._starts)
        return nearest

    def scores(self, likeness: Floats) -> Floats:
        """Return one score an owner, -1 to 1, as a linear model would: the nearest phrasing, and a vote of the nearest.

        On the public sets the vote is worth 2 to 6 points of accuracy, and RapidFuzz's token_set_ratio beside it none.
        """
        voters = np.argpartition(-likeness, min(VOTERS, len(likeness)) - 1)[:VOTERS]
        votes = np.bincount(self._owners[voters], likeness[voters], self._count).astype(np.float32)
        return cast("Floats", self.nearest(likeness) + votes / max(votes.sum(), np.float32(1e-9)) - 1)

    def collisions(self, word_features: int) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs of phrasings that are all but the same and belong to different owners.

        Each is two numbers of phrasings and their likeness, 0–1 (cosine).

        Args:
            word_features: how many features the word block has; the character block has the others.
        """
        rows = csr_matrix(self._by_feature.T)
        telling = [frozenset(text.split()) - _IDLE_WORDS for text in self._texts]
        # The character block adds 1 at most: what the words alone leave below this bound can't reach the threshold.
        least = float(ALIKE * self._full_length - 1)
        pairs = [*_within_groups(telling), *_near(csr_matrix(rows[:, :word_features]), least)]
        first, second = np.unique(np.concatenate([[[0, 0]], *pairs]), axis=0).T
        foreign = self._owners[first] != self._owners[second]
        first, second = first[foreign], second[foreign]
        likeness = np.asarray(rows[first].multiply(rows[second]).sum(axis=1)).ravel() / self._full_length
        for a, b, value in zip(map(int, first), map(int, second), map(float, likeness), strict=True):
            if value >= (ALIKE_IN_CONTENT if telling[a] == telling[b] else ALIKE):
                yield a, b, min(value, 1.0)


def _within_groups(keys: Sequence[Hashable]) -> Iterator[NDArray[np.intp]]:
    """Yield the pairs (first, second) of rows whose keys are equal."""
    groups: dict[Hashable, list[int]] = {}
    for number, key in enumerate(keys):
        groups.setdefault(key, []).append(number)
    for group in groups.values():
        if len(group) > 1:
            yield np.array(group)[np.transpose(np.triu_indices(len(group), 1))]


def _near(rows: csr_matrix, least: float) -> Iterator[NDArray[np.intp]]:
    """Yield at least the pairs (first, second) of rows whose product reaches a bound above 0.

    The features that most rows have would cost nearly all of the time: of these, just the lengths are multiplied.
    """
    common = np.bincount(rows.indices, minlength=rows.shape[1]) > rows.shape[0] * _COMMON
    share = np.sqrt(np.asarray(rows[:, common].multiply(rows[:, common]).sum(axis=1)).ravel())
    rest = csr_matrix(rows[:, ~common])
    for start in range(0, rows.shape[0], _BLOCK):
        found = (rest[start : start + _BLOCK] @ rest[start:].T).tocoo()
        first, second = found.row + start, found.col + start
        kept = (first < second) & (found.data >= least - share[first] * share[second])
        yield np.stack([first[kept], second[kept]], axis=1).astype(np.intp)
    alone = np.flatnonzero(
        share * share.max(initial=0) >= least
    )  # the only ones that may reach the bound without any other feature
    yield alone[np.transpose(np.triu_indices(len(alone), 1))]
