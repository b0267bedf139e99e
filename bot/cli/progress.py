"""Shows on a terminal what a long command is doing, in one line that is gone when it is done."""

import os
import sys
from threading import Lock, Timer
from time import monotonic
from types import TracebackType
from typing import Self, TextIO

PATIENCE = 1.0
"""Seconds before anything is shown; whoever waits less needs no line."""

_PAUSE = 0.1
"""Seconds between two changes of the line."""


class Progress:
    """A line on stderr, as a context manager; call it with what is being done. Silent in pipes and in CI.

    Args:
        stream: where to show it; stderr for None.
        patience: seconds before it is shown.
    """

    def __init__(self, stream: TextIO | None = None, patience: float = PATIENCE) -> None:
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty() and not os.environ.get("CI")
        self._message = self._on_screen = ""
        self._due = monotonic() + patience
        self._lock = Lock()
        # What is being done may take long without a word: the first line can't wait for the next call.
        self._timer = Timer(patience, self._show)
        self._timer.daemon = True

    def __call__(self, message: str) -> None:
        """Say what is being done now."""
        self._message = message
        if monotonic() >= self._due:
            self._show()

    def __enter__(self) -> Self:
        if self._shown:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._shown = False
            if self._on_screen:
                self._stream.write("\r\033[K")
                self._stream.flush()

    def _show(self) -> None:
        with self._lock:
            if self._shown and self._message != self._on_screen:
                self._due = monotonic() + _PAUSE
                self._on_screen = self._message
                self._stream.write(f"\r\033[K{self._message}")
                self._stream.flush()
