"""An announcement is one message in one channel, and what is to be done about it next. Pure.

Nothing is queued step by step: an announcement knows what its message says and what it should say.
So states that nobody was told of merge by themselves, and a repeat of any step does no harm.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

AGE_LIMIT = timedelta(minutes=10)  # what is over and was not told by then is told in a summary
# Discord remembers a nonce "for a few minutes" (its documentation of Create Message).
NONCE_TRUST = timedelta(minutes=2)
MOST_EDITIONS = 3  # a message that is deleted again and again is not wanted
FIRST_WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 60.0
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


class Priority(IntEnum):
    """Who goes first when requests wait for their turn."""

    URGENT = 0  # something went down, or is over
    ROUTINE = 1  # a detail changed


class Step(StrEnum):
    """What to do next about an announcement."""

    NOTHING = "nothing"  # it says what it should, or is too late to matter
    GATHER = (
        "gather"  # it was held up: see what else its channel has not heard, and tell it at once
    )
    FIND = "find"  # look in the channel whether an earlier try arrived
    POST_AGAIN = "post_again"  # an earlier try may have arrived; the nonce keeps it from doubling
    POST = "post"
    EDIT = "edit"
    SUMMARISE = "summarise"  # it is over already, and still has to be told


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One message in one channel, about one incident or several."""

    id: int
    guild_id: int
    channel_id: int
    version: int  # grows with everything there is to tell
    told_version: int = 0  # what the message says; 0: nothing was told
    is_over: bool = False  # every incident that it tells of has ended
    is_summary: bool = False  # it tells what happened while nothing could be sent
    since: datetime  # when the oldest thing became true that it has not told; aware UTC
    message_id: int | None = None
    edition: int = 0  # grows with every message that is begun anew
    attempts: int = 0  # deliveries in a row that failed
    posting_since: datetime | None = None  # a post begun then may have arrived; nobody knows
    lease_until: datetime | None = None
    is_folded: bool = False  # another message tells of its incidents: its own is to point there

    @property
    def nonce(self) -> str:
        """The same for every try at one message, and only for that; at most 25 characters."""
        return f"a{_base36(self.id)}e{_base36(self.edition)}"

    @property
    def is_held_up(self) -> bool:
        """Whether its channel heard nothing of it because something went wrong."""
        return self.attempts > 0 and self.message_id is None


def next_step(announcement: Announcement, now: datetime, *, is_gathered: bool = False) -> Step:
    """Say what to do about an announcement. `is_gathered`: its channel's others were looked at."""
    if announcement.told_version >= announcement.version:
        return Step.NOTHING
    if announcement.message_id is not None:
        return Step.EDIT
    if announcement.is_held_up and not (is_gathered or announcement.is_folded):
        return Step.GATHER
    if announcement.posting_since is not None:
        is_remembered = now - announcement.posting_since < NONCE_TRUST
        return Step.POST_AGAIN if is_remembered and not announcement.is_folded else Step.FIND
    return _unsent(announcement, now)


def priority_of(announcement: Announcement) -> Priority:
    """Say who goes first: beginnings and ends before details."""
    is_end = announcement.message_id is None or announcement.is_over
    return Priority.URGENT if is_end else Priority.ROUTINE


def wait_before_retry(announcement: Announcement) -> timedelta:
    """Return how long to wait after a failed delivery: longer each time, never all at once."""
    longest = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2.0 ** min(announcement.attempts, 10))
    share = hash((announcement.id, announcement.attempts)) % 1000 / 1000
    return timedelta(seconds=longest * (0.5 + share / 2))


def _unsent(announcement: Announcement, now: datetime) -> Step:
    """Say what to do about what certainly does not stand in its channel."""
    if announcement.is_folded:
        return Step.NOTHING
    if announcement.is_summary:  # it began as a later edition, and is no more wanted than others
        return Step.POST if announcement.edition <= MOST_EDITIONS else Step.NOTHING
    return _first_telling(announcement, now)


def _first_telling(announcement: Announcement, now: datetime) -> Step:
    """Say how something is told that certainly was not told yet."""
    if not announcement.is_over:
        return Step.POST if announcement.edition < MOST_EDITIONS else Step.NOTHING
    if announcement.edition > 0:
        return Step.NOTHING  # it was told; somebody deleted the message since
    is_late = announcement.is_held_up or now - announcement.since > AGE_LIMIT
    return Step.SUMMARISE if is_late else Step.NOTHING


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _ALPHABET[rest] + digits
    return digits or "0"
