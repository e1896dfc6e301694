"""What was heard beside a look, in the words that triage weighs. Pure."""

from bot.asking.members import MembersWord
from bot.asking.official import OfficialWord
from bot.statuspages.status import OfficialState
from bot.triage.fusing import Claim, MembersClaim, OfficialClaim

CLAIMS = {
    OfficialState.OPERATIONAL: Claim.FINE,
    OfficialState.DEGRADED: Claim.DEGRADED,
    OfficialState.PARTIAL_OUTAGE: Claim.PARTIAL,
    OfficialState.MAJOR_OUTAGE: Claim.OUTAGE,
    OfficialState.MAINTENANCE: Claim.PLANNED,
    OfficialState.UNKNOWN: Claim.SILENT,
}


def official_claim(word: OfficialWord | None) -> OfficialClaim | None:
    """Return what an official page claims. A page that was not read claims nothing."""
    if word is None:
        return None
    return OfficialClaim(
        claim=Claim.SILENT if word.problem is not None else CLAIMS[word.state],
        heard_at=word.heard_at,
        is_whole_page=word.is_whole_page,
    )


def members_claim(word: MembersWord | None) -> MembersClaim | None:
    """Return what members say; None where there is no server."""
    if word is None:
        return None
    return MembersClaim(
        trouble=word.trouble,
        fine=word.fine,
        asking=word.asking,
        are_many_asking=word.are_many_asking,
        crowd=word.crowd,
        latest=word.latest,
        latest_fine=word.latest_fine,
    )
