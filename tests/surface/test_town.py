"""The town on the real bot: names that work there alone, the panel's API, and the story."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.bootstrap import build
from bot.settings import Settings
from sandbox.discord import StandIn
from sandbox.discord.things import Message
from sandbox.town import Town
from sandbox.town.modes import FIRST, load_modes
from sandbox.town.panel import Panel
from sandbox.town.story import HURRIED
from sandbox.town.storyteller import Storyteller
from tests.fakes.checked import problems_of
from tests.surface.conftest import LocalDiscordClock, Scene, online

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A bot in the town, and a browser's way to the panel."""

    discord: StandIn
    town: Town
    web: aiohttp.ClientSession

    async def ask(self, target: str) -> Message:
        people, general = self.discord.people, self.discord.general
        return await people.slash(self.discord.bob, general, "/isitdown", target=target).answer(10)

    async def get(self, path: str, status: int = 200, **headers: str) -> dict[str, Any]:
        async with self.web.get(path, headers=headers) as response:
            assert response.status == status
            return await _body(response)

    async def post(
        self, path: str, body: object = None, status: int = 200, **headers: str
    ) -> dict[str, Any]:
        async with self.web.post(path, json=body, headers=headers) as response:
            assert response.status == status
            return await _body(response)


async def _body(response: aiohttp.ClientResponse) -> dict[str, Any]:
    if response.content_type != "application/json":
        return {"text": await response.text()}
    found: dict[str, Any] = await response.json()
    return found


@pytest.fixture
async def visit(
    tmp_path: Path,
    untouched_route: None,  # noqa: ARG001 - set back after everything else
) -> AsyncIterator[Visit]:
    discord = StandIn()
    async with Town() as town:
        discord.add_room(Panel(town, Storyteller(discord, town, pace=0.001)).mount)
        async with discord:
            update = {
                "discord_token": SecretStr(discord.token),
                "discord_api_url": discord.api_url,
                "database_url": SecretStr(f"sqlite:///{tmp_path}/gatewise.db"),
            }
            settings = town.settings(Settings(_env_file=None), discord.guild.id)
            settings = settings.model_copy(update=update | HURRIED)
            clock = LocalDiscordClock(discord)
            async with (
                build(settings, clock=clock) as app,
                online(app, discord),
                aiohttp.ClientSession(discord.core.origin) as web,
            ):
                yield Visit(discord=discord, town=town, web=web)
    assert not discord.recorder.violations
    assert not problems_of(discord)


async def test_names_of_the_town_are_asked_about_as_any_other(visit: Visit) -> None:
    assert "is up" in (await visit.ask("shop.test")).content
    expired = await visit.ask("expired.broken.test")
    assert "certificate" in expired.text
    assert "does not exist" in (await visit.ask("no-such-name.broken.test")).text


async def test_a_bot_with_everybodys_settings_refuses_them(scene: Scene) -> None:
    async with Town():
        answer = await scene.ask("shop.test")
    assert answer.content.startswith("This name works only inside a home or company network.")


async def test_the_five_ways_one_after_the_other(visit: Visit) -> None:
    said = {"healthy": "is up", "502": "looks down", "maintenance": "maintenance"}
    for mode in FIRST:
        await visit.post("/town/houses/bank.test", {"mode": mode})
        if mode in said:
            await asyncio.sleep(HURRIED["ask_cache"])
            visit.discord.advance(1)
            assert said[mode] in (await visit.ask("bank")).text


async def test_the_panel_lists_houses_and_modes(visit: Visit) -> None:
    listed = await visit.get("/town/houses")
    shop = listed["houses"][0]
    assert (shop["name"], shop["kind"], shop["mode"]) == ("shop.test", "company", "healthy")
    assert tuple(listed["first"]) == FIRST
    offered = {mode["id"] for mode in listed["modes"]}
    assert offered == {one.id for one in load_modes().values() if not one.page}
    kinds = {house["kind"] for house in listed["houses"]}
    assert kinds == {"company", "status page", "broken"}
    status = next(one for one in listed["houses"] if one["name"] == "status.shop.test")
    assert [one["id"] for one in status["own"]] == ["honest", "late", "lying"]
    for file in ("panel.js", "panel.css"):
        assert (await visit.get(f"/town/{file}"))["text"]


async def test_what_is_no_order_is_refused(visit: Visit) -> None:
    shop = "/town/houses/shop.test"
    await visit.post(shop, {"mode": "sideways"}, 400)
    await visit.post(shop, {"mode": "honest"}, 400)
    for body in ({"mode": 502}, {}, {"mode": "502", "more": 1}, [], "502"):
        await visit.post(shop, body, 400)
    await visit.post("/town/houses/ghost.test", {"mode": "502"}, 404)
    await visit.post(shop, {"mode": "x" * 2000}, 413)
    await visit.post(shop, {"mode": "502"}, 403, Host="evil.example")
    await visit.post(shop, {"mode": "502"}, 403, Origin="http://evil.example")
    await visit.get("/town/houses", 403, Host="evil.example:80")
    await visit.get("/town/story", 403, Host="[::1")
    async with visit.web.post(shop, data="mode=502") as response:
        assert response.status == 415
    json = {"Content-Type": "application/json"}
    async with visit.web.post(shop, data=b"\xff", headers=json) as response:
        assert response.status == 400
    assert visit.town.house("shop.test").mode.id == "healthy"


async def test_the_official_page_is_honest_late_or_lying(visit: Visit) -> None:
    await visit.town.switch("status.shop.test", "lying")
    await visit.town.switch("shop.test", "502")
    answer = await visit.ask("shop")
    assert "looks down" in answer.content
    assert "Their own page says nothing of it yet" in answer.text


async def test_the_story_is_told_twice_around_two_companies(visit: Visit) -> None:
    assert (await visit.get("/town/story"))["state"] == "idle"
    for name in ("The Shop", "The Bank"):
        begun = await visit.post("/town/story", {}, 202)
        assert begun["state"] == "playing"
        await visit.post("/town/story", {}, 409)
        story = await told(visit)
        assert (story["state"], story["step"]) == ("done", story["steps"]), story["caption"]
        assert f"A quiet evening. {name} works." in story["lines"]
    ends = [one.content for one in visit.discord.messages(visit.discord.status)]
    assert [one.split(".")[0] for one in ends] == ["The Shop is back", "The Bank is back"]


async def told(visit: Visit) -> dict[str, Any]:
    async with asyncio.timeout(40):
        while True:
            story = await visit.get("/town/story")
            if story["state"] != "playing":
                return story
            await asyncio.sleep(0.05)


async def test_a_story_that_breaks_off_says_where(visit: Visit) -> None:
    visit.discord.guild.members[visit.discord.alice.id].role_ids.clear()
    await visit.post("/town/story", {}, 202)
    story = await told(visit)
    assert story["state"] == "failed"
    assert story["caption"].startswith("alice runs this server.")
    assert "sees no command settings here" in story["caption"]


async def test_the_story_is_printed_without_a_browser() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox.town.story", "--speed", "1000"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    try:
        out, errors = await asyncio.wait_for(process.communicate(), 60)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert (process.returncode, errors.decode()) == (0, "")
    text = out.decode()
    for words in ("alice: /watch add", "The Shop is down.", "@alice", "is back", "was down once"):
        assert words in text
    assert text.endswith("Every step happened.\n")
