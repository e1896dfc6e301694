"""An official page on a terminal, and as data: what `gatewise official` prints.

All names and texts are the vendor's: hostile, and shown printable only.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.asking.inquiring import Inquiry, NoPage
from bot.explanations import refusal_text
from bot.presentation.terminal import printable
from bot.presentation.words import say
from bot.probing.target import Refusal
from bot.statuspages.status import Component, Notice, OfficialState

COLOURS = {
    OfficialState.OPERATIONAL: "green",
    OfficialState.DEGRADED: "yellow",
    OfficialState.PARTIAL_OUTAGE: "red",
    OfficialState.MAJOR_OUTAGE: "red",
    OfficialState.MAINTENANCE: "yellow",
    OfficialState.UNKNOWN: "magenta",
}
SHOWN_PARTS = 40
SHOWN_NOTICES = 10
SHOWN_OVER = 3
MINUTE = timedelta(minutes=1)


def render_inquiry(inquiry: Inquiry, now: datetime, locale: str) -> RenderableType:
    """Render what was understood of a page."""
    status, notices = inquiry.status, inquiry.status.notices
    going_on = [one for one in notices if not one.is_over and not one.is_upcoming]
    ahead = [one for one in notices if one.is_upcoming and not one.is_over]
    over = [one for one in notices if one.is_over]
    return Group(
        _first_line(inquiry, locale),
        *(
            Padding(Text(line), (0, 0, 0, 2), expand=False)
            for line in _remarks(inquiry, now, locale)
        ),
        _parts(status.components, locale),
        _notices("official-now", going_on, SHOWN_NOTICES, locale),
        _notices("official-ahead", ahead, SHOWN_NOTICES, locale),
        _notices("official-over", over, SHOWN_OVER, locale),
    )


def render_no_page(asked: str, found: NoPage, locale: str) -> str:
    """Return why there is no page to read."""
    if found.service is not None:
        return say(locale, "official-no-page", service=found.service.name)
    if found.refusal in (None, Refusal.NOT_A_URL, Refusal.BAD_HOST, Refusal.EMPTY):
        return say(locale, "official-nothing-named", asked=printable(asked))
    return refusal_text(found.refusal, locale)


def render_inquiry_record(asked: str, inquiry: Inquiry) -> dict[str, Any]:
    """Return what was understood as plain data."""
    look, status = inquiry.look, inquiry.status
    return {
        "input": asked,
        "service": inquiry.service.id if inquiry.service else None,
        "page": look.page_url,
        "provider": look.provider or None,
        "fetched_at": look.fetched_at.isoformat(),
        "problem": look.problem,
        "state": status.state,
        "page_name": status.page_name,
        "updated_at": _iso(status.updated_at),
        "is_whole_page": status.is_whole_page,
        "is_related": status.is_related,
        "components": [_component_record(one) for one in status.components],
        "notices": [_notice_record(one) for one in status.notices],
    }


def render_no_page_record(asked: str, found: NoPage, locale: str) -> dict[str, Any]:
    """Return why there is no page as plain data."""
    return {
        "input": asked,
        "service": found.service.id if found.service else None,
        "page": None,
        "error": render_no_page(asked, found, locale),
    }


def _first_line(inquiry: Inquiry, locale: str) -> Text:
    state = inquiry.status.state
    name = inquiry.service.name if inquiry.service else inquiry.status.page_name
    word = say(locale, f"official-state-{state}")
    shown = printable(name or inquiry.look.page_url)
    return Text.assemble((f"{word:<15}", f"bold {COLOURS[state]}"), (shown, "bold"))


def _remarks(inquiry: Inquiry, now: datetime, locale: str) -> Iterator[str]:
    look, status = inquiry.look, inquiry.status
    when, page = _moment(look.fetched_at), printable(look.page_url)
    if look.problem is not None:
        yield say(locale, f"official-problem-{look.problem}")
        yield say(locale, "official-no-verdict")
        yield say(locale, "official-tried", when=when, page=page)
        return
    yield say(locale, "official-read", when=when, page=page, provider=look.provider)
    if status.updated_at is not None and status.updated_at <= now + MINUTE:
        yield say(locale, "official-updated", when=_moment(status.updated_at))
    if status.is_related:
        yield say(locale, "official-related")
    elif status.is_whole_page:
        yield say(locale, "official-part-missing")


def _parts(components: Sequence[Component], locale: str) -> RenderableType:
    if not components:
        return Group()
    telling = [one for one in components if one.state is not OfficialState.OPERATIONAL]
    fine = len(components) - len(telling)
    lines = [
        Text.assemble(
            (f"{say(locale, f'official-state-{one.state}'):<15}", COLOURS[one.state]),
            printable(one.name or one.id),
        )
        for one in telling[:SHOWN_PARTS]
    ]
    lines += _rest(len(telling) - SHOWN_PARTS, locale)
    if fine:
        lines.append(Text(say(locale, "official-parts-fine", count=fine)))
    return _section(say(locale, "official-components", total=len(components)), lines)


def _notices(heading: str, notices: Sequence[Notice], most: int, locale: str) -> RenderableType:
    if not notices:
        return Group()
    lines = [line for one in notices[:most] for line in _notice(one, locale)]
    return _section(say(locale, heading), [*lines, *_rest(len(notices) - most, locale)])


def _notice(notice: Notice, locale: str) -> Iterator[Text]:
    title = printable(notice.title) or say(locale, "official-untitled")
    word = say(locale, f"official-state-{notice.state}")
    yield Text.assemble((f"{word:<15}", COLOURS[notice.state]), title)
    times = {
        "official-from": notice.begins_at,
        "official-until": notice.ends_at,
        "official-changed": notice.updated_at,
    }
    told = [say(locale, name, when=_moment(at)) for name, at in times.items() if at is not None]
    parts = [part for part in (printable(notice.stage), *told) if part]
    if parts:
        yield Text(f"{'':15}{' · '.join(parts)}")
    if notice.text:
        yield Text(f"{'':15}{printable(' '.join(notice.text.split()))}")


def _rest(count: int, locale: str) -> list[Text]:
    return [Text(say(locale, "official-more", count=count))] if count > 0 else []


def _section(heading: str, lines: Sequence[Text]) -> RenderableType:
    padded = [Padding(line, (0, 0, 0, 2), expand=False) for line in lines]
    return Group(Text(heading, style="bold cyan"), *padded)


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _component_record(one: Component) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "state": one.state, "group": one.group}


def _notice_record(one: Notice) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "state": one.state,
        "stage": one.stage,
        "text": one.text,
        "url": one.url,
        "begins_at": _iso(one.begins_at),
        "ends_at": _iso(one.ends_at),
        "updated_at": _iso(one.updated_at),
        "components": list(one.components),
        "is_over": one.is_over,
        "is_upcoming": one.is_upcoming,
    }
