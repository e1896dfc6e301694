"""Backup and restore: a copy is whole, and nothing good is ever replaced by something bad."""

import sqlite3
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.storage.backup import back_up, examine, restore
from bot.storage.database import DatabaseRefused
from bot.storage.migrating import known_revisions, open_database
from bot.terminal import database as terminal
from tests.contract.household import Household

POSTGRES = "postgresql://u:hunter2@h/d"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/gatewise.db"


async def fill(url: str, *names: str) -> None:
    database = await open_database(url)
    household = Household(database)
    for name in names:
        await household.watch(name)
    await database.aclose()


def left_over(folder: Path) -> list[Path]:
    return [*folder.glob("*.restoring*"), *folder.glob("*.partial")]


async def names(url: str) -> list[str]:
    database = await open_database(url)
    try:
        return [one.target.host for one in await Household(database).watches.of_guild(1)]
    finally:
        await database.aclose()


async def test_a_backup_while_the_bot_runs_is_restored_later(url: str, tmp_path: Path) -> None:
    database = await open_database(url)
    await Household(database).watch("kept.example")
    back_up(url, tmp_path / "folder" / "backup.db")
    await Household(database).watch("later.example")
    await database.aclose()
    before = restore(url, tmp_path / "folder" / "backup.db")
    assert await names(url) == ["kept.example"]
    assert len(await names(f"sqlite:///{before}")) == 2


async def test_a_restore_needs_no_database_before(url: str, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path}/other.db"
    await fill(other, "a.example")
    back_up(other, tmp_path / "backup.db")
    restore(url, tmp_path / "backup.db")
    assert await names(url) == ["a.example"]


async def test_a_running_bot_is_not_restored_over(url: str, tmp_path: Path) -> None:
    database = await open_database(url)
    try:
        household = Household(database)
        await household.watch("a.example")
        back_up(url, tmp_path / "backup.db")
        await household.watch("b.example")
        with pytest.raises(DatabaseRefused, match="Stop the bot"):
            restore(url, tmp_path / "backup.db")
        assert len(await household.watches.of_guild(1)) == 2
    finally:
        await database.aclose()
    assert len(await names(url)) == 2


@pytest.mark.parametrize("harm", ["cut", "garbage", "text", "newer", "empty", "missing", "orphan"])
async def test_a_bad_backup_is_refused_and_changes_nothing(
    url: str, tmp_path: Path, harm: str
) -> None:
    await fill(url, "a.example")
    backup = tmp_path / "backup.db"
    back_up(url, backup)
    content = backup.read_bytes()
    statements = {
        "newer": "UPDATE alembic_version SET version_num = '9999'",
        "orphan": "DELETE FROM endpoint",
    }
    if harm in statements:
        connection = sqlite3.connect(backup)
        connection.execute(statements[harm])
        connection.commit()
        connection.close()
    elif harm == "missing":
        backup.unlink()
    else:
        middle = len(content) // 2
        harmed = {
            "cut": content[:middle],
            "garbage": content[:middle] + b"\x55" * 8192 + content[middle + 8192 :],
            "text": b"no database at all",
            "empty": b"",
        }
        backup.write_bytes(harmed[harm])
    with pytest.raises(DatabaseRefused):
        restore(url, backup)
    assert await names(url) == ["a.example"]
    assert left_over(tmp_path) == []


async def test_a_backup_never_overwrites(url: str, tmp_path: Path) -> None:
    await fill(url)
    taken = tmp_path / "taken.db"
    taken.write_text("precious", encoding="utf-8")
    with pytest.raises(DatabaseRefused, match="another name"):
        back_up(url, taken)
    assert taken.read_text(encoding="utf-8") == "precious"
    with pytest.raises(DatabaseRefused, match="no database"):
        back_up(f"sqlite:///{tmp_path}/nothing.db", tmp_path / "new.db")
    assert not (tmp_path / "nothing.db").exists()


def test_postgres_is_left_to_its_own_programs(tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefused, match="pg_dump") as refused:
        back_up(POSTGRES, tmp_path / "x")
    assert "hunter2" not in str(refused.value)
    with pytest.raises(DatabaseRefused, match="pg_restore"):
        restore(POSTGRES, tmp_path / "x")


def test_the_command_line_says_what_it_did(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    settings = Settings.load(None).storage
    assert max(known_revisions()) in terminal.upgrade(settings, "en")
    backup = tmp_path / "b.db"
    assert str(backup) in terminal.back_up(settings, backup, "en")
    examine(backup)
    assert "before-restore" in terminal.restore(settings, backup, "en")
