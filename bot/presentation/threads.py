"""Opening a thread below the message of an outage, for people to talk in.

It is one more request for a message: it waits for a turn of its own, and no delivery waits for it.
A thread has its message's id, so a message never gets two. What failed, or was lost when the bot
died, is tried again when its message changes while it is young: from an old message, Discord would
write into the channel that a thread was started. Nothing is written into a thread: what is said
once and kept true stands above it.
"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import discord
import structlog

from bot.clock import Clock
from bot.presentation.classifying import THREAD_EXISTS
from bot.presentation.connection import Connection
from bot.presentation.places import Place, may_open_threads
from bot.presentation.requests import attempt
from bot.watching.delivery import DeliveryProblem, Undelivered
from bot.watching.messages import Priority
from bot.watching.pacer import Pacer

log = structlog.stdlib.get_logger(__name__)

PATIENCE = 5.0  # seconds; for longer than that discord.py only sits out a limit
REST = 600.0  # seconds without a try in a channel where one failed
YOUNG = timedelta(hours=1)
ARCHIVED_AFTER: Final = 1440  # minutes without a word: a day
HAS_THREAD = 1 << 5  # the flag of a message


class Threader:
    """Opens threads where we may. Failures are logged and change nothing."""

    def __init__(self, *, connection: Connection, pacer: Pacer, clock: Clock) -> None:
        self._connection = connection
        self._pacer = pacer
        self._clock = clock
        # Messages that have a thread or are about to; somebody may have deleted it since.
        self._opened: dict[int, None] = {}
        self._resting: dict[int, float] = {}  # channels that open none, until when
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self, place: Place | None, message: Mapping[str, Any], name: str) -> None:
        """See to it that a message has a thread, where it should and may have one."""
        message_id = int(message["id"])
        has_one = bool(message.get("flags", 0) & HAS_THREAD)
        if not name or has_one or place is None or not may_open_threads(place):
            return
        if not self._is_young(message_id) or message_id in self._opened or self._rests(place.id):
            return
        self._forget_old()
        self._opened[message_id] = None
        task = asyncio.create_task(self._open(place.id, message_id, name))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def aclose(self) -> None:
        """End what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _open(self, channel_id: int, message_id: int, name: str) -> None:
        async with self._pacer.turn(channel_id, Priority.ROUTINE) as turn:
            if self._rests(channel_id):  # another one failed before
                turn.give_back()
                self._opened.pop(message_id, None)
                return
            await turn.go()
            trouble = await attempt(
                self._connection,
                lambda client: client.http.start_thread_with_message(
                    channel_id, message_id, name=name, auto_archive_duration=ARCHIVED_AFTER
                ),
                patience=PATIENCE,
            )
        if isinstance(trouble, Undelivered) and trouble.code != THREAD_EXISTS:
            self._fail(channel_id, message_id, trouble)

    def _fail(self, channel_id: int, message_id: int, trouble: Undelivered) -> None:
        log.info("unthreaded", problem=trouble.problem.value, code=trouble.code)
        self._opened.pop(message_id, None)
        if trouble.problem is DeliveryProblem.MESSAGE:  # it is gone: no other one's trouble
            return
        asked = 0.0 if trouble.retry_after is None else trouble.retry_after.total_seconds()
        self._resting[channel_id] = self._clock.monotonic() + max(asked, REST)

    def _rests(self, channel_id: int) -> bool:
        now = self._clock.monotonic()
        return now < self._resting.get(channel_id, now)

    def _is_young(self, message_id: int) -> bool:
        return self._clock.now() - discord.utils.snowflake_time(message_id) < YOUNG

    def _forget_old(self) -> None:
        while self._opened and not self._is_young(oldest := next(iter(self._opened))):
            del self._opened[oldest]
