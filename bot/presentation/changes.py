"""The audit trail in words: who changed what, and when."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.presentation.governing_ids import Control, encode
from bot.presentation.lengths import render_bound
from bot.presentation.neutral import plain_name
from bot.presentation.rendered import Button, Card, Rendered
from bot.presentation.settings_panel import back
from bot.presentation.settings_words import language_name, unit_of
from bot.presentation.words import render_time, say
from bot.watching.maintenance import OnceWindow, canonical
from bot.watching.ports import NOBODY, AuditEntry
from bot.watching.windows import WindowRefused, parse_window

ON_A_PAGE = 15
_KNOWN = frozenset(
    {
        "watch-added",
        "watch-changed",
        "watch-removed",
        "maintenance-planned",
        "maintenance-cancelled",
        "incident-acknowledged",
        "incident-muted",
        "incident-retracted",
        "incident-note",
    }
)
_LENGTHS = {
    "sample_hours": Control.LOOKS,
    "rollup_days": Control.HOURS,
    "incident_days": Control.OUTAGES,
}


def render_changes(entries: Sequence[AuditEntry], page: int, locale: str) -> Rendered:
    """Render a page of changes, newest first."""
    shown = entries[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    lines = "\n".join(f"• {describe_change(entry, locale)}" for entry in shown)
    return Rendered(
        content=say(locale, "settings-changes-hint", count=len(entries)),
        card=Card(title=say(locale, "settings-changes-title"), description=lines)
        if lines
        else None,
        buttons=tuple(_buttons(page, len(entries), locale)),
        is_private=True,
    )


def describe_change(entry: AuditEntry, locale: str) -> str:
    """Say in a sentence who changed what, and when."""
    who = say(locale, "settings-somebody") if entry.user_id == NOBODY else f"<@{entry.user_id}>"
    when = render_time(entry.at)
    return say(locale, "settings-change", when=when, who=who, what=_what(entry, locale))


def _buttons(page: int, count: int, locale: str) -> Iterator[Button]:
    steps = (("newer", page - 1), ("older", page + 1))
    for name, target in steps:
        if 0 <= target * ON_A_PAGE < count:
            label = say(locale, f"settings-button-{name}")
            yield Button(label=label, custom_id=encode(Control.CHANGES, str(target)))
    yield back(locale)


def _what(entry: AuditEntry, locale: str) -> str:
    if entry.action == "settings":
        return _settings(entry.detail, locale)
    if entry.action not in _KNOWN:
        return say(locale, "settings-did-other")
    said = say(
        locale,
        f"settings-did-{entry.action}",
        name=plain_name(str(entry.detail.get("name", ""))),
        window=_window(str(entry.detail.get("window", ""))),
        paused="yes" if entry.detail.get("is_paused") else "no",
    )
    return " ".join(said.split())


def _window(text: str) -> str:
    """Say when work was planned: a week's hours as they are typed, dates as Discord draws them.

    What an older version kept in another form is shown as it stands.
    """
    try:
        window = parse_window(text)
    except WindowRefused:
        return plain_name(text)
    if isinstance(window, OnceWindow):
        return f"{render_time(window.begins)} – {render_time(window.ends)}"
    return plain_name(canonical(window))


def _settings(detail: Mapping[str, Any], locale: str) -> str:
    parts = [*_simple(detail, locale), *_quiet(detail, locale), *_lengths(detail, locale)]
    if not parts:
        return say(locale, "settings-did-other")
    whole = parts[0]
    for part in parts[1:]:
        whole = say(locale, "settings-change-more", first=whole, second=part)
    return whole


def _simple(detail: Mapping[str, Any], locale: str) -> Iterator[str]:
    if "channel_id" in detail:
        channel = detail["channel_id"]
        none = "" if channel else "-none"
        yield say(locale, f"settings-did-channel{none}", channel=f"<#{channel}>")
    if detail.get("who_may_ask") in {"everyone", "role", "managers"}:
        yield say(locale, f"settings-did-askers-{detail['who_may_ask']}")
    if "ask_role_id" in detail:
        role = detail["ask_role_id"]
        none = "" if role else "-none"
        yield say(locale, f"settings-did-ask-role{none}", role=f"<@&{role}>")
    if "locale" in detail:
        chosen = detail["locale"]
        own = "" if chosen else "-own"
        yield say(locale, f"settings-did-language{own}", language=language_name(chosen or locale))
    if "time_zone" in detail:
        yield say(locale, "settings-did-zone", zone=plain_name(str(detail["time_zone"])))
    if "pings" in detail:
        yield say(locale, f"settings-did-pings-{'on' if detail['pings'] else 'off'}")
    if "threads" in detail:
        yield say(locale, f"settings-did-threads-{'on' if detail['threads'] else 'off'}")
    if "events" in detail:
        yield say(locale, f"settings-did-events-{'on' if detail['events'] else 'off'}")


def _quiet(detail: Mapping[str, Any], locale: str) -> Iterator[str]:
    """Say what became of the quiet hours: both ends, or the one that moved."""
    ends = [name for name in ("quiet_begins", "quiet_ends") if name in detail]
    if not ends:
        return
    times = {name.removeprefix("quiet_"): str(detail[name]) for name in ends}
    if any(detail[name] is None for name in ends):
        yield say(locale, "settings-did-quiet-none")
    elif len(ends) > 1:
        yield say(locale, "settings-did-quiet", **times)
    else:
        (end,) = times
        yield say(locale, f"settings-did-quiet-{end}", **times)


def _lengths(detail: Mapping[str, Any], locale: str) -> Iterator[str]:
    for name, control in _LENGTHS.items():
        if name in detail and detail[name] is None:
            yield say(locale, "settings-did-longest")
        elif name in detail:
            length: timedelta = int(detail[name]) * unit_of(control)
            said = render_bound(length, locale)
            yield say(locale, f"settings-did-{control}", length=said)
