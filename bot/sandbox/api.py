"""The Bot API over HTTP: /bot<token>/<method>, answered as Telegram answers (core.telegram.org/bots/api)."""

import inspect
import re
from typing import Any

from aiohttp import web

from bot.sandbox import messages, places, polling, profile
from bot.sandbox.method import Method
from bot.sandbox.params import Params, read
from bot.sandbox.refusals import Refusal
from bot.sandbox.world import Call, World

METHODS: dict[str, Method] = {**profile.METHODS, **polling.METHODS, **messages.METHODS, **places.METHODS}
_NAMES = {name.lower(): name for name in METHODS}  # Telegram's names don't mind the case

_TOKEN = re.compile(r"\d{1,16}:[A-Za-z0-9_-]{35}")


def is_token(text: str) -> bool:
    """Tell whether a text has the form of a bot's token, <id>:<35 characters>."""
    return _TOKEN.fullmatch(text) is not None


class BotApi:
    """The handler of all methods of one bot."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request."""
        given = request.match_info["method"]
        name = _NAMES.get(given.lower(), given)
        call = Call(name, {})
        try:
            self._check_token(request.match_info["token"])
            params = await read(request)
            call = Call(name, params.decoded, unknown=_unknown(name, params))
            result = await self._run(name, params)
        except Refusal as refusal:
            self._log(Call(name, call.params, refusal.description, call.unknown))
            return web.json_response(refusal.json(), status=refusal.code)
        self._log(call)
        return web.json_response({"ok": True, "result": result})

    async def _run(self, name: str, params: Params) -> Any:
        method = METHODS.get(name)
        if method is None:
            raise Refusal(404, "Not Found: method not found")
        method.check(params)
        result = method.run(self.world, params)
        return await result if inspect.isawaitable(result) else result

    def _check_token(self, token: str) -> None:
        if not is_token(token):
            raise Refusal(404, "Not Found")
        if token != self.world.token:
            raise Refusal(401, "Unauthorized")

    def _log(self, call: Call) -> None:
        self.world.calls.append(call)
        self.world.happenings.wake()


def _unknown(name: str, params: Params) -> tuple[str, ...]:
    return METHODS[name].unknown(params) if name in METHODS else ()
