"""The engine for a database address as people write it."""

from sqlalchemy import URL, AsyncAdaptedQueuePool, Connection, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import StoreError

# Seconds. A server that does not answer must become an error while somebody still waits for the reply.
CONNECT_TIMEOUT = 10
STATEMENT_TIMEOUT = 30


def parse(address: str) -> URL:
    """Read a database address.

    Raises:
        StoreError: It is neither SQLite nor PostgreSQL. The message does not repeat it: it may hold a password.

    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = URL.create("")
    backend = {"sqlite": "sqlite", "postgresql": "postgresql", "postgres": "postgresql"}.get(url.get_backend_name())
    # Two common slips: sqlite:// with too few slashes, where the path becomes a host, and an @ inside a password.
    if backend is None or (backend == "sqlite" and url.host) or "@" in (url.host or ""):
        raise StoreError(
            "BOT_DATABASE_URL is not an address that the bot understands: write sqlite:////folder/file.sqlite3 or "
            "postgresql://user:password@host:5432/database, and in the password %40 for @, %2F for / and %25 for %.",
        )
    return url.set(drivername=backend)


def name(url: URL) -> str:
    """Name the database for people: no password, nor the query part, which may hold one as well."""
    return url.set(query={}).render_as_string(hide_password=True)


def engine(url: URL) -> AsyncEngine:
    """Make the engine for a parsed address; nothing is opened yet.

    Raises:
        StoreError: PostgreSQL's driver is not installed.

    """
    return _sqlite(url) if url.drivername == "sqlite" else _postgresql(url)


def write_ahead(url: URL) -> None:
    """Switch an SQLite file to its write-ahead log: readers (a backup, a shell) and the bot never block each other.

    The file remembers it. It is done on a plain connection, before the asynchronous driver sees the file: aiosqlite
    leaves a thread behind when it cannot open a file, and that thread's traceback would bury our message.
    """
    plain = create_engine(url, poolclass=NullPool, connect_args={"timeout": CONNECT_TIMEOUT})
    with plain.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")


def _postgresql(url: URL) -> AsyncEngine:
    try:
        return create_async_engine(
            "postgresql+asyncpg://",
            # asyncpg reads the whole address itself: it knows sslmode and the like, SQLAlchemy would trip over them.
            connect_args={
                "dsn": url.render_as_string(hide_password=False),
                "timeout": CONNECT_TIMEOUT,
                "command_timeout": STATEMENT_TIMEOUT,
            },
            pool_pre_ping=True,  # a restart of the server costs no question
            hide_parameters=True,
        )
    except ModuleNotFoundError as error:
        raise StoreError(
            f"The database {name(url)} needs PostgreSQL's driver: run pip install 'yoga-answers[postgresql]'.",
        ) from error


def _sqlite(url: URL) -> AsyncEngine:
    made = create_async_engine(
        url.set(drivername="sqlite+aiosqlite"),
        # timeout is SQLite's busy_timeout: where another process (a backup, a bot that is just stopping) is writing, we
        # wait for it instead of failing at once. isolation_level=None leaves BEGIN to us, see below.
        connect_args={"timeout": CONNECT_TIMEOUT, "isolation_level": None},
        # SQLite takes one writer at a time, so our own tasks queue for one connection instead of polling its lock.
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
    )

    @event.listens_for(made.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        # Python's sqlite3 begins no transaction before DDL, so a failed migration would stay half done. IMMEDIATE takes
        # the write lock first: two processes that start at once migrate one after the other.
        # https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#pysqlite-serializable
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return made
