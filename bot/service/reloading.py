"""Brings edited knowledge live while the bot answers: checked first, swapped in one assignment, or left alone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.errors import KnowledgeError
from bot.knowledge.checking import Report
from bot.knowledge.yaml_lines import Problem
from bot.service.asking import Asking, Clock

LOOK_EVERY = 0.25
"""Seconds between looks at the folder. Size and time of change are compared: mounted volumes pass on no events."""

_MOST_PROBLEMS = 5
"""Problems that are told in one message; the rest is counted."""

_log = logging.getLogger(__name__)

Fingerprint = Mapping[str, tuple[int, int]]
Tell = Callable[[str], Awaitable[None]]
Check = Callable[[], Awaitable[Report]]


@dataclass(frozen=True, slots=True)
class Status:
    """What is live, for health and for owners.

    Attributes:
        version: counts up with each swap, from 1.
        since: when the live version was read.
        entries: how many entries it has.
        problem: why the folder's newest state is not live, in one line; empty if it is.
    """

    version: int
    since: datetime
    entries: int
    problem: str = ""


class Reloading:
    """Watches a knowledge folder.

    Args:
        asking: whose `answering` is replaced.
        folder: the knowledge folder.
        check: checks that folder; `Checker.check`, which keeps out of the way of answers.
        clock: tells the moment of a swap.
        tell: tells the owners, once for each change of what is wrong.
    """

    def __init__(self, asking: Asking, folder: Path, check: Check, clock: Clock, tell: Tell) -> None:
        self._asking = asking
        self._folder = folder
        self._check = check
        self._clock = clock
        self._tell = tell
        self._busy = asyncio.Lock()
        self._seen = fingerprint(folder)
        self.status = Status(1, clock(), len(asking.answering.knowledge.entries))

    async def watch(self, look_every: float = LOOK_EVERY) -> None:
        """Reload whenever the folder has changed, for ever."""
        while True:
            await asyncio.sleep(look_every)
            now = await asyncio.to_thread(fingerprint, self._folder)
            if now != self._seen:
                await self.reload()

    async def reload(self) -> Status:
        """Check the folder and bring it live; on any failure the old version keeps answering. Never raises."""
        async with self._busy:
            self._seen = await asyncio.to_thread(fingerprint, self._folder)
            try:
                report = await self._check()
            except KnowledgeError as error:
                return await self._refuse(str(error))
            except Exception as error:  # noqa: BLE001  # whatever a file may hold, the bot keeps answering
                _log.error("The knowledge could not be checked.", exc_info=error)
                return await self._refuse(f"The check itself failed ({type(error).__name__}); see the log.")
            if report.problems or report.answering is None:
                return await self._refuse(summary(report.problems))
            self._asking.answering = report.answering
            before, self.status = self.status, Status(self.status.version + 1, self._clock(), report.entries)
            _log.info("Knowledge version %d is live: %d entries.", self.status.version, report.entries)
            if before.problem:
                await self._tell(self._asking.catalog["reload-mended"])
            return self.status

    async def _refuse(self, problem: str) -> Status:
        before = self.status
        self.status = Status(before.version, before.since, before.entries, problem)
        if problem != before.problem:
            _log.warning("The edited knowledge is not live: %s", problem.partition("\n")[0])
            await self._tell(self._asking.catalog["reload-refused"].replace("{problems}", problem))
        return self.status


def fingerprint(folder: Path) -> Fingerprint:
    """Return size and time of change of every file that may count; an unreadable folder has none."""
    found = {}
    for pattern in ("*.y*ml", "documents/*.y*ml"):
        for path in folder.glob(pattern):
            try:
                stat = path.stat()
            except OSError:  # deleted between the two looks, as editors do when they save
                continue
            found[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return found


def summary(problems: tuple[Problem, ...]) -> str:
    """Return the first problems, one a line, and how many more there are."""
    lines = [str(problem) for problem in problems[:_MOST_PROBLEMS]]
    rest = len(problems) - len(lines)
    return "\n".join([*lines, f"… and {rest} more"] if rest else lines)
