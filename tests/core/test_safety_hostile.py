"""Whatever somebody types, the safety rules answer, and soon."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.model import Notice
from bot.core.safety_rules import Example
from tests.core.test_safety import check, level, must_trigger

HOSTILE = st.sampled_from(
    [
        *("calf ", "swollen ", "no ", "not ", ", ", "can't feel ", "numb", "cafl ", "xq"),
        *("9", "''''", "((", "😂", "ﬀ", "\u0301", "a", "\n"),
    ]
)


def seconds(text: str) -> float:
    """Return the processor time of one check."""
    begin = time.process_time()
    check().check(text)
    return time.process_time() - begin


class TestHostileText:
    @settings(max_examples=150, deadline=None)
    @given(st.text(max_size=300), st.text(max_size=60))
    def test_arbitrary_text_is_fine(self, text: str, earlier: str) -> None:
        assert isinstance(check().check(text, earlier), Notice | None)

    @settings(max_examples=40, deadline=None)
    @given(st.lists(HOSTILE, min_size=1, max_size=6), st.integers(1, 1500))
    def test_repeats_take_no_more_than_a_long_message_many_times_over(self, parts: list[str], times: int) -> None:
        assert seconds("".join(parts) * times) < 100 * seconds("the class was lovely and i liked the music. " * 93)

    @settings(max_examples=60, deadline=None)
    @given(st.sampled_from(must_trigger()), st.sampled_from(["", " ", "  ", "!", "\n"]))
    def test_case_and_edges_do_not_matter(self, example: Example, edge: str) -> None:
        assert level(edge + example.text.upper() + edge) == example.level

    def test_a_sign_at_the_end_of_a_long_message_counts(self) -> None:
        assert level("the class was lovely and i liked the music. " * 80 + "i am coughing up blood") == "emergency"
