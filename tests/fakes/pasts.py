"""Pasts as reviews: what was watched, what was down, how long looks took."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.history.days import daily_bars
from bot.history.figures import figure
from bot.history.intervals import Interval
from bot.history.pace import pace_of, step_for
from bot.history.reviewing import PastIncident, Review, span_for
from bot.history.rollups import Sample
from bot.history.uptime import Outage, Record, narrow, prepare
from bot.probing.parsing import parse_target
from bot.triage.verdict import Cause, Hop
from bot.watching.ports import IncidentKind, IncidentStory, Response
from bot.watching.watch import Watch

NOW = datetime(2026, 11, 26, 15, 7, tzinfo=UTC)  # a Thursday
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
UTC_ZONE = ZoneInfo("UTC")
EVER = 400 * DAY


def ago(length: timedelta, *, now: datetime = NOW) -> datetime:
    return now - length


def between(begins: timedelta, ends: timedelta, *, now: datetime = NOW) -> Interval:
    """Return the time from so long ago until so long ago."""
    return Interval(begins=now - begins, ends=now - ends)


def outage(before: timedelta, lasting: timedelta | None, **values: Any) -> Outage:
    begins = ago(before)
    return Outage(begins=begins, ends=None if lasting is None else begins + lasting, **values)


def a_watch(name: str = "Example", id_: int = 7, **values: Any) -> Watch:
    values = {"guild_id": 1, "endpoint_id": 3, "channel_id": 10, **values}
    return Watch(
        id=id_,
        name=name,
        target=parse_target("https://example.com"),
        interval=MINUTE,
        **values,
    )


def story(one: Outage, **values: Any) -> IncidentStory:
    """Return an outage as the incident it is."""
    retracted = one.begins if one.is_retracted else None
    values = {
        "id": 1,
        "public_id": "abc",
        "kind": IncidentKind.OUTAGE,
        "endpoint_id": 3,
        "yardstick_id": 4,
        "watches": (a_watch(),),
        "opened_at": one.begins,
        "resolved_at": one.ends,
        "cause": one.cause or Cause.UPSTREAM_BAD_REPLY,
        "hop": Hop.ORIGIN,
        "verdict": None,
        "pauses": tuple((pause.begins, pause.ends) for pause in one.pauses),
        "response": Response(retracted_at=retracted, retracted_by=retracted and 5),
        **values,
    }
    return IncidentStory(**values)


def timed(
    span: Interval, every: timedelta, ms: float = 140.0, *, swing: float = 0.3
) -> list[Sample]:
    """Return looks whose times go up and down a little, always the same way."""
    count = span.length // every
    return [
        Sample(at=span.begins + n * every, took_ms=ms * (1 + swing * ((n * 37 % 11) / 11 - 0.5)))
        for n in range(count)
    ]


def a_review(
    *outages: Outage,
    days: int = 30,
    watched: Iterable[Interval] | None = None,
    gaps: Iterable[Interval] = (),
    planned: Iterable[Interval] = (),
    samples: Iterable[Sample] = (),
    zone: ZoneInfo = UTC_ZONE,
    now: datetime = NOW,
    name: str = "Example",
    days_kept: int = 365,
) -> Review:
    """Return what `Reviewing` would of such a past."""
    ever = Interval(begins=now - EVER, ends=now)
    spans = [ever] if watched is None else list(watched)
    record = prepare(ever, watched=spans, gaps=gaps, planned=planned, outages=outages)
    span = span_for(now, min(days, days_kept), zone)
    since = record.watched[0].begins if record.watched else None
    seen = narrow(record, Interval(begins=max(span.begins, since or span.begins), ends=now))
    figures = figure(seen)
    return Review(
        watch=a_watch(name),
        asked_days=days,
        days_kept=days_kept,
        span=span,
        zone=zone,
        since=since,
        figures=figures,
        days=daily_bars(narrow(record, span), zone),
        paces=pace_of(step_for(span), (), samples),
        incidents=tuple(_incidents(outages, seen, figures)),
    )


def _incidents(outages: Iterable[Outage], seen: Record, figures: Any) -> Iterable[PastIncident]:
    down = {one.outage.begins: one.down for one in figures.outages}
    for one in sorted(outages, key=lambda one: one.begins, reverse=True):
        if one.ends is None or one.ends > seen.span.begins:
            counted = None if one.is_retracted else down.get(one.begins)
            yield PastIncident(story=story(one), down=counted)
