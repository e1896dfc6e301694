"""Whether we see anything at all: our own network as a state with a beginning and an end."""

import asyncio
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.asking.own_network import has_reply, needs_check
from bot.clock import Clock
from bot.probing.observation import Observation
from bot.triage.verdict import OwnNetwork
from bot.watching.gaps import Gap, GapReason
from bot.watching.recording import StoreUnavailable, WatchStore

log = structlog.stdlib.get_logger(__name__)

RECENT_SECONDS = 30.0  # good enough to doubt one failed look
# Good enough to announce an outage: three looks can fail within 4 s of our own cable's end. It is
# less than what lies between the last two of them.
FRESH_SECONDS = 2.0


class OwnNetworkCheck(Protocol):
    """How our own network is checked: `bot.asking.own_network.Canaries`."""

    async def check(self, *, within: float) -> OwnNetwork:
        """Return the state of our own network as it was at most `within` seconds ago."""
        ...


class Presence:
    """Asks the canaries when a look fails, and keeps the times in which we were not watching."""

    def __init__(self, check: OwnNetworkCheck, store: WatchStore, clock: Clock) -> None:
        self._check = check
        self._store = store
        self._clock = clock
        self._is_away = False
        self._doubt_since: datetime | None = None  # the first failed look that nothing explains yet
        self._writing = asyncio.Lock()

    @property
    def is_away(self) -> bool:
        """Whether our own network is known to be bad."""
        return self._is_away

    async def begin(self) -> None:
        """Keep how long the bot was not running. Before the first look."""
        try:
            await self._store.resume_watching(self._clock.now())
        except StoreUnavailable:
            log.warning("stop_not_kept")

    async def end(self) -> None:
        """Keep that the bot stops. After the last look."""
        try:
            await self._store.begin_gap(GapReason.STOPPED, self._clock.now())
        except StoreUnavailable:
            log.warning("stop_not_kept")

    async def assess(self, observation: Observation) -> OwnNetwork:
        """Return what our own network had to do with a look, as far as that needs asking."""
        is_in_doubt = needs_check(observation)
        if has_reply(observation):
            self._doubt_since = None
        if not is_in_doubt and not self._is_away:
            return OwnNetwork.UNCHECKED
        within = FRESH_SECONDS if self._is_away else RECENT_SECONDS
        state = await self._ask(within, observation.started_at if is_in_doubt else None)
        return state if is_in_doubt else OwnNetwork.UNCHECKED

    async def confirm(self, observation: Observation) -> OwnNetwork:
        """Return the same from a fresh check, before anybody is told of an outage."""
        if not needs_check(observation):
            return OwnNetwork.UNCHECKED
        return await self._ask(FRESH_SECONDS, observation.started_at)

    async def note_gap(self, gap: Gap) -> None:
        """Keep a time in which we were not there at all."""
        await self._store.begin_gap(gap.reason, gap.begins)
        await self._store.end_gap(gap.reason, gap.ends)

    async def _ask(self, within: float, failed_at: datetime | None) -> OwnNetwork:
        """Check our own network, after a look that failed at `failed_at` if one did."""
        self._doubt_since = self._doubt_since or failed_at
        doubt_since = self._doubt_since or self._clock.now()
        state = await self._check.check(within=within)
        if state is not OwnNetwork.BAD:
            self._explain(failed_at, timedelta(seconds=within))
        if self._is_away is (state is OwnNetwork.BAD):
            return state
        async with self._writing:
            if state is OwnNetwork.BAD and not self._is_away:
                log.warning("own_network_is_bad")
                await self._store.begin_gap(GapReason.OWN_NETWORK, doubt_since)
                self._is_away = True
            elif state is not OwnNetwork.BAD and self._is_away:
                log.info("own_network_is_good_again")
                await self._store.end_gap(GapReason.OWN_NETWORK, self._clock.now())
                self._is_away = False
        return state

    def _explain(self, failed_at: datetime | None, within: timedelta) -> None:
        """Take in that our network was good at some moment of the last `within`.

        A look that failed before that was not our fault; one after it may have been.
        """
        if self._doubt_since is not None and self._doubt_since < self._clock.now() - within:
            self._doubt_since = failed_at
