"""What people do in their chats, and which of it Telegram lets the bot see."""

from typing import Any

from bot.sandbox.entities import Formatted, finished
from bot.sandbox.model import CallbackQuery, Chat, Message, Status, User
from bot.sandbox.world import World

MAX_TEXT = 4096
"""Characters that an app lets a person send in one message."""

_GENERAL = 1
"""The thread id of a forum's General topic, which no message carries (tdlib/telegram-bot-api #447)."""


class Unlikely(ValueError):  # noqa: N818 - says what is asked for, not what broke
    """Something that Telegram's apps would not let a person do; a mistake in a test or in the page."""


def send(
    world: World,
    chat: Chat,
    sender: User,
    text: str | None = None,
    *,
    caption: str | None = None,
    media: dict[str, Any] | None = None,
    reply_to: Message | None = None,
    topic: int | None = None,
) -> Message:
    """Send a message as a person; `topic` is a forum topic's thread id, None for General."""
    if text is not None and not 1 <= len(text.strip()) <= MAX_TEXT:
        raise Unlikely(f"a message has 1 to {MAX_TEXT} characters")
    if topic is not None and topic not in chat.topics:
        raise Unlikely(f"the chat has no topic {topic}")
    message = Message(
        world.new_message_id(chat),
        chat,
        world.now(),
        sender,
        finished(text) if text is not None else None,
        finished(caption) if caption is not None else None,
        media or {},
        reply_to=reply_to,
    )
    place_in_thread(message, topic)
    return deliver(world, message)


def place_in_thread(message: Message, topic: int | None) -> None:
    """Give a message the thread that Telegram gives it.

    In a forum's topic each message answers the topic's first one, unless it answers another. In supergroups without
    topics, a chain of replies is a thread too, though no topic: sending to it is refused (PTB #4205, #4739).
    """
    if topic is not None and topic != _GENERAL:
        message.thread_id, message.is_topic_message = topic, True
        message.reply_to = message.reply_to or message.chat.messages.get(topic)
    elif message.reply_to and message.chat.type == "supergroup":
        message.thread_id = message.reply_to.thread_id or message.reply_to.id


def deliver(world: World, message: Message) -> Message:
    """Post a message of a person or of Telegram itself, and queue it for the bot where it may see it."""
    world.post(message)
    if sees(world, message):
        world.updates.add("message", message.json())
    return message


def edit(world: World, message: Message, text: str) -> Message:
    """Edit one's own text message; the bot is told with `edited_message`."""
    if message.text is None or message.sender.is_bot:
        raise Unlikely("only a person's own text message can be edited")
    message.text = finished(text)
    message.edit_date = world.now()
    world.tell("edit", message)
    if sees(world, message):
        world.updates.add("edited_message", message.json())
    return message


def press(world: World, person: User, message: Message, button: dict[str, Any]) -> CallbackQuery:
    """Press a button of the bot's; its answer arrives in the query."""
    if message.sender != world.bot or button not in message.buttons or "callback_data" not in button:
        raise Unlikely("only a callback button under one of the bot's messages can be pressed")
    query = CallbackQuery(str(4_382_000_000_000_000_000 + world.next_id()), person, message, button["callback_data"])
    world.callbacks[query.id] = query
    world.updates.add("callback_query", query.json())
    return query


def set_status(world: World, chat: Chat, user: User, status: Status, by: User) -> None:
    """Change a member's place in a chat: join, leave, promote, ban, or, in a private chat, block."""
    old = chat.members.get(user.id, "left")
    chat.members[user.id] = status
    chat.people[user.id] = user
    change = {
        "chat": chat.json(),
        "from": by.json(),
        "date": world.now(),
        "old_chat_member": member(world, chat, user, old),
        "new_chat_member": member(world, chat, user, status),
    }
    world.updates.add("my_chat_member" if user == world.bot else "chat_member", change)


def migrate(world: World, chat: Chat) -> Chat:
    """Upgrade a group to a supergroup, as Telegram does when it grows: a new id, and a service message in each."""
    new = world.add_group("supergroup", chat.title or "")
    new.members, new.people = dict(chat.members), dict(chat.people)
    chat.migrated_to = new.id
    owner = next(user for user in chat.people.values() if not user.is_bot)
    _serve(world, chat, owner, {"migrate_to_chat_id": new.id})
    _serve(world, new, owner, {"migrate_from_chat_id": chat.id})
    return new


def open_topic(world: World, chat: Chat, by: User, name: str) -> int:
    """Create a topic of a forum, and return its thread id: the id of its first, serving message."""
    if not chat.is_forum:
        raise Unlikely("only a forum has topics")
    service = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
    message = Message(world.new_message_id(chat), chat, world.now(), by, service=service)
    message.thread_id, message.is_topic_message = message.id, True
    chat.topics[message.id] = name
    return deliver(world, message).id


def _serve(world: World, chat: Chat, by: User, service: dict[str, Any]) -> None:
    deliver(world, Message(world.new_message_id(chat), chat, world.now(), by, service=service))


def sees(world: World, message: Message) -> bool:
    """Tell whether the bot is shown a message of a person (core.telegram.org/bots/features#privacy-mode)."""
    chat = message.chat
    status = chat.members.get(world.bot.id, "left")
    if status in {"left", "kicked"}:
        return False
    if chat.type == "private" or not world.rules.privacy_mode or world.is_bot_admin(chat) or message.service:
        return True
    if message.reply_to and message.reply_to.sender == world.bot:
        return True
    return _is_addressed(world, message.words)


def _is_addressed(world: World, words: Formatted) -> bool:
    name = f"@{world.bot.username}".lower()
    if world.rules.mentions_reach and name in (part.lower() for part in words.parts("mention")):
        return True
    for entity in words.entities:
        if entity.type == "bot_command":
            _, _, addressee = words.part(entity).partition("@")
            # A bare command reaches all bots of a group, but only one that opens the message.
            if f"@{addressee}".lower() == name or (not addressee and entity.offset == 0):
                return True
    return False


def member(world: World, chat: Chat, user: User, status: Status) -> dict[str, Any]:
    """Return Telegram's ChatMember (core.telegram.org/bots/api#chatmember)."""
    body: dict[str, Any] = {"user": user.json(), "status": status}
    if status == "kicked":
        return body | {"until_date": 0}
    if status == "creator":
        return body | {"is_anonymous": False}
    if status == "administrator":
        rights = {"can_be_edited": False, "is_anonymous": False, "can_manage_chat": True}
        allowed = ("can_delete_messages", "can_restrict_members", "can_change_info", "can_invite_users")
        refused = ("can_manage_video_chats", "can_promote_members", "can_post_stories", "can_edit_stories")
        rights |= dict.fromkeys(allowed, True) | dict.fromkeys((*refused, "can_delete_stories"), False)
        if chat.type == "supergroup":
            rights |= {"can_pin_messages": True, "can_manage_topics": chat.is_forum and user == world.bot}
        return body | rights
    return body
