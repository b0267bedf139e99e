"""Which messages are for the bot, and what they ask."""

from typing import Any

import pytest
from telegram import MessageEntity

from bot.core.model import Place
from bot.tg.inbound import Addressed, question

from .messages import (
    ADA,
    ANONYMOUS,
    BOT,
    CHANNELS_POST,
    GROUP,
    OTHER_BOT,
    PRIVATE,
    entity,
    mentioning,
    message,
    reply_to,
)

BASIC_GROUP = {"id": -4, "type": "group", "title": "Morning flow"}
CHANNEL = {"id": -100300, "type": "channel", "title": "News"}
PHOTO = {"photo": [{"file_id": "A", "file_unique_id": "B", "width": 90, "height": 67}]}
BENS_QUESTION = reply_to({"id": 52, "is_bot": False, "first_name": "Ben"}, text="is it my calf?")
BOTS_ANSWER = reply_to(BOT, text="Yes, it can.")


def caption(text: str, *entities: dict[str, Any]) -> dict[str, Any]:
    return {**PHOTO, "caption": text, "caption_entities": list(entities)}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("is it my calf", "is it my calf"),
        ("  is it\nmy calf ", "  is it\nmy calf "),
        ("/ask is it my calf", "is it my calf"),
        ("/ask\nis it my calf", "is it my calf"),
        ("/ask", ""),
        ("/ask@yoga_answers_bot is it my calf", "is it my calf"),
        ("/asking is it my calf", None),
        ("/ask@other_bot is it my calf", None),
        ("/other is it my calf", None),
        ("/", None),
    ],
)
def test_texts_in_private(text: str, asked: str | None) -> None:
    found = question(message(text, PRIVATE), BOT)
    assert found == (None if asked is None else Addressed(asked, Place.PRIVATE, insistent=True, person=(51, 51)))


@pytest.mark.parametrize("chat", [GROUP, BASIC_GROUP], ids=["supergroup", "group"])
@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"text": "/ask is it my calf"}, "is it my calf"),
        ({"text": "/Ask@YOGA_answers_bot is it my calf"}, "is it my calf"),
        ({"text": "/ask"}, ""),
        ({"text": "/ask", **BENS_QUESTION}, "is it my calf?"),
        ({"text": "/ask", **BOTS_ANSWER}, ""),
        ({"text": "/ask and yoga?", **BENS_QUESTION}, "and yoga?"),
        (mentioning("@yoga_answers_bot is it my calf"), "is it my calf"),
        (mentioning("🙏 is it my calf, @YOGA_ANSWERS_BOT?", "@YOGA_ANSWERS_BOT"), "🙏 is it my calf, ?"),
        ({**mentioning("@yoga_answers_bot"), **BENS_QUESTION}, "is it my calf?"),
        (mentioning("@yoga_answers_bot"), ""),
        ({"text": "hey Yoga, is it my calf", "entities": [
            entity("text_mention", "hey Yoga, is it my calf", "Yoga", user=BOT.to_dict())]}, "hey , is it my calf"),
        (caption("/ask is it my calf"), "is it my calf"),
        (caption("@yoga_answers_bot why", entity("mention", "@yoga_answers_bot why", "@yoga_answers_bot")), "why"),
        ({"text": "/ask why", **reply_to(BOT, forum_topic_created={"name": "Q", "icon_color": 1})}, "why"),
    ],
)  # fmt: skip
def test_who_asks_in_a_group(chat: Any, fields: dict[str, Any], asked: str) -> None:
    found = question(message(chat=chat, **fields), BOT)
    assert found == Addressed(asked, Place.GROUP, insistent=True, person=(chat["id"], 51))


@pytest.mark.parametrize("fields", [{"text": "and yoga?"}, caption("and yoga?")], ids=["text", "caption"])
def test_a_bare_reply_to_the_bot_may_be_no_question(fields: dict[str, Any]) -> None:
    found = question(message(**fields, **BOTS_ANSWER), BOT)
    assert found == Addressed("and yoga?", Place.GROUP, insistent=False, person=(GROUP["id"], 51))


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "is it my calf"},
        {"text": "is it my calf", **BENS_QUESTION},
        {"text": "/ask@other_bot is it my calf"},
        {"text": "/other", **BOTS_ANSWER},
        {"text": "we /ask ourselves"},
        mentioning("@other_bot is it my calf", "@other_bot"),
        {"text": "@yoga_answers_bot as plain text: Telegram marks every mention"},
        {"text": "Ada!", "entities": [entity("text_mention", "Ada!", "Ada", user=ADA)]},
        PHOTO,
        {**PHOTO, **BOTS_ANSWER},
        caption("is it my calf"),
        {"text": "/ask is it my calf", **OTHER_BOT},
        {"text": "is it my calf", **OTHER_BOT, **BOTS_ANSWER},
        {"text": "/ask is it my calf", **CHANNELS_POST},
        {"text": "/ask is it my calf", "via_bot": OTHER_BOT["from"]},
    ],
)
def test_what_is_not_for_the_bot_in_a_group(fields: dict[str, Any]) -> None:
    assert question(message(**fields), BOT) is None


@pytest.mark.parametrize(
    "fields", [PHOTO, caption(""), {"voice": {"file_id": "A", "file_unique_id": "B", "duration": 1}}]
)
def test_what_is_no_text_in_private(fields: dict[str, Any]) -> None:
    assert question(message(chat=PRIVATE, **fields), BOT) is None


def test_a_channel_asks_nothing() -> None:
    assert question(message("/ask is it my calf", CHANNEL), BOT) is None


@pytest.mark.parametrize(
    "author", [ANONYMOUS, {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}, "sender_chat": CHANNEL}]
)
def test_who_writes_as_a_chat_is_nobody_in_particular(author: dict[str, Any]) -> None:
    found = question(message("/ask is it my calf", **author), BOT)
    assert found == Addressed("is it my calf", Place.GROUP, insistent=True, person=None)


def test_an_entity_that_is_no_mention_changes_nothing() -> None:
    text = "/ask is *it* my calf"
    bold = {"type": MessageEntity.BOLD, "offset": 8, "length": 4}
    found = question(message(text, entities=[bold]), BOT)
    assert found
    assert found.text == "is *it* my calf"
