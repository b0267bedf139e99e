"""Everything that the bot writes down or looks up while it runs."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, date, datetime

from alembic.util import CommandError
from sqlalchemy import URL, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model import Place
from bot.errors import StoreError
from bot.store import engine as engines
from bot.store import tables
from bot.store.migrations import migrate
from bot.store.tables import OutcomeName

FIXES = {
    "sqlite": "check that its folder exists, has room and may be written by the bot, or correct BOT_DATABASE_URL",
    "postgresql": "check that the server runs, and the address, user and password in BOT_DATABASE_URL",
}


class Store:
    """The open database; every method raises StoreError when it fails. Made by `open_store`."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._engine = engines.engine(url)

    async def record(
        self,
        day: date,
        place: Place,
        outcome: OutcomeName,
        entry: str | None = None,
        confidence: float | None = None,
    ) -> None:
        """Count one outcome; confidence is 0–1 and kept to one decimal. A notice keeps neither entry nor confidence."""
        if outcome == "notice":
            entry = confidence = None
        row = {
            "day": day,
            "place": place.value,
            "outcome": outcome,
            "entry": entry,
            "confidence": None if confidence is None else round(confidence, 1),
        }
        async with self._transaction() as connection:
            await connection.execute(insert(tables.outcome).values(row))

    async def counts(self, since: date) -> list[tuple[str, str | None, int]]:
        """Return how often each outcome came from this day on, for each entry apart."""
        kept = tables.outcome.c
        columns = select(kept.outcome, kept.entry, func.count())
        query = columns.where(kept.day >= since).group_by(kept.outcome, kept.entry).order_by(kept.outcome, kept.entry)
        async with self._transaction() as connection:
            return [(outcome, entry, count) for outcome, entry, count in await connection.execute(query)]

    async def claim(self, update_id: int, now: datetime) -> bool:
        """Take this update for handling: True for exactly one caller, however many ask at once or after a restart."""
        row = {"update_id": update_id, "handled_at": now.astimezone(UTC)}
        dialect = sqlite if self._url.drivername == "sqlite" else postgresql
        taking = dialect.insert(tables.handled_update).values(row).on_conflict_do_nothing()
        async with self._transaction() as connection:
            return (await connection.execute(taking)).rowcount == 1

    async def forget_updates(self, before: datetime) -> None:
        """Delete the ids of updates handled before this moment.

        Two days are plenty: Telegram keeps an update for at most 24 hours, https://core.telegram.org/bots/api#getting-updates
        """
        old = tables.handled_update.c.handled_at < before.astimezone(UTC)
        async with self._transaction() as connection:
            await connection.execute(delete(tables.handled_update).where(old))

    async def ping(self) -> None:
        """Return if the database answers (and, if it is SQLite, can be written)."""
        async with self._transaction() as connection:
            await connection.execute(select(1))

    async def prepare(self) -> None:
        """Make the database ready: an SQLite file's log, and the tables in their newest form."""
        try:
            if self._url.drivername == "sqlite":
                with self._explained():
                    await asyncio.to_thread(engines.write_ahead, self._url)
            async with self._transaction() as connection:
                await connection.run_sync(migrate)
        except CommandError as error:
            raise StoreError(
                f"The database {engines.name(self._url)} was written by a newer bot or another program ({error}): "
                "update the bot, or name another database in BOT_DATABASE_URL.",
            ) from error

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        with self._explained():
            async with self._engine.begin() as connection:
                yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        # The drivers pass on what the network raises: UnicodeError for an impossible host, OverflowError for a port.
        except (SQLAlchemyError, OSError, UnicodeError, OverflowError) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            reason = (str(cause) or type(cause).__name__).splitlines()[0]
            fix = FIXES[self._url.drivername]
            raise StoreError(f"The database {engines.name(self._url)} cannot be used ({reason}): {fix}.") from error


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """Open the database at a `sqlite:///` or `postgresql://` address, making or migrating its tables.

    Raises:
        StoreError: The database cannot be reached, written or understood.

    """
    store = Store(engines.parse(url))
    try:
        await store.prepare()
        yield store
    finally:
        await store.close()
