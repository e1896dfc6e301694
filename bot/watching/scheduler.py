"""When each endpoint is looked at: one wheel, one process, every endpoint in its own rhythm.

What is promised: an endpoint is looked at within one interval of being followed, and no look is due
later than one interval after the one before; looks keep to a grid that follows from the target's
URL, so they are spread and don't drift; missed ones are skipped; one host meets one look at a time;
one endpoint's bug stops no other.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from bot.clock import Clock
from bot.probing.target import Target
from bot.watching.gaps import Gap, Reading, find_gap
from bot.watching.stretch import Stretch
from bot.watching.wheel import (
    TICK_SECONDS,
    Timer,
    Wheel,
    first_due,
    next_due,
    period_of,
    seed_of,
)

log = structlog.stdlib.get_logger(__name__)

MOST_AT_ONCE = 400
# Looks that members ask for stand in the same line at the prober: ours must not fill it.
MOST_WAITING = 32
# After a look there is none for this share of the interval, whatever the grid says. Rechecks apart.
REST = 4
PERIODS_MISSED = 2

Look = asyncio.Task[timedelta | None]
Visit = Callable[[int], Coroutine[Any, Any, timedelta | None]]


class _Endpoint(Timer):
    __slots__ = ("host", "id", "interval", "is_followed", "seed", "was_due")

    def __init__(self, endpoint_id: int, target: Target, interval: int) -> None:
        super().__init__()
        self.id = endpoint_id
        self.host = target.host
        self.seed = seed_of(target.url)
        self.interval = interval  # in ticks
        self.is_followed = True
        self.was_due = 0


class Scheduler:
    """Calls `visit` with an endpoint's id whenever it is due.

    `visit` returns how soon it wants to look again, or None for the usual time. `prober_queue`
    tells how many looks wait at the prober. `on_gap` is told when nothing was watched for a while.
    """

    def __init__(
        self,
        *,
        visit: Visit,
        clock: Clock,
        on_gap: Callable[[Gap], None],
        prober_queue: Callable[[], int] = lambda: 0,
        most_at_once: int = MOST_AT_ONCE,
    ) -> None:
        self._visit = visit
        self._clock = clock
        self._on_gap = on_gap
        self._prober_queue = prober_queue
        self._most_at_once = most_at_once
        self._stretch = Stretch()
        self._endpoints: dict[int, _Endpoint] = {}
        self._intervals: Counter[int] = Counter()
        self._hosts: dict[str, deque[_Endpoint] | None] = {}  # busy ones, and who waits for them
        self._urgent: deque[_Endpoint] = deque()
        self._ready: deque[_Endpoint] = deque()
        self._rechecks: set[int] = set()
        self._looks: set[Look] = set()
        self._is_running = False
        self._begun = 0
        self._lateness: deque[float] = deque(maxlen=4096)
        self._reading = Reading.of(clock)
        self._offset = self._wall_offset(self._reading)
        self._wheel: Wheel[_Endpoint] = Wheel(self._tick())

    def __len__(self) -> int:
        return len(self._endpoints)

    @property
    def stretch(self) -> float:
        """By how much intervals are longer than asked for: 1 unless there is too much to do."""
        return self._stretch.factor

    @property
    def looks_begun(self) -> int:
        """How many looks began since the start."""
        return self._begun

    @property
    def recent_lateness(self) -> Sequence[float]:
        """How many seconds after its time each of the last looks began."""
        return tuple(self._lateness)

    def follow(self, endpoint_id: int, target: Target, interval: timedelta) -> None:
        """Look at an endpoint from now on, or in another rhythm than before."""
        ticks = max(1, round(interval.total_seconds() / TICK_SECONDS))
        known = self._endpoints.get(endpoint_id)
        if known is not None and known.interval == ticks and known.seed == seed_of(target.url):
            return
        self.forget(endpoint_id)
        endpoint = self._endpoints[endpoint_id] = _Endpoint(endpoint_id, target, ticks)
        self._intervals[ticks] += 1
        self._wheel.put(endpoint, self._first(endpoint))

    def forget(self, endpoint_id: int) -> None:
        """Look at an endpoint no more. A look that is under way ends by itself."""
        endpoint = self._endpoints.pop(endpoint_id, None)
        if endpoint is None:
            return
        endpoint.is_followed = False
        self._rechecks.discard(endpoint_id)
        self._wheel.drop(endpoint)
        self._intervals[endpoint.interval] -= 1
        self._intervals += Counter()  # drops what counts nothing

    async def run(self) -> None:
        """Keep looking until cancelled; then looks under way are cancelled and waited for."""
        self._is_running = True
        try:
            while True:
                await self._clock.sleep(self._until_next_tick())
                self._turn()
        finally:
            self._is_running = False
            looks = tuple(self._looks)
            for look in looks:
                look.cancel()
            await asyncio.gather(*looks, return_exceptions=True)

    def _turn(self) -> None:
        """Start what has become due since the last turn."""
        reading = Reading.of(self._clock)
        gap = find_gap(self._reading, reading, longest=self._longest_pause())
        self._reading = reading
        if gap is not None:
            self._begin_anew(gap)
        for endpoint, due in self._wheel.advance(self._tick()):
            endpoint.was_due = due
            self._line_up(endpoint)
        self._launch()
        self._heed_lateness()

    def _line_up(self, endpoint: _Endpoint) -> None:
        """Put an endpoint in line: for its host while that is busy, else for a place."""
        if endpoint.host in self._hosts:
            line = self._hosts[endpoint.host]
            if line is None:
                line = self._hosts[endpoint.host] = deque()
            line.append(endpoint)
            return
        self._hosts[endpoint.host] = None
        self._make_ready(endpoint)

    def _make_ready(self, endpoint: _Endpoint) -> None:
        is_recheck = endpoint.id in self._rechecks
        (self._urgent if is_recheck else self._ready).append(endpoint)

    def _launch(self) -> None:
        """Start looks while there are places."""
        while (line := self._urgent or self._ready) and self._has_place():
            endpoint = line.popleft()
            if not endpoint.is_followed:
                self._free(endpoint.host)
                continue
            self._rechecks.discard(endpoint.id)
            self._begun += 1
            look = asyncio.create_task(self._look(endpoint))
            self._looks.add(look)
            look.add_done_callback(partial(self._on_done, endpoint))

    async def _look(self, endpoint: _Endpoint) -> timedelta | None:
        self._lateness.append(self._lateness_of(endpoint))
        return await self._visit(endpoint.id)

    def _has_place(self) -> bool:
        is_free = self._is_running and len(self._looks) < self._most_at_once
        return is_free and self._prober_queue() < MOST_WAITING

    def _on_done(self, endpoint: _Endpoint, look: Look) -> None:
        self._looks.discard(look)
        self._free(endpoint.host)
        if look.cancelled():
            return
        error = look.exception()
        if error is not None:
            log.error("look_failed", endpoint=endpoint.id, exc_info=error)
        if endpoint.is_followed:
            self._wheel.put(endpoint, self._next(endpoint, None if error else look.result()))
        self._launch()

    def _free(self, host: str) -> None:
        """Let the next one in line have a host."""
        line = self._hosts[host]
        if line:
            self._make_ready(line.popleft())
        else:
            del self._hosts[host]

    def _first(self, endpoint: _Endpoint) -> int:
        return first_due(endpoint.seed, endpoint.interval, self._tick())

    def _next(self, endpoint: _Endpoint, recheck: timedelta | None) -> int:
        now = self._tick()
        if recheck is not None:
            self._rechecks.add(endpoint.id)
            return now + round(recheck.total_seconds() / TICK_SECONDS)
        interval = self._stretch.of(endpoint.interval)
        due = next_due(endpoint.seed, interval, now + interval // REST)
        return min(due, now + interval)

    def _begin_anew(self, gap: Gap) -> None:
        """Tell of a gap, and spread what waits over the interval that begins now."""
        log.warning("not_watched", reason=gap.reason.value, seconds=_seconds(gap))
        self._offset = self._wall_offset(self._reading)
        waiting = [one for one in self._endpoints.values() if one.due >= 0]
        self._rechecks.difference_update(one.id for one in waiting)
        self._wheel.restart(self._tick())
        for endpoint in waiting:
            self._wheel.put(endpoint, self._first(endpoint))
        self._on_gap(gap)

    def _heed_lateness(self) -> None:
        late = max((self._lateness_of(line[0]) for line in self._lines()), default=0.0)
        before = self._stretch.factor
        if not self._stretch.heed(late, self._begun, self._wanted(), self._reading.monotonic):
            return
        if before == 1.0:
            log.warning("more_to_watch_than_we_manage", endpoints=len(self))
        elif self._stretch.factor == 1.0:
            log.info("watching_in_time_again", endpoints=len(self))

    def _wanted(self) -> float:
        """Return the looks a second that were asked for."""
        many_of = self._intervals.items()
        return sum(many / (period_of(ticks) * TICK_SECONDS) for ticks, many in many_of)

    def _lines(self) -> list[deque[_Endpoint]]:
        return [line for line in (self._urgent, self._ready) if line]

    def _lateness_of(self, endpoint: _Endpoint) -> float:
        seconds = self._clock.monotonic() + self._offset - endpoint.was_due * TICK_SECONDS
        return max(0.0, seconds)

    def _longest_pause(self) -> float:
        """Return the seconds without a turn that mean we were away."""
        shortest = min(self._intervals, default=round(60 / TICK_SECONDS))
        return PERIODS_MISSED * shortest * TICK_SECONDS

    def _tick(self) -> int:
        return int((self._clock.monotonic() + self._offset) / TICK_SECONDS)

    def _until_next_tick(self) -> float:
        now = self._clock.monotonic() + self._offset
        return max(0.001, (int(now / TICK_SECONDS) + 1) * TICK_SECONDS - now)

    @staticmethod
    def _wall_offset(reading: Reading) -> float:
        """Return what monotonic time lacks to wall time: the grid outlives a restart."""
        return reading.wall.timestamp() - reading.monotonic


def _seconds(gap: Gap) -> int:
    return round((gap.ends - gap.begins).total_seconds())
