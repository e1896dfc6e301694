"""How soon official pages told of outages that we saw: the measure, the sum, and who knows it.

Facts about services that anybody can look up. Which servers watched, and who asked, is no part of
them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from statistics import median

COUNTED = 5  # outages; what was longer ago says little about a page today
FEWEST = 3  # fewer say nothing
KEPT = 10  # of a service: when an outage turns out to be none, an older one counts again
NEVER = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """How long a service's official page took to tell of one outage that we saw. Aware UTC."""

    service_id: str
    began_at: datetime  # our first failed look
    # When we first read it there; our own first failed look where they told of it before.
    admitted_at: datetime | None  # None: not a word while it lasted
    quiet_at: datetime  # up to when it is known that they said nothing
    over_at: datetime | None = None  # when it ended, or we stopped listening; None: after the word

    @property
    def delay(self) -> timedelta | None:
        """How late they were; None where they said nothing."""
        return None if self.admitted_at is None else self.admitted_at - self.began_at

    @property
    def unsure(self) -> timedelta:
        """By how much they may have been sooner: we read their page only now and then."""
        return timedelta() if self.admitted_at is None else self.admitted_at - self.quiet_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Candour:
    """How soon a service's official page told of the last few outages that we saw."""

    counted: int
    silent: int  # outages of which it said nothing while they lasted
    delay: timedelta | None  # the median; None where it is silence
    unsure: timedelta = timedelta()  # the most by which one of the delays may be too long


def sum_up(lags: Iterable[Lag]) -> Candour | None:
    """Return what the last few lags of one service say together; None where they are too few.

    An outage that was never told of counts as later than any other.
    """
    latest = sorted(lags, key=lambda one: one.began_at)[-COUNTED:]
    if len(latest) < FEWEST:
        return None
    middle = median(NEVER if one.delay is None else one.delay.total_seconds() for one in latest)
    return Candour(
        counted=len(latest),
        silent=sum(one.delay is None for one in latest),
        delay=None if middle == NEVER else timedelta(seconds=middle),
        unsure=max(one.unsure for one in latest),
    )


class Candours:
    """What is known of every service, in memory: no answer waits for storage."""

    def __init__(self, lags: Iterable[Lag] = ()) -> None:
        self._lags: dict[str, tuple[Lag, ...]] = {}
        self.learn(lags)

    def __iter__(self) -> Iterator[Lag]:
        return chain.from_iterable(self._lags.values())

    def of(self, service_id: str) -> Candour | None:
        """Return how soon a service's page tells; None where too little is known."""
        return sum_up(self._lags.get(service_id, ()))

    def learn(self, lags: Iterable[Lag]) -> None:
        """Take in lags. One of an outage that is known already changes nothing."""
        for lag in lags:
            known = self._lags.get(lag.service_id, ())
            if all(one.began_at != lag.began_at for one in known):
                kept = sorted((*known, lag), key=lambda one: one.began_at)[-KEPT:]
                self._lags[lag.service_id] = tuple(kept)

    def withdraw(self, lag: Lag) -> None:
        """Forget a lag: the outage was none."""
        known = self._lags.get(lag.service_id, ())
        self._lags[lag.service_id] = tuple(one for one in known if one != lag)
