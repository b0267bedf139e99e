"""Everything that happened in the sandbox, in order, for whoever waits for it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: `kind` is message, edit, delete, answer, action or profile; `body` is ready to be sent as JSON."""

    kind: str
    chat_id: int | None = None
    body: dict[str, Any] = field(default_factory=dict)


class Happenings:
    """The log of one sandbox. Nobody sleeps: whoever waits is woken by the next event."""

    def __init__(self) -> None:
        self.log: list[Happening] = []
        self._waiting: set[asyncio.Future[None]] = set()

    def add(self, happening: Happening) -> None:
        """Log an event, and wake who waits."""
        self.log.append(happening)
        self.wake()

    def wake(self) -> None:
        """Let all who wait look again, for a change that is no event."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def change(self) -> None:
        """Return after the next change."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)

    async def until(self, true: Callable[[], bool], seconds: float) -> bool:
        """Return True as soon as a condition holds, False where it doesn't in so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                while not true():
                    await self.change()
        except TimeoutError:
            return False
        return True

    async def longer_than(self, length: int, seconds: float) -> bool:
        """Return True as soon as the log has more than `length` events, False where it hasn't in so many seconds."""
        return await self.until(lambda: len(self.log) > length, seconds)
