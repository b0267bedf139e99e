"""getUpdates: offsets, long polls, conflicts, and kinds of updates."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox.driver import Sandbox, running

from .conftest import Api, Scene

TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK = "https://example.com/hook"


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_an_update_comes_again_until_it_is_confirmed(api: Api, sandbox: Sandbox) -> None:
    chat = sandbox.private()
    chat.send("one")
    first = await api("getUpdates")
    assert await api("getUpdates", offset=first[0]["update_id"]) == first
    chat.send("two")
    second = await api("getUpdates", offset=first[0]["update_id"] + 1)
    assert texts(second) == ["two"]
    assert second[0]["update_id"] == first[0]["update_id"] + 1


async def test_limit(api: Api, sandbox: Sandbox) -> None:
    chat = sandbox.private()
    for number in range(3):
        chat.send(str(number))
    assert texts(await api("getUpdates", limit=2)) == ["0", "1"]


async def test_a_negative_offset_forgets_all_but_the_last(api: Api, sandbox: Sandbox) -> None:
    chat = sandbox.private()
    for number in range(3):
        chat.send(str(number))
    assert texts(await api("getUpdates", offset=-1)) == ["2"]
    assert texts(await api("getUpdates")) == ["2"]


async def test_a_long_poll_ends_with_the_first_update(api: Api, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=50))
    await sandbox.polled()
    assert not poll.done()
    sandbox.private().send("hello")
    assert texts(await poll) == ["hello"]


async def test_a_short_poll_does_not_wait(api: Api) -> None:
    assert await api("getUpdates", timeout=0) == []


async def test_the_later_of_two_polls_wins(api: Api, sandbox: Sandbox) -> None:
    first = asyncio.create_task(api.response("getUpdates", {"timeout": 50}))
    await sandbox.polled()
    second = asyncio.create_task(api("getUpdates", timeout=50))
    assert await first == (409, {"ok": False, "error_code": 409, "description": TERMINATED})
    sandbox.private().send("hello")
    assert texts(await second) == ["hello"]
    assert sandbox.world.updates.conflicts == 1


async def test_a_poll_whose_client_has_gone_is_no_conflict(api: Api, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=50))
    await sandbox.polled()
    poll.cancel()
    await sandbox.until(lambda: sandbox.world.updates.polling == 0, "end of the poll")
    assert await api("getUpdates") == []
    assert sandbox.world.updates.conflicts == 0


async def test_no_polling_beside_a_webhook(api: Api) -> None:
    assert await api("setWebhook", url=WEBHOOK)
    assert (await api("getWebhookInfo"))["url"] == WEBHOOK
    refusal = await api.refusal("getUpdates")
    assert refusal.startswith("Conflict: can't use getUpdates method while webhook is active")
    assert await api("deleteWebhook")
    assert await api("getUpdates") == []


async def test_setting_a_webhook_ends_a_poll(api: Api, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(api.refusal("getUpdates", timeout=50))
    await sandbox.polled()
    await api("setWebhook", url=WEBHOOK)
    assert (await poll).startswith("Conflict: ")


async def test_dropping_what_waits(api: Api, sandbox: Sandbox) -> None:
    sandbox.private().send("hello")
    assert (await api("getWebhookInfo"))["pending_update_count"] == 1
    await api("deleteWebhook", drop_pending_updates=True)
    assert await api("getUpdates") == []


@pytest.mark.parametrize(
    ("allowed", "kinds"),
    [
        (None, ["my_chat_member", "message"]),
        ([], ["my_chat_member", "message"]),
        (["message"], ["message"]),
        (["chat_member", "nonsense"], ["chat_member"]),
    ],
)
async def test_allowed_updates(api: Api, sandbox: Sandbox, allowed: list[str] | None, kinds: list[str]) -> None:
    await api("getUpdates", **({} if allowed is None else {"allowed_updates": allowed}))
    group = sandbox.group()
    group.join(sandbox.person("Eve"))
    group.send("/start")
    updates = await api("getUpdates")  # the setting lasts
    assert [next(key for key in update if key != "update_id") for update in updates] == kinds


async def test_idle_means_all_confirmed_and_polling_again(api: Api, sandbox: Sandbox) -> None:
    sandbox.private().send("hello")
    (update,) = await api("getUpdates")
    assert not sandbox.world.updates.idle
    poll = asyncio.create_task(api("getUpdates", offset=update["update_id"] + 1, timeout=50))
    await sandbox.idle()
    poll.cancel()


async def test_stopping_does_not_wait_for_a_poll(session: aiohttp.ClientSession) -> None:
    async with running() as sandbox:
        poll = asyncio.create_task(Api(session, sandbox)("getUpdates", timeout=50))
        await sandbox.polled()
    assert await poll == []


async def test_a_press_is_answered_once(api: Api, sandbox: Sandbox, scene: Scene) -> None:
    query = scene.private.press(scene.said, "Yes")
    (update,) = await api("getUpdates")
    told = update["callback_query"]
    assert (told["id"], told["data"], told["from"]["id"]) == (query.id, "yes", scene.private.person.id)
    assert told["message"]["message_id"] == scene.said.id
    assert told["chat_instance"]
    await api("answerCallbackQuery", callback_query_id=query.id, text="x" * 200, show_alert=True)
    assert await scene.private.answered(query) == {"text": "x" * 200, "show_alert": True}
    assert "query is too old" in await api.refusal("answerCallbackQuery", callback_query_id=query.id)
    late = scene.private.press(scene.said, "yes")
    late.expired = True
    assert "query is too old" in await api.refusal("answerCallbackQuery", callback_query_id=late.id)
    assert len(sandbox.calls("answerCallbackQuery")) == 3
