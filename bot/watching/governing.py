"""What a server decides about the bot, and what becomes of servers that leave."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime

import structlog

from bot.asking.recent import Recent
from bot.clock import Clock
from bot.watching.limits import Retention, bounds_of
from bot.watching.ports import (
    Actor,
    AskScope,
    AuditEntry,
    Forgetting,
    Guilds,
    GuildSettings,
    Watches,
)
from bot.watching.recording import StoreUnavailable

log = structlog.stdlib.get_logger(__name__)

Refresh = Callable[[Collection[int] | None], Awaitable[None]]
Edit = Callable[[GuildSettings], GuildSettings]
Farewell = Callable[[int], Awaitable[None]]

KNOWN_SERVERS = 10_000
KNOWN_SECONDS = 600.0  # another process may have changed them
# Who asks must hear from us within three seconds, whatever storage does.
PATIENCE = 0.5
SHOWN_CHANGES = 100


class Governing:
    """Settings of servers, remembered in memory; leaving, coming back, and being forgotten."""

    def __init__(
        self,
        *,
        guilds: Guilds,
        watches: Watches,
        forgetting: Forgetting,
        refresh: Refresh,
        retention: Retention,
        clock: Clock,
    ) -> None:
        """`refresh`: takes in what changed about endpoints. `retention`: the operator's."""
        self._guilds = guilds
        self._watches = watches
        self._forgetting = forgetting
        self._refresh = refresh
        self.retention = retention
        self._clock = clock
        self._known: Recent[int, GuildSettings] = Recent(
            clock, seconds=KNOWN_SECONDS, most=KNOWN_SERVERS
        )
        self._changing = asyncio.Lock()
        self._changes = 0
        self.farewells: list[Farewell] = []  # what is said to a server before it is forgotten

    @property
    def now(self) -> datetime:
        """The time of a change that is made now."""
        return self._clock.now()

    async def settings(self, guild_id: int) -> GuildSettings:
        """Return a server's settings as they are stored. Raises `StoreUnavailable`."""
        changes = self._changes
        found = await self._guilds.settings(guild_id)
        # What was read before a change must not be remembered after it.
        if changes == self._changes:
            self._known.put(guild_id, found)
        return found

    async def known(self, guild_id: int) -> GuildSettings:
        """Return a server's settings at once: from memory, or the usual where storage is slow.

        A bot that can't read its memory goes on answering, as if nobody had chosen anything.
        """
        if (remembered := self._known.get(guild_id)) is not None:
            return remembered[0]
        try:
            async with asyncio.timeout(PATIENCE):
                return await self.settings(guild_id)
        except (StoreUnavailable, TimeoutError):
            log.warning("settings_unavailable", guild=guild_id)
            return GuildSettings(guild_id=guild_id)

    async def change(self, actor: Actor, edit: Edit) -> GuildSettings:
        """Change settings and return them; one change after another. Raises `StoreUnavailable`."""
        async with self._changing:
            changed = edit(await self._guilds.settings(actor.guild_id))
            await self._guilds.save_settings(changed, actor)
            self._remember(changed)
        return changed

    async def changes(self, guild_id: int) -> tuple[AuditEntry, ...]:
        """Return who changed what, newest first. Raises `StoreUnavailable`."""
        return await self._guilds.audit(guild_id, most=SHOWN_CHANGES)

    async def leave(self, guild_id: int) -> None:
        """Stop watching for a server that removed the bot. Raises `StoreUnavailable`."""
        endpoints = await self._endpoints_of(guild_id)
        await self._guilds.mark_removed(guild_id, self._clock.now())
        await self._refresh(endpoints)
        log.info("server_left", guild=guild_id)

    async def join(self, guild_id: int) -> None:
        """Watch again for a server that was known before. Raises `StoreUnavailable`."""
        await self._guilds.mark_joined(guild_id, self._clock.now())
        await self._refresh(await self._endpoints_of(guild_id))
        log.info("server_joined", guild=guild_id)

    async def reconcile(self, present: Collection[int]) -> None:
        """Take in who left and who came back while nobody told us. Raises `StoreUnavailable`."""
        await self._guilds.reconcile(present, self._clock.now())
        await self._refresh(None)
        log.info("servers_reconciled", present=len(present))

    async def forget_server(self, guild_id: int) -> None:
        """Delete all that is kept of a server. Raises `StoreUnavailable`."""
        endpoints = await self._endpoints_of(guild_id)
        for say in self.farewells:
            await say(guild_id)
        await self._guilds.delete(guild_id, self._clock.now())
        self._remember(GuildSettings(guild_id=guild_id))
        log.info("server_forgotten", guild=guild_id)
        try:
            await self._refresh(endpoints)
        except StoreUnavailable:  # all is deleted; nobody follows it from the next comparison on
            log.warning("change_takes_effect_later")

    async def forget_member(self, user_id: int) -> int:
        """Forget who somebody is; return how often they were named. Raises `StoreUnavailable`."""
        return await self._forgetting.forget_member(user_id)

    def kept(self, settings: GuildSettings) -> Retention:
        """Return how long things are kept for a server: its wishes below the operator's cap."""
        return bounds_of(settings, self.retention)

    def _remember(self, settings: GuildSettings) -> None:
        self._changes += 1
        self._known.put(settings.guild_id, settings)

    async def _endpoints_of(self, guild_id: int) -> frozenset[int]:
        watches = await self._watches.of_guild(guild_id)
        return frozenset(watch.endpoint_id for watch in watches)


def may_ask(settings: GuildSettings, *, role_ids: Collection[int], is_manager: bool) -> bool:
    """Say whether a member may have things looked at. Whoever manages the server always may."""
    if is_manager or settings.who_may_ask is AskScope.EVERYONE:
        return True
    return settings.who_may_ask is AskScope.ROLE and settings.ask_role_id in role_ids
