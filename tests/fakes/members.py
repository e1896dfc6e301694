"""Channels and direct messages in memory, for whoever writes outside of announcements."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Generic, TypeVar

from bot.clock import Clock
from bot.watching.delivery import Delivered, DeliveryProblem, Undelivered
from bot.watching.writing import Found

M = TypeVar("M")
NONCE_WINDOW = timedelta(minutes=5)
NO_DIRECT = Undelivered(problem=DeliveryProblem.SUBSCRIPTION, code=50007)
GONE = Undelivered(problem=DeliveryProblem.MESSAGE, code=10008)
DIRECT = 10**6  # a member's channel of direct messages is this much above their id


@dataclass(slots=True, kw_only=True)
class Written(Generic[M]):
    """A message that was sent."""

    id: int
    channel_id: int
    nonce: str
    at: datetime
    said: list[M] = field(default_factory=list)
    is_deleted: bool = False


class FakeWriter(Generic[M]):
    """Takes messages; `trouble` decides what goes wrong with a request of a kind."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.messages: list[Written[M]] = []
        self.requests: list[tuple[str, int]] = []
        self.closed: set[int] = set()
        self.trouble: Callable[[str, int], Undelivered | None] = lambda _kind, _id: None
        self._ids = count(5000)

    def standing(self, channel_id: int) -> list[Written[M]]:
        """Return the messages that stand in a channel."""
        return [one for one in self.messages if one.channel_id == channel_id and not one.is_deleted]

    async def post(self, channel_id: int, content: M, *, nonce: str) -> Delivered | Undelivered:
        trouble = self._ask("post", channel_id)
        if trouble is not None:
            return trouble
        if channel_id - DIRECT in self.closed:
            return NO_DIRECT
        for known in self.messages:
            is_recent = self.clock.now() - known.at < NONCE_WINDOW
            if (known.channel_id, known.nonce) == (channel_id, nonce) and is_recent:
                return Delivered(message_id=known.id)
        message = Written(
            id=next(self._ids),
            channel_id=channel_id,
            nonce=nonce,
            at=self.clock.now(),
            said=[content],
        )
        self.messages.append(message)
        return Delivered(message_id=message.id)

    async def find(
        self,
        channel_id: int,
        content: M,  # noqa: ARG002 - in these channels all are alike
        *,
        since: datetime,
    ) -> tuple[Found, ...] | Undelivered:
        trouble = self._ask("find", channel_id)
        if trouble is not None:
            return trouble
        return tuple(
            Found(message_id=one.id, named=frozenset(map(int, re.findall(r"\d+", f"{one.said}"))))
            for one in self.standing(channel_id)
            if one.at >= since
        )

    async def edit(self, channel_id: int, message_id: int, content: M) -> Delivered | Undelivered:
        trouble = self._ask("edit", channel_id)
        if trouble is not None:
            return trouble
        for known in self.standing(channel_id):
            if known.id == message_id:
                known.said.append(content)
                return Delivered(message_id=message_id)
        return GONE

    async def delete(self, channel_id: int, message_id: int) -> Delivered | Undelivered:
        trouble = self._ask("delete", channel_id)
        if trouble is not None:
            return trouble
        for known in self.standing(channel_id):
            if known.id == message_id:
                known.is_deleted = True
                return Delivered(message_id=message_id)
        return GONE

    async def open_direct(self, user_id: int) -> int | Undelivered:
        trouble = self._ask("open", user_id)
        return user_id + DIRECT if trouble is None else trouble

    def _ask(self, kind: str, where: int) -> Undelivered | None:
        self.requests.append((kind, where))
        return self.trouble(kind, where)
