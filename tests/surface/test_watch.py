"""`/watch add`: we look once, show what we saw, and save what an admin confirms."""

import asyncio
from typing import Any

import pytest

from sandbox.discord import ClientRefused
from sandbox.discord.permissions import Permission
from sandbox.discord.things import ChannelType
from tests.surface.admins import add, elsewhere, fill, press, put_button, run, stored
from tests.surface.conftest import Scene

HOSTILE = "@everyone [free](https://evil.example) \u202ecod\u0007e `x` <t:1:R>"


async def test_what_we_saw_is_shown_before_anything_is_saved(scene: Scene) -> None:
    asked = await run(
        scene,
        "/watch add",
        target=scene.sites["fine"],
        channel=scene.discord.status,
        name="My site",
        interval="5m",
        expect_status="200,204",
    )
    assert asked.is_ephemeral
    assert "We can reach My site: it answers 200 in " in asked.content
    assert asked.content.endswith("Save this watch?")
    assert f"Tells: <#{scene.discord.status.id}>" in asked.text
    assert "How often: every 5 minutes" in asked.text
    assert "Expected answer: 200,204" in asked.text
    assert [button.label for button in asked.buttons] == ["Save", "Cancel"]
    assert await stored(scene) == ()


async def test_save_stores_follows_and_looks(scene: Scene) -> None:
    asked = await run(scene, "/watch add", target=scene.sites["fine"], channel=scene.discord.status)
    saved = await press(scene, asked, "Save")
    assert saved is asked
    assert saved.content.startswith("Saved. We watch")
    assert not saved.buttons
    (one,) = await stored(scene)
    assert one.channel_id == scene.discord.status.id
    following = scene.app.line.following
    async with asyncio.timeout(5):
        while not following.samples(one.endpoint_id):
            scene.discord.advance(5)
            await asyncio.sleep(0.05)
    listed = await run(scene, "/watch list")
    assert "This server has 1 watch: none is down." in listed.content
    assert "Up" in listed.text


async def test_cancel_saves_nothing(scene: Scene) -> None:
    asked = await run(scene, "/watch add", target=scene.sites["fine"])
    cancelled = await press(scene, asked, "Cancel")
    assert cancelled.content == "Nothing was saved."
    assert await stored(scene) == ()


async def test_a_question_does_not_wait_for_ever(scene: Scene) -> None:
    asked = await run(scene, "/watch add", target=scene.sites["fine"])
    scene.discord.advance(15 * 60 + 1)
    told = await press(scene, asked, "Save")
    assert "too old" in told.content
    assert await stored(scene) == ()


async def test_nobody_saves_what_somebody_else_wished_for(scene: Scene) -> None:
    asked = await run(scene, "/watch add", target=scene.sites["fine"])
    operator = scene.discord.world.application.owner
    theirs = await run(scene, "/watch list", operator)
    forged = put_button(theirs, str(asked.buttons[0].custom_id))
    assert "too old" in (await press(scene, forged, "x", operator)).content
    assert await stored(scene) == ()
    await press(scene, asked, "Save")
    assert len(await stored(scene)) == 1


async def test_the_same_wish_is_stored_once(scene: Scene) -> None:
    asked = await run(scene, "/watch add", target=scene.sites["fine"])
    people, alice = scene.discord.people, scene.discord.alice
    both = [people.click(alice, asked, "Save") for _ in range(2)]
    await asyncio.gather(*(one.answer() for one in both))
    assert len(await stored(scene)) == 1
    again = await run(scene, "/watch add", target=scene.sites["fine"])
    assert "follows this address already" in again.content


@pytest.mark.parametrize(
    ("site", "words"),
    [
        ("502", "Our first look tells nobody. If 3 looks in a row say the same"),
        ("refuses", "Our first look tells nobody"),
        ("maintenance page", "planned work"),
    ],
)
async def test_what_is_not_well_can_be_watched_and_we_say_what_that_means(
    scene: Scene, site: str, words: str
) -> None:
    asked = await run(scene, "/watch add", target=scene.sites[site])
    assert words in asked.content
    await press(scene, asked, "Save")
    assert len(await stored(scene)) == 1


async def test_what_is_expected_is_held_against_the_first_look(scene: Scene) -> None:
    text = await run(scene, "/watch add", target=scene.sites["fine"], expect_text="Hello")
    assert "We can reach" in text.content
    text = await run(scene, "/watch add", target=scene.sites["fine"], expect_text="goodbye")
    assert "answers 200, but not with what you expect" in text.content
    assert "is not on the page" in text.text
    status = await run(scene, "/watch add", target=scene.sites["502"], expect_status="502")
    assert "We can reach" in status.content


async def test_every_mistake_is_told_at_once(scene: Scene) -> None:
    told = await run(
        scene,
        "/watch add",
        target="http://user:pass@example.com",
        name="\u202e",
        interval="1s",
        expect_status="20x",
        slow_after="1h",
        quiet_hours="late",
    )
    assert "6 things to mend" in told.content
    for words in ("password", "A name needs", "too often", "100 to 599", "100ms", "22:00-07:00"):
        assert words in told.content


async def test_what_is_missing_in_a_channel_is_told_with_how_to_mend_it(scene: Scene) -> None:
    status, bot = scene.discord.status, scene.discord.bot
    deny = int(Permission.EMBED_LINKS | Permission.SEND_MESSAGES)
    scene.discord.happenings.set_overwrite(status, bot, deny=deny)
    told = await run(scene, "/watch add", target=scene.sites["fine"], channel=status)
    assert f"We can't announce in <#{status.id}> yet" in told.content
    assert "Send Messages, Embed Links" in told.content
    assert "**Permissions**" in told.content
    assert await stored(scene) == ()


