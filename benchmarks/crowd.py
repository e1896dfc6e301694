"""200 members who ask, type, right-click and press for five minutes: errors, waits, memory.

    python benchmarks/crowd.py [--quick] [--minutes M] [--members N]

The bot is a process of its own, started as an operator starts it, with a database file. The local
Discord with its rate limits on, the people and some 30 broken and healthy sites share this process.
Ends with 1 when the bar is missed: no error, every interaction acknowledged within 3 s, and memory
in the last minute within 10 % of what it was after the first.

Times are as the people see them, the stand-in's own queue included. The limits on how much may be
asked are out of the way; those on how fast one member acts are not.
"""

import argparse
import asyncio
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bots import bot_process
from sandbox.crowd import Crowd, Logbook, figures
from sandbox.discord import StandIn
from sandbox.sites import SITES, serving
from tests.fakes.name_server import Zone, name_server

ROOT = Path(__file__).resolve().parents[1]
HOSTS_EACH = 3  # names of each kind of site
EVERY = 10.0  # seconds between looks at the memory
MINUTE = 60.0
ACKNOWLEDGED, GROWTH = 3.0, 0.10  # the bar
MIB = 1024 * 1024
SLOWEST = 8  # answers named one by one
PLENTY = "100000/1m"


@dataclass(slots=True)
class Memory:
    """How much memory a process had, by the seconds since the start."""

    pid: int
    samples: list[tuple[float, float]] = field(default_factory=list)

    async def watch(self) -> None:
        """Look at it until cancelled."""
        began = time.monotonic()
        while True:
            self.samples.append((time.monotonic() - began, self.now()))
            await asyncio.sleep(EVERY)

    def now(self) -> float:
        """Return the resident memory in MiB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / MIB

    def after_warm_up(self, warm_up: float) -> tuple[float, float]:
        """Return the median just after the warm-up, and that of as long a time at the end."""
        end = self.samples[-1][0]
        early = [mib for at, mib in self.samples if warm_up <= at <= 2 * warm_up]
        late = [mib for at, mib in self.samples if at >= end - warm_up]
        return statistics.median(early), statistics.median(late)


@contextlib.asynccontextmanager
async def places() -> AsyncIterator[tuple[list[str], dict[str, str]]]:
    """Serve the sites under names; give their addresses and what the bot must be told of them."""
    async with contextlib.AsyncExitStack() as stack:
        zones: dict[str, Zone] = {}
        names = await stack.enter_async_context(name_server(zones))
        urls, ports = [], []
        for site in SITES.values():
            port = await stack.enter_async_context(serving(site))
            ports.append(str(port))
            for number in range(HOSTS_EACH):
                host = f"{site.name.replace(' ', '-').lower()}-{number}.crowd.example"
                names.zones[host] = Zone(addresses=["127.0.0.1"])
                urls.append(f"http://{host}:{port}/")
        told = {"PROBE_PORTS": ",".join(ports), "PROBE_NAMESERVERS": f"127.0.0.1:{names.port}"}
        yield urls, told


@contextlib.asynccontextmanager
async def bot_on(discord: StandIn, folder: Path, told: dict[str, str]) -> AsyncIterator[int]:
    """Run the bot until the block ends; give its process id. What it logs goes to a file."""
    environment = {
        "DATABASE_URL": f"sqlite:///{folder}/gatewise.db",
        "PRIVATE_NETWORKS": "127.0.0.0/8",
        "PRIVATE_GUILDS": str(discord.guild.id),
        "WATCH_CANARIES": "off",
        "ASK_OFFICIAL": "off",
        "LOG_LEVEL": "error",
        "LOG_FORMAT": "text",
        **dict.fromkeys(("ASK_PER_SERVER", "ASK_PER_BOT", "ASK_PER_MEMBER"), PLENTY),
        **told,
    }
    with (folder / "log").open("wb") as log:
        running = bot_process(discord, "-m", "bot", "run", environment=environment, log=log)
        async with running as pid:
            yield pid


def report(logbook: Logbook, memory: Memory, discord: StandIn, log: str, warm_up: float) -> bool:
    """Print what happened; say whether it is good enough."""
    seen, early_late = logbook.acknowledged(), memory.after_warm_up(warm_up)
    early, late = early_late
    growth = late / early - 1
    broken = [str(one) for one in discord.recorder.violations]
    problems = [f"{count} x {what}" for what, count in logbook.troubles.items()]
    logged = [line for line in log.splitlines() if line.strip()]
    limits = discord.core.limits.refused
    print(f"{len(logbook.acts)} things done: {dict(logbook.kinds.most_common())}")
    print(f"  gone before they were pressed: {logbook.refused_by_client}; answered 429: {limits}")
    print(f"  acknowledged: {figures(seen)}")
    print(f"  answered: {figures(logbook.answered(without='hangs'))}")
    print(f"  answered, those about sites that hang too: {figures(logbook.answered())}")
    slowest = sorted(logbook.acts, key=lambda act: act.answered or 0.0)[-SLOWEST:]
    print("  slowest: " + ", ".join(f"{act.kind} {act.answered:.1f} s" for act in slowest))
    print(f"  memory of the bot: {early:.1f} MiB, at the end {late:.1f} MiB ({growth:+.1%})")
    print(f"  memory of the local Discord with the people: {Memory(os.getpid()).now():.0f} MiB")
    print("  samples: " + " ".join(f"{mib:.0f}" for _, mib in memory.samples))
    print(f"  errors: {len(problems) + len(broken) + len(logged)}")
    for line in [*problems, *broken, *logged[:20]]:
        print(f"    {line}")
    is_quiet = not (problems or broken or logged)
    return is_quiet and bool(seen) and seen[-1] <= ACKNOWLEDGED and abs(growth) <= GROWTH


async def run(members: int, minutes: float) -> bool:
    """Let the crowd live beside a bot; say whether the bar was met."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with (
            StandIn() as discord,
            places() as (urls, told),
            bot_on(discord, folder, told) as pid,
        ):
            crowd, memory = Crowd(discord, urls, members=members), Memory(pid)
            watching = asyncio.create_task(memory.watch())
            logbook = await crowd.live(minutes * MINUTE)
            watching.cancel()
            memory.samples.append((minutes * MINUTE, memory.now()))
        log = (folder / "log").read_text(encoding="utf-8", errors="replace")
        warm_up = min(MINUTE, minutes * MINUTE / 3)
        print(f"{members} members for {minutes:g} minutes, load {os.getloadavg()[0]:.1f}")
        return report(logbook, memory, discord, log, warm_up)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="40 members for half a minute")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--members", type=int, default=200)
    options = parser.parse_args()
    members, minutes = (40, 0.5) if options.quick else (options.members, options.minutes)
    sys.exit(0 if asyncio.run(run(members, minutes)) else 1)


if __name__ == "__main__":
    main()
