"""All that a server's admins do about what is watched, in one value to hand down."""

from dataclasses import dataclass
from typing import Self

from bot.clock import Clock
from bot.watching.condition import Policy
from bot.watching.exchanging import Exchanging
from bot.watching.keeping import Follows, Inspects, Keeping
from bot.watching.limits import WatchLimits
from bot.watching.official_parts import ChoosingParts, Followable
from bot.watching.overview import Overview
from bot.watching.planning import Planning
from bot.watching.ports import Guilds, Watches
from bot.watching.standings import Standings
from bot.watching.wishing import Wishing


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuring:
    """What admins do. Who calls has checked that they may."""

    wishing: Wishing  # one watch: add, edit, pause, test, remove
    exchanging: Exchanging  # all of them, as files
    planning: Planning  # planned work
    overview: Overview  # how they are doing
    parts: ChoosingParts  # of official pages
    limits: WatchLimits

    @classmethod
    def build(
        cls,
        *,
        watches: Watches,
        standings: Standings,
        guilds: Guilds,
        asking: Inspects,
        following: Follows,
        limits: WatchLimits,
        clock: Clock,
        official: Followable | None = None,
    ) -> Self:
        """Return it over the ports of storage, of asking and of watching.

        Without `official` no official page can be followed.
        """
        keeping = Keeping(
            watches=watches,
            standings=standings,
            guilds=guilds,
            following=following,
            clock=clock,
            pages=None if official is None else official.directory,
        )
        wishing = Wishing(keeping=keeping, asking=asking, limits=limits, failures=Policy().failures)
        return cls(
            wishing=wishing,
            exchanging=Exchanging(keeping=keeping, asking=asking, limits=limits),
            planning=Planning(keeping),
            overview=Overview(keeping),
            parts=ChoosingParts(keeping=keeping, wishing=wishing, official=official),
            limits=limits,
        )
