"""A watch's past as one value, and the past of all watches of a server in short.

Nothing is made up: what was not watched counts as neither up nor down, false alarms are shown and
not counted, and a span begins where we first watched.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from weakref import WeakValueDictionary
from zoneinfo import ZoneInfo

from bot.asking.sharing import Shared
from bot.clock import Clock
from bot.history.days import DayBar, daily_bars, span_of_days
from bot.history.figures import Figures, SeenOutage, figure
from bot.history.intervals import Interval, clip
from bot.history.pace import Paces, looks_of, pace_of, step_for
from bot.history.ports import Chronicle, Looks
from bot.history.rollups import Rollup
from bot.history.uptime import Record, narrow, prepare
from bot.watching.limits import Retention
from bot.watching.ports import (
    Guilds,
    GuildSettings,
    IncidentKind,
    IncidentStory,
    Watches,
)
from bot.watching.watch import Watch

BY_DAY = 8  # days from which a span goes from midnight to midnight
MOST_DAYS = 365
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_BY_SAMPLE, _BY_HOUR = 2 * _DAY, 32 * _DAY  # the longest spans told from samples and from hours
_LATE = 3 * _HOUR  # an hour is summed up a while after it ended
_KEPT = Retention()
AT_ONCE = 2  # pasts that are read at a time, of different servers


@dataclass(frozen=True, slots=True, kw_only=True)
class PastIncident:
    """One incident, and for how long it was down in the span."""

    story: IncidentStory
    down: timedelta | None  # None: it does not count as an outage

    @property
    def is_retracted(self) -> bool:
        """Whether it was a false alarm."""
        return self.story.response.retracted_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What there is to tell of one watch."""

    watch: Watch
    asked_days: int
    days_kept: int  # history is kept that long
    span: Interval
    zone: ZoneInfo
    since: datetime | None  # when it was first followed, as far as we remember
    figures: Figures  # of the span, from when we first watched
    days: tuple[DayBar, ...]  # of the whole span, oldest first; they add up to it
    paces: Paces
    incidents: tuple[PastIncident, ...]  # newest first

    @property
    def is_since(self) -> bool:
        """Whether we began to watch within the span."""
        return self.since is not None and self.since > self.span.begins

    @property
    def open_outage(self) -> SeenOutage | None:
        """The outage that goes on."""
        return going_on(self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """One watch in the overview of its server."""

    watch: Watch
    figures: Figures
    since: datetime | None

    @property
    def is_down(self) -> bool:
        """Whether it is down now."""
        return going_on(self.figures) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All watches of a server in short, by name."""

    span: Interval
    asked_days: int
    days_kept: int
    zone: ZoneInfo
    glances: tuple[Glance, ...]


class Reviewing:
    """Tells what happened. Any call may raise `StoreUnavailable`."""

    def __init__(
        self,
        *,
        chronicle: Chronicle,
        looks: Looks,
        watches: Watches,
        guilds: Guilds,
        clock: Clock,
        retention: Retention = _KEPT,
    ) -> None:
        self._chronicle = chronicle
        self._looks = looks
        self._watches = watches
        self._guilds = guilds
        self._clock = clock
        self._retention = retention
        self._reviews: Shared[tuple[int, int, int], Review | None] = Shared()
        self._overviews: Shared[tuple[int, int], Overview] = Shared()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._queues: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def watches(self, guild_id: int) -> tuple[Watch, ...]:
        """Return a server's watches by name."""
        return await self._watches.of_guild(guild_id)

    async def review(self, guild_id: int, watch_id: int, days: int) -> Review | None:
        """Return the past of a watch; None where the server has no such watch."""
        work = partial(self._review, guild_id, watch_id, days)
        return await self._reviews.join((guild_id, watch_id, days), work)

    async def overview(self, guild_id: int, days: int) -> Overview:
        """Return the past of all watches of a server, in short."""
        work = partial(self._overview, guild_id, days)
        return await self._overviews.join((guild_id, days), work)

    @asynccontextmanager
    async def _turn(self, guild_id: int) -> AsyncIterator[None]:
        """Wait for one's turn: many who ask at once must leave storage to those who watch."""
        queue = self._queues.setdefault(guild_id, asyncio.Lock())
        async with queue, self._room:
            yield

    async def _review(self, guild_id: int, watch_id: int, days: int) -> Review | None:
        async with self._turn(guild_id):
            watches = await self._watches.of_guild(guild_id)
            watch = next((one for one in watches if one.id == watch_id), None)
            if watch is None:
                return None
            settings, now = await self._guilds.settings(guild_id), self._clock.now()
            kept = self._days_kept(settings)
            span = span_for(now, min(days, kept), settings.time_zone)
            found = await self._chronicle.record_of(watch_id, span)
            record = prepare(span, watched=()) if found is None else found  # deleted just now
            since = (await self._chronicle.followed_since(guild_id)).get(watch_id)
            watched = _watched(record, since)
            stories = await self._chronicle.incidents_of(watch_id, watched.span)
            paces = await self._paces(watch.endpoint_id, watched.span, step_for(span))
            # A year of incidents takes seconds to add up.
            figures = await asyncio.to_thread(figure, watched)
            incidents = await asyncio.to_thread(_past, stories, watched, figures)
            bars = await asyncio.to_thread(daily_bars, narrow(record, span), settings.time_zone)
            return Review(
                watch=watch,
                asked_days=days,
                days_kept=kept,
                span=span,
                zone=settings.time_zone,
                since=since,
                figures=figures,
                days=bars,
                paces=paces,
                incidents=incidents,
            )

    async def _overview(self, guild_id: int, days: int) -> Overview:
        async with self._turn(guild_id):
            settings, now = await self._guilds.settings(guild_id), self._clock.now()
            kept = self._days_kept(settings)
            span = span_for(now, min(days, kept), settings.time_zone)
            records = await self._chronicle.records_of(guild_id, span)
            since = await self._chronicle.followed_since(guild_id)
            watches = await self._watches.of_guild(guild_id)
            known = [one for one in watches if one.id in records]
            glances = await asyncio.to_thread(_glance_at, known, records, since)
            return Overview(
                span=span,
                asked_days=days,
                days_kept=kept,
                zone=settings.time_zone,
                glances=glances,
            )

    def _days_kept(self, settings: GuildSettings) -> int:
        kept = max(1, self._retention.incidents // _DAY)
        return min(kept, MOST_DAYS, max(1, settings.incident_days or kept))

    async def _paces(self, endpoint_id: int, span: Interval, step: timedelta) -> Paces:
        """Return response times: of days, then hours, then single looks, as far as there are."""
        begins, rollups = span.begins, list[tuple[datetime, Rollup]]()
        if span.length > _BY_HOUR:
            days = await self._looks.days(endpoint_id, begins, span.ends)
            rollups += days.items()
            begins = max(days) + _DAY if days else begins
        if span.length > _BY_SAMPLE:
            hours = await self._looks.hours(endpoint_id, begins, span.ends)
            rollups += hours.items()
            begins = max(hours) + _HOUR if hours else begins
            begins = max(begins, span.ends - _LATE)
        samples = await self._looks.samples(endpoint_id, begins, span.ends)
        return pace_of(step, rollups, looks_of(samples))


def going_on(figures: Figures) -> SeenOutage | None:
    """Return the outage that goes on; None while all is well, as far as we see."""
    return next((one for one in figures.outages if one.outage.ends is None), None)


def span_for(now: datetime, days: int, zone: ZoneInfo) -> Interval:
    """Return the last so many days: whole ones of the zone for many, times 24 hours for few."""
    if days >= BY_DAY:
        return span_of_days(now, days, zone)
    return Interval(begins=now - days * _DAY, ends=now)


def _watched(record: Record, since: datetime | None) -> Record:
    """Return the record of a span from when the watch was first followed."""
    span = record.span
    begins = span.begins if since is None else min(max(span.begins, since), span.ends)
    return narrow(record, replace(span, begins=begins))


def _glance_at(
    watches: Iterable[Watch], records: Mapping[int, Record], since: Mapping[int, datetime]
) -> tuple[Glance, ...]:
    return tuple(
        Glance(
            watch=watch,
            figures=figure(_watched(records[watch.id], since.get(watch.id))),
            since=since.get(watch.id),
        )
        for watch in watches
    )


def _past(
    stories: Iterable[IncidentStory], record: Record, figures: Figures
) -> tuple[PastIncident, ...]:
    """Return what this watch saw; what lies wholly in gaps it did not."""
    down = {one.outage.begins: one.down for one in figures.outages}
    return tuple(
        PastIncident(story=story, down=_down(story, down))
        for story in stories
        if clip(record.watched, _lasted(story, record.span.ends))
    )


def _lasted(story: IncidentStory, now: datetime) -> Interval:
    ends = max(story.opened_at, story.resolved_at or now)
    return Interval(begins=story.opened_at, ends=ends)


def _down(story: IncidentStory, down: dict[datetime, timedelta]) -> timedelta | None:
    is_counted = story.kind is IncidentKind.OUTAGE and story.response.retracted_at is None
    return down.get(story.opened_at) if is_counted else None
