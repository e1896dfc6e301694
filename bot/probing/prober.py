"""One look at one target: a leg, and a leg for every redirect followed by hand."""

import asyncio
from dataclasses import replace

from bot.clock import Clock, SystemClock
from bot.probing.addresses import PUBLIC_ONLY, AddressPolicy
from bot.probing.admission import Admission
from bot.probing.limits import Limits
from bot.probing.observation import Failure, Leg, Observation, Reply, Stage
from bot.probing.parsing import parse_location
from bot.probing.target import Target, TargetRefused
from bot.probing.wire import REDIRECTS, Wire

_TIMEOUTS = frozenset(
    {
        Failure.RESOLVE_TIMEOUT,
        Failure.CONNECT_TIMEOUT,
        Failure.TLS_TIMEOUT,
        Failure.REPLY_TIMEOUT,
        Failure.HEADERS_STALLED,
        Failure.BODY_STALLED,
    }
)
# A time-out counts for nothing when our own event loop slept through this share of the look.
_OUR_SHARE = 0.25


class Prober:
    """Looks at targets, many side by side. Whatever a server does comes back as a value."""

    def __init__(
        self, wire: Wire, *, clock: Clock | None = None, limits: Limits | None = None
    ) -> None:
        self._wire = wire
        self._clock = clock or SystemClock()
        self._limits = limits or Limits()
        self._admission = Admission(self._limits)

    @property
    def waiting(self) -> int:
        """Return how many looks wait for a place. Their clocks have not started."""
        return self._admission.waiting

    async def look(self, target: Target, *, policy: AddressPolicy = PUBLIC_ONLY) -> Observation:
        """Return what one look saw, at most one deadline after it was let in.

        A look that ran out of time while our own event loop was late is made once more: the lost
        time was ours, and a site is not called down for it.
        """
        async with self._admission:
            lag = self._admission.lag_seconds
            observation = await self._look(target, policy)
            ours = self._admission.lag_seconds - lag
            timed_out = observation.last.failure in _TIMEOUTS
            if timed_out and ours > _OUR_SHARE * self._limits.leg_seconds:
                observation = await self._look(target, policy)
            return observation

    async def aclose(self) -> None:
        """Close the wire. Looks still under way end by their own deadlines."""
        await self._wire.aclose()

    async def _look(self, target: Target, policy: AddressPolicy) -> Observation:
        loop = asyncio.get_running_loop()
        started_at, start = self._clock.now(), loop.time()
        end, dials = start + self._limits.look_seconds, self._limits.dials_per_look
        legs: list[Leg] = []
        ahead: Target | None = target
        while ahead is not None:
            until = min(end, loop.time() + self._limits.leg_seconds)
            leg, dialled = await self._wire.get(ahead, until=until, policy=policy, dials=dials)
            dials -= dialled
            if legs and leg.failure is Failure.ADDRESS_REFUSED:
                legs[-1] = _stopped(legs[-1], Failure.REDIRECT_REFUSED)
                break
            legs.append(leg)
            ahead = self._next(legs, policy)
        return Observation(
            target=target,
            legs=tuple(legs),
            started_at=started_at,
            elapsed_ms=(loop.time() - start) * 1000,
        )

    def _next(self, legs: list[Leg], policy: AddressPolicy) -> Target | None:
        """Return where the last leg sends us, or None; a redirect we won't follow ends the leg."""
        last = legs[-1]
        if last.reply is None or last.failure is not None or last.reply.status not in REDIRECTS:
            return None
        locations = set(_locations(last.reply))
        if not locations:
            return None
        ahead = _only_target(locations, last.target, policy)
        if ahead is None:
            legs[-1] = _stopped(last, Failure.REDIRECT_REFUSED)
            return None
        if len(legs) > self._limits.redirects or any(leg.target == ahead for leg in legs):
            legs[-1] = _stopped(last, Failure.REDIRECT_LOOP)
            return None
        return ahead


def _only_target(locations: set[str], base: Target, policy: AddressPolicy) -> Target | None:
    """Return what the locations name; None when they disagree or name what we won't look at."""
    if len(locations) > 1:
        return None
    try:
        return parse_location(next(iter(locations)), base, policy=policy)
    except TargetRefused:
        return None


def _stopped(leg: Leg, failure: Failure) -> Leg:
    return replace(leg, failure=failure, stage=Stage.EXCHANGE)


def _locations(reply: Reply) -> list[str]:
    """Return the `Location` values; browsers read them as UTF-8 where they are."""
    values = [value for name, value in reply.headers if name == "location"]
    return [_as_utf8(value) for value in values]


def _as_utf8(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text
