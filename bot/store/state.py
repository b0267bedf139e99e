"""The state folder, where the bot keeps its own files."""

import tempfile
from pathlib import Path

from sqlalchemy import URL

from bot.errors import StoreError


def default_url(state: Path) -> str:
    """Make the state folder where it is missing; return the address of the SQLite database in it.

    Raises:
        StoreError: The folder cannot be made or written.

    """
    state = state.absolute()
    try:
        # Nobody but the bot's own user may look inside; a folder that exists keeps the rights that its owner chose.
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=state):
            pass
    except OSError as error:
        raise StoreError(
            f"The state folder {state} cannot be written ({error.strerror}): "
            "let the bot's user write there, or set BOT_STATE to another folder.",
        ) from error
    return URL.create("sqlite", database=str(state / "yoga-answers.sqlite3")).render_as_string()
