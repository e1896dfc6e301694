"""Backup and restore of a SQLite file. A PostgreSQL database has programs of its own for that.

A copy is made by SQLite itself: copying the file would miss what stands in its log.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.storage.database import DatabaseRefused, read_url
from bot.storage.migrating import known_revisions

_WAIT_SECONDS = 2.0


def back_up(url: str, to: Path) -> None:
    """Write a copy of the database while the bot may be running. Raises `DatabaseRefused`."""
    source = _file_of(url, "pg_dump --format=custom --file=gatewise.dump")
    if not source.is_file():
        raise DatabaseRefused(f"There is no database at {source} yet.")
    if to.exists():
        raise DatabaseRefused(f"{to} is there already; choose another name.")
    with _explained(f"The backup could not be written to {to}."):
        to.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, to)


def restore(url: str, backup: Path) -> Path:
    """Put a backup in the place of the database, after a look at whether it is whole.

    The bot must be stopped. Returns where the database went that was there before; raises
    `DatabaseRefused`, and then nothing was changed.
    """
    place = _file_of(url, "pg_restore --clean --dbname=gatewise gatewise.dump")
    examine(backup)
    before = place.with_name(f"{place.name}.before-restore")
    fresh = place.with_name(f"{place.name}.restoring")
    with _explained(f"The database at {place} could not be replaced."):
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        _copy(backup, fresh)
        if place.exists():
            _take_out_of_use(place)
            place.replace(before)
        fresh.replace(place)
    return before


def examine(backup: Path) -> None:
    """Raise `DatabaseRefused` unless a file is a whole database that this version understands."""
    if not backup.is_file():
        raise DatabaseRefused(f"There is no file at {backup}.")
    with _explained(f"{backup} is no whole Gatewise database."), _opened(backup) as connection:
        damage = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        strays = connection.execute("PRAGMA foreign_key_check").fetchone()
        revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if damage != "ok" or strays is not None or len(revisions) != 1:
        raise DatabaseRefused(f"{backup} is damaged. Take another backup.")
    if revisions[0][0] not in known_revisions():
        raise DatabaseRefused(
            f"{backup} is of a newer Gatewise (its revision is {revisions[0][0]}). Install that "
            "version first."
        )


def _file_of(url: str, instead: str) -> Path:
    found = read_url(url)
    if found.get_backend_name() != "sqlite":
        raise DatabaseRefused(f"The database is PostgreSQL. Use its own program: {instead}")
    return Path(found.database or "")


def _copy(source: Path, to: Path) -> None:
    """Copy a database so that `to` is there as a whole or not at all."""
    partial = to.with_name(f"{to.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with _opened(source) as connection:
            connection.execute("VACUUM INTO ?", (str(partial),))
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.replace(to)
    finally:
        partial.unlink(missing_ok=True)


def _take_out_of_use(path: Path) -> None:
    """Bring all that stands in the log into the file. Fails while anybody has it open."""
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise DatabaseRefused("The database is in use. Stop the bot, then try again.") from error
    except sqlite3.DatabaseError:
        # Damaged, which may be the very reason for restoring. Its log is of no use either.
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    address = f"{path.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS)) as connection:
        connection.isolation_level = None
        yield connection


@contextmanager
def _explained(sentence: str) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise DatabaseRefused(f"{sentence} ({error})") from error
