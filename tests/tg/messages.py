"""Telegram's messages, as the Bot API sends them."""

from typing import Any

from telegram import Message, Update, User

BOT = User(718, "Yoga Answers", is_bot=True, username="Yoga_Answers_Bot")
ADA: dict[str, Any] = {"id": 51, "is_bot": False, "first_name": "Ada"}
PRIVATE: dict[str, Any] = {"id": 51, "type": "private", "first_name": "Ada"}
GROUP: dict[str, Any] = {"id": -100200, "type": "supergroup", "title": "Morning flow"}
ANONYMOUS = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": GROUP}
OTHER_BOT = {"from": {"id": 719, "is_bot": True, "first_name": "Weather"}}
CHANNELS_POST = {"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}, "is_automatic_forward": True}


def message(text: str | None = None, chat: dict[str, Any] = GROUP, **fields: Any) -> Message:
    """Return Ada's message; `fields` are further ones of Telegram's Message, or others in the place of these."""
    body = {"message_id": 7, "date": 1_790_000_000, "chat": chat, "from": ADA, **fields}
    if text is not None:
        body["text"] = text
    read = Message.de_json(body, None)
    assert read
    return read


def entity(kind: str, text: str, part: str, **fields: Any) -> dict[str, Any]:
    """Return the entity of a part of a text; Telegram counts in UTF-16 units."""
    before = text[: text.index(part)].encode("utf-16-le")
    return {"type": kind, "offset": len(before) // 2, "length": len(part.encode("utf-16-le")) // 2, **fields}


def mentioning(text: str, part: str = "@yoga_answers_bot") -> dict[str, Any]:
    """Return the fields of a text that mentions somebody."""
    return {"text": text, "entities": [entity("mention", text, part)]}


def reply_to(author: User | dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return the fields of a reply to somebody's message."""
    body = author.to_dict() if isinstance(author, User) else author
    return {"reply_to_message": {"message_id": 6, "date": 1_790_000_000, "chat": GROUP, "from": body, **fields}}


def update(number: int, chat_id: int = 51) -> Update:
    """Return an update with a message in a chat."""
    return Update(number, message=message("hello", chat={"id": chat_id, "type": "private", "first_name": "Ada"}))
