"""A past as messages: one watch, its files, and why there is nothing to see."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from bot.history.export import days_csv, history_json, incidents_csv
from bot.history.reviewing import Review
from bot.presentation.charts.days import draw_days
from bot.presentation.charts.paces import draw_paces
from bot.presentation.history_buttons import page_buttons, span_buttons, view_buttons
from bot.presentation.history_ids import Turn, View
from bot.presentation.history_incidents import PAGE, render_incidents
from bot.presentation.history_words import (
    describe_days,
    describe_paces,
    numbers,
    span_words,
    tell,
)
from bot.presentation.lengths import render_length
from bot.presentation.neutral import plain_name
from bot.presentation.rendered import Card, Field, File, Rendered, Tone
from bot.presentation.words import render_list, say

PICTURE = "history.png"


class Refusal(StrEnum):
    """Why a history is not told. Each is a text of its own in `locales`."""

    UNKNOWN = "history-unknown"
    GONE = "history-gone"
    NO_STORE = "history-no-store"
    ADMINS_ONLY = "history-admins-only"
    NO_FILES = "history-no-files"
    OUTDATED = "history-outdated"


def draw_view(review: Review, view: View, locale: str) -> str:
    """Return the picture as SVG."""
    return draw_days(review, locale) if view is View.DAYS else draw_paces(review, locale)


def render_history(
    review: Review,
    turn: Turn,
    locale: str,
    *,
    picture: bytes | None = None,
    is_private: bool = False,
    may_export: bool = False,
) -> Rendered:
    """Render the past of one watch. Without its picture the message says the same."""
    pages = max(1, -(-len(review.incidents) // PAGE))
    page = min(turn.page, pages - 1)
    shown = review.incidents[page * PAGE : (page + 1) * PAGE]
    name = f"**{plain_name(review.watch.name)}**"
    return Rendered(
        content="\n".join((tell(review, name, locale), *_kept(review, locale))),
        card=Card(
            tone=_tone(review),
            fields=(
                Field(
                    name=say(locale, "history-heading-numbers"),
                    value=render_list(locale, tuple(numbers(review, locale))),
                ),
                Field(
                    name=_heading(page, pages, locale),
                    value=render_incidents(shown, review, locale),
                ),
            ),
        ),
        buttons=(
            *page_buttons(turn, page, pages, locale),
            *span_buttons(turn, locale),
            *view_buttons(turn, locale, may_export=may_export),
        ),
        files=() if picture is None else (_picture(review, turn.view, picture, locale),),
        is_private=is_private,
    )


def render_export(review: Review, locale: str) -> Rendered:
    """Render the files of a history, for an admin alone."""
    name = f"**{plain_name(review.watch.name)}**"
    stem = f"history-{review.watch.id}"
    files = (
        (f"{stem}-incidents.csv", incidents_csv(review), "history-file-incidents"),
        (f"{stem}-days.csv", days_csv(review), "history-file-days"),
        (f"{stem}.json", history_json(review), "history-file-all"),
    )
    return Rendered(
        content=say(locale, "history-exported", name=name, when=span_words(review, locale)),
        files=tuple(
            File(name=file, content=content, description=say(locale, about))
            for file, content, about in files
        ),
        is_private=True,
    )


def render_refusal(refusal: Refusal, locale: str) -> Rendered:
    """Render why there is no history to see."""
    return Rendered(content=say(locale, refusal), is_private=True)


def _tone(review: Review) -> Tone:
    if review.open_outage is not None:
        return Tone.BAD
    return Tone.GOOD if review.figures.uptime.coverage else Tone.NEUTRAL


def _kept(review: Review, locale: str) -> Iterable[str]:
    if review.asked_days > review.days_kept:
        length = render_length(timedelta(days=review.days_kept), locale)
        yield say(locale, "history-kept", length=length)


def _heading(page: int, pages: int, locale: str) -> str:
    if pages == 1:
        return say(locale, "history-heading-incidents")
    return say(locale, "history-heading-page", page=page + 1, pages=pages)


def _picture(review: Review, view: View, content: bytes, locale: str) -> File:
    describe = describe_days if view is View.DAYS else describe_paces
    return File(name=PICTURE, content=content, description=describe(review, locale))
