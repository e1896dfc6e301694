"""How soon a service's own page usually tells of an outage: one sentence where it helps."""

from datetime import timedelta
from math import ceil
from typing import Any

from bot.asking.candour import Candour
from bot.presentation.words import say
from bot.triage.verdict import State

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
LATE = 2 * MINUTE  # less is no lateness
COARSE = 20 * MINUTE  # beyond it, nobody needs the single minute
STEP = 5
OUT = frozenset({State.DOWN, State.NO_SUCH_SITE})


def render_candour(candour: Candour | None, found: State, locale: str) -> str:
    """Return what a calm page is worth while we see an outage; "" where it is nothing to say.

    For a page that is calm: the caller's to know.
    """
    if candour is None or found not in OUT:
        return ""
    if candour.delay is None:
        return say(locale, "candour-silent", silent=candour.silent, counted=candour.counted)
    # It may have told as much sooner as lay between two of our readings.
    if candour.delay - candour.unsure < LATE:
        return ""
    return say(locale, "candour-late", **about(candour.delay))


def about(length: timedelta) -> dict[str, str | int]:
    """Return the arguments `unit` and `count` of a text about roughly how long something took."""
    if length >= HOUR + HOUR / 2:
        return {"unit": "hours", "count": round(length / HOUR)}
    if length >= COARSE:
        return {"unit": "minutes", "count": STEP * round(length / MINUTE / STEP)}
    return {"unit": "minutes", "count": max(1, round(length / MINUTE))}


def describe_candour(candour: Candour, locale: str) -> str:
    """Return all that is known, for the operator."""
    sentences = [say(locale, "candour-counted", counted=candour.counted, silent=candour.silent)]
    if candour.delay is not None and candour.delay < LATE:
        sentences.append(say(locale, "candour-prompt"))
    elif candour.delay is not None:
        sentences.append(say(locale, "candour-usual", **about(candour.delay)))
    if candour.delay is not None and candour.unsure:
        sentences.append(say(locale, "candour-unsure", minutes=ceil(candour.unsure / MINUTE)))
    return " ".join(sentences)


def render_candour_record(candour: Candour | None) -> dict[str, Any] | None:
    """Return the same as plain data."""
    if candour is None:
        return None
    return {
        "outages": candour.counted,
        "silent": candour.silent,
        "median_delay_s": None if candour.delay is None else candour.delay.total_seconds(),
        "unsure_s": candour.unsure.total_seconds(),
    }
