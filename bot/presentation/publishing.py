"""Publishing what was written in an announcement channel to the servers that follow it.

It is one more request for each message: it waits for a turn of its own, and no delivery waits for
it. What could not be published is tried again when its message changes; a change of a published
message reaches the followers by itself.
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from typing import Any

import structlog

from bot.clock import Clock
from bot.presentation.connection import Connection
from bot.presentation.places import Place, is_news
from bot.presentation.requests import attempt
from bot.watching.delivery import Undelivered
from bot.watching.messages import Priority
from bot.watching.pacer import Pacer

log = structlog.stdlib.get_logger(__name__)

PATIENCE = 5.0  # seconds; for longer than that discord.py only sits out a limit
MOST = 10  # an hour and channel: Discord's limit
HOUR = 3600.0
REST = 600.0  # seconds without a try in a channel where one failed
CROSSPOSTED = 1 << 0  # the flag of a message that is published


class Publisher:
    """Publishes messages, as many as Discord takes. Failures are logged and change nothing."""

    def __init__(self, *, connection: Connection, pacer: Pacer, clock: Clock) -> None:
        self._connection = connection
        self._pacer = pacer
        self._clock = clock
        self._tried: dict[int, deque[float]] = {}  # when, by channel
        self._resting: dict[int, float] = {}  # channels that publish nothing, until when
        self._tasks: set[asyncio.Task[None]] = set()

    def publish(self, place: Place | None, message: Mapping[str, Any]) -> None:
        """See to it that a message is published, where there is something to be done."""
        is_published = bool(message.get("flags", 0) & CROSSPOSTED)
        if place is None or is_published or not is_news(place) or not self._has_room(place.id):
            return
        task = asyncio.create_task(self._publish(place.id, int(message["id"])))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def aclose(self) -> None:
        """End what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _publish(self, channel_id: int, message_id: int) -> None:
        async with self._pacer.turn(channel_id, Priority.ROUTINE) as turn:
            if not self._has_room(channel_id):  # others went before
                turn.give_back()
                return
            self._tried.setdefault(channel_id, deque(maxlen=MOST)).append(self._clock.monotonic())
            trouble = await attempt(
                self._connection,
                lambda client: client.http.publish_message(channel_id, message_id),
                patience=PATIENCE,
            )
        if isinstance(trouble, Undelivered):
            log.info("unpublished", problem=trouble.problem.value, code=trouble.code)
            asked = 0.0 if trouble.retry_after is None else trouble.retry_after.total_seconds()
            self._resting[channel_id] = self._clock.monotonic() + max(asked, REST)

    def _has_room(self, channel_id: int) -> bool:
        now = self._clock.monotonic()
        if now < self._resting.get(channel_id, now):
            return False
        tried = self._tried.get(channel_id)
        return tried is None or len(tried) < MOST or now - tried[0] >= HOUR
