"""Work that a vendor plans as an event of the server, with the real client, over real sockets."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.presentation.connection import Connection
from bot.presentation.server_events import DiscordEvents
from bot.settings import Settings
from bot.watching import event_keeping
from sandbox.discord import Fault, StandIn
from sandbox.discord.permissions import Permission
from sandbox.discord.scheduled_events import EntityType, EventStatus, ScheduledEvent
from tests.fakes.official import Site
from tests.fakes.tiny_bot import tiny_bot
from tests.surface.test_official_announcements import (  # noqa: F401 - fixtures
    FINE,
    Town,
    follow,
    shop_settings,
    site,
    town,
)
from tests.surface.test_planned_announcements import planning
from tests.surface.test_settings import open_panel
from tests.surface.test_settings import press as press_panel

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
MAKING = "POST /guilds/*/scheduled-events"


def set_permission(local: StandIn, *, may_plan: bool) -> None:
    """Let the bot's role make events, or not."""
    role = next(role for role in local.guild.roles.values() if role.is_managed)
    role.permissions &= ~Permission.CREATE_EVENTS
    if may_plan:
        role.permissions |= Permission.CREATE_EVENTS


def events(local: StandIn) -> list[ScheduledEvent]:
    """Return the server's events that are not over."""
    return local.core.scheduled_events.of(local.guild)


def sent(local: StandIn, method: str) -> int:
    """Return how often we asked something about events."""
    return len(local.recorder.sent(method, "/scheduled-events"))


async def turn(one: Town, state: str) -> str:
    """Turn events on or off, as an admin; return what is said."""
    page = await press_panel(one.scene, await open_panel(one.scene), "Pings, threads and events")
    return (await press_panel(one.scene, page, f"Turn events {state}")).text


@asynccontextmanager
async def fair(
    settings: Settings, local: StandIn, vendor: Site, *, may_plan: bool = True
) -> AsyncIterator[Town]:
    set_permission(local, may_plan=may_plan)
    async with town(settings, local, vendor) as one:
        yield one


