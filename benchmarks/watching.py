"""What it costs to watch: 1,000, 5,000 and 20,000 targets at 60 s, by the line that the bot runs.

    python benchmarks/watching.py [--quick] [--targets N ...] [--only watch memory hour]

1. Watch: storage in a SQLite file, roster, scheduler, watcher, prober and samples, put together by
   `bot/watch_line.py`. Every target is a name of its own, looked up, dialled and shaken hands with.
   From the start until each was looked at, then a minute; in its middle everything that is followed
   is compared with storage, as happens every ten minutes.
2. Memory: 10,000 targets with their state and their last 20 results. The looks are one real look,
   seen again: what a look leaves behind is measured, not the look.
3. Hour: 5,000 targets go on while the hour's 330,000 samples are summed up and old ones deleted.

Each part runs in a process of its own on the first core, with the whole bot imported; the servers
have the second. Lateness is from the tenth of a second a look is due in to its first step. Loopback
only; ends by itself in about nine minutes.
"""

import argparse
import asyncio
import gc
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.far_side import FIRST_CORE, FarSide, as_plan, far_side, pin
from benchmarks.overload import Watch, percentile, resident
from bot import bootstrap
from bot.asking.own_network import Canaries
from bot.asking.policies import Policies
from bot.catalogue.source import load_catalogue
from bot.clock import SystemClock
from bot.presentation.connection import Connection
from bot.probing.addresses import PUBLIC_ONLY
from bot.probing.limits import Limits
from bot.probing.observation import Observation
from bot.probing.parsing import parse_target
from bot.probing.prober import Prober
from bot.probing.resolver import Resolver
from bot.probing.target import Target
from bot.probing.tls import build_context
from bot.probing.wire import Wire
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.migrating import open_database
from bot.triage.verdict import Cause, State
from bot.warming import warm_up
from bot.watch_line import WatchLine, make_stores, make_voice, make_watch_line
from bot.watching.limits import Retention
from bot.watching.ports import Actor, WatchWish
from bot.watching.recording import Sample

Figures = dict[str, Any]
SHARES = {"p50": 0.5, "p99": 0.99, "max": 1.0}

PER_SERVER = 50
RESULTS = 20
DAY = 86_400
HOURS_LOOKS = 66  # of one target in an hour, at 60 s


class NotingProber(Prober):
    """The bot's prober, noting when each target was first looked at."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(wire)
        self.first: dict[str, float] = {}

    async def look(self, target: Target, **more: Any) -> Observation:
        """Look, as the prober does."""
        self.first.setdefault(target.url, time.monotonic())
        return await super().look(target, **more)


class SameAgain(NotingProber):
    """Sees the first look again and again: for what looks leave behind."""

    seen: Observation | None = None

    async def look(self, target: Target, **more: Any) -> Observation:
        """Look once, then remember."""
        if self.seen is None:
            self.seen = await super().look(target, **more)
        return replace(self.seen, target=target, started_at=datetime.now(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A watching line that does not run yet, over a database that holds its watches."""

    line: WatchLine
    prober: NotingProber
    database: Database
    file: Path
    rss_before: int


