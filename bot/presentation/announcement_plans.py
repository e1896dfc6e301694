"""Work that a vendor plans, in an announcement. Every text of theirs is hostile."""

from collections.abc import Iterator

from bot.presentation.announcement_reader import Reader
from bot.presentation.official import clean
from bot.presentation.rendered import Field
from bot.presentation.words import render_moment, render_time, say
from bot.watching.ports import IncidentStory
from bot.watching.vendor_plans import Phase, PlanStory

TITLE = 120
WORDS = 400
VENDOR = 40
_LINES = {
    Phase.AHEAD: "ahead-day",
    Phase.SOON: "ahead-soon",
    Phase.BEGUN: "ahead-begun",
    Phase.HANDED_ON: "ahead-handed-on",
    Phase.OVER: "ahead-over",
    Phase.RUN_OUT: "ahead-run-out",
    Phase.DROPPED: "ahead-dropped",
}


def plan_line(story: IncidentStory, reader: Reader) -> str:
    """Return the line that carries the whole message."""
    planned = story.planned
    if planned is None:
        return reader.say("ahead-unread", name=reader.name(story))
    begins = planned.plan.begins_at
    return reader.say(
        _LINES[planned.plan.phase],
        name=reader.name(story),
        date=render_time(begins),
        ago=render_moment(begins),
    )


def plan_lines(story: IncidentStory, reader: Reader) -> Iterator[str]:
    """Yield the lines below: until when, and that it was moved."""
    planned = story.planned
    if planned is None or not planned.plan.is_open:
        return
    plan = planned.plan
    if plan.ends_at is not None:
        ends, ago = render_time(plan.ends_at), render_moment(plan.ends_at)
        yield reader.say("ahead-until", date=ends, ago=ago)
    if plan.was_moved:
        yield reader.say("ahead-moved")
    if plan.phase is Phase.AHEAD:
        yield reader.say("ahead-again")


def plan_field(planned: PlanStory, reader: Reader) -> Field:
    """Return what the vendor writes, and the way to their page."""
    plan = planned.plan
    title, text = clean(plan.title, TITLE), clean(plan.text, WORDS)
    link = plan.url or planned.page_url
    lines = [
        reader.say("theirs-about", title=title) if title else "",
        reader.say("ahead-wrote", text=text) if text and text != title else "",
        reader.say("theirs-link", link=link) if link else "",
    ]
    vendor = clean(planned.vendor, VENDOR)
    value = "\n".join(filter(None, lines))
    return Field(name=reader.say("theirs-heading", vendor=vendor), value=value)


def render_past_plan(story: IncidentStory, when: str, locale: str) -> str:
    """Return a line of a history."""
    title = "" if story.planned is None else clean(story.planned.plan.title, TITLE)
    if not title:
        return say(locale, "ahead-past", when=when)
    return say(locale, "ahead-past-titled", when=when, title=title)
