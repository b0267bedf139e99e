"""The methods about chats and their members."""

from typing import Any

from bot.sandbox.method import method
from bot.sandbox.params import Params
from bot.sandbox.people import member, set_status
from bot.sandbox.refusals import bad_request
from bot.sandbox.world import World


def get_chat(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#getchat ."""
    chat = world.chat_to_read(params.string("chat_id"))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    body = chat.json() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }
    if chat.type != "private":
        body["permissions"] = {"can_send_messages": True}
    return body


def get_chat_member(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#getchatmember ."""
    chat = world.chat_to_write(params.string("chat_id"))
    user_id = params.integer("user_id")
    user = world.bot if user_id == world.bot.id else world.users.get(user_id)
    if user is None:
        raise bad_request("user not found" if params.has("user_id") else "invalid user_id specified")
    return member(world, chat, user, chat.members.get(user.id, "left"))


def get_chat_administrators(world: World, params: Params) -> list[dict[str, Any]]:
    """https://core.telegram.org/bots/api#getchatadministrators ."""
    chat = world.chat_to_write(params.string("chat_id"))
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    bosses = {"creator", "administrator"}
    return [member(world, chat, user, chat.members[user.id]) for user in chat.people.values()
            if chat.members[user.id] in bosses]  # fmt: skip


def leave_chat(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#leavechat ."""
    chat = world.chat_to_write(params.string("chat_id"))
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    set_status(world, chat, world.bot, "left", world.bot)
    return True


METHODS = {
    "getChat": method(get_chat, "chat_id"),
    "getChatMember": method(get_chat_member, "chat_id user_id"),
    "getChatAdministrators": method(get_chat_administrators, "chat_id return_bots"),
    "leaveChat": method(leave_chat, "chat_id"),
}
