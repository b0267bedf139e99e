"""Figures and medicines, however they are written."""

import pytest

from bot.knowledge.facts import Facts, figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up to six months or a year", {"6"}),
        ("Six of 6", {"6"}),
        ("twenty-four hours", {"20", "4"}),
        ("24 hours, 1,000 times, 2.5 litres", {"24", "1000", "2.5"}),
        ("３ cups", {"3"}),
        ("take 400mg twice a day", {"400", "twice"}),
        ("either one, one by one, and once more", set()),
        ("the link between the two.", set()),
        ("the two steps", {"2"}),
        ("first things first", set()),
        ("", set()),
    ],
)
def test_figures_count_by_their_value(text: str, expected: set[str]) -> None:
    assert figures(text).keys() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ibuprofen or *aspirin* can help", {"ibuprofen", "aspirin"}),
        ("two aspirins", {"2", "aspirin"}),
        ("co-codamol, say", {"co-codamol"}),
        ("an aspirinlike feeling", set()),
        ("a painkiller", set()),
    ],
)
def test_medicines_are_found_as_whole_words(text: str, expected: set[str]) -> None:
    assert Facts(["aspirin", "ibuprofen", "co-codamol"]).find(text).keys() == expected
