"""What a channel reads of one incident above the card: the first line, and the lines below it.

The first line carries the whole message: push notifications and screen readers may stop there.
While something lasts no text counts its minutes: Discord draws "42 minutes ago" live from the time
it began, so a message stays true between two edits and costs none for every minute.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bot.explanations import Explanation, evidence_text, headline
from bot.presentation.announcement_official import lines_below, open_line, over_line
from bot.presentation.announcement_plans import plan_line, plan_lines
from bot.presentation.announcement_reader import Reader
from bot.presentation.blame import add_blame
from bot.presentation.situations import Situation, length_of, situation_of, watch_of
from bot.presentation.words import (
    render_day,
    render_moment,
    render_span,
    render_time,
)
from bot.triage.evidence import EvidenceId
from bot.triage.verdict import Cause, Confidence, State, Verdict
from bot.watching.ports import IncidentKind, IncidentStory

_UNMET = frozenset({EvidenceId.EXPECTED_STATUS.value, EvidenceId.EXPECTED_TEXT.value})
# Their lines say all there is to say; when it began no longer matters, or never did.
_TIMELESS = frozenset(
    {
        Situation.FALSE_ALARM,
        Situation.ABANDONED,
        Situation.EXPIRING,
        Situation.PLANNED,
        Situation.PLANNED_OVER,
    }
)
_THEIRS = frozenset(
    {
        Situation.REPORTED,
        Situation.REPORTED_OVER,
        Situation.PLANNED,
        Situation.PLANNED_OVER,
    }
)
_UNTELLING = frozenset({State.UP, State.UNKNOWN, State.REFUSED})


def first_line(story: IncidentStory, reader: Reader) -> str:
    """Return the line that carries the whole message."""
    return _LINES[situation_of(story)](story, reader)


def more_lines(story: IncidentStory, reader: Reader) -> Iterator[str]:
    """Yield the lines below the first: since when, and what else changed."""
    begins, ago = render_time(story.opened_at), render_moment(story.opened_at)
    match situation_of(story):
        case Situation.DOWN:
            is_unmet = story.verdict is not None and unmet_fact(story.verdict, reader)
            message = "announce-since" if is_unmet else "announce-since-down"
            yield reader.say(message, date=begins, ago=ago)
            yield from _breaks_so_far(story, reader)
        case Situation.UNSETTLED:
            yield reader.say("announce-went-down", date=begins, ago=ago)
            yield from _breaks_so_far(story, reader)
        case Situation.UNSTABLE:
            yield reader.say("announce-since", date=begins, ago=ago)
            yield reader.say("announce-unstable-quiet")
        case Situation.SLOW | Situation.CLOSED:
            yield reader.say("announce-since", date=begins, ago=ago)
        case situation if situation in _THEIRS:
            yield from (lines_below if story.planned is None else plan_lines)(story, reader)
        case Situation.EXPIRING:
            yield reader.say("announce-expiring-meaning", date=render_day(_runs_out(story)))
        case Situation.BACK | Situation.QUICK_AGAIN | Situation.WORSE | Situation.WORK_DONE:
            yield from _from_to(story, reader)
        case Situation.FALSE_ALARM:
            yield _retracted(story, reader)
        case Situation.ABANDONED:
            is_theirs = story.kind in {IncidentKind.OFFICIAL, IncidentKind.PLANNED}
            yield reader.say("theirs-abandoned-why" if is_theirs else "announce-abandoned-why")


def late_line(story: IncidentStory, reader: Reader) -> str:
    """Return the first line of something told after a while in which we could not write."""
    if situation_of(story) is Situation.BACK and length_of(story) and not story.pauses:
        length = reader.length(length_of(story))
        return reader.say("announce-late-back", name=reader.name(story), length=length)
    return reader.say("announce-late", line=first_line(story, reader))


def short_line(story: IncidentStory, reader: Reader) -> str:
    """Return one line for a list of several: what is so, and when."""
    begins = render_time(story.opened_at)
    if situation_of(story) in _TIMELESS:
        return first_line(story, reader)
    if story.resolved_at is None:
        when = reader.say("announce-listed-since", date=begins)
    else:
        begins, ends = render_span(story.opened_at, story.resolved_at)
        when = reader.say("announce-listed-from-to", begins=begins, ends=ends)
    return reader.say("announce-listed", line=_listed_line(story, reader), when=when)


def unmet_fact(verdict: Verdict, reader: Reader) -> str:
    """Return what an admin's watch asks for and did not get; empty where that is not the matter."""
    facts = (fact for fact in verdict.evidence if fact.id in _UNMET and fact.id == verdict.rule)
    return next((evidence_text(fact, reader.locale) for fact in facts), "")


def _listed_line(story: IncidentStory, reader: Reader) -> str:
    """Return the first line, or a shorter one: a list of outages need not explain each."""
    explanation = reader.explain(story)
    if situation_of(story) is not Situation.DOWN:
        return first_line(story, reader)
    name, verdict = reader.name(story), story.verdict
    if verdict is None or explanation is None or verdict.cause is Cause.UNKNOWN:
        return reader.say("announce-down", name=name)
    return reader.say("announce-listed-down", name=name, title=explanation.title)


def _down(story: IncidentStory, reader: Reader) -> str:
    explanation = reader.explain(story)
    if story.verdict is None or explanation is None:
        return reader.say("announce-down", name=reader.name(story))
    line = _down_because(story, story.verdict, explanation, reader)
    return add_blame(line, explanation.fault, story.verdict, reader.locale)


