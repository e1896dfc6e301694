"""Requests to Discord, one after the other: never faster than it allows, the important ones first.

Discord takes 50 a second from a bot and shuts one out that doesn't heed it. Answers to interactions
are not counted there and do not come through here.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from heapq import heappop, heappush
from itertools import count

from bot.clock import Clock
from bot.watching.delivery import DeliveryProblem, Undelivered
from bot.watching.messages import Priority

RATE = 47.5  # a second
# No second sees more than so many times the rate: 48. What a hiccup costs is made good within it;
# some room is left, as requests are held up differently on their way.
MOST = 1.02
CATCH_UP = 10  # requests that may follow at once after the event loop was late
BREATH_SECONDS = 0.02  # until who waits to leave is counted again


class Window:
    """The latest requests, of which no second may see too many. Pure."""

    def __init__(self, rate: float) -> None:
        most = max(1, int(rate * MOST))
        self._seconds = max(1.0, most / rate) if rate < 1 else 1.0
        self._sent: deque[float] = deque(maxlen=most)

    def ready_at(self, now: float) -> float:
        """Return when there is room for another one: `now` or later."""
        is_full = len(self._sent) == self._sent.maxlen
        return max(now, self._sent[0] + self._seconds) if is_full else now

    def add(self, sent_at: float) -> None:
        """Take in that a request goes."""
        self._sent.append(sent_at)

    def take_back(self, sent_at: float) -> bool:
        """Take in that a request did not go; say whether it was still known."""
        is_known = sent_at in self._sent
        if is_known:
            self._sent.remove(sent_at)
        return is_known


class Gate:
    """Where requests really leave.

    Between a turn and its request lies work that takes as long as it takes: without a second look,
    requests of two seconds could leave in one.
    """

    def __init__(self, clock: Clock, rate: float) -> None:
        self._clock = clock
        self._window = Window(rate)
        self._passing = asyncio.Lock()
        self._waiting = 0

    @property
    def is_crowded(self) -> bool:
        """Whether so many wait here that nobody else should prepare anything now."""
        return self._waiting >= CATCH_UP

    async def go(self) -> None:
        """Wait until a request may leave; it is counted as of now."""
        self._waiting += 1
        try:
            async with self._passing:
                await self._until_there_is_room()
                self._window.add(self._clock.monotonic())
        finally:
            self._waiting -= 1

    def count(self, sent_at: float) -> None:
        """Count a request that left without asking."""
        self._window.add(sent_at)

    async def _until_there_is_room(self) -> None:
        now = self._clock.monotonic()
        while (ready := self._window.ready_at(now)) > now:
            await self._clock.sleep(ready - now)
            now = self._clock.monotonic()


# How long nobody sends after Discord shut our address or token out, unless it asked for longer.
SHUT_OUT_SECONDS = 600.0


class Pacing:
    """When the next request may go. Pure: it is told what time it is, in monotonic seconds."""

    def __init__(self, rate: float = RATE) -> None:
        self._step = 1 / rate
        self._window = Window(rate)
        self._on_time = float("-inf")  # when the next one would go if all had gone on time

    def ready_at(self, now: float) -> float:
        """Return when the next request may go: `now` or later."""
        return max(self._on_time, self._window.ready_at(now))

    def send(self, now: float) -> None:
        """Take in that a request goes."""
        self._on_time = max(self._on_time, now - CATCH_UP * self._step) + self._step
        self._window.add(now)

    def take_back(self, sent_at: float) -> None:
        """Take in that a request did not go after all."""
        if self._window.take_back(sent_at):
            self._on_time -= self._step


@dataclass(slots=True, eq=False)
class Turn:
    """Permission for one request."""

    priority: Priority
    granted: asyncio.Future[None]
    gate: Gate
    sent_at: float = 0.0
    is_used: bool = True
    has_gone: bool = False

    async def go(self) -> None:
        """Wait for the moment to send, where something had to be prepared since the turn began."""
        self.has_gone = True
        await self.gate.go()

    def give_back(self) -> None:
        """Say that there was nothing to send."""
        self.is_used = False

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still waits for it."""
        return not self.granted.done()


@dataclass(slots=True)
class _Channel:
    """Who waits for a channel. Whoever is first in line goes with the best priority of them all."""

    line: deque[Turn] = field(default_factory=deque)
    wishes: list[tuple[Priority, int, Turn]] = field(default_factory=list)
    is_busy: bool = False

    def best_wish(self) -> tuple[Priority, int] | None:
        """Return what the channel's next request goes by; None when nobody waits."""
        while self.line and not self.line[0].is_waiting:
            self.line.popleft()
        if not self.line:
            self.wishes.clear()
        while self.wishes and self.wishes[0][2].granted.cancelled():
            heappop(self.wishes)
        return self.wishes[0][:2] if self.wishes else None

    def take_first(self) -> Turn:
        """Take whoever is first in line, by the best wish there is."""
        heappop(self.wishes)
        return self.line.popleft()


