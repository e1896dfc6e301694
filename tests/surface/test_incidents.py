"""What people do about an outage: buttons and commands, over the real client."""

import pytest

from bot.watching.recording import StoreUnavailable
from sandbox.discord.people import ClientRefused
from sandbox.discord.permissions import Permission
from tests.surface.conftest import Scene
from tests.surface.outages import SECOND, Outages, press


async def test_we_know_is_said_by_an_admin_and_shown(scene: Scene) -> None:
    outages = Outages(scene)
    (message,) = await outages.down("GitHub")
    told = await press(scene, scene.discord.alice, message, "We know")
    assert told.content == "Done. The message now says that you know."
    assert await outages.announce() == [message]
    assert f"<@{scene.discord.alice.id}>, <t:" in message.text
    assert message.mentions == []
    assert "We know" not in [button.label for button in message.buttons]
    again = await press(scene, scene.discord.alice, message, "know")
    assert "You said already" in again.content


async def test_who_did_it_already_is_named_without_a_ping(scene: Scene) -> None:
    outages, local = Outages(scene), scene.discord
    (message,) = await outages.down("GitHub")
    dave = local.world.add_user("dave")
    role = local.world.add_role(local.guild, "mods", permissions=Permission.MANAGE_GUILD)
    local.world.join(local.guild, dave, role)
    for act, words in (("know", "said already"), ("mute", "has muted this already")):
        await press(scene, local.alice, message, act)
        told = await press(scene, dave, message, act)
        assert f"<@{local.alice.id}> {words}" in told.content
        assert told.mentions == []


async def test_members_may_follow_and_nothing_else(scene: Scene) -> None:
    (message,) = await Outages(scene).down("GitHub")
    for button in ("We know", "Mute", "False alarm"):
        told = await press(scene, scene.discord.bob, message, button)
        assert "Only people who may manage this server" in told.content
    told = await press(scene, scene.discord.bob, message, "Tell me when it's back")
    assert "We will tell you when it is over" in told.content
    told = await press(scene, scene.discord.bob, message, "Tell me when it's back")
    assert "You have asked already" in told.content


async def test_a_false_alarm_takes_a_second_thought(scene: Scene) -> None:
    outages = Outages(scene)
    (message,) = await outages.down("GitHub")
    alice = scene.discord.alice
    asked = await press(scene, alice, message, "False alarm")
    assert "Was this a false alarm?" in asked.content
    assert "can't be undone" in asked.content
    kept = await press(scene, alice, asked, "No, keep it")
    assert kept.content == "Nothing was changed."
    assert kept.buttons == []
    assert await outages.announce() == []
    asked = await press(scene, alice, message, "False alarm")
    done = await press(scene, alice, asked, "Yes, a false alarm")
    assert (done.id, done.buttons) == (asked.id, [])
    assert "no longer count" in done.content
    assert await outages.announce() == [message]
    assert message.content.startswith("False alarm: GitHub was not down.")
    again = await press(scene, alice, message, "false")
    assert "You have called this a false alarm already" in again.content


async def test_what_goes_on_after_a_false_alarm_is_told_anew(scene: Scene) -> None:
    outages, alice = Outages(scene), scene.discord.alice
    watch = await outages.watch("GitHub")
    await outages.look(watch, "uddd")
    (message,) = await outages.announce()
    asked = await press(scene, alice, message, "False alarm")
    await press(scene, alice, asked, "Yes, a false alarm")
    assert await outages.announce() == [message]
    await outages.look(watch, "uu")
    assert await outages.announce() == []
    await outages.look(watch, "ddd")
    (news,) = await outages.announce()
    assert news is not message
    assert message.content.startswith("False alarm: GitHub was not down.")
    assert "False alarm:" not in news.content
    assert "False alarm" in [button.label for button in news.buttons]
    told = await press(scene, alice, news, "We know")
    assert "Done." in told.content


async def test_a_fold_is_answered_as_a_whole(scene: Scene) -> None:
    outages, alice = Outages(scene), scene.discord.alice
    for name in ("GitHub", "Steam", "Wiki"):
        outages.now -= 30 * SECOND
        await outages.look(await outages.watch(name), "uddd")
    message = next(one for one in await outages.announce() if "Wiki" in one.text)
    assert "GitHub" in message.text
    asked = await press(scene, alice, message, "False alarm")
    assert "Were all 3 of these false alarms?" in asked.content
    await press(scene, alice, message, "We know")
    for story in await outages.stories():
        assert story.response.acknowledged_by == alice.id
    await press(scene, alice, asked, "Yes, a false alarm")
    for story in await outages.stories():
        assert story.response.retracted_by == alice.id


