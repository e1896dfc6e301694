"""One bar for each day: how its time divides. Pure."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.history.days import DayBar
from bot.history.reviewing import BY_DAY, Review
from bot.history.uptime import Uptime
from bot.presentation.charts.frame import draw_frame, draw_heading
from bot.presentation.charts.svg import (
    LEFT,
    RIGHT,
    Anchor,
    Box,
    Kind,
    box,
    marker,
    picture,
    rule,
    sign,
    text,
)
from bot.presentation.lengths import render_date, render_weekday
from bot.presentation.words import say

TOP, BOTTOM = 116.0, 308.0
GAP, MOST_GAPPED = 3.0, 120  # more bars stand side by side
# How high a piece of each kind is at least: an outage of seconds must be seen on a phone.
LEAST = {Kind.DOWN: 30.0, Kind.PLANNED: 14.0, Kind.UNWATCHED: 0.0}
FEW = 9  # days that have room for their names
_NOTHING = timedelta(0)


def draw_days(review: Review, locale: str) -> str:
    """Return the picture as SVG."""
    title = _title(review, locale)
    percent = review.figures.uptime_percent
    figure = "" if percent is None else say(locale, "history-chart-up", percent=percent)
    return picture(
        title,
        (
            *draw_heading(review, locale, title=title, figure=figure),
            rule(BOTTOM + 2),
            *_bars(review.days),
            *_labels(review.days, locale),
            *draw_frame(_kinds(review.days), locale),
            *_emptiness(review, locale),
        ),
    )


def _title(review: Review, locale: str) -> str:
    days = len(review.days)
    if review.asked_days < BY_DAY:
        days = min(review.asked_days, review.days_kept)
    if days == 1:
        return say(locale, "history-chart-hours")
    return say(locale, "history-chart-days", days=days)


def _bars(days: Sequence[DayBar]) -> Iterator[str]:
    slot = (RIGHT - LEFT) / len(days)
    gap = min(GAP, slot / 4) if len(days) <= MOST_GAPPED else 0.0
    for number, day in enumerate(days):
        x, bottom = LEFT + number * slot + gap / 2, BOTTOM
        for kind, height in heights(day.uptime):
            bottom -= height
            yield box(kind, Box(x=x, y=bottom, width=slot - gap, height=height))
        if day.uptime.down:
            yield marker(x + (slot - gap) / 2, BOTTOM + 6)


def heights(uptime: Uptime) -> list[tuple[Kind, float]]:
    """Return the pieces of a bar from the bottom up. They fill it, whatever the least heights."""
    shares = {
        Kind.DOWN: uptime.down,
        Kind.PLANNED: uptime.planned,
        Kind.UP: uptime.up,
        Kind.UNWATCHED: uptime.unwatched,
    }
    whole, room = sum(shares.values(), _NOTHING), BOTTOM - TOP
    raised = {
        kind: max(LEAST.get(kind, 0.0), share / whole * room)
        for kind, share in shares.items()
        if share
    }
    # What is raised to its least height takes from the others, in their proportion.
    fixed = {kind: height for kind, height in raised.items() if height == LEAST.get(kind)}
    rest = sum(raised.values()) - sum(fixed.values())
    scale = (room - sum(fixed.values())) / rest if rest else 1.0
    return [(kind, height if kind in fixed else height * scale) for kind, height in raised.items()]


def _labels(days: Sequence[DayBar], locale: str) -> Iterator[str]:
    slot, y = (RIGHT - LEFT) / len(days), BOTTOM + 44
    if len(days) <= FEW:
        for number, day in enumerate(days):
            yield text(
                LEFT + (number + 0.5) * slot,
                y,
                render_weekday(day.day, locale),
                size=20,
                anchor=Anchor.MIDDLE,
            )
        return
    middle = len(days) // 2
    yield text(LEFT, y, render_date(days[0].day, locale))
    yield text(
        LEFT + (middle + 0.5) * slot, y, render_date(days[middle].day, locale), anchor=Anchor.MIDDLE
    )
    yield text(RIGHT, y, say(locale, "history-today"), anchor=Anchor.END)


def _kinds(days: Sequence[DayBar]) -> Iterator[Kind]:
    """Yield what the key explains: up and down always, the others where they occur."""
    yield from (Kind.UP, Kind.DOWN)
    if any(day.uptime.planned for day in days):
        yield Kind.PLANNED
    if any(day.uptime.unwatched for day in days):
        yield Kind.UNWATCHED


def _emptiness(review: Review, locale: str) -> Iterator[str]:
    if not any(day.uptime.coverage for day in review.days):
        words = say(locale, "history-chart-nothing")
        yield from sign((LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2, words)
