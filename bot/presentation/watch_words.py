"""The parts of a watch in words: who, where, how often, what for. Names and texts are hostile."""

from collections.abc import Iterator
from datetime import timedelta

from bot.presentation.neutral import plain_name, plain_note, show_target
from bot.presentation.words import say
from bot.probing.target import Target
from bot.watching.drafts import Terms, terms_of
from bot.watching.ports import WatchWish
from bot.watching.watch import OfficialChoice, OfficialScope, Watch
from bot.watching.wishes import length_text, quiet_text, statuses_text

FOLLOWS = {
    OfficialScope.OWN: "theirs-follows-own",
    OfficialScope.PAGE: "theirs-follows-page",
    OfficialScope.PARTS: "theirs-follows-parts",
}
_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds", "ms": "milliseconds"}


def show_channel(channel_id: int | str) -> str:
    """Return a channel as Discord draws it."""
    return f"<#{channel_id}>"


def show_role(role_id: int | str) -> str:
    """Return a role as Discord draws it. Nobody is pinged by it: `Rendered.pings` says who is."""
    return f"<@&{role_id}>"


def show_name(name: str, target: Target) -> str:
    """Return what to call a watch."""
    return plain_name(name) or show_target(target)


def render_interval(interval: timedelta, locale: str) -> str:
    """Return how often in words: "every minute", "every 5 minutes"."""
    text = length_text(interval)
    unit = text.lstrip("0123456789")
    return say(locale, "watch-every", unit=_UNITS[unit], count=int(text.removesuffix(unit)))


def render_parts(terms: Terms, locale: str) -> dict[str, str]:
    """Return what a watch asks for by the name of the part; "" for what it does not ask for."""
    expected, quiet = terms.expectations, terms.quiet_hours
    days, slow_ms = expected.certificate_days, expected.slow_ms
    return {
        "name": plain_name(terms.name),
        "channel": show_channel(terms.channel_id),
        "interval": render_interval(terms.interval, locale),
        "role": "" if terms.role_id is None else show_role(terms.role_id),
        "status": "" if expected.statuses is None else statuses_text(expected.statuses),
        "text": "" if expected.text is None else plain_name(expected.text),
        "days": "" if days is None else say(locale, "watch-days", days=days),
        "slow": "" if slow_ms is None else say(locale, "watch-seconds", seconds=slow_ms / 1000),
        "quiet": "" if quiet is None else quiet_text(quiet),
        "official": _official(expected.official, locale),
        "paused": say(locale, "watch-is-paused") if terms.is_paused else "",
    }


PART_TEXTS = {
    "name": "watch-part-name",
    "channel": "watch-part-channel",
    "interval": "watch-part-interval",
    "role": "watch-part-role",
    "status": "watch-part-status",
    "text": "watch-part-text",
    "days": "watch-part-days",
    "slow": "watch-part-slow",
    "quiet": "watch-part-quiet",
    "official": "theirs-part",
    "paused": "watch-part-paused",
}


def _official(choice: OfficialChoice | None, locale: str) -> str:
    """Return what is followed of an official page. Services are called by their ids, as typed."""
    if choice is None:
        return ""
    service, parts = plain_name(choice.service_id), plain_note("; ".join(choice.parts))
    return say(locale, FOLLOWS[choice.scope], service=service, parts=parts)


def render_terms(watch: Watch | WatchWish, locale: str) -> str:
    """Return a watch's target and all that it asks for, a line each. Its name stands above."""
    target = say(locale, "watch-part-target", value=show_target(watch.target))
    parts = render_parts(terms_of(watch), locale)
    del parts["name"]
    lines = [say(locale, PART_TEXTS[part], value=text) for part, text in parts.items() if text]
    return "\n".join([target, *lines])


def render_differences(before: Watch, after: Watch, locale: str) -> Iterator[str]:
    """Yield each part that changes, before and after."""
    old, new = render_parts(terms_of(before), locale), render_parts(terms_of(after), locale)
    nothing = say(locale, "watch-nothing")
    for part, text in new.items():
        if text != old[part]:
            change = say(locale, "watch-change", old=old[part] or nothing, new=text or nothing)
            yield say(locale, PART_TEXTS[part], value=change)
