"""`gatewise db`: backup, restore and upgrade, and what to say about it."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.presentation.words import say
from bot.settings import StorageSettings
from bot.storage import backup
from bot.storage.migrating import current_revision, open_database


def back_up(settings: StorageSettings, to: Path | None, locale: str) -> str:
    """Write a backup; return a sentence about it. Raises `DatabaseRefused`."""
    path = to or Path(f"gatewise-{datetime.now(UTC):%Y%m%d-%H%M%S}.db")
    backup.back_up(settings.url.get_secret_value(), path)
    return say(locale, "db-backed-up", path=str(path))


def restore(settings: StorageSettings, path: Path, locale: str) -> str:
    """Put a backup in the database's place; return a sentence. Raises `DatabaseRefused`."""
    before = backup.restore(settings.url.get_secret_value(), path)
    return say(locale, "db-restored", path=str(path), before=str(before))


def upgrade(settings: StorageSettings, locale: str) -> str:
    """Bring the database to this version's shape; return a sentence. Raises `DatabaseRefused`."""
    return say(locale, "db-upgraded", revision=asyncio.run(_upgrade(settings)) or "")


async def _upgrade(settings: StorageSettings) -> str | None:
    database = await open_database(settings.url.get_secret_value())
    try:
        return await current_revision(database)
    finally:
        await database.aclose()
