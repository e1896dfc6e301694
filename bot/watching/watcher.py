"""What happens when an endpoint is due: look, judge, weigh, remember, tell."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.probing.addresses import AddressPolicy
from bot.probing.observation import Observation
from bot.probing.target import Target
from bot.triage.verdict import OwnNetwork, Verdict
from bot.watching.condition import Condition, Policy
from bot.watching.gaps import Gap, Reading, find_gap
from bot.watching.latest import LatestSamples
from bot.watching.measuring import measure
from bot.watching.presence import Presence
from bot.watching.recording import Sample, WatchedEndpoint, WatchStore, Yardstick
from bot.watching.samples import SampleBatch
from bot.watching.transitions import next_look_after
from bot.watching.weighing import Seen, announces_outage, resumed, weigh

LONGEST_LOOK = 60.0  # seconds; a look that took longer lay in a time in which we were away


class Looker(Protocol):
    """How a target is looked at: `bot.probing.prober.Prober`."""

    async def look(self, target: Target, *, policy: AddressPolicy) -> Observation:
        """Return what was seen; failures of the network are values."""
        ...


class Judge(Protocol):
    """How an observation is judged: `bot.triage.judge`."""

    def __call__(self, observation: Observation, *, own_network: OwnNetwork) -> Verdict:
        """Return what it means."""
        ...


@dataclass(slots=True)
class _Followed:
    """An endpoint, and what is remembered of it in this process."""

    endpoint: WatchedEndpoint
    conditions: dict[int, Condition]
    fresh: set[int]  # yardsticks whose first look since the start is still to come
    samples: LatestSamples = field(default_factory=LatestSamples)


class Watcher:
    """Visits endpoints. Whoever schedules it sees to it that no endpoint is visited twice at once.

    `median_ms` tells an endpoint's own seven-day median; `on_told` is called after something was
    stored that channels are to be told.
    """

    def __init__(
        self,
        *,
        looker: Looker,
        judge: Judge,
        presence: Presence,
        store: WatchStore,
        batch: SampleBatch,
        clock: Clock,
        policy: Policy,
        median_ms: Callable[[int], float | None] = lambda _: None,
        on_told: Callable[[], None] = lambda: None,
    ) -> None:
        self._looker = looker
        self._judge = judge
        self._presence = presence
        self._store = store
        self._batch = batch
        self._clock = clock
        self._policy = policy
        self._median_ms = median_ms
        self._on_told = on_told
        self._followed: dict[int, _Followed] = {}
        self._advancing = asyncio.Lock()
        self._gaps: deque[Gap] = deque()

    def follow(self, endpoint: WatchedEndpoint, stored: Mapping[int, Condition]) -> None:
        """Take on an endpoint, or what changed about it.

        `stored`: conditions by yardstick; a yardstick without one is new. What this process knows
        already is newer, and stays.
        """
        known = self._followed.get(endpoint.id)
        before = known.conditions if known is not None else {}
        conditions = {
            yardstick.id: before.get(yardstick.id) or resumed(stored.get(yardstick.id, Condition()))
            for yardstick in endpoint.yardsticks
        }
        fresh = {key for key in conditions if known is None or key not in before}
        if known is None:
            self._followed[endpoint.id] = _Followed(endpoint, conditions, fresh)
            return
        known.endpoint, known.conditions = endpoint, conditions
        known.fresh = fresh | (known.fresh & conditions.keys())

    def forget(self, endpoint_id: int) -> None:
        """Drop an endpoint. What a look under way still finds is not recorded."""
        self._followed.pop(endpoint_id, None)

    def condition(self, endpoint_id: int, yardstick_id: int) -> Condition | None:
        """Return how an endpoint is doing; None where it is not followed."""
        followed = self._followed.get(endpoint_id)
        return followed.conditions.get(yardstick_id) if followed is not None else None

    def samples(self, endpoint_id: int) -> tuple[Sample, ...]:
        """Return the latest few samples of an endpoint, oldest first."""
        followed = self._followed.get(endpoint_id)
        return tuple(followed.samples.all(endpoint_id)) if followed is not None else ()

    def note_gap(self, gap: Gap) -> None:
        """Take in that nothing was watched for a while. It is stored with the next visit."""
        self._gaps.append(gap)
        for followed in self._followed.values():
            for key, condition in followed.conditions.items():
                followed.conditions[key] = resumed(condition)

    async def change(
        self, endpoint_id: int, yardstick_id: int, alter: Callable[[Condition], Condition]
    ) -> None:
        """Alter what is remembered, as `transitions.retract` does; never in the middle of a record.

        Storing it is the caller's.
        """
        async with self._advancing:
            followed = self._followed.get(endpoint_id)
            if followed is not None and yardstick_id in followed.conditions:
                followed.conditions[yardstick_id] = alter(followed.conditions[yardstick_id])

    async def visit(self, endpoint_id: int) -> timedelta | None:
        """Look once. Returns how soon to look again, or None for the usual time.

        Raises `StoreUnavailable`; then nothing was changed, and the next look says it again.
        """
        await self._store_gaps()
        followed = self._followed.get(endpoint_id)
        if followed is None:
            return None
        endpoint = followed.endpoint
        seen = await self._see(endpoint)
        if seen is None:
            return None
        waits = [await self._hold(followed, yardstick, seen) for yardstick in endpoint.yardsticks]
        self._keep_sample(followed, seen)
        soonest = min(waits)
        return soonest if soonest < endpoint.interval else None

    async def _see(self, endpoint: WatchedEndpoint) -> Seen | None:
        """Look and judge; None when the machine slept through the look."""
        began = Reading.of(self._clock)
        observation = await self._looker.look(endpoint.target, policy=endpoint.policy)
        if find_gap(began, Reading.of(self._clock), longest=LONGEST_LOOK) is not None:
            return None
        own_network = await self._presence.assess(observation)
        return Seen(
            endpoint_id=endpoint.id,
            observation=observation,
            verdict=self._judge(observation, own_network=own_network),
            own_network=own_network,
            at=self._clock.now(),
            median_ms=self._median_ms(endpoint.id),
        )

    async def _hold(self, followed: _Followed, yardstick: Yardstick, seen: Seen) -> timedelta:
        """Hold a look against one yardstick, and record what it changes.

        Returns how long to wait for the next look.
        """
        condition = followed.conditions.get(yardstick.id)
        if condition is None:
            return followed.endpoint.interval
        is_first = yardstick.id in followed.fresh
        outcome = weigh(seen, yardstick, condition, self._policy, is_first=is_first)
        if announces_outage(outcome):
            seen = await self._doubted(seen)
        if outcome.condition is not condition or outcome.events:
            condition = await self._record(followed, yardstick, seen)
        followed.fresh.discard(yardstick.id)
        return next_look_after(condition, self._policy, followed.endpoint.interval)

    async def _doubted(self, seen: Seen) -> Seen:
        """Return a look after our own network was asked afresh: nobody is told of our outage."""
        own_network = await self._presence.confirm(seen.observation)
        if own_network is not OwnNetwork.BAD:
            return seen
        verdict = self._judge(seen.observation, own_network=own_network)
        return replace(seen, verdict=verdict, own_network=own_network)

    async def _record(self, followed: _Followed, yardstick: Yardstick, seen: Seen) -> Condition:
        """Store what a look changes, then believe it. Returns the condition."""
        async with self._advancing:
            condition = followed.conditions.get(yardstick.id, Condition())
            is_ours = self._followed.get(seen.endpoint_id) is followed
            if not is_ours or yardstick.id not in followed.conditions:
                return condition
            is_first = yardstick.id in followed.fresh
            outcome = weigh(seen, yardstick, condition, self._policy, is_first=is_first)
            await self._store.record(outcome)
            followed.conditions[yardstick.id] = outcome.condition
        if outcome.events:
            self._on_told()
        return outcome.condition

    def _keep_sample(self, followed: _Followed, seen: Seen) -> None:
        sample = Sample(
            endpoint_id=seen.endpoint_id,
            at=seen.at,
            state=seen.verdict.state,
            cause=seen.verdict.cause,
            took_ms=measure(seen.observation).took_ms,
        )
        followed.samples.add(sample)
        self._batch.add(sample)

    async def _store_gaps(self) -> None:
        if not self._gaps:
            return
        async with self._advancing:
            while self._gaps:
                await self._presence.note_gap(self._gaps[0])
                self._gaps.popleft()
