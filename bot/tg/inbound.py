"""Turns Telegram's messages into questions: who is addressed, and with what text."""

from dataclasses import dataclass

from telegram import Message, MessageEntity, User
from telegram.constants import ChatType
from telegram.ext.filters import MessageFilter

from bot.core.model import Place


@dataclass(frozen=True, slots=True)
class Addressed:
    """A message that is for the bot.

    Attributes:
        text: the question, without command and mention; empty for a bare command.
        place: the kind of chat.
        insistent: False for a bare reply in a group, which may not be a question at all.
        person: what tells this person apart within this chat for five minutes, in memory only; None for anonymous
            admins and channels, whose one account stands for many people.
    """

    text: str
    place: Place
    insistent: bool
    person: tuple[int, int] | None


def question(message: Message, me: User) -> Addressed | None:
    """Return what a message asks the bot, or None if it isn't addressed.

    In a private chat every text is. In a group: /ask, a mention of the bot, or a reply to one of its messages; privacy
    mode hides the rest anyway (core.telegram.org/bots/features#privacy-mode).
    """
    if not by_person(message):
        return None
    text = message.text or message.caption or ""
    person = (message.chat.id, message.from_user.id) if message.from_user and not message.sender_chat else None
    asked = _after_command(text, me)
    if message.chat.type == ChatType.PRIVATE:
        if not text or (asked is None and text.startswith("/")):
            return None
        return Addressed(text if asked is None else asked, Place.PRIVATE, insistent=True, person=person)
    if message.chat.type not in {ChatType.GROUP, ChatType.SUPERGROUP} or not text:
        return None
    if asked is not None:
        return Addressed(asked or _replied_text(message, me), Place.GROUP, insistent=True, person=person)
    if text.startswith("/"):
        return None
    without_mention = _without_mention(message, text, me)
    if without_mention is not None:
        return Addressed(without_mention or _replied_text(message, me), Place.GROUP, insistent=True, person=person)
    if _replies_to(message, me):
        return Addressed(text, Place.GROUP, insistent=False, person=person)
    return None


def by_person(message: Message) -> bool:
    """Return False for a linked channel's posts in its discussion group, and for what other bots write."""
    by_bot = message.from_user and message.from_user.is_bot and not message.sender_chat  # anonymous admins have both
    return not (message.is_automatic_forward or message.via_bot or by_bot)


class ByPerson(MessageFilter):
    """Lets the commands of people through."""

    def filter(self, message: Message) -> bool:
        """Tell whether a person wrote the message."""
        return by_person(message)


def _after_command(text: str, me: User) -> str | None:
    """Return the text after /ask or /ask@bot at the start of a message, or None if there is no such command."""
    command, *rest = text.split(maxsplit=1)[:2] or [""]
    name, _, addressee = command.lower().partition("@")
    if name != "/ask" or (addressee and addressee != (me.username or "").lower()):
        return None
    return rest[0].strip() if rest else ""


def _without_mention(message: Message, text: str, me: User) -> str | None:
    """Return the text without the mentions of the bot, or None if it isn't mentioned."""
    handle = f"@{me.username}".lower()
    entities = {**message.parse_entities(), **message.parse_caption_entities()}
    mentions = [
        words
        for entity, words in entities.items()
        if (entity.type == MessageEntity.MENTION and words.lower() == handle)
        or (entity.type == MessageEntity.TEXT_MENTION and entity.user and entity.user.id == me.id)
    ]
    if not mentions:
        return None
    for words in mentions:
        text = text.replace(words, " ")
    return " ".join(text.split())


def _replies_to(message: Message, me: User) -> bool:
    original = message.reply_to_message
    return bool(original and original.from_user and original.from_user.id == me.id)


def _replied_text(message: Message, me: User) -> str:
    """Return the text that a bare /ask or mention points at: somebody's question, handed to the bot by a reply."""
    original = message.reply_to_message
    if original is None or _replies_to(message, me):
        return ""
    return original.text or original.caption or ""
