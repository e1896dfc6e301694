"""Our check passes, or passes slowly: who has trouble all the same."""

from bot.triage.fusing.facets import Mood, Ours, View
from bot.triage.fusing.rule import (
    COMPLAINING,
    TROUBLE,
    FusingRule,
    less_sure,
    sure,
    surer,
)
from bot.triage.fusing.values import Claim, Known, Source
from bot.triage.verdict import Confidence, Hop, State

_LOW, _MEDIUM, _HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH
_BOTH = frozenset({Ours.PASSING, Ours.SLOW})
_SLOW = frozenset({Ours.SLOW})
_PASSES = frozenset({Ours.PASSING})
_NOT_ELSEWHERE = frozenset({View.NONE, View.TURNED_AWAY, View.SPLIT})

# What holds whether it was slow or not, before all that is about slowness.
_ANSWERED = (
    FusingRule(
        id="passing-down-elsewhere-admitted",
        comment="Hardly any other place reaches it, and the vendor says that it is out.",
        ours=_BOTH,
        views=frozenset({View.DOWN}),
        claims=frozenset({Claim.OUTAGE}),
        concludes=sure(_MEDIUM, State.DOWN, told_by=Source.PLACES),
    ),
    FusingRule(
        id="passing-down-elsewhere",
        comment="It answers us and hardly anyone else: broken in many parts, or coming back.",
        ours=_BOTH,
        views=frozenset({View.DOWN}),
        concludes=sure(_LOW, State.UNKNOWN, Hop.NETWORK),
    ),
    FusingRule(
        id="passing-outage-members-trouble",
        comment="What we can ask answers, but the vendor says that it is out, and members agree.",
        ours=_BOTH,
        views=_NOT_ELSEWHERE,
        claims=frozenset({Claim.OUTAGE}),
        moods=COMPLAINING,
        concludes=sure(_MEDIUM, State.DOWN, told_by=Source.OFFICIAL),
    ),
    FusingRule(
        id="passing-regional",
        comment="Works for us and some places, not for others.",
        ours=_BOTH,
        views=frozenset({View.SPLIT}),
        concludes=less_sure(_LOW),
    ),
)

SLOW = (
    *_ANSWERED,
    FusingRule(
        id="slow-admitted",
        comment="Slow for us, and the vendor tells of trouble: this, or something else.",
        ours=_SLOW,
        claims=TROUBLE,
        concludes=surer(_MEDIUM),
    ),
    FusingRule(
        id="slow-planned",
        comment="Slow for us while the vendor works on it: that is why, most likely.",
        ours=_SLOW,
        claims=frozenset({Claim.PLANNED}),
    ),
    FusingRule(
        id="slow-members-trouble",
        comment="Slow for us, and members have trouble.",
        ours=_SLOW,
        moods=COMPLAINING,
        concludes=surer(_MEDIUM),
    ),
    FusingRule(
        id="slow-members-fine",
        comment="Slow for us, fine for members: it may be the way from us.",
        ours=_SLOW,
        moods=frozenset({Mood.FINE}),
        concludes=less_sure(_LOW),
    ),
    FusingRule(
        id="slow-late",
        comment="Slow for us; their page says that all is fine.",
        ours=_SLOW,
        claims=frozenset({Claim.FINE}),
    ),
    FusingRule(id="slow", comment="Slow, nobody says otherwise.", ours=_SLOW),
)

PASSING = (
    FusingRule(
        id="passing-trouble-members-trouble",
        comment="What we asked works, but the vendor and members tell of trouble.",
        ours=_PASSES,
        claims=TROUBLE,
        moods=COMPLAINING,
        concludes=sure(_LOW),
    ),
    FusingRule(
        id="passing-outage",
        comment="The vendor reports an outage that we did not meet: one part, or one region.",
        ours=_PASSES,
        claims=frozenset({Claim.OUTAGE}),
        concludes=sure(_LOW),
    ),
    FusingRule(
        id="passing-official-trouble",
        comment="The vendor reports trouble with a part; what we asked works.",
        ours=_PASSES,
        claims=frozenset({Claim.PARTIAL, Claim.DEGRADED}),
        concludes=less_sure(_MEDIUM),
    ),
    FusingRule(
        id="passing-many-report",
        comment="Our check passes, many members report trouble: one feature or one region.",
        ours=_PASSES,
        moods=frozenset({Mood.MANY}),
        concludes=sure(_LOW),
    ),
    FusingRule(
        id="passing-several-report",
        comment="Our check passes, several members report trouble.",
        ours=_PASSES,
        moods=frozenset({Mood.SEVERAL}),
        concludes=less_sure(_MEDIUM),
    ),
    FusingRule(
        id="passing-planned",
        comment="Planned work is not failure, and we did not meet it.",
        ours=_PASSES,
        claims=frozenset({Claim.PLANNED}),
        concludes=less_sure(_MEDIUM),
    ),
    FusingRule(
        id="passing-many-ask",
        comment="Many ask at once: a signal too, weaker than a report.",
        ours=_PASSES,
        moods=frozenset({Mood.ASKING}),
        concludes=less_sure(_MEDIUM),
    ),
    FusingRule(
        id="passing-unseen-told-fine",
        comment="We can't see all of it, and the vendor says that all is fine.",
        ours=_PASSES,
        claims=frozenset({Claim.FINE}),
        known=frozenset({Known.WEBSITE, Known.EDGE}),
        concludes=sure(_MEDIUM),
    ),
    FusingRule(
        id="passing-website",
        comment="Only the website can be asked, and people mean something else.",
        ours=_PASSES,
        known=frozenset({Known.WEBSITE}),
    ),
    FusingRule(
        id="passing-front",
        comment="Its front answers as always; what is behind can't be tried from outside.",
        ours=_PASSES,
        known=frozenset({Known.EDGE}),
    ),
    FusingRule(
        id="passing-part",
        comment="The part of it that can be asked works.",
        ours=_PASSES,
        known=frozenset({Known.PART}),
        concludes=less_sure(_MEDIUM),
    ),
    FusingRule(
        id="passing-everywhere",
        comment="Others reach it as we do.",
        ours=_PASSES,
        views=frozenset({View.REACHED}),
        concludes=surer(_HIGH),
    ),
    FusingRule(
        id="passing-official-fine",
        comment="The vendor says so too.",
        ours=_PASSES,
        claims=frozenset({Claim.FINE}),
        concludes=surer(_MEDIUM),
    ),
    FusingRule(id="passing", comment="Our check passes, nobody says otherwise.", ours=_PASSES),
)
