"""A server's events as Discord keeps them, with answers that get lost; and a memory of them."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.clock import Clock
from bot.watching.delivery import DeliveryProblem, Undelivered
from bot.watching.event_keeping import OVER, UNKNOWN_EVENT
from bot.watching.recording import StoreUnavailable
from bot.watching.server_events import EventWish, KeptEvent, ServerEvent

LOST = Undelivered(problem=DeliveryProblem.TEMPORARY, is_certain=False)
REFUSED = Undelivered(problem=DeliveryProblem.SUBSCRIPTION, code=50013)
UNREADABLE = Undelivered(problem=DeliveryProblem.OUR_BUG, code=50035)


@dataclass(kw_only=True)
class Calendar:
    """Fulfils `EventDesk`. `troubles`: what goes wrong next, and whether it was done anyway."""

    clock: Clock
    events: dict[int, ServerEvent] = field(default_factory=dict)
    troubles: list[tuple[Undelivered | None, bool]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    is_allowed: bool = True
    pause: float = 0.0  # of real seconds before an answer
    made: int = 0

    def standing(self) -> list[ServerEvent]:
        """Return what members see: events that are not over."""
        now = self.clock.now()
        return [one for one in self.events.values() if one.ends_at > now]

    def may_plan(self, guild_id: int) -> bool:
        assert guild_id
        return self.is_allowed

    async def make(self, guild_id: int, event: ServerEvent) -> int | Undelivered:
        trouble, is_done = self._ask(f"make in {guild_id}")
        await asyncio.sleep(self.pause)
        if trouble is not None and not is_done:
            return trouble
        if event.begins_at < self.clock.now():
            return UNREADABLE
        self.made += 1
        self.events[self.made] = event
        return trouble or self.made

    async def find(
        self, guild_id: int, event: ServerEvent, others: frozenset[int]
    ) -> int | Undelivered | None:
        trouble, _ = self._ask(f"find in {guild_id}")
        now = self.clock.now()
        known = {id_ for id_, one in self.events.items() if one == event and one.ends_at > now}
        return trouble or min(known - others, default=None)

    async def change(
        self, guild_id: int, event_id: int, before: ServerEvent, after: ServerEvent
    ) -> Undelivered | None:
        trouble, is_done = self._ask(f"change in {guild_id}")
        if trouble is not None and not is_done:
            return trouble
        now, event = self.clock.now(), self.events.get(event_id)
        if event is None:
            return Undelivered(problem=DeliveryProblem.OUR_BUG, code=UNKNOWN_EVENT)
        if event.ends_at <= now:
            return Undelivered(problem=DeliveryProblem.OUR_BUG, code=OVER)
        if before.begins_at != after.begins_at and after.begins_at < now:
            return UNREADABLE
        self.events[event_id] = replace(
            after,
            begins_at=event.begins_at if before.begins_at == after.begins_at else after.begins_at,
        )
        return trouble

    async def remove(self, guild_id: int, event_id: int) -> Undelivered | None:
        trouble, is_done = self._ask(f"remove in {guild_id}")
        if trouble is not None and not is_done:
            return trouble
        if self.events.pop(event_id, None) is None:
            return Undelivered(problem=DeliveryProblem.OUR_BUG, code=UNKNOWN_EVENT)
        return trouble

    def _ask(self, what: str) -> tuple[Undelivered | None, bool]:
        assert self.is_allowed
        self.asked.append(what.split(maxsplit=1)[0])
        return self.troubles.pop(0) if self.troubles else (None, True)


class Memory:
    """Fulfils `ServerEvents`; it outlives the keeper."""

    def __init__(self) -> None:
        self.wishes: tuple[EventWish, ...] = ()
        self.rows: dict[tuple[int, str], KeptEvent] = {}
        self.erased: set[int] = set()  # servers
        self.failing: set[int] = set()  # servers of which nothing can be written

    def wish(self, wishes: Iterable[EventWish]) -> None:
        self.wishes = tuple(wishes)

    async def wished(self) -> tuple[EventWish, ...]:
        return self.wishes

    async def kept(self) -> tuple[KeptEvent, ...]:
        return tuple(self.rows.values())

    async def keep(self, event: KeptEvent) -> bool:
        if event.guild_id in self.failing:
            raise StoreUnavailable
        if event.guild_id in self.erased:
            return False
        self.rows[event.guild_id, event.key] = event
        return True

    async def forget(self, event: KeptEvent) -> None:
        del self.rows[event.guild_id, event.key]
