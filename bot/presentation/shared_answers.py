"""One answer for the many who ask the same thing in one channel within minutes.

Process memory only, and nobody's name: where the newest answer about a thing stands, and how it is
changed.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.presentation.members import add_asking
from bot.presentation.posted import Posted
from bot.presentation.rendered import Rendered
from bot.triage.verdict import Verdict

FRESH = 180.0  # seconds for which an answer may be pointed at
KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A thing in a channel of a server."""

    guild_id: int
    channel_id: int
    about: str


@dataclass(slots=True, kw_only=True, eq=False)
class SharedAnswer:
    """The newest public answer about a thing in a channel; on its way, or there."""

    spot: Spot
    verdict: Verdict
    message: Rendered  # without a number of askers
    locale: str
    at: float  # monotonic
    counted: int = 0  # askers that it should tell of
    told: int = 0  # askers that it tells of
    is_changing: bool = False
    posted: asyncio.Future[Posted | None] = field(default_factory=asyncio.Future)

    def says(self, verdict: Verdict) -> bool:
        """Say whether it tells what another look found too."""
        mine, other = self.verdict, verdict
        return (mine.state, mine.hop, mine.cause) == (other.state, other.hop, other.cause)

    def settle(self, posted: Posted | None) -> None:
        """Take in where it stands; None: it did not get there."""
        if not self.posted.done():
            self.posted.set_result(posted)


def render_shared(answer: SharedAnswer) -> Rendered:
    """Render a shared answer with how many asked, once they are many."""
    if not answer.told:
        return answer.message
    return add_asking(answer.message, answer.told, answer.locale)


class SharedAnswers:
    """Shared answers by spot. The oldest give way. Belongs to one client."""

    def __init__(self, clock: Clock, *, kept: int = KEPT) -> None:
        self._clock = clock
        self._kept = kept
        self._answers: OrderedDict[Spot, SharedAnswer] = OrderedDict()  # the oldest first
        self._spots: dict[int, Spot] = {}  # by message

    def __len__(self) -> int:
        return len(self._answers)

    def open(self, spot: Spot, verdict: Verdict, message: Rendered, locale: str) -> SharedAnswer:
        """Take an answer that is about to be written for the one that others share from now on."""
        self._expire()
        self.drop(self._answers.get(spot))
        answer = SharedAnswer(
            spot=spot,
            verdict=verdict,
            message=message,
            locale=locale,
            at=self._clock.monotonic(),
        )
        self._answers[spot] = answer
        if len(self._answers) > self._kept:
            self.drop(next(iter(self._answers.values())))
        return answer

    def settle(self, answer: SharedAnswer, posted: Posted | None) -> None:
        """Take in where an answer stands; None: it did not get there, and nobody shares it."""
        answer.settle(posted)
        if posted is None:
            self.drop(answer)
        elif self.is_shared(answer):
            self._spots[posted.message_id] = answer.spot

    def find(self, spot: Spot, verdict: Verdict) -> SharedAnswer | None:
        """Return the answer to share: a fresh one that says what was found again."""
        self._expire()
        answer = self._answers.get(spot)
        return answer if answer is not None and answer.says(verdict) else None

    def is_shared(self, answer: SharedAnswer) -> bool:
        """Say whether an answer is still the one to share, and fresh."""
        self._expire()
        return self._answers.get(answer.spot) is answer

    def drop(self, answer: SharedAnswer | None) -> None:
        """Let nobody share an answer any more. Whoever waits for it gets one of their own."""
        if answer is None or self._answers.get(answer.spot) is not answer:
            return
        del self._answers[answer.spot]
        if not answer.posted.done():
            answer.settle(None)
        elif (posted := answer.posted.result()) is not None:
            self._spots.pop(posted.message_id, None)

    def drop_message(self, message_id: int) -> None:
        """Let nobody share an answer whose message was deleted."""
        spot = self._spots.get(message_id)
        if spot is not None:
            self.drop(self._answers.get(spot))

    def clear(self) -> None:
        """Let nobody share anything: the client that can change the messages is gone."""
        for answer in tuple(self._answers.values()):
            self.drop(answer)

    def _expire(self) -> None:
        until = self._clock.monotonic() - FRESH
        while self._answers and (first := next(iter(self._answers.values()))).at <= until:
            self.drop(first)