def _down_because(
    story: IncidentStory, verdict: Verdict, explanation: Explanation, reader: Reader
) -> str:
    """Say that it is down, and why as far as we know.

    Three looks in a row have shown that it is down, so a doubt about the reason is told as that.
    """
    name, unmet = reader.name(story), unmet_fact(verdict, reader)
    if unmet:
        return reader.say("announce-down-unmet", name=name, fact=unmet)
    if verdict.confidence is Confidence.HIGH or verdict.state is not State.DOWN:
        return headline(verdict, name=name, locale=reader.locale)
    if verdict.cause is Cause.UNKNOWN:
        return reader.say("announce-down-unclear", name=name)
    return reader.say("announce-down-because", name=name, sentence=explanation.sentence)


def _unsettled(story: IncidentStory, reader: Reader) -> str:
    """Say what the latest look found where it found neither an outage nor a working site."""
    name = reader.name(story)
    if story.verdict is None or story.verdict.state in _UNTELLING:
        return reader.say("announce-unsettled-unknown", name=name)
    line = headline(story.verdict, name=name, locale=reader.locale)
    return reader.say("announce-unsettled", line=line)


def _slow(story: IncidentStory, reader: Reader) -> str:
    name = reader.name(story)
    took_ms, usual_ms = story.figures.get("took_ms"), story.figures.get("usual_ms")
    if took_ms is None:
        return reader.say("announce-slow", name=name)
    took = _speed(took_ms, reader)
    if usual_ms is None:
        return reader.say("announce-slow-took", name=name, took=took)
    return reader.say("announce-slow-usual", name=name, took=took, usual=_speed(usual_ms, reader))


def _speed(milliseconds: float, reader: Reader) -> str:
    return reader.say("announce-speed", seconds=max(0.1, milliseconds / 1000))


def _back(story: IncidentStory, reader: Reader) -> str:
    name, length = reader.name(story), length_of(story)
    if not length:
        return reader.say("announce-back-missed", name=name)
    message = "announce-back-breaks" if story.pauses else "announce-back"
    return reader.say(message, name=name, length=reader.length(length))


def _false_alarm(story: IncidentStory, reader: Reader) -> str:
    is_ours = story.response.retracted_by is None
    message = "announce-false-ours" if is_ours else "announce-false"
    return reader.say(message, name=reader.name(story))


def _abandoned(story: IncidentStory, reader: Reader) -> str:
    is_outage = story.kind is IncidentKind.OUTAGE
    if watch_of(story, reader.channel_id) is None:
        down, other = "announce-abandoned-nameless-down", "announce-abandoned-nameless"
        return reader.say(down if is_outage else other)
    message = "announce-abandoned-down" if is_outage else "announce-abandoned"
    return reader.say(message, name=reader.name(story))


def _expiring(story: IncidentStory, reader: Reader) -> str:
    days = max(0, round(story.figures.get("days_left", 0)))
    ago, latest = render_moment(_runs_out(story)), render_time(story.opened_at + timedelta(days=1))
    return reader.say(
        "announce-expiring", name=reader.name(story), days=days, ago=ago, latest=latest
    )


def _runs_out(story: IncidentStory) -> datetime:
    """Return about when a certificate ends: whole days were counted, so in the middle of one."""
    return story.opened_at + timedelta(days=story.figures.get("days_left", 0) + 0.5)


def _saying(message: str) -> Callable[[IncidentStory, Reader], str]:
    """Return a line that needs no more than a name and a length."""

    def line(story: IncidentStory, reader: Reader) -> str:
        length = reader.length(length_of(story))
        return reader.say(message, name=reader.name(story), length=length)

    return line


def _breaks_so_far(story: IncidentStory, reader: Reader) -> Iterator[str]:
    """Tell of the times it came back and went down again, under the same incident."""
    if len(story.pauses) == 1:
        ((begins, ends),) = story.pauses
        yield reader.say("announce-again", length=reader.length(ends - begins))
    elif story.pauses:
        yield reader.say("announce-again-often", count=len(story.pauses))


def _from_to(story: IncidentStory, reader: Reader) -> Iterator[str]:
    if story.resolved_at is None or not length_of(story):
        return
    begins, ends = render_span(story.opened_at, story.resolved_at)
    yield reader.say("announce-from-to", begins=begins, ends=ends)
    breaks = sum((ended - began for began, ended in story.pauses), timedelta())
    if breaks:
        yield reader.say("announce-breaks", length=reader.length(breaks))


def _retracted(story: IncidentStory, reader: Reader) -> str:
    response = story.response
    ago = render_moment(response.retracted_at or story.opened_at)
    if response.retracted_by is None:
        return reader.say("announce-retracted-ours", ago=ago)
    return reader.say("announce-retracted", user=reader.member(response.retracted_by), ago=ago)


_LINES: dict[Situation, Callable[[IncidentStory, Reader], str]] = {
    Situation.DOWN: _down,
    Situation.UNSETTLED: _unsettled,
    Situation.UNSTABLE: _saying("announce-unstable"),
    Situation.SLOW: _slow,
    Situation.CLOSED: _saying("announce-closed"),
    Situation.EXPIRING: _expiring,
    Situation.BACK: _back,
    Situation.QUICK_AGAIN: _saying("announce-quick-again"),
    Situation.WORSE: _saying("announce-worse"),
    Situation.WORK_DONE: _saying("announce-work-done"),
    Situation.REPORTED: open_line,
    Situation.REPORTED_OVER: over_line,
    Situation.PLANNED: plan_line,
    Situation.PLANNED_OVER: plan_line,
    Situation.FALSE_ALARM: _false_alarm,
    Situation.ABANDONED: _abandoned,
}
