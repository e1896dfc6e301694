"""What people do about an outage: know of it, mute it, call it false, note something, wait for it.

Whether somebody may do so is checked before; that the incident is one of their own server, here.
Any call may raise `StoreUnavailable`; then nothing was changed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from bot.clock import Clock
from bot.watching.condition import Condition
from bot.watching.ports import (
    Act,
    Actor,
    Follower,
    IncidentKind,
    Incidents,
    IncidentStory,
    Response,
)
from bot.watching.transitions import retract

RECENT = timedelta(days=7)  # what is offered by name; older incidents are history
LONGEST_NOTE = 500


class Result(StrEnum):
    """What came of it."""

    DONE = "done"
    ALREADY = "already"  # somebody did, or asked, before
    OVER = "over"  # there is nothing left to do it about
    GONE = "gone"  # there is no such thing here


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What came of it, about which incidents, and who did it before."""

    result: Result
    stories: tuple[IncidentStory, ...] = ()
    by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Who presses or types, and where: in a channel of a server."""

    guild_id: int
    channel_id: int
    user_id: int


class Conditions(Protocol):
    """What is remembered of endpoints: `bot.watching.watcher.Watcher`."""

    async def change(
        self, endpoint_id: int, yardstick_id: int, alter: Callable[[Condition], Condition]
    ) -> None:
        """Alter what is remembered."""
        ...


class Responding:
    """Does what people ask for about incidents. `on_told`: a message is to say something else."""

    def __init__(
        self,
        *,
        incidents: Incidents,
        conditions: Conditions,
        clock: Clock,
        on_told: Callable[[], None] = lambda: None,
    ) -> None:
        self._incidents = incidents
        self._conditions = conditions
        self._clock = clock
        self._on_told = on_told

    async def announced(
        self, announcement_id: int, member: Member
    ) -> tuple[IncidentStory, ...] | None:
        """Return what an announcement is about; None unless it stands in this very channel."""
        story = await self._incidents.story(announcement_id)
        if story is None or (story.guild_id, story.channel_id) != (
            member.guild_id,
            member.channel_id,
        ):
            return None
        return story.incidents or None

    async def press(self, announcement_id: int, act: Act, member: Member) -> Deed:
        """Do something about all that an announcement tells of and that goes on."""
        stories = await self.announced(announcement_id, member)
        if stories is None:
            return Deed(result=Result.GONE)
        open_ones = tuple(one for one in stories if is_open(one) and _is_meant(one, act))
        before = next(filter(None, (_who(one.response, act) for one in stories)), None)
        if not open_ones and before is not None:
            return Deed(result=Result.ALREADY, stories=stories, by=before)
        return await self._act(open_ones, act, member)

    async def act(self, public_id: str, act: Act, member: Member) -> Deed:
        """Do something about one incident of this server; it may be called false after its end."""
        story = await self._incidents.find(member.guild_id, public_id)
        if story is None:
            return Deed(result=Result.GONE)
        before = _who(story.response, act)
        if before is not None:
            return Deed(result=Result.ALREADY, stories=(story,), by=before)
        can_be = (is_open(story) or act is Act.RETRACTED) and _is_meant(story, act)
        return await self._act((story,) if can_be else (), act, member)

    async def note(self, public_id: str, text: str, member: Member) -> Deed:
        """Add a human update; the messages about the incident show it."""
        story = await self._incidents.find(member.guild_id, public_id)
        if story is None:
            return Deed(result=Result.GONE)
        await self._incidents.add_note(story.id, text.strip()[:LONGEST_NOTE], self._actor(member))
        self._on_told()
        return Deed(result=Result.DONE, stories=(story,))

    async def follow(self, announcement_id: int, member: Member) -> Deed:
        """Keep that a member wants to be told when it is over."""
        stories = await self.announced(announcement_id, member)
        if stories is None:
            return Deed(result=Result.GONE)
        open_ones = [one for one in stories if is_open(one) and has_an_end(one)]
        own = [one for one in open_ones if one.kind is not IncidentKind.OFFICIAL]
        awaited = tuple(own or open_ones)  # a vendor's end is no news beside what works again
        if not awaited:
            return Deed(result=Result.OVER, stories=stories)
        kept = [await self._follow(one, member) for one in awaited]
        result = Result.DONE if any(kept) else Result.ALREADY
        return Deed(result=result, stories=awaited)

    async def recent(self, guild_id: int) -> tuple[IncidentStory, ...]:
        """Return a server's incidents that are open or were lately: open first, newest first."""
        since = self._clock.now() - RECENT
        found = await self._incidents.of_guild(guild_id, since)
        fresh = (one for one in found if has_an_end(one) or one.opened_at >= since)
        return tuple(sorted(fresh, key=lambda one: not is_open(one)))

    async def _act(self, stories: tuple[IncidentStory, ...], act: Act, member: Member) -> Deed:
        if not stories:
            return Deed(result=Result.OVER)
        actor = self._actor(member)
        done = [one for one in stories if await self._incidents.respond(one.id, act, actor)]
        if not done:
            return Deed(
                result=Result.ALREADY, stories=stories, by=await self._first(stories, act, member)
            )
        if act is Act.RETRACTED:
            for one in done:
                await self._forget_alarm(one)
        self._on_told()
        return Deed(result=Result.DONE, stories=tuple(done))

    async def _first(
        self, stories: Iterable[IncidentStory], act: Act, member: Member
    ) -> int | None:
        """Return who did it before, as it is known by now."""
        for one in stories:
            newest = await self._incidents.get(member.guild_id, one.id)
            by = None if newest is None else _who(newest.response, act)
            if by is not None:
                return by
        return None

    async def _forget_alarm(self, story: IncidentStory) -> None:
        """Let what all servers call a false alarm end quietly, and not go on with a relapse.

        Where others believe it, the condition they share stays: storage keeps the retraction to
        the server whose it is.
        """
        if story.kind is not IncidentKind.OUTAGE or await self._incidents.is_believed(story.id):
            return

        def alter(condition: Condition) -> Condition:
            is_same = condition.incident_since == story.opened_at
            return retract(condition) if is_same else condition

        await self._conditions.change(story.endpoint_id, story.yardstick_id, alter)

    async def _follow(self, story: IncidentStory, member: Member) -> bool:
        follower = Follower(
            incident_id=story.id,
            user_id=member.user_id,
            guild_id=member.guild_id,
            channel_id=member.channel_id,
        )
        return await self._incidents.follow(follower, self._clock.now())

    def _actor(self, member: Member) -> Actor:
        return Actor(guild_id=member.guild_id, user_id=member.user_id, at=self._clock.now())


def is_open(story: IncidentStory) -> bool:
    """Tell whether an incident goes on in its server's eyes."""
    goes_on = story.resolved_at is None or story.is_unstable
    return goes_on and story.response.retracted_at is None


def has_an_end(story: IncidentStory) -> bool:
    """Tell whether there will be an end to wait for: not of a certificate's, nor of a plan's."""
    return story.kind not in {IncidentKind.CERTIFICATE, IncidentKind.PLANNED}


def _is_meant(story: IncidentStory, act: Act) -> bool:
    """Tell whether an act can be about an incident: what a vendor says is no alarm of ours."""
    is_theirs = story.kind in {IncidentKind.OFFICIAL, IncidentKind.PLANNED}
    return act is not Act.RETRACTED or not is_theirs


def _who(response: Response, act: Act) -> int | None:
    match act:
        case Act.ACKNOWLEDGED:
            return response.acknowledged_by
        case Act.MUTED:
            return response.muted_by
        case Act.RETRACTED:
            return response.retracted_by
