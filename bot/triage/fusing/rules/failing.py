"""Our check fails, or meets planned work: who else does, and who does not."""

from bot.triage.fusing.facets import Mood, Ours, View
from bot.triage.fusing.rule import (
    COMPLAINING,
    TROUBLE,
    Conclusion,
    FusingRule,
    less_sure,
    sure,
    surer,
)
from bot.triage.fusing.values import Claim, Source
from bot.triage.verdict import Cause, Confidence, Hop, State

_LOW, _MEDIUM, _HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH
_FAILS = frozenset({Ours.FAILING, Ours.UNFOUND})
_CLOSED = frozenset({Ours.CLOSED})
_ADMITTED = frozenset({Claim.OUTAGE, Claim.PARTIAL})
_WORKS = frozenset({View.REACHED})  # whoever is turned away has not seen it work

FAILING = (
    FusingRule(
        id="failing-fine-elsewhere-admitted",
        comment="We fail and the vendor knows of trouble, yet others reach it: down for some.",
        ours=_FAILS,
        views=_WORKS,
        claims=_ADMITTED,
        concludes=sure(_MEDIUM, State.DOWN),
    ),
    FusingRule(
        id="failing-fine-elsewhere-members-trouble",
        comment="Places say fine, members say trouble, we fail: the evidence conflicts.",
        ours=_FAILS,
        views=_WORKS,
        moods=COMPLAINING,
        concludes=sure(_LOW, State.UNKNOWN),
    ),
    FusingRule(
        id="failing-fine-elsewhere-planned",
        comment="We fail, others reach it, the vendor works on it: it may be closed for some.",
        ours=_FAILS,
        views=frozenset({View.REACHED, View.SPLIT}),
        claims=frozenset({Claim.PLANNED}),
        concludes=sure(_LOW, State.UNKNOWN),
    ),
    FusingRule(
        id="failing-fine-elsewhere-trouble",
        comment="We fail, others reach it, the vendor tells of trouble: not our side for sure.",
        ours=_FAILS,
        views=_WORKS,
        claims=frozenset({Claim.DEGRADED}),
        concludes=sure(_LOW, State.UNKNOWN),
    ),
    FusingRule(
        id="our-side",
        comment="It fails for us and hardly anywhere else: our side, never the whole site.",
        ours=_FAILS,
        views=_WORKS,
        concludes=sure(_MEDIUM, State.UNKNOWN, Hop.BOT),
    ),
    FusingRule(
        id="failing-planned-members-fine",
        comment="It fails while the vendor works on it, and members get in: closed for some.",
        ours=_FAILS,
        claims=frozenset({Claim.PLANNED}),
        moods=frozenset({Mood.FINE}),
        concludes=sure(
            _LOW, State.MAINTENANCE, Hop.ORIGIN, Cause.MAINTENANCE, told_by=Source.OFFICIAL
        ),
    ),
    FusingRule(
        id="failing-planned",
        comment="The vendor's own word for why it fails: planned work is not failure.",
        ours=_FAILS,
        claims=frozenset({Claim.PLANNED}),
        concludes=sure(
            _MEDIUM, State.MAINTENANCE, Hop.ORIGIN, Cause.MAINTENANCE, told_by=Source.OFFICIAL
        ),
    ),
    FusingRule(
        id="failing-regional",
        comment="Some places reach it and some don't, as we don't: one part of the world.",
        ours=_FAILS,
        views=frozenset({View.SPLIT}),
        concludes=sure(_MEDIUM, State.DOWN, Hop.NETWORK),
    ),
    FusingRule(
        id="failing-everywhere",
        comment="Others fail as we do, near and far.",
        ours=frozenset({Ours.FAILING}),
        views=frozenset({View.DOWN}),
        concludes=surer(_HIGH),
    ),
    FusingRule(
        id="failing-admitted",
        comment="The vendor says so too. A name that is gone is part of their outage.",
        ours=_FAILS,
        claims=_ADMITTED,
        concludes=Conclusion(state=State.DOWN, at_least=_HIGH),
    ),
    FusingRule(
        id="unfound-everywhere",
        comment="Nobody finds the name, near or far.",
        ours=frozenset({Ours.UNFOUND}),
        views=frozenset({View.DOWN}),
        concludes=surer(_HIGH),
    ),
    FusingRule(
        id="failing-official-trouble",
        comment="The vendor tells of trouble somewhere: it may be this, it may be less or other.",
        ours=_FAILS,
        claims=frozenset({Claim.DEGRADED}),
        concludes=surer(_MEDIUM),
    ),
    FusingRule(
        id="failing-members-fine",
        comment="It fails for us and works for members: our word stands, much less sure.",
        ours=_FAILS,
        moods=frozenset({Mood.FINE}),
        concludes=less_sure(_LOW),
    ),
    FusingRule(
        id="failing-late-members-trouble",
        comment="Their page says fine; our check fails; members report trouble. Pages are late.",
        ours=_FAILS,
        claims=frozenset({Claim.FINE}),
        moods=COMPLAINING,
        concludes=surer(_MEDIUM),
    ),
    FusingRule(
        id="failing-late",
        comment="Their page has not caught up. Pages often lag; our own check is trusted more.",
        ours=_FAILS,
        claims=frozenset({Claim.FINE}),
    ),
    FusingRule(
        id="failing-members-trouble",
        comment="Members have trouble too, on networks of their own.",
        ours=_FAILS,
        moods=COMPLAINING,
        concludes=surer(_MEDIUM),
    ),
    FusingRule(id="failing", comment="Our check fails, nobody says otherwise.", ours=_FAILS),
)

CLOSED = (
    FusingRule(
        id="closed-fine-elsewhere",
        comment="Planned work, as we see it, but others get in: one region, or just over.",
        ours=_CLOSED,
        views=_WORKS,
        concludes=less_sure(_LOW),
    ),
    FusingRule(
        id="closed-outage",
        comment="It shows a notice of planned work, the vendor's own page calls it an outage.",
        ours=_CLOSED,
        claims=frozenset({Claim.OUTAGE}),
        concludes=sure(_MEDIUM, State.DOWN, told_by=Source.OFFICIAL),
    ),
    FusingRule(
        id="closed-regional",
        comment="Planned work for some places and not for others.",
        ours=_CLOSED,
        views=frozenset({View.SPLIT}),
        concludes=sure(_MEDIUM),
    ),
    FusingRule(
        id="closed-planned",
        comment="The vendor announced it.",
        ours=_CLOSED,
        claims=frozenset({Claim.PLANNED}),
        concludes=surer(_HIGH),
    ),
    FusingRule(
        id="closed-trouble",
        comment="Planned work as we see it; the vendor tells of trouble in a part of it.",
        ours=_CLOSED,
        claims=TROUBLE,
        concludes=less_sure(_MEDIUM),
    ),
    FusingRule(
        id="closed-members-fine",
        comment="Planned work as we see it, but members get in.",
        ours=_CLOSED,
        moods=frozenset({Mood.FINE}),
        concludes=less_sure(_LOW),
    ),
    FusingRule(
        id="closed-unannounced",
        comment="Their page says that all is fine, and the site says that it is closed.",
        ours=_CLOSED,
        claims=frozenset({Claim.FINE}),
    ),
    FusingRule(id="closed", comment="Planned work, nobody says otherwise.", ours=_CLOSED),
)
