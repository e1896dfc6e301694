"""Many members ask the same thing: the first get answers of their own, the others share one.

Members of a server alone, and each channel for itself: whoever is pointed at an answer sees it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.asking.answer import Answer, Asker
from bot.client import GatewiseBot
from bot.presentation.custom_ids import key_of
from bot.presentation.delivery import Sent
from bot.presentation.fusing import judged
from bot.presentation.members import render_pointer
from bot.presentation.posted import OnPosted, Posted
from bot.presentation.rendered import Rendered
from bot.presentation.shared_answers import SharedAnswer, Spot, render_shared

OWN_ANSWERS = 3  # members within three minutes, each of whom gets the whole answer
PATIENCE = 0.5  # seconds for an answer that is being written; Discord waits for three in all
BETWEEN = 2.0  # seconds between two changes of a number

Send = Callable[[Rendered, OnPosted | None], Awaitable[Sent]]
Point = Callable[[Rendered], Awaitable[Sent]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody is about to be told, and where they asked."""

    asker: Asker
    channel_id: int | None
    answer: Answer
    message: Rendered
    locale: str

    @property
    def about(self) -> str:
        """The short name of what it is about."""
        return str(key_of(self.answer.key))

    @property
    def spot(self) -> Spot | None:
        """What many may ask about together; None outside of servers, and for what is private."""
        guild_id, channel_id = self.asker.guild_id, self.channel_id
        if guild_id is None or channel_id is None or self.message.is_private:
            return None
        return Spot(guild_id, channel_id, self.about)


class Sharing:
    """Gives one answer, or points at another."""

    def __init__(self, bot: GatewiseBot) -> None:
        self._members = bot.rooms.members
        self._clock = bot.rooms.clock
        self._shared = bot.shared
        self._delivery = bot.delivery
        self._given: SharedAnswer | None = None  # it stands there, and others may share it

    async def give(self, question: Question, send: Send, point: Point | None) -> bool:
        """Send the whole answer; False: point at one that everybody in the channel can read.

        Without `point` it is always the whole answer, and others share it from now on.
        """
        count, spot = self._note(question), question.spot
        if spot is None:
            await send(question.message, None)
            return True
        found = await self._find(question, spot) if point and count > OWN_ANSWERS else None
        if found is None or point is None:
            self._given = await self._post(question, spot, count, send)
            return True
        shared, posted = found
        await point(render_pointer(question.message, posted.link, count, question.locale))
        await self._tell(shared, posted, count)
        return False

    async def grow(self, question: Question, posted: Posted) -> Sent:
        """Change the answer that was given to one that knows more."""
        shared = self._given
        if shared is None:
            return await self._delivery.amend(posted, lambda: question.message)
        shared.verdict, shared.message = judged(question.answer), question.message
        return await self._change(shared, posted)

    def _note(self, question: Question) -> int:
        """Note that a member asks; return how many did. A refused target is no question."""
        asker = question.asker
        if asker.guild_id is None or question.message.is_private:
            return 0
        return self._members.note_asking(asker.guild_id, question.about, asker.user_id)

    async def _find(self, question: Question, spot: Spot) -> tuple[SharedAnswer, Posted] | None:
        """Return the answer to share, once it is there. Where one failed, another may be coming."""
        try:
            async with asyncio.timeout(PATIENCE):
                while (shared := self._shared.find(spot, judged(question.answer))) is not None:
                    posted = await asyncio.shield(shared.posted)
                    if posted is not None:
                        return shared, posted
        except TimeoutError:
            pass
        return None

    async def _post(self, question: Question, spot: Spot, count: int, send: Send) -> SharedAnswer:
        """Send a whole answer, and have it shared by whoever asks next."""
        shared = self._shared.open(spot, judged(question.answer), question.message, question.locale)
        if count > OWN_ANSWERS:
            shared.counted = shared.told = count
        try:
            await send(render_shared(shared), lambda posted: self._shared.settle(shared, posted))
        finally:
            if not shared.posted.done():
                self._shared.settle(shared, None)
        return shared

    async def _tell(self, shared: SharedAnswer, posted: Posted, count: int) -> None:
        """Have the shared answer say how many asked; a crowd costs it a few changes, no more."""
        shared.counted = max(shared.counted, count)
        if shared.is_changing:
            return
        shared.is_changing = True
        try:
            while shared.counted > shared.told and self._shared.is_shared(shared):
                shared.told = shared.counted
                await self._change(shared, posted)
                await self._clock.sleep(BETWEEN)
        finally:
            shared.is_changing = False

    async def _change(self, shared: SharedAnswer, posted: Posted) -> Sent:
        """Have a shared answer say what it is to say by the time it is changed."""
        sent = await self._delivery.amend(posted, lambda: render_shared(shared))
        if sent is Sent.GONE:
            self._shared.drop(shared)
        return sent
