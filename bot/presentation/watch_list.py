"""All watches of a server, a page at a time: how each is doing, where it tells, what is wrong."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from math import ceil

from bot.presentation.mistakes import render_needs
from bot.presentation.neutral import show_target
from bot.presentation.rendered import Button, Card, Field, Rendered, Tone
from bot.presentation.watch_ids import Act, WatchPress, encode
from bot.presentation.watch_words import render_interval, show_channel, show_name
from bot.presentation.words import render_moment, say
from bot.triage.verdict import State
from bot.watching.condition import Condition, Phase
from bot.watching.overview import Row

PAGE = 8
PHASES = {
    Phase.NEW: "watch-state-new",
    Phase.UP: "watch-state-up",
    Phase.SUSPECT: "watch-state-suspect",
    Phase.DOWN: "watch-state-down",
    Phase.RECOVERING: "watch-state-recovering",
    Phase.MAINTENANCE: "watch-state-maintenance",
}
UNCLEAR = {
    State.BLOCKED: "watch-state-blocked",
    State.UNKNOWN: "watch-state-unknown",
    State.REFUSED: "watch-state-refused",
}
TROUBLE = frozenset({Phase.DOWN, Phase.RECOVERING})


def render_rows(rows: Sequence[Row], page: int, locale: str) -> Rendered:
    """Render one page of a server's watches."""
    if not rows:
        return Rendered(content=say(locale, "watch-list-empty"), is_private=True)
    pages = ceil(len(rows) / PAGE)
    page = min(page, pages - 1)
    shown = rows[page * PAGE : (page + 1) * PAGE]
    return Rendered(
        content=_render_sum(rows, locale),
        card=Card(
            tone=_tone_of(rows),
            fields=tuple(_render_row(row, locale) for row in shown),
            footer=say(locale, "watch-list-page", page=page + 1, pages=pages) if pages > 1 else "",
        ),
        buttons=tuple(_buttons(page, pages, locale)),
        is_private=True,
    )


def render_state(row: Row, locale: str) -> str:
    """Return in a few words how a watch is doing now, and since when."""
    message, since = _state_of(row)
    return say(locale, message, since="" if since is None else render_moment(since))


def is_down(row: Row) -> bool:
    """Tell whether a watch is down now."""
    is_followed = row.condition is not None and not row.watch.is_paused
    return is_followed and row.condition is not None and row.condition.phase in TROUBLE


def has_closed_channel(row: Row) -> bool:
    """Tell whether a watch could tell nobody anything."""
    return row.is_channel_gone or row.is_suspended or bool(row.missing)


def _state_of(row: Row) -> tuple[str, datetime | None]:
    condition = row.condition
    if row.watch.is_paused:
        return "watch-state-paused", None
    if condition is None:
        return "watch-state-new", None
    if condition.unstable_since is not None:
        return "watch-state-unstable", condition.unstable_since
    unclear = _unclear(row, condition)
    if unclear is not None:
        return unclear, None
    return _state_of_phase(condition)


def _state_of_phase(condition: Condition) -> tuple[str, datetime | None]:
    if condition.phase is Phase.UP and condition.slow_since is not None:
        return "watch-state-slow", condition.slow_since
    return PHASES[condition.phase], condition.since or condition.changed_at


def _tone_of(rows: Sequence[Row]) -> Tone:
    if any(map(is_down, rows)):
        return Tone.BAD
    return Tone.WARNING if any(map(has_closed_channel, rows)) else Tone.GOOD


def _unclear(row: Row, condition: Condition) -> str | None:
    """Return what to say where the last look told nothing, and nothing worse is known."""
    is_calm = condition.phase in {Phase.NEW, Phase.UP}
    if row.latest is None or not is_calm or row.watch.expectations.statuses is not None:
        return None
    return UNCLEAR.get(row.latest.state)


def _render_sum(rows: Sequence[Row], locale: str) -> str:
    return say(
        locale,
        "watch-list-sum",
        count=len(rows),
        down=sum(map(is_down, rows)),
        paused=sum(row.watch.is_paused for row in rows),
        closed=sum(map(has_closed_channel, rows)),
    )


def _render_row(row: Row, locale: str) -> Field:
    watch = row.watch
    where = say(
        locale,
        "watch-list-where",
        host=show_target(watch.target),
        channel=show_channel(watch.channel_id),
        interval=render_interval(watch.interval, locale),
    )
    if watch.expectations.official is not None:
        where = " · ".join((where, say(locale, "theirs-listed")))
    lines = [render_state(row, locale), where, *_render_channel_trouble(row, locale)]
    return Field(name=show_name(watch.name, watch.target), value="\n".join(lines))


def _render_channel_trouble(row: Row, locale: str) -> Iterator[str]:
    if row.is_channel_gone:
        yield say(locale, "watch-list-gone")
    elif row.missing:
        yield say(locale, "watch-list-missing", needs=render_needs(row.missing, locale))
    elif row.is_suspended:
        yield say(locale, "watch-list-suspended")


def _buttons(page: int, pages: int, locale: str) -> Iterator[Button]:
    if page > 0:
        yield _to_page("watch-button-back", page - 1, locale)
    if page < pages - 1:
        yield _to_page("watch-button-next", page + 1, locale)
    log = encode(WatchPress(Act.LOG))
    yield Button(label=say(locale, "watch-button-log"), custom_id=log)


def _to_page(message: str, page: int, locale: str) -> Button:
    custom_id = encode(WatchPress(Act.LIST, str(page)))
    return Button(label=say(locale, message), custom_id=custom_id)
