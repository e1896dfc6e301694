"""How a server's watches are doing at the moment: values, and the port that storage fulfils."""

from dataclasses import dataclass
from typing import Protocol

from bot.watching.condition import Condition
from bot.watching.maintenance import Window
from bot.watching.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One watch, what is remembered of what it follows, and what is in the way of telling it."""

    watch: Watch
    yardstick_id: int  # what its looks are held against
    condition: Condition | None = None  # None: nothing was seen yet, or nobody looks
    windows: tuple[Window, ...] = ()  # planned work that holds for it
    incident_id: int | None = None  # the outage that goes on, unless its admins retracted it
    is_retracted: bool = False  # the outage that goes on is a false alarm, say its admins
    suspended_code: int | None = None  # Discord's number for why its channel can't be told


class Standings(Protocol):
    """Standings. May raise `StoreUnavailable`."""

    async def of_guild(self, guild_id: int) -> tuple[Standing, ...]:
        """Return the standing of each of a server's watches, by the watches' names."""
        ...
