"""Linear models of many outputs, fitted by ridge regression in its dual form.

The dual's size is the number of texts, not of features, and one solution serves all outputs: a few thousand texts take
a fraction of a second, where one-vs-rest support vector machines take many, at the same accuracy (see tests/bench).
"""

from typing import cast

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

from bot.core.features import Floats, Vector

_MAX_STEPS = 100
_PRECISION = 1e-3
_FEW_OUTPUTS = 8


class Ridge:
    """A linear model with one output a column of `targets`.

    Args:
        rows: n texts as sparse vectors.
        targets: n × outputs, +1 where the row belongs to the output and -1 elsewhere.
        alpha: strength of the regularisation, above 0.
    """

    def __init__(self, rows: csr_matrix, targets: Floats, *, alpha: float) -> None:
        self._bias = targets.mean(axis=0)
        centred = targets - self._bias
        # Few outputs converge in less time than the factorisation takes, many share one factorisation.
        solve = _conjugate_gradients if targets.shape[1] <= _FEW_OUTPUTS else _cholesky
        self._weights = np.ascontiguousarray(rows.T @ solve(rows, centred, alpha), dtype=np.float32)

    def predict(self, vector: Vector) -> Floats:
        """Return one score an output, about -1 (foreign) to +1 (certain)."""
        return cast("Floats", vector.weights @ self._weights[vector.features] + self._bias)


def _cholesky(rows: csr_matrix, targets: Floats, alpha: float) -> Floats:
    kernel = _kernel(rows)
    kernel[np.diag_indices_from(kernel)] += np.float32(alpha)
    factor = cho_factor(kernel, lower=True, overwrite_a=True, check_finite=False)
    return cast("Floats", cho_solve(factor, targets, check_finite=False))


def _kernel(rows: csr_matrix) -> Floats:
    """Return the inner products of all rows.

    Features that many rows share are multiplied as a dense block: they would fill the sparse product (measured on the
    shipped knowledge: 0.09 s instead of 0.58 s).
    """
    common = np.bincount(rows.indices, minlength=rows.shape[1]) > rows.shape[0] / 40
    dense = rows[:, common].toarray()
    rare = rows[:, ~common]
    return np.asarray(dense @ dense.T + rare @ rare.T, dtype=np.float32)


def _conjugate_gradients(rows: csr_matrix, targets: Floats, alpha: float) -> Floats:
    """Solve (rows·rowsᵀ + alpha) x = targets, all outputs side by side, without ever forming the product."""
    columns = csr_matrix(rows.T)
    solution = np.zeros_like(targets)
    residual = targets.copy()
    direction = residual.copy()
    energy = (residual**2).sum(axis=0)
    enough = energy * _PRECISION**2
    for _ in range(_MAX_STEPS):
        image = rows @ (columns @ direction) + np.float32(alpha) * direction
        step = energy / np.maximum((direction * image).sum(axis=0), 1e-12)
        solution += step * direction
        residual -= step * image
        previous, energy = energy, (residual**2).sum(axis=0)
        if (energy <= enough).all():
            break
        direction = residual + energy / np.maximum(previous, 1e-12) * direction
    return solution
