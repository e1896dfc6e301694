"""A made-up outage, told with the real texts and marked as a rehearsal all over. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.presentation.announcements import render_announcement
from bot.presentation.rendered import Button, Card, Rendered
from bot.presentation.words import say
from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict
from bot.watching.ports import AnnouncementStory, IncidentKind, IncidentStory, Note, Response
from bot.watching.watch import Watch

NOTE_COMMAND = "/incident note"
FIRST_LOOKS = timedelta(seconds=12)  # from the first failure to the third
_BAD_REPLY = Verdict(
    state=State.DOWN,
    hop=Hop.ORIGIN,
    cause=Cause.UPSTREAM_BAD_REPLY,
    confidence=Confidence.HIGH,
    rule="rehearsal",
    status=502,
)
_TIMEOUT = replace(_BAD_REPLY, cause=Cause.UPSTREAM_TIMEOUT, status=504)


def open_story(watch: Watch, opened_at: datetime) -> IncidentStory:
    """Return a made-up outage of what a watch follows, just confirmed."""
    return IncidentStory(
        id=0,
        public_id="",
        kind=IncidentKind.OUTAGE,
        endpoint_id=watch.endpoint_id,
        yardstick_id=0,
        watches=(watch,),
        opened_at=opened_at,
        resolved_at=None,
        cause=_BAD_REPLY.cause,
        hop=_BAD_REPLY.hop,
        verdict=_BAD_REPLY,
    )


def changed(story: IncidentStory) -> IncidentStory:
    """Return the outage with another cause."""
    return replace(story, verdict=_TIMEOUT, cause=_TIMEOUT.cause, hop=_TIMEOUT.hop)


def noted(story: IncidentStory, user_id: int, now: datetime, locale: str) -> IncidentStory:
    """Return the outage as somebody took it up: a press of *We know*, and a note."""
    text = say(locale, "rehearse-note", command=NOTE_COMMAND)
    return replace(
        story,
        response=Response(acknowledged_by=user_id, acknowledged_at=now),
        notes=(Note(author_id=user_id, at=now, text=text),),
    )


def resolved(story: IncidentStory, now: datetime) -> IncidentStory:
    """Return the outage when it is over."""
    return replace(story, resolved_at=now)


def render_rehearsal(story: IncidentStory, watch: Watch, channel_id: int, locale: str) -> Rendered:
    """Render a made-up incident as its channel would read it: no ping, no button that acts."""
    # The watch's own channel may be another one.
    here = replace(watch, channel_id=channel_id, role_id=None)
    told = AnnouncementStory(
        guild_id=watch.guild_id,
        channel_id=channel_id,
        version=1,
        is_summary=False,
        incidents=(replace(story, watches=(here,)),),
    )
    message = render_announcement(told, nonce="", locale=locale)
    footer = say(locale, "rehearse-footer")
    return replace(
        message,
        content=say(locale, "rehearse-line", line=message.content),
        card=replace(message.card or Card(), footer=footer),
        buttons=tuple(_disarmed(message.buttons)),
        pings=frozenset(),
    )


def render_step(message: str, locale: str, **arguments: object) -> Rendered:
    """Render what the admin is told, in private, while a rehearsal goes on."""
    return Rendered(content=say(locale, message, **arguments), is_private=True)


def _disarmed(buttons: tuple[Button, ...]) -> Iterator[Button]:
    """Yield buttons that look the same and only say that this is a rehearsal."""
    for button in buttons:
        _, action, *_ = button.custom_id.split(":")
        yield replace(button, custom_id=f"r1:{action}")
