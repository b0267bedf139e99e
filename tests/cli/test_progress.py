"""The line that says what a long command is doing."""

import io
from time import sleep

import pytest

from bot.cli.progress import Progress


class Screen(io.StringIO):
    """What a terminal would get."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


def test_the_line_is_replaced_and_gone_at_the_end() -> None:
    screen = Screen()

    with Progress(screen, patience=0) as progress:
        progress("reading")
        sleep(0.15)
        progress("checking tests 1/2")

    assert screen.getvalue().startswith("\r\033[K")
    assert "checking tests 1/2" in screen.getvalue()
    assert screen.getvalue().endswith("\r\033[K")


def test_many_words_are_few_changes() -> None:
    screen = Screen()

    with Progress(screen, patience=0) as progress:
        for number in range(1000):
            progress(f"checking tests {number}/1000")

    assert screen.getvalue().count("\r") < 20


def test_a_quick_command_shows_nothing() -> None:
    screen = Screen()

    with Progress(screen, patience=60) as progress:
        progress("reading")

    assert screen.getvalue() == ""


def test_a_long_step_is_shown_without_a_further_word() -> None:
    screen = Screen()

    with Progress(screen, patience=0.01) as progress:
        progress("learning")
        sleep(0.2)
        assert "learning" in screen.getvalue()


def test_a_pipe_gets_nothing() -> None:
    pipe = io.StringIO()

    with Progress(pipe, patience=0) as progress:
        progress("reading")

    assert pipe.getvalue() == ""


def test_ci_gets_nothing_even_with_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    screen = Screen()

    with Progress(screen, patience=0) as progress:
        progress("reading")

    assert screen.getvalue() == ""


def test_a_failure_leaves_no_line_behind() -> None:
    screen = Screen()

    def fail() -> None:
        with Progress(screen, patience=0) as progress:
            progress("reading")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fail()

    assert screen.getvalue().endswith("\r\033[K")
