"""The database itself: its shape, its transactions, and what it refuses."""

import asyncio
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, delete, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.storage.columns import metadata
from bot.storage.database import Database, DatabaseRefused, read_url, warn_of_old_sqlite
from bot.storage.migrating import (
    current_revision,
    downgrade,
    known_revisions,
    open_database,
    upgrade,
)
from bot.storage.tables import guild, watch
from bot.watching.recording import StoreUnavailable
from tests.contract.household import HUGE, START, Household

ROW = {"id": 5, "joined_at": START}


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version", "sqlite_sequence"}


def details(connection: Connection) -> set[str]:
    found = inspect(connection)
    return {
        " ".join((name, str(one["name"]), str(one.get("sqltext")), *_where(one)))
        for name in tables(connection)
        for one in (
            *found.get_columns(name),
            *found.get_indexes(name),
            *found.get_check_constraints(name),
        )
    }


def _where(one: Mapping[str, Any]) -> list[str]:
    return [f"{key}={value}" for key, value in one.get("dialect_options", {}).items()]


async def shape(database: Database) -> set[str]:
    async with database.reading() as connection:
        return await connection.run_sync(tables)


async def whole_shape(database: Database) -> set[str]:
    async with database.reading() as connection:
        return await connection.run_sync(details)


async def test_migrations_go_up_down_and_up(empty_url: str) -> None:
    database = await open_database(empty_url)
    try:
        full = await shape(database)
        assert full == set(metadata.tables)
        await downgrade(database, "base")
        assert await shape(database) == set()
        assert await current_revision(database) is None
        await upgrade(database)
        assert await shape(database) == full
    finally:
        await database.aclose()


async def test_every_single_step_goes_back_and_forth(empty_url: str) -> None:
    database = await open_database(empty_url)
    try:
        for _ in known_revisions():
            before = await whole_shape(database)
            await downgrade(database, "-1")
            assert await whole_shape(database) != before
            await upgrade(database, "+1")
            assert await whole_shape(database) == before
            await downgrade(database, "-1")
        assert await shape(database) == set()
    finally:
        await database.aclose()


async def test_migrations_make_just_what_the_tables_say(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection, opts={"compare_server_default": not database.is_sqlite}
        )
        return list(compare_metadata(context, metadata))

    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_an_unknown_revision_is_refused_and_left_alone(url: str, database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseRefused, match="newer Gatewise"):
        await open_database(url)
    assert await current_revision(database) == "9999"


async def test_two_that_start_at_once_both_get_a_database(empty_url: str) -> None:
    opened = await asyncio.gather(open_database(empty_url), open_database(empty_url))
    try:
        assert [await shape(one) for one in opened] == [set(metadata.tables)] * 2
    finally:
        for one in opened:
            await one.aclose()


async def test_an_error_leaves_nothing_behind(database: Database, household: Household) -> None:
    with pytest.raises(KeyError):
        async with database.writing() as connection:
            await connection.execute(insert(guild).values(ROW))
            raise KeyError
    assert await household.count(guild) == [0]


async def test_a_cancelled_write_leaves_nothing_and_blocks_nobody(
    database: Database, household: Household
) -> None:
    inside = asyncio.Event()

    async def write() -> None:
        async with database.writing() as connection:
            await connection.execute(insert(guild).values(ROW))
            inside.set()
            await asyncio.Event().wait()

    for number in range(3):
        inside.clear()
        task = asyncio.create_task(write())
        await inside.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await household.count(guild) == [number]
        async with database.writing() as connection:
            await connection.execute(insert(guild).values(ROW | {"id": number}))


async def test_writes_side_by_side_all_arrive(database: Database, household: Household) -> None:
    async def write(number: int) -> None:
        async with database.writing() as connection:
            await connection.execute(insert(guild).values(ROW | {"id": number}))

    await asyncio.gather(*(write(number) for number in range(50)))
    assert await household.count(guild) == [50]


async def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    query = select(guild.c.id)
    async with database.reading() as reader:
        assert (await reader.execute(query)).all() == []
        async with database.writing() as writer:
            await writer.execute(insert(guild).values(ROW))
        assert (await reader.execute(query)).all() == []


async def test_who_reads_can_not_write(database: Database) -> None:
    with pytest.raises((StoreUnavailable, DBAPIError)):
        async with database.reading() as connection:
            await connection.execute(insert(guild).values(ROW))


