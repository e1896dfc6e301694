"""Writing unasked: a failure is a value."""

import aiohttp
import discord

from bot.presentation.connection import Connection
from bot.presentation.rendered import Rendered
from bot.presentation.writer import DiscordWriter
from bot.watching.delivery import DeliveryProblem, Undelivered


async def test_without_a_client_nothing_is_sent() -> None:
    writer = DiscordWriter(Connection())
    for answer in (
        await writer.post(1, Rendered(content="x"), nonce="n"),
        await writer.edit(1, 2, Rendered(content="x")),
        await writer.delete(1, 2),
        await writer.open_direct(1),
    ):
        assert answer == Undelivered(problem=DeliveryProblem.TEMPORARY)


async def test_a_cut_line_leaves_doubt() -> None:
    connection = Connection()

    class Cut(discord.Client):
        async def create_dm(
            self,
            user: discord.abc.Snowflake,  # noqa: ARG002 - discord.py has it
        ) -> discord.DMChannel:
            raise aiohttp.ServerDisconnectedError

    connection.open(Cut(intents=discord.Intents.none()))
    answer = await DiscordWriter(connection).open_direct(1)
    assert isinstance(answer, Undelivered)
    assert not answer.is_certain