async def test_a_role_is_pinged_only_where_it_can_be(scene: Scene) -> None:
    guild, happenings = scene.discord.guild, scene.discord.happenings
    role = scene.discord.world.add_role(guild, "watchers")
    happenings.end_outage(guild)  # tells the bot of the whole server again
    site = scene.sites["fine"]
    told = await run(scene, "/watch add", target=site, role=role)
    assert f"We may not ping <@&{role.id}>" in told.content
    told = await run(scene, "/watch add", target=site, role=guild.roles[guild.id])
    assert "never ping everyone" in told.content
    role.is_mentionable = True
    happenings.change_role(guild, role, 0)
    asked = await run(scene, "/watch add", target=site, role=role)
    assert f"Pings: <@&{role.id}>" in asked.text
    assert not asked.mention_role_ids


async def test_announcement_channels_are_offered_too(scene: Scene) -> None:
    news = scene.discord.world.add_channel(
        scene.discord.guild, "news", kind=ChannelType.ANNOUNCEMENT
    )
    scene.discord.happenings.end_outage(scene.discord.guild)
    asked = await run(scene, "/watch add", target=scene.sites["fine"], channel=news)
    assert f"Tells: <#{news.id}>" in asked.text


async def test_hostile_names_are_shown_and_do_nothing(scene: Scene) -> None:
    asked = await run(scene, "/watch add", target=scene.sites["fine"], name=HOSTILE)
    assert not asked.mentions_everyone
    assert "](" not in asked.content.replace("\\](", "").replace("\\]\\(", "")
    assert "\u202e" not in asked.text
    await press(scene, asked, "Save")
    (one,) = await stored(scene)
    assert one.name == "@everyone [free](https://evil.example) cod e `x` <t:1:R>"
    listed = await run(scene, "/watch list")
    assert "@everyone" not in listed.text
    typed = scene.discord.people.autocomplete(
        scene.discord.alice, scene.discord.general, "/watch pause", watch="FREE"
    )
    (choice,) = await typed.choices()
    assert choice["value"] == str(one.id)


async def test_a_member_sees_no_command_and_forged_presses_do_nothing(scene: Scene) -> None:
    bob, general = scene.discord.bob, scene.discord.general
    one = await add(scene)
    for command in ("/watch list", "/maintenance list"):
        with pytest.raises(ClientRefused):
            scene.discord.people.slash(bob, general, command)
    message = await scene.ask(scene.sites["fine"])
    for custom_id in (f"w1:remove:{one.id}", "w1:list:0", "w1:log:"):
        message.components[0]["components"][0]["custom_id"] = custom_id
        told = await press(scene, message, custom_id, bob)
        assert "Only people who may manage" in told.content
    assert await stored(scene) == (one,)


async def test_a_forged_command_of_a_member_is_refused(scene: Scene) -> None:
    one = await add(scene)
    command = next(
        found for found in scene.discord.core.commands.every(None) if found.name == "watch"
    )
    command.body["default_member_permissions"] = None
    bob = scene.discord.bob
    told = await run(scene, "/watch pause", who=bob, watch=str(one.id))
    assert "Only people who may manage" in told.content
    typed = scene.discord.people.autocomplete(bob, scene.discord.general, "/watch pause", watch="")
    assert await typed.choices() == []
    assert await stored(scene) == (one,)


async def test_buttons_that_we_did_not_make_are_outdated(scene: Scene) -> None:
    message = await run(scene, "/watch list")
    for custom_id in ("w0:list:0", "w1:list:01", "w1:remove:0", "w1:save:zz", "w1:log:x", "w1:"):
        told = await press(scene, put_button(message, custom_id), "x")
        assert "too old or from an older version" in told.content


async def test_another_servers_watch_is_not_ours(scene: Scene) -> None:
    one = await add(scene)
    _, place = elsewhere(scene)
    owner = scene.discord.world.application.owner
    for command in ("pause", "resume", "remove", "test", "edit"):
        options: dict[str, Any] = {"name": "mine now"} if command == "edit" else {}
        told = await run(scene, f"/watch {command}", owner, place, watch=str(one.id), **options)
        assert "no such watch in this server" in told.content
    forged = put_button(await run(scene, "/watch list", owner, place), f"w1:remove:{one.id}")
    assert "no such watch in this server" in (await press(scene, forged, "x", owner)).content
    typed = scene.discord.people.autocomplete(owner, place, "/watch pause", watch="")
    assert await typed.choices() == []
    assert await stored(scene) == (one,)


async def test_private_targets_are_for_the_operators_servers_only(scene: Scene) -> None:
    guild, place = elsewhere(scene)
    owner = scene.discord.world.application.owner
    told = await run(scene, "/watch add", owner, place, target=scene.sites["fine"])
    assert "private network" in told.content
    assert await stored(scene, guild.id) == ()


async def test_the_fifty_first_watch_is_refused(scene: Scene) -> None:
    await fill(scene, 50)
    told = await run(scene, "/watch add", target=scene.sites["fine"])
    assert told.content == "A server can have 50 watches. Remove one first."


async def test_the_last_place_goes_to_who_saves_first(scene: Scene) -> None:
    asked = await run(scene, "/watch add", target=scene.sites["fine"])
    await fill(scene, 50)
    told = await press(scene, asked, "Save")
    assert told.content == "A server can have 50 watches. Remove one first."
    assert len(await stored(scene)) == 50
