"""Who may cause how many looks: token buckets per member, server, target and for the whole bot."""

import math
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from datetime import timedelta
from ipaddress import ip_network

from bot.asking.answer import Asker, Declined, DeclineReason
from bot.asking.limits import AskLimits, Quota
from bot.asking.recent import Recent
from bot.clock import Clock
from bot.probing.target import Target

ROUNDING = 1e-6  # seconds; sums of intervals are not exact
NEIGHBOURS = {4: 24, 6: 64}  # prefix lengths that count as one target


class Buckets:
    """A token bucket for each key, one number a key, and only for keys that are not full.

    The number is when the bucket will be full again (the generic cell rate algorithm, ITU-T I.371).
    Beyond `most` keys the one untouched for longest is forgotten, which makes it full.
    """

    def __init__(self, quota: Quota, clock: Clock, *, most: int) -> None:
        self._quota = quota
        self._clock = clock
        self._most = most
        self._full_at: OrderedDict[Hashable, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._full_at)

    def wait(self, key: Hashable) -> float:
        """Return the seconds until `key` may take one; 0.0 when it may now."""
        missing = self._full_at.get(key, 0.0) - self._clock.monotonic()
        wait = missing - (self._quota.seconds - self._quota.interval)
        return wait if wait > ROUNDING else 0.0

    def take(self, key: Hashable) -> None:
        """Take one for `key`. Ask `wait` first."""
        now = self._clock.monotonic()
        self._full_at[key] = max(now, self._full_at.get(key, 0.0)) + self._quota.interval
        self._full_at.move_to_end(key)
        while self._full_at:
            first, full_at = next(iter(self._full_at.items()))
            if full_at > now and len(self._full_at) <= self._most:
                break
            del self._full_at[first]


class Budgets:
    """Every budget a fresh look is charged to."""

    def __init__(self, limits: AskLimits, clock: Clock) -> None:
        def buckets(quota: Quota) -> Buckets:
            return Buckets(quota, clock, most=limits.keys)

        self._member = buckets(limits.member)
        self._member_hosts = buckets(limits.member_hosts)
        self._member_addresses = buckets(limits.member_addresses)
        self._server = buckets(limits.server)
        self._target = buckets(limits.target)
        self._bot = buckets(limits.bot)
        self._known_hosts: Recent[tuple[int, str], None] = Recent(
            clock, seconds=limits.member_hosts.seconds, most=limits.keys
        )

    def admit(self, asker: Asker, target: Target) -> Declined | None:
        """Charge one look at `target` to every budget it concerns, or to none and say why.

        The reason is the budget that takes longest to recover, so that coming back after
        `retry_after` (whole seconds) is worth it.
        """
        charges = tuple(self._charges(asker, target))
        waits = [(buckets.wait(key), reason) for reason, buckets, key in charges]
        longest, reason = max(waits, key=lambda wait: wait[0])
        if longest > 0:
            return Declined(reason=reason, retry_after=timedelta(seconds=math.ceil(longest)))
        for _, buckets, key in charges:
            buckets.take(key)
        self._known_hosts.put((asker.user_id, target.host), None)
        return None

    def _charges(
        self, asker: Asker, target: Target
    ) -> Iterator[tuple[DeclineReason, Buckets, Hashable]]:
        yield DeclineReason.MEMBER_BUDGET, self._member, asker.user_id
        if self._known_hosts.get((asker.user_id, target.host)) is None:
            yield DeclineReason.MEMBER_BUDGET, self._member_hosts, asker.user_id
        if target.address is not None:
            yield DeclineReason.MEMBER_BUDGET, self._member_addresses, asker.user_id
        if asker.guild_id is not None:
            yield DeclineReason.SERVER_BUDGET, self._server, asker.guild_id
        yield DeclineReason.TARGET_BUDGET, self._target, site_of(target)
        yield DeclineReason.BOT_BUDGET, self._bot, None


def site_of(target: Target) -> str:
    """Return what counts as one target: the host, or the /24 or /64 around an address literal."""
    if target.address is None:
        return target.host
    prefix = NEIGHBOURS[target.address.version]
    return str(ip_network((target.address, prefix), strict=False))