@asynccontextmanager
async def manned(
    side: FarSide, count: int, interval: float, kind: type[NotingProber] = NotingProber
) -> AsyncIterator[Post]:
    """Store so many watches, close, open again, and build what watches them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "gatewise.db"
        guilds = await asyncio.to_thread(in_own_loop, store_watches, file, side, count, interval)
        policies = Policies.build(
            ports={side.https}, private_networks=(ip_network("127.0.0.0/8"),), private_guilds=guilds
        )
        resolver = Resolver(Limits(), servers=[f"127.0.0.1:{side.dns}"])
        prober = kind(Wire(resolver=resolver, context=build_context(side.ca)))
        database = await open_database(f"sqlite:///{file}")
        gc.collect()
        rss_before = resident()
        settings = Settings(_env_file=None).watching  # type: ignore[call-arg]
        stores, clock = make_stores(database, Retention()), SystemClock()
        line = make_watch_line(
            stores,
            settings,
            prober=prober,
            own_network=Canaries((), prober, clock),
            policies=policies,
            voice=make_voice(stores, Connection(), clock),  # Discord is away
            clock=clock,
        )
        try:
            yield Post(
                line=line, prober=prober, database=database, file=file, rss_before=rss_before
            )
        finally:
            await prober.aclose()
            await database.aclose()


def in_own_loop(work: Callable[..., Coroutine[Any, Any, Any]], *arguments: object) -> Any:
    return asyncio.run(work(*arguments))


async def store_watches(file: Path, side: FarSide, count: int, interval: float) -> list[int]:
    """Store watches of servers with 50 each; return the servers."""
    database = await open_database(f"sqlite:///{file}")
    stores, at = make_stores(database, Retention()), datetime.now(UTC)
    guilds = list(range(1, -(-count // PER_SERVER) + 1))
    policy = Policies.build(ports={side.https}).public
    for guild in guilds:
        numbers = range((guild - 1) * PER_SERVER, min(count, guild * PER_SERVER))
        wishes = [
            WatchWish(
                target=parse_target(f"https://w{n}.probe.example:{side.https}/", policy=policy),
                channel_id=guild * 1000,
                name=f"Site {n}",
                interval=timedelta(seconds=interval),
            )
            for n in numbers
        ]
        actor = Actor(guild_id=guild, user_id=1, at=at)
        await stores.watches.add(wishes, actor, most=PER_SERVER)
    await database.aclose()
    return guilds


async def watch(side: FarSide, count: int, interval: float, seconds: float) -> Figures:
    """Watch so many targets from a cold start, then for some seconds more."""
    async with manned(side, count, interval) as post:
        size, written, began = post.file.stat().st_size, bytes_written(), time.monotonic()
        async with post.line.running():
            await until_all_seen(post.prober, count, 2 * interval)
            firsts = [at - began for at in post.prober.first.values()]
            found = await over(post, seconds, post.line.following.refresh)
            stretch = post.line.scheduler.stretch
        await post.database.aclose()  # now all of the log is in the file
        states = count_states(post.file)
        rows = states.total()
        return found | {
            "seen": len(firsts),
            "seen_max": max(firsts),
            "stretch": stretch,
            "not_up": rows - states["up"],
            "growth": (post.file.stat().st_size - size) / rows,
            "written": (bytes_written() - written) / rows,
        }


async def until_all_seen(prober: NotingProber, count: int, seconds: float) -> None:
    for _ in range(round(seconds * 5)):
        if len(prober.first) == count:
            return
        await asyncio.sleep(0.2)


async def over(
    post: Post, seconds: float, chore: Callable[[], Coroutine[Any, Any, Any]]
) -> Figures:
    """Take the figures of some seconds, with a chore in their middle."""
    scheduler, beats = post.line.scheduler, Watch()
    beat = asyncio.create_task(beats.beat())
    lateness: list[float] = []
    first = begun = scheduler.looks_begun
    cpu, start = time.process_time(), time.perf_counter()
    chores: list[float] = []
    while time.perf_counter() - start < seconds:
        await asyncio.sleep(1.0)
        fresh = scheduler.looks_begun - begun
        lateness += scheduler.recent_lateness[-fresh:] if fresh else ()
        begun += fresh
        if not chores and time.perf_counter() - start > seconds / 3:
            at = time.perf_counter()
            await chore()
            chores.append(time.perf_counter() - at)
    took = time.perf_counter() - start
    cpu = time.process_time() - cpu
    beat.cancel()
    return {
        "looks": (begun - first) / took,
        "cpu": cpu / took,
        **{f"late_{key}": percentile(lateness, share) for key, share in SHARES.items()},
        "chore": sum(chores),
        "rss": resident() / 2**20,
        **beats.figures(),
    }


async def remember(side: FarSide, count: int) -> Figures:
    """Return the memory of so many targets after 20 looks at each, and of the whole process."""
    async with manned(side, count, 60.0, SameAgain) as post:
        line = post.line
        await line.following.refresh()
        ids = [one.id for one in await line.stores.roster.endpoints(lambda _: PUBLIC_ONLY)]
        for _ in range(RESULTS):
            for endpoint_id in ids:
                await line.watcher.visit(endpoint_id)
            await line.batch.flush()
        kept = sum(len(line.following.samples(one)) for one in ids)
        gc.collect()
        rss = resident()
        return {"kept": kept, "each": (rss - post.rss_before) / count, "rss": rss / 2**20}


async def sum_up(side: FarSide, count: int, seconds: float) -> Figures:
    """Watch, and do what is done once an hour meanwhile."""
    async with manned(side, count, 60.0) as post:
        await prefill(post, count)
        async with post.line.running():
            await asyncio.sleep(5)
            return await over(post, seconds, post.line.upkeep.work)


async def prefill(post: Post, count: int) -> None:
    """Store the samples of an hour that is too old to be kept, and of the last full one."""
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    recorder, step = post.line.stores.recorder, timedelta(hours=1) / HOURS_LOOKS
    for begins in (hour - timedelta(days=3), hour):
        await post.line.stores.looks.roll_up(hour - timedelta(hours=1))
        for number in range(HOURS_LOOKS):
            at = begins + number * step
            await recorder.add_samples(
                [
                    Sample(
                        endpoint_id=one,
                        at=at + timedelta(microseconds=one),
                        state=State.UP,
                        cause=Cause.OK,
                        took_ms=50 + (one * number) % 97,
                    )
                    for one in range(1, count + 1)
                ]
            )


def count_states(file: Path) -> Counter[str]:
    with closing(sqlite3.connect(file)) as connection:
        return Counter(dict(connection.execute("SELECT state, count(*) FROM sample GROUP BY 1")))


def bytes_written() -> int:
    """Return what this process has handed to the disk so far."""
    lines = Path("/proc/self/io").read_text().splitlines()
    return int(dict(line.split(": ") for line in lines)["write_bytes"])


PARTS: dict[str, Callable[..., Coroutine[Any, Any, Figures]]] = {
    "watch": watch,
    "memory": remember,
    "hour": sum_up,
}


def run_part(part: str, side: dict[str, Any], arguments: list[Any]) -> None:
    """Run one part and print its figures; the child's side."""
    pin(FIRST_CORE)
    in_service = bootstrap, load_catalogue()
    warm_up(datetime.now(UTC))
    print(json.dumps(asyncio.run(PARTS[part](FarSide(**side), *arguments))))
    del in_service
    sys.stdout.flush()


