"""Servers: settings, who changed what, and leaving. Fulfils `bot.watching.ports.Guilds`."""

from collections.abc import Collection, Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.statements import put_new
from bot.storage.tables import audit, guild, watch
from bot.storage.yardsticks import drop_unwatched, follow_guild, settle
from bot.watching.ports import Actor, AskScope, AuditEntry, GuildSettings
from bot.watching.watch import QuietHours


class GuildStore:
    """Servers in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def settings(self, guild_id: int) -> GuildSettings:
        """Return a server's settings; the usual ones where none were stored."""
        async with self._database.reading() as connection:
            found = await connection.execute(select(guild).where(guild.c.id == guild_id))
            row = found.one_or_none()
        return GuildSettings(guild_id=guild_id) if row is None else _read(row)

    async def save_settings(self, settings: GuildSettings, actor: Actor) -> None:
        """Keep settings as a whole. What changed goes into the audit trail, if anything did."""
        values = _write(settings)
        mine = guild.c.id == settings.guild_id
        async with self._database.writing(is_durable=True) as connection:
            await meet(connection, actor)
            before = (await connection.execute(select(guild).where(mine))).one()
            changed = {
                name: value for name, value in values.items() if getattr(before, name) != value
            }
            if changed:
                await connection.execute(update(guild).where(mine).values(changed))
                await note_change(connection, actor, "settings", _shown(changed))

    async def reconcile(self, present: Collection[int], at: datetime) -> None:
        """Mark stored servers that the bot is not in as removed, and the others as not removed."""
        async with self._database.writing() as connection:
            rows = (await connection.execute(select(guild.c.id, guild.c.removed_at))).all()
            is_here = frozenset(present)
            gone = [row.id for row in rows if row.id not in is_here and row.removed_at is None]
            back = [row.id for row in rows if row.id in is_here and row.removed_at is not None]
            for guild_id in gone:
                await _set_removed(connection, guild_id, at, at)
            for guild_id in back:
                await _set_removed(connection, guild_id, None, at)

    async def mark_joined(self, guild_id: int, at: datetime) -> None:
        """Keep that the bot is in a server again, if it was known before. Its watches go on."""
        async with self._database.writing() as connection:
            await _set_removed(connection, guild_id, None, at)

    async def mark_removed(self, guild_id: int, at: datetime) -> None:
        """Keep that a server removed the bot. Its watches rest from now on."""
        async with self._database.writing() as connection:
            await _set_removed(connection, guild_id, at, at)

    async def rest(self, guild_id: int, at: datetime) -> None:
        """Pause all watches of a server: what its channels hear of outages ends."""
        async with self._database.writing(is_durable=True) as connection:
            await connection.execute(
                update(watch).where(watch.c.guild_id == guild_id).values(is_paused=True)
            )
            await follow_guild(connection, guild_id, at)

    async def delete(self, guild_id: int, at: datetime) -> None:
        """Delete all that is kept of a server, and the targets that nobody else watches."""
        async with self._database.writing(is_durable=True) as connection:
            await erase(connection, guild_id, at)

    async def audit(self, guild_id: int, *, most: int = 100) -> tuple[AuditEntry, ...]:
        """Return the latest changes, newest first."""
        query = (
            select(audit)
            .where(audit.c.guild_id == guild_id)
            .order_by(audit.c.at.desc(), audit.c.id.desc())
            .limit(most)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(
            AuditEntry(user_id=row.actor_id, at=row.at, action=row.action, detail=row.detail or {})
            for row in rows
        )


async def meet(connection: AsyncConnection, actor: Actor) -> None:
    """See to it that an actor's server is stored."""
    await put_new(connection, guild, {"id": actor.guild_id, "joined_at": actor.at})


async def note_change(
    connection: AsyncConnection, actor: Actor, action: str, detail: Mapping[str, Any]
) -> None:
    """Write who changed what into the audit trail."""
    values = {
        "guild_id": actor.guild_id,
        "actor_id": actor.user_id,
        "at": actor.at,
        "action": action,
        "detail": dict(detail),
    }
    await connection.execute(insert(audit).values(values))


async def erase(connection: AsyncConnection, guild_id: int, at: datetime) -> None:
    """Delete all that is kept of a server. What only it watched goes with it."""
    mine = select(watch.c.endpoint_id).where(watch.c.guild_id == guild_id).distinct()
    endpoints = (await connection.execute(mine)).scalars().all()
    yards = select(watch.c.yardstick_id).where(watch.c.guild_id == guild_id).distinct()
    yardsticks = (await connection.execute(yards)).scalars().all()
    await connection.execute(delete(guild).where(guild.c.id == guild_id))
    await settle(connection, yardsticks, at)
    await drop_unwatched(connection, endpoints)


async def _set_removed(
    connection: AsyncConnection, guild_id: int, removed_at: datetime | None, at: datetime
) -> None:
    await connection.execute(
        update(guild).where(guild.c.id == guild_id).values(removed_at=removed_at)
    )
    await follow_guild(connection, guild_id, at)


def _read(row: Row[Any]) -> GuildSettings:
    quiet = None
    if row.quiet_begins is not None and row.quiet_ends is not None:
        quiet = QuietHours(begins=row.quiet_begins, ends=row.quiet_ends)
    return GuildSettings(
        guild_id=row.id,
        channel_id=row.channel_id,
        locale=row.locale,
        time_zone=ZoneInfo(row.time_zone),
        quiet_hours=quiet,
        pings=row.pings,
        threads=row.threads,
        events=row.events,
        who_may_ask=AskScope(row.who_may_ask),
        ask_role_id=row.ask_role_id,
        sample_hours=row.sample_hours,
        rollup_days=row.rollup_days,
        incident_days=row.incident_days,
    )


def _write(settings: GuildSettings) -> dict[str, Any]:
    quiet = settings.quiet_hours
    return {
        "channel_id": settings.channel_id,
        "locale": settings.locale,
        "time_zone": settings.time_zone.key,
        "quiet_begins": None if quiet is None else quiet.begins,
        "quiet_ends": None if quiet is None else quiet.ends,
        "pings": settings.pings,
        "threads": settings.threads,
        "events": settings.events,
        "who_may_ask": settings.who_may_ask,
        "ask_role_id": settings.ask_role_id,
        "sample_hours": settings.sample_hours,
        "rollup_days": settings.rollup_days,
        "incident_days": settings.incident_days,
    }


def _shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings as an audit entry holds them: words and numbers, None for the usual."""
    return {
        name: f"{value:%H:%M}" if isinstance(value, time) else value
        for name, value in values.items()
    }
