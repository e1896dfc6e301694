"""Rate limits: buckets per route, 50 a second for the whole bot, and the ban for ignoring them.

Discord publishes the headers, the global limit and the ban (developers/topics/rate-limits.mdx),
not the sizes of most buckets. 5 messages per 5 s and channel is what bots observe; other sizes
here are plausible, not known.
"""

import hashlib
import math
from collections import deque
from dataclasses import dataclass

from sandbox.discord.clock import JumpableClock
from sandbox.discord.json_types import Json

GLOBAL_PER_SECOND = 50
BAN_AFTER = 10_000
BAN_WINDOW = 600.0
_INVALID = frozenset({401, 403, 429})

_SIZES: dict[str, tuple[int, float]] = {
    "POST /channels/{channel_id}/messages": (5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
    "POST /webhooks/{webhook_id}/{webhook_token}": (5, 2.0),
    # Discord's help: ten messages an hour can be published in an announcement channel.
    "POST /channels/{channel_id}/messages/{message_id}/crosspost": (10, 3600.0),
    "POST /users/@me/channels": (10, 10.0),
    "PUT /applications/{application_id}/commands": (5, 20.0),
}
_DEFAULT = (50, 1.0)
_KEPT = 1_000  # windows before those that are over are dropped


@dataclass(slots=True)
class _Window:
    size: int
    seconds: float
    used: int = 0
    ends: float = 0.0

    def take(self, now: float) -> bool:
        """Use one request of the window; a full window refuses."""
        if now >= self.ends:
            self.used, self.ends = 0, now + self.seconds
        if self.used >= self.size:
            return False
        self.used += 1
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What the limits say about one request: the headers to send, and the wait if it is refused."""

    headers: dict[str, str]
    retry_after: float | None = None
    is_global: bool = False

    def body(self) -> Json:
        """Return the body of the 429."""
        seconds = round(self.retry_after or 0.0, 3)
        message = "You are being rate limited."
        return {"message": message, "retry_after": seconds, "global": self.is_global}


class RateLimits:
    """Count requests; switch `enabled` off for load tests that measure something else."""

    def __init__(self, clock: JumpableClock, *, enabled: bool = True) -> None:
        self.enabled = enabled
        self.refused = 0
        self._clock = clock
        self._windows: dict[tuple[str, str], _Window] = {}
        self._whole_bot = _Window(GLOBAL_PER_SECOND, 1.0)
        self._invalid: deque[float] = deque()

    def take(self, route: str, major: str, *, counts_globally: bool) -> Ticket:
        """Count one request of a route such as `GET /users/@me`."""
        if not self.enabled:
            return Ticket(headers={})
        now = self._clock.now()
        if counts_globally and not self._whole_bot.take(now):
            return self._refuse({}, self._whole_bot.ends - now, scope="global")
        size, seconds = _SIZES.get(route, _DEFAULT)
        if len(self._windows) > _KEPT:
            self._forget(now)
        window = self._windows.setdefault((route, major), _Window(size, seconds))
        fits = window.take(now)
        headers = _headers(route, window, now)
        return Ticket(headers=headers) if fits else self._refuse(headers, window.ends - now)

    def _forget(self, now: float) -> None:
        """Drop windows that are over: most are of an interaction that nobody asks for again."""
        self._windows = {key: one for key, one in self._windows.items() if one.ends > now}

    def _refuse(self, headers: dict[str, str], wait: float, *, scope: str = "user") -> Ticket:
        self.refused += 1
        headers |= {"Retry-After": str(math.ceil(wait)), "X-RateLimit-Scope": scope}
        if scope == "global":
            headers["X-RateLimit-Global"] = "true"
        return Ticket(headers=headers, retry_after=wait, is_global=scope == "global")

    def note_status(self, status: int) -> None:
        """Count an answer that Discord counts as invalid."""
        if status in _INVALID:
            self._invalid.append(self._clock.now())

    @property
    def invalid_requests(self) -> int:
        """How many invalid requests the last ten minutes saw."""
        oldest = self._clock.now() - BAN_WINDOW
        while self._invalid and self._invalid[0] < oldest:
            self._invalid.popleft()
        return len(self._invalid)

    @property
    def is_banned(self) -> bool:
        """Whether Cloudflare would turn this address away."""
        return len(self._invalid) >= BAN_AFTER and self.invalid_requests >= BAN_AFTER


def _headers(route: str, window: _Window, now: float) -> dict[str, str]:
    bucket = hashlib.sha256(route.encode()).hexdigest()[:32]
    return {
        "X-RateLimit-Limit": str(window.size),
        "X-RateLimit-Remaining": str(window.size - window.used),
        "X-RateLimit-Reset": f"{window.ends:.3f}",
        "X-RateLimit-Reset-After": f"{window.ends - now:.3f}",
        "X-RateLimit-Bucket": bucket,
    }
