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


def learn(points: Sequence[tuple[float, float]], owners: Sequence[int], count: int, *, jointly: bool = False) -> Linear:
    return Linear(csr_matrix(np.array(points, np.float32)), owners, count, cost=10.0, jointly=jointly)


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


@pytest.mark.parametrize("owners", [OWNERS, [0, 0, 1, 1], [0, 0, -1, -1], [-1, -1, 0, 0], [1, 1, 2, 2]], ids=str)
def test_fitted_jointly_the_owner_scores_best_and_nobody_scores_0(owners: list[int]) -> None:
    model = learn(POINTS[: len(owners)], owners, 3, jointly=True)

    for point, owner in zip(POINTS, owners, strict=False):
        predicted = [*scores(model, *point), 0.0]
        candidates = [n for n in range(-1, 3) if n in owners]
        assert max(candidates, key=lambda n: predicted[n]) == owner


def test_a_feature_that_no_text_had_counts_nothing() -> None:
    rows = csr_matrix(np.array([(x, 0.0, y) for x, y in POINTS], np.float32))
    model = Linear(rows, OWNERS, 2, cost=10.0)

    known = model.predict(Vector(np.array([0, 2], np.int32), np.array([0.5, 0.2], np.float32)))
    further = model.predict(Vector(np.array([0, 1, 2], np.int32), np.array([0.5, 9.0, 0.2], np.float32)))

    assert known.tolist() == further.tolist()


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
