"""*Check from other places*: acknowledged at once, told in private, about what is public alone."""

import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.asking.elsewhere import Elsewhere
from bot.asking.limits import ElsewhereLimits, Quota
from bot.asking.policies import Policies
from bot.asking.unfolding import Unfolding
from bot.bootstrap import App, build
from bot.client import GatewiseBot
from bot.clock import SystemClock
from bot.settings import Settings
from bot.vantage.globalping import Globalping
from bot.watching.ports import AskScope
from sandbox.discord import StandIn, State
from sandbox.discord.things import Message
from tests.fakes import globalping as stub
from tests.fakes.globalping import failed, finished, in_progress, measurement
from tests.fakes.looking import PATIENT, looker
from tests.fakes.name_server import SERVFAIL, Zone, name_server
from tests.surface.conftest import LocalDiscordClock, Scene, online
from tests.surface.governed import actor

PLACES = "Check from other places"
MOST_DOWN = measurement([failed(), finished(502), failed(), finished(200), finished(503)])
LIMITS = ElsewhereLimits(member=Quota(2, 600))
ZONES = {name: Zone(rcode=SERVFAIL) for name in ("site.example", "b.example", "c.example")}


@pytest.fixture
async def settings(local_discord: StandIn, tmp_path: Path) -> AsyncIterator[Settings]:
    """Settings of an operator with nothing private, for whom no name resolves."""
    async with name_server(ZONES) as names:
        yield Settings(
            _env_file=None,
            discord_token=SecretStr(local_discord.token),
            discord_api_url=local_discord.api_url,
            probe_deadline="1s",
            probe_nameservers=f"127.0.0.1:{names.port}",
            watch_canaries="off",
            database_url=f"sqlite:///{tmp_path}/gatewise.db",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Abroad:
    """The stub of Globalping, and whoever asks it."""

    api: stub.Globalping
    elsewhere: Elsewhere

    def beside(self, app: App) -> App:
        """Return an app whose clients ask the stub, and only when somebody presses."""
        clock = app.rooms.clock
        nobody = Elsewhere(None, policies=Policies.build(), clock=clock)
        unfolding = Unfolding(app.rooms.asking, nobody, clock)
        rooms = replace(app.rooms, elsewhere=self.elsewhere, unfolding=unfolding)
        return replace(app, rooms=rooms, make_client=lambda: GatewiseBot(rooms))


@pytest.fixture
async def abroad() -> AsyncIterator[Abroad]:
    zones = {"api.example": Zone(addresses=["127.0.0.1"])}
    async with (
        stub.globalping(MOST_DOWN) as api,
        looker(zones, limits=PATIENT) as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        clock = SystemClock()
        places = Globalping(client, clock=clock, user_agent="Gatewise", url=api.url, deadline=2)
        policies = Policies.build()
        elsewhere = Elsewhere(places, policies=policies, clock=clock, limits=LIMITS)
        yield Abroad(api=api, elsewhere=elsewhere)


@pytest.fixture
async def stage(
    local_discord: StandIn,
    settings: Settings,
    abroad: Abroad,
    untouched_route: None,  # noqa: ARG001 - set back after everything else
) -> AsyncIterator[Scene]:
    async with contextlib.AsyncExitStack() as stack:
        app = abroad.beside(await stack.enter_async_context(build(settings)))
        client = await stack.enter_async_context(online(app, local_discord))
        yield Scene(discord=local_discord, app=app, client=client, sites={})


async def press(scene: Scene, message: Message) -> Message:
    pressed = scene.discord.people.click(scene.discord.carol, message, PLACES)
    await pressed.until(lambda seen: seen.state is State.THINKING, within=0.9)
    return await pressed.answer(within=6)


async def test_most_places_see_it_down_too(stage: Scene, abroad: Abroad) -> None:
    message = await stage.ask("https://site.example/a?token=s3cret")
    before = message.text
    told = await press(stage, message)
    assert told.is_ephemeral
    assert told.content.splitlines()[0] == (
        "`site.example`: 4 of 5 other places see it down too: Germany, Canada, Brazil and"
        " Australia. Fine from Japan."
    )
    assert "down for most people" in told.content
    assert "Deutsche Telekom AG" in told.text
    assert re.search(r"<t:\d+:R>", told.text)
    assert "Globalping" in told.text
    assert message.text == before
    assert "s3cret" not in str([abroad.api.asked, message.components])


async def test_only_near_us(stage: Scene, abroad: Abroad) -> None:
    abroad.api.polls = [measurement([finished(200)] * 5)]
    told = await press(stage, await stage.ask("site.example"))
    assert "no other place sees it down" in told.content
    assert "our side" in told.content


async def test_not_every_place_in_time(stage: Scene, abroad: Abroad) -> None:
    half = [failed(), failed(), *[in_progress()] * 3]
    abroad.api.polls = [measurement(half, status="in-progress")]
    told = await press(stage, await stage.ask("site.example"))
    assert "2 of 5 other places see it down too" in told.content
    assert "Not every place answered in time" in told.content


async def test_globalping_is_away_or_has_had_enough(stage: Scene, abroad: Abroad) -> None:
    message = await stage.ask("site.example")
    abroad.api.created = lambda: web.json_response(
        stub.error("rate_limit_exceeded"), status=429, headers=stub.limits(0, 600)
    )
    told = await press(stage, message)
    assert "needs a break from us" in told.content
    assert "Try again in about 10 minutes" in told.content
    assert "Our own answer stands" in told.content


async def test_a_spent_budget_says_when(stage: Scene, abroad: Abroad) -> None:
    for name in ("site.example", "b.example"):
        await press(stage, await stage.ask(name))
    told = await press(stage, await stage.ask("c.example"))
    assert "often enough for now" in told.content
    assert "Try again in about 5 minutes" in told.content
    asked = [seen for seen in abroad.api.asked if seen.method == "POST"]
    assert len(asked) == 2


async def test_the_button_outlives_a_restart(
    stage: Scene, settings: Settings, abroad: Abroad, local_discord: StandIn
) -> None:
    message = await stage.ask("site.example")
    await stage.client.close()
    async with build(settings) as app, online(abroad.beside(app), local_discord):
        told = await press(stage, message)
        assert "4 of 5 other places" in told.content


async def test_after_a_restart_a_query_must_be_typed_again(
    stage: Scene, settings: Settings, abroad: Abroad, local_discord: StandIn
) -> None:
    message = await stage.ask("https://site.example/?token=s3cret")
    await stage.client.close()
    async with build(settings) as app, online(abroad.beside(app), local_discord):
        assert "ask again with `/isitdown`" in (await press(stage, message)).content
    assert not abroad.api.asked


async def test_a_forged_button_tells_nobody_of_private_names(stage: Scene, abroad: Abroad) -> None:
    message = await stage.ask("site.example")
    button = message.components[1]["components"][3]
    for key in ("p.10.0.0.1/", "p.127.0.0.1/", "u.router.lan/", "s.no-such-service"):
        button["custom_id"] = f"p1:1:{key}"
        pressed = stage.discord.people.click(stage.discord.carol, message, button["custom_id"])
        told = await pressed.answer(within=6)
        assert "see it down" not in told.content
    for custom_id in ("p0:1:u.site.example/", "p1:x:u.site.example/", "p1:", "p1:1:h.site"):
        button["custom_id"] = custom_id
        pressed = stage.discord.people.click(stage.discord.carol, message, custom_id)
        assert "older version" in (await pressed.answer()).content
    assert not abroad.api.asked


async def test_it_is_offered_in_direct_messages_too(stage: Scene) -> None:
    local = stage.discord
    asked = local.people.slash(
        local.carol, local.people.dm(local.carol), "/isitdown", target="site.example"
    )
    message = await asked.answer()
    labels = [button.label for button in message.buttons]
    assert labels == ["Check again", "What does this mean?", "Details", PLACES]
    assert len(message.components) == 1
    assert "4 of 5 other places" in (await press(stage, message)).content


async def test_whoever_may_not_ask_may_not_ask_elsewhere(stage: Scene, abroad: Abroad) -> None:
    message = await stage.ask("site.example")
    await stage.app.rooms.governing.change(
        actor(stage), lambda settings: replace(settings, who_may_ask=AskScope.MANAGERS)
    )
    pressed = stage.discord.people.click(stage.discord.carol, message, PLACES)
    assert "can have things looked at" in (await pressed.answer()).content
    assert not abroad.api.asked


async def test_places_are_held_against_a_look_of_the_same_time(
    local_discord: StandIn,
    settings: Settings,
    abroad: Abroad,
    untouched_route: None,  # noqa: ARG001 - set back after everything else
) -> None:
    clock = LocalDiscordClock(local_discord)
    async with (
        looker({"api.example": Zone(addresses=["127.0.0.1"])}, limits=PATIENT) as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
        build(settings, clock=clock) as app,
    ):
        places = Globalping(
            client, clock=clock, user_agent="Gatewise", url=abroad.api.url, deadline=2
        )
        elsewhere = Elsewhere(places, policies=Policies.build(), clock=clock, limits=LIMITS)
        async with online(replace(abroad, elsewhere=elsewhere).beside(app), local_discord) as bot:
            scene = Scene(discord=local_discord, app=app, client=bot, sites={})
            message = await scene.ask("site.example")
            local_discord.advance(301)
            told = await press(scene, message)
    assert "down for most people" in told.content
