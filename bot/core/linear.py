"""Linear support vector machines, one output against the rest."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from scipy.sparse import csr_matrix

from bot.core.features import Floats, Vector

_SEED = 0
"""liblinear shuffles the texts; the same knowledge must give the same answers."""

_TOLERANCE = 0.5
"""When liblinear stops: the public sets are answered as well as with 0.05, in half of the time."""


class Linear:
    """A linear model that gives each text one score an output.

    By default each output is fitted apart, against all others: its score is above 0 if the text belongs there. Fitted
    `jointly` (Crammer and Singer, JMLR 2001), scores are compared with one another, and with 0 for a text of no output;
    that is more accurate where the question is which one, and takes half of the time.

    Args:
        rows: texts as sparse vectors.
        outputs: for each row the number of the output it belongs to, or -1 where it belongs to none.
        count: how many outputs there are; one without any row scores -1 for everything.
        cost: weight of a misplaced text against a wide margin (liblinear's C), above 0.
        jointly: whether all outputs are fitted together.
    """

    def __init__(
        self, rows: csr_matrix, outputs: Sequence[int], count: int, *, cost: float, jointly: bool = False
    ) -> None:
        # Only the features that a row has get weights; place 0 is that of all others.
        used = np.flatnonzero(np.bincount(rows.indices, minlength=rows.shape[1]))
        self._places = np.zeros(rows.shape[1], np.int32)
        self._places[used] = np.arange(1, len(used) + 1)
        self._weights = np.zeros((len(used) + 1, count), np.float32)
        self._bias = np.full(count, -1.0, np.float32)
        wanted = np.asarray(outputs, np.int32)
        present = np.unique(wanted)
        if len(present) < 2:  # nothing to tell apart
            self._bias[present[present >= 0]] = 1.0
            return
        if not len(used):  # nothing to tell them apart by
            return
        from sklearn.svm import LinearSVC  # a second to import, which a model from the cache never needs

        model = LinearSVC(
            C=cost, tol=_TOLERANCE, random_state=_SEED, multi_class="crammer_singer" if jointly else "ovr"
        )
        model.fit(rows if len(used) == rows.shape[1] else csr_matrix(rows[:, used]), wanted)
        weights, bias = model.coef_, model.intercept_
        if len(present) == 2:  # scikit-learn gives one output for two classes: the second's
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        if jointly and present[0] < 0:
            weights, bias = weights - weights[0], bias - bias[0]
        for row, output in enumerate(present):
            if output >= 0:
                self._weights[1:, output] = weights[row]
                self._bias[output] = bias[row]

    def predict(self, vector: Vector) -> Floats:
        """Return one score an output."""
        return cast("Floats", vector.weights @ self._weights[self._places[vector.features]] + self._bias)
