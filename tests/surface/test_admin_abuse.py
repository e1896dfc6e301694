"""Admins and members who mean harm, or are in a hurry: storms, races, hidden and private names."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from bot.asking.haste import ACTIONS, SUGGESTIONS
from bot.bootstrap import build
from bot.settings import Settings
from bot.watching.recording import StoreUnavailable
from sandbox.discord import StandIn
from sandbox.discord.things import Guild, Message
from tests.fakes.name_server import Zone, name_server
from tests.surface.admins import add, elsewhere, fill, press, put_button, run, stored
from tests.surface.conftest import LocalDiscordClock, Scene, online

INSIDE = "shop.example"  # a public name that leads into a private network


async def test_a_storm_of_commands_is_held_back_and_says_for_how_long(scene: Scene) -> None:
    people, bob, general = scene.discord.people, scene.discord.bob, scene.discord.general
    storm = [people.slash(bob, general, "/history") for _ in range(ACTIONS.count + 5)]
    told = [await one.answer() for one in storm]
    held = [one for one in told if "a lot in a short time" in one.content]
    assert 3 <= len(held) <= 5  # one more is taken every two seconds
    assert all(one.is_ephemeral and "Try again in" in one.content for one in held)
    calm = await run(scene, "/watch list")
    assert "watches nothing yet" in calm.content
    scene.discord.advance(4)
    assert "a lot in" not in (await run(scene, "/history", bob)).content


async def test_a_storm_of_presses_is_held_back_and_changes_nothing(scene: Scene) -> None:
    listed = await run(scene, "/watch list")
    people, alice = scene.discord.people, scene.discord.alice
    one = await add(scene)
    put_button(listed, "w1:log:")
    storm = [people.click(alice, listed, "x") for _ in range(ACTIONS.count)]
    for handle in storm:
        await handle.answer()
    asked = await run(scene, "/watch remove", watch=str(one.id))
    assert "a lot in a short time" in asked.content
    told = await press(scene, put_button(listed, f"w1:remove:{one.id}"), "x")
    assert "a lot in a short time" in told.content
    assert await stored(scene) == (one,)


async def test_a_storm_of_letters_gets_no_lists_after_a_while(scene: Scene) -> None:
    people, alice, general = scene.discord.people, scene.discord.alice, scene.discord.general
    typed = [
        people.autocomplete(alice, general, "/watch pause", watch="a")
        for _ in range(SUGGESTIONS.count + 20)
    ]
    assert "watches nothing" in (await run(scene, "/watch list")).content
    await typed[0].choices()
    assert any(one.interaction.answer is None for one in typed)


@pytest.mark.parametrize("name", ["\u3164", "\u2800 \u115f", "\u0301", "\u200b\u202e"])
async def test_a_name_that_nobody_can_see_is_none(scene: Scene, name: str) -> None:
    told = await run(scene, "/watch add", target=scene.sites["fine"], name=name)
    assert "characters that can be seen" in told.content


async def test_a_name_in_any_script_is_shown_as_it_is_written(scene: Scene) -> None:
    name = "हिन्दी ไทยที่ Việt"
    asked = await run(scene, "/watch add", target=scene.sites["fine"], name=name)
    assert f"We can reach {name}:" in asked.content
    saved = await press(scene, asked, "Save")
    assert "Our first look comes within" in saved.content
    (one,) = await stored(scene)
    assert one.name == name


async def test_two_admins_take_the_last_place_at_once(scene: Scene) -> None:
    await fill(scene, 49)
    people, alice = scene.discord.people, scene.discord.alice
    asked = [
        await run(scene, "/watch add", target=scene.sites[site]) for site in ("fine", "502", "500")
    ]
    handles = [people.click(alice, one, "Save") for one in asked]
    told = [await one.answer() for one in handles]
    assert sum("Saved." in one.content for one in told) == 1
    assert sum("A server can have 50 watches" in one.content for one in told) == 2
    assert len(await stored(scene)) == 50


async def test_boards_and_planned_work_are_counted_one_after_the_other(scene: Scene) -> None:
    local = scene.discord
    channels = [local.world.add_channel(local.guild, f"c{number}") for number in range(12)]
    local.happenings.end_outage(local.guild)
    people, alice, general = local.people, local.alice, local.general
    handles = [people.slash(alice, general, "/board create", channel=one) for one in channels]
    told = [await one.answer() for one in handles]
    assert sum("Done." in one.content for one in told) == 10
    assert sum("as many as it may have" in one.content for one in told) == 2


async def test_ten_thousand_entries_are_refused_in_words(scene: Scene) -> None:
    entries = [{"target": f"s{number}.io"} for number in range(10_000)]
    text = json.dumps(entries, separators=(",", ":"))
    picked = scene.discord.uploads.pick("watches.json", text.encode())
    told = await run(scene, "/watch import", file=picked)
    assert "There are 10,000 watches in this file, and a server can have 50." in told.text


async def test_long_names_do_not_hide_how_many_more_there_are(scene: Scene) -> None:
    channel = str(scene.discord.status.id)
    entries = [
        {"target": f"site{number}.example", "channel": channel, "name": "[a](b)@*_~`" * 5}
        for number in range(50)
    ]
    picked = scene.discord.uploads.pick("watches.json", json.dumps(entries).encode())
    asked = await run(scene, "/watch import", file=picked)
    (field,) = asked.embeds[0]["fields"]
    shown = field["value"].count("•")
    assert field["value"].endswith(f"… and {50 - shown} more")


async def test_what_was_chosen_and_is_gone_is_said(scene: Scene) -> None:
    local = scene.discord
    status = local.status
    panel = await run(scene, "/settings")
    await local.people.select(local.alice, panel, "s1:channel", status).answer()
    local.happenings.delete_channel(status)
    panel = await run(scene, "/settings")
    assert "The channel that was chosen is gone" in panel.text
    assert not any(menu.get("default_values") for menu in panel.menus)


async def test_what_was_deleted_is_called_deleted_though_storage_fails_then(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await add(scene)
    governing = scene.app.rooms.governing

    async def away(_: object) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(governing, "_refresh", away)
    await governing.forget_server(one.guild_id)
    assert await stored(scene) == ()


async def test_who_loses_the_right_between_two_clicks_saves_nothing(scene: Scene) -> None:
    local = scene.discord
    mods = local.world.add_role(local.guild, "mods", permissions=0x20)
    local.guild.members[local.carol.id].role_ids.append(mods.id)
    asked = await run(scene, "/watch add", local.carol, target=scene.sites["fine"])
    panel = await run(scene, "/settings", local.carol)
    local.guild.members[local.carol.id].role_ids.remove(mods.id)
    told = await press(scene, asked, "Save", local.carol)
    assert "Ask somebody who has the permission **Manage Server**" in told.content
    told = await press(scene, panel, "Pings, threads and events", local.carol)
    assert "Only people who may manage this server" in told.content
    assert await stored(scene) == ()


@pytest.fixture
async def inside(
    local_discord: StandIn,
    settings: Settings,
    sites: dict[str, int],
    untouched_route: None,  # noqa: ARG001 - set back after everything else
) -> AsyncIterator[Scene]:
    """A bot whose name server says that a public name is on this machine."""
    async with name_server({INSIDE: Zone(addresses=["127.0.0.1"])}) as server:
        settings = settings.model_copy(update={"probe_nameservers": (f"127.0.0.1:{server.port}",)})
        urls = {name: f"http://{INSIDE}:{port}/" for name, port in sites.items()}
        clock = LocalDiscordClock(local_discord)
        async with build(settings, clock=clock) as app, online(app, local_discord) as client:
            yield Scene(discord=local_discord, app=app, client=client, sites=urls)


async def bring_in(scene: Scene, guild: Guild, url: str) -> Message:
    """Import a watch in another server: nothing is looked at for that."""
    place = next(iter(guild.channels.values()))
    owner = scene.discord.world.application.owner
    entry = json.dumps([{"target": url, "channel": str(place.id)}])
    asked = await run(scene, "/watch import", owner, place, text=entry)
    return await press(scene, asked, "Save", owner)


async def test_a_private_name_is_seen_by_the_operators_server_alone(inside: Scene) -> None:
    mine = await add(inside)
    following = inside.app.line.following
    guild, place = elsewhere(inside)
    owner = inside.discord.world.application.owner
    told = await run(inside, "/watch add", owner, place, target=inside.sites["fine"])
    assert "private network" in told.content
    async with asyncio.timeout(5):
        while not following.samples(mine.endpoint_id):
            inside.discord.advance(5)
            await asyncio.sleep(0.05)
    await bring_in(inside, guild, mine.target.url)
    (theirs,) = await stored(inside, guild.id)
    listed = await run(inside, "/watch list", owner, place)
    assert "Not looked at" in listed.text
    assert theirs.endpoint_id != mine.endpoint_id
    before = len(following.samples(theirs.endpoint_id))
    async with asyncio.timeout(5):
        while len(following.samples(theirs.endpoint_id)) == before:
            inside.discord.advance(30)
            await asyncio.sleep(0.05)
    listed = await run(inside, "/watch list", owner, place)
    assert "Its name leads somewhere that we don't look at" in listed.text
    assert "Up" in (await run(inside, "/watch list")).text
