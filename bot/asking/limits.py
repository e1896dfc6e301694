"""How much may be asked: quotas and the other bounds of asking. Values only.

The numbers are the safety proposals of our threat model: the bot must never become a port scanner
or a load generator, whoever asks. Reused and shared answers cost nothing, so people who ask about
the same outage at once never meet these limits.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quota:
    """`count` at once, and `count` more in every `seconds`, spread evenly: a token bucket."""

    count: int
    seconds: float

    @property
    def interval(self) -> float:
        """Seconds until one more is allowed."""
        return self.seconds / self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLimits:
    """Every bound of asking; seconds and counts. Each quota counts fresh looks."""

    cache_seconds: float = 30.0  # answers this old are reused; then one more look is possible
    queue: int = 256  # looks waiting for a slot beyond which we say "busy"

    # A look that is done waits this long for the service's official page, but never beyond the
    # second, counted from the question: the site has answered, and nobody is told that it has not.
    official_seconds: float = 1.5
    official_within: float = 2.0

    member: Quota = Quota(5, 60)
    member_hosts: Quota = Quota(30, 3600)  # hosts this member has not asked about within the hour
    member_addresses: Quota = Quota(5, 3600)  # address literals: nobody scans a network through us
    server: Quota = Quota(30, 60)
    # One page per 30 s in the long run. Four at once, because people try http, https, with and
    # without a path, and several services share a host.
    target: Quota = Quota(4, 120)
    # 5 a second in the long run; a minute's worth at once, because an outage makes many people ask
    # about many things in the same second. How many run side by side is the prober's own bound.
    bot: Quota = Quota(300, 60)

    answers: int = 2_048  # answers remembered; each is a few kilobytes without the page's text
    keys: int = 10_000  # members, servers and targets whose spending is remembered, each


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewhereLimits:
    """How often other places may be asked. Each time costs five tests of a vantage's allowance.

    A full bucket and what flows into it make twice its count within the first hour. Globalping
    gives 250 tests an hour without a token; at worst we take (24 + 24) * 5 = 240, pressed or not.
    At worst one server takes 2 * 6 + 2 * 3 = 18 of those 48 times, and later 9 of 24 an hour. A
    member takes 3 + 6 by pressing, and one who is in no server with us 2 * 3 more by asking.
    """

    cache_seconds: float = 60.0  # what they saw is shown again for so long
    member: Quota = Quota(3, 1800)
    server: Quota = Quota(6, 3600)
    bot: Quota = Quota(24, 3600)
    # Unasked, when a look of ours fails: no more than half of it all, so that presses still count.
    unasked: Quota = Quota(12, 3600)
    unasked_server: Quota = Quota(3, 3600)
    kept: int = 500  # sightings remembered
    keys: int = 10_000  # members and servers whose spending is remembered, each
