"""Servers that come and go, with and without the bot seeing it."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from sandbox.discord.faults import Fault
from sandbox.discord.permissions import Permission
from sandbox.discord.things import Guild
from tests.surface.conftest import Scene
from tests.surface.governed import add_watch


@pytest.fixture
async def settled_scene(scene: Scene) -> Scene:
    """A bot whose shards are all ready and whose servers were reconciled."""
    await scene.client.wait_until_ready()
    # discord.py waits so long for more servers after each READY.
    scene.client._connection.guild_ready_timeout = 0.2
    await listed(scene, 1)
    return scene


async def listed(scene: Scene, times: int) -> None:
    """Wait until the list of our servers was fetched so often, and taken in."""
    exchanges = scene.discord.recorder.exchanges

    def is_listed() -> bool:
        return sum(one.path.endswith("/users/@me/guilds") for one in exchanges) >= times

    await eventually(is_listed)
    await asyncio.sleep(0.1)


async def eventually(is_so: Callable[[], object]) -> None:
    for _ in range(500):
        if is_so():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


async def identify_anew(scene: Scene) -> None:
    """End the session for good, as after a long time away; wait for the next one."""
    scene.discord.gateway.invalidate(is_resumable=False)
    scene.discord.advance(6)
    await listed(scene, 2)


async def is_known(scene: Scene, guild: Guild) -> bool:
    return bool(await scene.app.line.stores.watches.of_guild(guild.id))


async def until_following(scene: Scene, count: int) -> None:
    await eventually(lambda: len(scene.app.line.following) == count)


async def sweep_after(scene: Scene, days: int) -> None:
    now = scene.app.rooms.clock.now() + timedelta(days=days)
    await scene.app.line.stores.sweeper.sweep(now)


async def test_a_server_that_removes_the_bot_rests_at_once_and_is_deleted_in_time(
    settled_scene: Scene,
) -> None:
    scene = settled_scene
    local = scene.discord
    await add_watch(scene)
    local.happenings.kick_bot(local.guild)
    await until_following(scene, 0)
    await sweep_after(scene, 29)
    assert await is_known(scene, local.guild)
    await sweep_after(scene, 31)
    assert not await is_known(scene, local.guild)
    await scene.app.line.following.refresh()
    assert len(scene.app.line.following) == 0


async def test_a_server_that_adds_it_again_goes_on_where_it_was(settled_scene: Scene) -> None:
    scene = settled_scene
    local = scene.discord
    await add_watch(scene)
    local.happenings.kick_bot(local.guild)
    await until_following(scene, 0)
    local.happenings.invite_bot(local.guild)
    await until_following(scene, 1)
    await sweep_after(scene, 31)
    assert await is_known(scene, local.guild)


async def test_an_outage_of_discords_is_no_leaving(settled_scene: Scene) -> None:
    scene = settled_scene
    local = scene.discord
    await add_watch(scene)
    local.happenings.start_outage(local.guild)
    await asyncio.sleep(0.2)
    assert len(scene.app.line.following) == 1
    await identify_anew(scene)
    assert len(scene.app.line.following) == 1


async def test_a_removal_that_nobody_told_us_of_is_seen_after_the_next_ready(
    settled_scene: Scene,
) -> None:
    scene = settled_scene
    local = scene.discord
    await add_watch(scene)
    other = local.world.add_guild("Other")
    await add_watch(scene, other, "b.example")
    await until_following(scene, 2)
    del local.guild.members[local.bot.id]  # while the bot was away
    await identify_anew(scene)
    await until_following(scene, 1)
    (followed,) = await scene.app.line.stores.roster.endpoints(scene.app.line.following._policy_of)
    assert followed.target.host == "b.example"


async def test_when_discord_does_not_list_our_servers_nothing_is_concluded(
    settled_scene: Scene,
) -> None:
    scene = settled_scene
    local = scene.discord
    await add_watch(scene)
    trouble = local.fault(Fault(match="GET /users/@me/guilds", status=403))
    del local.guild.members[local.bot.id]
    await identify_anew(scene)
    assert not trouble.times
    assert len(scene.app.line.following) == 1


async def test_a_new_server_is_greeted_once_where_that_is_allowed(settled_scene: Scene) -> None:
    scene = settled_scene
    local = scene.discord
    for number, may_write in enumerate((True, False)):
        guild = local.world.add_guild(f"New {number}", has_bot=False)
        guild.system_channel = local.world.add_channel(guild, "general")
        if not may_write:
            everyone = guild.roles[guild.id]
            local.happenings.set_overwrite(
                guild.system_channel, everyone, deny=Permission.SEND_MESSAGES
            )
        local.happenings.invite_bot(guild)
        if may_write:
            messages = guild.system_channel.messages
            await eventually(messages.__len__)
            (message,) = messages.values()
            assert "/isitdown github" in message.content
        else:
            await asyncio.sleep(0.2)
            assert not guild.system_channel.messages
