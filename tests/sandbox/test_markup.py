"""Telegram's HTML: what it means, and how it is refused. The refusals are those of tdlib/td's own tests."""

import html
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.entities import Entity, Formatted, utf16_length
from bot.sandbox.markup import checked_link, parse_html
from bot.sandbox.refusals import Refusal


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b><strong>b</strong>", "ab", [Entity("bold", 0, 1), Entity("bold", 1, 1)]),
        ("<i>a</i><em>b</em>", "ab", [Entity("italic", 0, 1), Entity("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [Entity("underline", 0, 1), Entity("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [Entity("strikethrough", i, 1) for i in range(3)]),
        (
            '<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>',
            "ab",
            [Entity("spoiler", i, 1) for i in (0, 1)],
        ),
        ("🙏<B>é🙏</B >", "🙏é🙏", [Entity("bold", 2, 3)]),
        ("<b>a<i>b</i></b>", "ab", [Entity("italic", 1, 1), Entity("bold", 0, 2)]),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [Entity("bold", 0, 1)]),
        (
            '<a href="https://example.com/?a=1&amp;b">x</a>',
            "x",
            [Entity("text_link", 0, 1, "https://example.com/?a=1&b")],
        ),
        ("<a href='example.com'>x</a>", "x", [Entity("text_link", 0, 1, "http://example.com/")]),
        ("<a>example.com</a>", "example.com", [Entity("text_link", 0, 11, "http://example.com/")]),
        ('<a href="not a link">x</a>', "x", []),
        ('<a href="tg://user?id=1">x</a>', "x", []),
        ("<code>x</code>", "x", [Entity("code", 0, 1)]),
        ("<pre>x</pre>", "x", [Entity("pre", 0, 1)]),
        ('<pre><code class="language-py">x</code></pre>', "x", [Entity("pre", 0, 1, language="py")]),
        ('<code class="language-py">x</code>', "x", [Entity("code", 0, 1)]),
        ("<blockquote>x</blockquote>", "x", [Entity("blockquote", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [Entity("expandable_blockquote", 0, 1)]),
        ('<tg-emoji emoji-id="53">👍</tg-emoji>', "👍", [Entity("custom_emoji", 0, 2, custom_emoji_id="53")]),
        ("&lt;&gt;&amp;&quot;&#60;&#x3c;&#x1F64F;", '<>&"<<🙏', []),
        ("&lt &amp", "< &", []),
        ("&ge;&laquo;&nbsp;&apos;&#12345678;&#0; & &;", "&ge;&laquo;&nbsp;&apos;&#12345678;&#0; & &;", []),
        ("1 > 0", "1 > 0", []),
        ('<i other = "1" more=2 bare>x</i>', "x", [Entity("italic", 0, 1)]),
    ],
)
def test_understood(source: str, text: str, entities: list[Entity]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
        ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
        ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
        ("🏟 🏟&lt;<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
        ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
        ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
        ('🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
        ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
        ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
        ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
        ("🏟 🏟&lt;<i>a</em   >", 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
        ("<b>a<i>b</b></i>", 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'),
        ("a <br> b", 'Unsupported start tag "br" at byte offset 2'),
        ("a<br/>b", 'Unsupported start tag "br/" at byte offset 1'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <3", "Unclosed start tag at byte offset 2"),
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x"y" z>x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
        ("<i x", 'Unclosed start tag "i" at byte offset 0'),
        ("<i ", 'Unclosed start tag "i" at byte offset 0'),
        (
            "&#57311;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_refused(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_html(source)
    assert refusal.value.json() == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: can't parse entities: {reason}",
    }


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        ("https://example.com", "https://example.com/"),
        ("https://example.com?a", "https://example.com?a"),
        ("example.com/a", "http://example.com/a"),
        ("http://localhost:1/a", "http://localhost:1/a"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("javascript:alert(1)", None),
        ("ftp://example.com", None),
        ("word", None),
        ("", None),
    ],
)
def test_links(url: str, checked: str | None) -> None:
    assert checked_link(url) == checked


TAGS = {"b": "bold", "em": "italic", "u": "underline", "del": "strikethrough", "tg-spoiler": "spoiler", "code": "code"}
WORDS = st.text(st.characters(codec="utf-8"))
PIECES = st.lists(st.sampled_from([*"<>/=&;\"' b", "<b>", "</b>", "<a href=", "&lt;", "&#x", "🙏", "<i>", "</"]))
TREES: st.SearchStrategy[Any] = st.recursive(
    WORDS,
    lambda inner: st.tuples(st.sampled_from(sorted(TAGS)), st.lists(inner, max_size=3)),
    max_leaves=8,
)


def written(tree: Any) -> tuple[str, str, list[tuple[str, str]]]:
    """Return the HTML of a tree, its text, and what it marks, in the order of the end tags."""
    if isinstance(tree, str):
        return html.escape(tree, quote=False), tree, []
    tag, children = tree
    parts = [written(child) for child in children]
    text = "".join(part[1] for part in parts)
    marks = [mark for part in parts for mark in part[2]] + ([(TAGS[tag], text)] if text else [])
    return f"<{tag}>{''.join(part[0] for part in parts)}</{tag}>", text, marks


@settings(deadline=None)  # a slow machine is no failure
@given(TREES)
def test_what_is_written_is_read(tree: Any) -> None:
    source, text, marks = written(tree)
    parsed, entities = parse_html(source)
    assert parsed == text
    words = Formatted(parsed, tuple(entities))
    assert [(entity.type, words.part(entity)) for entity in entities] == marks


@settings(deadline=None)
@given(WORDS)
def test_escaped_text_comes_back(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)) == (text, [])


@settings(deadline=None)
@given(st.one_of(WORDS, PIECES.map("".join)))
def test_anything_is_read_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except Refusal as refusal:
        assert refusal.description.startswith("Bad Request: can't parse entities: ")  # noqa: PT017 - either will do
        return
    length = utf16_length(text)
    assert all(0 <= entity.offset < entity.end <= length for entity in entities)
