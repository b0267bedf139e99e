"""The state of one sandbox: the bot, its chats, and what was asked of the Bot API."""

import itertools
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.happenings import Happening, Happenings
from bot.sandbox.model import CallbackQuery, Chat, ChatType, Message, User
from bot.sandbox.refusals import Refusal, bad_request, forbidden
from bot.sandbox.updates import Updates

_FAILURE = re.compile(r"^(?:Not Found|Unauthorized)|\bthe sandbox\b")

DEFAULT_TOKEN = "7180000001:SANDBOX-stand-in-opens-nothing-else"  # noqa: S105 - opens nothing but the sandbox
"""Of Telegram's form, <id>:<35 characters>; good for nothing outside."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Bot API; `refusal` is the error's description, `unknown` names parameters that don't exist."""

    method: str
    params: dict[str, Any]
    refusal: str | None = None
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class Profile:
    """What the bot set about itself; the keys are (scope as sorted pairs, language code) and language codes."""

    commands: dict[tuple[tuple[tuple[str, Any], ...], str], list[dict[str, str]]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Rules:
    """How this sandbox differs from one started without settings.

    Attributes:
        privacy_mode: Groups show the bot only what is meant for it (core.telegram.org/bots/features#privacy-mode).
        mentions_reach: Whether, in privacy mode, a mention of the bot does; Telegram's own pages disagree.
        flood_after: Messages that are accepted until one is refused with 429; None for no limit.
        flood_seconds: The `retry_after` of that refusal.

    """

    privacy_mode: bool = True
    mentions_reach: bool = True
    flood_after: int | None = None
    flood_seconds: int = 1


class World:
    """One bot and everybody around it. Nothing is written to disk."""

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        *,
        bot_name: str = "Yoga Answers",
        bot_username: str = "yoga_answers_bot",
        rules: Rules | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        self.rules = rules or Rules()
        self.bot = User(int(token.partition(":")[0]), bot_name, is_bot=True, username=bot_username)
        self.happenings = Happenings()
        self.updates = Updates(self.happenings)
        self.profile = Profile()
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.callbacks: dict[str, CallbackQuery] = {}
        self.calls: list[Call] = []
        self.sent_since_flood = 0
        self._clock = clock
        self._message_ids = itertools.count(1)
        self._ids = itertools.count(1)

    def now(self) -> int:
        """Return Unix time in whole seconds, Telegram's measure of dates."""
        return int(self._clock())

    def next_id(self) -> int:
        """Return a small number that was not used before."""
        return next(self._ids)

    def add_user(self, first_name: str, *, username: str | None = None, language_code: str | None = "en") -> User:
        """Add a person."""
        user = User(5_100_000_000 + self.next_id(), first_name, username=username, language_code=language_code)
        self.users[user.id] = user
        return user

    def add_private(self, user: User) -> Chat:
        """Return the private chat of a person and the bot; like Telegram's, its id is the person's."""
        if user.id not in self.chats:
            chat = Chat(user.id, "private", partner=user, members={user.id: "member", self.bot.id: "member"})
            self.chats[user.id] = chat
        return self.chats[user.id]

    def add_group(self, kind: ChatType, title: str, *, forum: bool = False, username: str | None = None) -> Chat:
        """Add an empty group; the ids of groups are negative, of supergroups -100…."""
        number = self.next_id()
        chat_id = -4_000_000_000 - number if kind == "group" else -1_002_000_000_000 - number
        # A supergroup's own creation is its message 1, so that no topic has the thread id of General.
        first = 1 if kind == "supergroup" else 0
        chat = Chat(chat_id, kind, title, username, is_forum=forum, last_message_id=first)
        self.chats[chat_id] = chat
        return chat

    def new_message_id(self, chat: Chat) -> int:
        """Return the next message id: supergroups count for themselves, all other chats of the bot together."""
        if chat.type == "supergroup":
            chat.last_message_id += 1
        else:
            chat.last_message_id = next(self._message_ids)
        return chat.last_message_id

    def post(self, message: Message) -> Message:
        """Put a message into its chat, for everybody to see."""
        message.chat.messages[message.id] = message
        self.tell("message", message)
        return message

    def tell(self, kind: str, message: Message) -> None:
        """Log what happened to a message."""
        self.happenings.add(Happening(kind, message.chat.id, message.json()))

    def chat_to_read(self, given: str) -> Chat:
        """Return the chat of a `chat_id` parameter.

        Raises:
            Refusal: as Telegram's, where there is none.

        """
        if not given:
            raise bad_request("chat_id is empty")
        for chat in self.chats.values():
            if given == str(chat.id) or (chat.username and given.lower() == f"@{chat.username}".lower()):
                return chat
        raise bad_request("chat not found")

    def chat_to_write(self, given: str) -> Chat:
        """Return the chat of a `chat_id` parameter for something that changes it.

        Raises:
            Refusal: also where the bot was blocked, removed, never written to, or the group has become a supergroup.

        """
        chat = self.chat_to_read(given)
        if chat.migrated_to:
            reason = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, reason, migrate_to_chat_id=chat.migrated_to)
        status = chat.members.get(self.bot.id, "left")
        if chat.type == "private":
            if status == "kicked":
                raise forbidden("bot was blocked by the user")
            if not chat.last_message_id:
                raise forbidden("bot can't initiate conversation with a user")
        elif status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        elif status == "left":
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        return chat

    def is_bot_admin(self, chat: Chat) -> bool:
        """Tell whether the bot administers a group, and so is shown everything."""
        return chat.members.get(self.bot.id) in {"administrator", "creator"}

    @property
    def failures(self) -> list[Call]:
        """The calls that only a mistake in the bot explains: methods or parameters that don't exist, or not here."""
        return [call for call in self.calls if call.unknown or _FAILURE.search(call.refusal or "")]
