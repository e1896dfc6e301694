"""One outage, many channels: how fast the whole bot tells them, with Discord's limits on.

    python benchmarks/announcing.py [--quick] [--channels N ...]

The bot runs as a process of its own on the first core: storage, watcher, announcer, composer and
discord.py, as in service. The local Discord (50 requests a second for a bot, 5 messages in 5 s for
a channel) and the site that everybody watches share this process on the second. For each number of
servers, one channel each:

1. The site breaks. Every channel must read of it once, but for two: one hangs for 10 s and then
   answers 403, one is gone (404). Allowed are 50 a second; the bar is 95 %.
2. The site recovers, and every message is edited. In the middle of that another site that all of
   them watch breaks and recovers. Who was not told of its beginning must hear nothing of it at all.

Loopback only; ends by itself, 5,000 channels take about six minutes.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.far_side import FIRST_CORE, SECOND_CORE, cpu_seconds, pin
from sandbox.discord import StandIn
from sandbox.discord.faults import Fault
from sandbox.discord.permissions import Permission
from sandbox.discord.recorder import Exchange
from sandbox.discord.things import Channel, Message
from tests.fakes.whole_bot import Records, Sites, WholeBot

ALLOWED = 50.0  # a second
HANGS = 10.0
MOST_ON_A_SHARD = 2000  # Discord itself asks for another one at 2,500
LONG, SHORT = "everybody", "briefly"  # the names of the two sites
HOST, OTHER_HOST = f"{LONG}.site.example", f"{SHORT}.site.example"
FAILURES = 3  # looks in a row that are believed
ROOM = 60.0  # seconds more than the allowed rate needs


class Town:
    """So many servers with a channel each, all of which watch the same two sites."""

    def __init__(self, discord: StandIn, sites: Sites, count: int) -> None:
        self.discord = discord
        self.sites = sites
        guilds = [discord.world.add_guild(f"server {number}") for number in range(count)]
        self.channels = [discord.world.add_channel(guild, "status") for guild in guilds]
        self.dead: set[int] = set()

    async def settle(self, records: Records) -> None:
        """Store everybody's watches."""
        pairs = [(one.guild.id, one.id) for one in self.channels if one.guild is not None]
        for host in (HOST, OTHER_HOST):
            await records.watch(self.sites.add(host), pairs)

    def wreck(self) -> None:
        """Make one channel hang and then refuse, and another one be gone."""
        hanging, gone = self.channels[0], self.channels[1]
        everyone = hanging.guild.roles[hanging.guild.id] if hanging.guild else None
        if everyone is not None:
            self.discord.happenings.set_overwrite(
                hanging, everyone, deny=int(Permission.VIEW_CHANNEL)
            )
        self.discord.fault(Fault(match=f"* /channels/{hanging.id}/*", delay=HANGS, times=100))
        self.discord.happenings.delete_channel(gone)
        self.dead = {hanging.id, gone.id}

    @property
    def living(self) -> list[Channel]:
        """The channels that can be told something."""
        return [channel for channel in self.channels if channel.id not in self.dead]

    def requests(self, method: str, since: float) -> list[Exchange]:
        """Return the requests that told living channels of the long outage, as they came."""
        paths = {f"/channels/{channel.id}/messages" for channel in self.living}
        return [
            one
            for one in self.discord.recorder.exchanges
            if one.method == method
            and one.at >= since
            and LONG in one.json.get("content", "")
            and "/".join(one.path.split("/")[:4]) in paths
        ]

    def about(self, name: str) -> list[list[Message]]:
        """Return what each living channel reads about a site."""
        return [
            [one for one in self.discord.messages(channel) if name in one.content]
            for channel in self.living
        ]


async def fan_out(count: int) -> None:
    """Tell so many channels of an outage and of its end; print how that went."""
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{name}/gatewise.db"
        shards = 1 + count // MOST_ON_A_SHARD
        async with (
            StandIn(shards=shards, max_concurrency=shards) as discord,
            Sites.open() as sites,
        ):
            town = Town(discord, sites, count)
            async with Records.open(url) as records:
                await town.settle(records)
            bot = WholeBot(discord, sites, url, Path(name) / "log")
            await bot.start(within=120.0)
            pin(FIRST_CORE, bot.pid)
            try:
                await sites.until_visited(HOST, 3, is_fine=True, within=30)
                town.wreck()
                await tell(town, bot, count)
            finally:
                await bot.stop()


