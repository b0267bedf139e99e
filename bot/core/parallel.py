"""Two calculations at once, where that takes no more than a fork."""

import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from typing import TypeVar

First = TypeVar("First")
Second = TypeVar("Second")


def both(first: Callable[[], First], second: Callable[[], Second]) -> tuple[First, Second]:
    """Return what two functions return; the second runs in a forked process where that is safe.

    That is on Linux, in a process with one thread: a fork copies the locks of other threads, but not the threads.
    What a function raises is passed on.

    Raises:
        EOFError: the forked process was killed.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return first(), second()
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # The threads that Python 3.12 warns of are idle ones of NumPy's, which takes care of forks.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if not process:
        _send(second, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            result = first()
            other, error = pickle.load(pipe)  # noqa: S301  # from our own fork
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    if error:
        raise error
    return result, other


def _send(function: Callable[[], object], writing: int) -> None:
    """Write what a function returns or raises, and end this process without the tidying that its parent does."""
    result, error = None, None
    try:
        result = function()
    except BaseException as raised:  # noqa: BLE001  # raised again on the other side
        error = raised
    try:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump((result, error), pipe, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
