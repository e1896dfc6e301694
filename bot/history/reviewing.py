"""A watch's past as one value, and the past of all watches of a server in short.

Nothing is made up: what was not watched counts as neither up nor down, false alarms are shown and
not counted, and a span begins where we first watched.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

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
    since: datetime | None  # when we first watched, as far as we remember
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

    async def watches(self, guild_id: int) -> tuple[Watch, ...]:
        """Return a server's watches by name."""
        return await self._watches.of_guild(guild_id)

    async def review(self, guild_id: int, watch_id: int, days: int) -> Review | None:
        """Return the past of a watch; None where the server has no such watch."""
        watches = await self._watches.of_guild(guild_id)
        watch = next((one for one in watches if one.id == watch_id), None)
        if watch is None:
            return None
        settings, now = await self._guilds.settings(guild_id), self._clock.now()
        kept = self._days_kept(settings)
        span = span_for(now, min(days, kept), settings.time_zone)
        record = await self._record(watch, now, kept)
        since, watched = _since(record, span)
        stories = await self._chronicle.incidents_of(watch.id, watched.span)
        figures = figure(watched)
        return Review(
            watch=watch,
            asked_days=days,
            days_kept=kept,
            span=span,
            zone=settings.time_zone,
            since=since,
            figures=figures,
            days=daily_bars(narrow(record, span), settings.time_zone),
            paces=await self._paces(watch.endpoint_id, watched.span, step_for(span)),
            incidents=tuple(_past(stories, watched, figures)),
        )

    async def overview(self, guild_id: int, days: int) -> Overview:
        """Return the past of all watches of a server, in short."""
        settings, now = await self._guilds.settings(guild_id), self._clock.now()
        kept = self._days_kept(settings)
        span = span_for(now, min(days, kept), settings.time_zone)
        glances = []
        for watch in await self._watches.of_guild(guild_id):
            since, watched = _since(await self._record(watch, now, kept), span)
            glances.append(Glance(watch=watch, figures=figure(watched), since=since))
        return Overview(
            span=span,
            asked_days=days,
            days_kept=kept,
            zone=settings.time_zone,
            glances=tuple(glances),
        )

    def _days_kept(self, settings: GuildSettings) -> int:
        kept = max(1, self._retention.incidents // _DAY)
        return min(kept, MOST_DAYS, max(1, settings.incident_days or kept))

    async def _record(self, watch: Watch, now: datetime, days: int) -> Record:
        """Return all that is remembered of a watch; nothing where it was deleted just now."""
        # A day more than is shown: a day of the server's zone begins before the last 24 hours.
        span = Interval(begins=now - (days + 1) * _DAY, ends=now)
        record = await self._chronicle.record_of(watch.id, span)
        return prepare(span, watched=()) if record is None else record

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


def _since(record: Record, span: Interval) -> tuple[datetime | None, Record]:
    """Return when we first watched, and the record of the span from then on."""
    since = record.watched[0].begins if record.watched else None
    begins = span.begins if since is None else min(max(span.begins, since), span.ends)
    return since, narrow(record, replace(span, begins=begins))


def _past(
    stories: Iterable[IncidentStory], record: Record, figures: Figures
) -> Iterable[PastIncident]:
    """Yield what this watch saw; what lies wholly in gaps it did not."""
    down = {one.outage.begins: one.down for one in figures.outages}
    for story in stories:
        ends = max(story.opened_at, story.resolved_at or record.span.ends)
        lasted = Interval(begins=story.opened_at, ends=ends)
        if clip(record.watched, lasted):
            yield PastIncident(story=story, down=_down(story, down))


def _down(story: IncidentStory, down: dict[datetime, timedelta]) -> timedelta | None:
    is_counted = story.kind is IncidentKind.OUTAGE and story.response.retracted_at is None
    return down.get(story.opened_at) if is_counted else None
