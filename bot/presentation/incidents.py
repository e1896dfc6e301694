"""Private answers to whoever does something about an incident, and letters to those who wait."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from discord import app_commands

from bot.presentation.incident_ids import IncidentButton, encode_incident
from bot.presentation.lengths import render_length
from bot.presentation.limits import CHOICE, CHOICES, clip
from bot.presentation.neutral import plain_name
from bot.presentation.rendered import Button, Rendered
from bot.presentation.situations import has_got_worse, length_of
from bot.presentation.words import say
from bot.watching.ports import Act, Follower, Guilds, IncidentKind, IncidentStory
from bot.watching.responding import Deed, Result

MOMENT = "%d %b %H:%M"
NAME_ROOM = 60
_DONE = {
    Act.ACKNOWLEDGED: "respond-done-acknowledged",
    Act.MUTED: "respond-done-muted",
    Act.RETRACTED: "respond-done-retracted",
}
_ALREADY = {
    Act.ACKNOWLEDGED: ("respond-you-acknowledged", "respond-already-acknowledged"),
    Act.MUTED: ("respond-you-muted", "respond-already-muted"),
    Act.RETRACTED: ("respond-you-retracted", "respond-already-retracted"),
}
_ENDS = {
    IncidentKind.SLOW: "follow-quick-again",
    IncidentKind.MAINTENANCE: "follow-work-done",
    IncidentKind.OFFICIAL: "theirs-ends",
}


def render_deed(deed: Deed, act: Act, user_id: int, locale: str, *, is_press: bool) -> Rendered:
    """Say what came of an act."""
    match deed.result:
        case Result.DONE:
            return _private(say(locale, _DONE[act]))
        case Result.ALREADY:
            yours, theirs = _ALREADY[act]
            if deed.by == user_id:
                return _private(say(locale, yours))
            who = say(locale, "respond-somebody") if not deed.by else f"<@{deed.by}>"
            return _private(say(locale, theirs, who=who))
        case Result.OVER:
            return _private(say(locale, "respond-over"))
        case Result.GONE:
            return render_gone(locale, is_press=is_press)


def render_gone(locale: str, *, is_press: bool) -> Rendered:
    """Say that there is no such thing here."""
    return _private(say(locale, "respond-gone-button" if is_press else "respond-gone"))


def render_noted(deed: Deed, locale: str) -> Rendered:
    """Say what came of a note."""
    if deed.result is not Result.DONE:
        return render_gone(locale, is_press=False)
    return _private(say(locale, "respond-done-noted"))


def render_empty_note(locale: str) -> Rendered:
    """Say that a note of nothing but spaces was not kept."""
    return _private(say(locale, "respond-empty-note"))


def render_follow(deed: Deed, locale: str) -> Rendered:
    """Say whether somebody will be told."""
    texts = {
        Result.DONE: "respond-follow-done",
        Result.ALREADY: "respond-follow-already",
        Result.OVER: "respond-follow-over",
        Result.GONE: "respond-gone-button",
    }
    return _private(say(locale, texts[deed.result]))


def render_question(count: int, nonce: str, locale: str) -> Rendered:
    """Ask whether it really was a false alarm, and say what that does."""
    lines = (say(locale, "respond-ask", count=count), say(locale, "respond-ask-means"))
    return Rendered(
        content="\n".join(lines),
        buttons=(
            Button(
                label=say(locale, "respond-yes"),
                custom_id=encode_incident(IncidentButton.RETRACT, nonce),
                is_main=True,
            ),
            Button(
                label=say(locale, "respond-no"),
                custom_id=encode_incident(IncidentButton.KEEP, nonce),
            ),
        ),
        is_private=True,
    )


def render_kept(locale: str) -> Rendered:
    """Say that nothing was changed."""
    return _private(say(locale, "respond-kept"))


def render_incident_choices(
    stories: Iterable[IncidentStory], typed: str, locale: str
) -> list[app_commands.Choice[str]]:
    """Return incidents as the choices of an autocompletion: those whose line has what was typed."""
    wanted = typed.strip().casefold()
    lines = ((_choice_line(story, locale), story.public_id) for story in stories)
    fitting = ((line, value) for line, value in lines if wanted in line.casefold())
    return [
        app_commands.Choice(name=clip(line, CHOICE), value=value)
        for line, value in islice(fitting, CHOICES)
    ]


class FollowerLetters:
    """Fulfils `bot.watching.notifying.Letters`."""

    def __init__(self, guilds: Guilds, language_of: Callable[[int], str | None]) -> None:
        """Take the port. `language_of` tells a server's own language, where it chose none here."""
        self._guilds = guilds
        self._language_of = language_of

    async def to_member(self, story: IncidentStory, follower: Follower) -> Rendered:
        """Return a direct message."""
        locale = await self._locale(follower.guild_id)
        why = say(locale, "follow-why", channel=str(follower.channel_id))
        return Rendered(content=f"{_end_line(story, locale)}\n-# {why}")

    async def to_channel(
        self, story: IncidentStory, guild_id: int, user_ids: Sequence[int]
    ) -> Rendered:
        """Return a message that names members who take no direct messages."""
        locale = await self._locale(guild_id)
        line, why = _end_line(story, locale), say(locale, "follow-why-here")
        names = " ".join(f"<@{user_id}>" for user_id in user_ids)
        return Rendered(content=f"{line}\n{names}\n-# {why}", callings=frozenset(user_ids))

    async def _locale(self, guild_id: int) -> str:
        settings = await self._guilds.settings(guild_id)
        return settings.locale or self._language_of(guild_id) or "en"


def _end_line(story: IncidentStory, locale: str) -> str:
    """Return how an incident ended, in the eyes of one server."""
    name = _name(story, locale)
    if story.response.retracted_at is not None:
        return say(locale, "follow-false-alarm", name=name)
    if story.is_abandoned and not story.watches:
        return say(locale, "follow-abandoned-nameless")
    if story.is_abandoned:
        return say(locale, "follow-abandoned", name=name)
    if has_got_worse(story):
        return say(locale, "follow-worse", name=name)
    if story.kind in _ENDS:
        return say(locale, _ENDS[story.kind], name=name)
    length = render_length(length_of(story), locale)
    return say(locale, "follow-back", name=name, length=length)


def _name(story: IncidentStory, locale: str) -> str:
    name = plain_name(story.watches[0].name) if story.watches else ""
    return name or say(locale, "follow-nameless")


def _choice_line(story: IncidentStory, locale: str) -> str:
    """Return an incident on one line of a list that draws no markup and no live times."""
    name = story.watches[0].name if story.watches else ""
    shown = clip("".join(filter(str.isprintable, name)), NAME_ROOM)
    arguments = {
        "name": shown or say(locale, "follow-nameless"),
        "when": f"{story.opened_at:{MOMENT}}",
    }
    if story.response.retracted_at is not None:
        return say(locale, "choice-false", **arguments)
    return say(locale, "choice-over" if story.resolved_at else "choice-open", **arguments)


def _private(text: str) -> Rendered:
    return Rendered(content=text, is_private=True)
