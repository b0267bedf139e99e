"""Two calculations at once."""

import os
import signal
import threading

import pytest

from bot.core.parallel import both


def test_both_results_come_back_from_two_processes() -> None:
    first, second = both(os.getpid, os.getpid)

    assert first == os.getpid()
    assert second != first


def test_a_process_with_threads_is_not_forked() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()

    assert both(os.getpid, os.getpid) == (os.getpid(), os.getpid())

    done.set()
    other.join()


def test_what_a_function_raises_is_passed_on() -> None:
    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        both(int, fail)
    with pytest.raises(ValueError, match="no"):
        both(fail, int)


def test_a_killed_process_is_an_error() -> None:
    with pytest.raises(EOFError):
        both(int, lambda: os.kill(os.getpid(), signal.SIGKILL))
