"""Is it us? A few well-known sites on different networks, looked at before anybody is blamed."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

from bot.asking.recent import Recent
from bot.asking.sharing import Shared
from bot.clock import Clock
from bot.probing.addresses import is_public
from bot.probing.observation import Failure, Observation
from bot.probing.target import Target
from bot.triage.verdict import OwnNetwork

FRESH_SECONDS = 30.0


class LookOnce(Protocol):
    """Look at a target under the default policy. The deadline is the look's own: a short one."""

    async def look(self, target: Target) -> Observation:
        """Return what was seen; failures are values."""
        ...


class Canaries:
    """Sites that are hardly ever all away at once. When most are, it is our own network."""

    def __init__(self, targets: Sequence[Target], look: LookOnce, clock: Clock) -> None:
        """Take canaries on different networks; with none, nothing is ever checked."""
        self._targets = tuple(targets)
        self._look = look
        self._checks: Shared[None, OwnNetwork] = Shared()
        self._last: Recent[None, OwnNetwork] = Recent(clock, seconds=FRESH_SECONDS, most=1)

    async def check(self, *, within: float = FRESH_SECONDS) -> OwnNetwork:
        """Return the state of our own network, at most `within` seconds old and never over 30.

        All who ask at the same time share one check.
        """
        if not self._targets:
            return OwnNetwork.UNCHECKED
        last = self._last.get(None)
        if last is not None and last[1] <= within:
            return last[0]
        return await self._checks.join(None, self._check)

    async def aclose(self) -> None:
        """End a check that is running."""
        await self._checks.aclose()

    async def _check(self) -> OwnNetwork:
        state = await self._majority()
        self._last.put(None, state)
        return state

    async def _majority(self) -> OwnNetwork:
        """Look at all canaries side by side until most agree; as many of each counts as good."""
        most = len(self._targets) / 2
        looks = [asyncio.create_task(self._is_reachable(target)) for target in self._targets]
        failed = answered = 0
        try:
            for next_look in asyncio.as_completed(looks):
                if await next_look:
                    answered += 1
                else:
                    failed += 1
                if failed > most:
                    return OwnNetwork.BAD
                if answered >= most:
                    return OwnNetwork.GOOD
        finally:
            for look in looks:
                look.cancel()
            await asyncio.gather(*looks, return_exceptions=True)
        return OwnNetwork.GOOD

    async def _is_reachable(self, target: Target) -> bool:
        return has_reply(await self._look.look(target))


def has_reply(observation: Observation) -> bool:
    """Tell whether any HTTP reply came: proof that our own network carries something."""
    return any(leg.reply is not None for leg in observation.legs)


def needs_check(observation: Observation) -> bool:
    """Tell whether our own network could be why a look failed.

    It could not when a reply came, when the address was refused by our own policy, or when the
    target stands in a private network: canaries on the internet say nothing about that.
    """
    leg = observation.last
    if leg.failure is None or leg.failure is Failure.ADDRESS_REFUSED or has_reply(observation):
        return False
    addresses = leg.addresses if leg.target.address is None else (leg.target.address,)
    return all(map(is_public, addresses))
