"""Looking at the database without changing it: whether it opens, is current, and can be written.

For `gatewise doctor`. A database that is not there yet is not made.
"""

import os
import shutil
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Never

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import SOUND_SQLITE, Database, DatabaseRefused, read_url
from bot.storage.migrating import current_revision, known_revisions, newest_revision
from bot.watching.recording import StoreUnavailable


class DatabaseState(StrEnum):
    """How a database is."""

    READY = "ready"
    MISSING = "missing"  # a file that the first start makes
    OLDER = "older"  # the next start upgrades it
    NEWER = "newer"  # of a version that we are not
    READ_ONLY = "read-only"
    CLOSED = "closed"  # it does not open
    UNUSABLE = "unusable"  # DATABASE_URL is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What was found."""

    state: DatabaseState
    is_sqlite: bool = True
    revision: str | None = None
    free_bytes: int | None = None  # on the disk of a SQLite file
    old_sqlite: str | None = None  # the version, where it has a known bug
    sound_sqlite: str = ".".join(map(str, SOUND_SQLITE))


class _Undo(Exception):
    """Ends a transaction so that nothing of it stays."""


async def check_up(url: str) -> Checkup:
    """Look at the database that DATABASE_URL names."""
    try:
        address = read_url(url)
    except DatabaseRefused:
        return Checkup(state=DatabaseState.UNUSABLE)
    if address.get_backend_name() != "sqlite":
        state, revision = await _look_into(Database(address))
        return Checkup(state=state, is_sqlite=False, revision=revision)
    path = Path(address.database or "")
    place = _nearest_folder(path)
    if (missing := _missing(path, place)) is not None:
        state, revision = missing, None
    else:
        state, revision = await _look_into(Database(address))
    is_old = sqlite3.sqlite_version_info[:3] < SOUND_SQLITE
    return Checkup(
        state=state,
        revision=revision,
        free_bytes=shutil.disk_usage(place).free,
        old_sqlite=sqlite3.sqlite_version if is_old else None,
    )


async def _look_into(database: Database) -> tuple[DatabaseState, str | None]:
    try:
        revision = await current_revision(database)
        if revision is not None and revision not in known_revisions():
            return DatabaseState.NEWER, revision
        if not await _can_write(database):
            return DatabaseState.READ_ONLY, revision
    except StoreUnavailable:
        return DatabaseState.CLOSED, None
    finally:
        await database.aclose()
    is_current = revision == newest_revision()
    return DatabaseState.READY if is_current else DatabaseState.OLDER, revision


async def _can_write(database: Database) -> bool:
    """Make a table and take it back."""
    try:
        async with database.writing() as connection:
            await _make_table(connection)
    except _Undo:
        return True
    except (StoreUnavailable, DBAPIError):  # not allowed to is a mistake of ours elsewhere
        return False


async def _make_table(connection: AsyncConnection) -> Never:
    await connection.execute(text("CREATE TABLE gatewise_checkup (id INTEGER)"))
    raise _Undo


def _missing(path: Path, place: Path) -> DatabaseState | None:
    """Return how it is about a file that is not there; None for one that is."""
    if path.exists():
        return None
    can_be_made = os.access(place, os.W_OK | os.X_OK)
    return DatabaseState.MISSING if can_be_made else DatabaseState.READ_ONLY


def _nearest_folder(path: Path) -> Path:
    """Return the folder a file is in, or the one in which that folder will be made."""
    return next(folder for folder in path.absolute().parents if folder.is_dir())