def said(one: Town, begins: timedelta, *, status: str = "scheduled") -> bytes:
    start = one.scene.discord.core.clock.wall()
    return planning((start + begins).isoformat(), (start + begins + 2 * HOUR).isoformat(), status)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let events be compared all the time: whoever sleeps here does so by the clock on the wall."""
    monkeypatch.setattr(event_keeping, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(event_keeping, "COMPARE_SECONDS", 0.05)


@pytest.fixture
def local(local_discord: StandIn) -> StandIn:
    return local_discord


async def test_made_moved_and_called_off(
    shop_settings: Settings,  # noqa: F811 - the fixture
    local: StandIn,
    site: Site,  # noqa: F811 - the fixture
) -> None:
    async with fair(shop_settings, local, site) as one:
        await follow(one)
        assert "we also add it to this server’s events." in await turn(one, "on")
        await one.hears(said(one, 5 * HOUR))
        await local.until(lambda: len(events(local)) == 1)
        (event,) = events(local)
        assert event.name == "Planned work on Our Shop: Moving the @everyone database"
        assert event.entity_type is EntityType.EXTERNAL
        assert event.location == "Our Shop"  # an address of this machine is no link
        assert event.ends == event.starts + 2 * HOUR
        assert event.creator is local.bot
        assert event.description is not None
        assert "](https://evil" not in event.description
        later = said(one, 7 * HOUR)
        before = event.starts
        await one.hears(later)
        await local.until(lambda: event.starts > before + HOUR)
        assert events(local) == [event]
        await one.hears(FINE)
        await one.hears(FINE)
        await local.until(lambda: not events(local))
        assert (sent(local, "POST"), sent(local, "PATCH"), sent(local, "DELETE")) == (1, 1, 1)


async def test_from_a_day_before_until_it_is_over_it_is_one_event(
    shop_settings: Settings,  # noqa: F811 - the fixture
    local: StandIn,
    site: Site,  # noqa: F811 - the fixture
) -> None:
    async with fair(shop_settings, local, site) as one:
        await follow(one)
        await turn(one, "on")
        start = local.core.clock.wall()
        begins, ends = (start + 5 * HOUR).isoformat(), (start + 7 * HOUR).isoformat()
        await one.hears(planning(begins, ends))
        await local.until(lambda: len(events(local)) == 1)
        (event,) = events(local)
        local.advance(5 * 3600 - 10 * 60)
        await one.hears(planning(begins, ends))
        local.advance(15 * 60)
        await one.hears(planning(begins, ends, "in_progress"))
        assert event.status is EventStatus.ACTIVE
        assert (sent(local, "POST"), sent(local, "PATCH"), sent(local, "DELETE")) == (1, 0, 0)
        await one.hears(planning(begins, ends, "completed"))
        await local.until(lambda: not events(local))
        assert len(one.told) == 2


async def test_off_by_default_and_turned_off_again(
    shop_settings: Settings,  # noqa: F811 - the fixture
    local: StandIn,
    site: Site,  # noqa: F811 - the fixture
) -> None:
    async with fair(shop_settings, local, site) as one:
        await follow(one)
        page = said(one, 5 * HOUR)
        assert len(await one.hears(page)) == 1
        local.advance(60)
        await one.hears(page)
        assert sent(local, "POST") == 0
        await turn(one, "on")
        local.advance(60)
        await local.until(lambda: len(events(local)) == 1)
        assert "Planned work is told in messages alone." in await turn(one, "off")
        local.advance(60)
        await local.until(lambda: not events(local))


async def test_where_we_may_not_it_is_said_once_to_the_admin_and_nobody_is_asked(
    shop_settings: Settings,  # noqa: F811 - the fixture
    local: StandIn,
    site: Site,  # noqa: F811 - the fixture
) -> None:
    async with fair(shop_settings, local, site, may_plan=False) as one:
        await follow(one)
        told = await turn(one, "on")
        assert "But we can’t make events yet." in told
        assert "Create Events" in told
        (message,) = await one.hears(said(one, 5 * HOUR))
        assert message.content.startswith("Work on Our Shop is planned")
        local.advance(60)
        await one.hears(said(one, 5 * HOUR))
        assert sent(local, "") == 0


async def test_a_restart_whose_answer_was_lost_makes_no_second_one(
    shop_settings: Settings,  # noqa: F811 - the fixture
    local: StandIn,
    site: Site,  # noqa: F811 - the fixture
) -> None:
    start = local.core.clock.wall()
    page = planning((start + 5 * HOUR).isoformat(), (start + 7 * HOUR).isoformat())
    async with fair(shop_settings, local, site) as one:
        await follow(one)
        await turn(one, "on")
        local.fault(Fault(match=MAKING, drop=True, after=True))
        await one.hears(page)
        await local.until(lambda: len(events(local)) == 1)
    async with town(shop_settings, local, site) as one:
        await local.until(lambda: sent(local, "GET") == 1)
        await one.outages.announce()
        await one.rounds.go()
        assert await one.hears(page) == []
        assert len(one.told) == 1
        (event,) = events(local)
        start += HOUR
        before = event.starts
        await one.hears(planning((start + 5 * HOUR).isoformat(), (start + 7 * HOUR).isoformat()))
        await local.until(lambda: event.starts > before)
        assert events(local) == [event]
        assert sent(local, "POST") == 1


async def test_a_refusal_changes_nothing_else(
    shop_settings: Settings,  # noqa: F811 - the fixture
    local: StandIn,
    site: Site,  # noqa: F811 - the fixture
) -> None:
    async with fair(shop_settings, local, site) as one:
        await follow(one)
        await turn(one, "on")
        local.fault(Fault(match=MAKING, code=50013))
        page = said(one, 5 * HOUR)
        assert len(await one.hears(page)) == 1
        await local.until(lambda: sent(local, "POST") == 1)
        assert events(local) == []
        local.advance(601)
        await local.until(lambda: len(events(local)) == 1)


async def test_what_an_admin_deleted_is_not_made_again(
    shop_settings: Settings,  # noqa: F811 - the fixture
    local: StandIn,
    site: Site,  # noqa: F811 - the fixture
) -> None:
    async with fair(shop_settings, local, site) as one:
        await follow(one)
        await turn(one, "on")
        await one.hears(said(one, 5 * HOUR))
        await local.until(lambda: len(events(local)) == 1)
        (event,) = events(local)
        local.core.scheduled_events.remove(event)
        await one.hears(said(one, 6 * HOUR))
        await local.until(lambda: sent(local, "PATCH") == 1)
        await one.hears(said(one, 7 * HOUR))
        assert (sent(local, "POST"), sent(local, "PATCH")) == (1, 1)


async def test_a_server_that_is_forgotten_keeps_none(
    shop_settings: Settings,  # noqa: F811 - the fixture
    local: StandIn,
    site: Site,  # noqa: F811 - the fixture
) -> None:
    async with fair(shop_settings, local, site) as one:
        await follow(one)
        await turn(one, "on")
        await one.hears(said(one, 5 * HOUR))
        await local.until(lambda: len(events(local)) == 1)
        await one.scene.app.rooms.governing.forget_server(local.guild.id)
        assert events(local) == []
        assert await one.scene.app.line.stores.events.kept() == ()


async def test_where_discord_has_not_told_who_we_are_we_may_not(local: StandIn) -> None:
    set_permission(local, may_plan=True)
    local.guild.is_unavailable = True
    connection = Connection()
    async with tiny_bot(local) as client:
        connection.open(client)
        assert client.get_guild(local.guild.id) is not None
        assert not DiscordEvents(connection).may_plan(local.guild.id)
