"""The tables' history, one module of `versions/` a step, run inside the bot's own connection when it starts."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, select

LOCK = 7_964_201  # any number, the same in every bot


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the database to this revision within the connection's transaction: all steps are done, or none.

    Raises:
        alembic.util.CommandError: The database stands at a revision that is not in `versions/`.

    """
    if connection.dialect.name == "postgresql":
        # Two processes that start at once migrate one after the other; SQLite's BEGIN IMMEDIATE does the same.
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
