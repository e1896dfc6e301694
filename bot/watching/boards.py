"""Boards: one message with all watches of a server, kept true without being a nuisance.

A board is compared with the truth after every change that is stored, and every half minute; it is
edited only when it would read differently. Once somebody deleted it, it is posted again; deleted
twice, it is not wanted, and stays away until an admin makes a new one.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from hashlib import blake2b
from typing import Generic, Protocol, TypeVar

import structlog

from bot.clock import Clock
from bot.watching.delivery import DeliveryProblem, Undelivered
from bot.watching.messages import Priority
from bot.watching.pacer import Pacer
from bot.watching.ports import Board
from bot.watching.recording import StoreUnavailable
from bot.watching.standings import Standing, Standings
from bot.watching.waking import Waking
from bot.watching.writing import Writer

log = structlog.stdlib.get_logger(__name__)

EDIT_SECONDS = 30.0  # Discord takes few edits of a message that is older than an hour
COMPARE_SECONDS = 30.0
LOOK_SECONDS = 2.0  # many changes at once are one comparison
REFUSED_SECONDS = 600.0  # a permission that is missing comes back by a person's hand
CLEAR_SECONDS = 10.0
REST = 10.0  # comparing takes no more than about a tenth of the time
MOST_REMADE = 1
MOST_BOARDS = 10  # of one server
UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008  # a locked thread answers otherwise: its message still stands

M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)


class BoardProblem(StrEnum):
    """Why there is no board, or none that is true."""

    EXISTS = "exists"  # the channel has one
    TOO_MANY = "too-many"  # the server has as many as it may
    REFUSED = "refused"  # Discord does not let us write there
    UNSURE = "unsure"  # it did not answer; we go on trying


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """All that a board shows."""

    guild_id: int
    standings: tuple[Standing, ...]
    now: datetime  # for planned work; not shown
    is_blind: bool = False  # our own network is bad: nobody knows


class Boards(Protocol):
    """What boards need of storage. Any call may raise `StoreUnavailable`."""

    async def save(self, board: Board, at: datetime) -> None:
        """Keep a channel's board."""
        ...

    async def remove(self, channel_id: int) -> bool:
        """Forget a channel's board. False: there is none."""
        ...

    async def all(self) -> tuple[Board, ...]:
        """Return every board of servers that the bot is in."""
        ...


class BoardPainter(Protocol[M_co]):
    """What turns a view into a message: presentation. Equal views make equal messages."""

    async def paint(self, view: BoardView) -> M_co:
        """Return the message."""
        ...


@dataclass(slots=True)
class _Shown(Generic[M]):
    """What a board's message says, as far as this process knows."""

    content: M | None = None
    next_at: float = float("-inf")  # monotonic seconds: left alone until then


