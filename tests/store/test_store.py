"""The same promises on SQLite and on PostgreSQL."""

import asyncio
import itertools
import os
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar, get_args

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model import Place
from bot.errors import StoreError
from bot.store import OutcomeName, engine, open_store
from bot.store.migrations import migrate
from bot.store.tables import metadata

T = TypeVar("T")

DAY = date(2026, 3, 1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Yield the address of a database of this test's own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store.sqlite3"
        return
    server = os.environ.get("BOT_TEST_POSTGRES")
    if server is None:
        pytest.skip('not tested on PostgreSQL: settings=$(.ci/postgres) && eval "$settings" sets BOT_TEST_POSTGRES')
    name = f"yoga_{uuid.uuid4().hex}"
    await administer(server, f"CREATE DATABASE {name}")
    yield engine.parse(server).set(database=name).render_as_string(hide_password=False)
    await administer(server, f"DROP DATABASE {name} WITH (FORCE)")


async def administer(server: str, statement: str) -> None:
    administration = engine.engine(engine.parse(server)).execution_options(isolation_level="AUTOCOMMIT")
    async with administration.connect() as connection:
        await connection.execute(text(statement))
    await administration.dispose()


@asynccontextmanager
async def beside(url: str) -> AsyncIterator[AsyncConnection]:
    """Another connection to the same database, past the store."""
    other = engine.engine(engine.parse(url))
    try:
        async with other.begin() as connection:
            yield connection
    finally:
        await other.dispose()


async def execute(url: str, statement: str) -> None:
    async with beside(url) as connection:
        await connection.execute(text(statement))


async def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    async with beside(url) as connection:
        return [tuple(row) for row in await connection.execute(text(query))]


async def inspected(url: str, look: Callable[[Connection], T]) -> T:
    async with beside(url) as connection:
        return await connection.run_sync(look)


async def test_an_outcome_is_kept_with_its_rounded_confidence(url: str) -> None:
    async with open_store(url) as store:
        await store.record(DAY, Place.PRIVATE, "answer", "calf-link", 0.8349)
        await store.record(DAY, Place.GUEST, "abstain", None, None)
    assert await rows(url, "SELECT place, outcome, entry, confidence FROM outcome ORDER BY id") == [
        (Place.PRIVATE, "answer", "calf-link", 0.8),
        ("guest", "abstain", None, None),
    ]
    assert [str(day) for (day,) in await rows(url, "SELECT day FROM outcome")] == ["2026-03-01", "2026-03-01"]


async def test_a_notice_is_counted_and_nothing_else(url: str) -> None:
    async with open_store(url) as store:
        await store.record(DAY, Place.GROUP, "notice", "chest-pain", 0.9)
    assert await rows(url, "SELECT outcome, entry, confidence FROM outcome") == [("notice", None, None)]


async def test_every_place_and_outcome_fits(url: str) -> None:
    every = list(itertools.product(["private", "group", "channel", "inline", "guest"], get_args(OutcomeName)))
    async with open_store(url) as store:
        for place, outcome in every:
            await store.record(DAY, Place(place), outcome, None, None)
    assert await rows(url, "SELECT place, outcome FROM outcome ORDER BY id") == every


async def test_outcomes_are_counted_from_a_day_on(url: str) -> None:
    async with open_store(url) as store:
        await store.record(DAY, Place.PRIVATE, "answer", "water", 0.9)
        await store.record(DAY, Place.GROUP, "answer", "water", 0.7)
        await store.record(DAY, Place.GROUP, "notice")
        await store.record(DAY - timedelta(days=1), Place.PRIVATE, "answer", "calf-link", 0.8)
        assert await store.counts(DAY) == [("answer", "water", 2), ("notice", None, 1)]
        assert ("answer", "calf-link", 1) in await store.counts(DAY - timedelta(days=1))


async def test_an_update_is_claimed_once_and_a_restart_remembers(url: str) -> None:
    newest = 2**53
    async with open_store(url) as store:
        assert await store.claim(newest, NOON)
        assert not await store.claim(newest, NOON)
        assert await store.claim(newest - 1, NOON)
    async with open_store(url) as store:
        assert not await store.claim(newest, NOON + timedelta(hours=1))


async def test_of_fifty_claims_at_once_one_succeeds(url: str) -> None:
    async with open_store(url) as store, open_store(url) as overlapping:
        claims = [each.claim(7, NOON) for each in (store, overlapping) for _ in range(25)]
        assert sum(await asyncio.gather(*claims)) == 1


async def test_old_updates_are_forgotten_whatever_the_time_zone(url: str) -> None:
    auckland = timezone(timedelta(hours=13))
    async with open_store(url) as store:
        await store.claim(1, (NOON - timedelta(minutes=1)).astimezone(auckland))
        await store.claim(2, NOON)
        await store.forget_updates(NOON.astimezone(timezone(timedelta(hours=-8))))
    assert await rows(url, "SELECT update_id FROM handled_update") == [(2,)]


async def test_no_column_for_text_name_or_user(url: str) -> None:
    async with open_store(url):
        pass

    def columns(connection: Connection) -> dict[str, set[str]]:
        look = inspect(connection)
        return {table: {column["name"] for column in look.get_columns(table)} for table in look.get_table_names()}

    assert await inspected(url, columns) == {
        "alembic_version": {"version_num"},
        "handled_update": {"update_id", "handled_at"},
        "outcome": {"id", "day", "place", "outcome", "entry", "confidence"},
    }


async def test_the_migrations_make_the_tables_that_the_code_expects(url: str) -> None:
    async with open_store(url):
        pass
    assert await inspected(url, lambda it: compare_metadata(MigrationContext.configure(it), metadata)) == []


async def test_an_older_database_is_migrated_and_keeps_its_rows(url: str) -> None:
    await inspected(url, lambda connection: migrate(connection, "0001"))
    await execute(url, "INSERT INTO outcome (day, place, outcome) VALUES ('2025-12-31', 'private', 'answer')")
    async with open_store(url) as store:
        assert await store.claim(1, NOON)
    assert await rows(url, "SELECT place, outcome FROM outcome") == [("private", "answer")]


async def test_a_database_of_a_newer_bot_is_left_alone(url: str) -> None:
    async with open_store(url):
        pass
    await execute(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"newer bot or another program .*9999.*: update the bot"):
        async with open_store(url):
            pass


async def test_a_migration_that_fails_leaves_nothing_behind(url: str) -> None:
    await execute(url, "CREATE TABLE handled_update (somebody_elses INTEGER)")
    with pytest.raises(StoreError, match=r"handled_update.* already exists"):
        async with open_store(url):
            pass
    assert await inspected(url, lambda connection: inspect(connection).get_table_names()) == ["handled_update"]


async def test_a_bot_that_starts_waits_for_one_that_is_migrating(url: str) -> None:
    async def start() -> None:
        async with open_store(url) as store:
            assert await store.claim(1, NOON)

    address = engine.parse(url)
    if address.drivername == "sqlite":
        engine.write_ahead(address)  # as the other bot has done
    async with beside(url) as other:
        await other.run_sync(migrate)
        starting = asyncio.create_task(start())
        await asyncio.sleep(0.2)
        assert not starting.done()
    await starting


async def test_connections_that_the_server_has_ended_cost_no_question(url: str) -> None:
    async with open_store(url) as store:
        assert await store.claim(1, NOON)
        if url.startswith("postgresql"):
            await execute(
                url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()",
            )
        assert not await store.claim(1, NOON)


async def test_an_error_after_the_start_names_the_database_without_its_password(url: str) -> None:
    async with open_store(url) as store:
        await store.ping()
        await execute(url, "DROP TABLE handled_update")
        with pytest.raises(StoreError, match=r"The database .* cannot be used \(.*handled_update.*\): check") as caught:
            await store.claim(1, NOON)
        await store.ping()
    address = engine.parse(url)
    assert str(address.database) in str(caught.value)
    assert str(address.password or "no password") not in str(caught.value)
