"""Replies as Telegram's HTML and keyboards."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.model import Action, Button
from bot.tg.outbound import callback_data, keyboard, to_html

MAX_CALLBACK_DATA = 64
"""Bytes (core.telegram.org/bots/api#inlinekeyboardbutton)."""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "plain"),
        ("*bold* and _italic_", "<b>bold</b> and <i>italic</i>"),
        ("_a whole line, with 5 * 3_", "<i>a whole line, with 5 * 3</i>"),
        ("(*bold*), _italic_.", "(<b>bold</b>), <i>italic</i>."),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a_name_like_this", "a_name_like_this"),
        ("https://example.org/a_b_c", "https://example.org/a_b_c"),
        ("* a list", "* a list"),
        ("*not\nover lines*", "*not\nover lines*"),
        ("*one _two* three_", "<b>one _two</b> three_"),
        ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
        ("*a < b*", "<b>a &lt; b</b>"),
        ('"quotes" aren\'t touched', '"quotes" aren\'t touched'),
        ("", ""),
    ],
)
def test_markup_becomes_html(text: str, html: str) -> None:
    assert to_html(text) == html


class _Tags(HTMLParser):
    """Fails where a tag is not closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"b", "i"}
        assert not attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(st.text(st.sampled_from("*_ab <>&;\n") | st.characters(), max_size=40))
def test_any_text_becomes_sound_html(text: str) -> None:
    tags = _Tags()
    tags.feed(to_html(text))
    tags.close()
    assert tags.open == []


@pytest.mark.parametrize("action", Action)
def test_callback_data_fits_the_longest_id(action: Action) -> None:
    data = callback_data(Button("A question", action, "x" * 48))  # the knowledge format's longest id
    assert len(data.encode()) <= MAX_CALLBACK_DATA
    assert data.partition(":") == (action, ":", "x" * 48)


def test_one_row_a_button() -> None:
    made = keyboard([Button("One", Action.ENTRY, "a"), Button("Two", Action.TOPICS)])
    assert made
    assert [[(button.text, button.callback_data) for button in row] for row in made.inline_keyboard] == [
        [("One", "entry:a")],
        [("Two", "topics:")],
    ]


def test_no_keyboard_without_buttons() -> None:
    assert keyboard([]) is None