class BoardKeeper(Generic[M]):
    """Keeps every board true. `is_blind` tells whether our own network is bad."""

    def __init__(
        self,
        *,
        boards: Boards,
        standings: Standings,
        painter: BoardPainter[M],
        writer: Writer[M],
        pacer: Pacer,
        clock: Clock,
        is_blind: Callable[[], bool] = lambda: False,
    ) -> None:
        self._boards = boards
        self._standings = standings
        self._painter = painter
        self._writer = writer
        self._pacer = pacer
        self._clock = clock
        self._is_blind = is_blind
        self._shown: dict[int, _Shown[M]] = {}
        self._locks: dict[int, asyncio.Lock] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._soonest = float("inf")
        self._waking = Waking(clock)

    def wake(self) -> None:
        """Say that some board may be out of date."""
        self._waking.wake()

    async def run(self) -> None:
        """Work until cancelled."""
        try:
            while True:
                self._waking.begin()
                began = self._clock.monotonic()
                try:
                    await self.compare()
                except StoreUnavailable:
                    log.warning("boards_unavailable")
                passed = self._clock.monotonic() - began
                await self._clock.sleep(max(LOOK_SECONDS, REST * passed))
                await self._wait()
        finally:
            await self.aclose()

    async def compare(self) -> None:
        """Compare every board with the truth, and begin to mend those that differ."""
        self._soonest = float("inf")
        known: dict[int, M | None] = {}
        for board in await self._boards.all():
            if is_given_up(board) or self._lock(board.channel_id).locked():
                continue
            if board.guild_id not in known:
                known[board.guild_id] = await self._try_to_paint(board.guild_id)
            content = known[board.guild_id]
            if content is not None and self._is_due(board, content):
                self._begin(board, content)

    async def settle(self) -> None:
        """Wait until what was begun is done."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def aclose(self) -> None:
        """End what is under way."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def of_guild(self, guild_id: int) -> tuple[Board, ...]:
        """Return a server's boards. Raises `StoreUnavailable`."""
        return tuple(one for one in await self._boards.all() if one.guild_id == guild_id)

    async def create(self, guild_id: int, channel_id: int) -> BoardProblem | None:
        """Post a board, and keep it from now on. Raises `StoreUnavailable`."""
        # Admins who create at once wait for one another: the limit is for all of them.
        async with self._lock(-guild_id), self._lock(channel_id):
            others = await self.of_guild(guild_id)
            here = next((one for one in others if one.channel_id == channel_id), None)
            if here is not None and not is_given_up(here):
                return BoardProblem.EXISTS
            if here is None and len(others) >= MOST_BOARDS:
                return BoardProblem.TOO_MANY
            now = self._clock.now()
            board = Board(guild_id=guild_id, channel_id=channel_id, made_at=now)
            await self._boards.remove(channel_id)
            await self._boards.save(board, now)
            if self._pacer.held_seconds:  # for minutes; nobody is kept waiting for that
                return BoardProblem.UNSURE
            problem = await self._mend(board, await self._paint(guild_id))
            if problem is BoardProblem.REFUSED:
                await self._boards.remove(channel_id)
            return problem

    async def remove(self, guild_id: int, channel_id: int) -> bool:
        """Take a board away. False: that server has none there. Raises `StoreUnavailable`."""
        async with self._lock(channel_id):
            mine = await self.of_guild(guild_id)
            here = next((one for one in mine if one.channel_id == channel_id), None)
            if here is None:
                return False
            await self._forget(channel_id)
            if here.message_id is not None:
                async with self._pacer.turn(channel_id, Priority.ROUTINE):
                    await self._writer.delete(channel_id, here.message_id)
        return True

    async def clear(self, guild_id: int) -> None:
        """Take all boards of a server away, as far as Discord takes it soon.

        Raises `StoreUnavailable`.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(CLEAR_SECONDS):
                for board in await self.of_guild(guild_id):
                    await self.remove(guild_id, board.channel_id)

    async def _try_to_paint(self, guild_id: int) -> M | None:
        """Paint a board; None after a mistake of ours, which holds up no other server's board."""
        (painted,) = await asyncio.gather(self._paint(guild_id), return_exceptions=True)
        if isinstance(painted, StoreUnavailable):
            raise painted
        if isinstance(painted, BaseException):
            log.error("board_not_painted", guild=guild_id, exc_info=painted)
            return None
        return painted

    async def _paint(self, guild_id: int) -> M:
        view = BoardView(
            guild_id=guild_id,
            standings=await self._standings.of_guild(guild_id),
            now=self._clock.now(),
            is_blind=self._is_blind(),
        )
        return await self._painter.paint(view)

    def _is_due(self, board: Board, content: M) -> bool:
        """Tell whether a board would read differently and may be touched."""
        shown = self._shown.setdefault(board.channel_id, _Shown())
        if shown.content == content and board.message_id is not None:
            return False
        if self._clock.monotonic() >= shown.next_at:
            return not self._pacer.held_seconds
        self._soonest = min(self._soonest, shown.next_at)
        return False

    def _begin(self, board: Board, content: M) -> None:
        task = asyncio.create_task(self._mend_alone(board, content))
        self._tasks.add(task)
        task.add_done_callback(partial(self._on_done, board.channel_id))

    def _on_done(self, channel_id: int, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, StoreUnavailable):
            log.warning("boards_unavailable")
        elif error is not None:
            log.error("board_failed", channel=channel_id, exc_info=error)

    async def _mend_alone(self, board: Board, content: M) -> None:
        """Mend a board, unless somebody was quicker or took it away meanwhile."""
        async with self._lock(board.channel_id):
            if board not in await self._boards.all():
                return
            known = board if board.message_id is not None else await self._find(board, content)
            if known is not None:
                await self._mend(known, content)

    async def _find(self, board: Board, content: M) -> Board | None:
        """Return a board with the message of an earlier try, if one arrived; None: not known yet.

        Its nonce may be forgotten by now, or find a message that tells of an older state.
        """
        async with self._pacer.turn(board.channel_id, Priority.ROUTINE):
            found = await self._writer.find(
                board.channel_id, content, since=board.made_at or self._clock.now()
            )
        if isinstance(found, Undelivered):
            if found.problem is DeliveryProblem.SUBSCRIPTION:
                return board  # we may not look; posting tells what else we may not
            await self._follow(found, board, content)
            return None
        if not found:
            return board
        kept = replace(board, message_id=found[-1].message_id)
        await self._save(kept)
        return kept

    async def _mend(self, board: Board, content: M) -> BoardProblem | None:
        """Let a board's message say what is true; what is in the way is returned."""
        channel_id = board.channel_id
        async with self._pacer.turn(channel_id, Priority.ROUTINE):
            if board.message_id is None:
                answer = await self._writer.post(channel_id, content, nonce=_nonce(board))
            else:
                answer = await self._writer.edit(channel_id, board.message_id, content)
        if isinstance(answer, Undelivered):
            return await self._follow(answer, board, content)
        self._shown[channel_id] = _Shown(content, self._clock.monotonic() + EDIT_SECONDS)
        if board.message_id is None:
            await self._save(replace(board, message_id=answer.message_id))
        return None

    async def _follow(self, trouble: Undelivered, board: Board, content: M) -> BoardProblem | None:
        """Do what a refusal asks for."""
        log.warning("board_not_shown", problem=trouble.problem.value, code=trouble.code)
        if trouble.code == UNKNOWN_MESSAGE and board.message_id is not None:
            gone = replace(board, message_id=None, remade=board.remade + 1)
            await self._save(gone)
            return None if is_given_up(gone) else await self._mend(gone, content)
        if trouble.code == UNKNOWN_CHANNEL:
            await self._forget(board.channel_id)
            return BoardProblem.REFUSED
        is_sure = trouble.problem not in _UNSURE
        wait = REFUSED_SECONDS if is_sure else EDIT_SECONDS
        self._pacer.heed(trouble)
        self._shown[board.channel_id] = _Shown(None, self._clock.monotonic() + wait)
        return BoardProblem.REFUSED if is_sure else BoardProblem.UNSURE

    async def _save(self, board: Board) -> None:
        await self._boards.save(board, self._clock.now())

    async def _forget(self, channel_id: int) -> None:
        await self._boards.remove(channel_id)
        self._shown.pop(channel_id, None)

    def _lock(self, channel_id: int) -> asyncio.Lock:
        return self._locks.setdefault(channel_id, asyncio.Lock())

    async def _wait(self) -> None:
        """Wait for a change, for a board that may be touched again, or a little."""
        soonest = self._soonest - self._clock.monotonic()
        await self._waking.wait(min(COMPARE_SECONDS - LOOK_SECONDS, soonest))


_UNSURE = frozenset({DeliveryProblem.TEMPORARY, DeliveryProblem.WHOLE_ADDRESS})


def is_given_up(board: Board) -> bool:
    """Tell whether a board was deleted so often that nobody seems to want it."""
    return board.remade > MOST_REMADE


def _nonce(board: Board) -> str:
    """Return the same for every try to post one message, and only for that."""
    text = f"{board.channel_id} {board.made_at} {board.remade}"
    return f"b{blake2b(text.encode(), digest_size=12).hexdigest()}"
