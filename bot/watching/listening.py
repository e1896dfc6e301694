"""Listening to official pages while we see their services down, to learn how soon they tell.

Each outage of a service is measured once, whoever watches it. Pages are asked through the same
keeper that answers use: an answer that is fresh is shared, and a page that fails is left alone.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.asking.candour import Candours, Lag
from bot.asking.official import OfficialSource, OfficialWord
from bot.catalogue.service import Service
from bot.clock import Clock
from bot.watching.hearing import CALM, Hearing, Outage, begin, close, dropped, take
from bot.watching.recording import StoreUnavailable
from bot.watching.waking import Waking

log = structlog.stdlib.get_logger(__name__)

# Answers are shared for 90 s, so that a page is asked with every second round.
ROUND_SECONDS = 45.0
REST_SECONDS = 2.0  # at least, between two rounds
MOST_SERVICES = 50  # listened to at a time; what breaks beyond them is not measured
ASKED_AT_ONCE = 8
RETRACTED_WITHIN = timedelta(days=1)  # an outage that is called false later was measured
REMEMBERED = timedelta(days=365)

Outages = Mapping[str, list[Outage]]  # by service


class LagRecords(Protocol):
    """What listening needs of storage. Any call may raise `StoreUnavailable`."""

    async def outages(self, urls: Collection[str], since: datetime) -> tuple[Outage, ...]:
        """Return outages of some targets that go on or ended after `since`, by their beginnings.

        What only failed what a watch asks for is none.
        """
        ...

    async def lags(self, since: datetime) -> tuple[Lag, ...]:
        """Return the lags of outages that began after `since`, by their beginnings."""
        ...

    async def keep(self, lag: Lag) -> None:
        """Keep a lag, unless that outage has one; and of its service no more than the last few."""
        ...

    async def withdraw(self, lag: Lag) -> None:
        """Forget a lag: the outage was none."""
        ...


class Listener:
    """Measures how soon pages tell, and teaches it to `candours`.

    `services`: by the canonical URL that they are looked at through, those alone whose page can be
    read. `is_blind` tells whether our own network is bad.
    """

    def __init__(
        self,
        *,
        records: LagRecords,
        official: OfficialSource,
        services: Mapping[str, Service],
        candours: Candours,
        clock: Clock,
        is_blind: Callable[[], bool] = lambda: False,
    ) -> None:
        self._records = records
        self._official = official
        self._services = services
        self._by_id = {service.id: service for service in services.values()}
        self._candours = candours
        self._clock = clock
        self._is_blind = is_blind
        self._hearings: dict[str, Hearing] = {}
        self._unkept: list[Lag] = []
        self._has_learnt = False
        self._asking = asyncio.Semaphore(ASKED_AT_ONCE)
        self._waking = Waking(clock)

    def wake(self) -> None:
        """Say that an outage may have begun or ended."""
        self._waking.wake()

    async def run(self) -> None:
        """Listen until cancelled. What is under way then is no measure."""
        while True:
            self._waking.begin()
            try:
                await self.listen()
            except StoreUnavailable:
                log.warning("lags_unavailable")
            await self._clock.sleep(REST_SECONDS)
            await self._waking.wait(ROUND_SECONDS)

    async def listen(self) -> None:
        """Go one round. Raises `StoreUnavailable`."""
        await self._learn()
        outages = await self._read_outages()
        await self._withdraw(outages)
        self._begin(outages)
        await self._hear()
        for service_id in tuple(self._hearings):
            self._settle(service_id, outages.get(service_id, ()))
        await self._keep()

    async def _learn(self) -> None:
        """Take in what earlier processes measured."""
        if not self._has_learnt:
            self._candours.learn(await self._records.lags(self._clock.now() - REMEMBERED))
            self._has_learnt = True

    async def _read_outages(self) -> Outages:
        since = self._clock.now() - RETRACTED_WITHIN
        found: defaultdict[str, list[Outage]] = defaultdict(list)
        for outage in await self._records.outages(self._services.keys(), since):
            found[self._services[outage.url].id].append(outage)
        return found

    async def _withdraw(self, outages: Outages) -> None:
        """Forget what was measured by outages that nobody believes any more."""
        for lag in tuple(self._candours):
            until = lag.over_at or lag.admitted_at or lag.began_at
            during = [
                one
                for one in outages.get(lag.service_id, ())
                if one.began_at <= until and not (one.over_at and one.over_at < lag.began_at)
            ]
            if during and not any(one.is_believed for one in during):
                await self._records.withdraw(lag)
                self._candours.withdraw(lag)
                self._unkept = [one for one in self._unkept if one != lag]

    def _begin(self, outages: Outages) -> None:
        """Begin to listen to services that have gone down."""
        room = MOST_SERVICES - sum(not one.is_settled for one in self._hearings.values())
        for service_id, some in outages.items():
            open_ones = [one for one in some if one.over_at is None and one.is_believed]
            if open_ones and room > 0 and service_id not in self._hearings:
                began_at = min(one.began_at for one in open_ones)
                hearing = begin(service_id, began_at, self._clock.now())
                self._hearings[service_id] = hearing
                room -= not hearing.is_settled

    async def _hear(self) -> None:
        """Ask the pages of all that is not settled, a few at a time."""
        waiting = [one.service_id for one in self._hearings.values() if not one.is_settled]
        words = await asyncio.gather(*map(self._ask, waiting), return_exceptions=True)
        for service_id, word in zip(waiting, words, strict=True):
            if isinstance(word, BaseException):
                log.error("official_page_failed", service=service_id, exc_info=word)
            heard = None if isinstance(word, BaseException) else word
            hearing = take(self._hearings[service_id], heard, self._clock.now())
            self._hearings[service_id] = dropped(hearing) if self._is_blind() else hearing

    async def _ask(self, service_id: str) -> OfficialWord | None:
        async with self._asking:
            return await self._official.hear(self._by_id[service_id])

    def _settle(self, service_id: str, outages: Iterable[Outage]) -> None:
        """End what is over: with a lag, or without where there is nothing to know."""
        hearing, now = self._hearings[service_id], self._clock.now()
        mine = [
            one
            for one in outages
            if one.is_believed and (one.over_at is None or one.over_at >= hearing.began_at)
        ]
        over_at = _over_at(mine)
        is_unseen = not mine or not all(one.is_followed for one in mine)
        after = dropped(hearing) if is_unseen else close(hearing, over_at, now)
        self._hearings[service_id] = after
        if after.lag is not None and after.lag not in self._candours:
            self._candours.learn([after.lag])
            self._unkept.append(after.lag)
        if not mine or (over_at is not None and now - over_at >= CALM):
            del self._hearings[service_id]

    async def _keep(self) -> None:
        """Store what was measured. What storage can't take now is left for the next round."""
        while self._unkept:
            await self._records.keep(self._unkept[0])
            del self._unkept[0]


def _over_at(outages: Collection[Outage]) -> datetime | None:
    """Return when the last of some outages ended; None while one goes on."""
    ends = [one.over_at for one in outages]
    if None in ends:
        return None
    return max((end for end in ends if end is not None), default=None)
