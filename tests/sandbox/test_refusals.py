"""What Telegram refuses, the sandbox refuses, in the same words."""

from typing import Any

import pytest

from bot.sandbox.driver import Sandbox

from .conftest import Api, Scene

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
HERE = {"chat_id": "$private"}
SAID = {**HERE, "message_id": "$said"}
STALE_QUERY = "query is too old and response timeout expired or query ID is invalid"
NO_COMMAND_TEXT = "can't parse BotCommand: Can't find field \"description\""


def keyboard(**button: Any) -> dict[str, Any]:
    return {**HERE, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}}


def commands(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {"commands": [{"command": name, "description": text} for name, text in pairs]}


ROWS: list[tuple[str, dict[str, Any], str]] = [
    # sending
    ("sendMessage", {"text": "x"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": 99, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
    ("sendMessage", HERE, "message text is empty"),
    ("sendMessage", {**HERE, "text": ""}, "message text is empty"),
    ("sendMessage", {**HERE, "text": " \n "}, "text must be non-empty"),
    ("sendMessage", {**HERE, "text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ("sendMessage", {**HERE, "text": "x" * 4097}, "message is too long"),
    ("sendMessage", {**HERE, "text": "x", "parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
    ("sendMessage", {**HERE, "text": "x", "parse_mode": "HTLM"}, "unsupported parse_mode"),
    (
        "sendMessage",
        {**HERE, "text": "a🙏<x>", "parse_mode": "HTML"},
        'can\'t parse entities: Unsupported start tag "x" at byte offset 5',
    ),
    (
        "sendMessage",
        {**HERE, "text": "<b>x", "parse_mode": "html"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ("sendMessage", {**HERE, "text": "\ud83d"}, "strings must be encoded in UTF-8"),
    # replies and threads
    ("sendMessage", {**HERE, "text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ("sendMessage", {**HERE, "text": "x", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
    (
        "sendMessage",
        {**HERE, "text": "x", "reply_parameters": {}},
        "can't parse reply parameters: Can't find field \"message_id\"",
    ),
    ("sendMessage", {**HERE, "text": "x", "message_thread_id": 2}, "message thread not found"),
    ("sendMessage", {"chat_id": "$group", "text": "x", "message_thread_id": 2}, "message thread not found"),
    ("sendMessage", {"chat_id": "$forum", "text": "x", "message_thread_id": 1}, "message thread not found"),
    ("sendMessage", {"chat_id": "$forum", "text": "x", "message_thread_id": 77}, "message thread not found"),
    ("sendMessage", {**HERE, "text": "x", "entities": [{}]}, "the sandbox does not model entities"),
    # keyboards
    ("sendMessage", {**HERE, "text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ("sendMessage", {**HERE, "text": "x", "reply_markup": []}, "object expected as reply markup"),
    ("sendMessage", {**HERE, "text": "x", "reply_markup": {}}, "object expected as reply markup"),
    (
        "sendMessage",
        {**HERE, "text": "x", "reply_markup": {"inline_keyboard": {}}},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array',
    ),
    (
        "sendMessage",
        {**HERE, "text": "x", "reply_markup": {"inline_keyboard": [{}]}},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    (
        "sendMessage",
        {**HERE, "text": "x", "reply_markup": {"keyboard": [["x"]]}},
        "the sandbox knows inline keyboards only, not keyboard",
    ),
    (
        "sendMessage",
        {**HERE, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}},
        "reply markup is too long",
    ),
    (
        "sendMessage",
        keyboard(callback_data="x"),
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    (
        "sendMessage",
        keyboard(text=1, callback_data="x"),
        'can\'t parse inline keyboard button: Field "text" must be of type String',
    ),
    ("sendMessage", keyboard(text=" ", callback_data="x"), "inline keyboard button text must be non-empty"),
    (
        "sendMessage",
        keyboard(text="x"),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        "sendMessage",
        keyboard(text="x", url="https://example.com", callback_data="x"),
        "can't parse inline keyboard button: exactly one of the optional fields must be used, found callback_data, url",
    ),
    (
        "sendMessage",
        keyboard(text="x", callback="x"),
        "can't parse inline keyboard button: the sandbox knows no field callback",
    ),
    (
        "sendMessage",
        keyboard(text="x", callback_data="x", style="pink"),
        "can't parse inline keyboard button: invalid button style specified",
    ),
    ("sendMessage", keyboard(text="x", callback_data=""), "BUTTON_DATA_INVALID"),
    ("sendMessage", keyboard(text="x", callback_data="x" * 65), "BUTTON_DATA_INVALID"),
    ("sendMessage", keyboard(text="x", callback_data="ü" * 33), "BUTTON_DATA_INVALID"),
    ("sendMessage", keyboard(text="x", callback_data=7), "BUTTON_DATA_INVALID"),
    ("sendMessage", keyboard(text="x", copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
    ("sendMessage", keyboard(text="x", pay=True), "BUTTON_TYPE_INVALID"),
    (
        "sendMessage",
        keyboard(text="x", url="nowhere"),
        "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
    ),
    # editing and deleting
    ("editMessageText", {**SAID, "text": "hello back", "reply_markup": YES}, NOT_MODIFIED),
    ("editMessageText", {**HERE, "message_id": 99, "text": "x"}, "message to edit not found"),
    ("editMessageText", {**HERE, "message_id": "$asked", "text": "x"}, "message can't be edited"),
    ("editMessageText", {**HERE, "text": "x"}, "message identifier is not specified"),
    ("editMessageText", {**HERE, "message_id": "x", "text": "x"}, "message identifier is not specified"),
    ("editMessageText", {**SAID, "text": ""}, "message text is empty"),
    ("editMessageText", {**SAID, "text": "x" * 4097}, "message is too long"),
    ("editMessageText", {"message_id": 1, "text": "x"}, "chat_id is empty"),
    ("editMessageText", {**SAID, "text": "x", "reply_markup": {"force_reply": True}}, "inline keyboard expected"),
    ("editMessageReplyMarkup", {**SAID, "reply_markup": YES}, NOT_MODIFIED),
    ("editMessageReplyMarkup", {**HERE, "message_id": 99}, "message to edit not found"),
    ("deleteMessage", {**HERE, "message_id": 99}, "message to delete not found"),
    ("deleteMessage", HERE, "message identifier is not specified"),
    ("deleteMessage", {"chat_id": "$forum", "message_id": "$topic"}, "message can't be deleted"),
    # presses and actions
    ("answerCallbackQuery", {}, STALE_QUERY),
    ("answerCallbackQuery", {"callback_query_id": "1"}, STALE_QUERY),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    ("sendChatAction", {**HERE, "action": "thinking"}, "wrong parameter action in request"),
    ("sendChatAction", {"chat_id": 99, "action": "typing"}, "chat not found"),
    # the bot about itself
    ("setMyCommands", {}, "can't parse commands: expected an Array of BotCommand"),
    ("setMyCommands", {"commands": "["}, "can't parse commands JSON object"),
    ("setMyCommands", {"commands": [{"command": "ask"}]}, NO_COMMAND_TEXT),
    ("setMyCommands", {"commands": [7]}, "can't parse BotCommand: expected an Object"),
    ("setMyCommands", commands(("Ask", "x")), "BOT_COMMAND_INVALID"),
    ("setMyCommands", commands(("a" * 33, "x")), "BOT_COMMAND_INVALID"),
    ("setMyCommands", commands(("", "x")), "BOT_COMMAND_INVALID"),
    ("setMyCommands", commands(("ask", "x"), ("ask", "y")), "BOT_COMMAND_INVALID"),
    ("setMyCommands", commands(("ask", "")), "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", commands(("ask", "x" * 257)), "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", commands(*((f"c{i}", "x") for i in range(101))), "BOT_COMMANDS_TOO_MUCH"),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "everywhere"}},
        "can't parse BotCommandScope: unsupported type specified",
    ),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "chat"}},
        "can't parse BotCommandScope: Can't find field \"chat_id\"",
    ),
    ("setMyCommands", {"commands": [], "language_code": "english"}, "language code is invalid"),
    ("setMyDescription", {"description": "x" * 513}, "BOT_DESCRIPTION_TOO_LONG"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "BOT_SHORT_DESCRIPTION_TOO_LONG"),
    # chats
    ("getChat", {}, "chat_id is empty"),
    ("getChat", {"chat_id": 99}, "chat not found"),
    ("getChatMember", {"chat_id": "$group", "user_id": 99}, "user not found"),
    ("getChatMember", {"chat_id": "$group"}, "invalid user_id specified"),
    ("getChatAdministrators", HERE, "there are no administrators in the private chat"),
    ("leaveChat", HERE, "chat member status can't be changed in private chats"),
    # webhooks
    ("setWebhook", {"url": "http://example.com"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    (
        "setWebhook",
        {"url": "https://example.com:9999"},
        "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    ),
    (
        "setWebhook",
        {"url": "https://example.com", "secret_token": "no blanks"},
        "secret token contains unallowed characters",
    ),
    ("getUpdates", {"allowed_updates": "["}, "can't parse allowed updates JSON object"),
]


@pytest.mark.parametrize(("method", "params", "description"), ROWS)
async def test_refused(api: Api, scene: Scene, method: str, params: dict[str, Any], description: str) -> None:
    ids = {
        "$private": scene.private.id,
        "$group": scene.group.id,
        "$forum": scene.forum.id,
        "$topic": scene.topic,
        "$asked": scene.asked.id,
        "$said": scene.said.id,
    }
    sent = {name: ids.get(value, value) if isinstance(value, str) else value for name, value in params.items()}
    assert await api.refusal(method, **sent) == f"Bad Request: {description}"


async def test_a_reply_may_do_without_its_message(api: Api, scene: Scene) -> None:
    reply = {"message_id": 99, "allow_sending_without_reply": True}
    sent = await api("sendMessage", chat_id=scene.private.id, text="x", reply_parameters=reply)
    assert "reply_to_message" not in sent


async def test_limits_are_exact(api: Api, scene: Scene) -> None:
    data = {"inline_keyboard": [[{"text": "x", "callback_data": "ü" * 32}]]}
    sent = await api("sendMessage", chat_id=scene.private.id, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert len(sent["text"]) == 4096
    assert await api("sendMessage", chat_id=scene.private.id, text="x", reply_markup=data)
    assert await api("setMyCommands", **commands(*((f"c{i}", "x" * 256) for i in range(100))))
    assert await api("setMyDescription", description="x" * 512)
    assert await api("setMyShortDescription", short_description="x" * 120)


async def test_nobody_is_written_to_first(api: Api, sandbox: Sandbox) -> None:
    silent = sandbox.private()
    refusal = await api.refusal("sendMessage", chat_id=silent.id, text="x")
    assert refusal == "Forbidden: bot can't initiate conversation with a user"


@pytest.mark.parametrize(
    ("place", "status", "description"),
    [
        ("private", "kicked", "bot was blocked by the user"),
        ("group", "kicked", "bot was kicked from the group chat"),
        ("forum", "kicked", "bot was kicked from the supergroup chat"),
        ("forum", "left", "bot is not a member of the supergroup chat"),
    ],
)
async def test_where_the_bot_is_not_wanted(api: Api, scene: Scene, place: str, status: Any, description: str) -> None:
    chat = getattr(scene, place)
    chat.set_bot(status)
    assert await api.refusal("sendMessage", chat_id=chat.id, text="x") == f"Forbidden: {description}"


async def test_a_group_that_became_a_supergroup(api: Api, scene: Scene) -> None:
    old = scene.group.id
    scene.group.migrate()
    _, body = await api.response("sendMessage", {"chat_id": old, "text": "x"})
    assert body == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": scene.group.id},
    }
    assert await api("sendMessage", chat_id=scene.group.id, text="x")
