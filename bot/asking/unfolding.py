"""An answer as it grows: what is known soon is told at once, what comes late is added to it.

Nothing that may take long holds up the first word. A look that hangs is waited for in the open, and
other places and the official page are heard beside it.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Coroutine
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

import structlog

from bot.asking.answer import Answer, Asker, Outcome
from bot.asking.elsewhere import Elsewhere, Spent
from bot.asking.official import OfficialWord
from bot.asking.questions import Subject
from bot.catalogue.service import Service
from bot.clock import Clock
from bot.probing.target import Target
from bot.triage.fusing import Known
from bot.triage.verdict import State
from bot.vantage.sighting import Problem, Sighting

# Seconds after the question: what follows is Discord's, and a crowd's, and due within three.
FIRST_WORD = 2.1
COMPLETE = 11.5  # seconds after the question; what comes later is left out
AT_HAND = 0.02  # seconds: what is remembered needs no second edition

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """There is no answer yet: the look is still on its way."""

    subject: Subject
    asks_elsewhere: bool  # whether other places are asked meanwhile


Stage = Waiting | Outcome
Piece = Sighting | Spent | OfficialWord | None
Pieces = set[asyncio.Task[Piece]]
T = TypeVar("T")

# What our own look leaves open: it failed, was turned away, or we can't tell.
OPEN = frozenset({State.DOWN, State.BLOCKED, State.UNKNOWN})


class Asks(Protocol):
    """Whoever answers questions: `bot.asking.asking.Asking`."""

    async def ask(self, question: str, asker: Asker, *, again: bool = False) -> Outcome:
        """Look, judge, and answer; or decline."""
        ...

    def subject(self, question: str, asker: Asker, *, again: bool = False) -> Subject | None:
        """Return what a question is about, without looking."""
        ...

    async def hear(self, service: Service | None) -> OfficialWord | None:
        """Return what the official page of a service says."""
        ...


class Stages:
    """The stages of one answer, in order. Close it to stop waiting."""

    def __init__(self, stages: AsyncGenerator[Stage, None]) -> None:
        """Begin at once. Must be made inside the running event loop."""
        self._stages = stages
        self._first = asyncio.ensure_future(anext(stages))

    async def are_begun(self, seconds: float) -> bool:
        """Wait a moment; say whether the first stage is there."""
        return await _is_done(self._first, seconds)

    async def __aiter__(self) -> AsyncIterator[Stage]:
        yield await self._first
        async for stage in self._stages:
            yield stage

    async def aclose(self) -> None:
        """Stop waiting. What others wait for too goes on."""
        self._first.cancel()
        await asyncio.wait({self._first})
        await self._stages.aclose()


class Unfolding:
    """Answers questions in stages. The last one is the whole answer."""

    def __init__(self, asking: Asks, elsewhere: Elsewhere, clock: Clock) -> None:
        self._asking = asking
        self._elsewhere = elsewhere
        self._clock = clock

    def unfold(self, question: str, asker: Asker, *, again: bool = False) -> Stages:
        """Begin to answer; a stage comes each time when more is known."""
        return Stages(self._stages(question, asker, again=again))

    async def _stages(
        self, question: str, asker: Asker, *, again: bool
    ) -> AsyncGenerator[Stage, None]:
        until = self._clock.monotonic() + COMPLETE
        look = asyncio.ensure_future(self._asking.ask(question, asker, again=again))
        pieces: Pieces = set()
        try:
            if not await _is_done(look, FIRST_WORD):
                subject = self._asking.subject(question, asker, again=again)
                if subject is not None:
                    pieces |= self._ask_places(subject.target, asker, until)
                    yield Waiting(subject=subject, asks_elsewhere=bool(pieces))
            outcome = await look
            if not isinstance(outcome, Answer):
                yield outcome
                return
            missing = self._missing(outcome, asker, until, places=pieces)
            pieces |= missing
            async for answer in _grow(outcome, missing):
                yield answer
        finally:
            for task in (look, *pieces):
                task.cancel()

    def _missing(self, answer: Answer, asker: Asker, until: float, *, places: Pieces) -> Pieces:
        """Ask for what an answer lacks; `places`: those that are asked already."""
        pieces: Pieces = set()
        if _leaves_open(answer) and self._elsewhere.can_look(answer, asker):
            pieces |= places or self._ask_places(answer.target, asker, until)
        if answer.official is None and answer.has_status_page:
            pieces.add(_start(self._in_time(self._asking.hear(answer.service), until)))
        return pieces

    def _ask_places(self, target: Target | None, asker: Asker, until: float) -> Pieces:
        if target is None or not self._elsewhere.can_look_at(target, asker):
            return set()
        return {_start(self._look_elsewhere(target, asker, until))}

    async def _look_elsewhere(self, target: Target, asker: Asker, until: float) -> Piece:
        seen = await self._in_time(self._elsewhere.look_unasked(target, asker), until)
        return seen or Sighting(at=self._clock.now(), problem=Problem.LATE)

    async def _in_time(self, work: Awaitable[T], until: float) -> T | None:
        """Return what comes by then. Work that others share in goes on."""
        try:
            async with asyncio.timeout(until - self._clock.monotonic()):
                return await work
        except TimeoutError:
            return None


async def _grow(answer: Answer, pieces: Pieces) -> AsyncGenerator[Answer, None]:
    """Yield an answer at once, and again with each piece that comes."""
    done, pending = await _wait(pieces, AT_HAND, asyncio.ALL_COMPLETED)
    while pending:
        answer = _added(answer, done)
        yield replace(answer, is_growing=True)
        done, pending = await _wait(pending, None, asyncio.FIRST_COMPLETED)
    yield _added(answer, done)


def _leaves_open(answer: Answer) -> bool:
    """Say whether other places may tell what our own look can't."""
    is_known = answer.known is Known.EDGE  # it turns everybody like us away, always
    return answer.verdict.state in OPEN and not is_known and answer.places is None


def _start(work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    task = asyncio.get_running_loop().create_task(work)
    task.add_done_callback(_note)
    return task


def _note(task: asyncio.Task[Any]) -> None:
    """Log what went wrong with a piece: it takes nothing else away."""
    if not task.cancelled() and task.exception() is not None:
        log.error("piece_failed", exc_info=task.exception())


async def _is_done(task: asyncio.Task[Any], seconds: float) -> bool:
    done, _ = await asyncio.wait({task}, timeout=seconds)
    return bool(done)


async def _wait(pieces: Pieces, seconds: float | None, for_what: str) -> tuple[Pieces, Pieces]:
    """Return the pieces that came within the time, and the others."""
    if not pieces:
        return set(), set()
    return await asyncio.wait(pieces, timeout=seconds, return_when=for_what)


def _added(answer: Answer, pieces: Pieces) -> Answer:
    """Return an answer with what came. A budget that is spent adds nothing."""
    for task in pieces:
        match None if task.cancelled() or task.exception() else task.result():
            case Sighting() as sighting:
                answer = replace(answer, places=sighting)
            case OfficialWord() as word:
                answer = replace(answer, official=word)
            case _:
                pass
    return answer
