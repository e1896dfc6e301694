"""What the tests of settings, privacy and servers share: watches in a running bot's storage."""

from datetime import timedelta

from bot.probing.parsing import parse_target
from bot.watching.ports import Actor, Board, WatchWish
from sandbox.discord.things import Guild
from tests.surface.conftest import Scene


def actor(scene: Scene, guild: Guild | None = None) -> Actor:
    local = scene.discord
    guild = guild or local.guild
    return Actor(guild_id=guild.id, user_id=local.alice.id, at=scene.app.rooms.clock.now())


async def add_watch(scene: Scene, guild: Guild | None = None, target: str = "a.example") -> int:
    """Let a server watch something, with a board; return the endpoint's id."""
    by = actor(scene, guild)
    stores = scene.app.line.stores
    wish = WatchWish(
        target=parse_target(target),
        channel_id=scene.discord.status.id,
        name="A",
        interval=timedelta(hours=1),
    )
    (watch,) = await stores.watches.add([wish], by, most=10)
    await stores.boards.save(Board(guild_id=by.guild_id, channel_id=by.guild_id), by.at)
    await scene.app.line.following.refresh([watch.endpoint_id])
    return watch.endpoint_id
