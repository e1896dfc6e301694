"""A storm of questions on the real client, in a process of its own, over real sockets.

    python benchmarks/question_storm.py [--quick]

Three parts, each on a fresh bot: 1,000 people ask the same thing at once; 50 questions a second
while the bot makes 200 looks a second; 200 different targets at once, half of which hang. The local
Discord and the sites run here, the bot in a child process (one core each where there are two).
Everything stays on loopback and ends by itself.
"""

import argparse
import asyncio
import contextlib
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from sandbox.discord import StandIn  # noqa: E402
from sandbox.discord.handles import Handle  # noqa: E402
from sandbox.sites import SITES, Site, serving  # noqa: E402

FINE = SITES["fine"]
BACKGROUND = "GATEWISE_BENCH_LOOKS"  # "looks a second, url": what the child does beside answering


class Hits:
    """A site that counts its visitors."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.count = 0

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[int]:
        """Serve the site behind a counting door."""
        async with serving(self.site) as inside:

            async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                self.count += 1
                with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                    request = await reader.readuntil(b"\r\n\r\n")
                    near, far = await asyncio.open_connection("127.0.0.1", inside)
                    far.write(request)
                    writer.write(await near.read())
                    await writer.drain()
                    far.close()
                writer.close()

            server = await asyncio.start_server(accept, "127.0.0.1", 0, backlog=2048)
            async with server:
                yield int(server.sockets[0].getsockname()[1])


@contextlib.asynccontextmanager
async def bot_on(discord: StandIn, ports: list[int], **more: str) -> AsyncIterator[None]:
    """Run the bot as a process of its own until the block ends."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "PRIVATE_NETWORKS": "127.0.0.0/8",
        "PRIVATE_GUILDS": str(discord.guild.id),
        "PROBE_PORTS": ",".join(map(str, ports)),
        "WATCH_CANARIES": "off",
        "LOG_LEVEL": "warning",
        "ASK_PER_SERVER": "100000/1m",
        "ASK_PER_BOT": "100000/1m",
        "ASK_PER_TARGET": "100000/1m",
        **more,
    }
    child = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "--bot", env=environment, cwd=ROOT
    )
    try:
        await discord.bot_is_online(within=30)
        await discord.until(lambda: bool(discord.core.commands.usable(None)), within=10)
        yield
    finally:
        child.terminate()
        await child.wait()


def crowd(discord: StandIn, count: int) -> list:
    """Add people to the server."""
    people = [discord.world.add_user(f"person{number}") for number in range(count)]
    for person in people:
        discord.world.join(discord.guild, person)
    return people


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def report(name: str, handles: list[Handle]) -> None:
    """Print how fast people were acknowledged."""
    acks = [h.seconds_to_first_answer for h in handles]
    there = [ack for ack in acks if ack is not None]
    print(
        f"{name}: {len(there)}/{len(acks)} acknowledged, p50 {statistics.median(there):.3f} s, "
        f"p99 {percentile(there, 0.99):.3f} s, max {max(there):.3f} s"
    )


async def same_question(count: int) -> None:
    """Let many people ask the same thing at once."""
    hits = Hits(FINE)
    async with StandIn(rate_limits=False) as discord, hits.serving() as port:
        people = crowd(discord, count)
        async with bot_on(discord, [port]):
            url = f"http://127.0.0.1:{port}/"
            handles = [
                discord.people.slash(p, discord.general, "/isitdown", target=url) for p in people
            ]
            started = time.monotonic()
            await asyncio.gather(*(handle.answer(60) for handle in handles))
            report(f"{count:,} people, one target", handles)
            took = time.monotonic() - started
            print(f"  looks made: {hits.count}; last answer shown after {took:.2f} s")


async def beside_looks(seconds: int) -> None:
    """Ask 50 questions a second while the bot makes 200 looks a second."""
    async with StandIn(rate_limits=False) as discord, serving(FINE) as asked, serving(FINE) as seen:
        people = crowd(discord, 50 * seconds)
        looks = {BACKGROUND: f"200 http://127.0.0.1:{seen}/"}
        async with bot_on(discord, [asked, seen], **looks):
            handles = []
            for person in people:
                handles.append(
                    discord.people.slash(
                        person, discord.general, "/isitdown", target=f"http://127.0.0.1:{asked}/"
                    )
                )
                await asyncio.sleep(1 / 50)
            await asyncio.gather(*(handle.answer(30) for handle in handles))
            report(f"50 questions/s for {seconds} s beside 200 looks/s", handles)


async def half_hanging(count: int) -> None:
    """Ask about many targets at once, half of which never answer."""
    async with (
        StandIn(rate_limits=False) as discord,
        serving(FINE) as good,
        serving(SITES["hangs"]) as bad,
    ):
        people = crowd(discord, count)
        async with bot_on(discord, [good, bad], PROBE_CONCURRENCY="256"):
            started = time.monotonic()
            handles = [
                discord.people.slash(
                    person,
                    discord.general,
                    "/isitdown",
                    target=f"http://127.0.0.1:{(good, bad)[number % 2]}/{number}",
                )
                for number, person in enumerate(people)
            ]

            async def until_answered(handle: Handle) -> float:
                await handle.answer(60)
                return time.monotonic() - started

            good_ones = await asyncio.gather(*map(until_answered, handles[::2]))
            rest = await asyncio.gather(*map(until_answered, handles[1::2]))
            report(f"{count} targets at once, half hanging", handles)
            print(
                f"  the good half answered within {max(good_ones):.2f} s, all in {max(rest):.2f} s"
            )


async def be_the_bot() -> None:
    """Run the bot as the child process does, with looks beside it when asked for."""
    from bot import bootstrap  # noqa: PLC0415 - only the child pays for it
    from bot.probing.addresses import AddressPolicy  # noqa: PLC0415
    from bot.probing.parsing import parse_target  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    settings = Settings.load(None)
    if BACKGROUND not in os.environ:
        await bootstrap.run(settings)
        return
    rate, url = os.environ[BACKGROUND].split()
    policy = AddressPolicy(allow_private=True)
    target = parse_target(url, policy=policy)
    async with bootstrap.build(settings) as app:
        running: set[asyncio.Task] = set()

        async def look_on() -> None:
            due = time.monotonic()
            while True:
                due += 1 / float(rate)
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                task = asyncio.ensure_future(app.prober.look(target, policy=policy))
                running.add(task)
                task.add_done_callback(running.discard)

        looking = asyncio.ensure_future(look_on())
        asyncio.get_running_loop().add_signal_handler(15, app.supervisor.stop)
        await app.supervisor.run()
        looking.cancel()


async def main() -> None:
    """Run the three parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    parser.add_argument("--bot", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.bot:
        await be_the_bot()
        return
    await same_question(100 if chosen.quick else 1000)
    await beside_looks(2 if chosen.quick else 10)
    await half_hanging(40 if chosen.quick else 200)


if __name__ == "__main__":
    asyncio.run(main())
