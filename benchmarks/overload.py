"""What the prober does when it is offered too much: late is allowed, wrong is not.

    python benchmarks/overload.py [--quick] [--rounds N]

1. Flood: healthy targets, offered twice what one core manages (measured just before). No verdict
   may be other than "up", and a heartbeat in the same event loop says how late the loop runs.
2. Hanging names: 50 look-ups that nobody ever answers, in flight all the time, beside healthy looks
   at a moderate rate. Rounds with and without them take turns; the difference is the figure.
3. Memory: resident memory per look while many looks wait for replies that never come.

Every part runs in a process of its own on the first core, with the whole bot imported as in service;
the servers have the second core. Loopback only; ends by itself within about two minutes.
"""

import argparse
import asyncio
import gc
import itertools
import json
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.far_side import (
    DEAD_NAMES,
    FIRST_CORE,
    NAMES,
    FarSide,
    as_plan,
    far_side,
    pin,
)
from bot import bootstrap
from bot.catalogue.source import load_catalogue
from bot.probing import second_opinion
from bot.probing.addresses import AddressPolicy
from bot.probing.limits import Limits
from bot.probing.parsing import parse_target
from bot.probing.prober import Prober
from bot.probing.resolver import Resolver
from bot.probing.target import Target
from bot.probing.tls import build_context
from bot.probing.wire import Wire
from bot.triage import judge
from bot.triage.verdict import State

Figures = dict[str, Any]

BEAT = 0.02
TICK = 0.005  # how often the flood looks what is due
BURST = 64  # new looks a tick at most: the generator must not be what holds the loop up
QUEUE = 4000  # looks waiting at most; what comes beyond is turned away and counted
HANGS = 5.0  # seconds the system's own resolver hangs on a dead name


