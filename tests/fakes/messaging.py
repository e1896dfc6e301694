"""The messenger of a running bot, and what it is given to say."""

import asyncio
import contextlib
import functools
import operator
from collections.abc import AsyncIterator

from bot.presentation.admins import AdminsDesk
from bot.presentation.messenger import DiscordMessenger
from bot.presentation.publishing import Publisher
from bot.presentation.rendered import Button, Card, Field, Rendered
from bot.presentation.threads import Threader
from bot.watching.pacer import Pacer
from sandbox.discord.permissions import Permission
from sandbox.discord.things import Channel
from tests.surface.conftest import Scene

NONCE = "a3e0"


def down(nonce: str = NONCE) -> Rendered:
    return Rendered(
        content="GitHub is down.",
        card=Card(title="What we saw", fields=(Field(name="Since", value="14:02"),)),
        buttons=(
            Button(label="We know", custom_id=f"i1:know:{nonce}", is_main=True),
            Button(label="History", custom_id="h1:show:7"),
        ),
    )


@contextlib.asynccontextmanager
async def messenger_of(scene: Scene, *, patience: float = 15.0) -> AsyncIterator[DiscordMessenger]:
    rooms = scene.app.rooms
    pacer = Pacer(rooms.clock)
    publisher = Publisher(connection=rooms.connection, pacer=pacer, clock=rooms.clock)
    threader = Threader(connection=rooms.connection, pacer=pacer, clock=rooms.clock)
    admins = AdminsDesk(connection=rooms.connection, guilds=scene.app.line.stores.guilds)
    messenger = DiscordMessenger(
        connection=rooms.connection,
        publisher=publisher,
        threader=threader,
        admins=admins,
        patience=patience,
    )
    try:
        yield messenger
    finally:
        await messenger.aclose()
        await pacer.aclose()


@contextlib.asynccontextmanager
async def heard(scene: Scene, event: str) -> AsyncIterator[None]:
    """Go on when the client has taken in what happens in the block."""
    hearing = asyncio.ensure_future(scene.client.wait_for(event, timeout=5))
    await asyncio.sleep(0)
    yield
    await hearing


async def forbid(scene: Scene, channel: Channel, *permissions: Permission) -> None:
    """Take permissions in a channel from us."""
    async with heard(scene, "guild_channel_update"):
        denied = functools.reduce(operator.or_, permissions, 0)
        scene.discord.happenings.set_overwrite(channel, scene.discord.bot, deny=denied)
