"""Tells container runtimes and watchdogs whether the bot is alive, and whether it can really answer."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.errors import SettingsError

Check = Callable[[], Awaitable[str]]
"""Returns what is wrong in one line, or "" if all is well."""


@dataclass(frozen=True, slots=True)
class Server:
    """A health server that listens; `port` is the real one, also where 0 was asked for."""

    port: int
    _runner: web.AppRunner

    async def stop(self) -> None:
        """Stop listening."""
        await self._runner.cleanup()


def create_app(checks: dict[str, Check], facts: Callable[[], dict[str, str | int]]) -> web.Application:
    """Return the application.

    GET /healthz says that the process is alive: always 200. GET /readyz says whether it can answer: 200, or 503 with
    what is wrong by the check's name. Both show `facts` (the knowledge's version and the like), nothing of any person.
    """

    async def healthz(_: web.Request) -> web.Response:
        return _json(200, {"status": "alive", **facts()})

    async def readyz(_: web.Request) -> web.Response:
        problems = {name: problem for name, check in checks.items() if (problem := await check())}
        return _json(503 if problems else 200, {"status": "failing" if problems else "ready", **facts(), **problems})

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    return app


async def start(app: web.Application, listen: str) -> Server:
    """Listen on "host:port"; port 0 takes any free one.

    Raises:
        SettingsError: the address is malformed or taken.
    """
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal():
        raise SettingsError(f"BOT_LISTEN is “{listen}”, but must be host:port, for example 127.0.0.1:8080.")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
    except (OSError, OverflowError) as error:
        await runner.cleanup()
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(f"BOT_LISTEN={listen} cannot be used ({reason}); choose another port or host.") from None
    return Server(int(runner.addresses[0][1]), runner)


def _json(status: int, content: dict[str, str | int]) -> web.Response:
    return web.Response(status=status, text=json.dumps(content) + "\n", content_type="application/json")
