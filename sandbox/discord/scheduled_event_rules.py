"""What a planned event may be (developers/resources/guild-scheduled-event.mdx).

The codes inside a 50035 are not published for these; those here say what is wrong.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sandbox.discord.json_types import Json
from sandbox.discord.permissions import Permission
from sandbox.discord.refusals import Form, refusal
from sandbox.discord.scheduled_events import (
    GUILD_ONLY,
    NEXT,
    EntityType,
    EventStatus,
    ScheduledEvent,
)
from sandbox.discord.things import ChannelType, Guild

NAME = 100
DESCRIPTION = 1_000
LOCATION = 100

HOSTS = {
    EntityType.STAGE_INSTANCE: ChannelType.STAGE,
    EntityType.VOICE: ChannelType.VOICE,
}
# What is needed in the channel, or in the server where there is none, beside CREATE_EVENTS.
NEEDED: dict[EntityType, tuple[Permission, ...]] = {
    EntityType.STAGE_INSTANCE: (
        Permission.MANAGE_CHANNELS,
        Permission.MUTE_MEMBERS,
        Permission.MOVE_MEMBERS,
    ),
    EntityType.VOICE: (Permission.VIEW_CHANNEL, Permission.CONNECT),
    EntityType.EXTERNAL: (),
}


def read_event(guild: Guild, body: Json, now: datetime) -> Json:
    """Return the values of a new event by the names of its fields. Raises 50035."""
    form = Form()
    for key in ("name", "scheduled_start_time", "privacy_level", "entity_type"):
        form.required((key,), body.get(key))
    form.close()
    return _read(form, guild, body, now)


def read_change(event: ScheduledEvent, body: Json, now: datetime) -> Json:
    """Return the values of an event after a change. Raises 50035, or 180000 once it is over."""
    if event.is_over:
        raise refusal(180000)
    form = Form()
    _check_turn(form, event, body)
    merged = {**_as_sent(event), **body}
    is_moved = "scheduled_start_time" in body
    status = EventStatus(body.get("status") or event.status)
    values = _read(form, event.guild, merged, now if is_moved else event.starts)
    return {**values, "status": status}


def _check_turn(form: Form, event: ScheduledEvent, body: Json) -> None:
    """Check a new status, and what a move to somewhere outside must say."""
    status = body.get("status")
    if status not in (None, event.status, *NEXT[event.status]):
        message = "The event can't go from its status to this one."
        form.wrong(("status",), "GUILD_SCHEDULED_EVENT_INVALID_STATUS_TRANSITION", message)
    becomes = body.get("entity_type") or event.entity_type
    if becomes == EntityType.EXTERNAL != event.entity_type:
        if "channel_id" not in body:
            form.required(("channel_id",), None)
        for key in ("entity_metadata", "scheduled_end_time"):
            form.required((key,), body.get(key))
    form.close()


def _as_sent(event: ScheduledEvent) -> Json:
    return {
        "name": event.name,
        "description": event.description,
        "privacy_level": GUILD_ONLY,
        "entity_type": int(event.entity_type),
        "channel_id": event.channel.id if event.channel else None,
        "entity_metadata": {"location": event.location} if event.location else None,
        "scheduled_start_time": event.starts.isoformat(),
        "scheduled_end_time": event.ends.isoformat() if event.ends else None,
    }


def _read(form: Form, guild: Guild, body: Json, earliest: datetime) -> Json:
    form.longest(("name",), body["name"], NAME, least=1)
    form.longest(("description",), body.get("description"), DESCRIPTION)
    form.choice(("privacy_level",), body["privacy_level"], (GUILD_ONLY,))
    kinds = tuple(int(kind) for kind in EntityType)
    if not form.choice(("entity_type",), body["entity_type"], kinds):
        form.close()
    if body.get("recurrence_rule"):
        form.wrong(("recurrence_rule",), "BASE_TYPE_CHOICES", "Not in this stand-in.")
    kind = EntityType(body["entity_type"])
    times = _times(form, body, kind, earliest)
    place = _place(form, guild, body, kind)
    form.close()
    said = {"name": body["name"].strip(), "description": body.get("description") or None}
    return {**said, "entity_type": kind, **times, **place}


def _times(form: Form, body: Json, kind: EntityType, earliest: datetime) -> Json:
    starts = _time(form, "scheduled_start_time", body)
    ends = _time(form, "scheduled_end_time", body)
    if starts is not None and starts < earliest:
        message = "Cannot schedule event in the past."
        form.wrong(("scheduled_start_time",), "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", message)
    if starts is not None and ends is not None and ends <= starts:
        message = "An event ends after it has begun."
        form.wrong(("scheduled_end_time",), "GUILD_SCHEDULED_EVENT_END_BEFORE_START", message)
    if kind is EntityType.EXTERNAL and not body.get("scheduled_end_time"):
        form.required(("scheduled_end_time",), None)
    return {"starts": starts, "ends": ends}


def _time(form: Form, key: str, body: Json) -> datetime | None:
    text = body.get(key)
    if text is None:
        return None
    try:
        time = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        form.wrong((key,), "DATE_TIME_TYPE_PARSE", f"Could not parse {text}. Should be ISO8601.")
        return None
    return time if time.tzinfo is not None else time.replace(tzinfo=UTC)


def _place(form: Form, guild: Guild, body: Json, kind: EntityType) -> Json:
    """Check where it is: somewhere outside with a name, or a channel for such events."""
    metadata = body.get("entity_metadata")
    location = metadata.get("location") if isinstance(metadata, Mapping) else None
    channel_id = body.get("channel_id")
    if kind is EntityType.EXTERNAL:
        if channel_id is not None:
            form.wrong(("channel_id",), "BASE_TYPE_CHOICES", "There is no channel outside.")
        if form.required(("entity_metadata", "location"), location):
            form.longest(("entity_metadata", "location"), location, LOCATION, least=1)
        return {"channel": None, "location": location}
    channel = guild.channels.get(_number(channel_id))
    if form.required(("channel_id",), channel_id) and (
        channel is None or channel.type is not HOSTS[kind]
    ):
        form.wrong(("channel_id",), "CHANNEL_TYPE_INVALID", "Not a channel for such an event.")
    return {"channel": channel, "location": None}


def _number(value: Any) -> int:
    return int(value) if str(value).isdecimal() else 0
