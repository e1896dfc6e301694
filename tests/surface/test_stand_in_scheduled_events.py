"""Planned events of the stand-in: the real client's, and what Discord would refuse."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import discord
import pytest

from sandbox.discord import StandIn
from sandbox.discord.permissions import Permission
from sandbox.discord.scheduled_events import EventStatus
from sandbox.discord.things import ChannelType, Guild
from tests.fakes.api_client import Answered, ApiClient, api_client
from tests.fakes.checked import checked
from tests.fakes.tiny_bot import INTENTS, TinyBot, tiny_bot

HOUR = timedelta(hours=1)
WITH_EVENTS = discord.Intents(INTENTS.value, guild_scheduled_events=True)


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with checked(breaks_rules=True, rate_limits=False) as running:
        grant(running.guild, Permission.CREATE_EVENTS)
        yield running


@pytest.fixture
async def api(stand_in: StandIn) -> AsyncIterator[ApiClient]:
    async with api_client(stand_in) as client:
        yield client


@pytest.fixture
async def bot(stand_in: StandIn) -> AsyncIterator[TinyBot]:
    async with tiny_bot(stand_in, intents=WITH_EVENTS) as running:
        yield running


def grant(guild: Guild, *permissions: Permission) -> None:
    """Give the bot's role permissions, and no others of events."""
    role = next(role for role in guild.roles.values() if role.is_managed)
    role.permissions &= ~(Permission.CREATE_EVENTS | Permission.MANAGE_EVENTS)
    for permission in permissions:
        role.permissions |= permission


def soon(stand_in: StandIn, after: timedelta = HOUR) -> datetime:
    return stand_in.core.clock.wall() + after


def planned(stand_in: StandIn, **changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "name": "Database upgrade",
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": "example.org"},
        "scheduled_start_time": soon(stand_in).isoformat(),
        "scheduled_end_time": soon(stand_in, 2 * HOUR).isoformat(),
        **changes,
    }
    return {key: value for key, value in body.items() if value is not ...}


async def plan(stand_in: StandIn, api: ApiClient, **changes: Any) -> Answered:
    return await api.send("POST", events(stand_in), planned(stand_in, **changes))


def events(stand_in: StandIn, *more: object) -> str:
    return "/".join((f"/guilds/{stand_in.guild.id}/scheduled-events", *map(str, more)))


async def planned_by(bot: TinyBot, stand_in: StandIn) -> discord.ScheduledEvent:
    return await bot.guilds[0].create_scheduled_event(
        name="Database upgrade",
        start_time=soon(stand_in),
        end_time=soon(stand_in, 2 * HOUR),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="example.org",
        description="Half an hour at most.",
    )


async def test_the_client_plans_changes_begins_and_ends_an_event(
    stand_in: StandIn, bot: TinyBot
) -> None:
    event = await planned_by(bot, stand_in)
    await bot.until(lambda: bot.guilds[0].get_scheduled_event(event.id) is not None)
    event = await event.edit(name="Database upgrade, part two")
    event = await event.start()
    assert event.status is discord.EventStatus.active
    known = await bot.guilds[0].fetch_scheduled_events()
    assert [(one.name, one.status) for one in known] == [(event.name, event.status)]
    await event.end()
    assert await bot.guilds[0].fetch_scheduled_events() == []
    assert stand_in.recorder.violations == []


async def test_the_client_deletes_an_event(stand_in: StandIn, bot: TinyBot) -> None:
    event = await planned_by(bot, stand_in)
    await bot.until(lambda: bot.guilds[0].get_scheduled_event(event.id) is not None)
    await event.delete()
    await bot.until(lambda: bot.guilds[0].get_scheduled_event(event.id) is None)
    with pytest.raises(discord.NotFound):
        await bot.guilds[0].fetch_scheduled_event(event.id)


async def test_it_begins_and_ends_by_itself(stand_in: StandIn, bot: TinyBot) -> None:
    event = stand_in.happenings.plan_event(
        stand_in.guild,
        "Move",
        by=stand_in.alice,
        starts=soon(stand_in),
        ends=soon(stand_in, 2 * HOUR),
        location="the new data centre",
    )
    stand_in.advance(HOUR.total_seconds() + 1)
    assert event.status is EventStatus.ACTIVE
    seen = bot.guilds[0].get_scheduled_event
    await bot.until(lambda: getattr(seen(event.id), "status", 0) is discord.EventStatus.active)
    stand_in.advance(HOUR.total_seconds())
    assert event.status is EventStatus.COMPLETED


async def test_it_begins_without_a_jump_of_the_clock(stand_in: StandIn, api: ApiClient) -> None:
    start = soon(stand_in, timedelta(seconds=0.2)).isoformat()
    made = await plan(stand_in, api, scheduled_start_time=start)
    event = stand_in.core.scheduled_events.find(stand_in.guild, int(made.json["id"]))
    assert event is not None
    assert event.status is EventStatus.SCHEDULED
    while event.status is EventStatus.SCHEDULED:
        await stand_in.core.changes.next(timeout=0.05)