class Looker:
    """A prober as the bot has it, trusting the benchmark's authority and asking its name server."""

    def __init__(self, side: FarSide, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        ports = frozenset(side.port(s, silent=b) for s in ("http", "https") for b in (False, True))
        self.policy = AddressPolicy(
            ports=ports | {80}, private_networks=(ip_network("127.0.0.0/8"),)
        )
        resolver = Resolver(
            limits,
            servers=[f"127.0.0.1:{side.dns}"],
            second_opinion=second_opinion.SecondOpinion(limits),
        )
        wire = Wire(limits=limits, resolver=resolver, context=build_context(side.ca))
        self.prober = Prober(wire, limits=limits)
        self.states: Counter[State] = Counter()

    def targets(self, scheme: str, port: int) -> Iterator[Target]:
        """Yield targets without end, 500 names in turn."""
        for number in itertools.cycle(range(NAMES)):
            yield parse_target(f"{scheme}://n{number}.probe.example:{port}/", policy=self.policy)

    async def look(self, target: Target) -> None:
        """Look, judge, and count the verdict."""
        self.states[judge(await self.prober.look(target, policy=self.policy)).state] += 1


class Watch:
    """A heartbeat that notes how late it comes, what is in flight, and how long gc took."""

    def __init__(self) -> None:
        self.lags: list[float] = []
        self.collections: list[float] = []
        self.most = 0
        self._began = 0.0

    async def beat(self, running: set[asyncio.Task[None]], prober: Prober) -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(BEAT)
            self.lags.append(time.perf_counter() - started - BEAT)
            self.most = max(self.most, len(running) - prober.waiting)

    def on_gc(self, phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
        else:
            self.collections.append(time.perf_counter() - self._began)

    def figures(self) -> Figures:
        return {
            "lag_p50": percentile(self.lags, 0.5),
            "lag_p99": percentile(self.lags, 0.99),
            "lag_max": max(self.lags),
            "gc_max": max(self.collections, default=0.0),
            "in_flight": self.most,
        }


async def flood(side: FarSide, scheme: str, seconds: float) -> Figures:
    """Offer twice the capacity for some seconds, then let the queue drain."""
    looker, watch = Looker(side), Watch()
    targets = looker.targets(scheme, side.port(scheme))
    capacity = await closed_loop(looker, targets, seconds / 4)
    looker.states.clear()
    running: set[asyncio.Task[None]] = set()
    beat = asyncio.create_task(watch.beat(running, looker.prober))
    gc.callbacks.append(watch.on_gc)
    due, turned_away, queued = 0.0, 0, 0
    start = last = time.perf_counter()
    while last - start < seconds:
        await asyncio.sleep(TICK)
        now = time.perf_counter()
        due, last = due + (now - last) * 2 * capacity, now
        for _ in range(min(int(due), BURST)):
            due -= 1
            if looker.prober.waiting >= QUEUE:
                turned_away += 1
                continue
            task = asyncio.create_task(looker.look(next(targets)))
            running.add(task)
            task.add_done_callback(running.discard)
        queued = max(queued, looker.prober.waiting)
    took = time.perf_counter() - start
    done = looker.states.total()
    started = done + len(running)
    gc.callbacks.remove(watch.on_gc)
    under_load = watch.figures()
    await asyncio.wait_for(asyncio.gather(*running), 60)
    beat.cancel()
    return {
        "capacity": capacity,
        "offered": (started + turned_away) / took,
        "done": done / took,
        "queued": queued,
        "turned_away": turned_away,
        "judged": looker.states.total(),
        "down": looker.states[State.DOWN],
        "not_up": looker.states.total() - looker.states[State.UP],
        "states": dict(looker.states),
        **under_load,
        "lag_p99_drained": percentile(watch.lags, 0.99),
        "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


async def closed_loop(looker: Looker, targets: Iterator[Target], seconds: float) -> float:
    """Return looks a second with 50 in flight all the time."""
    end = time.perf_counter() + seconds

    async def worker() -> None:
        while time.perf_counter() < end:
            await looker.look(next(targets))

    start = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(50)))
    return looker.states.total() / (time.perf_counter() - start)


async def beside_hanging_names(side: FarSide, scheme: str, seconds: float, rounds: int) -> Figures:
    """Time healthy looks at 100 a second, in turn alone and beside 50 names that hang."""
    second_opinion.look_up = hang  # the system's resolver hangs on them too, and not off loopback
    looker = Looker(side)
    targets = looker.targets(scheme, side.port(scheme))
    await closed_loop(looker, targets, 0.5)
    delays: dict[bool, list[list[float]]] = {False: [], True: []}
    for number in range(rounds):
        for hanging in (bool(number % 2), not number % 2):
            with names_hanging(looker, DEAD_NAMES if hanging else 0):
                await asyncio.sleep(0.5)
                delays[hanging].append(await time_looks(looker, targets, 100, seconds))
            await asyncio.sleep(0.1)
    added = [
        percentile(with_them, 0.99) - percentile(without, 0.99)
        for without, with_them in zip(delays[False], delays[True], strict=True)
    ]
    return {
        "p99_without": statistics.median(percentile(d, 0.99) for d in delays[False]),
        "p99_with": statistics.median(percentile(d, 0.99) for d in delays[True]),
        "max_with": max(map(max, delays[True])),
        "added": statistics.median(added),
        "added_most": max(added),
    }


def hang(_: str) -> tuple[()]:
    time.sleep(HANGS)
    return ()


@contextmanager
def names_hanging(looker: Looker, count: int) -> Iterator[None]:
    """Keep that many looks at dead names in flight; who gives up starts again."""

    async def again(number: int) -> None:
        target = parse_target(f"http://h{number}.hang.example/", policy=looker.policy)
        while True:
            await looker.prober.look(target, policy=looker.policy)

    tasks = [asyncio.ensure_future(again(number)) for number in range(count)]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


async def time_looks(
    looker: Looker, targets: Iterator[Target], rate: float, seconds: float
) -> list[float]:
    """Return how long each look took from when it was due, at a steady rate."""
    delays: list[float] = []

    async def one(due: float) -> None:
        await looker.look(next(targets))
        delays.append(time.perf_counter() - due)

    start, tasks = time.perf_counter(), []
    for number in range(int(rate * seconds)):
        due = start + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(one(due)))
    await asyncio.gather(*tasks)
    return delays


