"""The shape of a rule: conditions, what they mean, and why. First match wins."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.probing.observation import Failure
from bot.triage.signals import Signals
from bot.triage.verdict import Cause, Confidence, Hop, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a rule concludes."""

    state: State
    hop: Hop
    cause: Cause
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Conditions that all must hold; one left at its default asks nothing.

    `id` is stable and never re-meant. A rule with `failures` reads looks that failed that way; one
    without reads replies. `codes` are numbers Cloudflare prints, `errors` RFC 9209's error types.
    """

    id: str
    comment: str
    outcome: Outcome
    failures: frozenset[Failure] = frozenset()
    statuses: frozenset[int] | None = None
    signs: frozenset[str] = frozenset()  # any of these pages
    authors: frozenset[str] = frozenset()  # the page was written by any of these
    codes: frozenset[int] = frozenset()
    errors: frozenset[str] = frozenset()
    test: Callable[[Signals], bool] | None = None

    def reads(self, status: int) -> bool:
        """Say whether the rule can ever match a reply of this status."""
        return self.statuses is None or status in self.statuses

    def matches(self, signals: Signals) -> bool:
        """Say whether every condition holds."""
        identity = signals.identity
        return (
            (not self.failures or signals.failure in self.failures)
            and (not self.signs or not self.signs.isdisjoint(identity.signs))
            and (not self.authors or identity.author in self.authors)
            and (not self.codes or signals.vendor_code in self.codes)
            and (not self.errors or signals.proxy_error in self.errors)
            and (self.statuses is None or signals.status in self.statuses)
            and (self.test is None or self.test(signals))
        )


def outcome(
    state: State, hop: Hop, cause: Cause, confidence: Confidence = Confidence.MEDIUM
) -> Outcome:
    """Write a conclusion in one line; medium confidence unless said otherwise."""
    return Outcome(state=state, hop=hop, cause=cause, confidence=confidence)


def within(first: int, last: int) -> frozenset[int]:
    """Return the statuses from `first` to `last`, both included."""
    return frozenset(range(first, last + 1))


def only(*ids: str) -> frozenset[str]:
    """Return a set of signs, products or error types."""
    return frozenset(ids)


def on(*statuses: int) -> frozenset[int]:
    """Return a set of statuses or codes."""
    return frozenset(statuses)
