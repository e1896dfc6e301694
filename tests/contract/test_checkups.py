"""The doctor looks at a database without changing it."""

import os
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage.checkup import DatabaseState, check_up
from bot.storage.database import Database, read_url
from bot.storage.migrating import downgrade, newest_revision, open_database


async def set_revision(url: str, revision: str) -> None:
    database = Database(read_url(url))
    async with database.writing() as connection:
        await connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
    await database.aclose()


async def tables(url: str) -> list[str]:
    database = Database(read_url(url))
    query = (
        "SELECT name FROM sqlite_master"
        if database.is_sqlite
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    async with database.reading() as connection:
        found = (await connection.execute(text(query))).scalars().all()
    await database.aclose()
    return sorted(found)


async def test_a_database_of_this_version_is_ready_and_stays_as_it_is(url: str) -> None:
    before = await tables(url)
    found = await check_up(url)
    assert (found.state, found.revision) == (DatabaseState.READY, newest_revision())
    assert (found.free_bytes is not None) == found.is_sqlite == url.startswith("sqlite")
    assert await tables(url) == before


async def test_older_and_newer_ones_are_told_apart_and_left_alone(url: str) -> None:
    database = await open_database(url)
    await downgrade(database, "0001")
    await database.aclose()
    assert (await check_up(url)).state is DatabaseState.OLDER
    await set_revision(url, "9999")
    found = await check_up(url)
    assert (found.state, found.revision) == (DatabaseState.NEWER, "9999")


async def test_one_that_may_not_be_written_is_said_to_be_so(url: str) -> None:
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        if os.geteuid() == 0:
            pytest.skip("root may write everything")
        os.chmod(path, 0o400)  # noqa: PTH101 - quick
    else:
        database = Database(read_url(url))
        name = read_url(url).database
        async with database.writing() as connection:
            change = f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'
            await connection.execute(text(change))
        await database.aclose()
    assert (await check_up(url)).state is DatabaseState.READ_ONLY


async def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "gatewise.db"
    found = await check_up(f"sqlite:///{path}")
    assert (found.state, found.revision) == (DatabaseState.MISSING, None)
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - quick


async def test_what_is_no_database_does_not_open(tmp_path: Path) -> None:
    path = tmp_path / "gatewise.db"
    path.write_bytes(b"no database at all, but long enough to be read as a page" * 100)
    assert (await check_up(f"sqlite:///{path}")).state is DatabaseState.CLOSED
    nowhere = "postgresql://me:secret@127.0.0.1:1/gatewise"
    assert (await check_up(nowhere)).state is DatabaseState.CLOSED
    assert (await check_up("mysql://x")).state is DatabaseState.UNUSABLE
