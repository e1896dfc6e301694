"""What a vendor's own status page tells, in an announcement. Every text of theirs is hostile.

Their words stand between « and », which they can't close; a link leads to their own page or to a
known host of such pages, or it is not there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.presentation.announcement_reader import Reader
from bot.presentation.official import clean
from bot.presentation.rendered import Card, Field, Rendered, Tone
from bot.presentation.situations import ENDING, length_of, situation_of
from bot.presentation.words import render_moment, render_span, render_time, say
from bot.triage.verdict import State
from bot.watching.official_news import OfficialStory, ToldNotice
from bot.watching.ports import IncidentKind, IncidentStory

TITLE = 90
WORDS = 320
STAGE = 40
SHOWN = 2  # of several incidents of one page
_BAD = frozenset({State.DOWN, State.NO_SUCH_SITE, State.SLOW, State.MAINTENANCE})
_NOTHING = OfficialStory(vendor="", page_url="", notices=())


def split(
    stories: Sequence[IncidentStory],
) -> tuple[tuple[IncidentStory, ...], tuple[IncidentStory, ...]]:
    """Return what our own looks saw, and what vendors tell."""
    own = tuple(one for one in stories if one.kind is not IncidentKind.OFFICIAL)
    return own, tuple(one for one in stories if one.kind is IncidentKind.OFFICIAL)


def open_line(story: IncidentStory, reader: Reader) -> str:
    """Return the first line while a page reports trouble that we told of alone."""
    name, open_ones = reader.name(story), _open(story)
    title = _title(open_ones)
    if not title:
        return reader.say("theirs-open-untitled", name=name)
    if len(open_ones) > 1:
        count = len(open_ones) - 1
        return reader.say("theirs-open-several", name=name, title=title, count=count)
    return reader.say("theirs-open", name=name, title=title)


def over_line(story: IncidentStory, reader: Reader) -> str:
    """Return the first line when a page reports trouble no more."""
    message = "theirs-over-dropped" if _is_dropped(story) else "theirs-over"
    length = reader.length(length_of(story))
    return reader.say(message, name=reader.name(story), length=length)


def lines_below(story: IncidentStory, reader: Reader) -> Iterator[str]:
    """Yield the lines below the first: since when or how long, and what our own check says."""
    if story.resolved_at is not None:
        begins, ends = render_span(story.opened_at, story.resolved_at)
        yield reader.say("announce-from-to", begins=begins, ends=ends)
        return
    began = min((one.begins_at for one in _open(story) if one.begins_at), default=None)
    message, since = ("theirs-began", began) if began else ("theirs-heard", story.opened_at)
    yield reader.say(message, date=render_time(since), ago=render_moment(since))
    own = _official(story).own_check
    if own is State.UP:
        yield reader.say("theirs-own-fine")
    elif own is not None:
        yield reader.say("theirs-own-bad" if own in _BAD else "theirs-own-unclear")


def words_field(story: IncidentStory, reader: Reader) -> Field:
    """Return what the vendor writes now: of what goes on, or at last of what is over."""
    official = _official(story)
    shown = _open(story) or official.notices[-1:]
    told = shown[:SHOWN]
    blocks = [_block(one, official, reader, share=len(told)) for one in told]
    value = "\n".join(block for block in blocks if block)
    rest = len(shown) - SHOWN
    if rest > 0 and official.page_url:
        value += "\n" + reader.say("theirs-more", count=rest, link=official.page_url)
    message = "theirs-heading" if _open(story) else "theirs-heading-last"
    return Field(name=reader.say(message, vendor=_vendor(official)), value=value)


def with_answers(own: IncidentStory, theirs: Sequence[IncidentStory]) -> IncidentStory:
    """Return what our own looks saw with all that admins made of it, or of the vendor's words."""
    notes = {note: None for story in (own, *theirs) for note in story.notes}
    known = (one.response for one in theirs if one.response.acknowledged_at is not None)
    first = next(known, own.response) if own.response.acknowledged_at is None else own.response
    response = replace(
        own.response,
        acknowledged_by=first.acknowledged_by,
        acknowledged_at=first.acknowledged_at,
    )
    return replace(own, response=response, notes=tuple(sorted(notes, key=lambda one: one.at)))


