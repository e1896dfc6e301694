"""A storm of questions on the real client, in a process of its own, over real sockets.

    python benchmarks/question_storm.py [--quick] [--rounds N]

Each part has a fresh bot. The same question from 1,000 people at once, asked of a bot that has only
just come online and of one that has answered before; 50 questions a second while the bot makes 200
looks a second; 200 different targets at once, half of which hang.

The bot has the first core; the local Discord, the people and the sites share this process on the
second. Its share of that core is printed too: near 100 % a figure is the stand-in's, not the bot's.
Times are from the moment a person presses Enter, by the stand-in's clock, its own queue included.
"""

import argparse
import asyncio
import contextlib
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bots import bot_process
from benchmarks.far_side import FIRST_CORE, SECOND_CORE, cpu_seconds, pin
from sandbox.discord import StandIn
from sandbox.discord.handles import Handle
from sandbox.discord.things import User
from sandbox.sites import SITES

ROOT = Path(__file__).resolve().parents[1]
ME = str(Path(__file__).resolve())
BACKGROUND = "GATEWISE_BENCH_LOOKS"  # "looks a second, url": what the child does beside answering
WARM_UP = 30  # questions before the measured ones
ANSWERED, LOOK_LATE = 60, 30  # seconds a person waits here; Discord would have given up


