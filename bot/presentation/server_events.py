"""Events of servers on Discord. Fulfils `bot.watching.server_events.EventDesk`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import discord

from bot.presentation.connection import Connection
from bot.presentation.guild_channels import GuildChannels
from bot.presentation.requests import attempt
from bot.watching.delivery import Undelivered
from bot.watching.server_events import ServerEvent


class DiscordEvents:
    """Makes, changes and deletes events through whichever client is logged in.

    They take place outside Discord: at the address of the vendor's page.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def may_plan(self, guild_id: int) -> bool:
        """Tell whether we certainly may make events in a server."""
        client = self._connection.client
        guild = None if client is None else client.get_guild(guild_id)
        return GuildChannels(guild).may_plan_events()

    async def make(self, guild_id: int, event: ServerEvent) -> int | Undelivered:
        """Make an event; return its id."""

        async def send(client: discord.Client) -> int:
            fixed: dict[str, Any] = {
                "privacy_level": discord.PrivacyLevel.guild_only.value,
                "entity_type": discord.EntityType.external.value,
            }
            made = await client.http.create_guild_scheduled_event(
                guild_id, **fixed, **_fields(event)
            )
            return int(made["id"])

        return await attempt(self._connection, send)

    async def find(
        self, guild_id: int, event: ServerEvent, others: frozenset[int]
    ) -> int | Undelivered | None:
        """Return the id of an event of ours that says just this, but of no other plan."""

        async def look(client: discord.Client) -> int | None:
            ours = client.user.id if client.user is not None else 0
            listed = await client.http.get_scheduled_events(guild_id, with_user_count=False)
            same = (int(one["id"]) for one in listed if _is_same(one, event, ours))
            return next((id_ for id_ in same if id_ not in others), None)

        return await attempt(self._connection, look)

    async def change(
        self, guild_id: int, event_id: int, before: ServerEvent, after: ServerEvent
    ) -> Undelivered | None:
        """Change what an event says, as far as it differs. None: done."""
        said = _fields(before)
        changed = {name: value for name, value in _fields(after).items() if value != said[name]}

        async def send(client: discord.Client) -> None:
            await client.http.edit_scheduled_event(guild_id, event_id, **changed)

        return await attempt(self._connection, send)

    async def remove(self, guild_id: int, event_id: int) -> Undelivered | None:
        """Delete an event. None: done."""

        async def send(client: discord.Client) -> None:
            await client.http.delete_scheduled_event(guild_id, event_id)

        return await attempt(self._connection, send)


def _fields(event: ServerEvent) -> dict[str, Any]:
    return {
        "name": event.name,
        "description": event.description,
        "entity_metadata": {"location": event.location},
        "scheduled_start_time": event.begins_at.isoformat(),
        "scheduled_end_time": event.ends_at.isoformat(),
    }


def _is_same(listed: Mapping[str, Any], event: ServerEvent, ours: int) -> bool:
    """Tell whether an event is the one that we were about to make."""
    begins = datetime.fromisoformat(listed["scheduled_start_time"])
    place = (listed.get("entity_metadata") or {}).get("location")
    is_ours = int(listed.get("creator_id") or 0) == ours
    said = (listed["name"], place, begins.replace(microsecond=0))
    return is_ours and said == (event.name, event.location, event.begins_at)
