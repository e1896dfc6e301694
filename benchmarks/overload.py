"""What the prober does when it is offered too much: late is allowed, wrong is not.

    python benchmarks/overload.py [--quick] [--rounds N]

1. Flood: healthy targets, offered twice what one core manages (measured just before). No verdict
   may be other than "up", and a heartbeat in the same event loop says how late the loop runs.
2. Hanging names: 50 look-ups that nobody ever answers, in flight all the time, beside healthy looks
   at a moderate rate. A second bot makes the same looks at the same moment without those names: the
   difference is the figure, as neighbours on the machine disturb both alike.
3. Memory: resident memory per look while many looks wait for replies that never come.

Every part runs in a process of its own on the first core, with the whole bot imported as in
service; the servers have the second core. Loopback only; ends by itself in about two minutes.
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
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
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
from bot.probing.observation import Leg
from bot.probing.parsing import parse_target
from bot.probing.prober import Prober
from bot.probing.resolver import Address, Resolver
from bot.probing.target import Target
from bot.probing.tls import build_context
from bot.probing.wire import Wire
from bot.triage import judge
from bot.triage.verdict import State
from bot.warming import warm_up

Figures = dict[str, Any]

BEAT = 0.02
TICK = 0.005  # how often the flood looks what is due
BURST = 1000  # new looks a tick at most
QUEUE = 4000  # looks waiting at most; what comes beyond is turned away and counted
HANGS = 5.0  # seconds the system's own resolver hangs on a dead name


class CountingWire(Wire):
    """The bot's wire, counting how many legs are under way."""

    inside = most = 0

    async def get(self, target: Target, **more: Any) -> tuple[Leg, int]:
        """Make a leg, as the wire does."""
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            return await super().get(target, **more)
        finally:
            self.inside -= 1


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
        self.wire = CountingWire(limits=limits, resolver=resolver, context=build_context(side.ca))
        self.prober = Prober(self.wire, limits=limits)
        self.states: Counter[State] = Counter()
        self.causes: Counter[str] = Counter()

    def targets(self, scheme: str, port: int) -> Iterator[Target]:
        """Yield targets without end, 500 names in turn."""
        urls = (f"{scheme}://n{number}.probe.example:{port}/" for number in range(NAMES))
        return itertools.cycle([parse_target(url, policy=self.policy) for url in urls])

    async def look(self, target: Target) -> None:
        """Look, judge, and count the verdict."""
        verdict = judge(await self.prober.look(target, policy=self.policy))
        self.states[verdict.state] += 1
        if verdict.state is not State.UP:
            self.causes[verdict.cause] += 1


class Watch:
    """A heartbeat that notes how late it comes, and how long the collector took.

    A late beat is ours only as far as this process was computing meanwhile. The rest of the
    lateness was the neighbours': they had the core.
    """

    def __init__(self) -> None:
        self.lags: list[float] = []
        self.own_lags: list[float] = []
        self.collections: list[float] = []
        self._began = 0.0

    async def beat(self) -> None:
        """Beat until it is cancelled."""
        while True:
            started, cpu = time.perf_counter(), time.process_time()
            await asyncio.sleep(BEAT)
            lag = time.perf_counter() - started - BEAT
            self.lags.append(lag)
            self.own_lags.append(min(lag, time.process_time() - cpu))

    def on_gc(self, phase: str, _: dict[str, int]) -> None:
        """Note how long a collection took; for `gc.callbacks`."""
        if phase == "start":
            self._began = time.process_time()
        else:
            self.collections.append(time.process_time() - self._began)

    def figures(self) -> Figures:
        """Return what was noted, in seconds."""
        figures = {
            f"{name}_{key}": found
            for name, lags in (("lag", self.lags), ("own_lag", self.own_lags))
            for key, found in (
                ("p50", percentile(lags, 0.5)),
                ("p99", percentile(lags, 0.99)),
                ("max", max(lags)),
            )
        }
        return figures | {
            "gc_max": max(self.collections, default=0.0),
            "gc_sum": sum(self.collections),
        }


async def flood(side: FarSide, scheme: str, seconds: float) -> Figures:
    """Offer twice the capacity for some seconds, then let the queue drain."""
    looker, watch = Looker(side), Watch()
    targets = looker.targets(scheme, side.port(scheme))
    capacity = await closed_loop(looker, targets, seconds / 4)
    looker.states.clear()
    running: set[asyncio.Task[None]] = set()
    beat = asyncio.create_task(watch.beat())
    looker.wire.most = 0
    gc.callbacks.append(watch.on_gc)
    due, turned_away, queued, cpu = 0.0, 0, 0, time.process_time()
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
    cpu = (time.process_time() - cpu) / took
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
        "cpu": cpu,
        "queued": queued,
        "turned_away": turned_away,
        "judged": looker.states.total(),
        "down": looker.states[State.DOWN],
        "not_up": looker.states.total() - looker.states[State.UP],
        "causes": dict(looker.causes),
        **under_load,
        "in_flight": looker.wire.most,
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


async def time_beside(side: FarSide, scheme: str, seconds: float, hanging: int) -> Figures:
    """Time healthy looks at 100 a second beside that many names that hang."""
    # The system's resolver hangs on them too; the real one would be asked beyond loopback.
    second_opinion.look_up = hang
    looker = Looker(side)
    targets = looker.targets(scheme, side.port(scheme))
    await closed_loop(looker, targets, 0.5)
    with names_hanging(looker, hanging):
        await asyncio.sleep(0.5)
        delays = await time_looks(looker, targets, 100, seconds)
    return {"p50": percentile(delays, 0.5), "p99": percentile(delays, 0.99)}