@dataclass(slots=True)
class Place:
    """A web server that counts its visitors; without a reply it keeps them waiting."""

    reply: bytes = SITES["fine"].reply
    visits: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[int]:
        """Serve; give the port."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0, backlog=2048)
        try:
            yield int(server.sockets[0].getsockname()[1])
        finally:
            server.close()
            for writer in self._open:
                writer.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits += 1
        self._open.add(writer)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            if not self.reply:
                await reader.read()
            writer.write(self.reply)
        writer.close()
        self._open.discard(writer)


@contextlib.asynccontextmanager
async def bot_on(discord: StandIn, ports: list[int], **more: str) -> AsyncIterator[int]:
    """Run the bot as a process of its own until the block ends; give its process id."""
    environment = {
        "PRIVATE_NETWORKS": "127.0.0.0/8",
        "PRIVATE_GUILDS": str(discord.guild.id),
        "PROBE_PORTS": ",".join(map(str, ports)),
        "WATCH_CANARIES": "off",
        "LOG_LEVEL": "error",
        "ASK_PER_SERVER": "100000/1m",
        "ASK_PER_BOT": "100000/1m",
        "ASK_PER_TARGET": "100000/1m",
        "ASK_PER_MEMBER": "100000/1m",
        **more,
    }
    async with bot_process(discord, ME, "--bot", environment=environment) as pid:
        yield pid


class Crowd:
    """People in one server who all want to know, and what their questions cost."""

    def __init__(self, discord: StandIn, bot: int, count: int) -> None:
        self._discord = discord
        self._bot = bot
        self._people = [discord.world.add_user(f"person{number}") for number in range(count)]
        for person in self._people:
            discord.world.join(discord.guild, person)
        self._cpu = (0.0, 0.0, 0.0)

    def ask(self, number: int, url: str) -> Handle:
        """Let one of them ask."""
        person: User = self._people[number % len(self._people)]
        return self._discord.people.slash(person, self._discord.general, "/isitdown", target=url)

    async def warm_up(self, url: str) -> float:
        """Ask a few times, one after the other; return how long the very first took."""
        firsts = []
        for number in range(WARM_UP):
            handle = self.ask(number, url)
            await handle.answer(ANSWERED)
            firsts.append(handle.seconds_to_first_answer or 0.0)
        await asyncio.sleep(0.2)
        return firsts[0]

    def start(self) -> None:
        """Start counting CPU seconds."""
        self._cpu = (time.perf_counter(), cpu_seconds(self._bot), time.process_time())

    def report(self, name: str, handles: list[Handle]) -> None:
        """Print how fast people were acknowledged, and what it cost since `start`."""
        began, bot, ours = self._cpu
        took = time.perf_counter() - began
        bot, ours = cpu_seconds(self._bot) - bot, time.process_time() - ours
        acks = [h.seconds_to_first_answer for h in handles]
        there = [ack for ack in acks if ack is not None]
        print(
            f"{name}: {len(there)}/{len(acks)} acknowledged, p50 {statistics.median(there):.3f} s, "
            f"p99 {percentile(there, 0.99):.3f} s, max {max(there):.3f} s\n"
            f"    bot {bot / len(handles) * 1e3:.2f} ms CPU a question ({bot / took:.0%} of its "
            f"core), stand-in {ours / len(handles) * 1e3:.2f} ms ({ours / took:.0%})",
            flush=True,
        )


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


async def same_question(count: int, *, warm: bool) -> None:
    """Let many people ask the same thing at once."""
    place, other = Place(), Place()
    async with (
        StandIn(rate_limits=False) as discord,
        place.open() as port,
        other.open() as before,
        bot_on(discord, [port, before]) as bot,
    ):
        crowd = Crowd(discord, bot, count)
        await asyncio.sleep(0.5)
        if warm:
            first = await crowd.warm_up(f"http://127.0.0.1:{before}/")
            print(f"first question to a new bot: acknowledged in {first:.3f} s")
        crowd.start()
        started = time.perf_counter()
        handles = [crowd.ask(number, f"http://127.0.0.1:{port}/") for number in range(count)]
        asked = time.perf_counter() - started
        await asyncio.gather(*(handle.answer(ANSWERED) for handle in handles))
        took = time.perf_counter() - started
        kind = "a bot that has answered before" if warm else "a bot just come online"
        crowd.report(f"{count:,} people, one target, {kind}", handles)
        print(
            f"    looks made: {place.visits}; all had their answer after {took:.2f} s; "
            f"the stand-in took {asked:.2f} s to ask"
        )


async def beside_looks(seconds: int) -> None:
    """Ask 50 questions a second while the bot makes 200 looks a second."""
    place, other = Place(), Place()
    async with StandIn(rate_limits=False) as discord, place.open() as asked, other.open() as seen:
        looks = {BACKGROUND: f"200 http://127.0.0.1:{seen}/"}
        async with bot_on(discord, [asked, seen], **looks) as bot:
            crowd = Crowd(discord, bot, 50 * seconds)
            await asyncio.sleep(0.5)
            first = await crowd.warm_up(f"http://127.0.0.1:{asked}/warm-up")
            print(f"first question to a new bot: acknowledged in {first:.3f} s")
            crowd.start()
            handles, visits = [], other.visits
            start = time.perf_counter()
            for number in range(50 * seconds):
                await asyncio.sleep(max(0.0, start + number / 50 - time.perf_counter()))
                handles.append(crowd.ask(number, f"http://127.0.0.1:{asked}/{number % 20}"))
            rate = (other.visits - visits) / (time.perf_counter() - start)
            await asyncio.gather(*(handle.answer(LOOK_LATE) for handle in handles))
            crowd.report(f"50 questions/s for {seconds} s beside {rate:.0f} looks/s", handles)


async def half_hanging(count: int) -> None:
    """Ask about many targets at once, half of which never answer."""
    fine, hangs = Place(), Place(reply=b"")
    async with (
        StandIn(rate_limits=False) as discord,
        fine.open() as good,
        hangs.open() as bad,
        bot_on(discord, [good, bad]) as bot,
    ):
        crowd = Crowd(discord, bot, count)
        await asyncio.sleep(0.5)
        crowd.start()
        started = time.perf_counter()
        handles = [
            crowd.ask(number, f"http://127.0.0.1:{(good, bad)[number % 2]}/{number}")
            for number in range(count)
        ]

        async def until_answered(handle: Handle) -> float:
            await handle.answer(ANSWERED)
            return time.perf_counter() - started

        times = await asyncio.gather(*map(until_answered, handles))
        crowd.report(f"{count} targets at once, half hanging", handles)
        print(
            f"    the good half had answers within {max(times[::2]):.2f} s, "
            f"all within {max(times):.2f} s"
        )


async def be_the_bot() -> None:
    """Run the bot as the child process does, with looks beside it when asked for."""
    from bot import bootstrap  # noqa: PLC0415 - only the child pays for it
    from bot.probing.addresses import AddressPolicy  # noqa: PLC0415
    from bot.probing.parsing import parse_target  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415
    from bot.warming import warm_up  # noqa: PLC0415

    settings = Settings.load(None)
    if BACKGROUND not in os.environ:
        await bootstrap.run(settings)
        return
    rate, url = os.environ[BACKGROUND].split()
    policy = AddressPolicy(allow_private=True)
    target = parse_target(url, policy=policy)
    async with bootstrap.build(settings) as app:
        warm_up(datetime.now(UTC))
        running: set[asyncio.Task[object]] = set()

        async def look_on() -> None:
            due = time.monotonic()
            while True:
                due += 1 / float(rate)
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                task = asyncio.create_task(app.prober.look(target, policy=policy))
                running.add(task)
                task.add_done_callback(running.discard)

        looking = asyncio.create_task(look_on())
        await bootstrap.run_supervised(app.supervisor)
        looking.cancel()


async def storm(rounds: int, *, quick: bool) -> None:
    """Run the parts in turn."""
    for _ in range(rounds):
        for warm in (False, True):
            await same_question(100 if quick else 1000, warm=warm)
        await beside_looks(2 if quick else 10)
        await half_hanging(40 if quick else 200)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--bot", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    pin(FIRST_CORE if options.bot else SECOND_CORE)
    asyncio.run(be_the_bot() if options.bot else storm(options.rounds, quick=options.quick))


if __name__ == "__main__":
    main()
