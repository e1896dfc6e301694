"""`/settings`: every control, whoever forges one, and that what was chosen takes effect."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from bot.bootstrap import build
from bot.presentation.governing_ids import Control, encode
from bot.settings import Settings
from bot.watching.ports import AskScope, GuildSettings
from bot.watching.watch import QuietHours
from sandbox.discord import ClientRefused, Handle, StandIn
from sandbox.discord.modals import Filled
from sandbox.discord.permissions import Permission
from sandbox.discord.things import ChannelType, Message, Role, User
from tests.surface.conftest import Scene, online


async def open_panel(scene: Scene, user: User | None = None) -> Message:
    local = scene.discord
    return await local.people.slash(user or local.alice, local.general, "/settings").answer()


async def stored(scene: Scene) -> GuildSettings:
    return await scene.app.line.stores.guilds.settings(scene.discord.guild.id)


async def pick(scene: Scene, message: Message, control: Control, *values: Filled) -> Message:
    local = scene.discord
    flat = [value for value in values if not isinstance(value, tuple)]
    return await local.people.select(local.alice, message, encode(control), *flat).answer()


async def press(scene: Scene, message: Message, label: str) -> Message:
    local = scene.discord
    return await local.people.click(local.alice, message, label).answer()


async def opened(scene: Scene, message: Message, label: str) -> Handle:
    """Press a button that opens a form."""
    local = scene.discord
    handle = local.people.click(local.alice, message, label)
    await handle.until(lambda seen: seen.interaction.modal is not None)
    return handle


async def fill_in(scene: Scene, message: Message, label: str, typed: str) -> Message:
    handle = await opened(scene, message, label)
    return await scene.discord.people.submit(handle, {"text": typed}).answer()


async def test_the_panel_is_private_and_says_every_setting_in_words(scene: Scene) -> None:
    panel = await open_panel(scene)
    assert panel.is_ephemeral
    for words in (
        "Every choice is saved at once",
        "No channel is chosen",
        "Everyone may ask",
        "Announcements are in English",
        "Times of day are those of UTC",
        "There are none. Roles may be pinged",
        "we ping the role of the watch",
        "Single looks for 48 hours, hourly figures for 90 days, outages for 365 days",
    ):
        assert words in panel.text


async def test_a_channel_is_chosen_and_what_is_missing_there_is_said(scene: Scene) -> None:
    local = scene.discord
    panel = await open_panel(scene)
    panel = await pick(scene, panel, Control.CHANNEL, local.status)
    assert panel.content == (
        f"Saved. New watches announce in <#{local.status.id}>, unless they name another channel."
    )
    assert (await stored(scene)).channel_id == local.status.id
    everyone = local.guild.roles[local.guild.id]
    local.happenings.set_overwrite(local.status, local.bot, deny=Permission.EMBED_LINKS)
    local.happenings.set_overwrite(local.status, everyone, deny=Permission.READ_MESSAGE_HISTORY)
    panel = await pick(scene, panel, Control.CHANNEL, local.status)
    assert "Please allow us in that channel: Embed Links, Read Message History." in panel.content
    panel = await pick(scene, panel, Control.CHANNEL)
    assert "No channel is chosen" in panel.content
    assert (await stored(scene)).channel_id is None


async def test_only_channels_that_take_announcements_are_taken(scene: Scene) -> None:
    local = scene.discord
    news = local.happenings.open_channel(local.guild, "news", kind=ChannelType.ANNOUNCEMENT)
    panel = await pick(scene, await open_panel(scene), Control.CHANNEL, news)
    assert f"<#{news.id}>" in panel.content
    elsewhere = local.world.add_guild("Elsewhere")
    foreign = local.world.add_channel(elsewhere, "general")
    with pytest.raises(ClientRefused):
        await pick(scene, panel, Control.CHANNEL, foreign)


@pytest.fixture
def role(local_discord: StandIn) -> Role:
    """A role that is there before the bot is."""
    return local_discord.world.add_role(local_discord.guild, "helpers")


async def test_who_may_ask_is_chosen_in_three_ways(role: Role, scene: Scene) -> None:
    local = scene.discord
    panel = await pick(scene, await open_panel(scene), Control.ASKERS, "managers")
    assert "Only people who may manage this server" in panel.content
    panel = await pick(scene, panel, Control.ASKERS, "role")
    assert "Pick the role in the menu below" in panel.content
    panel = await pick(scene, panel, Control.ROLE, role)
    assert f"<@&{role.id}>" in panel.content
    assert not panel.mention_role_ids
    settings = await stored(scene)
    assert (settings.who_may_ask, settings.ask_role_id) == (AskScope.ROLE, role.id)
    panel = await pick(scene, panel, Control.ROLE, local.guild.roles[local.guild.id])
    assert "Everyone may ask" in panel.content
    assert (await stored(scene)).who_may_ask is AskScope.EVERYONE


async def test_a_language_is_chosen(scene: Scene) -> None:
    panel = await pick(scene, await open_panel(scene), Control.LANGUAGE, "en")
    assert panel.content == "Saved. Announcements are in English."
    assert (await stored(scene)).locale == "en"
    await pick(scene, panel, Control.LANGUAGE, "own")
    assert (await stored(scene)).locale is None


async def test_a_time_zone_is_typed_as_people_call_it(scene: Scene) -> None:
    panel = await fill_in(scene, await open_panel(scene), "Time zone", "berlin")
    assert panel.content.startswith("Saved. Times of day are those of Europe/Berlin. It is ")
    assert (await stored(scene)).time_zone == ZoneInfo("Europe/Berlin")
    unsure = await fill_in(scene, panel, "Time zone", "usa")
    assert "Which one do you mean?" in unsure.content
    panel = await press(scene, unsure, "America/Chicago")
    assert "America/Chicago" in panel.content
    none = await fill_in(scene, panel, "Time zone", "@everyone **nowhere**")
    assert "we know no time zone like that" in none.content
    assert "everyone" not in none.content
    panel = await fill_in(scene, none, "Type it again", "Tokyo")
    assert (await stored(scene)).time_zone == ZoneInfo("Asia/Tokyo")


async def test_quiet_hours_are_typed_and_taken_back(scene: Scene) -> None:
    panel = await fill_in(scene, await open_panel(scene), "Quiet hours", "22-7")
    assert "From 22:00 to 07:00 we ping no role." in panel.content
    night = QuietHours(begins=time(22), ends=time(7))
    assert (await stored(scene)).quiet_hours == night
    bad = await fill_in(scene, panel, "Quiet hours", "at night")
    assert "did not understand" in bad.content
    assert (await stored(scene)).quiet_hours == night
    panel = await press(scene, bad, "Back to the settings")
    panel = await fill_in(scene, panel, "Quiet hours", "")
    assert (await stored(scene)).quiet_hours is None


async def test_role_pings_are_turned_off_and_on(scene: Scene) -> None:
    page = await press(scene, await open_panel(scene), "Pings, threads and events")
    panel = await press(scene, page, "Turn role pings off")
    assert "We never ping anybody" in panel.content
    assert not (await stored(scene)).pings
    await press(scene, panel, "Turn role pings on")
    assert (await stored(scene)).pings


async def test_threads_are_turned_on_and_what_is_missing_for_them_is_said(scene: Scene) -> None:
    local = scene.discord
    page = await press(scene, await open_panel(scene), "Pings, threads and events")
    assert "Our messages get no threads" in page.text
    page = await press(scene, page, "Turn threads on")
    assert page.content == (
        "Saved. The message of each new outage gets a thread to talk in."
        " We write nothing there ourselves."
    )
    assert (await stored(scene)).threads
    panel = await press(scene, page, "Back to the settings")
    panel = await pick(scene, panel, Control.CHANNEL, local.status)
    everyone = local.guild.roles[local.guild.id]
    for who in (everyone, local.bot):
        local.happenings.set_overwrite(local.status, who, deny=Permission.CREATE_PUBLIC_THREADS)
    page = await press(scene, panel, "Pings, threads and events")
    assert "Please allow us where outages are announced: Create Public Threads." in page.text
    page = await press(scene, page, "Turn threads off")
    assert "Create Public Threads" not in page.text
    assert not (await stored(scene)).threads


async def test_how_long_things_are_kept_is_chosen_below_the_cap(scene: Scene) -> None:
    page = await press(scene, await open_panel(scene), "How long we keep things")
    assert "nother server" in page.text
    for control, value, words in (
        (Control.LOOKS, "24", "Single looks are kept for 24 hours."),
        (Control.HOURS, "30", "Hourly figures are kept for 30 days."),
        (Control.OUTAGES, "90", "are kept for 90 days."),
    ):
        page = await pick(scene, page, control, value)
        assert words in page.content
    settings = await stored(scene)
    assert (settings.sample_hours, settings.rollup_days, settings.incident_days) == (24, 30, 90)
    with pytest.raises(ClientRefused):
        await pick(scene, page, Control.LOOKS, "168")
    await pick(scene, page, Control.LOOKS, "most")
    assert (await stored(scene)).sample_hours is None


async def test_the_last_changes_say_who_when_and_what(scene: Scene) -> None:
    local = scene.discord
    panel = await press(scene, await open_panel(scene), "Last changes")
    assert "Nobody has changed anything yet" in panel.content
    panel = await press(scene, panel, "Back to the settings")
    panel = await press(scene, panel, "Pings, threads and events")
    for turn in ("off", "on") * 8:
        panel = await press(scene, panel, f"Turn role pings {turn}")
    panel = await press(scene, panel, "Back to the settings")
    panel = await fill_in(scene, panel, "Quiet hours", "22-7")
    page = await press(scene, panel, "Last changes")
    assert page.text.count("•") == 15
    assert f"<@{local.alice.id}> set quiet hours: 22:00 to 07:00" in page.text
    assert "<t:" in page.text
    older = await press(scene, page, "Older changes")
    assert older.text.count("•") == 2
    assert (await press(scene, older, "Newer changes")).text.count("•") == 15


@pytest.mark.parametrize("control", [c for c in Control if c is not Control.FORGET])
async def test_a_control_forged_by_a_member_does_nothing(scene: Scene, control: Control) -> None:
    local = scene.discord
    message = await scene.ask("no such thing")
    arguments = {
        Control.PINGS: "off",
        Control.THREADS: "on",
        Control.EVENTS: "on",
        Control.CHANGES: "0",
        Control.ZONE: "Asia/Tokyo",
    }
    forged = encode(control, arguments.get(control, ""))
    button = {"type": 2, "id": 2, "style": 2, "label": "Forged", "custom_id": forged}
    message.components = [{"type": 1, "id": 1, "components": [button]}]
    before = await stored(scene)
    told = await local.people.click(local.bob, message, forged).answer()
    assert told.is_ephemeral
    assert told.content.startswith("Only people who may manage this server can do that.")
    assert await stored(scene) == before


async def test_the_command_itself_is_for_managers(scene: Scene) -> None:
    local = scene.discord
    with pytest.raises(ClientRefused):
        await open_panel(scene, local.bob)


async def test_rights_that_were_lost_meanwhile_no_longer_count(scene: Scene) -> None:
    local = scene.discord
    panel = await open_panel(scene)
    handle = await opened(scene, panel, "Quiet hours")
    panel = await press(scene, panel, "Pings, threads and events")
    local.guild.members[local.alice.id].role_ids.clear()
    told = await local.people.click(local.alice, panel, "Turn role pings off").answer()
    assert "Only people who may manage" in told.content
    told = await local.people.submit(handle, {"text": "22-7"}).answer()
    assert "Only people who may manage" in told.content
    assert await stored(scene) == GuildSettings(guild_id=local.guild.id)


async def test_forged_ids_and_values_are_outdated_or_refused(scene: Scene) -> None:
    local = scene.discord
    panel = await open_panel(scene)
    for forged in ("s0:panel", "s1:pings", "s1:zone:../../etc", "s1:changes:100", "s1:erase:now"):
        panel.components[-1]["components"][0]["custom_id"] = forged
        told = await local.people.click(local.alice, panel, forged).answer()
        assert "older version" in told.content
    panel = await open_panel(scene)
    panel.components[1]["components"][0]["options"][0]["value"] = "nobody"
    told = await pick(scene, panel, Control.ASKERS, "nobody")
    assert "older version" in told.content
    assert await stored(scene) == GuildSettings(guild_id=local.guild.id)


async def test_panel_and_open_form_outlive_a_restart(
    scene: Scene, settings: Settings, local_discord: StandIn
) -> None:
    panel = await open_panel(scene)
    handle = await opened(scene, panel, "Time zone")
    await scene.client.close()
    async with build(settings) as app, online(app, local_discord):
        panel = await local_discord.people.submit(handle, {"text": "Lisbon"}).answer()
        assert "Europe/Lisbon" in panel.content
        panel = await press(scene, panel, "Pings, threads and events")
        panel = await press(scene, panel, "Turn role pings off")
        assert "We never ping anybody" in panel.content
