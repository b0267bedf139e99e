"""The Bot API on the wire: tokens, methods, the ways to send parameters, flood control, and who may connect."""

import json
import socket
from typing import Any

import aiohttp
import pytest

from bot.errors import SettingsError
from bot.sandbox import server
from bot.sandbox.api import METHODS
from bot.sandbox.driver import Sandbox, running
from bot.sandbox.world import Rules, World

from .conftest import Api, Scene


async def test_get_me(api: Api, sandbox: Sandbox) -> None:
    me = await api("getMe")
    assert me["id"] == int(sandbox.token.partition(":")[0])
    assert me["is_bot"] is True
    assert me["username"] == "yoga_answers_bot"
    assert (me["can_join_groups"], me["can_read_all_group_messages"], me["supports_inline_queries"]) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("bot{other}/getMe", 401, "Unauthorized"),
        ("botnonsense/getMe", 404, "Not Found"),
        ("bot{token}/sendTelepathy", 404, "Not Found: method not found"),
    ],
)
async def test_wrong_addresses(
    session: aiohttp.ClientSession,
    sandbox: Sandbox,
    path: str,
    status: int,
    description: str,
) -> None:
    address = path.format(token=sandbox.token, other=f"1:{'x' * 35}")
    async with session.get(f"{sandbox.url}/{address}") as response:
        assert response.status == status
        assert await response.json() == {"ok": False, "error_code": status, "description": description}
    assert len(sandbox.failures) == 1


async def test_method_names_do_not_mind_the_case(api: Api) -> None:
    assert await api("GETME") == await api("getme")


@pytest.mark.parametrize("way", ["query", "json", "json strings", "urlencoded", "multipart"])
async def test_four_ways_to_send_parameters(
    session: aiohttp.ClientSession,
    sandbox: Sandbox,
    scene: Scene,
    way: str,
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    params: dict[str, Any] = {"chat_id": scene.private.id, "text": "x", "reply_markup": keyboard}
    strings = {**params, "chat_id": str(scene.private.id), "reply_markup": json.dumps(keyboard)}
    multipart = aiohttp.FormData(strings, default_to_multipart=True)
    options: dict[str, dict[str, Any]] = {
        "query": {"params": strings},
        "json": {"json": params},
        "json strings": {"json": strings},
        "urlencoded": {"data": strings},
        "multipart": {"data": multipart},
    }
    async with session.post(f"{sandbox.url}/bot{sandbox.token}/sendMessage", **options[way]) as response:
        body = await response.json()
    assert body["result"]["reply_markup"] == keyboard
    assert sandbox.calls("sendMessage")[-1].params == params


async def test_a_body_that_is_no_json_object(session: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    headers = {"Content-Type": "application/json"}
    async with session.post(f"{sandbox.url}/bot{sandbox.token}/getMe", data="[1", headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: can't parse JSON object"


async def test_parameters_that_do_not_exist_are_ignored_and_remembered(api: Api, sandbox: Sandbox) -> None:
    assert await api("getMe", verbose=True)
    assert [(call.method, call.unknown) for call in sandbox.failures] == [("getMe", ("verbose",))]


async def test_what_is_not_modelled_is_a_failure(api: Api, sandbox: Sandbox, scene: Scene) -> None:
    await api.refusal("sendMessage", chat_id=scene.private.id, text="x", message_effect_id="1")
    assert [call.refusal for call in sandbox.failures] == ["Bad Request: the sandbox does not model message_effect_id"]


async def test_an_ordinary_refusal_is_no_failure(api: Api, sandbox: Sandbox) -> None:
    await api.refusal("sendMessage", chat_id=99, text="x")
    assert sandbox.calls("sendMessage")[0].refusal == "Bad Request: chat not found"
    assert sandbox.failures == []


async def test_flood_control(session: aiohttp.ClientSession) -> None:
    async with running(rules=Rules(flood_after=2, flood_seconds=7)) as sandbox:
        api, chat = Api(session, sandbox), sandbox.private()
        chat.send("hello")
        for _ in range(2):
            await api("sendMessage", chat_id=chat.id, text="x")
        assert await api.response("sendMessage", {"chat_id": chat.id, "text": "x"}) == (
            429,
            {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry after 7",
                "parameters": {"retry_after": 7},
            },
        )
        await api("sendMessage", chat_id=chat.id, text="x")


async def test_a_port_that_is_taken_is_one_clear_sentence() -> None:
    with socket.socket() as other:
        other.bind((server.LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"^Port {port} is already in use: stop .*--port 0.*\.$"):
            await server.start(World(), port=port)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"host": "0.0.0.0", "port": 0}, "listens on 127.0.0.1 only"),
        ({"port": 70_000}, "can't listen on port 70000"),
    ],
)
async def test_other_addresses_are_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        await server.start(World(), **settings)


async def test_a_malformed_token_is_refused() -> None:
    with pytest.raises(SettingsError, match="digits:35 characters"):
        await server.start(World("1:short"), port=0)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["", "bot{token}/getMe"])
async def test_pages_from_elsewhere_are_turned_away(
    session: aiohttp.ClientSession,
    sandbox: Sandbox,
    headers: dict[str, str],
    status: int,
    path: str,
) -> None:
    address = f"{sandbox.url}/{path.format(token=sandbox.token)}"
    async with session.get(address, headers=headers) as response:
        assert response.status == status


async def test_the_page_is_locked_down(session: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    async with session.get(sandbox.url) as response:
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "body", [{"data": "{}"}, {"json": [1]}, {"data": b"{", "headers": {"Content-Type": "application/json"}}]
)
async def test_the_pages_own_api_takes_json_objects_only(
    session: aiohttp.ClientSession,
    sandbox: Sandbox,
    body: dict[str, Any],
) -> None:
    async with session.post(f"{sandbox.url}/sandbox/chats", **body) as response:
        assert response.status in {400, 415}


def test_every_method_says_where_it_is_documented() -> None:
    for name, method in METHODS.items():
        assert f"core.telegram.org/bots/api#{name.lower()}" in (method.run.__doc__ or ""), name
