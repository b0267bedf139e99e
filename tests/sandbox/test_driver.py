"""The driver: acting as people, and waiting for a bot without sleeping."""

from typing import Any

import pytest

from bot.sandbox.driver import Sandbox

from .conftest import Api
from .tinybot import Handler, polling


def echo(api: Api) -> Handler:
    """Return a handler that repeats messages, but keeps quiet about "hush" and toasts presses."""

    async def handle(update: dict[str, Any]) -> None:
        if "callback_query" in update:
            query = update["callback_query"]
            await api("answerCallbackQuery", callback_query_id=query["id"], text="done")
            message = query["message"]
            for text in ("one", "two"):
                where = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
                await api("editMessageText", **where, text=text)
        elif "message" in update and "hush" not in update["message"].get("text", "hush"):
            message = update["message"]
            keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
            await api("sendMessage", chat_id=message["chat"]["id"], text=message["text"], reply_markup=keyboard)

    return handle


async def test_asking(api: Api, sandbox: Sandbox) -> None:
    async with polling(api, echo(api)):
        ada, bob = sandbox.private(), sandbox.private(sandbox.person("Bob"))
        bob.send("from Bob")
        assert (await ada.ask("from Ada")).words.text == "from Ada"
        assert (await bob.next()).words.text == "from Bob"


async def test_pressing(api: Api, sandbox: Sandbox) -> None:
    async with polling(api, echo(api)):
        chat = sandbox.private()
        message = await chat.ask("hello")
        query = chat.press(message, "Go")
        assert await chat.answered(query) == {"text": "done", "show_alert": False}
        await chat.edited(message)
        assert (await chat.edited(message)).words.text == "two"
        assert (await sandbox.called("editMessageText", 2)).params["text"] == "two"


async def test_silence(api: Api, sandbox: Sandbox) -> None:
    async with polling(api, echo(api)):
        group = sandbox.group()
        group.send("chatter, which privacy mode keeps from the bot")
        group.send("/hush")
        assert await group.before("/marker", "/marker") == []
        group.send("/something")
        assert [message.words.text for message in await group.before("/marker", "/marker")] == ["/something"]


async def test_idle(api: Api, sandbox: Sandbox) -> None:
    chat = sandbox.private()
    chat.send("hush")
    async with polling(api, echo(api)):
        await sandbox.idle()
    assert sandbox.calls("sendMessage") == []


async def test_waiting_in_vain_says_what_happened(api: Api, sandbox: Sandbox) -> None:
    chat = sandbox.private()
    chat.send("hello")
    await api.refusal("sendMessage", chat_id=chat.id)
    with pytest.raises(AssertionError, match=r"no message in chat \d+ in 0 s; last calls: sendMessage .*text is empty"):
        await chat.next(seconds=0)
