"""What a look may cost us and the site it looks at. One frozen value, handed down."""

from dataclasses import dataclass, replace
from typing import Self

KIB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Every bound of a look, in seconds, bytes and counts."""

    look_seconds: float = 8.0  # everything, from the first look-up to the last byte of the last leg
    leg_seconds: float = 6.0  # one request, redirects apart
    redirects: int = 5
    dials_per_leg: int = 3
    dials_per_look: int = 6

    resolve_try_seconds: float = 1.0  # the first try; the second gets twice as long
    resolve_tries: int = 2
    resolve_seconds: float = 2.5
    second_family_seconds: float = (
        0.5  # how long AAAA may keep an A answer waiting, and the reverse
    )
    second_opinion_seconds: float = 2.0
    second_opinions: int = 16  # system look-ups at once; beyond that there is no second opinion
    addresses: int = 64

    header_bytes: int = 64 * KIB
    header_count: int = 512
    interim_replies: int = 16  # 1xx replies before the real one
    body_bytes: int = 64 * KIB  # read from the wire, transfer coding included
    kept_bytes: int = 16 * KIB  # kept for fingerprints, content coding removed
    page_bytes: int = 4096 * KIB  # what `httpx.AsyncClient(transport=wire)` may read of one reply

    # Looks at once when they only wait. Well below the 1,024 open files many systems allow.
    in_flight: int = 400
    in_flight_floor: int = 32  # looks at once however late the event loop runs
    busy_lag_seconds: float = 0.04  # the event loop's lateness beyond which fewer looks are started
    idle_lag_seconds: float = 0.012  # below this more of them are

    def within(self, seconds: float) -> Self:
        """Return these limits with another deadline; a deadline asked for holds for a leg too."""
        return replace(self, look_seconds=seconds, leg_seconds=seconds)
