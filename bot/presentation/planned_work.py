"""Planned work in words: when, for which watch, and the next time in the reader's own zone."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from discord import app_commands

from bot.presentation.limits import CHOICE, CHOICES, clip
from bot.presentation.neutral import plain_name
from bot.presentation.rendered import Card, Field, Rendered, Tone
from bot.presentation.watch_words import show_name
from bot.presentation.words import render_moment, render_time, say
from bot.watching.maintenance import DAYS, OnceWindow, WeeklyWindow, Window, canonical, occurrences
from bot.watching.planning import Planned

AHEAD = timedelta(days=9)  # a weekly window comes again within eight days, whatever clocks do
SHOWN = 12
CHOICE_DATE = "%Y-%m-%d %H:%M"
DAY_TEXTS = (
    "work-day-mon",
    "work-day-tue",
    "work-day-wed",
    "work-day-thu",
    "work-day-fri",
    "work-day-sat",
    "work-day-sun",
)


def render_planned(planned: Planned, now: datetime, locale: str) -> Rendered:
    """Render that work was planned."""
    lines = [
        say(locale, "work-planned", who=_who(planned, locale)),
        *_render_window(planned.work.window, now, locale),
        say(locale, "work-means"),
    ]
    return Rendered(content="\n".join(lines), is_private=True)


def render_works(works: Sequence[Planned], now: datetime, locale: str) -> Rendered:
    """Render a server's planned work."""
    if not works:
        return Rendered(content=say(locale, "work-none"), is_private=True)
    left = len(works) - SHOWN
    return Rendered(
        content=say(locale, "work-list", count=len(works)),
        card=Card(
            tone=Tone.NEUTRAL,
            fields=tuple(_field(one, now, locale) for one in works[:SHOWN]),
            footer=say(locale, "work-more", count=left) if left > 0 else "",
        ),
        is_private=True,
    )


def render_cancelled(planned: Planned, locale: str) -> Rendered:
    """Render that planned work is off."""
    content = say(locale, "work-cancelled", who=_who(planned, locale))
    return Rendered(content=content, is_private=True)


def render_work_choices(works: Sequence[Planned], typed: str) -> list[app_commands.Choice[str]]:
    """Return planned work that has this text in it, as the choices of an autocompletion."""
    named = [(_choice(one), str(one.work.id)) for one in works]
    wanted = typed.strip().casefold()
    fitting = [pair for pair in named if wanted in pair[0].casefold()]
    return [app_commands.Choice(name=clip(name, CHOICE), value=id_) for name, id_ in fitting][
        :CHOICES
    ]


def _choice(planned: Planned) -> str:
    parts = [
        _window_text(planned.work.window),
        planned.watch.name if planned.watch is not None else "",
        planned.work.note,
    ]
    return " · ".join(part for part in parts if part)


def _window_text(window: Window) -> str:
    """Return when work is planned in a list that draws no times. Dates are UTC."""
    if isinstance(window, OnceWindow):
        return f"{window.begins:{CHOICE_DATE}} – {window.ends:{CHOICE_DATE}} UTC"
    return canonical(window)


def _field(planned: Planned, now: datetime, locale: str) -> Field:
    lines = list(_render_window(planned.work.window, now, locale))
    note = plain_name(planned.work.note)
    if note:
        lines.append(say(locale, "work-note", note=note))
    is_for_all = planned.watch is None
    name = say(locale, "work-heading-all") if is_for_all else _who(planned, locale)
    return Field(name=name, value="\n".join(lines))


def _who(planned: Planned, locale: str) -> str:
    if planned.watch is None:
        return say(locale, "work-for-all")
    return show_name(planned.watch.name, planned.watch.target)


def _render_window(window: Window, now: datetime, locale: str) -> Iterator[str]:
    """Yield when work is planned, and the next time as Discord shows times."""
    if isinstance(window, OnceWindow):
        yield say(
            locale, "work-once", begins=render_time(window.begins), ends=render_time(window.ends)
        )
        is_over = window.ends <= now
        yield say(locale, "work-over") if is_over else _render_start(window.begins, now, locale)
        return
    yield say(
        locale,
        "work-weekly",
        days=_render_days(window, locale),
        begins=f"{window.begins:%H:%M}",
        ends=f"{window.ends:%H:%M}",
        zone=window.zone.key,
    )
    spans = (span for span in occurrences([window], now, now + AHEAD) if span[1] > now)
    for begins, ends in list(spans)[:1]:
        yield say(locale, "work-next", begins=render_time(begins), ends=render_time(ends))


def _render_start(begins: datetime, now: datetime, locale: str) -> str:
    if begins <= now:
        return say(locale, "work-running")
    return say(locale, "work-starts", when=render_moment(begins))


def _render_days(window: WeeklyWindow, locale: str) -> str:
    if len(window.days) == len(DAYS):
        return say(locale, "work-daily")
    return ", ".join(say(locale, DAY_TEXTS[day]) for day in sorted(window.days))
