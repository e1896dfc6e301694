"""What the doctor says about the database."""

from collections.abc import Iterator

from bot.storage.checkup import Checkup, DatabaseState
from bot.terminal.findings import Finding, Level, finding

MEBIBYTE = 1024 * 1024
# A day of 5,000 targets takes less than the second; below the first, writing soon fails.
FULL, NEARLY_FULL = 100, 1024  # MiB
_LEVELS = {
    DatabaseState.READY: Level.FINE,
    DatabaseState.MISSING: Level.NOTE,
    DatabaseState.OLDER: Level.NOTE,
}


def examine_database(found: Checkup) -> Iterator[Finding]:
    """Say whether the bot can remember: opens, right version, writable, room on the disk."""
    level = _LEVELS.get(found.state, Level.PROBLEM)
    yield finding(level, f"database-{found.state}", revision=found.revision or "")
    if found.free_bytes is not None:
        yield _room(found.free_bytes // MEBIBYTE)
    if found.old_sqlite is not None:
        versions = {"version": found.old_sqlite, "wanted": found.sound_sqlite}
        yield finding(Level.NOTE, "sqlite-old", **versions)


def _room(free: int) -> Finding:
    if free < FULL:
        return finding(Level.PROBLEM, "disk-full", free=free)
    if free < NEARLY_FULL:
        return finding(Level.NOTE, "disk-nearly-full", free=free)
    return finding(Level.FINE, "disk", free=free // 1024)
