"""The command line within the test's own process."""

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bot.cli import main
from bot.core.answering import Answering
from bot.service import opening

SMALL = Path(__file__).parents[1] / "knowledge_small"


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]


@cache
def _small() -> Answering:
    return opening.learn(SMALL)


def _learn(folder: Path | None) -> Answering:
    """Learn the small knowledge once for all tests, and any other each time."""
    return _small() if folder == SMALL else opening.learn(folder)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command with the small knowledge, with what it reads from stdin and without the developer's settings."""
    for name in os.environ:
        if name.startswith("BOT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BOT_KNOWLEDGE", str(SMALL))
    monkeypatch.setattr("bot.cli.report.learn", _learn)

    def run(*arguments: str, stdin: bytes = b"", **settings: str) -> Done:
        for name, value in settings.items():
            monkeypatch.setenv(f"BOT_{name.upper()}", value)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = int(str(ended.code))
        written = capsys.readouterr()
        return Done(code, written.out, written.err)

    return run
