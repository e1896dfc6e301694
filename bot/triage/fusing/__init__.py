"""All evidence about one thing becomes one verdict with its reasons. Pure."""

from bot.triage.fusing.engine import as_verdict, fuse
from bot.triage.fusing.facets import PLACES_LAST, View, read_places, with_known
from bot.triage.fusing.values import (
    Claim,
    Crowd,
    Fused,
    Gathered,
    Known,
    MembersClaim,
    OfficialClaim,
    Reason,
    Source,
)

__all__ = [
    "PLACES_LAST",
    "Claim",
    "Crowd",
    "Fused",
    "Gathered",
    "Known",
    "MembersClaim",
    "OfficialClaim",
    "Reason",
    "Source",
    "View",
    "as_verdict",
    "fuse",
    "read_places",
    "with_known",
]
