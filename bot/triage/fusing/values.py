"""What is gathered about one thing, and what it all means together. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict
from bot.vantage.sighting import Sighting


class Source(StrEnum):
    """Who says something, most trusted first."""

    OWN_NETWORK = "own-network"
    PROBE = "probe"
    PLACES = "places"
    OFFICIAL = "official"
    MEMBERS = "members"


class Claim(StrEnum):
    """What a service's own page claims."""

    FINE = "fine"
    DEGRADED = "degraded"
    PARTIAL = "partial"
    OUTAGE = "outage"
    PLANNED = "planned"
    SILENT = "silent"  # not read, or nothing that we understand: no news of the service


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialClaim:
    """What an official page says of one service."""

    claim: Claim
    heard_at: datetime  # aware UTC
    is_whole_page: bool = False  # of everything they offer: it weighs less


class Crowd(StrEnum):
    """How many members report trouble, measured by what is usual at this hour."""

    FEW = "few"
    SEVERAL = "several"
    MANY = "many"


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersClaim:
    """What distinct members of one server say within the hour."""

    trouble: int = 0  # slow included
    fine: int = 0
    asking: int = 0  # within the last minutes
    are_many_asking: bool = False
    crowd: Crowd = Crowd.FEW
    latest: datetime | None = None  # trouble; aware UTC; None: some time within the hour
    latest_fine: datetime | None = None  # aware UTC; None: nobody says so


class Known(StrEnum):
    """What it tells that a service answers exactly as it does when we know how it is."""

    UP = "up"  # it works
    PART = "part"  # something of it works
    EDGE = "edge"  # its front answers as always; the service itself was not tried
    WEBSITE = "website"  # its website works, which is not what people mean by the service
    MAINTENANCE = "maintenance"
    REGION = "region"  # it works, but not for where we ask from
    UNCLEAR = "unclear"  # turned away or overloaded: no news


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything we have about one thing. What is missing was not asked, or not in time."""

    verdict: Verdict
    looked_at: datetime  # aware UTC
    official: OfficialClaim | None = None
    places: Sighting | None = None
    members: MembersClaim | None = None
    known: Known | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one source says: the id of a text, its numbers, and when it was so."""

    source: Source
    id: str
    at: datetime | None  # aware UTC; None: just now
    numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fused:
    """One verdict out of all evidence, and up to three reasons, most trusted first."""

    state: State
    hop: Hop
    cause: Cause
    confidence: Confidence
    rule: str  # stable id of the rule that decided; never re-meant
    told_by: Source  # whose word `state` is
    is_disputed: bool = False  # whether any source says otherwise
    reasons: tuple[Reason, ...] = ()
