"""Bringing a database to the shape this version needs, or refusing to touch it."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.storage.database import Database, DatabaseRefused, read_url, warn_of_old_sqlite
from bot.watching.recording import StoreUnavailable

log = structlog.stdlib.get_logger(__name__)

MIGRATIONS = Path(__file__).with_name("migrations")
# Two processes that start at once take turns; the number only has to be nobody else's.
_POSTGRES_LOCK = 7_160_411_233
_Step = Callable[[Config, str], None]


async def open_database(url: str) -> Database:
    """Open a database, made or upgraded as needed. The caller closes it.

    Raises `DatabaseRefused` where a person has to do something.
    """
    async with AsyncExitStack() as opened:
        database = Database(read_url(url))
        opened.push_async_callback(database.aclose)
        if database.is_sqlite:
            warn_of_old_sqlite()
        try:
            await upgrade(database)
        except StoreUnavailable as error:
            raise DatabaseRefused(
                "The database does not open. Check DATABASE_URL, and that it is running, writable "
                "and has room."
            ) from error
        opened.pop_all()
    return database


async def upgrade(database: Database, revision: str = "head") -> None:
    """Bring a database to a revision, all or nothing. Raises `DatabaseRefused`."""
    await _migrate(database, command.upgrade, revision)


async def downgrade(database: Database, revision: str) -> None:
    """Take a database back to a revision, "base" for an empty one. Deletes what is not in it."""
    await _migrate(database, command.downgrade, revision)


async def current_revision(database: Database) -> str | None:
    """Return a database's revision; None for an empty one."""
    async with database.reading() as connection:
        return await connection.run_sync(_revision_of)


def known_revisions() -> frozenset[str]:
    """Return every revision that this version can upgrade from."""
    scripts = ScriptDirectory.from_config(_config())
    return frozenset(script.revision for script in scripts.walk_revisions())


def newest_revision() -> str | None:
    """Return the revision that this version works with."""
    return ScriptDirectory.from_config(_config()).get_current_head()


async def _migrate(database: Database, step: _Step, revision: str) -> None:
    def run(connection: Connection) -> None:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
        before = _revision_of(connection)
        refuse_unknown(before)
        config = _config()
        config.attributes["connection"] = connection
        step(config, revision)
        after = _revision_of(connection)
        if after != before:
            log.info("database_migrated", before=before, after=after)

    async with database.writing(is_durable=True) as connection:
        await connection.run_sync(run)


def refuse_unknown(revision: str | None) -> None:
    """Raise `DatabaseRefused` for a revision that this version has never heard of."""
    if revision is not None and revision not in known_revisions():
        raise DatabaseRefused(
            f"The database is of a newer Gatewise (its revision is {revision}). Install that "
            "version again, or restore a backup made before: gatewise db restore."
        )


def _revision_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    # A percent sign would begin a variable.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
