"""Who changed what, and when: the latest changes of a server in words."""

from collections.abc import Sequence

from bot.presentation.neutral import plain_name
from bot.presentation.rendered import Card, Rendered
from bot.presentation.watch_words import show_day
from bot.presentation.words import render_list, render_moment, say
from bot.watching.maintenance import OnceWindow, canonical
from bot.watching.ports import AuditEntry
from bot.watching.windows import WindowRefused, parse_window

ACTIONS = {
    "watch-added": "audit-watch-added",
    "watch-changed": "audit-watch-changed",
    "watch-removed": "audit-watch-removed",
    "maintenance-planned": "audit-maintenance-planned",
    "maintenance-cancelled": "audit-maintenance-cancelled",
    "settings": "audit-settings",
    "incident-acknowledged": "audit-incident-acknowledged",
    "incident-muted": "audit-incident-muted",
    "incident-retracted": "audit-incident-retracted",
    "incident-note": "audit-incident-note",
}


def render_audit(entries: Sequence[AuditEntry], locale: str) -> Rendered:
    """Render the latest changes, newest first."""
    if not entries:
        return Rendered(content=say(locale, "audit-none"), is_private=True)
    lines = [_render_entry(entry, locale) for entry in entries]
    return Rendered(
        content=say(locale, "audit-latest", count=len(entries)),
        card=Card(description=render_list(locale, lines)),
        is_private=True,
    )


def _render_entry(entry: AuditEntry, locale: str) -> str:
    detail = entry.detail
    return say(
        locale,
        ACTIONS.get(entry.action, "audit-other"),
        who=f"<@{entry.user_id}>" if entry.user_id else say(locale, "respond-somebody"),
        when=render_moment(entry.at),
        name=plain_name(str(detail.get("name", ""))),
        window=_render_window(detail.get("window")),
        paused="yes" if detail.get("is_paused") else "no",
    )


def _render_window(text: object) -> str:
    """Return when work was planned: a week's hours as they are typed, dates as Discord shows them.

    What an older version kept in another form is shown as it stands.
    """
    try:
        window = parse_window(str(text or ""))
    except WindowRefused:
        return plain_name(str(text or ""))
    if isinstance(window, OnceWindow):
        return f"{show_day(window.begins)} – {show_day(window.ends)}"
    return plain_name(canonical(window))