async def tell(town: Town, bot: WholeBot, count: int) -> None:
    """Break and mend, and see who hears what."""
    sites, discord, wanted = town.sites, town.discord, len(town.living)
    most = count / ALLOWED + ROOM
    since = discord.core.clock.now()
    load = Load(bot.pid)
    sites.broken.add(HOST)
    await until(lambda: len(town.requests("POST", since)) >= wanted, most)
    await asyncio.sleep(2.0)
    posts = town.requests("POST", since)
    seen = sites.visits[HOST][-sites.failures(HOST) :][FAILURES - 1].at
    first = posts[0].at - (since + seen - load.began)
    report(f"{count:,} channels, outage", posts, load.taken(len(posts)))
    told = Counter(len(messages) for messages in town.about(LONG))
    print(
        f"    told once {told[1]:,} of {wanted:,}, not {told[0]}, more often "
        f"{sum(many for times, many in told.items() if times > 1)}; confirmed to first request "
        f"{first:.2f} s",
        flush=True,
    )
    since, load = discord.core.clock.now(), Load(bot.pid)
    sites.broken.discard(HOST)
    await until(lambda: len(town.requests("PATCH", since)) >= wanted // 4, most)
    await blink(sites)
    await until(lambda: len(town.requests("PATCH", since)) >= wanted, most)
    await asyncio.sleep(5.0)
    edits = town.requests("PATCH", since)
    report(f"{count:,} channels, recovery", edits, load.taken(len(edits)))
    heard = [messages for messages in town.about(SHORT) if messages]
    refused = discord.core.limits.refused
    print(
        f"    of a short outage meanwhile {wanted - len(heard):,} channels heard neither message, "
        f"{len(heard)} both; answers 429: {refused}; violations: "
        f"{len(discord.recorder.violations)}",
        flush=True,
    )


async def blink(sites: Sites) -> None:
    """Let the other site break, be believed, and recover."""
    sites.broken.add(OTHER_HOST)
    began = time.monotonic()
    await sites.changes.until(lambda: sites.failures(OTHER_HOST) > FAILURES, within=120)
    sites.broken.discard(OTHER_HOST)
    await sites.until_visited(OTHER_HOST, 3, is_fine=True, within=120)
    print(f"    (the short outage was over for us after {time.monotonic() - began:.1f} s)")


class Load:
    """What a stretch of time cost."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.began, self._bot, self._ours = time.monotonic(), cpu_seconds(pid), time.process_time()

    def taken(self, requests: int) -> str:
        """Return it in words."""
        took = time.monotonic() - self.began
        bot, ours = cpu_seconds(self._pid) - self._bot, time.process_time() - self._ours
        return (
            f"bot {bot / requests * 1e3:.1f} ms CPU each ({bot / took:.0%} of its core), stand-in "
            f"{ours / took:.0%} of its own"
        )


async def until(is_so: Callable[[], bool], seconds: float) -> None:
    """Wait, but not for ever: what is missing then shows in the figures."""
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:  # noqa: ASYNC110 (counted, not told)
        await asyncio.sleep(0.5)


def report(title: str, requests: list[Exchange], load: str) -> None:
    took = requests[-1].at - requests[0].at
    rate = (len(requests) - 1) / took
    print(
        f"{title}: {len(requests):,} requests in {took:.1f} s, {rate:.2f}/s, "
        f"{rate / ALLOWED:.1%} of what is allowed; {load}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="100 channels")
    parser.add_argument("--channels", type=int, nargs="+", help="how many (100 1000 5000)")
    options = parser.parse_args()
    pin(SECOND_CORE)
    for count in options.channels or ([100] if options.quick else [100, 1000, 5000]):
        asyncio.run(fan_out(count))


if __name__ == "__main__":
    main()
