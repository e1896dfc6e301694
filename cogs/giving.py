"""Giving an answer, stage by stage, in one message: what comes late changes it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import discord

from bot.asking.answer import Answer, Asker, Outcome
from bot.asking.unfolding import Stage, Stages, Waiting
from bot.client import GatewiseBot
from bot.presentation.delivery import Sent
from bot.presentation.growing import render_waiting
from bot.presentation.posted import OnPosted, Posted
from bot.presentation.rendered import Rendered
from cogs.sharing import Point, Question, Send, Sharing

Interaction = discord.Interaction[GatewiseBot]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How somebody is answered where they asked."""

    asker: Asker
    locale: str
    channel_id: int | None  # None: nobody else sees the answer
    send: Send  # the first message
    whisper: Point  # what is for them alone, and is no answer
    point: Point | None = None  # instead of an answer that stands there already
    takes_back: bool = False  # `point` takes back what stands for waiting
    shows_waiting: bool = True


class Giving:
    """Gives one answer."""

    def __init__(self, bot: GatewiseBot, render: Callable[[Outcome], Rendered], ways: Ways) -> None:
        self._delivery = bot.delivery
        self._sharing = Sharing(bot)
        self._render = render
        self._ways = ways
        self._posted: Posted | None = None
        self._is_given = False

    async def give(self, stages: Stages) -> Outcome | None:
        """Tell every stage as it comes, while somebody may read it.

        Return what the first one was that is no waiting.
        """
        first: Outcome | None = None
        async for stage in stages:
            if not isinstance(stage, Waiting):
                first = first or stage
            if not await self._tell(stage):
                break
        return first

    async def _tell(self, stage: Stage) -> bool:
        """Tell a stage; say whether a later one can be told too."""
        if isinstance(stage, Waiting):
            if not self._ways.shows_waiting:
                return True
            return await self._send(render_waiting(stage, self._ways.locale)) is not Sent.GONE
        message = self._render(stage)
        if not isinstance(stage, Answer) or message.is_private:
            await (self._ways.whisper if self._posted is None else self._send)(message)
            return False
        question = self._question(stage, message)
        if self._is_given and self._posted is not None:
            return await self._sharing.grow(question, self._posted) is not Sent.GONE
        self._is_given = await self._sharing.give(question, self._send, self._point())
        return self._is_given and self._posted is not None

    def _point(self) -> Point | None:
        """Return how to point at another answer: in the place of what stands for waiting."""
        is_waiting = self._posted is not None and not self._ways.takes_back
        return self._send if self._ways.point and is_waiting else self._ways.point

    async def _send(self, message: Rendered, on_posted: OnPosted | None = None) -> Sent:
        """Send the first message, or put another in its place."""
        sent, is_first = Sent.NO, self._posted is None
        if is_first:
            sent = await self._ways.send(message, self._stand)
        posted = self._posted
        # Whoever wrote there before us may still be at it, and what they write is older.
        if posted is not None and (not is_first or posted.turn.locked()):
            sent = await self._delivery.amend(posted, lambda: message)
        if posted is not None and on_posted is not None and sent is Sent.YES:
            on_posted(posted)
        return sent

    def _stand(self, posted: Posted) -> None:
        self._posted = posted

    def _question(self, answer: Answer, message: Rendered) -> Question:
        ways = self._ways
        return Question(
            asker=ways.asker,
            channel_id=ways.channel_id,
            answer=answer,
            message=message,
            locale=ways.locale,
        )


def ways_of_command(interaction: Interaction, asker: Asker, *, is_quick: bool) -> Ways:
    """Return how a command is answered: at once, or after "thinking" unless `is_quick`."""
    delivery = interaction.client.delivery
    send = partial(delivery.respond if is_quick else delivery.finish, interaction)
    return Ways(
        asker=asker,
        locale=interaction.locale.value,
        channel_id=interaction.channel_id,
        send=send,
        whisper=send,
        point=partial(delivery.respond if is_quick else delivery.finish_in_private, interaction),
        takes_back=True,
    )


def ways_of_press(interaction: Interaction, asker: Asker, *, is_quick: bool) -> Ways:
    """Return how *Check again* is answered: in the place of the answer it stands below.

    That one stays until there is a newer answer. What only one person sees is shared with nobody.
    """
    delivery, pressed = interaction.client.delivery, interaction.message
    is_hidden = pressed is not None and pressed.flags.ephemeral
    return Ways(
        asker=asker,
        locale=interaction.locale.value,
        channel_id=None if is_hidden else interaction.channel_id,
        send=partial(delivery.update if is_quick else delivery.finish, interaction),
        whisper=partial(delivery.respond if is_quick else delivery.follow_up, interaction),
        shows_waiting=False,
    )
