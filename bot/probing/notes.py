"""What a leg has seen so far; becomes a `Leg` however it ends."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.probing.dialing import Address
from bot.probing.observation import Failure, Leg, Reply, Stage, Timings, TlsFacts
from bot.probing.target import Target

Measure = Literal["resolve_ms", "connect_ms", "tls_ms", "first_byte_ms"]

_MEASURES: dict[Stage, Measure] = {Stage.CONNECT: "connect_ms", Stage.TLS: "tls_ms"}


@dataclass(slots=True, kw_only=True)
class LegNotes:
    """One leg in the making. `tick` is a clock in seconds with more than millisecond steps."""

    target: Target
    tick: Callable[[], float] = time.perf_counter
    addresses: tuple[Address, ...] = ()
    peer: Address | None = None
    dials: int = 0
    tls: TlsFacts | None = None
    _measured: dict[Measure, float] = field(default_factory=dict)
    _started: float = 0.0
    _stage_started: float = 0.0

    def __post_init__(self) -> None:
        self._started = self._stage_started = self.tick()

    def note(self, measure: Measure) -> None:
        """Write down how long the stage took that ends now; the next one begins."""
        now = self.tick()
        self._measured[measure] = (now - self._stage_started) * 1000
        self._stage_started = now

    def stop(self, stage: Stage) -> None:
        """Write down how long the stage took in which the leg failed."""
        measure = _MEASURES.get(stage)
        if measure is not None and measure not in self._measured:
            self.note(measure)

    def restart(self) -> None:
        """Let the next stage begin now."""
        self._stage_started = self.tick()

    def leg(self, reply: Reply | None, failed: tuple[Failure, Stage] | None) -> Leg:
        """Return the finished leg."""
        total_ms = (self.tick() - self._started) * 1000
        return Leg(
            target=self.target,
            addresses=self.addresses,
            peer=self.peer,
            timings=Timings(total_ms=total_ms, **self._measured),
            tls=self.tls,
            reply=reply,
            failure=failed[0] if failed else None,
            stage=failed[1] if failed else None,
        )
