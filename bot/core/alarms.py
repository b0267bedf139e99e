"""The second net under the safety rules: how much a message sounds like those that need a notice, and like which."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.core.features import Floats, Vector
from bot.core.linear import Linear
from bot.core.model import Level
from bot.core.safety_rules import Example

_NEAREST = 5
"""Known messages, the likest ones, that speak for what a message is like."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the known messages nearest to a message are: flagged ones, of which kind, and others.

    Both figures are means over the nearest five, 0 (nothing in common) to 2 (the same words, and the same letters).
    """

    flagged: float
    others: float
    category: str
    level: Level


class Alarms:
    """Compares messages with the flagged examples and with all other known messages.

    Args:
        model: its one output is the flagged messages against all others.
        examples: the flagged messages.
        flagged: their vectors.
        others: the vectors of all other known messages.
    """

    def __init__(self, model: Linear, examples: Sequence[Example], flagged: csr_matrix, others: csr_matrix) -> None:
        self._model = model
        self._examples = examples
        self._flagged, self._others = csr_matrix(flagged.T), csr_matrix(others.T)

    def __bool__(self) -> bool:
        return bool(self._examples)

    def margin(self, vector: Vector) -> float:
        """Return how far a message is on the side of the flagged ones; below 0 it is on the other side."""
        return float(self._model.predict(vector)[0])

    def likeness(self, vector: Vector) -> Likeness:
        """Compare a message with all known ones."""
        flagged, others = (_products(vector, rows) for rows in (self._flagged, self._others))
        nearest = _nearest(flagged)
        votes: dict[tuple[str, Level], float] = {}
        for n in nearest:
            kind = self._examples[n].category, self._examples[n].level
            votes[kind] = votes.get(kind, 0.0) + float(flagged[n])
        kind = max(votes, key=lambda kind: votes[kind])
        return Likeness(float(flagged[nearest].mean()), float(others[_nearest(others)].mean()), *kind)


def _products(vector: Vector, rows: csr_matrix) -> Floats:
    return cast("Floats", vector.weights @ rows[vector.features])


def _nearest(products: Floats) -> NDArray[np.intp]:
    return np.argpartition(-products, min(_NEAREST, len(products)) - 1)[:_NEAREST]
