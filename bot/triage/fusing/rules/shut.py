"""It is there, but shows our check nothing: down only by the word of others, and said to be so."""

from bot.triage.fusing.facets import Mood, Ours, View
from bot.triage.fusing.rule import COMPLAINING, REACHED, TROUBLE, FusingRule, less_sure, sure
from bot.triage.fusing.values import Claim, Known, Source
from bot.triage.verdict import Cause, Confidence, Hop, State

_LOW, _MEDIUM = Confidence.LOW, Confidence.MEDIUM
_SHUT = frozenset({Ours.BLOCKED, Ours.ANSWERING})
_BLOCKED = frozenset({Ours.BLOCKED})
_ANSWERING = frozenset({Ours.ANSWERING})

SHUT = (
    FusingRule(
        id="shut-down-elsewhere-members-fine",
        comment="Hardly any other place reaches it, and for members it works: their words differ.",
        ours=_SHUT,
        views=frozenset({View.DOWN}),
        claims=frozenset({Claim.FINE, Claim.SILENT}),
        moods=frozenset({Mood.FINE}),
        concludes=sure(_LOW, State.DOWN, told_by=Source.PLACES),
    ),
    FusingRule(
        id="shut-down-elsewhere",
        comment="It shows us nothing, and hardly any other place reaches it: their word.",
        ours=_SHUT,
        views=frozenset({View.DOWN}),
        concludes=sure(_MEDIUM, State.DOWN, told_by=Source.PLACES),
    ),
    FusingRule(
        id="blocked-fine-elsewhere-trouble",
        comment="Others reach it, but the vendor or members tell of trouble: one part of it.",
        ours=_BLOCKED,
        views=frozenset({View.REACHED}),
        claims=TROUBLE,
        concludes=sure(_LOW, State.UP, Hop.NONE, Cause.OK, Source.PLACES),
    ),
    FusingRule(
        id="blocked-fine-elsewhere-members-trouble",
        comment="Others reach it, but members have trouble: one part of it, or one region.",
        ours=_BLOCKED,
        views=frozenset({View.REACHED}),
        moods=COMPLAINING,
        concludes=sure(_LOW, State.UP, Hop.NONE, Cause.OK, Source.PLACES),
    ),
    FusingRule(
        id="blocked-fine-elsewhere-planned",
        comment="Others reach it while the vendor works on it.",
        ours=_BLOCKED,
        views=frozenset({View.REACHED}),
        claims=frozenset({Claim.PLANNED}),
        concludes=sure(_MEDIUM, State.UP, Hop.NONE, Cause.OK, Source.PLACES),
    ),
    FusingRule(
        id="blocked-fine-elsewhere",
        comment="It turns us away and hardly anybody else: most likely fine for the reader.",
        ours=_BLOCKED,
        views=frozenset({View.REACHED}),
        concludes=sure(_MEDIUM, State.UP, Hop.NONE, Cause.OK, Source.PLACES),
    ),
    FusingRule(
        id="answering-everywhere-trouble",
        comment="It answers others too, yet the vendor tells of trouble: one part of it.",
        ours=_ANSWERING,
        views=REACHED,
        claims=TROUBLE,
        concludes=less_sure(_LOW),
    ),
    FusingRule(
        id="answering-everywhere",
        comment="It answers others too. What they asked for may be missing for them as for us.",
        ours=_ANSWERING,
        views=REACHED,
    ),
    FusingRule(
        id="shut-outage",
        comment="We can't see inside; the vendor says that it is out. Their word, told as theirs.",
        ours=_SHUT,
        claims=frozenset({Claim.OUTAGE}),
        concludes=sure(_MEDIUM, State.DOWN, told_by=Source.OFFICIAL),
    ),
    FusingRule(
        id="shut-regional",
        comment="Some places reach it and some don't; we can't see inside.",
        ours=_SHUT,
        views=frozenset({View.SPLIT}),
        concludes=less_sure(_LOW),
    ),
    FusingRule(
        id="shut-official-trouble",
        comment="We can't see inside; the vendor tells of trouble with a part.",
        ours=_SHUT,
        claims=frozenset({Claim.PARTIAL, Claim.DEGRADED}),
        concludes=less_sure(_LOW),
    ),
    FusingRule(
        id="shut-members-trouble",
        comment="We can't see inside; members have trouble, which alone makes nothing down.",
        ours=_SHUT,
        moods=COMPLAINING,
        concludes=less_sure(_LOW),
    ),
    FusingRule(
        id="shut-planned",
        comment="We can't see inside; the vendor tells of planned work.",
        ours=_SHUT,
        claims=frozenset({Claim.PLANNED}),
        concludes=less_sure(_MEDIUM),
    ),
    FusingRule(
        id="blocked-everywhere",
        comment="It turns others like us away as well: people often get in.",
        ours=_BLOCKED,
        views=frozenset({View.TURNED_AWAY}),
    ),
    FusingRule(
        id="blocked-told-fine",
        comment="It turns us away; the vendor says that all is fine: most likely it is.",
        ours=_BLOCKED,
        claims=frozenset({Claim.FINE}),
        concludes=less_sure(_MEDIUM),
    ),
    FusingRule(
        id="blocked-members-fine",
        comment="It turns us away; for members it works.",
        ours=_BLOCKED,
        moods=frozenset({Mood.FINE}),
        concludes=less_sure(_MEDIUM),
    ),
    FusingRule(
        id="blocked-as-always",
        comment="It turns us away as it always does: its front stands, more can't be seen.",
        ours=_BLOCKED,
        known=frozenset({Known.EDGE}),
    ),
    FusingRule(id="blocked", comment="It turns us away, nobody says more.", ours=_BLOCKED),
    FusingRule(
        id="answering-members-fine",
        comment="This page is not there for us; for members it works.",
        ours=_ANSWERING,
        moods=frozenset({Mood.FINE}),
    ),
    FusingRule(id="answering", comment="It answers, but not with this page.", ours=_ANSWERING),
)
