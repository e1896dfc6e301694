"""Asking other places about an answer of ours: public targets only, shared, and within budgets."""

import math
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.asking.answer import Answer, Asker
from bot.asking.budgets import Buckets
from bot.asking.limits import ElsewhereLimits
from bot.asking.policies import Policies
from bot.asking.recent import Recent
from bot.asking.sharing import Shared
from bot.clock import Clock
from bot.probing.addresses import is_public
from bot.probing.parsing import parse_target
from bot.probing.target import Target, TargetRefused
from bot.triage.verdict import State
from bot.vantage.sighting import Sighting, Vantages


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Other places were not asked: a budget is spent."""

    retry_after: timedelta


class Elsewhere:
    """Asks other places. With no vantage it can't be asked for anything."""

    def __init__(
        self,
        vantages: Vantages | None,
        *,
        policies: Policies,
        clock: Clock,
        limits: ElsewhereLimits | None = None,
    ) -> None:
        limits = limits or ElsewhereLimits()
        self._vantages = vantages
        self._policies = policies
        self._member = Buckets(limits.member, clock, most=limits.keys)
        self._server = Buckets(limits.server, clock, most=limits.keys)
        self._bot = Buckets(limits.bot, clock, most=1)
        self._looks: Shared[Target, Sighting] = Shared()
        self._seen: Recent[Target, Sighting] = Recent(
            clock, seconds=limits.cache_seconds, most=limits.kept
        )

    def is_offered(self, answer: Answer, asker: Asker) -> bool:
        """Say whether other places may help with an answer, and may be told what it is about."""
        fused = answer.fused
        is_plain = fused.state is State.UP and not fused.is_disputed and answer.places is None
        is_open = fused.state is not State.REFUSED and not is_plain
        return is_open and self.can_look(answer, asker)

    def can_look(self, answer: Answer, asker: Asker) -> bool:
        """Say whether what an answer is about may be told to strangers: it must be public.

        Where private networks are looked at, a name that does not resolve may be one of theirs.
        """
        if self._vantages is None or answer.target is None or answer.observation is None:
            return False
        try:
            parse_target(answer.target.url, policy=self._policies.public)
        except TargetRefused:
            return False
        address = answer.target.address
        addresses = answer.observation.legs[0].addresses if address is None else (address,)
        is_known = bool(addresses) or asker.guild_id not in self._policies.private_guilds
        return is_known and all(map(is_public, addresses))

    async def look(self, answer: Answer, asker: Asker) -> Sighting | Spent:
        """Return what other places see of what an answer is about. Ask `can_look` first.

        One measurement serves all who ask about the same page within the cache time.
        """
        target = _without_query(answer.target)
        remembered = self._seen.get(target)
        if remembered is not None:
            return remembered[0]
        if not self._looks.is_running(target):
            wait = self._charge(asker)
            if wait:
                return Spent(retry_after=timedelta(seconds=math.ceil(wait)))
        return await self._looks.join(target, lambda: self._look(target))

    async def aclose(self) -> None:
        """End what is under way."""
        await self._looks.aclose()

    async def _look(self, target: Target) -> Sighting:
        if self._vantages is None:
            raise ValueError("there is no vantage to look from")
        sighting = await self._vantages.look(target)
        if sighting.votes:
            self._seen.put(target, sighting)
        return sighting

    def _charge(self, asker: Asker) -> float:
        """Charge every budget, or none and return how long the slowest takes to recover."""
        charges = tuple(self._charges(asker))
        wait = max(buckets.wait(key) for buckets, key in charges)
        if not wait:
            for buckets, key in charges:
                buckets.take(key)
        return wait

    def _charges(self, asker: Asker) -> Iterator[tuple[Buckets, Hashable]]:
        yield self._bot, None
        yield self._member, asker.user_id
        if asker.guild_id is not None:
            yield self._server, asker.guild_id


def _without_query(target: Target | None) -> Target:
    if target is None:
        raise ValueError("an answer about nothing")
    return replace(target, path=target.path.partition("?")[0])
