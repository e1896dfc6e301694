"""A watch store in memory; it can be away, and notes what it was given."""

from collections.abc import Sequence
from datetime import datetime

from bot.watching.condition import Change
from bot.watching.gaps import GapReason
from bot.watching.recording import Outcome, Sample, StoreUnavailable


class FakeWatchStore:
    """Keeps outcomes, samples and gaps."""

    def __init__(self) -> None:
        self.is_away = False
        self.outcomes: list[Outcome] = []
        self.samples: list[list[Sample]] = []
        self.gaps: list[tuple[GapReason, datetime, datetime | None]] = []

    @property
    def told(self) -> list[Change]:
        """What channels are to be told, in order."""
        return [event.change for outcome in self.outcomes for event in outcome.events]

    async def record(self, outcome: Outcome) -> None:
        self._answer()
        self.outcomes.append(outcome)

    async def add_samples(self, samples: Sequence[Sample]) -> None:
        self._answer()
        self.samples.append(list(samples))

    async def begin_gap(self, reason: GapReason, at: datetime) -> None:
        self._answer()
        self.gaps.append((reason, at, None))

    async def end_gap(self, reason: GapReason, at: datetime) -> None:
        self._answer()
        _, begun, _ = self.gaps.pop()
        self.gaps.append((reason, begun, at))

    async def resume_watching(self, now: datetime) -> None:
        self._answer()
        if self.gaps and self.gaps[-1][2] is None:
            await self.end_gap(self.gaps[-1][0], now)

    def _answer(self) -> None:
        if self.is_away:
            raise StoreUnavailable
