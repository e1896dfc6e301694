"""Real answers of real gateways, judged in-process: what the bytes allow, and no surer.

The captures live beside the repository, not in it; `allowed` repeats what their README defines.
"""

import json
import zlib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.probing.observation import Failure, Leg, Observation, Reply, Stage, Timings
from bot.triage import judge
from bot.triage.verdict import Confidence, Hop, State, Verdict
from tests.scenarios.scenario import TARGET, observation_of

FOLDER = Path(__file__).parents[2] / ".." / "shared" / "captures"
pytestmark = pytest.mark.skipif(
    not (FOLDER / "captures.jsonl").is_file(), reason="the captures are not beside the repository"
)
FAILURES = {
    "closed_no_bytes": Failure.EMPTY_REPLY,
    "reset_no_bytes": Failure.REPLY_RESET,
    "timeout_no_bytes": Failure.REPLY_TIMEOUT,
    "partial_headers_eof": Failure.HEADERS_TRUNCATED,
    "partial_headers_reset": Failure.REPLY_RESET,
    "partial_headers_timeout": Failure.HEADERS_STALLED,
    "malformed_eof": Failure.GARBLED_REPLY,
    "malformed_timeout": Failure.GARBLED_REPLY,
    "truncated_eof": Failure.REPLY_TRUNCATED,
    "truncated_reset": Failure.REPLY_TRUNCATED,
    "stalled_body": Failure.BODY_STALLED,
    "bad_framing": Failure.GARBLED_REPLY,
}
HOPS = {
    "origin": {Hop.ORIGIN},
    "gateway": {Hop.GATEWAY, Hop.EDGE},
    "edge": {Hop.EDGE, Hop.GATEWAY, Hop.TLS},
    "none": {Hop.NONE},
    "client": {Hop.NONE, Hop.ASKER},
    "dns": {Hop.DNS},
    "network_path": {Hop.NETWORK},
    "client_network": {Hop.ASKER, Hop.NETWORK, Hop.GATEWAY, Hop.EDGE},
}


@cache
def captures() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return every capture that ended in bytes of ours to judge, with what its bytes allow."""

    def rows(name: str) -> list[dict[str, Any]]:
        with (FOLDER / name).open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    allowed = {(row["gateway"], row["upstream_failure"]): row for row in rows("expected.jsonl")}
    return [
        (row, allowed[row["gateway"], row["upstream_failure"]])
        for row in rows("captures.jsonl")
        if row["client_result"] in {"response", *FAILURES} and not 300 <= (row["status"] or 0) < 400
    ]


def look_at(row: dict[str, Any]) -> Observation:
    failure = FAILURES.get(row["client_result"])
    leg = Leg(
        target=TARGET,
        timings=Timings(first_byte_ms=row["first_byte_ms"]),
        reply=replied(row),
        failure=failure,
        stage=Stage.EXCHANGE if failure else None,
    )
    return observation_of(leg)


def replied(row: dict[str, Any]) -> Reply | None:
    if not row["status"] or row["client_result"].startswith(("partial", "malformed")):
        return None
    headers = tuple((name.lower(), str(value)) for name, value in row["headers"])
    wire = (row["body_prefix"] or "").encode("latin-1")
    return Reply(
        status=row["status"],
        reason=row["reason"] or "",
        http_version="1.1",
        headers=headers,
        body=unpacked(wire) if dict(headers).get("content-encoding") == "gzip" else wire,
        body_length=len(wire),
        complete=row["client_result"] == "response",
    )


def unpacked(wire: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(wire, 16384)
    except zlib.error:
        return wire


@cache
def judged() -> list[tuple[dict[str, Any], dict[str, Any], Verdict]]:
    return [(row, allowed, judge(look_at(row))) for row, allowed in captures()]


def misses(wrong: list[tuple[dict[str, Any], Verdict]]) -> str:
    return "\n".join(f"{row['gateway']} {row['upstream_failure']}: {v}" for row, v in wrong[:9])


def test_what_failed_is_down_and_what_works_is_not() -> None:
    wrong = []
    for row, allowed, verdict in judged():
        status = row["status"] or 0
        if row["client_result"] != "response":
            right = verdict.state is State.DOWN
        elif 200 <= status < 300 and not allowed["false_green"]:
            right = verdict.state in {State.UP, State.SLOW}
        elif 400 <= status < 500:
            right = verdict.state in {State.ANSWERING, State.BLOCKED}
        elif status >= 500:
            right = verdict.state in {State.DOWN, State.MAINTENANCE, State.BLOCKED}
        else:
            right = verdict.state is not State.NO_SUCH_SITE
        if not right:
            wrong.append((row, verdict))
    assert not wrong, misses(wrong)


def test_blame_falls_on_a_hop_the_bytes_allow() -> None:
    wrong = []
    for row, allowed, verdict in judged():
        hops = {hop for name in allowed["hops_same_bytes"] for hop in HOPS[name]}
        if row["client_result"] == "response" and verdict.hop not in hops | {Hop.UNKNOWN}:
            wrong.append((row, verdict))
    assert len(wrong) <= 0.01 * len(judged()), misses(wrong)


def test_nothing_is_sure_where_the_same_bytes_stand_for_several_hops() -> None:
    wrong = [
        (row, verdict)
        for row, allowed, verdict in judged()
        if row["client_result"] == "response"
        and len(set(allowed["hops_same_bytes"]) - {"none"}) > 1
        and verdict.confidence is Confidence.HIGH
        and verdict.hop not in {Hop.UNKNOWN, Hop.NONE}
    ]
    assert not wrong, misses(wrong)


@pytest.mark.parametrize(
    ("gateway", "product"),
    [
        ("nginx-1.22", "nginx"),
        ("apache-2.4", "apache"),
        ("varnish-7.1", "varnish"),
        ("envoy-1.40", "envoy"),
        ("tinyproxy-forward", "tinyproxy"),
        ("app-flask", "waitress"),
    ],
)
def test_whoever_signs_is_named(gateway: str, product: str) -> None:
    named = Counter(
        verdict.answered_by
        for row, _, verdict in judged()
        if row["gateway"] == gateway
        and row["client_result"] == "response"
        and product in f"{row['headers']}{row['body_prefix']}".lower()
    )
    assert named
    assert named[product] / named.total() >= 0.99


def test_no_rule_needs_one_gateway_alone_to_name_a_plain_status() -> None:
    """Judge every capture again with its names struck out: states must not change."""
    changed = []
    for row, _, verdict in judged():
        look = look_at({**row, "headers": [h for h in row["headers"] if h[0].lower() != "server"]})
        anonymous = judge(look)
        if anonymous.state is not verdict.state:
            changed.append((row, anonymous))
    assert not changed, misses(changed)
