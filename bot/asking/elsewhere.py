"""Asking other places about an answer of ours: public targets only, shared, and within budgets."""

import math
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.asking.answer import Answer, Asker
from bot.asking.budgets import Buckets
from bot.asking.limits import ElsewhereLimits
from bot.asking.policies import Policies
from bot.asking.recent import Recent
from bot.asking.sharing import Shared
from bot.clock import Clock
from bot.probing.addresses import Address, is_public
from bot.probing.parsing import parse_target
from bot.probing.target import Target, TargetRefused
from bot.triage.verdict import State
from bot.vantage.sighting import Sight, Sighting, Vantages

Charge = tuple[Buckets, Hashable]


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
        self._unasked = Buckets(limits.unasked, clock, most=1)
        self._unasked_server = Buckets(limits.unasked_server, clock, most=limits.keys)
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
        """Say whether what an answer is about may be told to strangers: it must be public."""
        if answer.target is None or answer.observation is None:
            return False
        addresses = answer.observation.legs[0].addresses
        return self.can_look_at(answer.target, asker, addresses)

    def can_look_at(self, target: Target, asker: Asker, addresses: Iterable[Address] = ()) -> bool:
        """Say whether strangers may be told of a target, as far as its `addresses` are known.

        Where private networks are looked at, a name that does not resolve may be one of theirs.
        """
        if self._vantages is None:
            return False
        try:
            parse_target(target.url, policy=self._policies.public)
        except TargetRefused:
            return False
        known = tuple(addresses) if target.address is None else (target.address,)
        is_known = bool(known) or asker.guild_id not in self._policies.private_guilds
        return is_known and all(map(is_public, known))

    async def look(self, answer: Answer, asker: Asker) -> Sighting | Spent:
        """Return what other places see of what an answer is about. Ask `can_look` first.

        One measurement serves all who ask about the same page within the cache time.
        """
        if answer.target is None:
            raise ValueError("an answer about nothing")
        return await self._ask(answer.target, lambda: self._charge(self._charges(asker)))

    async def look_unasked(self, target: Target, asker: Asker) -> Sighting | Spent:
        """Return the same where nobody pressed anything. Ask `can_look_at` first.

        Apart from budgets of its own it spends nothing of the member's: they did not choose it.
        """
        return await self._ask(target, lambda: self._charge(self._charges_unasked(asker)))

    def recall(self, target: Target) -> Sighting | None:
        """Return what other places saw a moment ago, without asking."""
        remembered = self._seen.get(_without_query(target))
        return remembered[0] if remembered is not None else None

    async def aclose(self) -> None:
        """End what is under way."""
        await self._looks.aclose()

    async def _ask(self, target: Target, charge: Callable[[], float]) -> Sighting | Spent:
        target = _without_query(target)
        remembered = self.recall(target)
        if remembered is not None:
            return remembered
        if not self._looks.is_running(target):
            wait = charge()
            if wait:
                return Spent(retry_after=timedelta(seconds=math.ceil(wait)))
        return await self._looks.join(target, lambda: self._look(target))

    async def _look(self, target: Target) -> Sighting:
        if self._vantages is None:
            raise ValueError("there is no vantage to look from")
        sighting = await self._vantages.look(target)
        if any(vote.sight is not Sight.UNKNOWN for vote in sighting.votes):
            self._seen.put(target, sighting)
        return sighting

    def _charge(self, charges: Iterable[Charge]) -> float:
        """Charge every budget, or none and return how long the slowest takes to recover."""
        charges = tuple(charges)
        wait = max(buckets.wait(key) for buckets, key in charges)
        if not wait:
            for buckets, key in charges:
                buckets.take(key)
        return wait

    def _charges(self, asker: Asker) -> Iterator[Charge]:
        yield self._bot, None
        yield self._member, asker.user_id
        if asker.guild_id is not None:
            yield self._server, asker.guild_id

    def _charges_unasked(self, asker: Asker) -> Iterator[Charge]:
        yield self._bot, None
        yield self._unasked, None
        # Whoever is in no server with us counts for themselves.
        yield self._unasked_server, asker.guild_id or asker.user_id


def _without_query(target: Target) -> Target:
    return replace(target, path=target.path.partition("?")[0])
