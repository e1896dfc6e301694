"""How a server has set the bot, in sentences."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.presentation.governing_ids import Control
from bot.presentation.lengths import render_bound
from bot.presentation.mistakes import render_needs
from bot.presentation.rendered import Rendered
from bot.presentation.words import say
from bot.watching.channels import Need
from bot.watching.limits import Retention, bounds_of
from bot.watching.ports import AskScope, GuildSettings

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What the panel shows."""

    settings: GuildSettings
    most: Retention  # the operator's
    server_locale: str
    now: datetime
    # What we lack in the channel for announcements; None: it is gone.
    missing: tuple[Need, ...] | None = ()
    may_open_threads: bool = True
    may_plan_events: bool = True
    is_role_gone: bool = False  # the role that may ask


def describe(control: Control, panel: Panel, locale: str) -> str:
    """Say in a sentence how something is set."""
    return _SENTENCES[control](panel, locale)


def render_outdated(locale: str) -> Rendered:
    """Say that a control is of another version."""
    return Rendered(content=say(locale, "settings-outdated"), is_private=True)


def language_name(locale: str) -> str:
    """Return what a language calls itself, as far as we speak it."""
    return say(locale, "settings-own-language-name")


def clock(moment: time) -> str:
    """Return a time of day."""
    return f"{moment:%H:%M}"


def _channel(panel: Panel, locale: str) -> str:
    channel = panel.settings.channel_id
    if channel is None:
        return say(locale, "settings-channel-none")
    if panel.missing is None:
        return say(locale, "settings-channel-gone")
    sentence = say(locale, "settings-channel", channel=f"<#{channel}>")
    if not panel.missing:
        return sentence
    needs = render_needs(panel.missing, locale)
    return f"{sentence} {say(locale, 'settings-channel-missing', permissions=needs)}"


def _askers(panel: Panel, locale: str) -> str:
    settings = panel.settings
    if settings.who_may_ask is not AskScope.ROLE:
        return say(locale, f"settings-askers-{settings.who_may_ask}")
    if settings.ask_role_id is None:
        return say(locale, "settings-askers-role-none")
    if panel.is_role_gone:
        return say(locale, "settings-askers-role-gone")
    return say(locale, "settings-askers-role", role=f"<@&{settings.ask_role_id}>")


def _language(panel: Panel, locale: str) -> str:
    chosen = panel.settings.locale
    own = "-own" if chosen is None else ""
    spoken = language_name(chosen or panel.server_locale)
    return say(locale, f"settings-language{own}", language=spoken)


def _zone(panel: Panel, locale: str) -> str:
    zone = panel.settings.time_zone
    now = clock(panel.now.astimezone(zone).time())
    return say(locale, "settings-zone", zone=zone.key, now=now)


def _quiet(panel: Panel, locale: str) -> str:
    settings = panel.settings
    quiet = settings.quiet_hours
    if quiet is None:
        return say(locale, "settings-quiet-none")
    begins, ends = clock(quiet.begins), clock(quiet.ends)
    zone = settings.time_zone.key
    return say(locale, "settings-quiet", begins=begins, ends=ends, zone=zone)


def _pings(panel: Panel, locale: str) -> str:
    return say(locale, f"settings-pings-{'on' if panel.settings.pings else 'off'}")


def _threads(panel: Panel, locale: str) -> str:
    if not panel.settings.threads:
        return say(locale, "settings-threads-off")
    sentence = say(locale, "settings-threads-on")
    if panel.may_open_threads:
        return sentence
    return f"{sentence} {say(locale, 'settings-threads-missing')}"


def _events(panel: Panel, locale: str) -> str:
    if not panel.settings.events:
        return say(locale, "settings-events-off")
    sentence = say(locale, "settings-events-on")
    if panel.may_plan_events:
        return sentence
    return f"{sentence} {say(locale, 'settings-events-missing')}"


def _keeping(panel: Panel, locale: str) -> str:
    kept = bounds_of(panel.settings, panel.most)
    parts = {part: render_bound(kept_by(part, kept), locale) for part in LENGTHS}
    return say(locale, "settings-keeping", **parts)


def _length(control: Control) -> Callable[[Panel, str], str]:
    def describe_length(panel: Panel, locale: str) -> str:
        kept = bounds_of(panel.settings, panel.most)
        return say(
            locale, f"settings-{control}", length=render_bound(kept_by(control, kept), locale)
        )

    return describe_length


def kept_by(control: Control, kept: Retention) -> timedelta:
    """Return how long what a menu is about is kept."""
    lengths = {
        Control.LOOKS: kept.samples,
        Control.HOURS: kept.rollups,
        Control.OUTAGES: kept.incidents,
    }
    return lengths[control]


def unit_of(control: Control) -> timedelta:
    """Return what a length is counted in where it is stored."""
    return _HOUR if control is Control.LOOKS else _DAY


LENGTHS = (Control.LOOKS, Control.HOURS, Control.OUTAGES)
_SENTENCES: dict[Control, Callable[[Panel, str], str]] = {
    Control.CHANNEL: _channel,
    Control.ASKERS: _askers,
    Control.ROLE: _askers,
    Control.LANGUAGE: _language,
    Control.ZONE: _zone,
    Control.QUIET: _quiet,
    Control.PINGS: _pings,
    Control.THREADS: _threads,
    Control.EVENTS: _events,
    Control.KEEPING: _keeping,
    **{control: _length(control) for control in LENGTHS},
}
