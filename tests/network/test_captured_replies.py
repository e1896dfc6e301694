"""What real gateways really sent, replayed: every kind of broken reply is told apart."""

import asyncio
import importlib.util
import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bot.probing.observation import Failure, Leg
from tests.fakes.looking import SHORT, looker

CAPTURES = Path(__file__).resolve().parents[2].parent / "shared" / "captures"
pytestmark = pytest.mark.skipif(not CAPTURES.exists(), reason="needs ../shared/captures")

KINDS: dict[str, set[Failure | None]] = {
    "response": {None},
    "closed_no_bytes": {Failure.EMPTY_REPLY},
    "reset_no_bytes": {Failure.REPLY_RESET},
    "timeout_no_bytes": {Failure.REPLY_TIMEOUT},
    "partial_headers_eof": {Failure.HEADERS_TRUNCATED},
    "partial_headers_timeout": {Failure.HEADERS_STALLED},
    "malformed_eof": {Failure.GARBLED_REPLY},
    "malformed_timeout": {Failure.GARBLED_REPLY},
    "truncated_eof": {Failure.REPLY_TRUNCATED},
    "truncated_reset": {Failure.REPLY_TRUNCATED, Failure.REPLY_RESET},  # a reset may undo the bytes
    "stalled_body": {Failure.BODY_STALLED},
    "bad_framing": {Failure.GARBLED_REPLY},
}
QUICK_MS = 100
A_KIND = 40


def load_replay() -> ModuleType:
    spec = importlib.util.spec_from_file_location("replay", CAPTURES / "replay.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def picked(replayable: Callable[[dict[str, Any]], bool]) -> dict[str, list[dict[str, Any]]]:
    """Return quick rows of every kind."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (CAPTURES / "captures.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kind = row["client_result"]
        quick = (row.get("first_byte_ms") or 0) < QUICK_MS
        if replayable(row) and quick and len(rows[kind]) < A_KIND:
            rows[kind].append(row)
    return rows


def is_right(row: dict[str, Any], leg: Leg) -> bool:
    """Say whether failure and status are what the wire of that capture carried."""
    if leg.failure not in KINDS[row["client_result"]]:
        return False
    return leg.reply is None or leg.reply.status == row["status"]


async def test_every_kind_of_captured_reply() -> None:
    replay = load_replay()
    rows = [row for kind in picked(replay.replayable).values() for row in kind]
    assert {row["client_result"] for row in rows} >= set(KINDS) - {"partial_headers_reset"}
    server = await asyncio.start_server(replay.serve(rows), "127.0.0.1", 0, backlog=512)
    port = server.sockets[0].getsockname()[1]
    async with looker(limits=SHORT.within(1.0)) as eye:
        looks = [eye.look(f"http://127.0.0.1:{port}/{number}") for number in range(len(rows))]
        seen = await asyncio.gather(*looks)
    server.close()
    await _end_handlers()
    wrong = [
        (row["client_result"], row["status"], one.last.failure)
        for row, one in zip(rows, seen, strict=True)
        if not is_right(row, one.last)
    ]
    assert wrong == []


async def _end_handlers() -> None:
    mine = asyncio.current_task()
    for task in asyncio.all_tasks() - {mine}:
        task.cancel()
    await asyncio.sleep(0.05)
