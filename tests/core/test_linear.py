"""The linear model on points that can be judged by eye."""

from collections.abc import Sequence

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.core.features import Floats, Vector
from bot.core.linear import Linear

# Two axes, three corners: right, up, and left with down for nobody.
POINTS = [(1.0, 0.0), (0.9, 0.1), (0.0, 1.0), (0.1, 0.9), (-1.0, -1.0), (-0.9, -1.0)]
OWNERS = [0, 0, 1, 1, -1, -1]


def learn(points: Sequence[tuple[float, float]], owners: Sequence[int], count: int) -> Linear:
    return Linear(csr_matrix(np.array(points, np.float32)), owners, count, cost=10.0)


def scores(model: Linear, x: float, y: float) -> Floats:
    return model.predict(Vector(np.array([0, 1], np.int32), np.array([x, y], np.float32)))


@pytest.mark.parametrize(("point", "owner"), list(zip(POINTS, OWNERS, strict=True)))
def test_each_point_scores_above_0_for_its_owner_alone(point: tuple[float, float], owner: int) -> None:
    predicted = scores(learn(POINTS, OWNERS, 2), *point)

    assert [n for n, score in enumerate(predicted) if score > 0] == [n for n in (0, 1) if n == owner]


@pytest.mark.parametrize("owners", [[0, 0, 1, 1], [0, 0, -1, -1], [-1, -1, 0, 0]], ids=str)
def test_two_kinds_of_points_are_told_apart(owners: list[int]) -> None:
    model = learn(POINTS[:4], owners, 2)

    for point, owner in zip(POINTS[:4], owners, strict=True):
        predicted = scores(model, *point)
        assert all((predicted[n] > 0) == (n == owner) for n in set(owners) - {-1})


def test_an_output_without_points_scores_minus_1_for_everything() -> None:
    model = learn(POINTS, OWNERS, 4)

    assert scores(model, 1, 0)[2:].tolist() == [-1, -1]
    assert scores(model, 0, 0)[2:].tolist() == [-1, -1]


def test_a_single_owner_owns_everything() -> None:
    assert scores(learn(POINTS[:2], [0, 0], 2), -5, -5).tolist() == [1, -1]


def test_points_of_nobody_teach_nothing() -> None:
    assert scores(learn(POINTS[:2], [-1, -1], 2), 1, 0).tolist() == [-1, -1]


def test_the_same_points_give_the_same_scores() -> None:
    assert scores(learn(POINTS, OWNERS, 2), 0.3, 0.4).tolist() == scores(learn(POINTS, OWNERS, 2), 0.3, 0.4).tolist()
