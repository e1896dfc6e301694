"""Incidents as one server sees them. Fulfils `bot.watching.ports.Incidents`."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock, SystemClock
from bot.storage.announcing import answer
from bot.storage.database import Database
from bot.storage.guilds import meet, note_change
from bot.storage.horizons import OPERATORS, ended_since, horizon_of
from bot.storage.retracting import (
    calm_false_alarm,
    has_lapsed,
    is_believed,
    is_false_alarm,
)
from bot.storage.statements import put_new
from bot.storage.stories import read_announcement, read_stories
from bot.storage.tables import (
    announcement,
    announcement_incident,
    incident,
    note,
    response,
    watch,
    watch_span,
)
from bot.storage.tables import follower as followers
from bot.watching.limits import Retention
from bot.watching.ports import Act, Actor, AnnouncementStory, Follower, IncidentStory


class IncidentStore:
    """Incidents in a database."""

    def __init__(
        self,
        database: Database,
        retention: Retention = OPERATORS,
        clock: Clock | None = None,
    ) -> None:
        self._database = database
        self._retention = retention
        self._clock = clock or SystemClock()

    async def story(self, announcement_id: int) -> AnnouncementStory | None:
        """Return what an announcement has to tell; None when it is gone."""
        async with self._database.reading() as connection:
            return await read_announcement(connection, announcement_id)

    async def find(self, guild_id: int, public_id: str) -> IncidentStory | None:
        """Return one incident of a target that the server watches or was told of."""
        async with self._database.reading() as connection:
            horizon = await self._horizon(connection, guild_id)
            wanted = and_(
                incident.c.public_id == public_id, ended_since(horizon), _concerns(guild_id)
            )
            stories = await read_stories(connection, guild_id, wanted)
        return stories[0] if stories else None

    async def get(self, guild_id: int, incident_id: int) -> IncidentStory | None:
        """Return one incident by its number, under the same condition."""
        wanted = and_(incident.c.id == incident_id, _concerns(guild_id))
        async with self._database.reading() as connection:
            stories = await read_stories(connection, guild_id, wanted)
        return stories[0] if stories else None

    async def of_guild(
        self, guild_id: int, since: datetime, *, endpoint_id: int | None = None
    ) -> tuple[IncidentStory, ...]:
        """Return incidents that were open at or after `since`, newest first.

        Nothing that ended longer ago than the server keeps it.
        """
        async with self._database.reading() as connection:
            since = max(since, await self._horizon(connection, guild_id))
            wanted = and_(ended_since(since), _concerns(guild_id))
            stories = await read_stories(connection, guild_id, wanted, endpoint_id=endpoint_id)
        return stories[::-1]

    async def respond(self, incident_id: int, act: Act, actor: Actor) -> bool:
        """Keep what an admin makes of an incident. False: somebody did already."""
        by, at = response.c[f"{act}_by"], response.c[f"{act}_at"]
        key = {"incident_id": incident_id, "guild_id": actor.guild_id}
        is_undone = or_(at.is_(None), has_lapsed()) if act is Act.RETRACTED else at.is_(None)
        async with self._database.writing(is_durable=True) as connection:
            await meet(connection, actor)
            await put_new(connection, response, key)
            done = await connection.execute(
                update(response)
                .where(
                    response.c.incident_id == incident_id,
                    response.c.guild_id == actor.guild_id,
                    is_undone,
                )
                .values({by: actor.user_id, at: actor.at})
            )
            if done.rowcount == 0:
                return False
            if act is Act.RETRACTED:
                await calm_false_alarm(connection, incident_id)
            await answer(connection, incident_id, actor.at, guild_id=actor.guild_id)
            await note_change(connection, actor, f"incident-{act}", {"incident": incident_id})
        return True

    async def is_believed(self, incident_id: int) -> bool:
        """Tell whether some server that it concerns did not call it a false alarm."""
        async with self._database.reading() as connection:
            return await is_believed(connection, incident_id)

    async def add_note(self, incident_id: int, text: str, actor: Actor) -> None:
        """Keep a human update; the server's channels are told."""
        values = {
            "incident_id": incident_id,
            "guild_id": actor.guild_id,
            "author_id": actor.user_id,
            "text": text,
            "at": actor.at,
        }
        async with self._database.writing(is_durable=True) as connection:
            await meet(connection, actor)
            await connection.execute(insert(note).values(values))
            await answer(connection, incident_id, actor.at, guild_id=actor.guild_id)
            await note_change(connection, actor, "incident-note", {"incident": incident_id})

    async def follow(self, follower: Follower, at: datetime) -> bool:
        """Keep that a member wants to be told. False: they asked already, or it is over."""
        key = {"incident_id": follower.incident_id, "user_id": follower.user_id}
        place = {"guild_id": follower.guild_id, "channel_id": follower.channel_id, "asked_at": at}
        goes_on = select(incident.c.id).where(
            incident.c.id == follower.incident_id,
            or_(incident.c.resolved_at.is_(None), incident.c.is_unstable),
            ~_is_retracted_by(literal(follower.guild_id)),
        )
        async with self._database.writing(is_durable=True) as connection:
            if (await connection.execute(goes_on.with_for_update())).first() is None:
                return False
            await meet(
                connection, Actor(guild_id=follower.guild_id, user_id=follower.user_id, at=at)
            )
            if await put_new(connection, followers, {**key, **place}):
                return True
            # Whoever was told of an end, and sees the same incident go on, may ask again.
            again = await connection.execute(
                update(followers)
                .where(
                    _is_row(follower.incident_id, follower.user_id),
                    followers.c.told_at.is_not(None),
                )
                .values(**place, told_at=None, lease_until=None)
            )
            return again.rowcount == 1

    async def claim_followers(
        self, *, now: datetime, lease: timedelta, most: int
    ) -> tuple[Follower, ...]:
        """Lease members who wait for an incident that is over, in their server's eyes at least."""
        has_ended = and_(incident.c.resolved_at.is_not(None), incident.c.is_unstable.is_(False))
        is_free = or_(followers.c.lease_until.is_(None), followers.c.lease_until <= now)
        query = (
            select(followers)
            .join(incident)
            .where(
                or_(has_ended, _is_retracted_by(followers.c.guild_id)),
                followers.c.told_at.is_(None),
                is_free,
            )
            .order_by(followers.c.asked_at, followers.c.user_id)
            .limit(most)
            .with_for_update(skip_locked=True, of=followers)
        )
        async with self._database.writing(is_durable=True) as connection:
            rows = (await connection.execute(query)).all()
            for row in rows:
                await connection.execute(
                    update(followers)
                    .where(_is_row(row.incident_id, row.user_id))
                    .values(lease_until=now + lease)
                )
        return tuple(
            Follower(
                incident_id=row.incident_id,
                user_id=row.user_id,
                guild_id=row.guild_id,
                channel_id=row.channel_id,
                is_again=row.lease_until is not None,
            )
            for row in rows
        )

    async def mark_followers_told(self, told: Collection[Follower], at: datetime) -> None:
        """Keep that members were told, all in one go: one message may have named them all."""
        rows = [_is_row(one.incident_id, one.user_id) for one in told]
        async with self._database.writing(is_durable=True) as connection:
            await connection.execute(
                update(followers).where(or_(*rows)).values(told_at=at, lease_until=None)
            )

    async def _horizon(self, connection: AsyncConnection, guild_id: int) -> datetime:
        return await horizon_of(connection, guild_id, self._retention, self._clock.now())


