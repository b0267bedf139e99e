"""Drives the sandbox from a test: acts as people, and waits for what the bot does, without ever sleeping."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.sandbox import people, server
from bot.sandbox.happenings import Happening
from bot.sandbox.model import CallbackQuery, Chat, Message, Status, User
from bot.sandbox.world import DEFAULT_TOKEN, Call, Rules, World

PATIENCE = 10.0
"""Seconds that any wait lasts at most; a test that needs them all has failed."""

_PHOTO = [
    {"file_id": "AgACAgIAAxkBsmall", "file_unique_id": "AQADsmall", "width": 90, "height": 67, "file_size": 1402},
    {"file_id": "AgACAgIAAxkBlarge", "file_unique_id": "AQADlarge", "width": 800, "height": 600, "file_size": 61024},
]
_STICKER = {
    "file_id": "CAACAgIAAxkBsticker",
    "file_unique_id": "AgADsticker",
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
    "emoji": "🙏",
}
_VOICE = {
    "file_id": "AwACAgIAAxkBvoice",
    "file_unique_id": "AgADvoice",
    "duration": 4,
    "mime_type": "audio/ogg",
    "file_size": 9321,
}


class Sandbox:
    """A running sandbox. `url` is what BOT_API_URL has to be, `token` what BOT_TOKEN has to be."""

    def __init__(self, running: server.Server) -> None:
        self.world = running.world
        self.url = running.url
        self.port = running.port
        self.token = running.world.token

    @property
    def bot(self) -> User:
        """The bot as a user."""
        return self.world.bot

    @property
    def failures(self) -> list[Call]:
        """Calls that only a mistake in the bot explains; a test of the bot ends with none."""
        return self.world.failures

    def calls(self, method: str | None = None) -> list[Call]:
        """Return the calls of the Bot API so far, of one method or of all, in the order in which they ended."""
        return [call for call in self.world.calls if method in {None, call.method}]

    def person(self, first_name: str = "Ada", *, username: str | None = None, language_code: str | None = "en") -> User:
        """Add a person, who is in no chat yet."""
        return self.world.add_user(first_name, username=username, language_code=language_code)

    def private(self, person: User | None = None) -> "Place":
        """Return a person's private chat with the bot; a new person's, where none is given."""
        user = person or self.person()
        return Place(self, self.world.add_private(user), user)

    def group(self, title: str = "Morning flow", *, owner: User | None = None, bot: Status = "member") -> "Place":
        """Create a group of an owner and the bot; `bot` is the bot's status in it."""
        return self._gather(self.world.add_group("group", title), owner, bot)

    def supergroup(
        self,
        title: str = "Morning flow",
        *,
        owner: User | None = None,
        bot: Status = "member",
        forum: bool = False,
        username: str | None = None,
    ) -> "Place":
        """Create a supergroup; a `forum` has topics, see `Place.topic`."""
        return self._gather(self.world.add_group("supergroup", title, forum=forum, username=username), owner, bot)

    def _gather(self, chat: Chat, owner: User | None, bot: Status) -> "Place":
        owner = owner or self.person("Olga")
        chat.members[owner.id], chat.people[owner.id] = "creator", owner
        people.set_status(self.world, chat, self.bot, bot, owner)
        return Place(self, chat, owner)

    async def until(self, true: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Wait for a condition on the sandbox; an AssertionError says what did not come about."""
        if not await self.world.happenings.until(true, seconds):
            raise AssertionError(f"no {what} in {seconds:g} s; last calls: {self._last_calls()}")

    async def polled(self, seconds: float = PATIENCE) -> None:
        """Wait until the bot polls: it is up."""
        await self.until(lambda: self.world.updates.polling > 0, "getUpdates", seconds)

    async def idle(self, seconds: float = PATIENCE) -> None:
        """Wait until the bot has confirmed all updates and polls for more.

        A library that confirms before it handles (python-telegram-bot does) may still be at work then: to assert
        silence, use `Place.before`.
        """
        await self.until(lambda: self.world.updates.idle, "confirmation of all updates", seconds)

    async def called(self, method: str, count: int = 1, seconds: float = PATIENCE) -> Call:
        """Wait until a method was called so many times in all, and return the last of these calls."""
        await self.until(lambda: len(self.calls(method)) >= count, f"call {count} of {method}", seconds)
        return self.calls(method)[count - 1]

    def _last_calls(self) -> str:
        tail = [call for call in self.world.calls if call.method != "getUpdates"][-5:]
        return "; ".join(f"{call.method} {call.params} -> {call.refusal or 'ok'}" for call in tail) or "none"


class Place:
    """A chat, and the person who acts in it unless another is named with `by`."""

    def __init__(self, sandbox: Sandbox, chat: Chat, person: User) -> None:
        self.sandbox = sandbox
        self.chat = chat
        self.person = person
        self._world = sandbox.world
        self._began = len(self._world.happenings.log)
        self._read: dict[str, int] = {}

    @property
    def id(self) -> int:
        """The chat's id; it changes with `migrate`."""
        return self.chat.id

    @property
    def messages(self) -> list[Message]:
        """The messages that are there now, oldest first."""
        return list(self.chat.messages.values())

    def send(
        self,
        text: str,
        *,
        by: User | None = None,
        reply_to: Message | None = None,
        topic: int | None = None,
        fields: dict[str, Any] | None = None,
    ) -> Message:
        """Send a text; `fields` are further ones of Telegram's Message, such as sender_chat or is_automatic_forward."""
        sender = by or self.person
        return people.send(self._world, self.chat, sender, text, media=fields, reply_to=reply_to, topic=topic)

    def photo(self, caption: str | None = None, *, by: User | None = None, topic: int | None = None) -> Message:
        """Send a photo."""
        media = {"photo": _PHOTO}
        return people.send(self._world, self.chat, by or self.person, caption=caption, media=media, topic=topic)

    def sticker(self, *, by: User | None = None) -> Message:
        """Send a sticker."""
        return people.send(self._world, self.chat, by or self.person, media={"sticker": _STICKER})

    def voice(self, *, by: User | None = None) -> Message:
        """Send a voice message."""
        return people.send(self._world, self.chat, by or self.person, media={"voice": _VOICE})

    def edit(self, message: Message, text: str) -> Message:
        """Edit a person's message."""
        return people.edit(self._world, message, text)

    def press(self, message: Message, button: str, *, by: User | None = None) -> CallbackQuery:
        """Press the button with this text, or this callback_data; see also `answered`."""
        for candidate in message.buttons:
            if button in {candidate["text"], candidate.get("callback_data")}:
                return people.press(self._world, by or self.person, message, candidate)
        labels = [candidate["text"] for candidate in message.buttons]
        raise AssertionError(f"no button {button!r}; there are {labels}")

    def topic(self, name: str) -> int:
        """Open a topic of a forum, and return its thread id."""
        return people.open_topic(self._world, self.chat, self.person, name)

    def join(self, user: User, status: Status = "member") -> User:
        """Add somebody to a group, or change what they are there."""
        people.set_status(self._world, self.chat, user, status, self.person)
        return user

    def set_bot(self, status: Status) -> None:
        """Promote, remove or ban the bot; "kicked" in a private chat is blocking it."""
        people.set_status(self._world, self.chat, self.sandbox.bot, status, self.person)

    def migrate(self) -> None:
        """Upgrade a group to a supergroup, and go on there."""
        self.chat = people.migrate(self._world, self.chat)

    async def next(self, seconds: float = PATIENCE) -> Message:
        """Wait for the bot's next message here that no `next`, `ask` or `before` has returned, as it stands now."""
        happening = await self._next("message", "message", self._is_bots, seconds)
        number: int = happening.body["message_id"]
        if number not in self.chat.messages:
            raise AssertionError(f"message {number} was deleted again")
        return self.chat.messages[number]

    async def ask(self, text: str, *, by: User | None = None, topic: int | None = None) -> Message:
        """Send a text, and wait for the bot's next message; unread ones from before are skipped."""
        self._read["message"] = len(self._world.happenings.log)
        self.send(text, by=by, topic=topic)
        return await self.next()

    async def edited(self, message: Message, seconds: float = PATIENCE) -> Message:
        """Wait for the bot's next edit of a message."""
        mine = f"edit of message {message.id}"
        await self._next(mine, "edit", lambda one: bool(one.body["message_id"] == message.id), seconds)
        return message

    async def deleted(self, message: Message, seconds: float = PATIENCE) -> None:
        """Wait until a message is deleted."""
        await self.sandbox.until(lambda: message.deleted, "deletion", seconds)

    async def answered(self, query: CallbackQuery, seconds: float = PATIENCE) -> dict[str, Any]:
        """Wait for the answer to a press: its `text` and `show_alert`."""
        await self.sandbox.until(lambda: query.answer is not None, "answer to the press", seconds)
        return query.answer or {}

    async def before(
        self, marker: str, shows: str, *, by: User | None = None, topic: int | None = None
    ) -> list[Message]:
        """Send a marker that the bot surely answers, and return what the bot said before that answer.

        This is how silence is asserted: `assert await group.before("/help@bot", "What I can do") == []`. It holds
        for a bot that handles the messages of a chat in order.

        Args:
            marker: What to send.
            shows: A text within the answer to the marker, and within nothing else.
            by: Who sends it.
            topic: Where in a forum.

        """
        self.send(marker, by=by, topic=topic)
        said: list[Message] = []
        while shows not in (message := await self.next()).words.text:
            said.append(message)
        return said

    async def _next(self, what: str, kind: str, wanted: Callable[[Happening], bool], seconds: float) -> Happening:
        """Wait for a happening that was not yet returned as `what`."""
        log = self._world.happenings.log

        def index() -> int | None:
            unread = range(self._read.get(what, self._began), len(log))
            here = (i for i in unread if log[i].kind == kind and log[i].chat_id == self.chat.id and wanted(log[i]))
            return next(here, None)

        await self.sandbox.until(lambda: index() is not None, f"{what} in chat {self.chat.id}", seconds)
        found = index() or 0
        self._read[what] = found + 1
        return log[found]

    def _is_bots(self, happening: Happening) -> bool:
        sender: dict[str, Any] = happening.body["from"]
        return bool(sender["id"] == self.sandbox.bot.id)


@asynccontextmanager
async def running(
    *,
    port: int = 0,
    token: str = DEFAULT_TOKEN,
    rules: Rules | None = None,
    clock: Callable[[], float] | None = None,
) -> AsyncIterator[Sandbox]:
    """Run a sandbox in this event loop, on a free port unless one is given."""
    world = World(token, rules=rules) if clock is None else World(token, rules=rules, clock=clock)
    listening = await server.start(world, port=port)
    try:
        yield Sandbox(listening)
    finally:
        await listening.stop()