def in_child(part: str, side: FarSide, *arguments: object) -> Figures:
    plan = {"part": part, "side": as_plan(side), "arguments": arguments}
    out = subprocess.run(
        [sys.executable, __file__, "--child", json.dumps(plan)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=900,
    )
    found: Figures = json.loads(out.stdout.splitlines()[-1])
    return found


def report(title: str, found: Figures) -> None:
    late = " ".join(f"{key} {found[f'late_{key}'] * 1e3:.0f}" for key in SHARES)
    own = " ".join(f"{key} {found[f'own_lag_{key}'] * 1e3:.0f}" for key in ("p99", "max"))
    print(
        f"{title}: {found['looks']:.0f} looks/s, {found['cpu']:.1%} of the core, "
        f"{found['rss']:.0f} MiB; lateness ms: {late}; our own computing at a stretch ms: {own}; "
        f"the chore took {found['chore']:.1f} s",
        flush=True,
    )


def report_watch(count: int, interval: float, found: Figures) -> None:
    report(f"{count} targets at {interval:.0f} s", found)
    rows = found["looks"] * DAY
    print(
        f"      {found['seen']} of {count} seen by {found['seen_max']:.1f} s after the start; "
        f"not up: {found['not_up']}; stretch {found['stretch']:.2f}; a day: "
        f"{rows / 1e6:.1f} million rows, {rows * found['growth'] / 2**20:.0f} MiB of file, "
        f"{rows * found['written'] / 2**20:.0f} MiB written",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="500 targets at 10 s, and short")
    parser.add_argument("--targets", type=int, nargs="+", help="how many (1000 5000 20000)")
    parser.add_argument("--seconds", type=float, help="measured after the start (default 60)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        plan = json.loads(options.child)
        run_part(plan["part"], plan["side"], plan["arguments"])
        return
    interval = 10.0 if options.quick else 60.0
    counts = options.targets or ([500] if options.quick else [1000, 5000, 20_000])
    seconds = options.seconds or interval
    with far_side() as side:
        for count in counts if "watch" in options.only else ():
            report_watch(count, interval, in_child("watch", side, count, interval, seconds))
        if "memory" in options.only:
            count = 1000 if options.quick else 10_000
            found = in_child("memory", side, count)
            print(
                f"{count} targets, {found['kept'] / count:.0f} results each: "
                f"{found['each'] / 1024:.1f} KiB each, {found['rss']:.0f} MiB in all",
                flush=True,
            )
        if "hour" in options.only:
            count = 500 if options.quick else 5000
            report(f"{count} targets, an hour summed up", in_child("hour", side, count, seconds))


if __name__ == "__main__":
    main()
