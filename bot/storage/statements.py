"""Statements that SQLite and PostgreSQL spell the same way, though SQL's standard does not."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


class Turns(IntEnum):
    """What transactions take turns at. The numbers only have to be nobody else's."""

    FOLDING = 7_160_411_234


Insert = postgresql.Insert | sqlite.Insert


def insert_into(connection: AsyncConnection, table: Table) -> Insert:
    """Return an INSERT that can be told what to do when the row is there already."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


async def take_turns(connection: AsyncConnection, what: Turns) -> None:
    """Wait until no other transaction is at it, and keep others out to the end of this one.

    On SQLite one writes at a time anyway.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(what.value)))


async def put(connection: AsyncConnection, table: Table, values: Mapping[str, Any]) -> None:
    """Store a row, in the place of the one with the same primary key if there is one."""
    keys = [column.name for column in table.primary_key]
    changed = {name: value for name, value in values.items() if name not in keys}
    statement = insert_into(connection, table).values(values)
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


async def put_new(connection: AsyncConnection, table: Table, values: Mapping[str, Any]) -> bool:
    """Store a row unless one like it is there, by any unique key. Say whether it was new."""
    statement = insert_into(connection, table).values(values).on_conflict_do_nothing()
    return (await connection.execute(statement)).rowcount == 1
