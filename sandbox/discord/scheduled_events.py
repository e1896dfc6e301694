"""A server's planned events: what they are, when they begin and end by themselves, who comes.

developers/resources/guild-scheduled-event.mdx. Events that recur are not there.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from sandbox.discord.changes import Changes
from sandbox.discord.clock import JumpableClock
from sandbox.discord.json_types import Json
from sandbox.discord.payloads import member_payload, moment, user_payload
from sandbox.discord.sessions import Intent, Sessions
from sandbox.discord.things import Channel, Guild, User

MOST = 100  # that are not over
GUILD_ONLY = 2
INTERESTED = 1
_LATEST_TIMER = 86_400.0  # seconds: what begins later is looked at again by then


class EventStatus(IntEnum):
    """How far an event is."""

    SCHEDULED = 1
    ACTIVE = 2
    COMPLETED = 3
    CANCELED = 4


class EntityType(IntEnum):
    """Where an event takes place."""

    STAGE_INSTANCE = 1
    VOICE = 2
    EXTERNAL = 3


NEXT = {
    EventStatus.SCHEDULED: (EventStatus.ACTIVE, EventStatus.CANCELED),
    EventStatus.ACTIVE: (EventStatus.COMPLETED,),
}
OVER = frozenset({EventStatus.COMPLETED, EventStatus.CANCELED})


@dataclass(slots=True, kw_only=True, eq=False)
class ScheduledEvent:
    """One event."""

    id: int
    guild: Guild
    creator: User
    name: str
    entity_type: EntityType
    starts: datetime
    ends: datetime | None = None
    description: str | None = None
    channel: Channel | None = None
    location: str | None = None
    status: EventStatus = EventStatus.SCHEDULED
    interested: dict[int, User] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether nothing about it changes any more."""
        return self.status in OVER

    def due(self, now: datetime) -> EventStatus | None:
        """Say what it becomes by itself at a time; only events of elsewhere do."""
        if self.entity_type is not EntityType.EXTERNAL or self.is_over:
            return None
        if self.ends is not None and now >= self.ends:
            return EventStatus.COMPLETED
        has_begun = now >= self.starts and self.status is EventStatus.SCHEDULED
        return EventStatus.ACTIVE if has_begun else None


def event_payload(event: ScheduledEvent, *, with_count: bool = False) -> Json:
    """Describe an event."""
    payload: Json = {
        "id": str(event.id),
        "guild_id": str(event.guild.id),
        "name": event.name,
        "description": event.description,
        "channel_id": str(event.channel.id) if event.channel else None,
        "creator_id": str(event.creator.id),
        "creator": user_payload(event.creator),
        "image": None,
        "scheduled_start_time": moment(event.starts),
        "scheduled_end_time": moment(event.ends) if event.ends else None,
        "status": int(event.status),
        "entity_type": int(event.entity_type),
        "entity_id": None,
        "entity_metadata": None if event.location is None else {"location": event.location},
        "recurrence_rule": None,
        "privacy_level": GUILD_ONLY,
        "guild_scheduled_event_exceptions": [],
    }
    return {**payload, "user_count": len(event.interested)} if with_count else payload


def interest_payload(event: ScheduledEvent, user: User, *, with_member: bool) -> Json:
    """Describe somebody's interest in an event."""
    about = {"guild_scheduled_event_id": str(event.id), "user_id": str(user.id)}
    payload: Json = {**about, "user": user_payload(user), "response": INTERESTED}
    member = event.guild.members.get(user.id) if with_member else None
    return {**payload, "member": member_payload(member)} if member else payload


class ScheduledEvents:
    """All events of all servers, kept by server."""

    def __init__(self, clock: JumpableClock, sessions: Sessions, changes: Changes) -> None:
        self._clock = clock
        self._sessions = sessions
        self._changes = changes
        self._by_guild: dict[int, dict[int, ScheduledEvent]] = {}
        clock.on_jump(self.settle)

    def of(self, guild: Guild) -> list[ScheduledEvent]:
        """Return a server's events that are not over, oldest first."""
        return [event for event in self._by_guild.get(guild.id, {}).values() if not event.is_over]

    def find(self, guild: Guild, event_id: int) -> ScheduledEvent | None:
        """Return one of a server's events, also if it is over."""
        return self._by_guild.get(guild.id, {}).get(event_id)

    def add(self, event: ScheduledEvent) -> None:
        """Take an event in and tell the bot."""
        self._by_guild.setdefault(event.guild.id, {})[event.id] = event
        self.tell("CREATE", event)
        self._wake_for(event)

    def change(self, event: ScheduledEvent) -> None:
        """Tell the bot that an event is not as it was."""
        self.tell("UPDATE", event)
        self._wake_for(event)

    def remove(self, event: ScheduledEvent) -> None:
        """Delete an event and tell the bot."""
        self._by_guild.get(event.guild.id, {}).pop(event.id, None)
        self.tell("DELETE", event)

    def tell(self, what: str, event: ScheduledEvent) -> None:
        """Send what happened to an event to whoever listens for such."""
        name, data = f"GUILD_SCHEDULED_EVENT_{what}", event_payload(event)
        needs = Intent.GUILD_SCHEDULED_EVENTS
        self._sessions.dispatch(name, data, guild_id=event.guild.id, needs=needs)
        self._changes.tell()

    def interest(self, event: ScheduledEvent, user: User) -> None:
        """Let somebody be interested in an event."""
        event.interested[user.id] = user
        ids = {"guild_scheduled_event_id": str(event.id), "guild_id": str(event.guild.id)}
        data: Json = {**ids, "user_id": str(user.id)}
        needs, guild_id = Intent.GUILD_SCHEDULED_EVENTS, event.guild.id
        self._sessions.dispatch(
            "GUILD_SCHEDULED_EVENT_USER_ADD", data, guild_id=guild_id, needs=needs
        )

    def settle(self) -> None:
        """Begin and end what is due."""
        now = self._clock.wall()
        for events in self._by_guild.values():
            for event in events.values():
                while (status := event.due(now)) is not None:
                    event.status = status
                    self.tell("UPDATE", event)

    def _wake_for(self, event: ScheduledEvent) -> None:
        """Look again when the event begins and when it ends, without anybody's asking."""
        loop = asyncio.get_running_loop()
        for moment_ in (event.starts, event.ends):
            wait = moment_.timestamp() - self._clock.now() if moment_ else 0.0
            if 0.0 < wait <= _LATEST_TIMER:
                loop.call_later(wait + 0.01, self.settle)
