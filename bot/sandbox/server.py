"""The sandbox as a server: the Bot API, the chat page, and who may talk to them."""

import errno
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.errors import SettingsError
from bot.sandbox.api import BotApi, is_token
from bot.sandbox.browser import Browser
from bot.sandbox.world import World

LOOPBACK = "127.0.0.1"
"""The only address to listen on: whoever reaches the sandbox can read and write its chats."""

DEFAULT_PORT = 8081
"""The port that a self-hosted Bot API server takes, too (github.com/tdlib/telegram-bot-api)."""

_HOSTS = frozenset({"127.0.0.1", "localhost"})
_MAX_BODY = 1024 * 1024
_SHUTDOWN_SECONDS = 1.0
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def _local_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn away other sites' pages: a name that points here (DNS rebinding) shows in Host, a script in Origin."""
    name, _, _ = request.host.partition(":")
    origin = request.headers.get("Origin")
    if name not in _HOSTS or (origin is not None and origin != f"{request.scheme}://{request.host}"):
        return web.Response(status=403, text="The sandbox answers pages and programs of this computer only.\n")
    return await handler(request)


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)


def create_app(world: World) -> web.Application:
    """Return the application around a world."""
    app = web.Application(middlewares=[_local_only], client_max_size=_MAX_BODY)
    app.on_response_prepare.append(_add_headers)
    app.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]+}", BotApi(world).handle)
    browser = Browser(world)
    app.router.add_routes(browser.routes())
    app.on_shutdown.append(browser.close)

    async def end_polls(_app: web.Application) -> None:
        world.updates.close()

    app.on_shutdown.append(end_polls)
    return app


@dataclass(frozen=True, slots=True)
class Server:
    """A sandbox that listens; `port` is the real one, also where 0 was asked for."""

    world: World
    port: int
    _runner: web.AppRunner

    @property
    def url(self) -> str:
        """The address of the page and, for BOT_API_URL, of the Bot API."""
        return f"http://{LOOPBACK}:{self.port}"

    async def stop(self) -> None:
        """Stop listening, and end the polls and pages that are still open."""
        await self._runner.cleanup()


async def start(world: World, host: str = LOOPBACK, port: int = DEFAULT_PORT) -> Server:
    """Start a sandbox; port 0 takes any free one.

    Raises:
        SettingsError: The port is taken, or not allowed, or the token or address is not one for a sandbox.

    """
    if host not in _HOSTS:
        raise SettingsError(f"The sandbox listens on {LOOPBACK} only, not on {host}: leave the host out.")
    if not is_token(world.token):
        raise SettingsError("The sandbox needs a token of Telegram's form, digits:35 characters: leave it out for one.")
    # A poll whose bot has gone is over at once, so that its next start is no conflict with itself.
    runner = web.AppRunner(
        create_app(world),
        access_log=None,
        handler_cancellation=True,
        shutdown_timeout=_SHUTDOWN_SECONDS,
    )
    await runner.setup()
    site = web.TCPSite(runner, LOOPBACK, port)
    try:
        await site.start()
    except (OSError, OverflowError) as error:
        await runner.cleanup()
        raise SettingsError(_no_port(port, error)) from error
    return Server(world, int(runner.addresses[0][1]), runner)


def _no_port(port: int, error: OSError | OverflowError) -> str:
    fix = "choose another one, for example with --port 0 for any that is free"
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"Port {port} is already in use: stop the program that has it, or {fix}."
    return f"The sandbox can't listen on port {port} ({error}): {fix}."
