"""One outage of a service, and when its official page told of it. Pure.

What counts is when we read it there, never when the vendor says that it was written. Nobody is
called late for what we can't know: a page that we could not read, or that spoke before of something
else, or of planned work, is no measure at all; nor is a time in which we were not there.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.asking.candour import Lag
from bot.asking.official import OfficialWord
from bot.statuspages.status import OfficialState

LONGEST_GAP = timedelta(minutes=5)  # between two readings; beyond it, the word may be from anywhen
LISTENED = timedelta(hours=6)  # a page that says nothing for so long says nothing
# After an outage the page is still heard: a relapse is the same one, and a late word is a word.
CALM = timedelta(minutes=10)
SHORTEST = timedelta(minutes=5)  # nobody has to tell of less
EARLIEST = timedelta(hours=1)  # what a page told of before that is about something else

TROUBLE = frozenset(
    {OfficialState.DEGRADED, OfficialState.PARTIAL_OUTAGE, OfficialState.MAJOR_OUTAGE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """An outage of a target as storage knows it. Times are aware UTC."""

    url: str
    began_at: datetime  # the first failure
    over_at: datetime | None = None
    is_believed: bool = True  # not every server that it concerns called it a false alarm
    is_followed: bool = True  # how it ended was seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """An outage of a service that is listened through. `lag` is what came of it, once settled."""

    service_id: str
    began_at: datetime
    quiet_at: datetime | None = None  # the last reading, which told of nothing
    lag: Lag | None = None
    is_settled: bool = False

    @property
    def heard_until(self) -> datetime:
        """Up to when it is known what the page said; before the outage it does not matter."""
        return max(self.began_at, self.quiet_at or self.began_at)


def begin(service_id: str, began_at: datetime, now: datetime) -> Hearing:
    """Return a hearing of an outage; of one whose beginning was not listened to, nothing is known.

    So whoever comes back in the middle of one asks nobody, and calls nobody late.
    """
    is_missed = now - began_at > LONGEST_GAP
    return Hearing(service_id=service_id, began_at=began_at, is_settled=is_missed)


def dropped(hearing: Hearing) -> Hearing:
    """Return a hearing of which nothing can be known."""
    return replace(hearing, is_settled=True, lag=None)


def take(hearing: Hearing, word: OfficialWord | None, now: datetime) -> Hearing:
    """Take in what the page says, or that it could not be read. A settled one stays as it is."""
    if hearing.is_settled:
        return hearing
    heard_at = word.heard_at if word is not None and _is_understood(word) else None
    if (heard_at or now) - hearing.heard_until > LONGEST_GAP:
        return dropped(hearing)
    if word is None or heard_at is None:
        return hearing
    if word.state is OfficialState.MAINTENANCE:
        return dropped(hearing)
    # Vendors write of trouble before they colour their parts, or without ever doing so.
    if word.state in TROUBLE or word.title:
        return _told(hearing, word)
    return replace(hearing, quiet_at=max(heard_at, hearing.quiet_at or heard_at))


def close(hearing: Hearing, over_at: datetime | None, now: datetime) -> Hearing:
    """Settle what has been listened to for long enough. `over_at`: None while it goes on."""
    if hearing.is_settled:
        return hearing
    if over_at is None:
        is_long = now - hearing.began_at >= LISTENED
        return _silent(hearing, now) if is_long else hearing
    if now - over_at < CALM:
        return hearing
    return _silent(hearing, over_at)


def _is_understood(word: OfficialWord) -> bool:
    """Tell whether a word is about the service itself, and clear."""
    is_read = word.problem is None and word.state is not OfficialState.UNKNOWN
    return is_read and not word.is_whole_page


def _told(hearing: Hearing, word: OfficialWord) -> Hearing:
    """Settle with the word. Trouble at the first reading may be about something else."""
    admitted_at: datetime | None = max(word.heard_at, hearing.began_at)
    if hearing.quiet_at is None:
        admitted_at = _first_told(hearing, word)
    if admitted_at is None:
        return dropped(hearing)
    quiet_at = min(hearing.heard_until, admitted_at)
    lag = Lag(
        service_id=hearing.service_id,
        began_at=hearing.began_at,
        admitted_at=admitted_at,
        quiet_at=quiet_at,
    )
    return replace(hearing, is_settled=True, lag=lag)


def _first_told(hearing: Hearing, word: OfficialWord) -> datetime | None:
    """Return when a page told of it that did so at the first reading; None where that is unclear.

    Only here the vendor's own stamp matters: it tells this trouble from an older one.
    """
    if word.began_at is None or word.began_at < hearing.began_at - EARLIEST:
        return None
    is_before = min(word.began_at, word.heard_at) <= hearing.began_at
    return hearing.began_at if is_before else word.heard_at


def _silent(hearing: Hearing, until: datetime) -> Hearing:
    """Settle without a word, if it was long enough and we listened to the end."""
    is_heard = hearing.quiet_at is not None and until - hearing.heard_until <= LONGEST_GAP
    if not is_heard or until - hearing.began_at < SHORTEST:
        return dropped(hearing)
    lag = Lag(
        service_id=hearing.service_id,
        began_at=hearing.began_at,
        admitted_at=None,
        quiet_at=hearing.heard_until,
        over_at=until,
    )
    return replace(hearing, is_settled=True, lag=lag)
