"""Servers and channels change under the bot, and the real client notices."""

from collections.abc import AsyncIterator

import discord
import pytest

from sandbox.discord import StandIn
from sandbox.discord.permissions import Permission
from sandbox.discord.things import ChannelType
from tests.fakes.checked import checked
from tests.fakes.tiny_bot import TinyBot, tiny_bot


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with checked() as running:
        yield running


@pytest.fixture
async def bot(stand_in: StandIn) -> AsyncIterator[TinyBot]:
    async with tiny_bot(stand_in) as running:
        yield running


async def test_the_bot_is_invited_and_kicked(stand_in: StandIn, bot: TinyBot) -> None:
    guild = stand_in.world.add_guild("New home", has_bot=False)
    stand_in.happenings.invite_bot(guild)
    await bot.until(lambda: len(bot.guilds) == 2)
    stand_in.happenings.kick_bot(guild)
    await bot.until(lambda: len(bot.guilds) == 1)
    with pytest.raises(discord.Forbidden):
        await bot.fetch_guild(guild.id)


async def test_an_outage_is_no_removal(stand_in: StandIn, bot: TinyBot) -> None:
    (guild,) = bot.guilds
    stand_in.happenings.start_outage(stand_in.guild)
    await bot.until(lambda: guild.unavailable)
    stand_in.happenings.end_outage(stand_in.guild)
    await bot.until(lambda: not bot.guilds[0].unavailable)
    assert len(bot.guilds) == 1


async def test_channels_come_and_go(stand_in: StandIn, bot: TinyBot) -> None:
    opened = stand_in.happenings.open_channel(stand_in.guild, "outages")
    await bot.until(lambda: bot.get_channel(opened.id) is not None)
    stand_in.happenings.delete_channel(opened)
    await bot.until(lambda: bot.get_channel(opened.id) is None)
    with pytest.raises(discord.NotFound):
        await bot.fetch_channel(opened.id)


@pytest.mark.parametrize(
    "kind",
    [kind for kind in ChannelType if kind is not ChannelType.DM and "THREAD" not in kind.name],
)
async def test_the_client_knows_every_kind_of_channel(
    stand_in: StandIn, bot: TinyBot, kind: ChannelType
) -> None:
    opened = stand_in.happenings.open_channel(stand_in.guild, "place", kind=kind)
    await bot.until(lambda: bot.get_channel(opened.id) is not None)
    fetched = await bot.fetch_channel(opened.id)
    assert fetched.type.value == kind


async def test_permission_changes_arrive_before_the_refusal(
    stand_in: StandIn, bot: TinyBot
) -> None:
    channel = bot.get_channel(stand_in.status.id)
    assert isinstance(channel, discord.TextChannel)
    denied = Permission.SEND_MESSAGES
    stand_in.happenings.set_overwrite(stand_in.status, stand_in.bot, deny=denied)
    await bot.until(lambda: not channel.permissions_for(channel.guild.me).send_messages)
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("hello")
    assert refused.value.code == 50013


async def test_a_role_change_arrives(stand_in: StandIn, bot: TinyBot) -> None:
    me = bot.guilds[0].me
    role = next(role for role in stand_in.guild.roles.values() if role.is_managed)
    permissions = role.permissions | Permission.MANAGE_MESSAGES
    stand_in.happenings.change_role(stand_in.guild, role, permissions)
    await bot.until(lambda: me.guild_permissions.manage_messages)
