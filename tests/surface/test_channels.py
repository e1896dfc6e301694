"""A channel that can't be written to: its admins read of it once, and it goes on by itself."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.presentation.messenger import DiscordMessenger
from bot.probing.parsing import parse_target
from bot.watching.delivery import Suspension
from bot.watching.ports import Actor, GuildSettings, WatchWish
from sandbox.discord import Fault
from sandbox.discord.permissions import Permission
from sandbox.discord.things import Channel
from tests.fakes.messaging import forbid, heard, messenger_of
from tests.surface.conftest import Scene

WRITE = Permission.SEND_MESSAGES
OPENING = "POST /users/@me/channels"


@pytest.fixture
async def messenger(scene: Scene) -> AsyncIterator[DiscordMessenger]:
    await admins_told(scene)
    async with messenger_of(scene) as made:
        yield made


async def settle(scene: Scene, channel_id: int | None = None) -> None:
    """Let the server's admins choose a channel; the server is stored from then on."""
    guild_id, at = scene.discord.guild.id, scene.app.rooms.clock.now()
    actor = Actor(guild_id=guild_id, user_id=scene.discord.alice.id, at=at)
    settings = GuildSettings(guild_id=guild_id, channel_id=channel_id)
    await scene.app.line.stores.guilds.save_settings(settings, actor)


async def suspend(scene: Scene, channel: Channel) -> Suspension:
    await settle(scene)
    broken = Suspension(
        guild_id=scene.discord.guild.id,
        channel_id=channel.id,
        code=50013,
        since=scene.app.rooms.clock.now(),
    )
    await scene.app.line.stores.outbox.suspend(broken)
    return broken


def texts(scene: Scene, channel: Channel) -> list[str]:
    return [message.content for message in scene.discord.messages(channel)]


async def suspended(scene: Scene) -> list[int]:
    return [one.channel_id for one in await scene.app.line.stores.outbox.suspended()]


async def looked(scene: Scene) -> None:
    """Let the cog's own listener, which was told before, come to its end."""
    cog: Any = scene.client.get_cog("Channels")
    async with cog._looking:
        pass


async def admins_told(scene: Scene) -> None:
    """Let the bot's own announcer find, as it does at the start, that nothing is to be told."""
    announcer: Any = scene.app.line.voice.announcer
    while announcer._has_suspensions or announcer._telling_admins:  # noqa: ASYNC110 (it tells nobody)
        await asyncio.sleep(0.005)


async def test_a_permission_that_is_back_lets_the_channel_go_on(scene: Scene) -> None:
    status = scene.discord.status
    await forbid(scene, status, WRITE)
    await suspend(scene, status)
    async with heard(scene, "guild_channel_update"):
        scene.discord.happenings.set_overwrite(status, scene.discord.bot)
    await looked(scene)
    assert await suspended(scene) == []


async def test_another_change_does_not(scene: Scene) -> None:
    status = scene.discord.status
    await forbid(scene, status, WRITE)
    await suspend(scene, status)
    async with heard(scene, "guild_channel_update"):
        scene.discord.happenings.set_overwrite(status, scene.discord.bot, deny=WRITE | (1 << 14))
    await looked(scene)
    assert await suspended(scene) == [status.id]


async def test_a_role_that_may_write_again_does(scene: Scene) -> None:
    guild, status = scene.discord.guild, scene.discord.status
    everyone = guild.roles[guild.id]
    role = next(role for role in guild.roles.values() if role.is_managed)
    before = everyone.permissions
    for one in (everyone, role):
        async with heard(scene, "guild_role_update"):
            scene.discord.happenings.change_role(guild, one, one.permissions & ~WRITE)
    await suspend(scene, status)
    async with heard(scene, "guild_role_update"):
        scene.discord.happenings.change_role(guild, everyone, before)
    await looked(scene)
    assert await suspended(scene) == []


async def test_a_server_that_is_back_is_looked_at(scene: Scene) -> None:
    await scene.client.wait_until_ready()
    scene.discord.happenings.start_outage(scene.discord.guild)
    await suspend(scene, scene.discord.status)
    async with heard(scene, "guild_available"):
        scene.discord.happenings.end_outage(scene.discord.guild)
    await looked(scene)
    assert await suspended(scene) == []


