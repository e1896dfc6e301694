"""How soon suggestions are there while somebody types: a bot with 50 watches, and a bare one.

    python benchmarks/suggesting.py [--quick] [--rounds N]

Ours is the whole bot in a process of its own, with a database, and looks through its 50 watches and
the catalogue. The bare one, the floor, is discord.py with 25 fixed choices. Both answer the same
keys over real sockets, one every 20 ms, in turns. Times are from the key to the answer, as the
stand-in sees them, its own queue included. The bar is 50 ms.
"""

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bots import bot_process
from benchmarks.far_side import FIRST_CORE, SECOND_CORE, pin
from benchmarks.question_storm import Place, bot_on, percentile
from sandbox.discord import StandIn
from sandbox.discord.handles import Handle

ME = str(Path(__file__).resolve())
ROOT = Path(ME).parents[1]
EVERY = 0.02  # seconds between keys
WATCHES = 50
PEOPLE = 60  # nobody types fast enough to be held back
WARM_UP = 50  # keys
TYPED = (
    *("", "s", "se", "ser", "shop", "shop 4", "githib", "zzzzzz", "minecarft", "valo"),
    *("is github down", "a" * 100, "steam servers dead?", "chat", "https://www.reddit"),
)


@contextlib.asynccontextmanager
async def ours(discord: StandIn) -> AsyncIterator[int]:
    """Run the bot; its server watches fifty things."""
    place = Place()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/gatewise.db"
        async with place.open() as port, bot_on(discord, [port], DATABASE_URL=url) as bot:
            channel = str(discord.status.id)
            rows = [
                {"target": f"http://127.0.0.1:{port}/{number}", "channel": channel, "name": name}
                for number, name in enumerate(f"Shop {number}" for number in range(WATCHES))
            ]
            file = discord.uploads.pick("watches.json", json.dumps(rows).encode())
            alice, general = discord.alice, discord.general
            shown = await discord.people.slash(alice, general, "/watch import", file=file).answer()
            saved = await discord.people.click(alice, shown, "Save").answer()
            if f"Added: {WATCHES}" not in saved.content:
                raise RuntimeError(saved.content)
            yield bot


@contextlib.asynccontextmanager
async def bare(discord: StandIn) -> AsyncIterator[int]:
    """Run a bot that suggests the same whatever is typed."""
    async with bot_process(discord, ME, "--bare", environment={}) as pid:
        yield pid


async def be_bare() -> None:
    """Be the floor: the client, one command, fixed choices."""
    import discord as dpy  # noqa: PLC0415 - only the child pays for it
    import yarl  # noqa: PLC0415
    from discord import app_commands  # noqa: PLC0415
    from discord.gateway import DiscordWebSocket  # noqa: PLC0415
    from discord.http import Route  # noqa: PLC0415

    Route.BASE = os.environ["DISCORD_API_URL"]
    client = dpy.Client(intents=dpy.Intents(guilds=True))
    tree = app_commands.CommandTree(client)
    choices = [app_commands.Choice(name=f"Choice {n}", value=str(n)) for n in range(25)]

    @tree.command(description="Is it down?")
    async def isitdown(interaction: dpy.Interaction, target: str) -> None:
        await interaction.response.send_message(target)

    @isitdown.autocomplete("target")
    async def suggest(_: dpy.Interaction, __: str) -> list[app_commands.Choice[str]]:
        return choices

    async def setup_hook() -> None:
        _, url, _ = await client.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)
        await tree.sync()

    client.setup_hook = setup_hook  # type: ignore[method-assign]
    async with client:
        await client.start(os.environ["DISCORD_TOKEN"])


async def type_along(discord: StandIn, keys: int) -> list[float]:
    """Let people type, one key every 20 ms; return how long each waited, in seconds."""
    people = [discord.world.add_user(f"person{number}") for number in range(PEOPLE)]
    for person in people:
        discord.world.join(discord.guild, person)
    handles: list[Handle] = []
    start = time.perf_counter()
    for number in range(WARM_UP + keys):
        await asyncio.sleep(max(0.0, start + number * EVERY - time.perf_counter()))
        typed = TYPED[number % len(TYPED)]
        who = people[number % len(people)]
        handles.append(discord.people.autocomplete(who, discord.general, "/isitdown", target=typed))
    for handle in handles:
        await handle.choices()
    return [handle.seconds_to_first_answer or 0.0 for handle in handles[WARM_UP:]]


async def measure(rounds: int, keys: int) -> None:
    """Print the waits of both, round by round, and the ratio."""
    for _ in range(rounds):
        medians = []
        for name, running in (("bare", bare), ("ours", ours)):
            async with StandIn(rate_limits=False) as discord, running(discord):
                await asyncio.sleep(0.5)
                waits = await type_along(discord, keys)
            medians.append(statistics.median(waits))
            p50, p99 = medians[-1] * 1e3, percentile(waits, 0.99) * 1e3
            load = os.getloadavg()[0]
            print(
                f"{name}: {len(waits)} keys, p50 {p50:.1f} ms, p99 {p99:.1f} ms, "
                f"max {max(waits) * 1e3:.1f} ms (load {load:.1f})",
                flush=True,
            )
        print(f"    ours / bare at p50: {medians[1] / medians[0]:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the keys")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--bare", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    pin(FIRST_CORE if options.bare else SECOND_CORE)
    if options.bare:
        asyncio.run(be_bare())
    else:
        asyncio.run(measure(options.rounds, 100 if options.quick else 1000))


if __name__ == "__main__":
    main()
