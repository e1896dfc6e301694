"""Which yardstick each watch's looks are held against, and when nobody watches by one any more.

Watches of one endpoint that ask for the same share a yardstick, and with it a condition and its
incidents. When what a watch asks for changes, a yardstick that was its alone changes with it.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, exists, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.announcing import retell
from bot.storage.attendance import goes_on, has_active_watch, is_active, join, leave
from bot.storage.columns import Instant
from bot.storage.documents import read_windows, window_texts, yardstick_digest
from bot.storage.history_tables import sample
from bot.storage.statements import insert_into, put_new
from bot.storage.tables import (
    condition,
    endpoint,
    guild,
    incident,
    maintenance,
    watch,
    watch_span,
    yardstick,
)


async def yardstick_for(
    connection: AsyncConnection,
    endpoint_id: int,
    expectations: dict[str, Any] | None,
    windows: list[str],
) -> int:
    """Return the yardstick that asks for exactly this, making it if there is none."""
    values = {
        "endpoint_id": endpoint_id,
        "digest": yardstick_digest(expectations, windows),
        "expectations": expectations,
        "windows": windows,
    }
    await put_new(connection, yardstick, values)
    query = select(yardstick.c.id).where(
        yardstick.c.endpoint_id == endpoint_id, yardstick.c.digest == values["digest"]
    )
    return int((await connection.execute(query)).scalar_one())


async def windows_of(connection: AsyncConnection, guild_id: int, watch_id: int | None) -> list[str]:
    """Return the planned work that holds for a watch: its own and its whole server's."""
    query = select(maintenance.c.window).where(
        maintenance.c.guild_id == guild_id,
        or_(maintenance.c.watch_id.is_(None), maintenance.c.watch_id == watch_id),
    )
    texts = (await connection.execute(query)).scalars().all()
    return window_texts(read_windows(texts))


async def place(connection: AsyncConnection, watch_ids: Iterable[int], at: datetime) -> None:
    """Hold watches against what they ask for now, and keep since when."""
    left: dict[int, int] = {}  # yardsticks by the watches that left them
    query = select(watch).where(watch.c.id.in_(tuple(watch_ids))).order_by(watch.c.id)
    rows = (await connection.execute(query)).all()
    for row in rows:
        if await _place_one(connection, row):
            left[row.id] = row.yardstick_id
    await mark_spans(connection, [row.id for row in rows], at)
    await settle(connection, set(left.values()), at)
    await join(connection, left, at)


async def _place_one(connection: AsyncConnection, row: Row[Any]) -> bool:
    """Hold a watch against what it asks for now; tell whether it left its yardstick."""
    windows = await windows_of(connection, row.guild_id, row.id)
    digest = yardstick_digest(row.expectations, windows)
    known = select(yardstick.c.id).where(
        yardstick.c.endpoint_id == row.endpoint_id, yardstick.c.digest == digest
    )
    found = (await connection.execute(known)).scalar_one_or_none()
    if found == row.yardstick_id:
        return False
    shared = select(func.count()).select_from(watch).where(watch.c.yardstick_id == row.yardstick_id)
    is_alone = (await connection.execute(shared)).scalar_one() == 1
    if found is None and is_alone:
        await connection.execute(
            update(yardstick)
            .where(yardstick.c.id == row.yardstick_id)
            .values(digest=digest, expectations=row.expectations, windows=windows)
        )
        return False
    moved = await yardstick_for(connection, row.endpoint_id, row.expectations, windows)
    await connection.execute(update(watch).where(watch.c.id == row.id).values(yardstick_id=moved))
    return True


async def settle(connection: AsyncConnection, yardsticks: Collection[int], at: datetime) -> None:
    """End what is open where nobody follows any more: how it went on, nobody saw.

    Where others still do, it ends for the channels that have no watch of it left.
    """
    if not yardsticks:
        return
    idle = (
        (
            await connection.execute(
                select(yardstick.c.id).where(
                    yardstick.c.id.in_(tuple(yardsticks)), ~has_active_watch()
                )
            )
        )
        .scalars()
        .all()
    )
    await connection.execute(delete(condition).where(condition.c.yardstick_id.in_(idle)))
    open_ones = select(incident.c.id).where(incident.c.yardstick_id.in_(idle), goes_on())
    for incident_id in (await connection.execute(open_ones)).scalars().all():
        await connection.execute(
            update(incident)
            .where(incident.c.id == incident_id)
            .values(
                resolved_at=func.coalesce(incident.c.resolved_at, literal(at, Instant)),
                is_abandoned=True,
                is_unstable=False,
            )
        )
        await retell(connection, incident_id, at, is_end=True)
    await leave(connection, yardsticks, at)


