"""Keeping the events of servers true to what vendors plan. `server_events` says what to do.

What is about to be done is written down first: a bot that dies in between looks for what it was
about to make before it makes another, and deletes what it was about to change. An event that
somebody deleted is not made again. Servers where we may make none are passed over without a word:
`/settings` says so to who turned events on.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from weakref import WeakValueDictionary

import structlog

from bot.clock import Clock
from bot.watching.delivery import DeliveryProblem, Undelivered
from bot.watching.messages import Priority
from bot.watching.pacer import Pacer
from bot.watching.recording import StoreUnavailable
from bot.watching.server_events import (
    MOST,
    Deed,
    EventDesk,
    EventWish,
    KeptEvent,
    Paint,
    ServerEvent,
    ServerEvents,
    is_sound,
    next_deed,
    reachable,
)
from bot.watching.waking import Waking

log = structlog.stdlib.get_logger(__name__)

COMPARE_SECONDS = 30.0
LOOK_SECONDS = 2.0  # many changes at once are one comparison
RETRY_SECONDS = 60.0  # after what may pass by itself
REFUSED_SECONDS = 600.0  # a permission that is missing comes back by a person's hand
CLEAR_SECONDS = 10.0
AT_ONCE = 8  # servers
UNKNOWN_EVENT, OVER = 10070, 180000
_GONE = frozenset({UNKNOWN_EVENT, OVER})
_UNDOING = frozenset({Deed.CHANGE, Deed.REMOVE})  # in doubt, what was said before is not known

# What a server wants by the plans' keys, and what we remember.
_Wanted = dict[str, ServerEvent]
_Kept = dict[str, KeptEvent]


class EventKeeper:
    """Keeps every server's events true."""

    def __init__(
        self, *, events: ServerEvents, desk: EventDesk, paint: Paint, pacer: Pacer, clock: Clock
    ) -> None:
        """Take the ports. `paint` turns a plan into what an event says."""
        self._events = events
        self._desk = desk
        self._paint = paint
        self._pacer = pacer
        self._clock = clock
        self._tending: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()  # servers
        self._rests_until: dict[int, float] = {}  # servers; monotonic seconds
        self._waking = Waking(clock)

    def wake(self) -> None:
        """Say that some plan may have changed."""
        self._waking.wake()

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            self._waking.begin()
            try:
                await self.compare()
            except StoreUnavailable:
                log.warning("events_unavailable")
            await self._clock.sleep(LOOK_SECONDS)
            await self._waking.wait(COMPARE_SECONDS)

    async def compare(self) -> None:
        """Compare every server's events with what vendors plan. Raises `StoreUnavailable`."""
        wanted = self._wanted(await self._events.wished())
        kept = _by_server(await self._events.kept())
        servers = iter([one for one in wanted | kept if not self._rests(one)])
        while some := tuple(islice(servers, AT_ONCE)):
            # Where one fails, the others are waited for: what is still under way would be looked
            # for in vain by the next comparison, and made twice.
            ends = await asyncio.gather(
                *(self._tend(one, wanted.get(one, {}), kept.get(one, {})) for one in some),
                return_exceptions=True,
            )
            for failure in filter(None, ends):
                raise failure

    async def clear(self, guild_id: int) -> None:
        """Take all events of a server away, as far as Discord takes it soon, and make none now.

        Raises `StoreUnavailable`.
        """
        self._rests_until[guild_id] = self._clock.monotonic() + RETRY_SECONDS
        with suppress(TimeoutError):
            async with asyncio.timeout(CLEAR_SECONDS), self._lock(guild_id):
                kept = _by_server(await self._events.kept()).get(guild_id, {})
                for key, one in kept.items():
                    if not await self._settle(guild_id, key, None, one):
                        return

    def _lock(self, guild_id: int) -> asyncio.Lock:
        return self._tending.setdefault(guild_id, asyncio.Lock())

    def _wanted(self, wishes: Iterable[EventWish]) -> dict[int, _Wanted]:
        now, wanted = self._clock.now(), defaultdict[int, _Wanted](dict)
        for wish in wishes:
            mine = wanted[wish.guild_id]
            if len(mine) < MOST and is_sound(wish, now):
                mine[wish.key] = self._paint(wish)
        return dict(wanted)

    async def _tend(self, guild_id: int, wanted: _Wanted, kept: _Kept) -> None:
        """See to one server's events, until Discord refuses something or it is to be left alone.

        Those that are there come first: one that goes makes room for another.
        """
        async with self._lock(guild_id):
            for key in kept | wanted:
                if self._rests(guild_id):
                    return
                if not await self._settle(guild_id, key, wanted.get(key), kept.get(key)):
                    return

    async def _settle(
        self, guild_id: int, key: str, wanted: ServerEvent | None, kept: KeptEvent | None
    ) -> bool:
        """Do what there is to do about an event; say whether to go on with the server's others."""
        while (deed := next_deed(wanted, kept, self._clock.now())) is not Deed.NOTHING:
            if deed is Deed.FORGET and kept is not None:
                await self._events.forget(kept)
                return True
            said = wanted if kept is None else kept.event
            if said is None or not self._desk.may_plan(guild_id):
                return True
            begun = kept or KeptEvent(guild_id=guild_id, key=key, event=said)
            async with self._pacer.turn(guild_id, Priority.ROUTINE) as turn:
                # The turn may have been minutes away: it may be too late for what was to be done.
                if next_deed(wanted, kept, self._clock.now()) is not deed:
                    turn.give_back()
                    continue
                is_known = await self._write_down(deed, begun)
                if deed is Deed.MAKE and not is_known:
                    turn.give_back()
                    return False
                await turn.go()
                answer = await self._do(deed, wanted, begun)
            if isinstance(answer, Undelivered):
                return await self._follow(answer, deed, wanted, begun)
            kept = answer
        return True

    async def _write_down(self, deed: Deed, kept: KeptEvent) -> bool:
        """Remember what is about to be done. False: the server was erased on the way."""
        is_unsure = kept.is_unsure or deed in _UNDOING
        return await self._events.keep(replace(kept, is_unsure=is_unsure))

    async def _do(
        self, deed: Deed, wanted: ServerEvent | None, kept: KeptEvent
    ) -> KeptEvent | Undelivered | None:
        """Ask Discord; return what is remembered from now on."""
        guild_id, event_id = kept.guild_id, kept.event_id
        if deed is Deed.MAKE:
            return await self._keep(kept, await self._desk.make(guild_id, kept.event))
        if event_id is None:
            known = _by_server(await self._events.kept()).get(guild_id, {}).values()
            others = frozenset(one.event_id for one in known if one.event_id is not None)
            return await self._keep(kept, await self._desk.find(guild_id, kept.event, others))
        if deed is Deed.CHANGE and wanted is not None:
            becomes = reachable(wanted, kept.event, self._clock.now())
            trouble = await self._desk.change(guild_id, event_id, kept.event, becomes)
            return trouble or await self._keep(replace(kept, event=becomes), event_id)
        return await self._desk.remove(guild_id, event_id) or await self._keep(kept, None)

    async def _keep(
        self, kept: KeptEvent, event_id: int | Undelivered | None
    ) -> KeptEvent | Undelivered | None:
        """Remember an event that is there, and forget one that is not."""
        if isinstance(event_id, Undelivered):
            return event_id
        if event_id is None:
            await self._events.forget(kept)
            return None
        known = replace(kept, event_id=event_id)
        await self._events.keep(known)
        return known

    async def _follow(
        self, trouble: Undelivered, deed: Deed, wanted: ServerEvent | None, kept: KeptEvent
    ) -> bool:
        """Do what a refusal asks for; say whether to go on with the server's other events."""
        log.info("event_refused", deed=deed.value, code=trouble.code)
        is_final = trouble.code in _GONE or trouble.problem is DeliveryProblem.OUR_BUG
        was_taken = (
            trouble.code == UNKNOWN_EVENT
            and wanted is not None
            and not kept.is_unsure  # else it may have been us
            and kept.event.ends_at > self._clock.now()  # else it may have been Discord
        )
        remembered = _after(trouble, deed, kept, is_final=is_final, was_taken=was_taken)
        if remembered is None:
            await self._events.forget(kept)
        else:
            await self._events.keep(remembered)
        if is_final:
            return True
        self._pacer.heed(trouble)
        self._rest(kept.guild_id, trouble)
        return False

    def _rest(self, guild_id: int, trouble: Undelivered) -> None:
        is_sure = trouble.problem is DeliveryProblem.SUBSCRIPTION
        asked = 0.0 if trouble.retry_after is None else trouble.retry_after.total_seconds()
        wait = max(asked, REFUSED_SECONDS if is_sure else RETRY_SECONDS)
        self._rests_until[guild_id] = self._clock.monotonic() + wait

    def _rests(self, guild_id: int) -> bool:
        now = self._clock.monotonic()
        return now < self._rests_until.get(guild_id, now)


def _after(
    trouble: Undelivered, deed: Deed, kept: KeptEvent, *, is_final: bool, was_taken: bool
) -> KeptEvent | None:
    """Return what is to be remembered of an event about which Discord refused something.

    `was_taken`: a person deleted it, though it is still wanted.
    """
    if is_final and deed is Deed.REMOVE and not was_taken:
        return None
    if is_final:
        is_gone = trouble.code in _GONE
        return replace(kept, event_id=None if is_gone else kept.event_id, is_given_up=True)
    if deed in _UNDOING:
        return replace(kept, is_unsure=kept.is_unsure or not trouble.is_certain)
    return None if deed is Deed.MAKE and trouble.is_certain else kept


def _by_server(events: Iterable[KeptEvent]) -> dict[int, _Kept]:
    found = defaultdict[int, _Kept](dict)
    for one in events:
        found[one.guild_id][one.key] = one
    return dict(found)
