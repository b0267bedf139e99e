"""The methods that send, edit and delete messages, and answer presses (core.telegram.org/bots/api)."""

from typing import Any

from bot.sandbox import markup
from bot.sandbox.entities import Formatted, finished
from bot.sandbox.happenings import Happening
from bot.sandbox.keyboards import Keyboard, checked_keyboard
from bot.sandbox.method import method
from bot.sandbox.model import Chat, Message
from bot.sandbox.params import Params
from bot.sandbox.people import place_in_thread
from bot.sandbox.refusals import bad_request, too_many_requests
from bot.sandbox.world import World

MAX_TEXT = 4096
"""Characters of one message, after entities parsing (core.telegram.org/bots/api#sendmessage)."""

MAX_CALLBACK_ANSWER = 200
"""Characters of the notification on a press (core.telegram.org/bots/api#answercallbackquery)."""

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    },
)
_MARKUP = "can't parse reply keyboard markup JSON object"
_EDIT_NEEDS = "chat_id message_id reply_markup"
_EDIT_LACKS = "business_connection_id inline_message_id"


def send_message(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#sendmessage ."""
    text = _text(params)
    keyboard = _keyboard(params)
    chat = world.chat_to_write(params.string("chat_id"))
    topic = _topic(chat, params)
    reply_to = _replied(chat, params)
    _count_towards_flood(world)
    message = Message(world.new_message_id(chat), chat, world.now(), world.bot, text, reply_to=reply_to)
    message.keyboard = keyboard
    message.link_preview_options = _link_preview_options(params)
    place_in_thread(message, topic)
    return world.post(message).json()


def edit_message_text(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#editmessagetext ."""
    text = _text(params)
    keyboard = _keyboard(params, for_edit=True)
    message = _own_message(world, params)
    if message.text is None:
        raise bad_request("there is no text in the message to edit")
    message.link_preview_options = _link_preview_options(params)
    return _edited(world, message, text, keyboard)


def edit_message_reply_markup(world: World, params: Params) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#editmessagereplymarkup ."""
    keyboard = _keyboard(params, for_edit=True)
    message = _own_message(world, params)
    return _edited(world, message, message.text, keyboard)


def _edited(world: World, message: Message, text: Formatted | None, keyboard: Keyboard | None) -> dict[str, Any]:
    if (message.text, message.keyboard) == (text, keyboard):
        raise bad_request(_NOT_MODIFIED)
    if message.text != text:
        message.edit_date = world.now()
    message.text, message.keyboard = text, keyboard
    world.tell("edit", message)
    return message.json()


def delete_message(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletemessage ."""
    chat = world.chat_to_write(params.string("chat_id"))
    message = _message(chat, params, "message to delete not found")
    if message.sender != world.bot and chat.type != "private" and not world.is_bot_admin(chat):
        raise bad_request("message can't be deleted")
    message.deleted = True
    del chat.messages[message.id]
    world.tell("delete", message)
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#answercallbackquery ."""
    text = params.string("text")
    if len(text) > MAX_CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query = world.callbacks.get(params.string("callback_query_id"))
    if query is None or query.expired or query.answer is not None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    query.answer = {"text": text, "show_alert": params.boolean("show_alert")}
    body = {"callback_query_id": query.id, "message_id": query.message.id, **query.answer}
    world.happenings.add(Happening("answer", query.message.chat.id, body))
    return True


def send_chat_action(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#sendchataction ."""
    action = params.string("action")
    chat = world.chat_to_write(params.string("chat_id"))
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    _topic(chat, params)
    world.happenings.add(Happening("action", chat.id, {"action": action}))
    return True


def _text(params: Params) -> Formatted:
    given = params.string("text")
    if not given:
        raise bad_request("message text is empty")
    mode = params.string("parse_mode").lower()
    if mode not in {"", "html"}:
        # Telegram knows two Markdowns besides. The sandbox doesn't, and rather says so than shows something else.
        raise bad_request("unsupported parse_mode")
    text = finished(*markup.parse_html(given)) if mode else finished(given)
    if not text.text:
        raise bad_request("text must be non-empty")
    if len(text.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return text


def _keyboard(params: Params, *, for_edit: bool = False) -> Keyboard | None:
    return checked_keyboard(params.object("reply_markup", _MARKUP), for_edit=for_edit)


def _topic(chat: Chat, params: Params) -> int | None:
    topic = params.integer("message_thread_id")
    if topic and topic not in chat.topics:  # also 1, General's, and the root of a chain of replies
        raise bad_request("message thread not found")
    return topic or None


def _replied(chat: Chat, params: Params) -> Message | None:
    reply = params.object("reply_parameters", "can't parse reply parameters JSON object")
    if reply is None:
        return None
    if not isinstance(reply, dict) or not isinstance(reply.get("message_id"), int):
        raise bad_request("can't parse reply parameters: Can't find field \"message_id\"")
    if unknown := reply.keys() - {"message_id", "allow_sending_without_reply", "chat_id"}:
        raise bad_request(f"the sandbox does not model {', '.join(sorted(unknown))} of reply_parameters")
    if reply.get("chat_id", chat.id) not in {chat.id, str(chat.id)}:
        raise bad_request("the sandbox does not model replies to other chats")
    message = chat.messages.get(reply["message_id"])
    if message is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message


def _link_preview_options(params: Params) -> dict[str, Any] | None:
    options = params.object("link_preview_options", "can't parse link preview options JSON object")
    if options is not None and not isinstance(options, dict):
        raise bad_request("object expected as link preview options")
    return options or None


def _message(chat: Chat, params: Params, missing: str) -> Message:
    number = params.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    if number not in chat.messages:
        raise bad_request(missing)
    return chat.messages[number]


def _own_message(world: World, params: Params) -> Message:
    chat = world.chat_to_write(params.string("chat_id"))
    message = _message(chat, params, "message to edit not found")
    if message.sender != world.bot:
        raise bad_request("message can't be edited")
    return message


def _count_towards_flood(world: World) -> None:
    if world.rules.flood_after is None:
        return
    if world.sent_since_flood >= world.rules.flood_after:
        world.sent_since_flood = 0
        raise too_many_requests(world.rules.flood_seconds)
    world.sent_since_flood += 1


METHODS = {
    "sendMessage": method(
        send_message,
        "chat_id text parse_mode link_preview_options reply_parameters message_thread_id reply_markup",
        idle="disable_notification protect_content",
        unmodelled="business_connection_id direct_messages_topic_id entities allow_paid_broadcast message_effect_id "
        "suggested_post_parameters ephemeral_message_parameters",
    ),
    "editMessageText": method(
        edit_message_text,
        f"{_EDIT_NEEDS} text parse_mode link_preview_options",
        unmodelled=f"{_EDIT_LACKS} entities rich_message",
    ),
    "editMessageReplyMarkup": method(edit_message_reply_markup, _EDIT_NEEDS, unmodelled=_EDIT_LACKS),
    "deleteMessage": method(delete_message, "chat_id message_id"),
    "answerCallbackQuery": method(
        answer_callback_query,
        "callback_query_id text show_alert",
        idle="cache_time",
        unmodelled="url",
    ),
    "sendChatAction": method(
        send_chat_action,
        "chat_id action message_thread_id",
        unmodelled="business_connection_id",
    ),
}
