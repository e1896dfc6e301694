"""Servers in memory, for what decides about them: settings, leaving, and what was asked of it."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from bot.watching.ports import Actor, AuditEntry, GuildSettings
from bot.watching.recording import StoreUnavailable
from bot.watching.watch import Watch


@dataclass(slots=True, kw_only=True)
class MemoryGuilds:
    """Settings and watches by server. `is_away`: every call fails; `gate`: reads wait for it."""

    stored: dict[int, GuildSettings] = field(default_factory=dict)
    watches: dict[int, tuple[Watch, ...]] = field(default_factory=dict)
    present: dict[int, bool] = field(default_factory=dict)
    entries: list[AuditEntry] = field(default_factory=list)
    forgotten: list[int] = field(default_factory=list)
    is_away: bool = False
    reads: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def settings(self, guild_id: int) -> GuildSettings:
        self._demand()
        self.reads += 1
        found = self.stored.get(guild_id, GuildSettings(guild_id=guild_id))
        await self.gate.wait()
        return found

    async def save_settings(self, settings: GuildSettings, actor: Actor) -> None:
        self._demand()
        self.stored[settings.guild_id] = settings
        entry = AuditEntry(user_id=actor.user_id, at=actor.at, action="settings", detail={})
        self.entries.insert(0, entry)

    async def reconcile(self, present: Collection[int], at: datetime) -> None:  # noqa: ARG002
        self._demand()
        self.present = {guild_id: guild_id in present for guild_id in self.watches}

    async def mark_joined(self, guild_id: int, at: datetime) -> None:  # noqa: ARG002
        self._demand()
        self.present[guild_id] = True

    async def mark_removed(self, guild_id: int, at: datetime) -> None:  # noqa: ARG002
        self._demand()
        self.present[guild_id] = False

    async def delete(self, guild_id: int, at: datetime) -> None:  # noqa: ARG002
        self._demand()
        self.stored.pop(guild_id, None)
        self.watches.pop(guild_id, None)

    async def audit(self, guild_id: int, *, most: int = 100) -> tuple[AuditEntry, ...]:  # noqa: ARG002
        self._demand()
        return tuple(self.entries[:most])

    async def of_guild(self, guild_id: int) -> tuple[Watch, ...]:
        self._demand()
        return self.watches.get(guild_id, ())

    async def forget_member(self, user_id: int) -> int:
        self._demand()
        self.forgotten.append(user_id)
        return 1

    def _demand(self) -> None:
        if self.is_away:
            raise StoreUnavailable
