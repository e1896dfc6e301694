"""One request to Discord, as a value whatever happens: bounded, and with every failure read."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord
import structlog

from bot.presentation.classifying import LOST, NOT_CONNECTED, classify
from bot.presentation.connection import Connection
from bot.watching.delivery import Undelivered

log = structlog.stdlib.get_logger(__name__)

PATIENCE = 15.0  # seconds; discord.py itself would go on for minutes

T = TypeVar("T")


async def attempt(
    connection: Connection,
    call: Callable[[discord.Client], Awaitable[T]],
    *,
    patience: float = PATIENCE,
) -> T | Undelivered:
    """Let `call` make its requests within `patience`. Raises nothing but cancellation."""
    client = connection.client
    if client is None:
        return NOT_CONNECTED
    try:
        async with asyncio.timeout(patience):
            return await call(client)
    except TimeoutError:
        let_others_through(client)
        return LOST
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        return classify(error)
    except (LookupError, ValueError) as error:  # an answer that discord.py can't read
        log.warning("discord_unreadable", error=type(error).__name__)
        return LOST
    except RuntimeError:  # its connections are closed
        if not client.is_closed():
            raise
        return LOST


def let_others_through(client: discord.Client) -> None:
    """Undo what discord.py leaves behind when it is called off while it sits out a global limit.

    It closes its gate for all requests, sleeps, and opens it again; called off in between, the gate
    would stay shut until the client ends.
    """
    gate = client.http._global_over  # noqa: SLF001 - there is no other way to it
    if not gate.is_set():
        log.warning("discord_gate_opened")
        gate.set()
