"""Samples on their way to storage: gathered, sorted, and written a few seconds' worth at a time."""

from collections import deque
from itertools import chain

import structlog

from bot.clock import Clock
from bot.watching.recording import Sample, StoreUnavailable, WatchStore

log = structlog.stdlib.get_logger(__name__)

FLUSH_SECONDS = 7.0
SLOT_SECONDS = 300  # storage keeps samples of five minutes together
MOST_KEPT = 50_000  # while storage is away: about two and a half minutes of 20,000 endpoints


class SampleBatch:
    """Takes samples in at any time and writes them sorted, because that is what costs least."""

    def __init__(self, store: WatchStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._samples: deque[Sample] = deque(maxlen=MOST_KEPT)
        self._is_store_away = False

    def __len__(self) -> int:
        return len(self._samples)

    def add(self, sample: Sample) -> None:
        """Take in a sample. While storage is away for long, the oldest ones are lost first."""
        self._samples.append(sample)

    async def run(self) -> None:
        """Write every few seconds until cancelled. Flush once more after that."""
        while True:
            await self._clock.sleep(FLUSH_SECONDS)
            await self.flush()

    async def flush(self) -> None:
        """Write what there is. What storage can't take is tried again with the next flush."""
        if not self._samples:
            return
        samples, self._samples = self._samples, deque(maxlen=MOST_KEPT)
        try:
            await self._store.add_samples(sorted(samples, key=storage_order))
        except StoreUnavailable:
            if not self._is_store_away:
                log.warning("samples_not_written", waiting=len(samples))
            self._is_store_away = True
            self._samples = deque(chain(samples, self._samples), maxlen=MOST_KEPT)
        else:
            self._is_store_away = False


def storage_order(sample: Sample) -> tuple[int, int, float]:
    """Return the key that samples are stored by."""
    at = sample.at.timestamp()
    return int(at // SLOT_SECONDS), sample.endpoint_id, at
