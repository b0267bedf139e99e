"""The log: never the token, never a person's words."""

import logging
import sys
from collections.abc import Iterator

import pytest
from telegram.error import BadRequest

from bot.tg.redaction import Redacting, set_up_logging

TOKEN = "7180000001:made-up-made-up-made-up-made-up-000"
SECRET = TOKEN.partition(":")[2]


def record(message: str, *arguments: object, error: BaseException | None = None) -> logging.LogRecord:
    information = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("name", logging.INFO, "file.py", 1, message, arguments, information)


@pytest.mark.parametrize(
    "line",
    [
        record(f"POST https://api.telegram.org/bot{TOKEN}/getMe"),
        record("POST %s", f"https://api.telegram.org/bot{TOKEN}/getMe"),
        record("POST %s", TOKEN.replace(":", "%3A")),
        record("bytes %r", TOKEN.encode()),
        record("failed", error=ValueError(f"no answer from /bot{TOKEN}")),
        record("failed", error=BadRequest(f"no answer from /bot{TOKEN}")),
    ],
    ids=lambda line: str(line.msg),
)
def test_the_token_is_blotted_out(line: logging.LogRecord) -> None:
    shown = Redacting(TOKEN).format(line)
    assert SECRET not in shown
    assert "[token]" in shown


@pytest.mark.parametrize("secret", ["", "no-colon"])
def test_an_odd_token_spoils_no_line(secret: str) -> None:
    assert Redacting(secret).format(record("fine: %d", 5)).endswith("INFO name: fine: 5")


def test_telegrams_refusals_are_one_line() -> None:
    shown = Redacting(TOKEN).format(record("not sent", error=BadRequest("Chat not found")))
    assert shown.endswith("INFO name: not sent (Chat not found)")


def test_our_own_mistakes_keep_their_traceback() -> None:
    try:
        int("a bug")
    except ValueError:
        line = logging.LogRecord("name", logging.ERROR, "file.py", 1, "failed", (), sys.exc_info())
    assert "test_redaction.py" in Redacting(TOKEN).format(line)


@pytest.fixture
def _logging_as_it_was() -> Iterator[None]:
    names = (None, "telegram", "alembic")
    levels = {name: logging.getLogger(name).level for name in names}
    handlers = logging.root.handlers[:]
    logging.root.handlers = []
    yield
    logging.root.handlers = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.usefixtures("_logging_as_it_was")
@pytest.mark.parametrize("level", ["DEBUG", "INFO", "ERROR"])
def test_libraries_that_log_whole_messages_keep_quiet(level: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging(level, TOKEN)
    logging.getLogger("telegram.ext.ExtBot").debug("my calf is swollen")
    logging.getLogger("anything").error("token %s", TOKEN)
    shown = capsys.readouterr().err
    assert "calf" not in shown
    assert "[token]" in shown
    assert SECRET not in shown
