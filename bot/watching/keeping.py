"""What every change that an admin makes has in common: who makes it, and that it takes effect."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

import structlog

from bot.asking.answer import Asker, Declined
from bot.asking.looking import Refine, Seen
from bot.asking.questions import Refused, Subject
from bot.clock import Clock
from bot.probing.target import Target
from bot.watching.condition import Condition
from bot.watching.finding import find_watches
from bot.watching.official_choice import NO_PAGES, KnowsPages
from bot.watching.pending import Owner
from bot.watching.ports import Actor, Guilds, Watches
from bot.watching.recording import Sample, StoreUnavailable
from bot.watching.standings import Standings
from bot.watching.watch import Watch
from bot.watching.wishes import Mistake, Wrong

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Admin:
    """Who configures, and where they are. That they may is checked before."""

    guild_id: int
    user_id: int
    channel_id: int

    @property
    def asker(self) -> Asker:
        """The admin as somebody who causes looks."""
        return Asker(user_id=self.user_id, guild_id=self.guild_id)

    @property
    def owner(self) -> Owner:
        """The admin as somebody for whom things wait."""
        return Owner(self.guild_id, self.user_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """It was not done, and nothing was changed."""

    mistakes: tuple[Mistake, ...]


class Inspects(Protocol):
    """Whoever knows what a text is about and can look at it: `bot.asking.asking.Asking`."""

    def identify(self, question: str, asker: Asker) -> Subject | Refused | Declined:
        """Return what a text is about for who asks. Looks at nothing."""
        ...

    async def inspect(self, target: Target, asker: Asker, refine: Refine) -> Seen | Declined:
        """Look afresh, within budgets."""
        ...


class Follows(Protocol):
    """Whoever follows what is watched: `bot.watching.following.Following`."""

    def condition(self, endpoint_id: int, yardstick_id: int) -> Condition | None:
        """Return how an endpoint is doing; None where it is not followed."""
        ...

    def samples(self, endpoint_id: int) -> tuple[Sample, ...]:
        """Return the latest few samples of an endpoint, oldest first."""
        ...

    async def refresh(self, endpoint_ids: Collection[int] | None = None) -> None:
        """Take in what changed about some endpoints. Raises `StoreUnavailable`."""
        ...


class Keeping:
    """Finds watches, names the actor, and lets changes take effect. Shared by what admins do."""

    def __init__(
        self,
        *,
        watches: Watches,
        standings: Standings,
        guilds: Guilds,
        following: Follows,
        clock: Clock,
        pages: KnowsPages | None = None,
    ) -> None:
        """Take the ports. `pages` knows which official pages can be followed: else none can."""
        self.watches = watches
        self.standings = standings
        self.guilds = guilds
        self.following = following
        self.clock = clock
        self.pages = pages or NO_PAGES

    def actor(self, admin: Admin) -> Actor:
        """Return who changes something now."""
        return Actor(guild_id=admin.guild_id, user_id=admin.user_id, at=self.clock.now())

    async def find(self, guild_id: int, text: str) -> Watch | None:
        """Return the server's own watch that a text means; None where it could be several."""
        found = find_watches(await self.watches.of_guild(guild_id), text)
        return found[0] if len(found) == 1 else None

    async def take_effect(self, endpoint_ids: Collection[int]) -> None:
        """Follow what was changed. Where storage is away just then, it is followed a little later.

        The change itself is stored.
        """
        try:
            await self.following.refresh(endpoint_ids)
        except StoreUnavailable:
            log.warning("change_takes_effect_later")

    async def take_effect_for_all(self, guild_id: int, *left: int) -> None:
        """Follow all that a server watches as it is now, and the endpoints that it `left`."""
        try:
            watches = await self.watches.of_guild(guild_id)
            await self.following.refresh({*left, *(one.endpoint_id for one in watches)})
        except StoreUnavailable:
            log.warning("change_takes_effect_later")


def rejected(reason: Wrong, **arguments: str | int) -> Rejected:
    """Return one reason why nothing was done."""
    return Rejected(mistakes=(Mistake(reason=reason, arguments=arguments),))


def why_no_target(found: Refused | Declined) -> Mistake:
    """Return why a text leads to nothing that can be looked at."""
    if isinstance(found, Refused):
        return Mistake(reason=Wrong.TARGET_REFUSED, arguments={"refusal": found.reason})
    wait = found.retry_after
    arguments: dict[str, str | int] = {"decline": found.reason}
    if wait is not None:
        arguments["seconds"] = round(wait.total_seconds())
    return Mistake(reason=Wrong.LOOK_DECLINED, arguments=arguments)
