"""Incidents of the past, a line each: when, how long, and what it was."""

from collections.abc import Sequence

from bot.explanations import explain_verdict
from bot.history.reviewing import PastIncident, Review
from bot.presentation.announcement_official import render_past
from bot.presentation.announcement_plans import render_past_plan
from bot.presentation.lengths import render_length
from bot.presentation.limits import FIELD_VALUE, clip
from bot.presentation.neutral import plain_name
from bot.presentation.words import render_list, render_time, say
from bot.triage.verdict import Confidence, Hop, State, Verdict
from bot.watching.ports import IncidentKind, IncidentStory

PAGE = 5  # incidents that fit below one heading
RULE = "from-history"  # a verdict made of an incident's cause names no rule
OTHERS = {
    IncidentKind.SLOW: "history-slow",
    IncidentKind.CERTIFICATE: "history-certificate",
    IncidentKind.MAINTENANCE: "history-maintenance",
}


def render_incidents(shown: Sequence[PastIncident], review: Review, locale: str) -> str:
    """Return incidents as a list, one a line."""
    if not shown:
        return say(locale, "history-nothing")
    room = FIELD_VALUE // PAGE - 4
    return render_list(locale, [clip(_incident(one, review, locale), room) for one in shown])


def _incident(one: PastIncident, review: Review, locale: str) -> str:
    line = _incident_line(one, review, locale)
    if one.story.is_abandoned:
        line = say(locale, "history-abandoned", line=line)
    if one.story.notes:
        note = plain_name(one.story.notes[-1].text)
        line = say(locale, "history-noted", line=line, note=note)
    return line


def _incident_line(one: PastIncident, review: Review, locale: str) -> str:
    story = one.story
    when = render_time(story.opened_at)
    ends = max(story.opened_at, story.resolved_at or review.span.ends)
    length = render_length(one.down or ends - story.opened_at, locale)
    if one.is_retracted:
        return say(locale, "history-retracted", when=when, length=length)
    if story.kind is IncidentKind.SLOW and story.resolved_at is None:
        return say(locale, "history-slow-open", when=when)
    if story.kind is IncidentKind.OFFICIAL:
        return render_past(story, when, length, locale)
    if story.kind is IncidentKind.PLANNED:
        return render_past_plan(story, when, locale)
    if story.kind is not IncidentKind.OUTAGE:
        return say(locale, OTHERS[story.kind], when=when, length=length)
    if one.down is None:
        message = "history-outage-planned"
    else:
        message = "history-outage" if story.resolved_at else "history-outage-open"
    return say(locale, message, when=when, length=length, what=_cause(story, locale))


def _cause(story: IncidentStory, locale: str) -> str:
    """Return what went wrong, as its explanation is headed."""
    if story.cause is None:
        return say(locale, "history-some-cause")
    verdict = story.verdict
    if verdict is None or verdict.cause is not story.cause:
        verdict = Verdict(
            state=State.DOWN,
            hop=story.hop or Hop.UNKNOWN,
            cause=story.cause,
            confidence=Confidence.HIGH,
            rule=RULE,
        )
    return explain_verdict(verdict, name="", locale=locale).title
