"""Each chat in its order, chats at the same time, each update once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from bot.errors import StoreError
from bot.tg.ordering import OrderedByChat

from .messages import update

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Memory:
    """Claims without a database."""

    def __init__(self, trouble: StoreError | None = None) -> None:
        self.taken: set[int] = set()
        self._trouble = trouble

    async def claim(self, update_id: int, now: datetime) -> bool:
        """Return True once for each update."""
        assert now == NOON
        if self._trouble:
            raise self._trouble
        first = update_id not in self.taken
        self.taken.add(update_id)
        return first


class Work:
    """Handles updates one step at a time: each waits until the test lets it finish."""

    def __init__(self, claims: Memory | None = None) -> None:
        self.ordering = OrderedByChat(claims or Memory(), lambda: NOON)
        self.begun: list[int] = []
        self._may_end: dict[int, asyncio.Event] = {}
        self._changed = asyncio.Event()

    def take(self, number: int, chat: int = 51) -> "asyncio.Task[None]":
        """Hand an update to the bot."""
        self._may_end[number] = asyncio.Event()
        return asyncio.create_task(self.ordering.process_update(update(number, chat), self._handle(number)))

    async def _handle(self, number: int) -> None:
        self.begun.append(number)
        self._changed.set()
        await self._may_end[number].wait()

    def finish(self, *numbers: int) -> None:
        """Let the handling of updates end."""
        for number in numbers:
            self._may_end[number].set()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for something to have begun."""
        async with asyncio.timeout(5):
            while not true():
                self._changed.clear()
                await self._changed.wait()


async def settled() -> None:
    """Let every task that can go on go on."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_one_chat_is_handled_in_order() -> None:
    work = Work()
    tasks = [work.take(number) for number in (1, 2, 3)]
    await settled()
    assert work.begun == [1]
    work.finish(1)
    await settled()
    assert work.begun == [1, 2]
    work.finish(2, 3)
    await asyncio.gather(*tasks)
    assert work.begun == [1, 2, 3]


async def test_a_newcomer_does_not_overtake_who_waits() -> None:
    work = Work()
    tasks = [work.take(1), work.take(2)]
    await settled()
    work.finish(1)
    await tasks[0]
    tasks.append(work.take(3))
    await settled()
    assert work.begun == [1, 2]
    work.finish(2, 3)
    await asyncio.gather(*tasks)


async def test_chats_are_handled_at_the_same_time() -> None:
    work = Work()
    tasks = [work.take(number, chat=number) for number in range(10)]
    await work.until(lambda: len(work.begun) == 10)
    assert sorted(work.begun) == list(range(10))
    work.finish(*range(10))
    await asyncio.gather(*tasks)


async def test_one_busy_chat_does_not_hold_up_the_others() -> None:
    work = Work()
    busy = [work.take(number, chat=1) for number in range(200)]
    other = work.take(1000, chat=2)
    await work.until(lambda: 1000 in work.begun)
    assert work.begun == [0, 1000]
    work.finish(*range(200), 1000)
    await asyncio.gather(other, *busy)


async def test_an_update_is_handled_once() -> None:
    work = Work()
    first = work.take(1)
    second = asyncio.create_task(work.ordering.process_update(update(1), work._handle(1)))  # noqa: SLF001
    await settled()
    work.finish(1)
    await asyncio.gather(first, second)
    assert work.begun == [1]


async def test_a_broken_database_costs_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    work = Work(Memory(StoreError("The disk is full.")))
    task = work.take(1)
    work.finish(1)
    await task
    assert work.begun == [1]
    assert "The disk is full." in caplog.text


async def test_a_handler_that_fails_does_not_block_its_chat() -> None:
    async def fail() -> None:
        raise ValueError

    work = Work()
    with pytest.raises(ValueError):  # noqa: PT011
        await work.ordering.process_update(update(1), fail())
    task = work.take(2)
    work.finish(2)
    await task
    assert work.begun == [2]


async def test_what_is_no_update_is_handled_too() -> None:
    done = []

    async def job() -> None:
        done.append("job")

    handling: Awaitable[None] = job()
    await Work().ordering.process_update("a job of our own", handling)
    assert done == ["job"]
