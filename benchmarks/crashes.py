"""kill -9 in the middle of outages: each is told once and resolved once, on both databases.

    python benchmarks/crashes.py [--quick] [--runs N] [--only sqlite postgres]

The whole bot runs as a process of its own on a local Discord and watches a site that goes 200, 502,
200. It is killed once an outage, every other time at a step of its path (after the probe, in the
transaction, between claim and send, while and after sending, during the recovery), else at a random
moment, and started again at once. A hundred outages take about nine minutes on each database.
"""

import argparse
import asyncio
import contextlib
import itertools
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.crash.lives import STEPS, Death, Life, Lives
from tests.fakes.postgres import Postgres

KINDS = ("sqlite", "postgres")


@contextlib.contextmanager
def database_of(kind: str, folder: Path) -> Iterator[str]:
    """Give the URL of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/gatewise.db"
        return
    with Postgres.running() as server:
        yield server.url(server.create("crashes"))


async def run(kind: str, runs: int) -> None:
    """Let one bot die so many times, and print what came of it."""
    deaths = itertools.cycle(itertools.chain(*((step, Death.AT_RANDOM) for step in STEPS)))
    lives: list[Life] = []
    with tempfile.TemporaryDirectory() as name, database_of(kind, Path(name)) as url:
        async with Lives.open(url, Path(name) / "log") as bot:
            for death in itertools.islice(deaths, runs):
                lives.append(await bot.live(death))
                if lives[-1].problem:
                    print(f"{kind}: killed {death}: {lives[-1].problem}", flush=True)
            violations = bot.violations
    report(kind, lives, violations)


def report(kind: str, lives: list[Life], violations: int) -> None:
    problems = Counter((life.problem or "").partition(":")[0] for life in lives if life.problem)
    times = [life.seconds for life in lives]
    print(
        f"{kind}: {len(lives)} kills, told once and resolved once "
        f"{len(lives) - problems.total()}, lost {problems['lost']}, doubled {problems['doubled']}, "
        f"other {problems.total() - problems['lost'] - problems['doubled']}; "
        f"violations of Discord's rules: {violations}; "
        f"restart to resolution s: median {statistics.median(times):.1f}, max {max(times):.1f}",
        flush=True,
    )
    for death, count in Counter(life.death for life in lives).items():
        print(f"    {count:3} {death}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="every step once")
    parser.add_argument("--runs", type=int, help="kills on each database (default 100)")
    parser.add_argument("--only", nargs="+", choices=KINDS, default=list(KINDS))
    options = parser.parse_args()
    runs = options.runs or (2 * len(STEPS) if options.quick else 100)
    for kind in options.only:
        asyncio.run(run(kind, runs))


if __name__ == "__main__":
    main()
