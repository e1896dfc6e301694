"""The database: where it is, how its connections are set up, and transactions.

SQLite: one connection writes, behind a lock, and every transaction on it takes the write lock at
once; others only read. What must survive a power cut is written with `is_durable`. PostgreSQL: one
pool; it is always durable.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.watching.recording import StoreUnavailable

log = structlog.stdlib.get_logger(__name__)

READERS = 4
POSTGRES_POOL = 10
POOL_WAIT_SECONDS = 10.0
CLOSE_SECONDS = 5.0
# Below this, two connections that write and tidy up at once can corrupt the file
# (https://sqlite.org/wal.html, "The WAL-Reset Bug"). Ours has one that does either.
SOUND_SQLITE = (3, 51, 3)
_SETTINGS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-32000",
    "PRAGMA journal_size_limit=67108864",
)
_WRITER_SETTINGS = ("PRAGMA journal_mode=WAL", *_SETTINGS)
_READER_SETTINGS = (*_SETTINGS, "PRAGMA wal_autocheckpoint=0", "PRAGMA query_only=ON")
_BUGS = (IntegrityError, ProgrammingError, DataError)


class DatabaseRefused(RuntimeError):
    """The database can't be used as it is. The message says what to do."""


def read_url(text: str) -> URL:
    """Return what DATABASE_URL means: a SQLite file or a PostgreSQL database.

    Raises `DatabaseRefused`; its message never repeats the text, which may hold a password.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise DatabaseRefused("DATABASE_URL is no address of a database.") from None
    kind = url.drivername.partition("+")[0]
    if kind == "sqlite":
        if url.database in {None, "", ":memory:"}:
            raise DatabaseRefused("DATABASE_URL must name a file: sqlite:///data/gatewise.db")
        return url.set(drivername="sqlite+aiosqlite")
    if kind in {"postgresql", "postgres"}:
        query = dict(url.query)
        if "sslmode" in query:  # libpq's word; asyncpg's is ssl
            query["ssl"] = query.pop("sslmode")
        return url.set(drivername="postgresql+asyncpg", query=query)
    raise DatabaseRefused("DATABASE_URL must begin with sqlite:/// or postgresql://")


class Database:
    """Transactions for reading and for writing. Close it: an open one keeps the process alive."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._writer, self._reader = _sqlite_engines(url)
        else:
            self._writer, self._reader = _postgres_engines(url)
        self._durable = self._writer.execution_options(is_durable=True)
        self._writing = asyncio.Lock() if self.is_sqlite else None
        self._is_closed = False
        self._under_way = 0
        self._at_rest = asyncio.Event()
        self._at_rest.set()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Read from one unchanging state of the database. Raises `StoreUnavailable`."""
        with self._entered(), _translated():
            async with self._reader.begin() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self, *, is_durable: bool = False) -> AsyncIterator[AsyncConnection]:
        """Write all or nothing. Raises `StoreUnavailable`.

        `is_durable`: on disk before this returns, which on SQLite costs a wait for the disk.
        """
        engine = self._durable if is_durable else self._writer
        with self._entered(), _translated():
            if self._writing is None:
                async with engine.begin() as connection:
                    yield connection
            else:
                async with self._writing, engine.begin() as connection:
                    yield connection

    async def aclose(self) -> None:
        """Close every connection, once what is under way has ended. Nothing is begun any more."""
        self._is_closed = True
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._at_rest.wait()
        await self._reader.dispose()
        await self._writer.dispose()

    @contextmanager
    def _entered(self) -> Iterator[None]:
        """Count a transaction: one that outlived the engine would never be closed."""
        if self._is_closed:
            raise StoreUnavailable("closed")
        self._under_way += 1
        self._at_rest.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._at_rest.set()


def warn_of_old_sqlite(version: tuple[int, int, int] = sqlite3.sqlite_version_info[:3]) -> bool:
    """Log the version of SQLite, and say so when it is one with a known bug."""
    shown = ".".join(map(str, version))
    if version >= SOUND_SQLITE:
        log.info("sqlite", version=shown)
        return False
    log.warning("sqlite_is_old", version=shown, wanted=".".join(map(str, SOUND_SQLITE)))
    return True


def _sqlite_engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    path = Path(url.database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseRefused(f"The folder {path.parent} can't be made; check DATABASE_URL.") from (
            error
        )
    writer = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=POOL_WAIT_SECONDS)
    reader = create_async_engine(
        url, pool_size=READERS, max_overflow=0, pool_timeout=POOL_WAIT_SECONDS
    )
    _set_up(writer, _WRITER_SETTINGS)
    _set_up(reader, _READER_SETTINGS)
    event.listen(writer.sync_engine, "begin", _begin_writing)
    event.listen(reader.sync_engine, "begin", _begin_reading)
    return writer, reader


def _postgres_engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    engine = create_async_engine(
        url,
        pool_size=POSTGRES_POOL,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS,
        pool_pre_ping=True,
        connect_args={"timeout": POOL_WAIT_SECONDS, "command_timeout": 60},
    )
    # One transaction reads several times; it must not see halves of what others write.
    return engine, engine.execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )


def _set_up(engine: AsyncEngine, statements: tuple[str, ...]) -> None:
    def on_connect(connection: Any, _: object) -> None:
        # Transactions begin where we say so, not where the driver thinks they should.
        connection.isolation_level = None
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        cursor.close()

    event.listen(engine.sync_engine, "connect", on_connect)


def _begin_writing(connection: Connection) -> None:
    is_durable = connection.get_execution_options().get("is_durable", False)
    # A deferred transaction that comes to write late is refused without waiting.
    connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if is_durable else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


@contextmanager
def _translated() -> Iterator[None]:
    """Tell a database that can't serve from a mistake of ours, which stays what it is."""
    try:
        yield
    except _BUGS:
        raise
    except (DBAPIError, PoolTimeout, OSError) as error:
        raise StoreUnavailable(type(error).__name__) from error
