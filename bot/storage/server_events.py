"""Events of servers, as they are wanted and remembered. Fulfils `server_events.ServerEvents`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, delete, select

from bot.storage.database import Database
from bot.storage.documents import digest_of
from bot.storage.official_documents import read_plan
from bot.storage.statements import put
from bot.storage.tables import guild, incident, server_event, watch
from bot.watching.ports import IncidentKind
from bot.watching.server_events import EventWish, KeptEvent, ServerEvent

_TEXTS = ("name", "location", "description")
_TIMES = ("begins_at", "ends_at")


class ServerEventStore:
    """Events in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def wished(self) -> tuple[EventWish, ...]:
        """Return the plans that servers want as events, soonest first, each once a server."""
        is_open_plan = and_(
            incident.c.kind == IncidentKind.PLANNED, incident.c.resolved_at.is_(None)
        )
        query = (
            select(watch.c.guild_id, guild.c.locale, incident.c.official)
            .select_from(watch)
            .join(guild)
            .join(incident, incident.c.yardstick_id == watch.c.yardstick_id)
            .where(
                is_open_plan,
                guild.c.events,
                guild.c.removed_at.is_(None),
                watch.c.is_paused.is_(False),
            )
            .order_by(incident.c.id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        # What several watches follow is told as it was heard last.
        wishes = sorted(_wishes(rows), key=lambda one: one.story.plan.heard_at)
        latest = {(one.guild_id, one.key): one for one in wishes}
        return tuple(sorted(latest.values(), key=lambda one: one.story.plan.begins_at))

    async def kept(self) -> tuple[KeptEvent, ...]:
        """Return what we remember."""
        query = (
            select(server_event)
            .join(guild)
            .where(guild.c.removed_at.is_(None))
            .order_by(server_event.c.guild_id, server_event.c.key)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(
            KeptEvent(
                guild_id=row.guild_id,
                key=row.key,
                event=_read(row.event),
                event_id=row.event_id,
                is_unsure=row.is_unsure,
                is_given_up=row.is_given_up,
            )
            for row in rows
        )

    async def keep(self, event: KeptEvent) -> bool:
        """Remember an event, in the place of what was remembered of it.

        False: its server was erased, and nothing is remembered.
        """
        values = {
            "guild_id": event.guild_id,
            "key": event.key,
            "event": _written(event.event),
            "event_id": event.event_id,
            "is_unsure": event.is_unsure,
            "is_given_up": event.is_given_up,
        }
        async with self._database.writing(is_durable=True) as connection:
            known = select(guild.c.id).where(guild.c.id == event.guild_id).with_for_update()
            if (await connection.execute(known)).first() is None:
                return False
            await put(connection, server_event, values)
        return True

    async def forget(self, event: KeptEvent) -> None:
        """Remember an event no more."""
        async with self._database.writing(is_durable=True) as connection:
            await connection.execute(
                delete(server_event).where(
                    server_event.c.guild_id == event.guild_id, server_event.c.key == event.key
                )
            )


def _wishes(rows: Any) -> Iterator[EventWish]:
    row: Row[Any]
    for row in rows:
        story = read_plan(row.official)
        if story is not None:
            place = story.page_url or story.vendor
            yield EventWish(
                guild_id=row.guild_id,
                key=digest_of(f"{place} {story.plan.key}"),
                locale=row.locale,
                story=story,
            )


def _written(event: ServerEvent) -> dict[str, str]:
    texts = {name: getattr(event, name) for name in _TEXTS}
    return {**texts, **{name: getattr(event, name).isoformat() for name in _TIMES}}


def _read(record: dict[str, str]) -> ServerEvent:
    texts = {name: record[name] for name in _TEXTS}
    begins, ends = (datetime.fromisoformat(record[name]) for name in _TIMES)
    return ServerEvent(**texts, begins_at=begins, ends_at=ends)
