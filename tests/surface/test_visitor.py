"""People at a terminal: whatever a member or an admin can do on Discord can be typed."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest

from bot.watching.ports import AskScope
from sandbox.screen import Screen
from sandbox.sites import SITES, Running, Switch
from sandbox.town import Town
from sandbox.visitor import Visitor
from tests.surface.admins import stored
from tests.surface.conftest import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """A terminal on a scene: types lines, gives back what was printed."""

    scene: Scene
    visitor: Visitor
    sites: dict[str, Running]
    town: Town
    printed: Callable[[], str]

    async def type(self, *lines: str) -> str:
        """Type lines; return what was printed since the last time."""
        for line in lines:
            await self.visitor.type(line, is_echoed=False)
        return self.printed()


@pytest.fixture
async def terminal(scene: Scene, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[Terminal]:
    sites = {
        name: Running(url=url, port=1, switch=Switch(SITES[name]), is_switchable=name != "refuses")
        for name, url in scene.sites.items()
    }
    async with Town() as town:
        yield Terminal(
            scene=scene,
            visitor=Visitor(scene.discord, sites, Screen(scene.discord), town),
            sites=sites,
            town=town,
            printed=lambda: capsys.readouterr().out,
        )


async def test_an_admin_watches_and_a_member_looks_it_up(terminal: Terminal) -> None:
    add = f"/watch add name:My shop channel:#status target:{terminal.sites['fine'].url}"
    assert "Save this watch?" in await terminal.type(add)
    assert "[#general, edited]" in await terminal.type("press save")
    (watch,) = await stored(terminal.scene)
    assert (watch.name, watch.channel_id) == ("My shop", terminal.scene.discord.status.id)
    assert "My shop" in await terminal.type("as bob /history shop")
    assert "every 5 minutes" in await terminal.type("/watch edit interval:5m watch:shop")
    assert "[#status]" in await terminal.type("/board create #status")
    assert "My shop" in await terminal.type("look #status")


async def test_menus_and_forms_are_used_by_what_they_show(terminal: Terminal) -> None:
    await terminal.type("/settings")
    assert "Only people who may manage" in await terminal.type("choose who may ask: pick only who")
    assert "in #status" in await terminal.type("choose #status")
    assert "[form: Quiet hours]" in await terminal.type("press Quiet hours")
    assert "From 22:00 to 07:00" in await terminal.type("fill 22:00-07:00")
    guild_id = terminal.scene.discord.guild.id
    kept = await terminal.scene.app.line.stores.guilds.settings(guild_id)
    assert kept.who_may_ask is AskScope.MANAGERS
    assert kept.channel_id == terminal.scene.discord.status.id


async def test_what_discord_would_refuse_is_said(terminal: Terminal) -> None:
    said = {
        "/nothing": "there is no command /nothing; there are: /board, /explain, ",
        "/watch foo": "after /watch comes one of: add, edit, ",
        "/watch list all": "/watch list takes nothing more",
        "/board create #x": "there is no #x here; there are: #general, #status, @everyone",
        "/watch add channel:@admins target:x.example": "channel takes another type than Role",
        "/history days:many": "days takes a number",
        "/watch import file:/nowhere.yaml": "there is no file /nowhere.yaml",
        "/watch import text:[] replace:perhaps": "replace takes true or false",
        "press Fire": "there is no button Fire; there are: none",
        "choose fire": "no menu offers fire",
        "fill fire": "no form is open",
        "use Is this down?": "there is no message yet",
        "as nobody /privacy": "there is no nobody here",
        "as #status": "#status is no member",
        "look @admins": "@admins is no channel",
        "break refuses": "there is no site refuses to switch; there are: fine, ",
        "as bob /watch list": "there is no command /watch; there are: /explain, ",
    }
    for line, refused in said.items():
        assert f"Discord: {refused}" in await terminal.type(line)


async def test_somebody_else_can_stay_and_use_menus_of_the_app(terminal: Terminal) -> None:
    assert "You are bob now." in await terminal.type("as bob")
    assert "502 Bad Gateway" in await terminal.type("what does error 502 mean?")
    assert "502 Bad Gateway" in await terminal.type("use Explain this error")
    assert "help, quit" in await terminal.type("help")
    assert "#status is empty." in await terminal.type("look #status")


async def test_sites_break_and_mend(terminal: Terminal) -> None:
    fine, bad = terminal.sites["fine"].switch, terminal.sites["504"].switch
    assert "is broken now" in await terminal.type("break fine")
    assert fine.site is SITES["502"]
    assert "is fine now" in await terminal.type("mend fine", "mend 504")
    assert fine.site is bad.site is SITES["fine"]
    await terminal.type("break 504")
    assert bad.site is SITES["504"]
    assert "502 Bad Gateway" in await terminal.type("break shop.test")
    assert terminal.town.house("shop.test").mode.id == "502"
    assert "Healthy" in await terminal.type("mend shop.test")
    assert "there is no ghost.test in the town" in await terminal.type("break ghost.test")


async def test_a_direct_message_names_the_channel_it_is_about(terminal: Terminal) -> None:
    discord = terminal.scene.discord
    letter = discord.core.messages.compose(
        discord.world.dm(discord.bob), discord.bot, {"content": f"See {discord.status.mention}."}
    )
    discord.core.messages.post(letter)
    shown = await terminal.type("help", "/privacy")
    assert "[direct message to bob]\ngatewise:\n  See #status." in shown
