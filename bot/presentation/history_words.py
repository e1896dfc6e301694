"""A past in one sentence, and its picture in words. Pure."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.history.days import DayBar
from bot.history.figures import Figures
from bot.history.reviewing import Review, going_on
from bot.presentation.lengths import (
    render_date,
    render_length,
    render_ms,
    render_on,
)
from bot.presentation.words import render_time, say

BAD_DAYS = 10  # that a picture's description names one by one


def tell(review: Review, name: str, locale: str, *, is_plain: bool = False) -> str:
    """Say what happened in a sentence or three. `name` is already harmless.

    `is_plain` is for pictures' descriptions, where Discord draws no times.
    """
    when = span_words(review, locale, is_plain=is_plain)
    return tell_figures(
        review.figures,
        name,
        when,
        review.zone,
        locale,
        is_plain=is_plain,
        is_known=review.since is not None,
    )


def tell_figures(
    figures: Figures,
    name: str,
    when: str,
    zone: ZoneInfo,
    locale: str,
    *,
    is_plain: bool = False,
    is_known: bool = True,
) -> str:
    """Say what some figures mean. `is_known`: we watched at some time or other."""
    if not is_known:
        return say(locale, "history-never", name=name)
    if not figures.uptime.coverage:
        return say(locale, "history-unseen", name=name, when=when)
    parts = []
    if going_on(figures) is not None:
        parts.append(say(locale, "history-down-now", name=name))
        name = say(locale, "history-it")
    parts += [
        _tell_outages(figures, name, when, zone, locale, is_plain=is_plain),
        tell_coverage(figures, locale),
    ]
    return " ".join(parts)


def _tell_outages(
    figures: Figures, name: str, when: str, zone: ZoneInfo, locale: str, *, is_plain: bool
) -> str:
    if figures.longest is None:
        return say(locale, "history-fine", name=name, when=when)
    total = render_length(figures.uptime.down, locale)
    if figures.count == 1 and going_on(figures) is not None:
        return say(locale, "history-down-still", name=name, when=when, total=total)
    now = figures.span.ends
    longest = render_length(figures.longest.down, locale)
    if when != since_words(now, now, zone, locale):  # else all of it is of today
        day = render_on(figures.longest.begins, now, zone, locale, is_plain=is_plain)
        longest = say(locale, "history-length-on", length=longest, day=day)
    return say(
        locale,
        "history-down",
        name=name,
        when=when,
        count=figures.count,
        total=total,
        longest=longest,
    )


def tell_coverage(figures: Figures, locale: str) -> str:
    """Say how much of the time we watched."""
    percent = figures.coverage_percent or 0.0
    if figures.uptime.coverage == 1:
        return say(locale, "history-watched-all")
    return say(locale, "history-watched", percent=percent)


def span_words(review: Review, locale: str, *, is_plain: bool = False) -> str:
    """Return "in the last 30 days", or since when we have watched where that is less."""
    if review.since is not None and review.is_since:
        return since_words(review.since, review.span.ends, review.zone, locale, is_plain=is_plain)
    return last_days(min(review.asked_days, review.days_kept), locale)


def since_words(
    since: datetime, now: datetime, zone: ZoneInfo, locale: str, *, is_plain: bool = False
) -> str:
    """Return "since we began to watch on Tuesday"."""
    return say(locale, "history-since", day=render_on(since, now, zone, locale, is_plain=is_plain))


def last_days(days: int, locale: str) -> str:
    """Return "in the last 30 days"."""
    if days == 1:
        return say(locale, "history-last-hours")
    return say(locale, "history-last-days", days=days)


def numbers(review: Review, locale: str) -> Iterator[str]:
    """Yield the same in numbers, one line each."""
    figures = review.figures
    uptime = figures.uptime
    if figures.uptime_percent is not None:
        yield say(locale, "history-number-up", percent=figures.uptime_percent)
        total = render_length(uptime.down, locale)
        yield say(locale, "history-number-down", count=figures.count, total=total)
    if figures.longest is not None:
        length = render_length(figures.longest.down, locale)
        begun = render_time(figures.longest.begins)
        yield say(locale, "history-number-longest", length=length, when=begun)
    yield _watched(figures, locale)
    if uptime.planned:
        length = render_length(uptime.planned, locale)
        yield say(locale, "history-number-planned", length=length)
    if review.since is not None and review.is_since:
        yield say(locale, "history-number-since", when=render_time(review.since))
    yield from _paces(review, locale)


def _watched(figures: Figures, locale: str) -> str:
    percent, missing = figures.coverage_percent or 0.0, figures.uptime.unwatched
    if not missing:
        return say(locale, "history-number-watched", percent=percent)
    length = render_length(missing, locale)
    return say(locale, "history-number-missed", percent=percent, length=length)


def _paces(review: Review, locale: str) -> Iterator[str]:
    whole = review.paces.whole
    if whole.p50_ms is not None and whole.max_ms is not None:
        typical, slowest = render_ms(whole.p50_ms, locale), render_ms(whole.max_ms, locale)
        yield say(locale, "history-number-pace", typical=typical, slowest=slowest)
    if whole.failed:
        yield say(locale, "history-number-failed", failed=whole.failed, looks=whole.looks)


def describe_days(review: Review, locale: str) -> str:
    """Return the picture of the days in words."""
    sentence = tell(review, say(locale, "history-it"), locale, is_plain=True)
    parts = [say(locale, "history-alt-days", count=len(review.days), sentence=sentence)]
    bad = [day for day in review.days if day.uptime.down]
    if bad:
        parts.append(_bad_days(bad, locale))
    unwatched = sum(day.uptime.coverage == 0 for day in review.days)
    if unwatched:
        parts.append(say(locale, "history-alt-unwatched", count=unwatched))
    return " ".join(parts)


def _bad_days(bad: list[DayBar], locale: str) -> str:
    named = [
        say(
            locale,
            "history-alt-bad-day",
            day=render_date(day.day, locale),
            length=render_length(day.uptime.down, locale),
        )
        for day in bad[-BAD_DAYS:]
    ]
    days, more = ", ".join(named), len(bad) - len(named)
    if more:
        return say(locale, "history-alt-bad-more", days=days, more=more)
    return say(locale, "history-alt-bad", days=days)


def describe_paces(review: Review, locale: str) -> str:
    """Return the picture of the response times in words."""
    whole = review.paces.whole
    if whole.p50_ms is None or whole.max_ms is None:
        typical = say(locale, "history-alt-untimed")
    else:
        times = render_ms(whole.p50_ms, locale), render_ms(whole.max_ms, locale)
        typical = say(locale, "history-alt-typical", typical=times[0], slowest=times[1])
    when = span_words(review, locale, is_plain=True)
    parts = [say(locale, "history-alt-paces", when=when, typical=typical)]
    if whole.failed:
        parts.append(say(locale, "history-alt-failed", failed=whole.failed, looks=whole.looks))
    return " ".join([*parts, tell_coverage(review.figures, locale)])
