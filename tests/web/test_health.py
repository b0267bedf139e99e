"""Health tells "alive" from "can answer"."""

import aiohttp
import pytest

from bot.errors import SettingsError
from bot.web import health


async def fine() -> str:
    return ""


async def broken() -> str:
    return "The database cannot be used."


@pytest.mark.parametrize(
    ("checks", "path", "status", "content"),
    [
        ({"database": fine}, "/healthz", 200, {"status": "alive", "entries": 31}),
        ({"database": broken}, "/healthz", 200, {"status": "alive", "entries": 31}),
        ({"database": fine}, "/readyz", 200, {"status": "ready", "entries": 31}),
        (
            {"database": broken, "telegram": fine},
            "/readyz",
            503,
            {"status": "failing", "entries": 31, "database": "The database cannot be used."},
        ),
    ],
)
async def test_what_is_told(
    checks: dict[str, health.Check], path: str, status: int, content: dict[str, str | int]
) -> None:
    server = await health.start(health.create_app(checks, lambda: {"entries": 31}), "127.0.0.1:0")
    try:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{server.port}{path}") as answer:
            assert answer.status == status
            assert await answer.json() == content
    finally:
        await server.stop()


@pytest.mark.parametrize("listen", ["8080", "127.0.0.1:", "127.0.0.1:http", ":8080", "127.0.0.1:99999"])
async def test_a_wrong_address_is_named(listen: str) -> None:
    with pytest.raises(SettingsError, match="BOT_LISTEN"):
        await health.start(health.create_app({}, dict), listen)


async def test_a_taken_port_is_named() -> None:
    first = await health.start(health.create_app({}, dict), "127.0.0.1:0")
    try:
        with pytest.raises(SettingsError, match="cannot be used"):
            await health.start(health.create_app({}, dict), f"127.0.0.1:{first.port}")
    finally:
        await first.stop()
