"""Learns and checks knowledge in a process of its own: that takes seconds, in which no answer shall have to wait."""

import asyncio
import contextlib
import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, cast

from bot.core.answering import Answering
from bot.errors import KnowledgeError
from bot.knowledge.checking import Report, check
from bot.service.opening import learn, without_collecting

_NICENESS = 5
"""How much the check steps back where there is one core for it and for the answers (nice(1))."""

_LEARN, _CHECK = b"learn\n", b"check\n"
"""What the process is asked for, a line each."""

_PACKAGE_PARENT = Path(__file__).resolve().parent.parent.parent


class Checker:
    """Learns and checks one knowledge folder as often as it is asked to.

    The process is kept between two checks: what it has imported, read and learned need not be imported, read and
    learned again. The bot itself learns nothing, so that it needs no more memory than what was learned does.

    Args:
        folder: the knowledge folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    async def learn(self) -> Answering:
        """Learn the folder without running its tests, as a bot does that starts.

        Raises:
            KnowledgeError: as `bot.service.opening.learn` does, or the process ended before it was done.
        """
        try:
            return cast("Answering", await asyncio.to_thread(self._ask, _LEARN))
        except ChildProcessError as error:
            raise KnowledgeError(str(error)) from None

    async def check(self) -> Report:
        """Check the folder.

        Raises:
            KnowledgeError: as `bot.knowledge.checking.check` does.
            ChildProcessError: the process ended before it was done.
        """
        return cast("Report", await asyncio.to_thread(self._ask, _CHECK))

    def close(self) -> None:
        """End the process, whatever it is doing, and what it has forked."""
        if self._process:
            if os.name == "posix":
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
            with contextlib.suppress(BrokenPipeError):
                self._process.communicate()

    def _ask(self, question: bytes) -> Report | Answering:
        with self._lock:
            asked, answers = self._started()
            try:
                asked.write(question)
                asked.flush()
                with without_collecting():
                    found = _receive(_Gently(answers), question)
            except (EOFError, OSError, ValueError, pickle.UnpicklingError):
                self.close()  # whatever it may still send belongs to no check
                raise ChildProcessError(
                    "The process that checks the knowledge has ended early; is there enough memory?"
                ) from None
        if isinstance(found, Exception):
            raise found
        return found

    def _started(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None or self._process.poll() is not None:
            paths = [str(_PACKAGE_PARENT), *filter(None, [os.environ.get("PYTHONPATH")])]
            self._process = subprocess.Popen(  # noqa: S603  # this very module
                [sys.executable, "-m", __name__, str(self._folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                start_new_session=True,  # a process group of its own, so that `close` reaches its forks
            )
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("The process was started without pipes.")
        return self._process.stdin, self._process.stdout


class _Gently:
    """A file whose reading is Python code: between two reads, other threads get their turn.

    `pickle.loads` would let nothing else run for as long as it takes.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def readline(self) -> bytes:
        return self._file.readline()


def _receive(answers: "_Gently", question: bytes) -> Report | Answering | Exception:
    """Read what was learned, if anything was, and after a check the report; or why there is none."""
    answering = None
    while True:
        found = pickle.load(answers)  # noqa: S301  # from our own process
        if isinstance(found, Report):
            return replace(found, answering=answering)
        if isinstance(found, Exception) or question == _LEARN:
            return cast("Answering | Exception", found)
        answering = found


def _serve(folder: Path) -> None:
    """Learn or check the folder for each line that comes in, until no more can come."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the bot, which ends this process
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    gc.disable()  # learning makes millions of objects and no cycles
    before = None
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
        with contextlib.suppress(BrokenPipeError):
            for question in sys.stdin.buffer:
                try:
                    if question == _LEARN:
                        before = learn(folder)
                        _send(before, answers)
                    else:
                        report = check(folder, learned=partial(_send, answers=answers), before=before)
                        before = report.answering or before
                        _send(replace(report, answering=None), answers)
                except Exception as raised:  # noqa: BLE001  # raised again on the other side
                    _send(raised, answers)


def _send(value: object, answers: IO[bytes]) -> None:
    pickle.dump(value, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
