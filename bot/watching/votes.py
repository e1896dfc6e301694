"""What each verdict counts as when a change waits to be believed. Pure.

- success: `up`, `answering` (the server is alive; a page that must not say 4xx is what
  `Expectations` are for), and a page that was only slower than an admin asked for;
- failure: `down`, `no_such_site`;
- planned work: `maintenance`. No failure: from up it leads to MAINTENANCE, and in the middle of an
  outage it ends nothing, because the site is still not back;
- neutral: `slow`, `blocked`, `unknown`, `refused`. They neither count nor interrupt a count.
"""

from enum import StrEnum

from bot.triage.verdict import State, Verdict
from bot.watching.expectations import EXPECTED_SPEED


class Vote(StrEnum):
    """What a verdict counts as."""

    SUCCESS = "success"
    FAILURE = "failure"
    WORK = "work"
    NEUTRAL = "neutral"


_VOTES = {
    State.UP: Vote.SUCCESS,
    State.ANSWERING: Vote.SUCCESS,
    State.DOWN: Vote.FAILURE,
    State.NO_SUCH_SITE: Vote.FAILURE,
    State.MAINTENANCE: Vote.WORK,
    State.SLOW: Vote.NEUTRAL,
    State.BLOCKED: Vote.NEUTRAL,
    State.UNKNOWN: Vote.NEUTRAL,
    State.REFUSED: Vote.NEUTRAL,
}


def vote_of(verdict: Verdict) -> Vote:
    """Say what a verdict counts as."""
    if verdict.state is State.SLOW and verdict.rule == EXPECTED_SPEED:
        return Vote.SUCCESS
    return _VOTES[verdict.state]
