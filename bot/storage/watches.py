"""Watches and planned work. Fulfils `bot.watching.ports.Watches` and `Roster`."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.attendance import join
from bot.storage.database import Database
from bot.storage.documents import (
    digest_of,
    expectations_document,
    read_expectations,
    read_target,
)
from bot.storage.guilds import meet, note_change
from bot.storage.tables import endpoint, guild, maintenance, watch
from bot.storage.yardsticks import (
    mark_spans,
    mark_unwatched,
    new_endpoint,
    place,
    settle,
    windows_of,
    yardstick_for,
)
from bot.watching.maintenance import Window, canonical
from bot.watching.ports import (
    Actor,
    PlannedWork,
    TooManyWatches,
    WatchChanges,
    WatchExists,
    WatchWish,
)
from bot.watching.watch import QuietHours, Watch
from bot.watching.windows import parse_window


class WatchStore:
    """Watches in a database."""

    def __init__(
        self, database: Database, *, private_guilds: Collection[int] = frozenset()
    ) -> None:
        """Take the database. `private_guilds`: servers that share what is seen with no others.

        They may have private networks looked at, and a name may lead there.
        """
        self._database = database
        self._private_guilds = frozenset(private_guilds)

    async def add(
        self, wishes: Sequence[WatchWish], actor: Actor, *, most: int
    ) -> tuple[Watch, ...]:
        """Store watches, all or none. Raises `WatchExists`, `TooManyWatches`."""
        try:
            async with self._database.writing(is_durable=True) as connection:
                ids = await self._insert_all(connection, wishes, actor, most=most)
                rows = await _rows(connection, watch.c.id.in_(ids))
        except IntegrityError as error:
            raise WatchExists("The channel follows that target already.") from error
        by_id = {row.id: read_watch(row) for row in rows}
        return tuple(by_id[id_] for id_ in ids)

    async def change(self, watch_: Watch, actor: Actor) -> bool:
        """Store what changed about a watch, pausing included. False: there is no such watch.

        Its target stays what it is. Raises `WatchExists`.
        """
        try:
            async with self._database.writing(is_durable=True) as connection:
                return await _change(connection, watch_, actor)
        except IntegrityError as error:
            raise WatchExists("The channel follows that target already.") from error

    async def remove(self, watch_id: int, actor: Actor) -> bool:
        """Delete a watch. False: there is none in that server."""
        async with self._database.writing(is_durable=True) as connection:
            return await _remove(connection, watch_id, actor)

    async def rearrange(self, changes: WatchChanges, actor: Actor, *, most: int) -> None:
        """Add, change and remove watches, all or nothing.

        Raises `WatchExists`, `TooManyWatches`, and `LookupError` where one is not there any more.
        """
        try:
            async with self._database.writing(is_durable=True) as connection:
                done = [await _remove(connection, id_, actor) for id_ in changes.remove]
                done += [await _change(connection, one, actor) for one in changes.change]
                if not all(done):
                    raise LookupError("One of the watches is not there any more.")
                if changes.add:
                    await self._insert_all(connection, changes.add, actor, most=most)
        except IntegrityError as error:
            raise WatchExists("The channel follows that target already.") from error

    async def of_guild(self, guild_id: int) -> tuple[Watch, ...]:
        """Return a server's watches by name."""
        async with self._database.reading() as connection:
            rows = await _rows(connection, watch.c.guild_id == guild_id)
        return tuple(sorted(map(read_watch, rows), key=_by_name))

    async def plan(
        self, window: Window, actor: Actor, *, watch_id: int | None = None, note: str = ""
    ) -> PlannedWork:
        """Store planned work. Raises `LookupError` where the server has no such watch."""
        async with self._database.writing(is_durable=True) as connection:
            await meet(connection, actor)
            touched = await _touched(connection, actor.guild_id, watch_id)
            if watch_id is not None and not touched:
                raise LookupError("There is no such watch in this server.")
            values = {
                "guild_id": actor.guild_id,
                "watch_id": watch_id,
                "window": canonical(window),
                "note": note,
                "created_by": actor.user_id,
                "created_at": actor.at,
            }
            made = await connection.execute(
                insert(maintenance).values(values).returning(maintenance.c.id)
            )
            work_id = made.scalar_one()
            await place(connection, touched, actor.at)
            detail = {"id": work_id, "window": values["window"], "watch": watch_id}
            await note_change(connection, actor, "maintenance-planned", detail)
        return PlannedWork(
            id=work_id, guild_id=actor.guild_id, watch_id=watch_id, window=window, note=note
        )

    async def cancel(self, work_id: int, actor: Actor) -> bool:
        """Delete planned work. False: there is none in that server."""
        mine = (maintenance.c.id == work_id, maintenance.c.guild_id == actor.guild_id)
        async with self._database.writing(is_durable=True) as connection:
            gone = await connection.execute(
                delete(maintenance)
                .where(*mine)
                .returning(maintenance.c.watch_id, maintenance.c.window)
            )
            row = gone.one_or_none()
            if row is None:
                return False
            touched = await _touched(connection, actor.guild_id, row.watch_id)
            await place(connection, touched, actor.at)
            detail = {"id": work_id, "window": row.window}
            await note_change(connection, actor, "maintenance-cancelled", detail)
        return True

    async def planned(self, guild_id: int) -> tuple[PlannedWork, ...]:
        """Return a server's planned work."""
        query = (
            select(maintenance).where(maintenance.c.guild_id == guild_id).order_by(maintenance.c.id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(
            PlannedWork(
                id=row.id,
                guild_id=row.guild_id,
                watch_id=row.watch_id,
                window=parse_window(row.window),
                note=row.note,
            )
            for row in rows
        )

    async def _insert_all(
        self,
        connection: AsyncConnection,
        wishes: Sequence[WatchWish],
        actor: Actor,
        *,
        most: int,
    ) -> list[int]:
        await meet(connection, actor)
        # Admins who add at once wait for one another: the limit is for all of them.
        await connection.execute(
            select(guild.c.id).where(guild.c.id == actor.guild_id).with_for_update()
        )
        ids = [
            await _insert(connection, wish, actor, self._digest(wish.target.url, actor))
            for wish in wishes
        ]
        await mark_spans(connection, ids, actor.at)
        if await _count(connection, actor.guild_id) > most:
            raise TooManyWatches(most)
        await join(connection, ids, actor.at)
        return ids

    def _digest(self, url: str, actor: Actor) -> str:
        """Return the fingerprint of what is shared by all who watch a URL."""
        return digest_of(f"private {url}" if actor.guild_id in self._private_guilds else url)


def read_watch(row: Row[Any]) -> Watch:
    """Return a watch from its row, which has its endpoint's URL."""
    quiet = None
    if row.quiet_begins is not None and row.quiet_ends is not None:
        quiet = QuietHours(begins=row.quiet_begins, ends=row.quiet_ends)
    return Watch(
        id=row.id,
        guild_id=row.guild_id,
        endpoint_id=row.endpoint_id,
        target=read_target(row.url),
        channel_id=row.channel_id,
        name=row.name,
        interval=timedelta(seconds=row.interval_s),
        role_id=row.role_id,
        expectations=read_expectations(row.expectations),
        quiet_hours=quiet,
        is_paused=row.is_paused,
    )


def _by_name(watch_: Watch) -> tuple[str, int]:
    return watch_.name.casefold(), watch_.id


async def _change(connection: AsyncConnection, watch_: Watch, actor: Actor) -> bool:
    mine = (watch.c.id == watch_.id, watch.c.guild_id == actor.guild_id)
    before = (await connection.execute(select(watch).where(*mine))).one_or_none()
    if before is None:
        return False
    await connection.execute(update(watch).where(*mine).values(_values(watch_)))
    await _follow(connection, before, watch_, actor.at)
    await note_change(connection, actor, "watch-changed", _shown(watch_.id, watch_))
    return True


async def _remove(connection: AsyncConnection, watch_id: int, actor: Actor) -> bool:
    mine = (watch.c.id == watch_id) & (watch.c.guild_id == actor.guild_id)
    rows = await _rows(connection, mine)
    if not rows:
        return False
    gone = rows[0]
    await connection.execute(delete(watch).where(watch.c.id == watch_id))
    await settle(connection, [gone.yardstick_id], actor.at)
    await mark_unwatched(connection, [gone.endpoint_id], actor.at)
    await note_change(connection, actor, "watch-removed", _shown(watch_id, read_watch(gone)))
    return True


async def _insert(connection: AsyncConnection, wish: WatchWish, actor: Actor, digest: str) -> int:
    endpoint_id = await new_endpoint(connection, wish.target.url, digest, actor.at)
    windows = await windows_of(connection, actor.guild_id, None)
    values = {
        **_values(wish),
        "guild_id": actor.guild_id,
        "endpoint_id": endpoint_id,
        "yardstick_id": await yardstick_for(
            connection, endpoint_id, expectations_document(wish.expectations), windows
        ),
        "created_at": actor.at,
    }
    made = await connection.execute(insert(watch).values(values).returning(watch.c.id))
    watch_id: int = made.scalar_one()
    await mark_unwatched(connection, [endpoint_id], actor.at)
    await note_change(connection, actor, "watch-added", _shown(watch_id, wish))
    return watch_id


async def _follow(
    connection: AsyncConnection, before: Row[Any], after: Watch, at: datetime
) -> None:
    """Bring what follows from a watch in line with what changed about it."""
    await place(connection, [after.id], at)
    of_watch = select(watch.c.yardstick_id).where(watch.c.id == after.id)
    await settle(connection, (await connection.execute(of_watch)).scalars().all(), at)
    if (before.channel_id, before.is_paused) != (after.channel_id, after.is_paused):
        await join(connection, [after.id], at)


def _values(wish: WatchWish | Watch) -> dict[str, Any]:
    quiet = wish.quiet_hours
    return {
        "channel_id": wish.channel_id,
        "name": wish.name,
        "role_id": wish.role_id,
        "interval_s": round(wish.interval.total_seconds()),
        "expectations": expectations_document(wish.expectations),
        "quiet_begins": None if quiet is None else quiet.begins,
        "quiet_ends": None if quiet is None else quiet.ends,
        "is_paused": wish.is_paused,
    }


def _shown(watch_id: int, wish: WatchWish | Watch) -> dict[str, Any]:
    """Return a watch as an audit entry holds it: words and numbers, nothing that is not set."""
    values = _values(wish)
    values |= {name: values[name] and f"{values[name]:%H:%M}" for name in _QUIET}
    shown = {name: value for name, value in values.items() if value is not None}
    return {"id": watch_id, "url": wish.target.url, **shown}


_QUIET = ("quiet_begins", "quiet_ends")


async def _rows(connection: AsyncConnection, condition: ColumnElement[bool]) -> Sequence[Row[Any]]:
    query = select(watch, endpoint.c.url).join(endpoint).where(condition).order_by(watch.c.id)
    return (await connection.execute(query)).all()


async def _touched(
    connection: AsyncConnection, guild_id: int, watch_id: int | None
) -> Collection[int]:
    query = select(watch.c.id).where(watch.c.guild_id == guild_id)
    if watch_id is not None:
        query = query.where(watch.c.id == watch_id)
    return (await connection.execute(query)).scalars().all()


async def _count(connection: AsyncConnection, guild_id: int) -> int:
    query = select(func.count()).select_from(watch).where(watch.c.guild_id == guild_id)
    return int((await connection.execute(query)).scalar_one())
