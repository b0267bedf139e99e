"""Keeps the token out of the logs, whoever logs it."""

import copy
import logging

from telegram.error import TelegramError


class Redacting(logging.Formatter):
    """Formats a record, traceback included, and then blots out a secret.

    Args:
        secret: the text that must not appear; at any log level.
    """

    def __init__(self, secret: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = [part for part in (secret, secret.partition(":")[2]) if part]

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without the secret."""
        line = super().format(_in_short(record))
        for secret in self._secrets:
            line = line.replace(secret, "[token]")
        return line


def _in_short(record: logging.LogRecord) -> logging.LogRecord:
    """Return a record of Telegram's refusal or a broken network as one line: a traceback would add nothing to it."""
    error = record.exc_info[1] if record.exc_info else None
    if not isinstance(error, TelegramError):
        return record
    short = copy.copy(record)
    short.msg, short.args = f"{record.getMessage()} ({error.message})", ()
    short.exc_info = short.exc_text = None
    return short


def set_up_logging(level: str, secret: str) -> None:
    """Log to stderr from this level on, never the secret nor what people write."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting(secret))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    lowest = logging.getLogger().level
    # python-telegram-bot's DEBUG shows whole updates and messages; alembic's INFO its own steps at every start.
    logging.getLogger("telegram").setLevel(max(logging.INFO, lowest))
    logging.getLogger("alembic").setLevel(max(logging.WARNING, lowest))