async def test_events_planned_before_are_known_at_the_start(stand_in: StandIn) -> None:
    starts, ends = soon(stand_in), soon(stand_in, 2 * HOUR)
    event = stand_in.happenings.plan_event(
        stand_in.guild, "Move", by=stand_in.alice, starts=starts, ends=ends, location="here"
    )
    async with tiny_bot(stand_in, intents=WITH_EVENTS) as bot:
        assert bot.guilds[0].get_scheduled_event(event.id) is not None
        stand_in.core.scheduled_events.interest(event, stand_in.bob)
        fetched = await bot.guilds[0].fetch_scheduled_event(event.id)
        assert fetched.user_count == 1
        assert [user.name async for user in fetched.users()] == ["bob"]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"description": "x" * 1001}, "description"),
        ({"privacy_level": 1}, "privacy_level"),
        ({"entity_type": 4}, "entity_type"),
        ({"entity_metadata": ...}, "entity_metadata"),
        ({"entity_metadata": {"location": "x" * 101}}, "entity_metadata"),
        ({"channel_id": "1"}, "channel_id"),
        ({"scheduled_end_time": ...}, "scheduled_end_time"),
        ({"scheduled_start_time": "2020-01-01T00:00:00+00:00"}, "scheduled_start_time"),
        ({"scheduled_end_time": "2020-01-01T00:00:00+00:00"}, "scheduled_end_time"),
        ({"scheduled_start_time": "tomorrow"}, "scheduled_start_time"),
        ({"entity_type": 2, "entity_metadata": ...}, "channel_id"),
    ],
)
async def test_what_is_no_event_is_refused(
    stand_in: StandIn, api: ApiClient, changes: dict[str, Any], where: str
) -> None:
    answered = await plan(stand_in, api, **changes)
    assert (answered.code, list(answered.json["errors"])) == (50035, [where])


async def test_a_voice_event_needs_a_voice_channel(stand_in: StandIn, api: ApiClient) -> None:
    room = stand_in.world.add_channel(stand_in.guild, "room", kind=ChannelType.VOICE)
    body = {"entity_type": 2, "entity_metadata": ..., "scheduled_end_time": ...}
    wrong = await plan(stand_in, api, **body, channel_id=str(stand_in.general.id))
    assert wrong.code == 50035
    assert (await plan(stand_in, api, **body, channel_id=str(room.id))).code == 50013
    grant(stand_in.guild, Permission.CREATE_EVENTS, Permission.CONNECT)
    assert (await plan(stand_in, api, **body, channel_id=str(room.id))).status == 200


async def test_a_status_goes_one_way(stand_in: StandIn, api: ApiClient) -> None:
    place = events(stand_in, (await plan(stand_in, api)).json["id"])
    assert (await api.send("PATCH", place, {"status": 3})).code == 50035
    assert (await api.send("PATCH", place, {"status": 2})).json["status"] == 2
    assert (await api.send("PATCH", place, {"status": 4})).code == 50035
    assert (await api.send("PATCH", place, {"status": 3})).status == 200
    assert (await api.send("PATCH", place, {"name": "later"})).code == 180000


async def test_planning_needs_permissions(stand_in: StandIn, api: ApiClient) -> None:
    own = events(stand_in, (await plan(stand_in, api)).json["id"])
    other = stand_in.happenings.plan_event(
        stand_in.guild,
        "Move",
        by=stand_in.alice,
        starts=soon(stand_in),
        ends=soon(stand_in, 2 * HOUR),
        location="here",
    )
    assert (await api.send("PATCH", own, {"name": "ours"})).status == 200
    assert (await api.send("DELETE", events(stand_in, other.id))).code == 50013
    grant(stand_in.guild, Permission.MANAGE_EVENTS)
    assert (await plan(stand_in, api)).code == 50013
    assert (await api.send("DELETE", events(stand_in, other.id))).status == 204
    assert (await api.send("GET", events(stand_in, other.id))).code == 10070


async def test_a_hundred_events_are_enough(stand_in: StandIn, api: ApiClient) -> None:
    for _ in range(100):
        made = await plan(stand_in, api)
    assert (await plan(stand_in, api)).code == 30038
    await api.send("PATCH", events(stand_in, made.json["id"]), {"status": 4})
    assert (await plan(stand_in, api)).status == 200


async def test_only_those_who_ask_hear_of_events(stand_in: StandIn) -> None:
    async with tiny_bot(stand_in) as bot:
        event = await planned_by(bot, stand_in)
        assert await bot.guilds[0].fetch_scheduled_event(event.id) == event
        assert bot.guilds[0].get_scheduled_event(event.id) is None
