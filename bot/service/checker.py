"""Checks knowledge in a process of its own: learning takes seconds, in which no answer shall have to wait."""

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
from bot.core.text import known_tokens, stem
from bot.knowledge.checking import Report, check
from bot.knowledge.loader import inspect
from bot.service.opening import without_collecting

_NICENESS = 5
"""How much the check steps back where there is one core for it and for the answers (nice(1))."""

_PACKAGE_PARENT = Path(__file__).resolve().parent.parent.parent


class Checker:
    """Checks one knowledge folder as often as it is asked to.

    The process is kept between two checks: what it has imported and read need not be imported and read again.

    Args:
        folder: the knowledge folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, if it does not run yet, and let it read the folder ahead of the first check."""
        with self._lock:
            self._started()

    async def check(self) -> Report:
        """Check the folder.

        Raises:
            KnowledgeError: as `bot.knowledge.checking.check` does.
            ChildProcessError: the process ended before it was done.
        """
        return await asyncio.to_thread(self._check)

    def close(self) -> None:
        """End the process, whatever it is doing, and what it has forked."""
        if self._process:
            if os.name == "posix":
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
            with contextlib.suppress(BrokenPipeError):
                self._process.communicate()

    def _check(self) -> Report:
        with self._lock:
            asked, answers = self._started()
            try:
                asked.write(b"\n")
                asked.flush()
                with without_collecting():
                    report = _receive(_Gently(answers))
            except (EOFError, OSError, ValueError, pickle.UnpicklingError):
                self.close()  # whatever it may still send belongs to no check
                raise ChildProcessError(
                    "The process that checks the knowledge has ended early; is there enough memory?"
                ) from None
        if isinstance(report, Exception):
            raise report
        return report

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


def _receive(answers: "_Gently") -> Report | Exception:
    """Read what was learned, if anything was, and then the report or why there is none."""
    answering = None
    while True:
        found = pickle.load(answers)  # noqa: S301  # from our own process
        if isinstance(found, Answering):
            answering = found
        elif isinstance(found, Report):
            return replace(found, answering=answering)
        else:
            return cast("Exception", found)


def _serve(folder: Path) -> None:
    """Check the folder for each line that comes in, until no more can come."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the bot, which ends this process
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    gc.disable()  # learning makes millions of objects and no cycles
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
        _read_ahead(folder)
        with contextlib.suppress(BrokenPipeError):
            for _ in sys.stdin.buffer:
                _send(_checked(folder, answers), answers)


def _checked(folder: Path, answers: IO[bytes]) -> Report | Exception:
    """Check the folder; what was learned is sent while the tests run."""
    try:
        return replace(check(folder, learned=partial(_send, answers=answers)), answering=None)
    except Exception as raised:  # noqa: BLE001  # raised again on the other side
        return raised


def _send(value: object, answers: IO[bytes]) -> None:
    pickle.dump(value, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _read_ahead(folder: Path) -> None:
    """Do what every check does first and remembers; whatever is wrong, the check will say."""
    import sklearn.svm  # noqa: F401  # half a second

    with contextlib.suppress(Exception):
        read = inspect(folder)
        rules = read.safety
        examples = [*(example.text for example in rules.examples), *rules.calm] if rules else []
        for text in [*read.knowledge.background, *examples]:
            for word in known_tokens(text):
                stem(word)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
