"""Keeps the token out of the logs, whoever logs it."""

import logging


class Redacting(logging.Formatter):
    """Formats a record, traceback included, and then blots out a secret.

    Args:
        secret: the text that must not appear; at any log level.
    """

    def __init__(self, secret: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = [part for part in {secret, secret.partition(":")[2]} if part]

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without the secret."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "[token]")
        return line


def set_up_logging(level: str, secret: str) -> None:
    """Log to stderr from this level on, never the secret."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting(secret))
    logging.basicConfig(level=level, handlers=[handler], force=True)