def beside_hanging_names(side: FarSide, scheme: str, seconds: float, rounds: int) -> None:
    """Print what 50 hanging names add, by two bots at the same moment: one has them, one not."""
    found: list[tuple[Figures, Figures]] = []
    with ThreadPoolExecutor() as both:
        for _ in range(rounds):
            jobs = [
                both.submit(in_child, "hanging", side, scheme, seconds, hanging)
                for hanging in (DEAD_NAMES, 0)
            ]
            found.append((jobs[0].result(), jobs[1].result()))
    for key in ("p50", "p99"):
        added = [with_them[key] - without[key] for with_them, without in found]
        print(
            f"{scheme:5} {DEAD_NAMES} hanging names: healthy looks {key} "
            f"{statistics.median(w[key] for w, _ in found) * 1e3:.1f} ms beside them, "
            f"{statistics.median(w[key] for _, w in found) * 1e3:.1f} ms without; added "
            f"{statistics.median(added) * 1e3:.1f} ms (worst round {max(added) * 1e3:.1f} ms)",
            flush=True,
        )


def hang(host: str) -> tuple[Address, ...]:  # noqa: ARG001 - as `look_up`
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
    """Return MiB of resident memory per look waiting for a reply that never comes.

    A fifth of them wait before the first measurement: they take what Python had left over.
    """
    limits = replace(Limits().within(60.0), in_flight=count, in_flight_floor=count)
    looker = Looker(side, limits)
    healthy = looker.targets(scheme, side.port(scheme))
    await asyncio.gather(*(looker.look(next(healthy)) for _ in range(100)))
    gc.collect()
    targets = looker.targets(scheme, side.port(scheme, silent=True))
    first, rest = count // 5, count - count // 5
    tasks = [asyncio.create_task(looker.look(next(targets))) for _ in range(first)]
    await until_all_wait(looker.wire, first)
    before = resident()
    tasks += [asyncio.create_task(looker.look(next(targets))) for _ in range(rest)]
    await until_all_wait(looker.wire, count)
    mib, waiting = (resident() - before) / 2**20, looker.wire.inside
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return {"in_flight": waiting, "mib": mib, "mib_per_look": mib / rest}


async def until_all_wait(wire: CountingWire, count: int) -> None:
    """Wait until that many legs are under way and nobody works any more."""
    end = time.perf_counter() + 40
    while time.perf_counter() < end:
        cpu = time.process_time()
        await asyncio.sleep(0.5)
        if wire.inside == count and time.process_time() - cpu < 0.05:
            return
    raise SystemExit(f"only {wire.inside} of {count} looks came to rest")


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


PARTS: dict[str, Callable[..., Coroutine[Any, Any, Figures]]] = {
    "flood": flood,
    "hanging": time_beside,
    "memory": remember,
}


def run_part(part: str, side: dict[str, Any], arguments: list[Any], *, warm: bool) -> None:
    """Run one part and print its figures; the child's side."""
    pin(FIRST_CORE)
    in_service = bootstrap, load_catalogue()  # the collector has as much to go through
    if warm:
        warm_up(datetime.now(UTC))
    print(json.dumps(asyncio.run(PARTS[part](FarSide(**side), *arguments))))
    del in_service
    sys.stdout.flush()


def in_child(part: str, side: FarSide, *arguments: object, warm: bool = True) -> Figures:
    plan = {"part": part, "side": as_plan(side), "arguments": arguments, "warm": warm}
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
        f"(not up: {found['not_up']} {found['causes'] or ''}); in flight {found['in_flight']}, "
        f"queued {found['queued']}, turned away {found['turned_away']}\n"
        f"      loop lag ms: {lags(found, 'lag')}; our own part of it: {lags(found, 'own_lag')}; "
        f"longest collection {found['gc_max'] * 1e3:.0f} ms, all {found['gc_sum'] * 1e3:.0f} ms; "
        f"{found['cpu']:.0%} of the core ours, {found['rss']:.0f} MiB",
        flush=True,
    )


def lags(found: Figures, name: str) -> str:
    return " ".join(f"{key} {found[f'{name}_{key}'] * 1e3:.0f}" for key in ("p50", "p99", "max"))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one short round")
    parser.add_argument("--rounds", type=int, help="rounds of every part (default 3)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--cold", action="store_true", help="flood also as without bot/warming.py")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        plan = json.loads(options.child)
        run_part(plan["part"], plan["side"], plan["arguments"], warm=plan["warm"])
        return
    rounds = options.rounds or (1 if options.quick else 3)
    seconds = 2.0 if options.quick else 6.0
    with far_side() as side:
        for _ in range(rounds if "flood" in options.only else 0):
            for scheme in ("https", "http"):
                report_flood(scheme, in_child("flood", side, scheme, seconds))
                if options.cold:
                    print("  cold:", end=" ")
                    report_flood(scheme, in_child("flood", side, scheme, seconds, warm=False))
        for scheme in ("https", "http") if "hanging" in options.only else ():
            beside_hanging_names(side, scheme, seconds, max(rounds, 1 if options.quick else 5))
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
