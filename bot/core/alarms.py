"""The second net under the safety rules: how much a message sounds like those that need a notice, and like which."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from scipy.sparse import csr_matrix

from bot.core.features import Vector
from bot.core.linear import Linear
from bot.core.model import Level
from bot.core.safety_rules import Example

_VOTERS = 5
"""Flagged examples, the likest ones, that say which category and level a message is like."""


class Alarms:
    """Compares messages with the flagged examples.

    Args:
        model: its one output is the flagged messages against all others.
        examples: the flagged messages.
        rows: their vectors.
    """

    def __init__(self, model: Linear, examples: Sequence[Example], rows: csr_matrix) -> None:
        self._model = model
        self._examples = examples
        self._by_feature = csr_matrix(rows.T)

    def __bool__(self) -> bool:
        return bool(self._examples)

    def margin(self, vector: Vector) -> float:
        """Return how far a message is on the side of the flagged ones; below 0 it is on the other side."""
        return float(self._model.predict(vector)[0])

    def like(self, vector: Vector) -> tuple[str, Level]:
        """Return the category and level that the likest examples have."""
        likeness = cast("np.ndarray", vector.weights @ self._by_feature[vector.features])
        votes: dict[tuple[str, Level], float] = {}
        for n in np.argpartition(-likeness, min(_VOTERS, len(likeness)) - 1)[:_VOTERS]:
            kind = self._examples[n].category, self._examples[n].level
            votes[kind] = votes.get(kind, 0.0) + float(likeness[n])
        return max(votes, key=lambda kind: votes[kind])
