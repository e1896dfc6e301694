"""Keeping what is looked at in step with what servers wish: after each change, and now and then."""

import asyncio
from collections.abc import Collection
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.watching.condition import Condition
from bot.watching.ports import PolicyOf, Roster
from bot.watching.recording import Sample, StoreUnavailable, WatchedEndpoint
from bot.watching.scheduler import Scheduler
from bot.watching.watcher import Watcher

log = structlog.stdlib.get_logger(__name__)

# What a change did not reach because storage was away meets everything else then.
RECONCILE = timedelta(minutes=10)
# Endpoints are compared so many at a time: 20,000 at once held every look up for half a second.
SOME = 250


class Following:
    """The endpoints that are followed, as scheduler and watcher know them."""

    def __init__(
        self,
        *,
        roster: Roster,
        policy_of: PolicyOf,
        watcher: Watcher,
        scheduler: Scheduler,
        clock: Clock,
    ) -> None:
        self._roster = roster
        self._policy_of = policy_of
        self._watcher = watcher
        self._scheduler = scheduler
        self._clock = clock
        self._followed: set[int] = set()
        self._changing = asyncio.Lock()

    def __len__(self) -> int:
        return len(self._followed)

    def condition(self, endpoint_id: int, yardstick_id: int) -> Condition | None:
        """Return how an endpoint is doing; None where it is not followed."""
        return self._watcher.condition(endpoint_id, yardstick_id)

    def samples(self, endpoint_id: int) -> tuple[Sample, ...]:
        """Return the latest few samples of an endpoint, oldest first."""
        return self._watcher.samples(endpoint_id)

    async def refresh(self, endpoint_ids: Collection[int] | None = None) -> None:
        """Take in what changed about some endpoints, or about all. Raises `StoreUnavailable`."""
        async with self._changing:
            wanted = endpoint_ids
            if wanted is None:
                wanted = self._followed.union(await self._roster.active_ids())
            ordered = sorted(set(wanted))
            for first in range(0, len(ordered), SOME):
                await self._refresh_some(frozenset(ordered[first : first + SOME]))

    async def _refresh_some(self, wanted: frozenset[int]) -> None:
        endpoints = await self._roster.endpoints(self._policy_of, wanted)
        conditions = await self._roster.conditions(wanted)
        for endpoint in endpoints:
            self._follow(endpoint, conditions)
        gone = wanted & self._followed - {endpoint.id for endpoint in endpoints}
        for endpoint_id in gone:
            self._forget(endpoint_id)

    async def run(self) -> None:
        """Compare with storage every few minutes, until cancelled."""
        while True:
            try:
                await self.refresh()
            except StoreUnavailable:
                log.warning("roster_unavailable")
            await self._clock.sleep(RECONCILE.total_seconds())

    def _follow(self, endpoint: WatchedEndpoint, conditions: dict[int, Condition]) -> None:
        stored = {one.id: conditions[one.id] for one in endpoint.yardsticks if one.id in conditions}
        self._watcher.follow(endpoint, stored)
        self._scheduler.follow(endpoint.id, endpoint.target, endpoint.interval)
        self._followed.add(endpoint.id)

    def _forget(self, endpoint_id: int) -> None:
        self._scheduler.forget(endpoint_id)
        self._watcher.forget(endpoint_id)
        self._followed.discard(endpoint_id)
