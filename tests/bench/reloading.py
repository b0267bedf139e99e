"""Measures whether a reload gets into the way of questions: `python -m tests.bench.reloading`.

The shipped knowledge, copied to a temporary folder; 50 questions a second through the service while a phrasing is
added, then an answer changed, then a mistake made. Prints the slowest answer before and during each reload, and how
long a good edit takes to be live.
"""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

from bot.core.model import Place
from bot.knowledge.loader import shipped_folder
from bot.locales import catalog
from bot.service.asking import Asking
from bot.service.checker import Checker
from bot.service.reloading import Reloading
from tests.bench.datasets import own

QUESTIONS_A_SECOND = 50
_CALM = 5.0
"""Seconds of questions without any edit."""


def now() -> datetime:
    """Return the moment."""
    return datetime.now(UTC)


class Members:
    """Ask at a steady pace and write down how long each answer took, from when it was due."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._questions = own("tuning").questions
        self.waits: list[float] = []
        self.failures = 0

    async def ask(self) -> None:
        """Ask for ever."""
        started, number = perf_counter(), 0
        while True:
            number += 1
            due = started + number / QUESTIONS_A_SECOND
            await asyncio.sleep(max(0.0, due - perf_counter()))
            try:
                await self._asking.ask(self._questions[number % len(self._questions)], now=now(), place=Place.PRIVATE)
            except Exception:  # noqa: BLE001  # counted: the point is that there are none
                self.failures += 1
            self.waits.append((perf_counter() - due) * 1000)

    def take(self) -> list[float]:
        """Return the waits since the last call, in milliseconds, sorted."""
        waits, self.waits = sorted(self.waits), []
        return waits


async def until(condition: Callable[[], bool]) -> float:
    """Return how many seconds it took until something is the case."""
    started = perf_counter()
    while not condition():
        await asyncio.sleep(0.01)
    return perf_counter() - started


async def measure(folder: Path) -> int:
    """Run all of it and print the figures."""
    checker = Checker(folder)
    asking = Asking(await checker.learn(), catalog(studio="", contact="", emergency="112", helplines=""))
    told: list[str] = []

    async def tell(text: str) -> None:
        told.append(text)

    def changed(version: int) -> bool:
        return reloading.status.version > version or bool(told)

    reloading = Reloading(asking, folder, checker.check, now, tell)
    members = Members(asking)
    tasks = [asyncio.create_task(reloading.watch()), asyncio.create_task(members.ask())]
    await asyncio.sleep(_CALM)
    report("before any edit", members.take())
    path = folder / "1-the-pain.yaml"
    for name, old, new in (
        ("a new phrasing", "phrasings:\n", "phrasings:\n      - sciatica, could you explain that one please\n"),
        ("a new answer", "answer: >\n", "answer: >\n      Here is what it says.\n"),
    ):
        version, text = reloading.status.version, path.read_text("utf-8")
        path.write_text(text.replace(old, new, 1), "utf-8")
        seconds = await until(partial(changed, version))
        if told:
            print(f"{name} was refused:\n{told[0]}")
            return 1
        report(name, members.take())
        print(f"{name} was live after {seconds:.1f} s")
    path.write_text(path.read_text("utf-8").replace("answer: >", "answr: >", 1), "utf-8")
    seconds = await until(lambda: bool(told))
    report("a mistake", members.take())
    print(f"a mistake was reported after {seconds:.1f} s; version {reloading.status.version} kept answering")
    print(f"questions that failed: {members.failures}")
    for task in tasks:
        task.cancel()
    checker.close()
    return 0


def report(name: str, waits: list[float]) -> None:
    """Print the median and the slowest answers."""
    median, p99, slowest = waits[len(waits) // 2], waits[int(len(waits) * 0.99)], waits[-1]
    print(f"{name:16} {len(waits):5} answers, ms: median {median:.1f}, p99 {p99:.1f}, slowest {slowest:.1f}")


def main() -> int:
    """Copy the shipped knowledge and measure."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(shutil.copytree(shipped_folder(), Path(temporary, "knowledge")))
        return asyncio.run(measure(folder))


if __name__ == "__main__":
    sys.exit(main())
