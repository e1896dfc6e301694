"""What an answer costs after the look: judge, explain, render. CPU on one core, against a floor.

    python benchmarks/answer_cost.py [--quick] [--rounds 9] [--loops 400]

The floor is `json.loads` of one Discord interaction payload (3 kB): what merely receiving the
question costs. Ratios are medians over rounds in which every contender runs, in shuffled order.
The first answer of a process, which loads every rule and text, is timed apart: `gatewise run` makes
it before it goes online (bot/warming.py).
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.asking.answer import Answer
from bot.explanations import explain, explain_verdict, headline
from bot.presentation.answers import render_answer
from bot.probing.observation import Failure, Leg, Observation, Reply, Stage, Timings
from bot.probing.parsing import parse_target
from bot.triage import judge
from bot.warming import warm_up

NGINX = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad "
    b"Gateway</h1></center>\r\n<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n"
)
HEADERS = (  # as many as a site of today sends
    ("date", "Mon, 23 Nov 2026 10:00:00 GMT"),
    ("content-type", "text/html; charset=utf-8"),
    ("connection", "close"),
    ("server", "nginx/1.24.0"),
    ("vary", "Accept-Encoding"),
    ("cache-control", "no-cache, private"),
    ("etag", 'W/"5f3-18c2a7d9b50"'),
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "SAMEORIGIN"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("set-cookie", "session=0123456789abcdef0123456789abcdef; path=/; HttpOnly"),
)
INTERACTION = json.dumps(
    {"t": "INTERACTION_CREATE", "d": {f"key_{n}": "x" * 40 for n in range(60)}}
)


def observed(status: int | None, body: bytes = b"", failure: Failure | None = None) -> Observation:
    """Build one look at a public site."""
    target = parse_target("https://shop.example/")
    reply = None
    if status is not None:
        headers = HEADERS
        reply = Reply(
            status=status,
            reason="Bad Gateway",
            http_version="1.1",
            headers=headers,
            body=body,
            body_length=len(body),
            complete=True,
        )
    leg = Leg(
        target=target,
        timings=Timings(resolve_ms=3.0, connect_ms=9.0, tls_ms=20.0, first_byte_ms=80.0),
        reply=reply,
        failure=failure,
        stage=Stage.CONNECT if failure else None,
    )
    return Observation(target=target, legs=(leg,), started_at=datetime.now(UTC), elapsed_ms=112.0)


def contenders() -> dict[str, Callable[[], object]]:
    """Return what is timed, by name."""
    looks = [
        observed(200, b"<h1>hello</h1>"),
        observed(502, NGINX),
        observed(200, b"<p>" + b"lorem ipsum dolor sit amet " * 600),
        observed(None, failure=Failure.CONNECT_REFUSED),
    ]
    verdicts = [judge(look) for look in looks]
    answers = [
        Answer(name="shop.example", verdict=v, looked_at=look.started_at, observation=look)
        for v, look in zip(verdicts, looks, strict=True)
    ]
    return {
        "floor: parse one interaction": lambda: [json.loads(INTERACTION) for _ in looks],
        "judge": lambda: [judge(look) for look in looks],
        "headline": lambda: [headline(v, name="shop.example") for v in verdicts],
        "explain the verdict": lambda: [explain_verdict(v, name="shop.example") for v in verdicts],
        "explain pasted text": lambda: [explain("curl: (7) Failed to connect") for _ in looks],
        "render": lambda: [render_answer(answer, "en-GB") for answer in answers],
        "judge + explain + render": lambda: [
            (judge(look), render_answer(answer, "en-GB"))
            for look, answer in zip(looks, answers, strict=True)
        ],
    }


def measure(work: Callable[[], object], loops: int) -> float:
    """Return microseconds of CPU per answer (each call makes four)."""
    started = time.process_time()
    for _ in range(loops):
        work()
    return (time.process_time() - started) / loops / 4 * 1e6


def main() -> None:
    """Run the rounds and print medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--loops", type=int, default=400)
    parser.add_argument("--quick", action="store_true", help="three short rounds")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.rounds, chosen.loops = 3, 100
    started = time.process_time()
    warm_up(datetime.now(UTC))
    print(f"the first answer of a process: {(time.process_time() - started) * 1e3:.0f} ms of CPU")
    works = contenders()
    found: dict[str, list[float]] = {name: [] for name in works}
    ratios: dict[str, list[float]] = {name: [] for name in works}
    floor = next(iter(works))
    for work in works.values():
        measure(work, 20)
    for _ in range(chosen.rounds):
        order = random.sample(list(works), len(works))
        this = {name: measure(works[name], chosen.loops) for name in order}
        for name, cost in this.items():
            found[name].append(cost)
            ratios[name].append(cost / this[floor])
    print(f"{'':32}{'us per answer':>15}{'x floor':>10}")
    for name in works:
        cost, ratio = statistics.median(found[name]), statistics.median(ratios[name])
        print(f"{name:32}{cost:15.1f}{ratio:10.2f}")


if __name__ == "__main__":
    main()