async def follow_guild(connection: AsyncConnection, guild_id: int, at: datetime) -> None:
    """Bring spans and yardsticks in line after a server left or came back."""
    query = select(watch.c.id, watch.c.yardstick_id).where(watch.c.guild_id == guild_id)
    rows = (await connection.execute(query)).all()
    await mark_spans(connection, [row.id for row in rows], at)
    await settle(connection, {row.yardstick_id for row in rows}, at)
    await join(connection, [row.id for row in rows], at)


async def mark_spans(connection: AsyncConnection, watch_ids: Sequence[int], at: datetime) -> None:
    """Begin or end the spans in which watches were followed and held against one thing."""
    held = (watch.c.id.label("watch_id"), watch.c.yardstick_id, yardstick.c.windows)
    active = select(*held).join(guild).join(yardstick, yardstick.c.id == watch.c.yardstick_id)
    running = await _held(connection, active.where(watch.c.id.in_(watch_ids), is_active()))
    spans = select(watch_span.c.watch_id, watch_span.c.yardstick_id, watch_span.c.windows)
    is_open = (watch_span.c.watch_id.in_(watch_ids), watch_span.c.ends.is_(None))
    open_before = await _held(connection, spans.where(*is_open))
    over = [id_ for id_, values in open_before.items() if running.get(id_) != values]
    await connection.execute(
        update(watch_span)
        .where(watch_span.c.watch_id.in_(over), watch_span.c.ends.is_(None))
        .values(ends=at)
    )
    new = [
        {**values, "begins": at}
        for id_, values in sorted(running.items())
        if open_before.get(id_) != values
    ]
    if new:
        # One that was paused and resumed at the same moment was never away.
        statement = insert_into(connection, watch_span)
        again = {name: statement.excluded[name] for name in ("yardstick_id", "windows")}
        await connection.execute(
            statement.on_conflict_do_update(
                index_elements=["watch_id", "begins"], set_={"ends": None, **again}
            ),
            new,
        )


async def _held(connection: AsyncConnection, query: Select[Any]) -> dict[int, dict[str, Any]]:
    """Return rows by watch."""
    rows = (await connection.execute(query)).mappings().all()
    return {row["watch_id"]: dict(row) for row in rows}


async def mark_unwatched(
    connection: AsyncConnection, endpoint_ids: Collection[int], at: datetime
) -> None:
    """Keep since when nobody watches some endpoints, those that are watched apart."""
    mine = endpoint.c.id.in_(tuple(endpoint_ids))
    watched = exists().where(watch.c.endpoint_id == endpoint.c.id)
    await connection.execute(
        update(endpoint)
        .where(mine, ~watched, endpoint.c.unwatched_since.is_(None))
        .values(unwatched_since=at)
    )
    await connection.execute(update(endpoint).where(mine, watched).values(unwatched_since=None))


async def drop_unwatched(connection: AsyncConnection, endpoint_ids: Collection[int]) -> None:
    """Delete endpoints that nobody watches, with all their history."""
    watched = exists().where(watch.c.endpoint_id == endpoint.c.id)
    idle = (
        (
            await connection.execute(
                select(endpoint.c.id).where(endpoint.c.id.in_(tuple(endpoint_ids)), ~watched)
            )
        )
        .scalars()
        .all()
    )
    await connection.execute(delete(sample).where(sample.c.endpoint_id.in_(idle)))
    await connection.execute(delete(endpoint).where(endpoint.c.id.in_(idle)))


async def new_endpoint(connection: AsyncConnection, url: str, digest: str, at: datetime) -> int:
    """Return the endpoint of a URL, stored if it was not."""
    await put_new(connection, endpoint, {"url": url, "digest": digest, "created_at": at})
    query = select(endpoint.c.id).where(endpoint.c.digest == digest)
    return int((await connection.execute(query)).scalar_one())
