"""Fits the linear models of one knowledge base, on two cores where there are two."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from bot.core.features import Floats, Vector, Words, learn_pairs, pair_vector
from bot.core.linear import Linear
from bot.core.parallel import both
from bot.core.parameters import Parameters

OURS, STUDIO, SMALLTALK = range(3)
"""Outputs of the first model: is a message for an entry, for the studio, or small talk?"""

NOBODY = -1
"""The output of a message that belongs to none."""

_STEP = 2
"""Every second message that is for no entry is among the entries' rows, and every second one that needs no notice, but
for those of the safety files, among the alarm's.

On 2,100 questions kept from learning, 95.5 % are so answered rightly and 2 % of 900 others are answered; with all of
them 94.8 % and 1.8 %, with none 95.9 % and 4.8 %.
"""


_LEAST_WEIGHT = 0.05
"""Weight below which the pairs would change nothing, and are not learned."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What there is to learn: rows in the order entries, asides, background, flagged, calm.

    Attributes:
        rows: all messages as vectors.
        words: what the messages before the flagged ones say.
        entries: the entry of each of the first rows.
        asides: the aside (a studio subject or a kind of small talk) of each row after those.
        kinds: the kind of each aside, STUDIO or SMALLTALK.
        background: how many rows follow that are for nobody.
        flagged: how many rows follow those that need a safety notice.
        entry_count: how many entries there are.
    """

    rows: csr_matrix
    words: Sequence[Words]
    entries: Sequence[int]
    asides: Sequence[int]
    kinds: Sequence[int]
    background: int
    flagged: int
    entry_count: int


class EntryClassifier:
    """Which entry does a text ask for? A linear model of its vector, and another one of its word pairs.

    The second one sees what belongs together wherever it stands; apart, neither drowns the other's features. The fewer
    phrasings there are, the more it is worth: with ten an entry 2 points of accuracy (BANKING77), with hundreds none.

    Args:
        rows: texts as vectors.
        words: the same texts as words; entries' texts first.
        owners: the entry of each, or NOBODY.
        count: how many entries there are.
        parameters: weights.
    """

    def __init__(
        self, rows: csr_matrix, words: Sequence[Words], owners: Sequence[int], count: int, parameters: Parameters
    ) -> None:
        self._linear = Linear(rows, owners, count, cost=parameters.cost, jointly=True)
        known = sum(owner != NOBODY for owner in owners)
        weight = parameters.pair_weight / (1 + known / count / parameters.pair_phrasings)
        self._weight = np.float32(weight if weight >= _LEAST_WEIGHT else 0)
        if self._weight:
            self._block, pairs = learn_pairs(words, known)
            self._pairs = Linear(pairs, owners, count, cost=parameters.cost)

    def predict(self, vector: Vector, words: Words) -> tuple[Floats, Floats]:
        """Return the scores of both models, each with one for each entry; those of the pairs are weighted."""
        linear = self._linear.predict(vector)
        if not self._weight:
            return linear, np.zeros_like(linear)
        return linear, self._weight * self._pairs.predict(pair_vector(self._block, words))


@dataclass(frozen=True, slots=True)
class Models:
    """The fitted models.

    Attributes:
        scope: is a message OURS, for the STUDIO or SMALLTALK?
        entries: which entry; None where there are too many for linear models.
        asides: one output an aside.
        alarm: one output: does it sound like a message that needs a safety notice?
    """

    scope: Linear
    entries: EntryClassifier | None
    asides: Linear
    alarm: Linear


def fit(lessons: Lessons, parameters: Parameters) -> Models:
    """Fit all models; the same lessons always give the same models."""
    entries, asides, count, cost = lessons.entries, lessons.asides, lessons.entry_count, parameters.cost
    known = len(entries) + len(asides)
    scope_rows = csr_matrix(lessons.rows[: known + lessons.background])
    kinds = [lessons.kinds[aside] for aside in asides]
    # What is for nobody is among the entries' rows: none shall score for words that such messages have, too.
    others = range(len(entries), scope_rows.shape[0], _STEP)
    told_apart = [*range(len(entries)), *others]
    owners = [*entries, *[NOBODY] * len(others)]

    def fit_entries() -> EntryClassifier | None:
        if not 0 < count <= parameters.most_classes:
            return None
        words = [lessons.words[n] for n in told_apart]
        return EntryClassifier(csr_matrix(scope_rows[told_apart]), words, owners, count, parameters)

    def fit_others() -> tuple[Linear, Linear, Linear]:
        scope = [*[OURS] * len(entries), *kinds, *[NOBODY] * lessons.background]
        safety = range(scope_rows.shape[0], lessons.rows.shape[0])
        ordinary = range(0, scope_rows.shape[0], _STEP)
        alarm_rows = csr_matrix(lessons.rows[[*safety, *ordinary]])
        calm = len(safety) - lessons.flagged + len(ordinary)
        return (
            Linear(scope_rows, scope, 3, cost=cost),
            Linear(csr_matrix(lessons.rows[len(entries) : known]), asides, len(lessons.kinds), cost=cost),
            Linear(alarm_rows, [*[0] * lessons.flagged, *[NOBODY] * calm], 1, cost=cost),
        )

    found, (scope, of_asides, alarm) = both(fit_entries, fit_others)
    return Models(scope, found, of_asides, alarm)