def _is_row(incident_id: int, user_id: int) -> ColumnElement[bool]:
    return and_(followers.c.incident_id == incident_id, followers.c.user_id == user_id)


def _is_retracted_by(guild_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a server called an incident a false alarm."""
    return (
        exists()
        .where(
            response.c.incident_id == incident.c.id,
            response.c.guild_id == guild_id,
            is_false_alarm(),
        )
        .correlate(incident, followers)
    )


def _concerns(guild_id: int) -> ColumnElement[bool]:
    """Return the condition that a server watches the target of an incident, did so, or was told."""
    was_there = (
        exists()
        .select_from(watch_span.join(watch, watch.c.id == watch_span.c.watch_id))
        .where(
            watch.c.guild_id == guild_id,
            watch_span.c.yardstick_id == incident.c.yardstick_id,
            or_(incident.c.resolved_at.is_(None), incident.c.resolved_at > watch_span.c.begins),
            or_(watch_span.c.ends.is_(None), watch_span.c.ends > incident.c.opened_at),
        )
    )
    watches = exists().where(
        watch.c.yardstick_id == incident.c.yardstick_id, watch.c.guild_id == guild_id
    )
    was_told = exists().where(
        announcement_incident.c.incident_id == incident.c.id,
        announcement.c.id == announcement_incident.c.announcement_id,
        announcement.c.guild_id == guild_id,
    )
    wanted = (watches, was_there, was_told)
    return or_(*(one.correlate(incident) for one in wanted))