async def test_the_largest_id_and_the_finest_moment_come_back(
    database: Database, household: Household
) -> None:
    moment = START.replace(microsecond=999_999)
    async with database.writing() as connection:
        await connection.execute(insert(guild).values(id=HUGE, joined_at=moment))
    assert await household.rows(guild, ["id", "joined_at"]) == [(HUGE, moment)]


async def test_a_row_of_nothing_is_refused(database: Database, household: Household) -> None:
    await household.watch()
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await connection.execute(insert(watch).values(await _copied(database)))


async def _copied(database: Database) -> dict[str, object]:
    async with database.reading() as connection:
        row = (await connection.execute(select(watch))).one()
    return dict(row._mapping) | {"id": 99, "channel_id": 99, "guild_id": 404}


async def test_a_deleted_server_takes_its_watches_with_it(
    database: Database, household: Household
) -> None:
    await household.watch()
    async with database.writing() as connection:
        await connection.execute(delete(guild))
    assert await household.count(guild, watch) == [0, 0]


async def test_a_database_that_is_not_there_is_said_so() -> None:
    with pytest.raises(DatabaseRefused, match="DATABASE_URL"):
        await open_database("postgresql://nobody@127.0.0.1:9/none")


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear diary, today nothing went down. " * 100, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match="does not open"):
        await open_database(f"sqlite:///{path}")
    assert path.read_bytes() == before


async def test_sqlite_is_set_up_to_keep_what_it_was_told(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/new/folder/gatewise.db")
    wanted = {"journal_mode": "wal", "foreign_keys": 1, "mmap_size": 0, "busy_timeout": 5000}
    try:
        for opens, synchronous, autocheckpoint in (
            (database.writing(), 1, 1000),
            (database.writing(is_durable=True), 2, 1000),
            (database.reading(), None, 0),
        ):
            async with opens as connection:
                for name, value in wanted.items():
                    found = await connection.exec_driver_sql(f"PRAGMA {name}")
                    assert found.scalar_one() == value
                if synchronous is not None:
                    found = await connection.exec_driver_sql("PRAGMA synchronous")
                    assert found.scalar_one() == synchronous
                found = await connection.exec_driver_sql("PRAGMA wal_autocheckpoint")
                assert found.scalar_one() == autocheckpoint
    finally:
        await database.aclose()


async def test_a_write_waits_for_another_process(tmp_path: Path) -> None:
    path = tmp_path / "gatewise.db"
    database = await open_database(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")

        async def write() -> None:
            async with database.writing() as connection:
                await connection.execute(insert(guild).values(ROW))

        task = asyncio.create_task(write())
        # A turn of the loop is enough for the write to stand at the lock.
        await asyncio.sleep(0)
        other.execute("COMMIT")
        await task
        assert other.execute("SELECT id FROM guild").fetchall() == [(5,)]
    finally:
        other.close()
        await database.aclose()


@pytest.mark.parametrize(
    ("text_", "kind", "query"),
    [
        ("sqlite:///data/gatewise.db", "sqlite+aiosqlite", {}),
        ("postgresql://u:p@h/d", "postgresql+asyncpg", {}),
        ("postgres://u:p@h/d?sslmode=require", "postgresql+asyncpg", {"ssl": "require"}),
        ("postgresql+asyncpg://h/d", "postgresql+asyncpg", {}),
    ],
)
def test_addresses_of_databases(text_: str, kind: str, query: dict[str, str]) -> None:
    url = read_url(text_)
    assert (url.drivername, dict(url.query)) == (kind, query)


@pytest.mark.parametrize(
    "text_", ["", "sqlite://", "sqlite:///:memory:", "mysql://u:hunter2@h/d", "not an address"]
)
def test_other_addresses_are_refused_without_repeating_them(text_: str) -> None:
    with pytest.raises(DatabaseRefused) as refused:
        read_url(text_)
    assert "hunter2" not in str(refused.value)


def test_an_old_sqlite_is_warned_of() -> None:
    assert warn_of_old_sqlite((3, 51, 2))
    assert not warn_of_old_sqlite((3, 51, 3))


async def test_closed_lists_are_checked_by_the_database_too(database: Database) -> None:
    def checks(connection: Connection) -> dict[str, set[str | None]]:
        found = inspect(connection)
        return {
            name: {check["name"] for check in found.get_check_constraints(name)}
            for name in metadata.tables
        }

    async with database.reading() as connection:
        made = await connection.run_sync(checks)
    wanted = {
        name: {
            str(check.name)
            for check in table.constraints
            if isinstance(check, CheckConstraint) and check.name
        }
        for name, table in metadata.tables.items()
    }
    assert made == wanted
