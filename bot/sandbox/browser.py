"""The chat page and its own small API under /sandbox/, where a visitor is a person of the sandbox."""

import asyncio
import json
import re
import secrets
from importlib import resources
from typing import Any

from aiohttp import web

from bot.sandbox import people
from bot.sandbox.happenings import Happening
from bot.sandbox.model import Chat, Message, User
from bot.sandbox.profile import commands_for, text_for
from bot.sandbox.world import World

_FILES = {
    "/": ("index.html", "text/html"),
    "/sandbox/page.css": ("page.css", "text/css"),
    "/sandbox/page.js": ("page.js", "text/javascript"),
    "/sandbox/text.js": ("text.js", "text/javascript"),
    "/sandbox/bubbles.js": ("bubbles.js", "text/javascript"),
    "/sandbox/icon.svg": ("icon.svg", "image/svg+xml"),
}
_HEARTBEAT_SECONDS = 15
_GONE = "the sandbox has no such chat; it may have been restarted"
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,8})?")


class Browser:
    """The page's side of a world. Each visit that asks for a new chat is another person."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._visitors = 0
        self._run = secrets.token_hex(8)
        self._streams: set[asyncio.Task[None]] = set()

    def routes(self) -> list[web.RouteDef]:
        """Return the page's routes."""
        return [
            *(web.get(path, self._file) for path in _FILES),
            web.post("/sandbox/chats", self._new_chat),
            web.get("/sandbox/chats/{chat}", self._chat),
            web.get("/sandbox/chats/{chat}/events", self._events),
            web.post("/sandbox/chats/{chat}/messages", self._send),
            web.post("/sandbox/chats/{chat}/presses", self._press),
        ]

    async def close(self, _app: web.Application) -> None:
        """End the open streams, so that stopping waits for no page."""
        for task in self._streams:
            task.cancel()

    async def _file(self, request: web.Request) -> web.Response:
        name, content_type = _FILES[request.path]
        text = resources.files("bot.sandbox").joinpath("page", name).read_text(encoding="utf-8")
        return web.Response(text=text, content_type=content_type, headers={"Cache-Control": "no-cache"})

    async def _new_chat(self, request: web.Request) -> web.Response:
        body = await _body(request)
        self._visitors += 1
        name = "You" if self._visitors == 1 else f"You {self._visitors}"
        language = _LANGUAGE.match(str(body.get("language", "")))
        user = self.world.add_user(name, language_code=language.group().lower() if language else None)
        return web.json_response(self._view(self.world.add_private(user)), status=201)

    async def _chat(self, request: web.Request) -> web.Response:
        return web.json_response(self._view(self._find(request)[0]))

    def _view(self, chat: Chat) -> dict[str, Any]:
        language = ((chat.partner and chat.partner.language_code) or "")[:2]  # texts are set for two-letter codes
        return {
            "run": self._run,
            "id": chat.id,
            "person": chat.partner.json() if chat.partner else None,
            "bot": self.world.bot.json(),
            "description": text_for(self.world.profile.descriptions, language),
            "commands": commands_for(self.world, language, "all_private_chats"),
            "messages": [message.json() for message in chat.messages.values()],
            "seen": len(self.world.happenings.log),
        }

    async def _send(self, request: web.Request) -> web.Response:
        chat, person = self._find(request)
        body = await _body(request)
        reply_to = chat.messages.get(body["reply_to"]) if isinstance(body.get("reply_to"), int) else None
        try:
            message = people.send(self.world, chat, person, str(body.get("text", "")), reply_to=reply_to)
        except people.Unlikely as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return web.json_response(message.json(), status=201)

    async def _press(self, request: web.Request) -> web.Response:
        chat, person = self._find(request)
        body = await _body(request)
        message = chat.messages.get(body.get("message_id", 0))
        button = _button(message, body.get("row"), body.get("column"))
        if message is None or button is None:
            raise web.HTTPNotFound(text="there is no such button any more")
        try:
            query = people.press(self.world, person, message, button)
        except people.Unlikely as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return web.json_response({"callback_query_id": query.id}, status=202)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Stream what happens in a chat (server-sent events), from the number that the page has seen on."""
        chat, _ = self._find(request)
        if request.query.get("run") != self._run:  # after a restart, this number may be somebody else's
            raise web.HTTPNotFound(text=_GONE)
        last = request.headers.get("Last-Event-ID") or request.query.get("seen", "")
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        stream = asyncio.create_task(self._stream(response, chat, int(last) if last.isdecimal() else 0))
        self._streams.add(stream)
        try:
            await asyncio.wait({stream})
        finally:
            self._streams.discard(stream)
            stream.cancel()
        return response

    async def _stream(self, response: web.StreamResponse, chat: Chat, seen: int) -> None:
        happenings = self.world.happenings
        try:
            while True:
                for happening in happenings.log[seen:]:
                    seen += 1
                    if happening.kind == "profile" or happening.chat_id == chat.id:
                        await response.write(_event(happening.kind, seen, self._data(chat, happening)))
                if not await happenings.longer_than(seen, _HEARTBEAT_SECONDS):
                    await response.write(b": still here\n\n")
        except ConnectionError:
            return  # the page was closed

    def _data(self, chat: Chat, happening: Happening) -> dict[str, Any]:
        if happening.kind != "profile":
            return happening.body
        view = self._view(chat)
        return {name: view[name] for name in ("bot", "description", "commands")}

    def _find(self, request: web.Request) -> tuple[Chat, User]:
        given = request.match_info["chat"]
        chat = self.world.chats.get(int(given)) if given.isdecimal() else None
        if chat is None or chat.partner is None:
            raise web.HTTPNotFound(text=_GONE)
        return chat, chat.partner


def _event(kind: str, number: int, data: dict[str, Any]) -> bytes:
    return f"event: {kind}\nid: {number}\ndata: {json.dumps(data)}\n\n".encode()


def _button(message: Message | None, row: Any, column: Any) -> dict[str, Any] | None:
    keyboard = (message and message.keyboard) or []
    if not isinstance(row, int) or not isinstance(column, int) or not 0 <= row < len(keyboard):
        return None
    return keyboard[row][column] if 0 <= column < len(keyboard[row]) else None


async def _body(request: web.Request) -> dict[str, Any]:
    """Read a JSON object. Insisting on its content type keeps out other sites' forms, which can't set it."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="send application/json")
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="send a JSON object")
    return body
