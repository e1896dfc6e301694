"""The latest few samples of an endpoint, packed: twenty take 0.4 kB instead of 4. Pure."""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import isnan, nan

from bot.triage.verdict import Cause, State
from bot.watching.recording import Sample

KEPT = 20
_PACKED = struct.Struct("<qdBB")  # microseconds since 1970, milliseconds it took, state, cause
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_STATES, _CAUSES = tuple(State), tuple(Cause)
_STATE_NUMBERS = {state: number for number, state in enumerate(_STATES)}
_CAUSE_NUMBERS = {cause: number for number, cause in enumerate(_CAUSES)}


class LatestSamples:
    """Takes samples of one endpoint in, and gives the latest back."""

    __slots__ = ("_packed",)

    def __init__(self) -> None:
        self._packed = bytearray()

    def add(self, sample: Sample) -> None:
        """Take in a sample; the oldest goes when there are too many."""
        if len(self._packed) == KEPT * _PACKED.size:
            del self._packed[: _PACKED.size]
        self._packed += _PACKED.pack(
            (sample.at - _EPOCH) // _MICROSECOND,
            nan if sample.took_ms is None else sample.took_ms,
            _STATE_NUMBERS[sample.state],
            _CAUSE_NUMBERS[sample.cause],
        )

    def all(self, endpoint_id: int) -> Iterator[Sample]:
        """Yield them, oldest first. `endpoint_id` is whose they are."""
        for at, took_ms, state, cause in _PACKED.iter_unpack(self._packed):
            yield Sample(
                endpoint_id=endpoint_id,
                at=_EPOCH + at * _MICROSECOND,
                state=_STATES[state],
                cause=_CAUSES[cause],
                took_ms=None if isnan(took_ms) else took_ms,
            )
