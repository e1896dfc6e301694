"""Members who asked "tell me when it's back": each is told once, directly or else by a mention.

A member is leased, told, and marked. A process that dies in between leaves a lease that runs out;
the next one looks first where the message would stand, whomever else it names.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import partial
from hashlib import blake2b
from itertools import groupby
from typing import Generic, Protocol, TypeVar

import structlog

from bot.clock import Clock
from bot.watching.delivery import DeliveryProblem, Undelivered
from bot.watching.messages import NONCE_TRUST, Priority
from bot.watching.pacer import Pacer
from bot.watching.ports import Follower, Incidents, IncidentStory
from bot.watching.recording import StoreUnavailable
from bot.watching.responding import is_open
from bot.watching.waking import Waking
from bot.watching.writing import CLOSED_DOORS, GONE_AWAY, Found, Writer

log = structlog.stdlib.get_logger(__name__)

# Shorter than a nonce is remembered: a repeat after a crash finds the message already there.
LEASE = NONCE_TRUST - timedelta(seconds=30)
LEASE_RESERVE = timedelta(seconds=20)  # a request takes 15 s at most
AT_ONCE = 50  # one message names so many members at most
POLL_SECONDS = 5.0

A = TypeVar("A")
M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)


class Letters(Protocol[M_co]):
    """What turns an ended incident into a message to members: presentation."""

    async def to_member(self, story: IncidentStory, follower: Follower) -> M_co:
        """Return a direct message."""
        ...

    async def to_channel(
        self, story: IncidentStory, guild_id: int, user_ids: Sequence[int]
    ) -> M_co:
        """Return a message that names members who take no direct messages."""
        ...


class _Told(Enum):
    """What came of telling somebody."""

    YES = auto()
    GONE = auto()  # nobody is there any more
    REFUSED = auto()  # no way there: no direct messages, no permission
    LATER = auto()  # the lease runs out; then again


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """A member who is to be told now, and of what."""

    follower: Follower
    story: IncidentStory


class Notifier(Generic[M]):
    """Tells members who wait. Any number of processes may do so at once."""

    def __init__(
        self,
        *,
        incidents: Incidents,
        letters: Letters[M],
        writer: Writer[M],
        pacer: Pacer,
        clock: Clock,
    ) -> None:
        self._incidents = incidents
        self._letters = letters
        self._writer = writer
        self._pacer = pacer
        self._clock = clock
        self._waking = Waking(clock)

    def wake(self) -> None:
        """Say that somebody may have to be told."""
        self._waking.wake()

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            self._waking.begin()
            try:
                is_busy = await self.tell_some()
            except StoreUnavailable:
                log.warning("followers_unavailable")
                is_busy = False
            if not is_busy:
                await self._waking.wait(POLL_SECONDS)

    async def tell_some(self) -> bool:
        """Tell some members who wait; say whether there were any."""
        leased_until = self._clock.now() + LEASE
        claimed = await self._incidents.claim_followers(
            now=self._clock.now(), lease=LEASE, most=AT_ONCE
        )
        due = [one for one in [await self._read(follower) for follower in claimed] if one]
        deadline = leased_until - LEASE_RESERVE

        async def tell(one: _Due) -> _Told:
            return await self._tell(one, deadline=deadline)

        answers = await asyncio.gather(*map(tell, due))
        refused = [one for one, told in zip(due, answers, strict=True) if told is _Told.REFUSED]
        for _, group in groupby(sorted(refused, key=_place), key=_place):
            await self._mention(tuple(group), deadline=deadline)
        return bool(claimed)

    async def _read(self, follower: Follower) -> _Due | None:
        """Return what a member is to be told; None where it goes on again, or nobody knows it."""
        story = await self._incidents.get(follower.guild_id, follower.incident_id)
        if story is None:
            await self._incidents.mark_followers_told([follower], self._clock.now())
            return None
        return None if is_open(story) else _Due(follower=follower, story=story)

    async def _tell(self, one: _Due, *, deadline: datetime) -> _Told:
        """Tell one member directly."""
        user_id = one.follower.user_id
        opened = await self._request(
            user_id, partial(self._writer.open_direct, user_id), deadline=deadline
        )
        if not isinstance(opened, int):
            told = _after(opened)
        else:
            told = await self._write(one, opened, deadline=deadline)
        if told in {_Told.YES, _Told.GONE}:
            await self._mark([one])
        return told

    async def _write(self, one: _Due, direct_id: int, *, deadline: datetime) -> _Told:
        """Send one member a message, unless an earlier try arrived."""
        content = await self._letters.to_member(one.story, one.follower)
        found = await self._find(direct_id, content, [one], deadline=deadline)
        if found is None or found:
            return _Told.LATER if found is None else _Told.YES
        nonce = _nonce(one.story, [one.follower.user_id])
        post = partial(self._writer.post, direct_id, content, nonce=nonce)
        return _after(await self._request(direct_id, post, deadline=deadline))

    async def _mention(self, group: Sequence[_Due], *, deadline: datetime) -> None:
        """Tell members of one channel there, all in one message."""
        story, channel_id = group[0].story, group[0].follower.channel_id
        user_ids = [one.follower.user_id for one in group]
        guild_id = group[0].follower.guild_id
        content = await self._letters.to_channel(story, guild_id, user_ids)
        found = await self._find(channel_id, content, group, deadline=deadline)
        if found is None:
            return
        named = frozenset[int]().union(*(one.named for one in found)).intersection(user_ids)
        if named:  # an earlier try told them, and may have told others besides
            await self._mark(one for one in group if one.follower.user_id in named)
            group = [one for one in group if one.follower.user_id not in named]
            user_ids = [one.follower.user_id for one in group]
            content = await self._letters.to_channel(story, guild_id, user_ids)
        if not group:
            return
        post = partial(self._writer.post, channel_id, content, nonce=_nonce(story, user_ids))
        told = _after(await self._request(channel_id, post, deadline=deadline))
        if told is not _Told.LATER:
            await self._mark(group)

    async def _find(
        self, channel_id: int, content: M, group: Sequence[_Due], *, deadline: datetime
    ) -> tuple[Found, ...] | None:
        """Return what earlier tries left in a channel; None where that can't be told now."""
        if not any(one.follower.is_again for one in group):
            return ()
        since = _ended_at(group[0].story)
        look = partial(self._writer.find, channel_id, content, since=since)
        answer = await self._request(channel_id, look, deadline=deadline)
        if not isinstance(answer, Undelivered):
            return answer
        # Where we may not look, a repeat is better than silence.
        return None if answer.problem in _LATER else ()

    async def _request(
        self, channel_id: int, send: Callable[[], Awaitable[A]], *, deadline: datetime
    ) -> A | Undelivered:
        """Make a request when it is its turn, unless the lease is nearly over by then."""
        if self._pacer.held_seconds:
            return _TOO_LATE
        async with self._pacer.turn(channel_id, Priority.ROUTINE) as turn:
            if self._clock.now() >= deadline:
                turn.give_back()
                return _TOO_LATE
            answer = await send()
        if isinstance(answer, Undelivered):
            log.info("member_not_told", problem=answer.problem.value, code=answer.code)
            self._pacer.heed(answer)
        return answer

    async def _mark(self, told: Iterable[_Due]) -> None:
        """Keep that members were told. Where that fails, the next try finds the message there."""
        followers = [one.follower for one in told]
        try:
            await self._incidents.mark_followers_told(followers, self._clock.now())
        except StoreUnavailable:
            log.warning("followers_unavailable")


_TOO_LATE = Undelivered(problem=DeliveryProblem.TEMPORARY)
_LATER = frozenset({DeliveryProblem.TEMPORARY, DeliveryProblem.WHOLE_ADDRESS})


def _after(answer: object) -> _Told:
    """Say what an answer of Discord's means for whoever was to be told."""
    if not isinstance(answer, Undelivered):
        return _Told.YES
    if answer.code in GONE_AWAY:
        return _Told.GONE
    is_closed = answer.code in CLOSED_DOORS
    return _Told.LATER if answer.problem in _LATER and not is_closed else _Told.REFUSED


def _place(one: _Due) -> tuple[int, int]:
    return one.follower.incident_id, one.follower.channel_id


def _ended_at(story: IncidentStory) -> datetime:
    return story.response.retracted_at or story.resolved_at or story.opened_at


def _nonce(story: IncidentStory, user_ids: Iterable[int]) -> str:
    """Return the same for every try to tell the same people of the same end."""
    text = f"{story.id} {_ended_at(story)} {sorted(user_ids)}"
    return f"f{blake2b(text.encode(), digest_size=12).hexdigest()}"
