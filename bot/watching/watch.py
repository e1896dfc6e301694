"""What a Discord server wishes to follow, and how: values only."""

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum

from bot.probing.target import Target


class OfficialScope(StrEnum):
    """How much of an official page is followed."""

    OWN = "own"  # what the catalogue knows as the service's own part
    PAGE = "page"  # all of it
    PARTS = "parts"  # chosen components


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialChoice:
    """An official page that a watch follows. Pages are the catalogue's: nobody names an address."""

    service_id: str  # whose page it is
    scope: OfficialScope = OfficialScope.OWN
    parts: tuple[str, ...] = ()  # the vendor's ids or names, of `PARTS` alone; in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectations:
    """What a watch asks for beyond an answer: of looks, and of the official page. None: nothing."""

    statuses: frozenset[int] | None = None
    text: str | None = None  # must stand in the first 16 KiB of the page
    certificate_days: int | None = None
    slow_ms: int | None = None
    official: OfficialChoice | None = None  # no look is held against it


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """A daily span in the server's own time zone in which nobody is pinged. May cross midnight."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One server's wish to follow one target. The target is stored once, whoever watches it."""

    id: int
    guild_id: int
    endpoint_id: int  # the stored target
    target: Target
    channel_id: int
    name: str  # chosen by an admin; hostile text
    interval: timedelta
    role_id: int | None = None
    expectations: Expectations = Expectations()
    quiet_hours: QuietHours | None = None
    is_paused: bool = False
