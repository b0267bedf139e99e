"""Lets many chats be answered at once, each chat in its own order, and each update once."""

import asyncio
import logging
from collections.abc import Awaitable
from datetime import datetime
from typing import Any, Protocol
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.errors import StoreError
from bot.service.asking import Clock

_AT_ONCE = 32
"""Chats answered at the same time; matching and sending together stay far below Telegram's 30 messages a second."""
_WAITING = 10_000
"""Updates under way and waiting for their turn in their chat; no number that a studio reaches."""

_log = logging.getLogger(__name__)


class Claims(Protocol):
    """Remembers which updates were taken for handling, across restarts."""

    async def claim(self, update_id: int, now: datetime) -> bool:
        """Return True for the first taker of this update."""


class OrderedByChat(BaseUpdateProcessor):
    """Handles updates of different chats concurrently and those of one chat one after the other.

    An update that was handled before is dropped: after a restart Telegram may deliver it again.
    """

    def __init__(self, claims: Claims, clock: Clock) -> None:
        super().__init__(_WAITING)
        # Counted apart: what waits for its chat must not take the place of other chats.
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._claims = claims
        self._clock = clock
        # A lock lives as long as somebody holds or awaits it. Removing it on release would let newcomers overtake.
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle one update when its chat's turn has come."""
        if not isinstance(update, Update):
            await coroutine
            return
        chat = update.effective_chat.id if update.effective_chat else update.update_id
        lock = self._locks.setdefault(chat, asyncio.Lock())
        async with lock, self._places:
            if await self._is_new(update):
                await coroutine
            else:
                asyncio.ensure_future(coroutine).cancel()

    async def _is_new(self, update: Update) -> bool:
        try:
            return await self._claims.claim(update.update_id, self._clock())
        except StoreError as error:
            _log.warning("%s The update is handled all the same.", error)
            return True

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""
