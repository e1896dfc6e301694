"""Routes about a server's planned events (developers/resources/guild-scheduled-event.mdx)."""

from sandbox.discord.permissions import Permission, permissions_in
from sandbox.discord.refusals import refusal
from sandbox.discord.routing import Call, Reply, Route, route
from sandbox.discord.scheduled_event_rules import NEEDED, read_change, read_event
from sandbox.discord.scheduled_events import (
    MOST,
    EntityType,
    ScheduledEvent,
    event_payload,
    interest_payload,
)
from sandbox.discord.things import Channel, Guild

MOST_LISTED = 100
_TRUE = ("1", "true")
_ANYTHING_HERE = Permission.CREATE_EVENTS | Permission.MANAGE_EVENTS


def _guild(call: Call) -> Guild:
    call.core.scheduled_events.settle()
    return call.core.world.guild_of_bot(call.id("guild_id"))


def _event(call: Call, guild: Guild) -> ScheduledEvent:
    """Look an event up. Raises 10070, also for one in a channel that the bot does not see."""
    event = call.core.scheduled_events.find(guild, call.id("event_id"))
    if event is None or not _sees(call, event):
        raise refusal(10070)
    return event


def _sees(call: Call, event: ScheduledEvent) -> bool:
    world = call.core.world
    return event.channel is None or world.can(world.bot, event.channel, Permission.VIEW_CHANNEL)


def _demand(
    call: Call, guild: Guild, channel: Channel | None, kind: EntityType, one_of: int
) -> None:
    """Raise 50013 if the bot lacks what an event of this kind needs there."""
    bot = guild.members[call.core.world.bot.id]
    held = permissions_in(guild, bot, channel)
    if not held & one_of or not all(held & needed for needed in NEEDED[kind]):
        raise refusal(50013)


def _demand_change(call: Call, event: ScheduledEvent) -> None:
    """Own events can be changed by whoever may create some, others by who manages them."""
    is_own = event.creator is call.core.world.bot
    one_of = _ANYTHING_HERE if is_own else Permission.MANAGE_EVENTS
    _demand(call, event.guild, event.channel, event.entity_type, one_of)


def list_events(call: Call) -> Reply:
    """List the events that are not over."""
    with_count = call.query.get("with_user_count") in _TRUE
    events = [event for event in call.core.scheduled_events.of(_guild(call)) if _sees(call, event)]
    return Reply(body=[event_payload(event, with_count=with_count) for event in events])


def create_event(call: Call) -> Reply:
    """Plan an event."""
    guild, core = _guild(call), call.core
    values = read_event(guild, call.body, core.clock.wall())
    _demand(call, guild, values["channel"], values["entity_type"], Permission.CREATE_EVENTS)
    if len(core.scheduled_events.of(guild)) >= MOST:
        raise refusal(30038)
    event = ScheduledEvent(id=core.world.ids.next(), guild=guild, creator=core.world.bot, **values)
    core.scheduled_events.add(event)
    return Reply(body=event_payload(event))


def get_event(call: Call) -> Reply:
    """Describe an event."""
    event = _event(call, _guild(call))
    with_count = call.query.get("with_user_count") in _TRUE
    return Reply(body=event_payload(event, with_count=with_count))


def change_event(call: Call) -> Reply:
    """Change an event, begin it, end it, or call it off."""
    event = _event(call, _guild(call))
    _demand_change(call, event)
    values = read_change(event, call.body, call.core.clock.wall())
    _demand(call, event.guild, values["channel"], values["entity_type"], _ANYTHING_HERE)
    for name, value in values.items():
        setattr(event, name, value)
    call.core.scheduled_events.change(event)
    return Reply(body=event_payload(event))


def delete_event(call: Call) -> Reply:
    """Delete an event."""
    event = _event(call, _guild(call))
    _demand_change(call, event)
    call.core.scheduled_events.remove(event)
    return Reply(status=204)


def list_interested(call: Call) -> Reply:
    """List who is interested in an event, by their ids."""
    event = _event(call, _guild(call))
    with_member = call.query.get("with_member") in _TRUE
    limit = min(int(call.query.get("limit", MOST_LISTED)), MOST_LISTED)
    after, before = int(call.query.get("after", 0)), int(call.query.get("before", 0))
    ids = sorted(event.interested)
    if before:
        ids = [id_ for id_ in ids if id_ < before][-limit:]
    else:
        ids = [id_ for id_ in ids if id_ > after][:limit]
    users = [event.interested[id_] for id_ in ids]
    return Reply(body=[interest_payload(event, user, with_member=with_member) for user in users])


_EVENTS = "/guilds/{guild_id}/scheduled-events"
_EVENT = _EVENTS + "/{event_id}"

ROUTES: tuple[Route, ...] = (
    route("GET", _EVENTS, list_events),
    route("POST", _EVENTS, create_event),
    route("GET", _EVENT, get_event),
    route("PATCH", _EVENT, change_event),
    route("DELETE", _EVENT, delete_event),
    route("GET", _EVENT + "/users", list_interested),
)
