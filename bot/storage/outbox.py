"""Announcements as the announcer works through them. Fulfils `bot.watching.outbox.Outbox`.

An announcement is its own row of the outbox: what it should say is `version`, what it says is
`told_version`. All of it is durable: a message that was sent must not be forgotten.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    case,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.announcing import forget_told, has_open_incident, is_out_of_reach
from bot.storage.columns import Instant
from bot.storage.database import Database
from bot.storage.folding import hand_on
from bot.storage.statements import put_new
from bot.storage.tables import announcement, announcement_incident, guild, untold
from bot.storage.tables import suspension as suspensions
from bot.watching.delivery import Suspension
from bot.watching.messages import Announcement

_NO_LEASE: dict[str, Any] = {"lease_owner": None, "lease_until": None}
_NO_TROUBLE: dict[str, Any] = {**_NO_LEASE, "posting_since": None, "attempts": 0, "due_at": None}
_columns = announcement.c


class OutboxStore:
    """Announcements and suspended channels in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def release(self, *, owner: str) -> None:
        """End every lease of an owner that is gone. What may have arrived stays in doubt."""
        async with self._database.writing(is_durable=True) as connection:
            await connection.execute(
                update(announcement)
                .where(_is_untold(), _columns.lease_owner == owner)
                .values(_NO_LEASE)
            )

    async def claim(
        self, *, owner: str, now: datetime, lease: timedelta, most: int
    ) -> tuple[Announcement, ...]:
        """Lease what is untold and due: urgent ones first, then by id.

        Left out: what is leased, put off until later, of a channel out of reach, or to point to a
        message that is not there yet. Where there is no message yet, `posting_since` becomes `now`
        unless it is set; what is returned has it as it was before.
        """
        is_due = or_(_columns.due_at.is_(None), _columns.due_at <= now)
        is_urgent = _columns.message_id.is_(None) | _columns.is_over
        query = (
            select(announcement)
            .where(_is_untold(), is_due, _is_free(now), ~is_out_of_reach(), _can_point())
            .order_by(is_urgent.desc(), _columns.id)
            .limit(most)
        )
        async with self._database.writing(is_durable=True) as connection:
            return await _lease(
                connection, query, _is_free(now), owner=owner, now=now, until=now + lease
            )

    async def claim_held_up(
        self, channel_id: int, *, owner: str, now: datetime, lease: timedelta
    ) -> tuple[Announcement, ...]:
        """Lease a channel's held-up announcements as `claim` does, those put off included.

        So are those that `owner` holds already.
        """
        is_ours = or_(_is_free(now), _columns.lease_owner == owner)
        query = (
            select(announcement)
            .where(
                _is_untold(),
                is_ours,
                ~is_out_of_reach(),
                _columns.folded_into.is_(None),
                _columns.channel_id == channel_id,
                _columns.attempts > 0,
                _columns.message_id.is_(None),
            )
            .order_by(_columns.id)
        )
        async with self._database.writing(is_durable=True) as connection:
            return await _lease(connection, query, is_ours, owner=owner, now=now, until=now + lease)

    async def read(self, announcement_id: int, *, owner: str) -> Announcement | None:
        """Return it as it is now; None when `owner` no longer holds it."""
        query = select(announcement).where(
            _columns.id == announcement_id, _columns.lease_owner == owner, _can_point()
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _read(row)

    async def mark_told(
        self, announcement_id: int, *, version: int, message_id: int | None
    ) -> None:
        """Keep what its message says, and the message. Ends lease, doubt and attempts.

        `since` becomes the time of the first change after `version`.
        """
        values: dict[str, Any] = {**_NO_TROUBLE, "told_version": version}
        if message_id is not None:
            values["message_id"] = message_id
        async with self._database.writing(is_durable=True) as connection:
            values["since"] = await forget_told(connection, announcement_id, version)
            await _change(connection, announcement_id, values)

    async def keep_message(self, announcement_id: int, message_id: int) -> None:
        """Keep the message of an earlier try, whatever it says. Ends lease, doubt and attempts."""
        await self._set(announcement_id, {**_NO_TROUBLE, "message_id": message_id})

    async def begin_anew(self, announcement_id: int, *, now: datetime) -> None:
        """Keep that no earlier try arrived and another begins: `posting_since` becomes `now`."""
        await self._set(announcement_id, {"posting_since": now})

    async def put_off(self, announcement_id: int, *, until: datetime, is_certain: bool) -> None:
        """Keep a failed attempt; ends the lease. `is_certain`: nothing arrived, ends the doubt."""
        values = {**_NO_LEASE, "due_at": until, "attempts": _columns.attempts + 1}
        await self._set(announcement_id, values | _doubt(is_certain=is_certain))

    async def give_back(self, announcement_id: int, *, is_certain: bool) -> None:
        """End a lease without an attempt. `is_certain`: nothing arrived, ends the doubt."""
        await self._set(announcement_id, _NO_LEASE | _doubt(is_certain=is_certain))

    async def lose_message(self, announcement_id: int, *, now: datetime) -> None:
        """Keep that its message is gone: a new edition with nothing told, begun `now`.

        The lease stays.
        """
        values = {
            "message_id": None,
            "told_version": 0,
            "edition": _columns.edition + 1,
            "attempts": 0,  # it was told: what failed since was to say more
            "posting_since": now,
        }
        await self._set(announcement_id, values)

    async def fold(self, announcement_ids: Collection[int], *, now: datetime) -> Announcement:
        """Make one summary of announcements that nobody was told of; returns it, still leased.

        The one with the lowest id takes over the incidents of the others, in a new edition that is
        begun `now`. Those that were folded meanwhile are left out.
        """
        keeper = min(announcement_ids)
        async with self._database.writing(is_durable=True) as connection:
            if ids := await _unfolded(connection, announcement_ids):
                keeper = ids[0]
                await _summarise(connection, keeper, ids[1:], now)
            found = await connection.execute(select(announcement).where(_columns.id == keeper))
            return _read(found.one())

    async def suspend(self, suspension: Suspension) -> None:
        """Let a channel's announcements wait. Its admins are to be told, once."""
        async with self._database.writing(is_durable=True) as connection:
            known = select(guild.c.id).where(guild.c.id == suspension.guild_id)
            if (await connection.execute(known)).first() is None:
                return
            values = {
                "channel_id": suspension.channel_id,
                "guild_id": suspension.guild_id,
                "code": suspension.code,
                "since": suspension.since,
            }
            await put_new(connection, suspensions, values)

    async def resume(self, channel_id: int) -> None:
        """Let a channel's announcements go on, at once."""
        async with self._database.writing(is_durable=True) as connection:
            await connection.execute(
                delete(suspensions).where(suspensions.c.channel_id == channel_id)
            )
            await connection.execute(
                update(announcement)
                .where(_columns.channel_id == channel_id, _is_untold())
                .values(due_at=None)
            )

    async def is_behind(self, guild_id: int) -> bool:
        """Tell whether a message that stands in a server, and can be edited, is out of date."""
        stands = or_(_columns.message_id.is_not(None), _columns.posting_since.is_not(None))
        query = (
            select(_columns.id)
            .where(_columns.guild_id == guild_id, _is_untold(), stands, ~is_out_of_reach())
            .limit(1)
        )
        async with self._database.reading() as connection:
            return (await connection.execute(query)).first() is not None

    async def untold_suspensions(self) -> tuple[Suspension, ...]:
        """Return the suspensions that admins were not told of."""
        return await self._suspensions(suspensions.c.told_at.is_(None))

    async def suspended(self, guild_id: int | None = None) -> tuple[Suspension, ...]:
        """Return the suspended channels, of one server or of all."""
        is_theirs = true() if guild_id is None else suspensions.c.guild_id == guild_id
        return await self._suspensions(is_theirs)

    async def _suspensions(self, condition: ColumnElement[bool]) -> tuple[Suspension, ...]:
        query = (
            select(suspensions)
            .where(condition)
            .order_by(suspensions.c.since, suspensions.c.channel_id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(
            Suspension(
                guild_id=row.guild_id, channel_id=row.channel_id, code=row.code, since=row.since
            )
            for row in rows
        )

    async def mark_suspension_told(self, channel_id: int) -> None:
        """Keep that the admins were told."""
        async with self._database.writing(is_durable=True) as connection:
            await connection.execute(
                update(suspensions)
                .where(suspensions.c.channel_id == channel_id)
                .values(told_at=suspensions.c.since)
            )

    async def _set(self, announcement_id: int, values: dict[str, Any]) -> None:
        async with self._database.writing(is_durable=True) as connection:
            await _change(connection, announcement_id, values)


async def _lease(
    connection: AsyncConnection,
    query: Select[Any],
    is_free: ColumnElement[bool],
    *,
    owner: str,
    now: datetime,
    until: datetime,
) -> tuple[Announcement, ...]:
    """Take what a query finds, where nobody was quicker: compare and set, on either database."""
    # PostgreSQL passes over what another claimer is taking right now; SQLite ignores the wish,
    # and has one writer at a time anyway.
    rows = (await connection.execute(query.with_for_update(skip_locked=True))).all()
    begun = func.coalesce(_columns.posting_since, literal(now, Instant))
    statement = (
        update(announcement)
        .where(_columns.id.in_([row.id for row in rows]), is_free)
        .values(
            lease_owner=owner,
            lease_until=until,
            posting_since=case((_columns.message_id.is_(None), begun), else_=None),
        )
        .returning(_columns.id)
    )
    taken = frozenset((await connection.execute(statement)).scalars())
    return tuple(replace(_read(row), lease_until=until) for row in rows if row.id in taken)


async def _unfolded(
    connection: AsyncConnection, announcement_ids: Collection[int]
) -> Sequence[int]:
    """Return those that no other message tells of."""
    query = (
        select(_columns.id)
        .where(_columns.id.in_(tuple(announcement_ids)), _columns.folded_into.is_(None))
        .order_by(_columns.id)
        .with_for_update()
    )
    return (await connection.execute(query)).scalars().all()


async def _summarise(
    connection: AsyncConnection, keeper: int, others: Sequence[int], now: datetime
) -> None:
    """Make one announcement the summary of itself and some others."""
    await _take_over(connection, keeper, others)
    oldest = select(func.min(_columns.since)).where(_columns.id.in_((keeper, *others)))
    values = {
        "is_summary": True,
        "version": _columns.version + 1,
        "edition": _columns.edition + 1,
        "posting_since": now,
        "since": oldest.scalar_subquery(),
        "is_over": ~has_open_incident(),
    }
    await _change(connection, keeper, values)


async def _take_over(connection: AsyncConnection, keeper: int, others: Sequence[int]) -> None:
    """Let one announcement tell what some others would have told."""
    link = announcement_incident
    theirs = (
        select(link.c.incident_id, link.c.left_at)
        .where(link.c.announcement_id.in_(others))
        .order_by(link.c.left_at.is_not(None), link.c.incident_id)
    )
    for row in (await connection.execute(theirs)).mappings().all():
        await put_new(connection, link, {**row, "announcement_id": keeper})
    await connection.execute(delete(link).where(link.c.announcement_id.in_(others)))
    await connection.execute(delete(untold).where(untold.c.announcement_id.in_(others)))
    await connection.execute(
        update(announcement)
        .where(_columns.id.in_(others))
        .values(folded_into=keeper, told_version=_columns.version, **_NO_TROUBLE)
    )
    await hand_on(connection, select(_columns.id).where(_columns.id.in_(others)))


async def _change(
    connection: AsyncConnection, announcement_id: int, values: dict[str, Any]
) -> None:
    statement = update(announcement).where(_columns.id == announcement_id).values(values)
    await connection.execute(statement)


def _is_untold() -> ColumnElement[bool]:
    return _columns.told_version < _columns.version


def _can_point() -> ColumnElement[bool]:
    """Return the condition that a message which is to point to another has one to point to.

    Where the other will never be there, what is left to tell is how its own incident ended.
    """
    carrier = announcement.alias("carrier")
    is_settled = carrier.c.is_over & (carrier.c.told_version >= carrier.c.version)
    stands = exists().where(
        carrier.c.id == _columns.folded_into, or_(carrier.c.message_id.is_not(None), is_settled)
    )
    return or_(_columns.folded_into.is_(None), _columns.message_id.is_(None), stands)


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(_columns.lease_until.is_(None), _columns.lease_until <= now)


def _doubt(*, is_certain: bool) -> dict[str, Any]:
    return {"posting_since": None} if is_certain else {}


def _read(row: Row[Any]) -> Announcement:
    return Announcement(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        version=row.version,
        told_version=row.told_version,
        is_over=row.is_over,
        is_summary=row.is_summary,
        since=row.since,
        message_id=row.message_id,
        edition=row.edition,
        attempts=row.attempts,
        posting_since=row.posting_since,
        lease_until=row.lease_until,
        is_folded=row.folded_into is not None,
    )
