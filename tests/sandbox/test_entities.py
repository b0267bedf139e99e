"""Entities that Telegram's servers find in plain text, with offsets in UTF-16 code units."""

import pytest

from bot.sandbox.entities import Entity, Formatted, finished, utf16_length


def found(text: str) -> list[tuple[str, str]]:
    words = finished(text)
    return [(entity.type, words.part(entity)) for entity in words.entities]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("no marks here: 1/2, and/or, 50 %", []),
        ("/start", [("bot_command", "/start")]),
        ("/ask@yoga_answers_bot why?", [("bot_command", "/ask@yoga_answers_bot")]),
        ("🙏🏽 /ask 👩‍👩‍👧 @some_bot", [("bot_command", "/ask"), ("mention", "@some_bot")]),
        ("a/ask, //ask, /ask/more, </ask", []),
        ("(/ask)", [("bot_command", "/ask")]),
        ("/" + "x" * 65, []),
        ("@abc @abcd", [("mention", "@abcd")]),
        ("me@example.com", [("email", "me@example.com")]),
        ("see https://example.com/a?b=c#d.", [("url", "https://example.com/a?b=c#d")]),
        ("(https://example.com/a)", [("url", "https://example.com/a")]),
        ("at nhs.uk/conditions, e.g. today", [("url", "nhs.uk/conditions")]),
        ("https://example.com/start /start", [("url", "https://example.com/start"), ("bot_command", "/start")]),
        ("#calves #1", [("hashtag", "#calves")]),
        ("call +44 20 7946 0000 now", [("phone_number", "+44 20 7946 0000")]),
        ("call 112", []),
    ],
)
def test_found(text: str, entities: list[tuple[str, str]]) -> None:
    assert found(text) == entities


def test_offsets_count_utf16_code_units() -> None:
    (command,) = finished("🙏a /ask").entities
    assert (command.offset, command.length) == (4, 4)
    assert utf16_length("🙏a") == 3


def test_a_text_is_trimmed_with_its_entities() -> None:
    words = finished(" \n🙏 bold \n", [Entity("bold", 2, 8)])
    assert words == Formatted("🙏 bold", (Entity("bold", 0, 7),))


def test_nothing_is_found_within_code_and_links() -> None:
    words = finished("/a /b /c", [Entity("code", 0, 2), Entity("text_link", 3, 2, url="https://example.com/")])
    assert [entity.type for entity in words.entities] == ["code", "text_link", "bot_command"]


def test_the_same_mark_within_itself_is_one() -> None:
    assert finished("abc", [Entity("bold", 1, 1), Entity("bold", 0, 3)]).entities == (Entity("bold", 0, 3),)
    assert finished("abc", [Entity("bold", 0, 3), Entity("bold", 0, 3)]).entities == (Entity("bold", 0, 3),)


def test_order() -> None:
    marks = [Entity("italic", 0, 3), Entity("bold", 0, 3), Entity("blockquote", 0, 5), Entity("bold", 4, 1)]
    kinds = [(entity.type, entity.offset) for entity in finished("abcde", marks).entities]
    assert kinds == [("blockquote", 0), ("bold", 0), ("italic", 0), ("bold", 4)]
