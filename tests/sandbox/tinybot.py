"""A bot of a few lines, which polls as real ones do: fetch, confirm with the next offset, then answer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from .conftest import Api

Handler = Callable[[dict[str, Any]], Awaitable[object]]


@asynccontextmanager
async def polling(api: Api, handle: Handler) -> AsyncIterator[None]:
    """Run a bot that gives each update to a handler, one after the other."""
    task = asyncio.create_task(_poll(api, handle))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _poll(api: Api, handle: Handler) -> None:
    offset = 0
    while True:
        for update in await api("getUpdates", offset=offset, timeout=50):
            offset = update["update_id"] + 1
            await handle(update)
