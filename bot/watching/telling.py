"""Taking one announcement as far as it goes: a step, a request, what follows from the answer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Generic, TypeVar

import structlog

from bot.clock import Clock
from bot.watching.delivery import (
    Composed,
    Composer,
    Delivered,
    DeliveryProblem,
    Messenger,
    Suspension,
    Undelivered,
)
from bot.watching.messages import (
    NONCE_TRUST,
    Announcement,
    Priority,
    Step,
    next_step,
    priority_of,
    wait_before_retry,
)
from bot.watching.outbox import Outbox
from bot.watching.pacer import Pacer, Turn
from bot.watching.recording import StoreUnavailable

log = structlog.stdlib.get_logger(__name__)

LEASE = timedelta(seconds=90)
# A request takes 15 s at most; whoever has less time left of a lease does not begin one.
LEASE_RESERVE = timedelta(seconds=20)
MOST_COMPOSED = 3  # what a mistake of ours keeps from being said is given up
_WITHOUT_REQUEST = frozenset({Step.NOTHING, Step.GATHER, Step.SUMMARISE})

M = TypeVar("M")


class _Next(Enum):
    """Where a step leads, unless into trouble."""

    DONE = auto()
    AGAIN = auto()


_After = _Next | Undelivered


@dataclass(slots=True)
class _Course:
    """What has come out about an announcement since it was leased."""

    id: int
    doubt: datetime | None  # since when an earlier try may have arrived
    is_gathered: bool = False
    is_plain: bool = False


class Teller(Generic[M]):
    """Tells leased announcements. No two of one channel at once."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        composer: Composer[M],
        messenger: Messenger[M],
        pacer: Pacer,
        clock: Clock,
        owner: str,
    ) -> None:
        self._outbox = outbox
        self._composer = composer
        self._messenger = messenger
        self._pacer = pacer
        self._clock = clock
        self._owner = owner
        self._failed: Counter[int] = Counter()  # tries to say an announcement that were mistakes

    async def tell(self, leased: Announcement) -> Undelivered | None:
        """Tell an announcement, or put it off. Returns what was in the way, if anything was."""
        course = _Course(id=leased.id, doubt=leased.posting_since)
        after: _After = _Next.AGAIN
        while after is _Next.AGAIN:
            after = await self._go_on(leased, course)
        if not isinstance(after, Undelivered):
            return None
        await self.put_off(replace(leased, id=course.id), after, doubt=course.doubt)
        return after

    async def put_off(
        self, announcement: Announcement, trouble: Undelivered, *, doubt: datetime | None
    ) -> None:
        """Keep a failed attempt, and when to try again."""
        wait = trouble.retry_after or wait_before_retry(announcement)
        await self._outbox.put_off(
            announcement.id,
            until=self._clock.now() + wait,
            is_certain=trouble.is_certain and doubt is None,
        )

    async def _go_on(self, leased: Announcement, course: _Course) -> _After:
        """Take the next step."""
        if self._pacer.held_seconds:
            return _shut_out(self._pacer.held_seconds)
        async with self._pacer.turn(leased.channel_id, priority_of(leased)) as turn:
            current = await self._read(course)
            if current is None:
                turn.give_back()
                return _Next.DONE
            step = next_step(current, self._clock.now(), is_gathered=course.is_gathered)
            if step not in _WITHOUT_REQUEST:
                return await self._request(current, step, course, turn)
            turn.give_back()
        if step is Step.NOTHING:
            await self._outbox.mark_told(current.id, version=current.version, message_id=None)
            return _Next.DONE
        return await self._gather(current, step, course)

    async def _read(self, course: _Course) -> Announcement | None:
        """Return the announcement as it is now; None when it is no longer ours to tell."""
        current = await self._outbox.read(course.id, owner=self._owner)
        if current is None or current.lease_until is None:
            return None
        if current.lease_until - self._clock.now() < LEASE_RESERVE:
            await self._outbox.give_back(course.id, is_certain=course.doubt is None)
            return None
        return replace(current, posting_since=course.doubt)

    async def _request(
        self, current: Announcement, step: Step, course: _Course, turn: Turn
    ) -> _After:
        """Make the one request that a step is about."""
        if step is Step.FIND:
            return await self._find(current, course)
        composed = await self._compose(current, course)
        if composed is None:
            turn.give_back()
            return await self._give_up(current)
        await turn.go()
        answer = await self._send(current, composed)
        if isinstance(answer, Undelivered):
            return await self._follow(answer, current, course)
        if step is Step.POST_AGAIN:  # it may say what it said then: the next claim edits it
            await self._outbox.keep_message(current.id, answer.message_id)
        else:
            await self._outbox.mark_told(
                current.id, version=composed.version, message_id=answer.message_id
            )
        return _Next.DONE

    async def _compose(self, current: Announcement, course: _Course) -> Composed[M] | None:
        """Return what to send, plainer after a mistake of ours; None after too many of them."""
        failed = self._failed.pop(current.id, 0)
        if failed >= MOST_COMPOSED:
            return None
        self._failed[current.id] = failed + 1
        try:
            composed = await self._composer.compose(current, is_plain=course.is_plain or failed > 0)
        except StoreUnavailable:
            self._failed[current.id] = failed
            raise
        del self._failed[current.id]
        return composed

    async def _give_up(self, current: Announcement, code: int = 0) -> _After:
        """Leave untold what can't be said, until there is something new to say."""
        log.error("announcement_given_up", announcement=current.id, code=code)
        await self._outbox.mark_told(current.id, version=current.version, message_id=None)
        return _Next.DONE

    async def _send(self, current: Announcement, composed: Composed[M]) -> Delivered | Undelivered:
        channel_id, content = current.channel_id, composed.content
        if current.message_id is None:
            return await self._messenger.post(channel_id, content, nonce=current.nonce)
        return await self._messenger.edit(channel_id, current.message_id, content)

    async def _find(self, current: Announcement, course: _Course) -> _After:
        """Find out whether an earlier try arrived."""
        answer = await self._look_for(current, current.posting_since or current.since)
        if isinstance(answer, Delivered):
            await self._outbox.keep_message(current.id, answer.message_id)
            return _Next.DONE
        if answer is not None and answer.problem is not DeliveryProblem.SUBSCRIPTION:
            return self._heeded(answer)
        # Not there, or we may not look: then a repeat is better than silence.
        await self._outbox.begin_anew(current.id, now=self._clock.now())
        course.doubt = None
        return _Next.AGAIN

    async def _follow(self, trouble: Undelivered, current: Announcement, course: _Course) -> _After:
        """Do what a refusal asks for."""
        log.warning("undelivered", problem=trouble.problem.value, code=trouble.code)
        if trouble.problem is DeliveryProblem.OUR_BUG:
            return await self._plainer(trouble, current, course)
        if trouble.problem is DeliveryProblem.MESSAGE and current.message_id is not None:
            await self._outbox.lose_message(current.id, now=self._clock.now())
            return _Next.AGAIN
        if trouble.problem in {DeliveryProblem.MESSAGE, DeliveryProblem.SUBSCRIPTION}:
            await self._suspend(current, trouble)
            return replace(trouble, problem=DeliveryProblem.SUBSCRIPTION)
        return self._heeded(trouble)

    async def _plainer(
        self, trouble: Undelivered, current: Announcement, course: _Course
    ) -> _After:
        """Say it in plain text; what even then can't be read is given up."""
        if not course.is_plain:
            course.is_plain = True
            return _Next.AGAIN
        return await self._give_up(current, trouble.code)

    async def _suspend(self, current: Announcement, trouble: Undelivered) -> None:
        suspension = Suspension(
            guild_id=current.guild_id,
            channel_id=current.channel_id,
            code=trouble.code,
            since=self._clock.now(),
        )
        await self._outbox.suspend(suspension)

    def _heeded(self, trouble: Undelivered) -> Undelivered:
        """Hold everything back when it is not about one channel."""
        self._pacer.heed(trouble)
        return trouble

    async def _gather(self, current: Announcement, step: Step, course: _Course) -> _After:
        """Make one summary of all that a channel has not heard, where that is more than one thing.

        What may have arrived after all is looked for first.
        """
        course.is_gathered = True
        held_up = await self._outbox.claim_held_up(
            current.channel_id, owner=self._owner, now=self._clock.now(), lease=LEASE
        )
        others = [one for one in held_up if one.id != current.id]
        if step is Step.GATHER and not others:
            return _Next.AGAIN
        untold: list[int] = []
        for one in (current, *others):
            answer = await self._is_untold(one)
            if isinstance(answer, Undelivered):
                await self._release(others, answer)
                return answer
            if answer:
                untold.append(one.id)
        await self._give_back(one for one in others if one.id not in untold)
        if untold:
            if current.id not in untold:
                await self._outbox.give_back(current.id, is_certain=False)
            summary = await self._outbox.fold(untold, now=self._clock.now())
            course.id, course.doubt = summary.id, None
        return _Next.AGAIN

    async def _is_untold(self, one: Announcement) -> bool | Undelivered:
        """Tell whether nothing of an announcement arrived; look for it where that is in doubt."""
        if one.posting_since is None:
            return True
        async with self._pacer.turn(one.channel_id, Priority.ROUTINE):
            answer = await self._look_for(one, one.posting_since)
        if isinstance(answer, Delivered):
            await self._outbox.keep_message(one.id, answer.message_id)
            return False
        if answer is not None and answer.problem is not DeliveryProblem.SUBSCRIPTION:
            return self._heeded(answer)
        is_remembered = self._clock.now() - one.posting_since < NONCE_TRUST
        return answer is None or not is_remembered

    async def _look_for(self, one: Announcement, since: datetime) -> Delivered | Undelivered | None:
        return await self._messenger.find(one.channel_id, nonce=one.nonce, since=since)

    async def _give_back(self, others: Iterable[Announcement]) -> None:
        for one in others:
            await self._outbox.give_back(one.id, is_certain=False)

    async def _release(self, others: Iterable[Announcement], trouble: Undelivered) -> None:
        for one in others:
            await self.put_off(one, replace(trouble, is_certain=True), doubt=one.posting_since)


def _shut_out(seconds: float) -> Undelivered:
    return Undelivered(
        problem=DeliveryProblem.WHOLE_ADDRESS, retry_after=timedelta(seconds=seconds)
    )
