"""`/board`: one message that stays true, over the real client."""

import asyncio
from dataclasses import replace

import pytest
from discord import TextChannel

from bot.bootstrap import build
from bot.settings import Settings
from bot.watching.boards import EDIT_SECONDS
from bot.watching.watch import Watch
from sandbox.discord import StandIn
from sandbox.discord.people import ClientRefused
from sandbox.discord.permissions import Permission
from sandbox.discord.things import Message, Overwrite
from tests.surface.conftest import LocalDiscordClock, Scene, online
from tests.surface.outages import Outages


async def command(scene: Scene, words: str) -> str:
    """Let alice use a command in #status; return what she alone reads."""
    local = scene.discord
    told = await local.people.slash(local.alice, local.status, words).answer()
    assert told.is_ephemeral
    return told.content


def boards(scene: Scene) -> list[Message]:
    return scene.discord.messages(scene.discord.status)


async def watch(outages: Outages, name: str) -> Watch:
    """Watch something that is announced elsewhere, so that #status holds boards alone."""
    return await outages.watch(name, channel=outages.scene.discord.general)


async def compare(scene: Scene) -> None:
    """Let half a minute go by, and the boards be compared.

    Twice: the bot compares by itself as well, and may just have read what was so before.
    """
    keeper = scene.app.rooms.boards
    for _ in range(2):
        await keeper.settle()
        scene.discord.advance(EDIT_SECONDS)
        await keeper.compare()
        await keeper.settle()


async def test_a_board_shows_what_goes_down_and_comes_back(scene: Scene) -> None:
    outages = Outages(scene)
    github, steam = await watch(outages, "GitHub"), await watch(outages, "Steam *")
    await outages.look(github, "u")
    assert "The board is in" in await command(scene, "/board create")
    (board,) = boards(scene)
    assert "⚪ **Steam \\*** was not looked at yet" in board.text
    await outages.look(steam, "u")
    await compare(scene)
    assert board.content == "All 2 things we watch here work."
    await outages.look(github, "ddd")
    await compare(scene)
    assert board.content == "GitHub is down. Watched here: 2."
    assert "🔴 **GitHub** is down. It began <t:" in board.text
    assert "🟢 **Steam \\*** works" in board.text
    await outages.look(github, "uu")
    await compare(scene)
    assert board.content == "All 2 things we watch here work."
    assert boards(scene) == [board]
    assert board.mentions == []


async def test_a_deleted_board_comes_back_once(scene: Scene) -> None:
    outages = Outages(scene)
    github = await watch(outages, "GitHub")
    await command(scene, "/board create")
    for letters, there in (("u", 1), ("ddd", 0)):
        (board,) = boards(scene)
        scene.discord._core.messages.delete(board)
        await outages.look(github, letters)
        await compare(scene)
        assert len(boards(scene)) == there
    await outages.look(github, "uu")
    await compare(scene)
    assert boards(scene) == []


async def test_a_given_up_board_can_be_had_again(scene: Scene) -> None:
    outages, local = Outages(scene), scene.discord
    github = await watch(outages, "GitHub")
    await command(scene, "/board create")
    for letters in ("u", "ddd"):
        local._core.messages.delete(boards(scene)[-1])
        await outages.look(github, letters)
        await compare(scene)
    handle = local.people.slash(local.alice, local.general, "/board remove")
    told = (await handle.answer()).content
    assert "There is no board in" in told
    assert f"deleted twice, so we stopped posting it: {local.status.mention}" in told
    assert "somebody deleted twice" in await command(scene, "/board create")
    assert len(boards(scene)) == 1


async def test_one_board_a_channel_and_removing_it(scene: Scene) -> None:
    assert "The board is in" in await command(scene, "/board create")
    assert "only one" in await command(scene, "/board create")
    assert "is gone" in await command(scene, "/board remove")
    assert boards(scene) == []
    assert "There is no board" in await command(scene, "/board remove")


async def test_after_a_restart_the_same_message_goes_on(
    scene: Scene, settings: Settings, local_discord: StandIn
) -> None:
    github = await watch(Outages(scene), "GitHub")
    await command(scene, "/board create")
    (board,) = boards(scene)
    await scene.client.close()
    clock = LocalDiscordClock(local_discord)
    async with build(settings, clock=clock) as app, online(app, local_discord) as client:
        again = Scene(discord=local_discord, app=app, client=client, sites=scene.sites)
        await Outages(again).look(github, "u")
        await compare(again)
        assert boards(again) == [board]
        assert board.content == "The one thing we watch here works."


async def test_a_board_posted_just_before_a_kill_is_found_by_what_it_says(scene: Scene) -> None:
    outages, local = Outages(scene), scene.discord
    github = await watch(outages, "GitHub")
    await command(scene, "/board create")
    (board,) = boards(scene)
    keeper = scene.app.rooms.boards
    (kept,) = await keeper.of_guild(local.guild.id)
    await keeper._save(replace(kept, message_id=None))
    local.advance(3600)
    await outages.look(github, "uddd")
    await compare(scene)
    assert boards(scene) == [board]
    assert board.content == "GitHub is down. Watched here: 1."
    assert (await keeper.of_guild(local.guild.id)) == (kept,)


async def test_a_thread_that_went_to_sleep_is_woken_for_its_board(scene: Scene) -> None:
    outages, local = Outages(scene), scene.discord
    github = await watch(outages, "GitHub")
    said = local.people.say(local.alice, local.general, "here")
    thread = local.world.add_thread(said.message, local.bot, "what we watch")
    assert await scene.app.rooms.boards.create(local.guild.id, thread.id) is None
    assert thread.thread is not None
    thread.thread.is_archived = True
    await outages.look(github, "uddd")
    await compare(scene)
    (board,) = local.messages(thread)
    assert board.content == "GitHub is down. Watched here: 1."
    assert not thread.thread.is_archived


async def test_a_channel_we_may_not_write_in(scene: Scene) -> None:
    local = scene.discord
    everyone = local.guild.roles[local.guild.id]
    local.status.overwrites[everyone.id] = Overwrite(is_role=True, deny=Permission.SEND_MESSAGES)
    handle = local.people.slash(local.alice, local.general, "/board create", channel=local.status)
    assert "We can't write in" in (await handle.answer()).content
    assert await scene.app.rooms.boards.of_guild(local.guild.id) == ()


async def test_without_cards_a_board_is_text(scene: Scene) -> None:
    local, outages = scene.discord, Outages(scene)
    await outages.look(await watch(outages, "GitHub"), "u")
    local.happenings.set_overwrite(local.status, local.bot, deny=Permission.EMBED_LINKS)
    channel = scene.client.get_channel(local.status.id)
    assert isinstance(channel, TextChannel)
    async with asyncio.timeout(5):
        while channel.permissions_for(channel.guild.me).embed_links:
            await local._core.changes.next(0.01)
    await command(scene, "/board create")
    (board,) = boards(scene)
    assert (board.embeds, "**GitHub** works" in board.content) == ([], True)


async def test_boards_are_for_managers(scene: Scene) -> None:
    local = scene.discord
    with pytest.raises(ClientRefused):
        local.people.slash(local.bob, local.general, "/board create")
    for one in local._core.commands.usable(local.guild.id):
        one.body["default_member_permissions"] = None
    told = await local.people.slash(local.bob, local.general, "/board create").answer()
    assert "Only people who may manage" in told.content
    assert local.messages(local.general) == []
