"""Outages on a running bot without waiting for them."""

import asyncio
from datetime import timedelta
from itertools import count

from sqlalchemy import select

from bot.probing.addresses import PUBLIC_ONLY
from bot.probing.parsing import parse_target
from bot.storage.tables import announcement
from bot.watching.condition import Condition, Policy
from bot.watching.ports import Actor, GuildSettings, IncidentStory, WatchWish
from bot.watching.recording import Outcome
from bot.watching.transitions import advance
from bot.watching.watch import Watch
from sandbox.discord.things import Channel, Guild, Message, User
from tests.fakes.watched import verdict
from tests.surface.conftest import Scene

SECOND = timedelta(seconds=1)
NUMBERS = count(1)
ACTS = ("know", "mute", "false", "retract", "keep", "follow")


class Outages:
    """Watches that nobody really looks at: they do what a test spells, letter by letter."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.line = scene.app.line
        self.stores = scene.app.line.stores
        self.now = self.line.clock.now() - timedelta(minutes=5)
        self.conditions: dict[int, Condition] = {}
        self._seen: dict[int, int] = {}

    async def watch(
        self, name: str, *, channel: Channel | None = None, guild: Guild | None = None
    ) -> Watch:
        """Let a server watch something."""
        channel = channel or self.scene.discord.status
        owner = guild or channel.guild
        assert owner is not None
        wish = WatchWish(
            target=parse_target(f"site{next(NUMBERS)}.example"),
            channel_id=channel.id,
            name=name,
            interval=timedelta(days=1),
            is_paused=False,
        )
        actor = Actor(guild_id=owner.id, user_id=1, at=self.now)
        (added,) = await self.stores.watches.add([wish], actor, most=100)
        return added

    async def look(self, watch: Watch, letters: str) -> None:
        """Look once for each letter, and record what that changes."""
        (endpoint,) = await self.stores.roster.endpoints(lambda _: PUBLIC_ONLY, [watch.endpoint_id])
        (yardstick,) = endpoint.yardsticks
        for letter in letters:
            before = self.conditions.get(yardstick.id, Condition())
            after, events = advance(before, verdict(letter), self.now, Policy())
            self.conditions[yardstick.id] = after
            outcome = Outcome(
                endpoint_id=watch.endpoint_id,
                yardstick_id=yardstick.id,
                at=self.now,
                condition=after,
                events=events,
                verdict=verdict(letter),
            )
            await self.stores.recorder.record(outcome)
            self.now += 10 * SECOND
        self.line.voice.wake()

    async def announce(self) -> list[Message]:
        """Wait until channels know what they are to know; return what was posted or edited."""
        async with asyncio.timeout(10):
            while await self._untold():  # noqa: ASYNC110 - what storage knows tells nobody
                await asyncio.sleep(0.01)
        local = self.scene.discord
        there = [
            message
            for guild in local.world.guilds.values()
            for channel in guild.channels.values()
            for message in channel.messages.values()
            if message.author is local.bot and not message.is_ephemeral
        ]
        changed = [one for one in there if self._seen.get(one.id) != one.revision]
        self._seen |= {one.id: one.revision for one in there}
        return changed

    async def down(self, *names: str, channel: Channel | None = None) -> tuple[Message, ...]:
        """Let something go down and be announced; of several, each in a message of its own."""
        for name in names:
            await self.look(await self.watch(name, channel=channel), "uddd")
        return tuple(await self.announce())

    async def stories(self) -> tuple[IncidentStory, ...]:
        """Return the incidents of the default server, newest first."""
        since = self.now - timedelta(days=1)
        return await self.stores.incidents.of_guild(self.scene.discord.guild.id, since)

    async def _untold(self) -> bool:
        is_untold = (announcement.c.told_version < announcement.c.version) & (
            announcement.c.folded_into.is_(None)
        )
        async with self.stores.outbox._database.reading() as connection:
            found = await connection.execute(select(announcement.c.id).where(is_untold))
            return found.first() is not None


async def want_threads(scene: Scene, *, are_wanted: bool = True) -> None:
    """Let the default server choose whether outages get threads."""
    guild_id = scene.discord.guild.id
    actor = Actor(guild_id=guild_id, user_id=scene.discord.alice.id, at=scene.app.line.clock.now())
    settings = GuildSettings(guild_id=guild_id, threads=are_wanted)
    await scene.app.line.stores.guilds.save_settings(settings, actor)


async def press(scene: Scene, who: User, message: Message, act: str) -> Message:
    """Press a button by its label, or send what it would send where it is not there any more."""
    custom_id = f"i1:{act}:{message.nonce}" if act in ACTS else act
    known = {name for button in message.buttons for name in (button.label, button.custom_id)}
    before = message.components
    if custom_id not in known:
        forged = {"type": 2, "id": 99, "style": 2, "label": "x", "custom_id": custom_id}
        message.components = [*before, {"type": 1, "id": 98, "components": [forged]}]
    handle = scene.discord.people.click(who, message, custom_id)
    message.components = before
    told = await handle.answer()
    assert told.is_ephemeral
    return told