async def test_what_is_over_says_so(scene: Scene) -> None:
    outages = Outages(scene)
    watch = await outages.watch("GitHub")
    await outages.look(watch, "uddd")
    (message,) = await outages.announce()
    await outages.look(watch, "uu")
    for act in ("know", "mute", "false"):
        told = await press(scene, scene.discord.alice, message, act)
        assert told.content == "This is over already. There is nothing left to do."
    told = await press(scene, scene.discord.bob, message, "follow")
    assert "nothing to wait for" in told.content


async def test_a_forged_button_reaches_no_other_server_or_channel(scene: Scene) -> None:
    outages, local = Outages(scene), scene.discord
    world = local.world
    elsewhere = world.add_guild("Elsewhere")
    world.join(elsewhere, local.alice)
    theirs = world.add_channel(elsewhere, "status")
    await outages.look(await outages.watch("Theirs", channel=theirs), "uddd")
    (foreign,) = await outages.announce()
    (other,) = await outages.down("Here", channel=local.general)
    (mine,) = await outages.down("GitHub")
    alice = local.alice
    for source in (foreign, other):
        for act in ("know", "mute", "false", "follow"):
            told = await press(scene, alice, mine, f"i1:{act}:{source.nonce}")
            assert "We can't find what this button was made for" in told.content
    for act in ("retract", "keep"):  # they belong under our private question alone
        assert "older version" in (await press(scene, alice, mine, act)).content
    for forged in ("i1:know:a0e0", "i1:know:a1", "i1:drop:a1e0", "i2:know:a1e0", "i1:know:A1e0"):
        assert "older version" in (await press(scene, alice, mine, forged)).content
    assert await outages.announce() == []


async def test_incident_commands_act_by_name(scene: Scene) -> None:
    outages, local = Outages(scene), scene.discord
    (message,) = await outages.down("GitHub")
    people, alice = local.people, local.alice
    typed = people.autocomplete(alice, local.general, "/incident mute", incident="git")
    (choice,) = await typed.choices()
    assert choice["name"].startswith("GitHub, since ")
    value = choice["value"]

    async def run(command: str, **options: str) -> str:
        handle = people.slash(alice, local.general, command, incident=value, **options)
        told = await handle.answer()
        assert told.is_ephemeral
        return told.content

    note = "Their host is *moving* @everyone"
    assert "shows your update" in await run("/incident note", text=note)
    assert "you know" in await run("/incident acknowledge")
    assert "stays as it is" in await run("/incident mute")
    assert "false alarm" in await run("/incident retract")
    await outages.announce()
    assert message.content.startswith("False alarm: GitHub was not down.")
    assert "Their host is \\*moving\\*" in message.text
    assert not message.mentions_everyone
    assert "false alarm already" in await run("/incident retract")
    value = "nonsense"
    assert "no such incident" in await run("/incident mute")
    assert "no such incident" in await run("/incident note", text="x")


async def test_incident_commands_are_for_managers(scene: Scene) -> None:
    local, outages = scene.discord, Outages(scene)
    await outages.down("GitHub")
    (story,) = await outages.stories()
    with pytest.raises(ClientRefused):
        local.people.slash(local.bob, local.general, "/incident mute", incident=story.public_id)
    # Server admins can let members see a command: then the bot itself has to refuse.
    for command in local._core.commands.usable(local.guild.id):
        command.body["default_member_permissions"] = None
    told = await local.people.slash(
        local.bob, local.general, "/incident mute", incident=story.public_id
    ).answer()
    assert "Only people who may manage" in told.content
    typed = local.people.autocomplete(local.bob, local.general, "/incident mute", incident="")
    assert await typed.choices() == []


async def test_an_outage_may_be_called_false_after_its_end(scene: Scene) -> None:
    outages, local = Outages(scene), scene.discord
    watch = await outages.watch("GitHub")
    await outages.look(watch, "udddu" + "u" * 3)
    await outages.announce()
    (story,) = await outages.stories()
    for command, words in (("mute", "over already"), ("retract", "false alarm")):
        handle = local.people.slash(
            local.alice, local.general, f"/incident {command}", incident=story.public_id
        )
        assert words in (await handle.answer()).content
    (seen,) = await outages.stories()
    assert seen.response.retracted_by == local.alice.id


async def test_storage_away_is_a_sentence(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    (message,) = await Outages(scene).down("GitHub")

    async def away(*_: object) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(type(scene.app.line.stores.incidents), "story", away)
    told = await press(scene, scene.discord.alice, message, "We know")
    assert "nothing was changed" in told.content
