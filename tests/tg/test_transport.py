"""Requests over aiohttp, against a small server."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import InputFile
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.tg.transport import AiohttpRequest, is_local

TOKEN = "7180000001:made-up-made-up-made-up-made-up-000"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    """Serve a handler; yield the address of a method, with the token in it as Telegram has it."""
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handler)
    async with TestServer(app) as server:
        yield str(server.make_url(f"/bot{TOKEN}/method"))


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest(connections=2) as request:
        yield request


def parameters(**values: object) -> RequestData:
    return RequestData([RequestParameter.from_input(name, value) for name, value in values.items()])


async def echo(request: web.Request) -> web.Response:
    return web.json_response({"ok": True, "result": dict(await request.post())})


async def test_parameters_arrive(request_: AiohttpRequest) -> None:
    async with serving(echo) as url:
        result = await request_.post(url, parameters(text="<b>ä & 🙏</b>", chat_id=-5, on=True, markup={"a": [1]}))
    assert result == {"text": "<b>ä & 🙏</b>", "chat_id": "-5", "on": "true", "markup": '{"a": [1]}'}


async def test_no_parameters(request_: AiohttpRequest) -> None:
    async with serving(echo) as url:
        assert await request_.post(url) == {}


async def test_a_file_arrives(request_: AiohttpRequest) -> None:
    async def describe(request: web.Request) -> web.Response:
        body = await request.post()
        document = body["document"]
        assert isinstance(document, web.FileField)
        content = document.file.read().decode()
        result = {"chat_id": body["chat_id"], "name": document.filename, "content": content}
        return web.json_response({"ok": True, "result": result})

    async with serving(describe) as url:
        document = InputFile(b"format: 1", filename="entries.yaml")
        result = await request_.post(url, parameters(chat_id=5, document=document))
    assert result == {"chat_id": "5", "name": "entries.yaml", "content": "format: 1"}


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")  # of RetryAfter.retry_after
@pytest.mark.parametrize(
    ("status", "body", "error", "says"),
    [
        (401, {"ok": False, "description": "Unauthorized"}, InvalidToken, "Unauthorized"),
        (400, {"ok": False, "description": "Bad Request: chat not found"}, NetworkError, "Chat not found"),
        (429, {"ok": False, "parameters": {"retry_after": 3}}, RetryAfter, "3"),
        (502, None, NetworkError, "Bad Gateway"),
        (200, None, TelegramError, "Invalid server response"),
    ],
)
async def test_refusals(
    request_: AiohttpRequest,
    caplog: pytest.LogCaptureFixture,
    status: int,
    body: object,
    error: type[TelegramError],
    says: str,
) -> None:
    async def refuse(_: web.Request) -> web.Response:
        return web.Response(status=status, text=json.dumps(body) if body else "<html>nginx</html>")

    async with serving(refuse) as url:
        with pytest.raises(error, match=says):
            await request_.post(url)
    assert caplog.text == ""


async def test_no_answer_in_time(request_: AiohttpRequest) -> None:
    never = asyncio.Event()

    async def wait(_: web.Request) -> web.Response:
        await never.wait()
        return web.Response()

    async with serving(wait) as url:
        with pytest.raises(TimedOut):
            await request_.post(url, read_timeout=0.05)
        never.set()


async def hang_up(request: web.Request) -> web.Response:
    assert request.transport
    request.transport.close()
    return web.Response()


async def test_a_connection_that_breaks(request_: AiohttpRequest) -> None:
    async with serving(hang_up) as url:
        with pytest.raises(NetworkError) as raised:
            await request_.post(url)
    assert TOKEN not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9", "http://no-such-host.invalid", "http://127.0.0.1:99999", "http://[::1", "http://a..b"],
)
async def test_nobody_there(request_: AiohttpRequest, address: str) -> None:
    with pytest.raises(NetworkError) as raised:
        await request_.post(f"{address}/bot{TOKEN}/getMe")
    assert TOKEN not in str(raised.value)


async def test_a_pool_that_is_not_open() -> None:
    request = AiohttpRequest(connections=1)
    with pytest.raises(NetworkError, match="not open"):
        await request.post("http://127.0.0.1:9/")
    async with request:
        await request.initialize()
    with pytest.raises(NetworkError, match="not open"):
        await request.post("http://127.0.0.1:9/")


async def test_more_requests_than_connections_wait_their_turn(request_: AiohttpRequest) -> None:
    async with serving(echo) as url:
        results = await asyncio.gather(*(request_.post(url, parameters(number=n)) for n in range(20)))
    assert results == [{"number": str(n)} for n in range(20)]


@pytest.mark.parametrize(("status", "told"), [(401, 1), (404, 1), (400, 0), (502, 0)])
async def test_a_refused_token_is_told(status: int, told: int) -> None:
    async def refuse(_: web.Request) -> web.Response:
        return web.json_response({"ok": False}, status=status)

    refusals: list[int] = []
    async with (
        AiohttpRequest(connections=1, on_refusal=lambda: refusals.append(1)) as request,
        serving(refuse) as url,
    ):
        with pytest.raises(TelegramError):
            await request.post(url)
    assert len(refusals) == told


@pytest.mark.parametrize("proxied", [True, False])
async def test_the_environments_proxy(proxied: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    async with AiohttpRequest(connections=1, use_proxy=proxied) as request, serving(echo) as url:
        if proxied:
            with pytest.raises(NetworkError):
                await request.post(url)
        else:
            assert await request.post(url) == {}


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8081", True),
        ("http://localhost:8081/path", True),
        ("http://[::1]:8081", True),
        ("https://api.telegram.org", False),
        ("http://localhost.example.org", False),
    ],
)
def test_addresses_of_this_computer(url: str, local: bool) -> None:
    assert is_local(url) is local