class Pacer:
    """Grants turns: urgent ones first, within a channel in order and one at a time."""

    def __init__(self, clock: Clock, *, rate: float = RATE) -> None:
        self._clock = clock
        self._pacing = Pacing(rate)
        self._gate = Gate(clock, rate)
        self._channels: dict[int, _Channel] = {}
        self._wishes: list[tuple[Priority, int, int]] = []
        self._order = count()
        self._held_until = float("-inf")
        self._on_probation = False
        self._under_way = 0
        self._granting: asyncio.Task[None] | None = None

    @property
    def held_seconds(self) -> float:
        """For how long nothing goes at all."""
        return max(0.0, self._held_until - self._clock.monotonic())

    def hold(self, seconds: float) -> None:
        """Let nothing go for a while; after that a single request tries how things are."""
        self._held_until = max(self._held_until, self._clock.monotonic() + seconds)
        self._on_probation = True

    def heed(self, trouble: Undelivered) -> None:
        """Hold everything back where a refusal is not about one channel alone."""
        if trouble.problem is DeliveryProblem.WHOLE_ADDRESS:
            asked = trouble.retry_after or timedelta()
            self.hold(max(SHUT_OUT_SECONDS, asked.total_seconds()))

    @asynccontextmanager
    async def turn(self, channel_id: int, priority: Priority) -> AsyncIterator[Turn]:
        """Wait for a turn. The channel is the caller's own until the block ends."""
        turn = Turn(priority, asyncio.get_running_loop().create_future(), self._gate)
        self._line_up(channel_id, turn)
        try:
            await turn.granted
        except asyncio.CancelledError:
            if not turn.granted.cancelled():  # granted and called off at the same moment
                turn.give_back()
                self._release(channel_id, turn)
            elif channel_id in self._channels:
                self._wish(channel_id, self._channels[channel_id])
            raise
        held_until = self._held_until
        try:
            yield turn
        finally:
            if turn.is_used and self._held_until == held_until:
                self._on_probation = False
            self._release(channel_id, turn)

    async def aclose(self) -> None:
        """Grant nothing any more."""
        if self._granting is not None:
            self._granting.cancel()
            await asyncio.gather(self._granting, return_exceptions=True)

    def _line_up(self, channel_id: int, turn: Turn) -> None:
        channel = self._channels.setdefault(channel_id, _Channel())
        channel.line.append(turn)
        heappush(channel.wishes, (turn.priority, next(self._order), turn))
        self._wish(channel_id, channel)

    def _wish(self, channel_id: int, channel: _Channel) -> None:
        """Let a channel compete for the next turn."""
        wish = channel.best_wish()
        if wish is None and not channel.is_busy:
            del self._channels[channel_id]
        if wish is None or channel.is_busy:
            return
        heappush(self._wishes, (*wish, channel_id))
        self._go_on()

    def _go_on(self) -> None:
        if self._granting is None or self._granting.done():
            self._granting = asyncio.create_task(self._grant())

    async def _grant(self) -> None:
        """Grant one turn after the other until nobody can take one."""
        while self._next_channel() is not None:
            if self._on_probation and self._under_way:
                return
            now = self._clock.monotonic()
            ready = max(self._pacing.ready_at(now), self._held_until)
            if self._gate.is_crowded:
                ready = max(ready, now + BREATH_SECONDS)
            if ready > now:
                await self._clock.sleep(ready - now)
                continue
            channel_id = self._next_channel()
            if channel_id is not None:
                self._grant_to(self._channels[channel_id], now)

    def _next_channel(self) -> int | None:
        """Return whose turn it is, after dropping wishes that no longer hold."""
        while self._wishes:
            *wish, channel_id = self._wishes[0]
            channel = self._channels.get(channel_id)
            if channel is not None and not channel.is_busy and channel.best_wish() == tuple(wish):
                return channel_id
            heappop(self._wishes)
        return None

    def _grant_to(self, channel: _Channel, now: float) -> None:
        heappop(self._wishes)
        turn = channel.take_first()
        turn.sent_at = now
        channel.is_busy = True
        self._under_way += 1
        self._pacing.send(now)
        turn.granted.set_result(None)

    def _release(self, channel_id: int, turn: Turn) -> None:
        if not turn.is_used:
            self._pacing.take_back(turn.sent_at)
        elif not turn.has_gone:
            self._gate.count(turn.sent_at)
        self._under_way -= 1
        channel = self._channels[channel_id]
        channel.is_busy = False
        self._wish(channel_id, channel)
        if self._wishes:
            self._go_on()
