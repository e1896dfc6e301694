"""How an incident stands, as a channel is told of it. Pure."""

from datetime import timedelta
from enum import StrEnum

from bot.presentation.rendered import Tone
from bot.triage.verdict import State
from bot.watching.ports import IncidentKind, IncidentStory
from bot.watching.watch import Watch


class Situation(StrEnum):
    """The closed list; each has its own first line."""

    DOWN = "down"
    UNSETTLED = "unsettled"  # it was down; the latest look says neither that nor that it works
    UNSTABLE = "unstable"
    SLOW = "slow"
    CLOSED = "closed"  # its own page speaks of planned work
    EXPIRING = "expiring"  # its certificate
    BACK = "back"
    QUICK_AGAIN = "quick_again"
    WORSE = "worse"  # it was slow, then it stopped working
    WORK_DONE = "work_done"
    FALSE_ALARM = "false_alarm"
    REPORTED = "reported"  # by the vendor's own status page; our own check sees no outage
    REPORTED_OVER = "reported_over"
    PLANNED = "planned"  # the vendor's own status page tells of work to come
    PLANNED_OVER = "planned_over"
    ABANDONED = "abandoned"  # nobody watches it any more


_GOING_ON = {
    IncidentKind.OUTAGE: Situation.DOWN,
    IncidentKind.SLOW: Situation.SLOW,
    IncidentKind.CERTIFICATE: Situation.EXPIRING,
    IncidentKind.MAINTENANCE: Situation.CLOSED,
    IncidentKind.OFFICIAL: Situation.REPORTED,
    IncidentKind.PLANNED: Situation.PLANNED,
}
_OVER = {
    IncidentKind.OUTAGE: Situation.BACK,
    IncidentKind.SLOW: Situation.QUICK_AGAIN,
    IncidentKind.CERTIFICATE: Situation.EXPIRING,  # nobody looks for its end
    IncidentKind.MAINTENANCE: Situation.WORK_DONE,
    IncidentKind.OFFICIAL: Situation.REPORTED_OVER,
    IncidentKind.PLANNED: Situation.PLANNED_OVER,
}
OPEN = frozenset({*_GOING_ON.values(), Situation.UNSETTLED, Situation.UNSTABLE})
ENDING = OPEN - {Situation.EXPIRING}  # what goes on and will be seen to end
_DOWN = frozenset({State.DOWN, State.NO_SUCH_SITE})

TONES = {
    Situation.DOWN: Tone.BAD,
    Situation.UNSETTLED: Tone.WARNING,
    Situation.UNSTABLE: Tone.WARNING,
    Situation.SLOW: Tone.WARNING,
    Situation.CLOSED: Tone.WARNING,
    Situation.EXPIRING: Tone.WARNING,
    Situation.BACK: Tone.GOOD,
    Situation.QUICK_AGAIN: Tone.GOOD,
    Situation.WORSE: Tone.NEUTRAL,
    Situation.WORK_DONE: Tone.GOOD,
    Situation.REPORTED: Tone.WARNING,
    Situation.REPORTED_OVER: Tone.GOOD,
    Situation.PLANNED: Tone.NEUTRAL,
    Situation.PLANNED_OVER: Tone.NEUTRAL,
    Situation.FALSE_ALARM: Tone.NEUTRAL,
    Situation.ABANDONED: Tone.NEUTRAL,
}
# Of several, the first of these gives a message its colour.
LOUDEST = (Tone.BAD, Tone.WARNING, Tone.GOOD, Tone.NEUTRAL)


def situation_of(story: IncidentStory) -> Situation:
    """Return how an incident stands."""
    if story.response.retracted_at is not None:
        return Situation.FALSE_ALARM
    if story.is_abandoned:
        return Situation.ABANDONED
    if story.is_unstable:
        return Situation.UNSTABLE
    if story.resolved_at is not None:
        return Situation.WORSE if has_got_worse(story) else _OVER[story.kind]
    if story.kind is IncidentKind.OUTAGE and story.verdict is not None:
        return Situation.DOWN if story.verdict.state in _DOWN else Situation.UNSETTLED
    return _GOING_ON[story.kind]


def has_got_worse(story: IncidentStory) -> bool:
    """Tell whether something ended for being slow alone: it stopped working."""
    return story.kind is IncidentKind.SLOW and story.cause is not None


def watch_of(story: IncidentStory, channel_id: int) -> Watch | None:
    """Return the watch a channel hears of an incident by; another of its server's, or None."""
    own = (watch for watch in story.watches if watch.channel_id == channel_id)
    return next(own, next(iter(story.watches), None))


def length_of(story: IncidentStory) -> timedelta:
    """Return how long an incident lasted, without the times in between when all was well."""
    if story.resolved_at is None:
        return timedelta()
    breaks = sum((ends - begins for begins, ends in story.pauses), timedelta())
    return max(timedelta(), story.resolved_at - story.opened_at - breaks)