async def test_a_deleted_channel_stays_suspended(scene: Scene) -> None:
    status = scene.discord.status
    await scene.client.wait_until_ready()
    await suspend(scene, status)
    async with heard(scene, "guild_channel_delete"):
        scene.discord.happenings.delete_channel(status)
    async with heard(scene, "guild_available"):
        scene.discord.happenings.end_outage(scene.discord.guild)
    await looked(scene)
    assert await suspended(scene) == [status.id]


async def test_admins_hear_of_a_deleted_channel_before_anything_breaks(scene: Scene) -> None:
    status, general, guild = scene.discord.status, scene.discord.general, scene.discord.guild
    async with heard(scene, "guild_channel_create"):
        unused = scene.discord.happenings.open_channel(guild, "unused")
    wish = WatchWish(
        target=parse_target("a.example"),
        channel_id=status.id,
        name="A",
        interval=timedelta(minutes=1),
    )
    actor = Actor(guild_id=guild.id, user_id=scene.discord.alice.id, at=scene.app.rooms.clock.now())
    await scene.app.line.stores.watches.add([wish], actor, most=1)
    for channel in (unused, status):
        async with heard(scene, "guild_channel_delete"):
            scene.discord.happenings.delete_channel(channel)
        await looked(scene)
    assert await suspended(scene) == [status.id]
    await scene.discord.until(lambda: bool(texts(scene, general)))
    assert "was deleted" in texts(scene, general)[0]


async def test_admins_read_it_in_the_channel_they_chose(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    status, general = scene.discord.status, scene.discord.general
    broken = await suspend(scene, status)
    async with heard(scene, "guild_channel_create"):
        chosen = scene.discord.happenings.open_channel(scene.discord.guild, "admins")
    await settle(scene, chosen.id)
    assert await messenger.tell_admins(broken)
    assert await messenger.tell_admins(broken)
    (text,) = texts(scene, chosen)
    assert text.splitlines()[0] == (
        f"We can't announce outages in {status.mention} any more: we may not write there."
    )
    assert texts(scene, general) == texts(scene, status) == []


async def test_never_in_the_channel_it_is_about(scene: Scene, messenger: DiscordMessenger) -> None:
    status = scene.discord.status
    broken = await suspend(scene, status)
    await settle(scene, status.id)
    assert await messenger.tell_admins(broken)
    assert texts(scene, status) == []
    assert len(texts(scene, scene.discord.general)) == 1


async def test_the_owner_reads_it_where_no_channel_is_left(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    broken = await suspend(scene, scene.discord.status)
    await forbid(scene, scene.discord.general, WRITE)
    assert await messenger.tell_admins(broken)
    owner = scene.discord.world.users[scene.discord.guild.owner_id]
    (text,) = texts(scene, scene.discord.people.dm(owner))
    assert "Gatewise sandbox" in text.splitlines()[1]


async def test_who_takes_no_messages_is_not_asked_again(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    broken = await suspend(scene, scene.discord.status)
    await forbid(scene, scene.discord.general, WRITE)
    scene.discord.world.users[scene.discord.guild.owner_id].accepts_dms = False
    assert await messenger.tell_admins(broken)


async def test_while_discord_is_away_nobody_counts_as_told(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    broken = await suspend(scene, scene.discord.status)
    scene.discord.fault(Fault(match="POST /channels/*/messages", status=503))
    assert not await messenger.tell_admins(broken)
    await forbid(scene, scene.discord.general, WRITE)
    scene.discord.fault(Fault(match=OPENING, status=503))
    assert not await messenger.tell_admins(broken)
    scene.app.rooms.connection.close(scene.client)
    assert not await messenger.tell_admins(broken)


async def test_a_server_that_removed_us_has_nobody_to_tell(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    broken = await suspend(scene, scene.discord.status)
    assert not await messenger.tell_admins(replace(broken, guild_id=404))
    await scene.client.wait_until_ready()
    assert await messenger.tell_admins(replace(broken, guild_id=404))
    async with heard(scene, "guild_unavailable"):
        scene.discord.happenings.start_outage(scene.discord.guild)
    assert not await messenger.tell_admins(broken)
