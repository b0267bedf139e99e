"""Users, chats and messages as Telegram has them, in memory."""

from dataclasses import dataclass, field
from typing import Any, Literal

from bot.sandbox.entities import Formatted
from bot.sandbox.keyboards import Keyboard

ChatType = Literal["private", "group", "supergroup"]
Status = Literal["creator", "administrator", "member", "left", "kicked"]


@dataclass(frozen=True, slots=True)
class User:
    """A person or a bot (core.telegram.org/bots/api#user)."""

    id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None

    def json(self) -> dict[str, Any]:
        """Return Telegram's User."""
        body = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        optional = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return body | {name: value for name, value in optional.items() if value}


@dataclass(slots=True)
class Chat:
    """A private chat, a group, a supergroup or a forum; `topics` maps thread ids to names, General left out."""

    id: int
    type: ChatType
    title: str | None = None
    username: str | None = None
    is_forum: bool = False
    partner: User | None = None
    members: dict[int, Status] = field(default_factory=dict)
    people: dict[int, User] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    messages: dict[int, "Message"] = field(default_factory=dict)
    last_message_id: int = 0
    migrated_to: int | None = None

    def json(self) -> dict[str, Any]:
        """Return Telegram's Chat."""
        body: dict[str, Any] = {"id": self.id, "type": self.type}
        if self.partner:
            names = self.partner.json()
            return body | {name: names[name] for name in ("first_name", "last_name", "username") if name in names}
        body["title"] = self.title
        if self.username:
            body["username"] = self.username
        if self.is_forum:
            body["is_forum"] = True
        return body


@dataclass(slots=True)
class Message:
    """One message; `media` and `service` hold the fields of what isn't text, as Telegram names them."""

    id: int
    chat: Chat
    date: int
    sender: User
    text: Formatted | None = None
    caption: Formatted | None = None
    media: dict[str, Any] = field(default_factory=dict)
    service: dict[str, Any] = field(default_factory=dict)
    reply_to: "Message | None" = None
    thread_id: int | None = None
    is_topic_message: bool = False
    keyboard: Keyboard | None = None
    link_preview_options: dict[str, Any] | None = None
    edit_date: int | None = None
    deleted: bool = False

    @property
    def words(self) -> Formatted:
        """The text or the caption, whichever there is."""
        return self.text or self.caption or Formatted("")

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """All buttons under the message, row by row."""
        return [button for row in self.keyboard or [] for button in row]

    def json(self, *, nested: bool = False) -> dict[str, Any]:
        """Return Telegram's Message; one that is `nested` in another carries no reply of its own."""
        body: dict[str, Any] = {
            "message_id": self.id,
            "from": self.sender.json(),
            "chat": self.chat.json(),
            "date": self.date,
        }
        if self.edit_date:
            body["edit_date"] = self.edit_date
        if self.thread_id:
            body["message_thread_id"] = self.thread_id
        if self.is_topic_message:
            body["is_topic_message"] = True
        if self.reply_to and not nested:
            body["reply_to_message"] = self.reply_to.json(nested=True)
        body |= self.media | self.service | _words("text", "entities", self.text)
        body |= _words("caption", "caption_entities", self.caption)
        if self.link_preview_options:
            body["link_preview_options"] = self.link_preview_options
        if self.keyboard:
            body["reply_markup"] = {"inline_keyboard": self.keyboard}
        return body


def _words(name: str, entities_name: str, words: Formatted | None) -> dict[str, Any]:
    if words is None:
        return {}
    body: dict[str, Any] = {name: words.text}
    if words.entities:
        body[entities_name] = [entity.json() for entity in words.entities]
    return body


@dataclass(slots=True)
class CallbackQuery:
    """A press of a button that waits for its answer (core.telegram.org/bots/api#callbackquery)."""

    id: str
    sender: User
    message: Message
    data: str
    answer: dict[str, Any] | None = None
    expired: bool = False

    def json(self) -> dict[str, Any]:
        """Return Telegram's CallbackQuery; a deleted message is inaccessible, with date 0."""
        message = self.message.json()
        if self.message.deleted:
            message = {"chat": self.message.chat.json(), "message_id": self.message.id, "date": 0}
        return {
            "id": self.id,
            "from": self.sender.json(),
            "message": message,
            "chat_instance": str(abs(self.message.chat.id) * 7919 + 1),
            "data": self.data,
        }
