"""Telling channels what is to be told: each thing once, whatever breaks in between.

An announcement is leased, waits for its turn, is read again as it is by then, sent, and marked.
A process that dies anywhere in between leaves a lease, which its successor of the same name ends at
once and any other when it runs out; who comes next finds out by the nonce, or in the channel
itself, whether the message arrived.
"""

import asyncio
from collections import deque
from functools import partial
from typing import Generic, TypeVar

import structlog

from bot.clock import Clock
from bot.watching.delivery import (
    Composer,
    DeliveryProblem,
    Messenger,
    Suspension,
    Undelivered,
)
from bot.watching.messages import Announcement, Priority
from bot.watching.outbox import Outbox
from bot.watching.pacer import Pacer
from bot.watching.recording import StoreUnavailable
from bot.watching.telling import LEASE, Teller
from bot.watching.waking import Waking

log = structlog.stdlib.get_logger(__name__)

# More than can hang for 15 s at 47.5 a second: channels that hang keep nobody else waiting.
MOST_CLAIMED = 1000
POLL_SECONDS = 1.0
ADMINS_WAIT_SECONDS = 60.0  # until who could not be told is tried again

M = TypeVar("M")


class Announcer(Generic[M]):
    """Works through the outbox. Any number of them may do so at once, each with its own name.

    `owner` is that name. It should be the same after a restart: then what was leased before it goes
    on at once. Should two share a name by mistake, the nonce still keeps messages from doubling.
    """

    def __init__(
        self,
        *,
        outbox: Outbox,
        composer: Composer[M],
        messenger: Messenger[M],
        pacer: Pacer,
        clock: Clock,
        owner: str,
    ) -> None:
        self._outbox = outbox
        self._messenger = messenger
        self._pacer = pacer
        self._clock = clock
        self._owner = owner
        self._teller = Teller(
            outbox=outbox,
            composer=composer,
            messenger=messenger,
            pacer=pacer,
            clock=clock,
            owner=owner,
        )
        self._lines: dict[int, deque[Announcement]] = {}  # by channel; each has a task of its own
        self._tasks: set[asyncio.Task[None]] = set()
        self._claimed = 0
        self._waking = Waking(clock)
        self._has_suspensions = True
        self._telling_admins: asyncio.Task[None] | None = None  # one at a time: once for each
        self._admins_wait_until = float("-inf")
        self._is_heir = True  # leases of our name are somebody's who is gone

    def wake(self) -> None:
        """Say that there is something new to tell."""
        self._waking.wake()

    async def run(self) -> None:
        """Work until cancelled. What was sent by then is marked; the rest waits in the outbox."""
        self._is_heir = True
        try:
            while True:
                self._waking.begin()
                if not await self._start():
                    await self._waking.wait(POLL_SECONDS)
        finally:
            await self.aclose()

    async def drain(self) -> None:
        """Work until nothing is left that could be told now."""
        while await self._start() or self._tasks:
            if self._tasks:
                await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    async def aclose(self) -> None:
        """End the deliveries under way."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def resume(self, channel_id: int) -> None:
        """Go on telling a channel, after its permissions changed."""
        await self._outbox.resume(channel_id)
        self.wake()

    async def suspend(self, suspension: Suspension) -> None:
        """Let a channel that is gone wait, and its admins be told."""
        await self._outbox.suspend(suspension)
        self._has_suspensions = True
        self.wake()

    async def _start(self) -> bool:
        """Lease what there is to tell and begin with it; say whether there was anything."""
        self._begin_telling_admins()
        try:
            if self._is_heir:
                await self._outbox.release(owner=self._owner)
                self._is_heir = False
            room = MOST_CLAIMED - self._claimed
            if room <= 0:
                return False
            claimed = await self._outbox.claim(
                owner=self._owner, now=self._clock.now(), lease=LEASE, most=room
            )
        except StoreUnavailable:
            log.warning("outbox_unavailable")
            return False
        for announcement in claimed:
            self._begin(announcement)
        return bool(claimed)

    def _begin(self, announcement: Announcement) -> None:
        self._claimed += 1
        channel_id = announcement.channel_id
        if channel_id in self._lines:
            self._lines[channel_id].append(announcement)
            return
        self._lines[channel_id] = deque([announcement])
        task = asyncio.create_task(self._serve(channel_id))
        self._tasks.add(task)
        task.add_done_callback(partial(self._on_done, channel_id))

    def _on_done(self, channel_id: int, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, StoreUnavailable):
            log.warning("outbox_unavailable")
        elif error is not None:
            log.error("announcing_failed", channel=channel_id, exc_info=error)

    async def _serve(self, channel_id: int) -> None:
        """Tell one channel what was leased for it, one announcement after the other."""
        line = self._lines[channel_id]
        trouble: Undelivered | None = None
        try:
            while line:
                first = line[0]
                if trouble is None:
                    trouble = await self._teller.tell(first)
                else:  # what failed for one would fail for the others
                    await self._teller.put_off(first, trouble, doubt=first.posting_since)
                line.popleft()
                self._claimed -= 1
            if trouble is not None and trouble.problem is DeliveryProblem.SUBSCRIPTION:
                self._has_suspensions = True
        finally:
            self._claimed -= len(line)
            del self._lines[channel_id]

    def _begin_telling_admins(self) -> None:
        is_early = self._clock.monotonic() < self._admins_wait_until
        if not self._has_suspensions or self._telling_admins is not None or is_early:
            return
        self._has_suspensions = False
        self._telling_admins = asyncio.create_task(self._tell_admins())
        self._tasks.add(self._telling_admins)
        self._telling_admins.add_done_callback(self._on_admins_told)

    def _on_admins_told(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._telling_admins = None
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("admins_not_told", exc_info=error)

    async def _tell_admins(self) -> None:
        """Tell admins, once for each, of channels that we can't tell anything."""
        is_done = True
        for suspension in await self._outbox.untold_suspensions():
            async with self._pacer.turn(suspension.channel_id, Priority.ROUTINE):
                is_told = await self._messenger.tell_admins(suspension)
            if is_told:
                await self._outbox.mark_suspension_told(suspension.channel_id)
            is_done = is_done and is_told
        if not is_done:
            self._admins_wait_until = self._clock.monotonic() + ADMINS_WAIT_SECONDS
            self._has_suspensions = True
