"""The command line as a process of its own, its log read as it grows."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

SECONDS_TO_START = 30.0
SECONDS_TO_STOP = 5.0
ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "knowledge_small"


def environment(settings: dict[str, str | Path]) -> dict[str, str]:
    """Return the environment with these settings and none of the developer's own.

    Its proxy is out of order: for this computer none may be asked.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    proxy = {"http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "no_proxy": "", "NO_PROXY": ""}
    return own | proxy | {f"BOT_{name.upper()}": str(value) for name, value in settings.items()}


async def start(*arguments: str, settings: dict[str, str | Path]) -> Process:
    """Start `python -m bot`; a leaked connection or file shows as a ResourceWarning in its log."""
    command = [sys.executable, "-W", "default::ResourceWarning", "-m", "bot", *arguments]
    return await asyncio.create_subprocess_exec(
        *command, env=environment(settings), cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )


async def finished(*arguments: str, **settings: str | Path) -> tuple[int | None, str, str]:
    """Run a command to its end; return its exit code, and what it wrote on stdout and stderr."""
    process = await start(*arguments, settings=settings)
    async with asyncio.timeout(SECONDS_TO_START):
        written, complaints = await process.communicate()
    return process.returncode, written.decode(), complaints.decode()


class Running:
    """A command that runs until it is stopped; `log` is all that it has written on stderr so far."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.log = ""
        self._grown = asyncio.Condition()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stderr
        while line := await self.process.stderr.readline():
            async with self._grown:
                self.log += line.decode()
                self._grown.notify_all()

    async def logs(self, words: str) -> None:
        """Wait until the log holds these words."""
        try:
            async with asyncio.timeout(SECONDS_TO_START), self._grown:
                await self._grown.wait_for(lambda: words in self.log)
        except TimeoutError:
            raise AssertionError(f"no {words!r} in the log:\n{self.log}") from None

    async def ends(self, seconds: float = SECONDS_TO_STOP) -> int:
        """Wait for the end of the process and of its log; return the exit code."""
        try:
            async with asyncio.timeout(seconds):
                code = await self.process.wait()
        except TimeoutError:
            raise AssertionError(f"still running after {seconds:g} s; its log:\n{self.log}") from None
        await self._reading
        return code

    async def stop(self, how: signal.Signals = signal.SIGTERM, seconds: float = SECONDS_TO_STOP) -> int:
        """Send a signal; return the exit code."""
        self.process.send_signal(how)
        return await self.ends(seconds)

    async def kill(self) -> None:
        """End the process without a chance to tidy up, if it still runs."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        await self._reading


@asynccontextmanager
async def running(command: str, *options: str, **settings: str | Path) -> AsyncIterator[Running]:
    """Keep a command running; afterwards its log must hold no traceback and no leak."""
    process = Running(await start(command, *options, settings=settings))
    try:
        yield process
    finally:
        await process.kill()
    assert "Traceback" not in process.log, process.log
    assert "Unclosed" not in process.log, process.log
    assert "ResourceWarning" not in process.log, process.log
