"""An admin plans work: windows in which nothing new is announced, once or every week."""

import asyncio
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.watching.keeping import Admin, Keeping, Rejected, rejected
from bot.watching.maintenance import OnceWindow, Window
from bot.watching.ports import PlannedWork
from bot.watching.watch import Watch
from bot.watching.windows import WindowRefusal, WindowRefused, parse_window
from bot.watching.wishes import Wrong, plain_line

LONGEST_NOTE = 200
MOST_WORKS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Stored planned work, what it is for, and the server's own time zone."""

    work: PlannedWork
    watch: Watch | None  # None: every watch of the server
    zone: ZoneInfo


class Planning:
    """Planned work of servers. Every method may raise `StoreUnavailable`."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._adding = asyncio.Lock()

    async def add(
        self, when: str, watch: str | None, note: str, admin: Admin
    ) -> Planned | Rejected | WindowRefusal:
        """Store planned work for one watch, or for all."""
        settings = await self._keeping.guilds.settings(admin.guild_id)
        try:
            window = parse_window(when, zone=settings.time_zone)
        except WindowRefused as refused:
            return refused.reason
        if isinstance(window, OnceWindow) and window.ends <= self._keeping.clock.now():
            return rejected(Wrong.WORK_OVER)
        found = None if watch is None else await self._keeping.find(admin.guild_id, watch)
        if watch is not None and found is None:
            return rejected(Wrong.NO_SUCH_WATCH)
        async with self._adding:  # the limit is for all who add at once
            if len(await self._keeping.watches.planned(admin.guild_id)) >= MOST_WORKS:
                return rejected(Wrong.TOO_MANY_WORKS, most=MOST_WORKS)
            work = await self._store(window, found, note, admin)
        if work is None:
            return rejected(Wrong.NO_SUCH_WATCH)
        await self._keeping.take_effect_for_all(admin.guild_id)
        return Planned(work=work, watch=found, zone=settings.time_zone)

    async def list(self, guild_id: int) -> tuple[Planned, ...]:
        """Return a server's planned work."""
        settings = await self._keeping.guilds.settings(guild_id)
        watches = {one.id: one for one in await self._keeping.watches.of_guild(guild_id)}
        return tuple(
            Planned(
                work=work,
                watch=None if work.watch_id is None else watches.get(work.watch_id),
                zone=settings.time_zone,
            )
            for work in await self._keeping.watches.planned(guild_id)
        )

    async def remove(self, work: str, admin: Admin) -> Planned | Rejected:
        """Delete planned work."""
        mine = [one for one in await self.list(admin.guild_id) if str(one.work.id) == work.strip()]
        if not mine:
            return rejected(Wrong.NO_SUCH_WORK)
        if not await self._keeping.watches.cancel(mine[0].work.id, self._keeping.actor(admin)):
            return rejected(Wrong.NO_SUCH_WORK)
        await self._keeping.take_effect_for_all(admin.guild_id)
        return mine[0]

    async def _store(
        self, window: Window, watch: Watch | None, note: str, admin: Admin
    ) -> PlannedWork | None:
        actor = self._keeping.actor(admin)
        kept = plain_line(note)[:LONGEST_NOTE]
        watch_id = None if watch is None else watch.id
        try:
            return await self._keeping.watches.plan(window, actor, watch_id=watch_id, note=kept)
        except LookupError:  # it was removed meanwhile
            return None
