"""What a person sees after they did something: waiting, thinking, an answer, or nothing."""

import asyncio
from collections.abc import Callable
from enum import StrEnum

from sandbox.discord.core import Core
from sandbox.discord.interactions import FIRST_ANSWER, TOKEN_LIFE, Answer, Interaction
from sandbox.discord.json_types import Json
from sandbox.discord.things import Message

_GRACE = 0.005  # look again just after a deadline, not just before it


class State(StrEnum):
    """What an interaction looks like to the person who started it."""

    WAITING = "waiting"
    THINKING = "thinking"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    CHOICES = "choices"
    MODAL = "modal"
    FAILED = "failed"


class NoAnswer(Exception):
    """The person was told that the application did not respond, or sees no answer any more."""


class Handle:
    """One interaction through the eyes of the person who started it."""

    def __init__(self, core: Core, interaction: Interaction) -> None:
        self._core = core
        self.interaction = interaction

    @property
    def state(self) -> State:
        """What the person sees at this moment."""
        asked = self.interaction
        if asked.answer is None:
            return State.FAILED if self._core.interactions.is_late(asked) else State.WAITING
        if asked.answer in (Answer.CHOICES, Answer.MODAL):
            return State(asked.answer.name.lower())
        is_thinking = asked.original is not None and asked.original.is_thinking
        if is_thinking and not asked.followups:
            return State.FAILED if self._core.interactions.is_expired(asked) else State.THINKING
        if asked.answer is Answer.DEFER_UPDATE and not asked.touched:
            return State.ACKNOWLEDGED
        return State.ANSWERED

    @property
    def seconds_to_first_answer(self) -> float | None:
        """How long the bot took to acknowledge, by the stand-in's clock; None if it did not."""
        if self.interaction.answered is None:
            return None
        return self.interaction.answered - self.interaction.created

    @property
    def visible(self) -> list[Message]:
        """The messages this interaction led to that the person sees now, oldest first."""
        asked = self.interaction
        mine = [asked.original, *asked.followups]
        there = asked.channel.messages
        return [m for m in mine if m and m.id in there and m.is_visible_to(asked.user)]

    async def answer(self, within: float = 5.0) -> Message:
        """Wait for the answer itself ("thinking" is none) and return it.

        A message the bot changed counts; of several messages the newest is returned. Raises
        NoAnswer when Discord gives up, TimeoutError when `within` real seconds do.
        """
        await self.until(lambda seen: seen.state in (State.ANSWERED, State.FAILED), within)
        if self.state is State.FAILED:
            raise NoAnswer("The application did not respond")
        if not self.visible:
            raise NoAnswer("The answer was deleted")
        return self.visible[-1]

    async def choices(self, within: float = 5.0) -> list[Json]:
        """Wait for autocomplete suggestions. Raises NoAnswer or TimeoutError."""
        await self.until(lambda seen: seen.state in (State.CHOICES, State.FAILED), within)
        if self.state is State.FAILED:
            raise NoAnswer("Loading options failed")
        return self.interaction.choices

    async def until(self, is_so: Callable[["Handle"], bool], within: float = 5.0) -> None:
        """Wait until the person sees something. Raises TimeoutError after `within` seconds."""
        async with asyncio.timeout(within):
            while not is_so(self):
                await self.interaction.changes.next(self._next_deadline())

    async def failed(self, within: float = 5.0) -> None:
        """Wait until the person is told that the application did not respond."""
        await self.until(lambda seen: seen.state is State.FAILED, within)

    def _next_deadline(self) -> float:
        age = self._core.clock.now() - self.interaction.created
        life = FIRST_ANSWER if self.interaction.answer is None else TOKEN_LIFE
        return max(life - age, 0.0) + _GRACE


class Saying:
    """A message a person wrote, and the bot's reply to it."""

    def __init__(self, core: Core, message: Message) -> None:
        self._core = core
        self.message = message

    @property
    def reply(self) -> Message | None:
        """The bot's newest message since, in the same channel."""
        newest = self.message.channel.last(self._core.world.bot)
        return newest if newest and newest.id > self.message.id else None

    async def answer(self, within: float = 5.0) -> Message:
        """Wait for the bot's reply. Raises TimeoutError after `within` seconds."""
        await self._core.changes.until(lambda: self.reply is not None, within=within)
        if self.reply is None:
            raise NoAnswer("The reply is gone again")
        return self.reply
