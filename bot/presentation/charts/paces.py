"""How long looks took: a line through what is typical, and what went wrong. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from bot.history.intervals import Interval
from bot.history.pace import Pace, grid
from bot.history.reviewing import Review
from bot.presentation.charts.frame import draw_frame, draw_heading
from bot.presentation.charts.svg import (
    RIGHT,
    Anchor,
    Box,
    Kind,
    band,
    box,
    marker,
    picture,
    polyline,
    rule,
    sign,
    text,
)
from bot.presentation.lengths import render_date, render_ms, render_weekday
from bot.presentation.words import say

LEFT, TOP, BOTTOM = 150.0, 132.0, 306.0
NICE = (1.0, 2.0, 5.0, 10.0)
LEAST_TOP = 10.0  # milliseconds
NARROWEST = 5.0
BY_HOUR = timedelta(days=2)


def draw_paces(review: Review, locale: str) -> str:
    """Return the picture as SVG."""
    title = _title(review, locale)
    typical = review.paces.whole.p50_ms
    figure = (
        ""
        if typical is None
        else say(locale, "history-chart-typical", typical=render_ms(typical, locale))
    )
    sheet = Sheet(review)
    return picture(
        title,
        (
            *draw_heading(review, locale, title=title, figure=figure),
            *sheet.unwatched(),
            *sheet.scale(locale),
            *sheet.lines(),
            *sheet.failures(),
            *sheet.labels(locale),
            *draw_frame(sheet.kinds(), locale),
        ),
    )


class Sheet:
    """The paper with its two scales."""

    def __init__(self, review: Review) -> None:
        step = review.paces.step
        self._paces = review.paces.all
        self._step = step
        self._zone = review.zone
        # Whole steps: a minute later it is still the same picture.
        self._span = Interval(
            begins=grid(review.span.begins, step), ends=grid(review.span.ends, step) + step
        )
        highest = max((pace.rollup.p95_ms or 0.0 for pace in self._paces), default=0.0)
        self._top = nice(highest)
        self._is_timed = highest > 0

    def scale(self, locale: str) -> Iterator[str]:
        """Yield three lines and their meaning."""
        for share in (0.0, 0.5, 1.0):
            y = BOTTOM - share * (BOTTOM - TOP)
            yield rule(y, LEFT)
            if self._is_timed:
                words = render_ms(share * self._top, locale)
                yield text(LEFT - 14, y + 8, words, anchor=Anchor.END)
        if not self._is_timed:
            words = say(locale, "history-chart-no-times")
            yield from sign((LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2, words)

    def unwatched(self) -> Iterator[str]:
        """Yield the stretches without a look."""
        begins = self._span.begins
        for pace in self._paces:
            if pace.begins > begins:
                yield self._stretch(Kind.UNTIMED, begins, pace.begins)
            begins = max(begins, pace.begins + self._step)
        if begins < self._span.ends:
            yield self._stretch(Kind.UNTIMED, begins, self._span.ends)

    def lines(self) -> Iterator[str]:
        """Yield what is typical, and how slow nearly all looks were at most."""
        for run in self._runs():
            typical = [(self._middle(pace), self._y(pace.rollup.p50_ms)) for pace in run]
            slower = [(self._middle(pace), self._y(pace.rollup.p95_ms)) for pace in run]
            if len(run) > 1:
                yield band(slower, typical)
            yield polyline(typical)

    def failures(self) -> Iterator[str]:
        """Yield the stretches in which looks failed, as high as the share that did."""
        for pace in self._paces:
            if not pace.rollup.failed:
                continue
            share = pace.rollup.failed / pace.rollup.looks
            height = max(30.0, share * (BOTTOM - TOP))
            middle, width = self._middle(pace), max(NARROWEST, self._width)
            place = Box(x=middle - width / 2, y=BOTTOM - height, width=width, height=height)
            yield box(Kind.FAILED, place)
            yield marker(middle, BOTTOM + 6)

    def kinds(self) -> Iterator[Kind]:
        """Yield what the key explains."""
        if self._is_timed:
            yield from (Kind.TYPICAL, Kind.SLOWER)
        if any(pace.rollup.failed for pace in self._paces):
            yield Kind.FAILED
        if any(True for _ in self.unwatched()):
            yield Kind.UNTIMED

    def labels(self, locale: str) -> Iterator[str]:
        """Yield what moments the two ends and the middle are."""
        begins, y = self._span.begins, BOTTOM + 44
        middle = grid(begins + self._span.length / 2, self._step)
        yield text(LEFT, y, self._moment(begins, locale))
        yield text(self._x(middle), y, self._moment(middle, locale), anchor=Anchor.MIDDLE)
        yield text(RIGHT, y, say(locale, "history-now"), anchor=Anchor.END)

    def _moment(self, moment: datetime, locale: str) -> str:
        local = moment.astimezone(self._zone)
        if self._span.length > BY_HOUR + self._step:
            return render_date(local.date(), locale)
        weekday = render_weekday(local.date(), locale)
        return say(locale, "history-time", day=weekday, time=local.strftime("%H:%M"))

    @property
    def _width(self) -> float:
        return self._step / self._span.length * (RIGHT - LEFT)

    def _runs(self) -> Iterator[Sequence[Pace]]:
        """Yield timed stretches that follow one another without a hole."""
        timed = [pace for pace in self._paces if pace.rollup.p50_ms is not None]
        numbered = enumerate(timed)
        for _, run in groupby(numbered, key=lambda one: one[1].begins - one[0] * self._step):
            yield [pace for _, pace in run]

    def _stretch(self, kind: Kind, begins: datetime, ends: datetime) -> str:
        left, right = self._x(begins), self._x(ends)
        return box(kind, Box(x=left, y=TOP, width=right - left, height=BOTTOM - TOP))

    def _middle(self, pace: Pace) -> float:
        return self._x(pace.begins + self._step / 2)

    def _x(self, moment: datetime) -> float:
        share = (moment - self._span.begins) / self._span.length
        return LEFT + min(max(share, 0.0), 1.0) * (RIGHT - LEFT)

    def _y(self, milliseconds: float | None) -> float:
        return BOTTOM - min((milliseconds or 0.0) / self._top, 1.0) * (BOTTOM - TOP)


def nice(highest: float) -> float:
    """Return a round number that is not below another: 1, 2 or 5 and noughts."""
    size = LEAST_TOP
    while True:
        for factor in NICE:
            if factor * size >= highest:
                return factor * size
        size *= 10


def _title(review: Review, locale: str) -> str:
    days = min(review.asked_days, review.days_kept)
    if days == 1:
        return say(locale, "history-chart-paces-hours")
    return say(locale, "history-chart-paces", days=days)
