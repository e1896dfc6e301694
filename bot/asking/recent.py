"""What is remembered for a while: a bounded map whose entries all live equally long."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from bot.clock import Clock

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values and their ages; the oldest goes first, by age or when there are too many."""

    def __init__(self, clock: Clock, *, seconds: float, most: int) -> None:
        self._clock = clock
        self._seconds = seconds
        self._most = most
        self._entries: OrderedDict[K, tuple[float, V]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K) -> tuple[V, float] | None:
        """Return the value and its age in seconds, or None when there is none young enough."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        since, value = entry
        age = self._clock.monotonic() - since
        return (value, age) if age < self._seconds else None

    def put(self, key: K, value: V) -> None:
        """Remember a value from now on."""
        now = self._clock.monotonic()
        self._entries.pop(key, None)
        self._entries[key] = (now, value)
        # Every entry lives equally long, so the first is always the next to go.
        while self._entries:
            first, (since, _) = next(iter(self._entries.items()))
            if now - since < self._seconds and len(self._entries) <= self._most:
                break
            del self._entries[first]

    def drop(self, key: K) -> None:
        """Remember a value no longer."""
        self._entries.pop(key, None)