def add_words(
    message: Rendered, own: IncidentStory, theirs: Sequence[IncidentStory], reader: Reader
) -> Rendered:
    """Return a message about our own check with what the vendor tells beside it."""
    story = next((one for one in theirs if one.resolved_at is None), theirs[-1])
    if story.is_abandoned or message.card is None:
        return message
    line = _beside(story, own, reader)
    first, _, rest = message.content.partition("\n")
    is_last_word = own.resolved_at is not None and story.resolved_at is None
    parts = (f"{first} {line}", rest) if is_last_word else (first, line, rest)
    return replace(
        message,
        content="\n".join(part for part in parts if part),
        card=_with_words(message.card, story, reader),
    )


def render_past(story: IncidentStory, when: str, length: str, locale: str) -> str:
    """Return a line of a history."""
    title = _title(_official(story).notices)
    if not title:
        return say(locale, "theirs-past", when=when, length=length)
    return say(locale, "theirs-past-titled", when=when, length=length, title=title)


def _beside(story: IncidentStory, own: IncidentStory, reader: Reader) -> str:
    is_open, is_own_open = story.resolved_at is None, situation_of(own) in ENDING
    if not is_open:
        message = "theirs-over-dropped-beside" if _is_dropped(story) else "theirs-over-beside"
        lines = (message, "theirs-own-goes-on") if is_own_open else (message,)
        return " ".join(map(reader.say, lines))
    title = _title(_open(story))
    if is_own_open:
        told = ("theirs-too", "theirs-too-untitled")
    else:
        told = ("theirs-still", "theirs-still-untitled")
    return reader.say(told[0], title=title) if title else reader.say(told[1])


def _with_words(card: Card, story: IncidentStory, reader: Reader) -> Card:
    field = words_field(story, reader)
    fields = (*card.fields, field) if field.value else card.fields
    if story.resolved_at is not None:
        return replace(card, fields=fields)
    tone = card.tone if card.tone is Tone.BAD else Tone.WARNING
    return replace(card, tone=tone, fields=fields, footer=reader.say("announce-footer"))


def _block(one: ToldNotice, official: OfficialStory, reader: Reader, *, share: int) -> str:
    """Return what a vendor writes of one incident, where `share` of them share a field."""
    about = "" if share == 1 else reader.say("theirs-about", title=clean(one.title, STAGE))
    link = one.url or official.page_url
    there = reader.say("theirs-link", link=link) if link else ""
    words = _words(one, reader, WORDS // share)
    return "\n".join(line for line in (about, words, there) if line)


def _words(one: ToldNotice, reader: Reader, room: int) -> str:
    when = render_moment(min(one.said_at or one.heard_at, one.heard_at))
    text, stage = clean(one.text, room), clean(one.stage.replace("_", " "), STAGE)
    stage = stage[:1].upper() + stage[1:]
    if text and stage:
        return reader.say("theirs-wrote-stage", stage=stage, text=text, when=when)
    if text:
        return reader.say("theirs-wrote", text=text, when=when)
    return reader.say("theirs-stage", stage=stage, when=when) if stage else ""


def _official(story: IncidentStory) -> OfficialStory:
    return story.official or _NOTHING


def _is_dropped(story: IncidentStory) -> bool:
    """Tell whether the page only lists it no more: that it is over, they did not say."""
    return any(one.is_dropped for one in _official(story).notices)


def _open(story: IncidentStory) -> tuple[ToldNotice, ...]:
    return tuple(one for one in _official(story).notices if not one.is_over)


def _title(notices: Sequence[ToldNotice]) -> str:
    return next((title for one in notices if (title := clean(one.title, TITLE))), "")


def _vendor(official: OfficialStory) -> str:
    return clean(official.vendor, STAGE)
