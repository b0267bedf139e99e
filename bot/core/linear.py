"""Linear support vector machines, one output against the rest."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from scipy.sparse import csr_matrix

from bot.core.features import Floats, Vector

_SEED = 0
"""liblinear shuffles the texts; the same knowledge must give the same answers."""

_TOLERANCE = 0.1
"""When liblinear stops; scores differ by less than 0.03 from those at its default, in half of the time."""


class Linear:
    """A linear model that gives each text one score an output: above 0 if it belongs there.

    Args:
        rows: texts as sparse vectors.
        outputs: for each row the number of the output it belongs to, or -1 where it belongs to none.
        count: how many outputs there are; one without any row scores -1 for everything.
        cost: weight of a misplaced text against a wide margin (liblinear's C), above 0.
    """

    def __init__(self, rows: csr_matrix, outputs: Sequence[int], count: int, *, cost: float) -> None:
        self._weights = np.zeros((rows.shape[1], count), np.float32)
        self._bias = np.full(count, -1.0, np.float32)
        wanted = np.asarray(outputs, np.int32)
        present = np.unique(wanted)
        if len(present) < 2:  # nothing to tell apart
            self._bias[present[present >= 0]] = 1.0
            return
        from sklearn.svm import LinearSVC  # a second to import, which a model from the cache never needs

        model = LinearSVC(C=cost, tol=_TOLERANCE, random_state=_SEED)
        model.fit(rows, wanted)
        weights, bias = model.coef_, model.intercept_
        if len(present) == 2:  # scikit-learn gives one output for two classes: the second's
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        for row, output in enumerate(present):
            if output >= 0:
                self._weights[:, output] = weights[row]
                self._bias[output] = bias[row]

    def __add__(self, other: "Linear") -> "Linear":
        """Return the outputs of both models: fitted on the same rows, and no output has rows in both of them."""
        both = object.__new__(Linear)
        both._weights = self._weights + other._weights
        both._bias = self._bias + other._bias + 1  # that of an output without any row is -1
        return both

    def predict(self, vector: Vector) -> Floats:
        """Return one score an output."""
        return cast("Floats", vector.weights @ self._weights[vector.features] + self._bias)
