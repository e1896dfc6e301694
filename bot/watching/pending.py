"""What waits for a press of Save: in memory, for a short time, and for the one who asked."""

import secrets
from collections import OrderedDict
from typing import Generic, NamedTuple, TypeVar

from bot.clock import Clock

T = TypeVar("T")

KEPT_SECONDS = 15 * 60.0  # as long as Discord lets us change the message with the button
MOST = 1_000
MOST_EACH = 5


class Owner(NamedTuple):
    """Who asked, and where."""

    guild_id: int
    user_id: int


class Pending(Generic[T]):
    """Things by token. The oldest ones give way."""

    def __init__(self, clock: Clock, *, most: int = MOST, most_each: int = MOST_EACH) -> None:
        self._clock = clock
        self._most = most
        self._most_each = most_each
        self._kept: OrderedDict[str, tuple[Owner, float, T]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def keep(self, owner: Owner, thing: T) -> str:
        """Keep a thing; return its token."""
        token = secrets.token_hex(8)
        self.put_back(owner, token, thing)
        own = [known for known, (whose, _, _) in self._kept.items() if whose == owner]
        for oldest in own[: -self._most_each]:
            del self._kept[oldest]
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return token

    def take(self, owner: Owner, token: str) -> T | None:
        """Return a thing once, to the one who asked for it; None when it is gone."""
        self._drop_old()
        whose, _, thing = self._kept.get(token, (None, 0.0, None))
        if whose != owner:
            return None
        del self._kept[token]
        return thing

    def put_back(self, owner: Owner, token: str, thing: T) -> None:
        """Keep a thing that was taken and could not be used yet."""
        self._drop_old()
        self._kept[token] = owner, self._clock.monotonic() + KEPT_SECONDS, thing

    def _drop_old(self) -> None:
        now = self._clock.monotonic()
        while self._kept:
            oldest, (_, until, _) = next(iter(self._kept.items()))
            if until > now:
                return
            del self._kept[oldest]
