"""200 → 502 at a 30 s interval: how soon it is known, from how many looks, and how soon told.

    python benchmarks/detection.py [--quick] [--targets N]

1. On paper: 10,000 targets that break at one moment, each wherever its grid happens to be, by the
   same functions that the bot schedules and rechecks with. Looks themselves take no time here.
2. For real: the whole bot as a process of its own on the first core watches 200 names at 30 s, each
   for a server of its own. After all were seen they all break at once. Known is a target with the
   answer to its third failing look in a row; told, when the first request to its channel arrives at
   the local Discord, which keeps all of Discord's limits.

Loopback only; ends by itself in about two minutes.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.far_side import FIRST_CORE, SECOND_CORE, pin
from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict
from bot.watching.condition import Condition, Phase, Policy
from bot.watching.transitions import advance, next_look_after
from bot.watching.wheel import TICK_SECONDS, next_due, seed_of
from sandbox.discord import StandIn
from tests.fakes.whole_bot import Records, Sites, WholeBot

INTERVAL = 30.0
FAILURES = 3  # looks in a row that are believed
BARS = "bars: median 20 s, max 35 s"
DOWN = Verdict(
    state=State.DOWN,
    hop=Hop.ORIGIN,
    cause=Cause.UPSTREAM_BAD_REPLY,
    confidence=Confidence.HIGH,
    rule="benchmark",
)


def on_paper(count: int) -> list[float]:
    """Return how long so many targets take to be known to be down."""
    ticks, breaks_at = round(INTERVAL / TICK_SECONDS), random.randrange(10**10, 2 * 10**10)
    return [known_after(seed_of(f"https://w{n}.example/"), ticks, breaks_at) for n in range(count)]


def known_after(seed: int, interval: int, breaks_at: int) -> float:
    """Return the seconds from a break to the look that is believed."""
    policy, every = Policy(), timedelta(seconds=INTERVAL)
    tick = next_due(seed, interval, breaks_at)
    condition = Condition(standing=Phase.UP)
    while True:
        now = datetime.fromtimestamp(tick * TICK_SECONDS, UTC)
        condition, events = advance(condition, DOWN, now, policy)
        if events:
            return (tick - breaks_at) * TICK_SECONDS
        tick += round(next_look_after(condition, policy, every).total_seconds() / TICK_SECONDS)


async def for_real(count: int) -> None:
    """Let so many real targets break, and print when that was known and told."""
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{name}/gatewise.db"
        async with StandIn() as discord, Sites.open() as sites:
            hosts = {}
            async with Records.open(url) as records:
                for number in range(count):
                    guild = discord.world.add_guild(f"server {number}")
                    channel = discord.world.add_channel(guild, "status")
                    host = f"s{number}.site.example"
                    hosts[host] = channel.id
                    await records.watch(
                        sites.add(host), [(guild.id, channel.id)], interval=INTERVAL
                    )
            usual = {"WATCH_INTERVAL": "60s", "WATCH_MIN_INTERVAL": "30s", "WATCH_RECHECKS": ""}
            bot = WholeBot(discord, sites, url, Path(name) / "log", **usual)
            await bot.start(within=120.0)
            pin(FIRST_CORE, bot.pid)
            try:
                await measure(discord, sites, hosts)
            finally:
                await bot.stop()


async def measure(discord: StandIn, sites: Sites, hosts: dict[str, int]) -> None:
    """Break everything at a moment that nobody can have waited for."""
    await sites.changes.until(lambda: len(sites.visits) == len(hosts), within=2 * INTERVAL)
    await asyncio.sleep(random.uniform(0, INTERVAL / 3))
    broken_at, to_monotonic = time.monotonic(), time.monotonic() - discord.core.clock.now()
    sites.broken.update(hosts)
    await sites.changes.until(
        lambda: all(sites.failures(host) >= FAILURES for host in hosts), within=2 * INTERVAL
    )
    await asyncio.sleep(3.0)
    known = {host: sites.visits[host][-sites.failures(host) :][FAILURES - 1].at for host in hosts}
    report("for real", [at - broken_at for at in known.values()])
    told: dict[str, float] = {}
    for exchange in discord.recorder.sent("POST", "/channels/"):
        told.setdefault(exchange.path, exchange.at + to_monotonic)
    waits = sorted(
        told[f"/channels/{channel}/messages"] - known[host]
        for host, channel in hosts.items()
        if f"/channels/{channel}/messages" in told
    )
    print(
        f"    confirmed to first request: {len(waits)} of {len(hosts)} told, median "
        f"{statistics.median(waits):.2f} s, p99 {waits[int(len(waits) * 0.99)]:.2f} s, "
        f"max {waits[-1]:.2f} s (bar 0.5 s); answers 429: {discord.core.limits.refused}",
        flush=True,
    )


def report(title: str, seconds: list[float]) -> None:
    print(
        f"{title}: {len(seconds):,} targets at {INTERVAL:.0f} s, known after min "
        f"{min(seconds):.1f} s, median {statistics.median(seconds):.1f} s, "
        f"max {max(seconds):.1f} s ({BARS})",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="on paper only")
    parser.add_argument("--targets", type=int, default=200, help="real ones (default 200)")
    options = parser.parse_args()
    pin(SECOND_CORE)
    report("on paper", on_paper(10_000))
    if not options.quick:
        asyncio.run(for_real(options.targets))


if __name__ == "__main__":
    main()
