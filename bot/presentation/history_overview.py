"""The past of everything a server watches, a sentence each."""

from datetime import timedelta

from bot.history.reviewing import Glance, Overview
from bot.presentation.history_buttons import page_buttons, span_buttons
from bot.presentation.history_ids import TurnAll
from bot.presentation.history_words import last_days, since_words, tell_figures
from bot.presentation.neutral import plain_name
from bot.presentation.rendered import Card, Rendered, Tone
from bot.presentation.words import render_list, say

PAGE = 12
NAMED = 5  # watches that are down now and stand in the first line


def render_overview(
    overview: Overview, turn: TurnAll, locale: str, *, is_private: bool = False
) -> Rendered:
    """Render all watches of a server; those in trouble first."""
    glances = sorted(overview.glances, key=_calm)
    if not glances:
        return Rendered(content=say(locale, "history-all-none"), is_private=is_private)
    pages = -(-len(glances) // PAGE)
    page = min(turn.page, pages - 1)
    shown = glances[page * PAGE : (page + 1) * PAGE]
    return Rendered(
        content=_sum_up(overview, locale),
        card=Card(
            tone=Tone.BAD if any(one.is_down for one in glances) else Tone.NEUTRAL,
            description=render_list(locale, [_glance(one, overview, locale) for one in shown]),
            footer=say(locale, "history-all-hint"),
        ),
        buttons=(*page_buttons(turn, page, pages, locale), *span_buttons(turn, locale)),
        is_private=is_private,
    )


def _calm(glance: Glance) -> tuple[bool, timedelta, str]:
    """Return what to sort by: down now, then longest down, then by name."""
    return not glance.is_down, -glance.figures.uptime.down, glance.watch.name.casefold()


def _sum_up(overview: Overview, locale: str) -> str:
    when = last_days(min(overview.asked_days, overview.days_kept), locale)
    count = len(overview.glances)
    down = sum(one.figures.count > 0 for one in overview.glances)
    if not down:
        return say(locale, "history-all-fine", count=count, when=when)
    line = say(locale, "history-all-down", count=count, down=down, when=when)
    names = [_name(one) for one in overview.glances if one.is_down]
    if not names:
        return line
    shown = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
    now = say(locale, "history-all-now", names=shown)
    return f"{now} {line}"


def _glance(glance: Glance, overview: Overview, locale: str) -> str:
    since, now = glance.since, overview.span.ends
    if since is not None and since > overview.span.begins:
        when = since_words(since, now, overview.zone, locale)
    else:
        when = last_days(min(overview.asked_days, overview.days_kept), locale)
    return tell_figures(
        glance.figures, _name(glance), when, overview.zone, locale, is_known=since is not None
    )


def _name(glance: Glance) -> str:
    return f"**{plain_name(glance.watch.name)}**"
