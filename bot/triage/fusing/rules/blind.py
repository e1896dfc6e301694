"""We can't tell ourselves: what others say is shown. Only the vendor's own word makes it down."""

from bot.triage.fusing.facets import Mood, Ours, View
from bot.triage.fusing.rule import COMPLAINING, TROUBLE, Conclusion, FusingRule, sure
from bot.triage.fusing.values import Claim, Source
from bot.triage.verdict import Cause, Confidence, Hop, State

_CUT_OFF = frozenset({Ours.CUT_OFF})
_UNCLEAR = frozenset({Ours.UNCLEAR})
_OWN = Conclusion(
    state=State.UNKNOWN, hop=Hop.BOT, cause=Cause.OWN_NETWORK, told_by=Source.OWN_NETWORK
)

BLIND = (
    FusingRule(
        id="refused",
        comment="We did not look, so there is nothing to weigh.",
        ours=frozenset({Ours.REFUSED}),
    ),
    FusingRule(
        id="own-network-down-elsewhere",
        comment="Our own network comes first: others see it down, we don't say so ourselves.",
        ours=_CUT_OFF,
        concludes=_OWN,
        views=frozenset({View.DOWN}),
    ),
    FusingRule(
        id="own-network-fine-elsewhere",
        comment="We are cut off, others reach it.",
        ours=_CUT_OFF,
        concludes=_OWN,
        views=frozenset({View.REACHED}),
    ),
    FusingRule(
        id="own-network-regional",
        comment="We are cut off, and so are some others.",
        ours=_CUT_OFF,
        concludes=_OWN,
        views=frozenset({View.SPLIT}),
    ),
    FusingRule(
        id="own-network-official-trouble",
        comment="We are cut off; the vendor tells of trouble, and that is the vendor's word.",
        ours=_CUT_OFF,
        concludes=_OWN,
        claims=TROUBLE,
    ),
    FusingRule(
        id="own-network-planned",
        comment="We are cut off; the vendor tells of planned work.",
        ours=_CUT_OFF,
        concludes=_OWN,
        claims=frozenset({Claim.PLANNED}),
    ),
    FusingRule(
        id="own-network-members-trouble",
        comment="We are cut off; members have trouble. They may share our network, or not.",
        ours=_CUT_OFF,
        concludes=_OWN,
        moods=COMPLAINING,
    ),
    FusingRule(
        id="own-network-told-fine",
        comment="We are cut off; the vendor says that all is fine.",
        ours=_CUT_OFF,
        concludes=_OWN,
        claims=frozenset({Claim.FINE}),
    ),
    FusingRule(
        id="own-network-members-fine",
        comment="We are cut off; for members it works.",
        ours=_CUT_OFF,
        concludes=_OWN,
        moods=frozenset({Mood.FINE}),
    ),
    FusingRule(
        id="own-network",
        comment="We are cut off, and nobody else speaks.",
        ours=_CUT_OFF,
        concludes=_OWN,
    ),
    FusingRule(
        id="unclear-fine-elsewhere",
        comment="Our look was not clear, others reach it.",
        ours=_UNCLEAR,
        views=frozenset({View.REACHED}),
    ),
    FusingRule(
        id="unclear-outage",
        comment="Our look was not clear; the vendor says that it is out. Their word, as theirs.",
        ours=_UNCLEAR,
        claims=frozenset({Claim.OUTAGE}),
        concludes=sure(Confidence.MEDIUM, State.DOWN, told_by=Source.OFFICIAL),
    ),
    FusingRule(
        id="unclear-down-elsewhere",
        comment="Not clear. What a site sends to bots may look like trouble from everywhere.",
        ours=_UNCLEAR,
        views=frozenset({View.DOWN}),
    ),
    FusingRule(
        id="unclear-regional",
        comment="Our look was not clear, and others disagree.",
        ours=_UNCLEAR,
        views=frozenset({View.SPLIT}),
    ),
    FusingRule(
        id="unclear-official-trouble",
        comment="Our look was not clear; the vendor tells of trouble.",
        ours=_UNCLEAR,
        claims=TROUBLE,
    ),
    FusingRule(
        id="unclear-planned",
        comment="Our look was not clear; the vendor tells of planned work.",
        ours=_UNCLEAR,
        claims=frozenset({Claim.PLANNED}),
    ),
    FusingRule(
        id="unclear-members-trouble",
        comment="Our look was not clear; members have trouble, which makes nothing down.",
        ours=_UNCLEAR,
        moods=COMPLAINING,
    ),
    FusingRule(
        id="unclear-told-fine",
        comment="Our look was not clear; the vendor says that all is fine.",
        ours=_UNCLEAR,
        claims=frozenset({Claim.FINE}),
    ),
    FusingRule(
        id="unclear-members-fine",
        comment="Our look was not clear; for members it works.",
        ours=_UNCLEAR,
        moods=frozenset({Mood.FINE}),
    ),
    FusingRule(id="unclear", comment="Our look was not clear: unknown stays.", ours=_UNCLEAR),
)
