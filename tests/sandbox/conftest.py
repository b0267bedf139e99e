"""A running sandbox, somebody who calls its Bot API, and chats to call about."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.sandbox.driver import Place, Sandbox, running
from bot.sandbox.model import Message


class Api:
    """Calls the sandbox's Bot API over HTTP, as a bot does."""

    def __init__(self, session: aiohttp.ClientSession, sandbox: Sandbox) -> None:
        self._session = session
        self._address = f"{sandbox.url}/bot{sandbox.token}"

    async def response(self, method: str, params: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Return the HTTP status and the body."""
        async with self._session.post(f"{self._address}/{method}", json=params) as response:
            body: dict[str, Any] = await response.json()
            return response.status, body

    async def __call__(self, method: str, **params: Any) -> Any:
        """Return a result; an error fails the test."""
        _, body = await self.response(method, params)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        """Return an error's description; a result fails the test."""
        status, body = await self.response(method, params)
        assert not body["ok"], body
        assert status == body["error_code"]
        description: str = body["description"]
        return description


@dataclass(frozen=True)
class Scene:
    """Chats with something in them; `said` is the bot's message in the private chat, `asked` the person's."""

    private: Place
    group: Place
    forum: Place
    topic: int
    asked: Message
    said: Message


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running() as sandbox:
        yield sandbox


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(session: aiohttp.ClientSession, sandbox: Sandbox) -> Api:
    return Api(session, sandbox)


@pytest.fixture
async def scene(sandbox: Sandbox, api: Api) -> Scene:
    private, group, forum = sandbox.private(), sandbox.group(), sandbox.supergroup(forum=True, username="flow")
    topic = forum.topic("Questions")
    asked = private.send("hello")
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    await api("sendMessage", chat_id=private.id, text="hello back", reply_markup=keyboard)
    said = await private.next()
    await api("getUpdates", offset=sandbox.world.updates.last_id + 1)
    return Scene(private, group, forum, topic, asked, said)
