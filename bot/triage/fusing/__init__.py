"""All evidence about one thing becomes one verdict with its reasons. Pure."""

from bot.triage.fusing.engine import as_verdict, fuse
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
    "Claim",
    "Crowd",
    "Fused",
    "Gathered",
    "Known",
    "MembersClaim",
    "OfficialClaim",
    "Reason",
    "Source",
    "as_verdict",
    "fuse",
]
