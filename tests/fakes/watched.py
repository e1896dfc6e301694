"""An endpoint under watch without a network: a test spells what looks find, letter by letter."""

from datetime import UTC, datetime, timedelta

from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict
from bot.watching.condition import Change, Condition, Event, Measured, Policy
from bot.watching.transitions import advance, next_look_after

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
LETTERS = {
    "u": (State.UP, Cause.OK),
    "a": (State.ANSWERING, Cause.NOT_FOUND),
    "d": (State.DOWN, Cause.UPSTREAM_BAD_REPLY),
    "D": (State.DOWN, Cause.CONNECT_REFUSED),
    "n": (State.NO_SUCH_SITE, Cause.DNS_NXDOMAIN),
    "m": (State.MAINTENANCE, Cause.MAINTENANCE),
    "s": (State.SLOW, Cause.SLOW),
    "b": (State.BLOCKED, Cause.BOT_BLOCKED),
    "?": (State.UNKNOWN, Cause.OWN_NETWORK),
    "r": (State.REFUSED, Cause.REFUSED_BY_POLICY),
}


def verdict(letter: str, *, rule: str = "made-up") -> Verdict:
    """Return the verdict a letter stands for."""
    state, cause = LETTERS[letter]
    return Verdict(state=state, hop=Hop.ORIGIN, cause=cause, confidence=Confidence.HIGH, rule=rule)


class Watched:
    """One endpoint, its condition, its clock, and everything that was told of it."""

    def __init__(self, policy: Policy | None = None) -> None:
        self.policy = policy or Policy()
        self.condition = Condition()
        self.now = START
        self.told: list[Event] = []

    def look(
        self,
        letters: str,
        *,
        every: float = 10.0,
        window: bool = False,
        took_ms: float | None = None,
        median_ms: float | None = None,
        ends_at: datetime | None = None,
    ) -> list[Change]:
        """Look once for each letter, `every` so many seconds; return the changes told meanwhile."""
        before = len(self.told)
        for letter in letters:
            self.condition, events = advance(
                self.condition,
                verdict(letter),
                self.now,
                self.policy,
                measured=Measured(took_ms=took_ms, certificate_ends_at=ends_at),
                median_ms=median_ms,
                in_maintenance=window,
            )
            self.told += events
            self.now += timedelta(seconds=every)
        return [event.change for event in self.told[before:]]

    def wait(self, **length: float) -> None:
        """Let time go by without a look."""
        self.now += timedelta(**length)

    def next_look(self, seconds: float = 60) -> float:
        """Return the seconds until the next look of an endpoint looked at every so many."""
        interval = timedelta(seconds=seconds)
        return next_look_after(self.condition, self.policy, interval).total_seconds()
