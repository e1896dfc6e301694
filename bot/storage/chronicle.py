"""A watch's past for the arithmetic of `bot.history`. Fulfils `bot.history.ports.Chronicle`.

What a watch asks for changes, and with it the yardstick whose incidents are its own. Its past is
told by what it was held against at the time, not by what it is held against now.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock, SystemClock
from bot.history.intervals import Interval, Intervals, clip, subtract, union
from bot.history.uptime import Outage, Record, prepare
from bot.storage.database import Database
from bot.storage.documents import read_windows
from bot.storage.history_tables import gap
from bot.storage.horizons import OPERATORS, horizon_of
from bot.storage.stories import read_stories
from bot.storage.tables import incident, watch, watch_span
from bot.watching.limits import Retention
from bot.watching.maintenance import occurrences
from bot.watching.ports import IncidentKind, IncidentStory

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Followed:
    """A time in which a watch was followed, and what it was held against meanwhile."""

    time: Interval
    yardstick_id: int
    windows: list[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """What is remembered of a watch in a span: incidents as it lived through them, in order."""

    span: Interval
    followed: tuple[_Followed, ...]
    under: Mapping[int, Intervals]  # when it was held against each yardstick
    gaps: Intervals
    stories: tuple[IncidentStory, ...]


class ChronicleStore:
    """The past of watches, from a database."""

    def __init__(
        self,
        database: Database,
        retention: Retention = OPERATORS,
        clock: Clock | None = None,
    ) -> None:
        self._database = database
        self._retention = retention
        self._clock = clock or SystemClock()

    async def record_of(self, watch_id: int, span: Interval) -> Record | None:
        """Return what is known of a watch in a span of time; None when there is no such watch.

        Of a span that begins before what its server keeps, the record has the later part.
        """
        pasts = await self._read(watch.c.id == watch_id, span)
        return (await asyncio.to_thread(_records, pasts)).get(watch_id)

    async def records_of(self, guild_id: int, span: Interval) -> dict[int, Record]:
        """Return the same of all watches of a server."""
        pasts = await self._read(watch.c.guild_id == guild_id, span)
        return await asyncio.to_thread(_records, pasts)

    async def incidents_of(self, watch_id: int, span: Interval) -> tuple[IncidentStory, ...]:
        """Return what a watch lived through in a span of time, newest first.

        What went on for others after it was followed no more ends there.
        """
        past = (await self._read(watch.c.id == watch_id, span)).get(watch_id)
        return () if past is None else past.stories[::-1]

    async def followed_since(self, guild_id: int) -> dict[int, datetime]:
        """Return since when each of a server's watches was followed, as far as it is kept."""
        query = (
            select(watch_span.c.watch_id, func.min(watch_span.c.begins).label("begins"))
            .join(watch, watch.c.id == watch_span.c.watch_id)
            .where(watch.c.guild_id == guild_id)
            .group_by(watch_span.c.watch_id)
        )
        async with self._database.reading() as connection:
            horizon = await self._horizon(connection, guild_id)
            rows = (await connection.execute(query)).all()
        return {row.watch_id: max(row.begins, horizon) for row in rows}

    async def _read(self, wanted: ColumnElement[bool], span: Interval) -> dict[int, _Past]:
        """Return the pasts of some watches of one server."""
        query = select(watch.c.id, watch.c.guild_id).where(wanted)
        async with self._database.reading() as connection:
            guilds = {row.id: row.guild_id for row in (await connection.execute(query)).all()}
            if not guilds:
                return {}
            guild_id = next(iter(guilds.values()))
            horizon = await self._horizon(connection, guild_id)
            span = Interval(begins=min(max(span.begins, horizon), span.ends), ends=span.ends)
            spans = select(watch_span).where(watch_span.c.watch_id.in_(guilds))
            rows = (await connection.execute(_touching(spans, watch_span, span))).all()
            gaps = (await connection.execute(_touching(select(gap), gap, span))).all()
            wanted = _touching_incident({row.yardstick_id for row in rows}, span)
            stories = await read_stories(connection, guild_id, wanted)
        times = [(row.watch_id, _followed(row, span.ends)) for row in rows]
        unwatched = tuple(_interval(row, span.ends) for row in gaps)
        return await asyncio.to_thread(_pasts, span, guilds, times, unwatched, stories)

    async def _horizon(self, connection: AsyncConnection, guild_id: int) -> datetime:
        return await horizon_of(connection, guild_id, self._retention, self._clock.now())


def _touching(query: Select[Any], table: Any, span: Interval) -> Select[Any]:
    is_open = or_(table.c.ends.is_(None), table.c.ends > span.begins)
    return query.where(table.c.begins < span.ends, is_open)


def _touching_incident(yardsticks: Iterable[int], span: Interval) -> ColumnElement[bool]:
    """Return the condition that an incident is of one of some yardsticks, and touches a span."""
    return and_(
        incident.c.yardstick_id.in_(tuple(yardsticks)),
        incident.c.opened_at < span.ends,
        or_(incident.c.resolved_at.is_(None), incident.c.resolved_at > span.begins),
    )