async def remember(side: FarSide, scheme: str, count: int) -> Figures:
    """Return MiB of resident memory per look waiting for a reply that never comes."""
    limits = replace(Limits().within(60.0), in_flight=count, in_flight_floor=count)
    looker = Looker(side, limits)
    healthy = looker.targets(scheme, side.port(scheme))
    await asyncio.gather(*(looker.look(next(healthy)) for _ in range(100)))
    gc.collect()
    before, files = resident(), open_files()
    targets = looker.targets(scheme, side.port(scheme, silent=True))
    tasks = [asyncio.create_task(looker.look(next(targets))) for _ in range(count)]
    end = time.perf_counter() + 30
    while time.perf_counter() < end:
        cpu = time.process_time()
        await asyncio.sleep(0.5)
        if open_files() - files >= count and time.process_time() - cpu < 0.05:
            break  # all are connected and nobody works any more
    waiting = open_files() - files
    mib = (resident() - before) / 2**20
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return {"in_flight": waiting, "mib": mib, "mib_per_look": mib / count}


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


PARTS = {"flood": flood, "hanging": beside_hanging_names, "memory": remember}


def run_part(part: str, side: dict[str, Any], arguments: list[Any], calm: bool) -> None:  # noqa: FBT001
    """Run one part and print its figures; the child's side."""
    pin(FIRST_CORE)
    catalogue = load_catalogue(None)
    if calm:
        getattr(bootstrap, 'settle_memory', gc.freeze)()
    print(json.dumps(asyncio.run(PARTS[part](FarSide(**side), *arguments))))
    del catalogue
    sys.stdout.flush()


def in_child(part: str, side: FarSide, *arguments: object, calm: bool = True) -> Figures:
    plan = {"part": part, "side": as_plan(side), "arguments": arguments, "calm": calm}
    out = subprocess.run(
        [sys.executable, __file__, "--child", json.dumps(plan)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=180,
    )
    found: Figures = json.loads(out.stdout)
    return found


def report_flood(scheme: str, found: Figures) -> None:
    print(
        f"{scheme:5} alone {found['capacity']:.0f}/s, offered {found['offered']:.0f}/s, "
        f"done {found['done']:.0f}/s; false down {found['down']} of {found['judged']} "
        f"(not up: {found['not_up']}); in flight {found['in_flight']}, "
        f"queued {found['queued']}, turned away {found['turned_away']}; loop lag ms "
        f"p50 {found['lag_p50'] * 1e3:.0f} p99 {found['lag_p99'] * 1e3:.0f} "
        f"max {found['lag_max'] * 1e3:.0f}; longest collection {found['gc_max'] * 1e3:.0f} ms; "
        f"{found['rss']:.0f} MiB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one short round")
    parser.add_argument("--rounds", type=int, help="rounds of every part (default 3)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument(
        "--default-gc", action="store_true", help="flood also without the bot's gc settings"
    )
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        plan = json.loads(options.child)
        run_part(plan["part"], plan["side"], plan["arguments"], plan["calm"])
        return
    rounds = options.rounds or (1 if options.quick else 3)
    seconds = 2.0 if options.quick else 6.0
    with far_side() as side:
        for _ in range(rounds if "flood" in options.only else 0):
            for scheme in ("https", "http"):
                report_flood(scheme, in_child("flood", side, scheme, seconds))
                if options.default_gc:
                    print("  default gc:", end=" ")
                    report_flood(scheme, in_child("flood", side, scheme, seconds, calm=False))
        for scheme in ("https", "http") if "hanging" in options.only else ():
            found = in_child("hanging", side, scheme, seconds / 2, rounds)
            print(
                f"{scheme:5} 50 hanging names: healthy looks p99 {found['p99_with'] * 1e3:.1f} ms "
                f"beside them, {found['p99_without'] * 1e3:.1f} ms without; added "
                f"{found['added'] * 1e3:.1f} ms (worst round {found['added_most'] * 1e3:.1f} ms)",
                flush=True,
            )
        for scheme in ("https", "http") if "memory" in options.only else ():
            for count in (200,) if options.quick else (500, 900):
                found = in_child("memory", side, scheme, count)
                print(
                    f"{scheme:5} {found['in_flight']} looks hanging: {found['mib']:.1f} MiB, "
                    f"{found['mib_per_look']:.4f} MiB each",
                    flush=True,
                )


if __name__ == "__main__":
    main()
