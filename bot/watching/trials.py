"""What a look would lead to if it stood at the start of a change. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.asking.looking import Seen
from bot.triage.verdict import State, Verdict
from bot.watching.condition import Condition, Policy
from bot.watching.expectations import tailored
from bot.watching.maintenance import Window, is_in_window
from bot.watching.votes import Vote, vote_of
from bot.watching.watch import Watch

USUAL = Policy()


class Outlook(StrEnum):
    """What a channel would be told if the next looks said the same."""

    NOTHING = "nothing"  # it works
    STAYS = "stays"  # it was told already and goes on
    DOWN = "down"
    BACK = "back"
    WORK = "work"  # planned work, by the site's own word
    SLOW = "slow"  # if it is slow for longer
    NEVER = "never"  # what we can't judge is never told as down


class Hush(StrEnum):
    """Why nothing is told at the moment, whatever is seen."""

    PAUSED = "paused"
    PLANNED = "planned"  # planned work


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One look for an admin, and what it would lead to. Nothing is kept of it."""

    watch: Watch
    seen: Seen
    outlook: Outlook
    hush: Hush | None = None
    certificate_days: int | None = None  # left, where that would be told


def try_out(
    watch: Watch, seen: Seen, condition: Condition | None, windows: tuple[Window, ...]
) -> Trial:
    """Return what a look would lead to."""
    return Trial(
        watch=watch,
        seen=seen,
        outlook=outlook_of(seen.verdict, condition),
        hush=_hush(watch, windows, seen.at),
        certificate_days=_days_to_tell(watch, seen),
    )


def outlook_of(verdict: Verdict, condition: Condition | None) -> Outlook:
    """Return what would be told if the next looks said the same."""
    is_open = condition is not None and condition.has_open_incident
    if verdict.state is State.SLOW:
        return Outlook.SLOW
    match vote_of(verdict):
        case Vote.FAILURE:
            return Outlook.STAYS if is_open else Outlook.DOWN
        case Vote.SUCCESS:
            return Outlook.BACK if is_open else Outlook.NOTHING
        case Vote.WORK:
            return Outlook.STAYS if is_open else Outlook.WORK
        case Vote.NEUTRAL:
            return Outlook.NEVER


def _hush(watch: Watch, windows: tuple[Window, ...], at: datetime) -> Hush | None:
    if watch.is_paused:
        return Hush.PAUSED
    return Hush.PLANNED if is_in_window(windows, at) else None


def _days_to_tell(watch: Watch, seen: Seen) -> int | None:
    tls = seen.observation.last.tls
    thresholds = tailored(USUAL, watch.expectations).certificate_days
    if tls is None or not thresholds or tls.days_left > max(thresholds):
        return None
    return tls.days_left
