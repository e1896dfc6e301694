"""A bot that is killed in the middle of an outage, started again, and has to have told it once."""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from sandbox.discord import StandIn
from sandbox.discord.faults import Fault
from sandbox.discord.things import Channel
from tests.fakes.whole_bot import Records, Sites, Told, WholeBot

OK = 200
FAILURES, SUCCESSES = 3, 2  # looks in a row that are believed
PATIENCE = 30.0  # seconds within which everything has to be told, restart included
LONGEST_LIFE = 4.0  # seconds from the first failure in which a random death may come
IN_THE_MIDDLE = 0.04  # seconds a verdict takes to be stored, claimed and composed
ON_THE_WAY = 0.3  # seconds that a request hangs so that its sender can die meanwhile
_SETTLED = 0.6  # what a dead bot sent has arrived by then


class Death(StrEnum):
    """When the bot is killed."""

    AFTER_THE_PROBE = "after the probe"
    IN_THE_TRANSACTION = "in the transaction"
    AFTER_THE_CLAIM = "between claim and send"
    WHILE_SENDING = "while the message is on its way"
    AFTER_SENDING = "after the send, before it is marked"
    AFTER_THE_RECOVERY = "after the probe that finds it up again"
    IN_THE_RECOVERY = "in the transaction of the recovery"
    WHILE_EDITING = "while the resolution is on its way"
    AFTER_EDITING = "after the resolution, before it is marked"
    AT_RANDOM = "at random"


