"""The real client logs in, stays connected through trouble, and comes back."""

from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from sandbox.discord import Fault, NoAnswer, StandIn
from tests.fakes.checked import checked
from tests.fakes.tiny_bot import TinyBot, tiny_bot


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with checked() as running:
        yield running


async def eventually(stand_in: StandIn, bot: TinyBot, *, resumed: int) -> None:
    await bot.until(lambda: bot.resumed >= resumed)
    await stand_in.bot_is_online()


async def test_the_client_logs_in_and_sees_the_server(stand_in: StandIn) -> None:
    async with tiny_bot(stand_in) as bot:
        (guild,) = bot.guilds
        assert guild.name == "Gatewise sandbox"
        assert {channel.name for channel in guild.text_channels} == {"general", "status"}
        assert guild.me.guild_permissions.embed_links
        assert not guild.me.guild_permissions.manage_messages
        assert bot.application_id == stand_in.bot.id
        assert stand_in.core.sessions.identified == 1


async def test_sync_registers_every_command(stand_in: StandIn) -> None:
    async with tiny_bot(stand_in):
        names = {command.name for command in stand_in.core.commands.every(None)}
    right_click = {"Quote this", "Who is this?"}
    assert names == {"look", "whisper", "ignore", "layout", "form", "menus", *right_click}


async def test_a_second_sync_keeps_the_ids(stand_in: StandIn) -> None:
    async with tiny_bot(stand_in) as bot:
        before = {command.name: command.id for command in await bot.tree.fetch_commands()}
        after = {command.name: command.id for command in await bot.tree.sync()}
    assert before == after


async def test_a_wrong_token_is_refused(stand_in: StandIn) -> None:
    stand_in.world.application.token = "another"
    with pytest.raises(discord.LoginFailure):
        async with tiny_bot(_Wrong(stand_in)):
            pass
    assert stand_in.core.limits.invalid_requests == 1


class _Wrong(StandIn):
    """The same stand-in, with the token somebody copied badly."""

    def __init__(self, real: StandIn) -> None:
        self._core = real._core

    @property
    def token(self) -> str:
        return "copied badly"


async def test_privileged_intents_need_a_grant(stand_in: StandIn) -> None:
    wanted = discord.Intents(guilds=True, message_content=True)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with tiny_bot(stand_in, intents=wanted):
            pass


async def test_a_cut_connection_resumes_and_missed_events_are_replayed(stand_in: StandIn) -> None:
    async with tiny_bot(stand_in) as bot:
        stand_in.gateway.drop()
        await stand_in.until(lambda: not stand_in.core.sessions.live)
        handle = stand_in.people.slash(stand_in.bob, stand_in.general, "/look", target="github")
        assert "github is up" in (await handle.answer()).text
        await eventually(stand_in, bot, resumed=1)
        assert stand_in.core.sessions.identified == 1


@pytest.mark.parametrize("trouble", ["op 7", "op 9", "close 4000", "close 1000"])
async def test_the_session_survives(stand_in: StandIn, trouble: str) -> None:
    async with tiny_bot(stand_in) as bot:
        match trouble.split():
            case ["op", "7"]:
                stand_in.gateway.ask_to_reconnect()
            case ["op", _]:
                stand_in.gateway.invalidate(is_resumable=True)
            case [_, code]:
                stand_in.gateway.close(int(code))
        await eventually(stand_in, bot, resumed=1)
        assert stand_in.core.sessions.identified == 1
        handle = stand_in.people.slash(stand_in.bob, stand_in.general, "/whisper")
        assert (await handle.answer()).text


async def test_a_lost_session_is_started_anew_at_the_stand_in(stand_in: StandIn) -> None:
    async with tiny_bot(stand_in):
        stand_in.advance(5)
        stand_in.gateway.invalidate(is_resumable=False)
        await stand_in.until(lambda: stand_in.core.sessions.identified == 2, within=8)
        handle = stand_in.people.slash(stand_in.bob, stand_in.general, "/whisper")
        assert (await handle.answer()).text


async def test_a_restarted_bot_serves_old_buttons(stand_in: StandIn) -> None:
    people = stand_in.people
    async with tiny_bot(stand_in):
        looked = people.slash(stand_in.bob, stand_in.general, "/look", target="github")
        message = await looked.answer()
    assert not stand_in.core.sessions.live
    with pytest.raises(NoAnswer):
        nobody = people.click(stand_in.bob, message, "Again")
        stand_in.advance(5)
        await nobody.answer()
    async with tiny_bot(stand_in):
        pressed = await people.click(stand_in.bob, message, "Again").answer()
    assert pressed is message
    assert message.text.startswith("pressed 1")


async def test_identifying_too_fast_invalidates_the_session(stand_in: StandIn) -> None:
    async with tiny_bot(stand_in):
        pass
    async with aiohttp.ClientSession() as session:
        first = await session.ws_connect(stand_in.core.gateway_url + "?v=10")
        assert (await first.receive_json())["op"] == 10
        await first.send_json({"op": 2, "d": {"token": stand_in.token, "intents": 1}})
        assert (await first.receive_json())["op"] == 9
        await first.close()


async def test_two_shards_share_the_servers() -> None:
    async with checked(shards=2, max_concurrency=2) as stand_in:
        other = stand_in.world.add_guild("Second server")
        async with tiny_bot(stand_in) as bot:
            assert {guild.id for guild in bot.guilds} == {stand_in.guild.id, other.id}
            assert set(bot.shards) == {0, 1}


async def test_an_answer_lost_on_the_way_is_sent_again_once(stand_in: StandIn) -> None:
    async with tiny_bot(stand_in) as bot:
        stand_in.fault(Fault(match="POST /channels/*/messages", status=502, after=True))
        channel = bot.get_channel(stand_in.status.id)
        assert isinstance(channel, discord.TextChannel)
        await channel.send("once")
    assert [message.content for message in stand_in.messages(stand_in.status)] == ["once"]
