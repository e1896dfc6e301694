"""What both pictures share: the words above, the key below. Pure."""

from collections.abc import Iterable, Iterator

from bot.history.reviewing import Review
from bot.presentation.charts.svg import (
    INK,
    LEFT,
    RIGHT,
    TITLE,
    Anchor,
    Kind,
    key,
    text,
)
from bot.presentation.lengths import render_date
from bot.presentation.words import say

KEYS = {
    Kind.UP: "history-key-up",
    Kind.DOWN: "history-key-down",
    Kind.PLANNED: "history-key-planned",
    Kind.UNWATCHED: "history-key-unwatched",
    Kind.UNTIMED: "history-key-untimed",
    Kind.TYPICAL: "history-key-typical",
    Kind.SLOWER: "history-key-slower",
    Kind.FAILED: "history-key-failed",
}
TITLE_Y, SUBTITLE_Y, KEY_Y = 54, 92, 386


def draw_heading(review: Review, locale: str, *, title: str, figure: str) -> Iterator[str]:
    """Yield what the picture shows, its one number, and how much we watched."""
    yield text(LEFT, TITLE_Y, title, size=TITLE, colour=INK)
    if figure:
        yield text(RIGHT, TITLE_Y, figure, size=TITLE, colour=INK, anchor=Anchor.END)
    yield text(LEFT, SUBTITLE_Y, _subtitle(review, locale))


def _subtitle(review: Review, locale: str) -> str:
    """Say how much was watched, and whose midnight it is: the last part of a zone's name."""
    percent = review.figures.coverage_percent or 0
    zone = review.zone.key.rpartition("/")[2].replace("_", " ")
    if review.since is None or not review.is_since:
        return say(locale, "history-chart-watched", percent=percent, zone=zone)
    day = render_date(review.since.astimezone(review.zone).date(), locale)
    return say(locale, "history-chart-watched-since", percent=percent, zone=zone, day=day)


def draw_frame(kinds: Iterable[Kind], locale: str) -> Iterator[str]:
    """Yield the key."""
    yield from key(((kind, say(locale, KEYS[kind])) for kind in kinds), KEY_Y)