DURING_RECOVERY = frozenset(
    {
        Death.AFTER_THE_RECOVERY,
        Death.IN_THE_RECOVERY,
        Death.WHILE_EDITING,
        Death.AFTER_EDITING,
    }
)
STEPS = tuple(death for death in Death if death is not Death.AT_RANDOM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """How an outage was told by a bot that died in it."""

    death: Death
    messages: tuple[str, ...]  # what stands in the channel, first lines
    told: Told
    has_come_true: bool  # the message was edited, and says what storage thinks it says
    seconds: float  # from the restart until all was told

    @property
    def problem(self) -> str | None:
        """Say what went wrong; None when all was told once and resolved once."""
        if not self.messages:
            return "lost: the channel was told nothing"
        if len(self.messages) > 1:
            return f"doubled: {self.messages}"
        if not self.told.is_over:
            return f"not resolved once: {self.told}"
        if not self.has_come_true:
            return f"never told that it is over: {self.messages}"
        return None


class Lives:
    """One bot, one database, one Discord; an outage of its own for every death."""

    def __init__(self, discord: StandIn, sites: Sites, records: Records, bot: WholeBot) -> None:
        self._discord = discord
        self._sites = sites
        self._records = records
        self._bot = bot
        self._number = 0
        self._ready: tuple[str, Channel] | None = None  # what the next life is about

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, database_url: str, log: Path) -> AsyncIterator[Self]:
        """Set the stage; the bot starts with the first life and is stopped in the end."""
        async with (
            StandIn() as discord,
            Sites.open() as sites,
            Records.open(database_url) as records,
        ):
            bot = WholeBot(discord, sites, database_url, log)
            try:
                yield cls(discord, sites, records, bot)
            finally:
                await bot.kill()

    @property
    def violations(self) -> int:
        """How often the bot broke a rule of Discord's."""
        return len(self._discord.recorder.violations)

    async def live(self, death: Death) -> Life:
        """Let a site break and recover, and the bot die in between; return what came of it."""
        host, channel = self._ready or await self._move_in()
        await self._sites.until_seen(host, 2, within=PATIENCE)
        if death in DURING_RECOVERY:
            await self._break(host, channel)
            killing = await self._plan(death, host, channel)
            await self._mend(host, channel)
        else:
            killing = await self._plan(death, host, channel)
            await self._break(host, channel)
            await self._mend(host, channel)
        back_at = await killing
        await self._until_told(channel, lambda told: told.is_over)
        took = time.monotonic() - back_at
        await asyncio.sleep(_SETTLED)
        return await self._judge(death, channel, took)

    async def _move_in(self) -> tuple[str, Channel]:
        """Start the bot, with another server that watches another name."""
        self._number += 1
        name = f"site{self._number}"
        guild = self._discord.world.add_guild(name)
        channel = self._discord.world.add_channel(guild, "status")
        host = f"{name}.site.example"
        await self._records.watch(self._sites.add(host), [(guild.id, channel.id)])
        await self._bot.start()
        return host, channel

    async def _die(self, channel: Channel) -> None:
        """Kill the bot and start it at once, for the rest of this life and for the next one."""
        await self._bot.kill()
        self._discord.core.faults.clear()
        for guild in self._discord.world.guilds.values():
            if guild is not channel.guild:
                await self._records.unwatch(guild.id)
        self._ready = await self._move_in()

    async def _break(self, host: str, channel: Channel) -> None:
        self._sites.broken.add(host)
        await self._until_told(channel, lambda told: told.is_open)

    async def _mend(self, host: str, channel: Channel) -> None:
        self._sites.broken.discard(host)
        await self._until_told(channel, lambda told: told.is_over)

    async def _plan(self, death: Death, host: str, channel: Channel) -> "asyncio.Task[float]":
        """Let the bot die when it is time, and come back at once; the task tells since when."""

        async def kill_and_restart() -> float:
            await moment_of(death, Scene(self._discord, self._sites, self._records, host, channel))
            await self._die(channel)
            return time.monotonic()

        task = asyncio.create_task(kill_and_restart())
        await asyncio.sleep(0.05)  # it waits for its moment by now
        return task

    async def _until_told(self, channel: Channel, is_so: Callable[[Told], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so(await self._records.told(channel.id)):
            if time.monotonic() > end:
                return  # `_judge` says what is wrong
            await asyncio.sleep(0.02)

    async def _judge(self, death: Death, channel: Channel, took: float) -> Life:
        messages = self._discord.messages(channel)
        edits = self._discord.recorder.sent("PATCH", f"/channels/{channel.id}/messages/")
        done = [edit.json.get("content") for edit in edits if edit.status == OK]
        return Life(
            death=death,
            messages=tuple(message.content.partition("\n")[0] for message in messages),
            told=await self._records.told(channel.id),
            has_come_true=bool(done and messages) and messages[-1].content == done[-1],
            seconds=took,
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """What a death can be timed by."""

    discord: StandIn
    sites: Sites
    records: Records
    host: str
    channel: Channel

    async def fails(self) -> None:
        """Wait for the look that is believed."""
        await self.sites.changes.until(
            lambda: self.sites.failures(self.host) >= FAILURES, within=PATIENCE
        )

    async def works(self) -> None:
        """Wait for the look that shows that it is over."""
        await self.sites.until_visited(self.host, SUCCESSES, is_fine=True, within=PATIENCE)

    async def claimed(self) -> None:
        """Wait until something is leased."""
        while not await self.records.is_leased():  # noqa: ASYNC110 (a database tells nobody)
            await asyncio.sleep(0)

    async def asked(self, method: str, *, is_done: bool) -> None:
        """Wait until the bot has sent, or changed, a message; or is just about to have."""
        path = f"/channels/{self.channel.id}/messages"
        sent = self.discord.recorder.sent
        while not any(one.status or not is_done for one in sent(method, path)):  # noqa: ASYNC110
            await asyncio.sleep(0.001)  # nobody is told of a request that has no answer yet


async def moment_of(death: Death, scene: Scene) -> None:
    """Wait until it is time to die."""
    method = "PATCH" if death in DURING_RECOVERY else "POST"
    match = f"{method} /channels/*/messages*"
    if death in {Death.WHILE_SENDING, Death.WHILE_EDITING}:
        scene.discord.fault(Fault(match=match, delay=ON_THE_WAY))
        await scene.asked(method, is_done=False)
    elif death in {Death.AFTER_SENDING, Death.AFTER_EDITING}:
        scene.discord.fault(Fault(match=match, after=True, drop=True))
        await scene.asked(method, is_done=True)
    elif death is Death.AFTER_THE_CLAIM:
        await scene.claimed()
    elif death is Death.AT_RANDOM:
        await asyncio.sleep(random.uniform(0, LONGEST_LIFE))
    else:
        await (scene.works() if death in DURING_RECOVERY else scene.fails())
        if death in {Death.IN_THE_TRANSACTION, Death.IN_THE_RECOVERY}:
            await asyncio.sleep(random.uniform(0, IN_THE_MIDDLE))
