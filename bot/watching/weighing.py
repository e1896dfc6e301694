"""What one look changes for one yardstick. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.probing.observation import Observation
from bot.triage.verdict import OwnNetwork, Verdict
from bot.watching import expectations
from bot.watching.condition import Change, Condition, Policy
from bot.watching.maintenance import is_in_window
from bot.watching.measuring import measure
from bot.watching.recording import Outcome, Yardstick
from bot.watching.transitions import advance

_OUTAGES = frozenset({Change.OPENED, Change.REOPENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A look that was judged, and what our own network had to do with it."""

    endpoint_id: int
    observation: Observation
    verdict: Verdict
    own_network: OwnNetwork
    at: datetime  # aware UTC
    median_ms: float | None = None  # the endpoint's own, of the last seven days


def weigh(
    seen: Seen, yardstick: Yardstick, condition: Condition, policy: Policy, *, is_first: bool
) -> Outcome:
    """Return what a look changes. The first look after a start tells nothing new.

    The outcome holds the very same `condition` where there is nothing to remember.
    """
    if seen.own_network is OwnNetwork.BAD:
        condition = resumed(condition)  # the failures before may have been ours already
    verdict = expectations.apply(seen.verdict, seen.observation, yardstick.expectations)
    after, events = advance(
        condition,
        verdict,
        seen.at,
        expectations.tailored(policy, yardstick.expectations),
        measured=measure(seen.observation),
        median_ms=seen.median_ms,
        in_maintenance=is_first or is_in_window(yardstick.windows, seen.at),
    )
    return Outcome(
        endpoint_id=seen.endpoint_id,
        yardstick_id=yardstick.id,
        at=seen.at,
        condition=after,
        events=events,
        verdict=verdict,
    )


def announces_outage(outcome: Outcome) -> bool:
    """Tell whether an outcome says that something went down."""
    return any(event.change in _OUTAGES for event in outcome.events)


def resumed(condition: Condition) -> Condition:
    """Return a condition for going on after a pause: looks before and after it are no row."""
    streaks = (condition.failing, condition.succeeding, condition.working, condition.pace)
    if streaks == (None, None, None, None):
        return condition
    return replace(
        condition, failing=None, succeeding=None, working=None, is_unclear=False, pace=None
    )