def _interval(row: Row[Any], now: datetime) -> Interval:
    ends = max(now, row.begins) if row.ends is None else row.ends
    return Interval(begins=row.begins, ends=max(row.begins, ends))


def _followed(row: Row[Any], now: datetime) -> _Followed:
    return _Followed(time=_interval(row, now), yardstick_id=row.yardstick_id, windows=row.windows)


def _pasts(
    span: Interval,
    watch_ids: Iterable[int],
    spans: Iterable[tuple[int, _Followed]],
    gaps: Iterable[Interval],
    stories: Iterable[IncidentStory],
) -> dict[int, _Past]:
    """Return the past of each watch. A year of incidents takes a while: not the loop's business."""
    followed: dict[int, list[_Followed]] = {watch_id: [] for watch_id in watch_ids}
    for watch_id, one in spans:
        followed[watch_id].append(one)
    by_yardstick: dict[int, list[IncidentStory]] = defaultdict(list)
    for story in stories:
        by_yardstick[story.yardstick_id].append(story)
    unwatched = union(gaps)
    return {
        watch_id: _past(span, some, unwatched, by_yardstick) for watch_id, some in followed.items()
    }


def _records(pasts: Mapping[int, _Past]) -> dict[int, Record]:
    return {watch_id: _record(past) for watch_id, past in pasts.items()}


def _past(
    span: Interval,
    followed: Sequence[_Followed],
    gaps: Intervals,
    stories: Mapping[int, Sequence[IncidentStory]],
) -> _Past:
    under = _under(followed)
    concerned = [story for yardstick_id in under for story in stories.get(yardstick_id, ())]
    concerned.sort(key=lambda story: (story.opened_at, story.id))
    return _Past(
        span=span,
        followed=tuple(followed),
        under=under,
        gaps=gaps,
        stories=tuple(_lived(concerned, under, span)),
    )


def _record(past: _Past) -> Record:
    return prepare(
        past.span,
        watched=(one.time for one in past.followed),
        gaps=past.gaps,
        planned=(*_planned(past.followed, past.span), *_announced_work(past)),
        outages=(_outage(one, past) for one in past.stories if one.kind is IncidentKind.OUTAGE),
    )


def _under(followed: Iterable[_Followed]) -> dict[int, Intervals]:
    times: dict[int, list[Interval]] = defaultdict(list)
    for one in followed:
        times[one.yardstick_id].append(one.time)
    return {yardstick_id: union(some) for yardstick_id, some in times.items()}


def _lived(
    stories: Iterable[IncidentStory], under: Mapping[int, Intervals], span: Interval
) -> Iterator[IncidentStory]:
    """Yield incidents that a watch was there for, as far as it was."""
    for story in stories:
        lasted = _lasted(story, span.ends)
        there = clip(under[story.yardstick_id], lasted)
        if not clip(there, span):
            continue
        left_at = there[-1].ends
        if left_at >= min(lasted.ends, span.ends):
            yield story
        else:
            yield replace(story, resolved_at=left_at, is_abandoned=True, is_unstable=False)


def _lasted(story: IncidentStory, now: datetime) -> Interval:
    """Return when it went on. That a certificate ends soon is said at one moment."""
    if story.kind is IncidentKind.CERTIFICATE:
        return Interval(begins=story.opened_at, ends=story.opened_at + _INSTANT)
    ends = now if story.resolved_at is None else story.resolved_at
    return Interval(begins=story.opened_at, ends=max(story.opened_at, ends))


def _planned(followed: Iterable[_Followed], span: Interval) -> Iterator[Interval]:
    """Yield work that was planned while it was: neither before somebody said so nor after."""
    for one in followed:
        windows = read_windows(one.windows)
        begins, ends = max(one.time.begins, span.begins), min(one.time.ends, span.ends)
        found = occurrences(windows, begins, ends) if windows and begins < ends else ()
        spans = union(Interval(begins=first, ends=last) for first, last in found)
        yield from clip(spans, one.time)


def _announced_work(past: _Past) -> Iterator[Interval]:
    """Yield when the site's own page spoke of planned work."""
    for one in past.stories:
        if one.kind is IncidentKind.MAINTENANCE:
            yield from clip(past.under[one.yardstick_id], _lasted(one, past.span.ends))


def _outage(story: IncidentStory, past: _Past) -> Outage:
    """Return an outage. Where the watch was held against something else, it did not see it."""
    lasted = _lasted(story, past.span.ends)
    unseen = subtract((lasted,), past.under[story.yardstick_id])
    pauses = (Interval(begins=begins, ends=ends) for begins, ends in story.pauses)
    return Outage(
        begins=story.opened_at,
        ends=story.resolved_at,
        pauses=union((*pauses, *unseen)),
        cause=story.cause,
        is_retracted=story.response.retracted_at is not None,
    )
