"""The scenario table: one row per way a site can fail, from what a look brings to its verdict."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.probing.observation import Failure, Leg, Observation, Reply, Stage, Timings
from bot.probing.target import Target
from bot.triage.verdict import OwnNetwork

TARGET = Target(scheme="http", host="shop.example", port=80, path="/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One row: the set-up, and what it must be judged as."""

    name: str
    row: dict[str, Any]

    @property
    def rule(self) -> str:
        return str(self.row["rule"])

    @property
    def own_network(self) -> OwnNetwork:
        return OwnNetwork(self.row.get("own_network", "unchecked"))

    def observation(self) -> Observation:
        failure = self.row.get("failure")
        leg = Leg(
            target=TARGET,
            timings=Timings(first_byte_ms=self.row.get("first_byte_ms", 20.0)),
            reply=self._reply(),
            failure=Failure(failure) if failure else None,
            stage=Stage(self.row["stage"]) if failure else None,
        )
        return observation_of(leg)

    def _reply(self) -> Reply | None:
        if "status" not in self.row:
            return None
        return reply_of(
            self.row["status"],
            self.row.get("body", "").encode(),
            tuple(self.row.get("headers", {}).items()),
            self.row.get("reason", ""),
        )


def reply_of(
    status: int, body: bytes = b"", headers: tuple[tuple[str, str], ...] = (), reason: str = ""
) -> Reply:
    return Reply(
        status=status,
        reason=reason,
        http_version="1.1",
        headers=headers,
        body=body,
        body_length=len(body),
        complete=True,
    )


def observation_of(*legs: Leg) -> Observation:
    return Observation(
        target=TARGET, legs=legs, started_at=datetime(2026, 11, 23, tzinfo=UTC), elapsed_ms=40.0
    )


@cache
def load_scenarios() -> tuple[Scenario, ...]:
    folder = Path(__file__).parent
    rows = [
        row
        for path in sorted(folder.glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["scenario"]
    ]
    return tuple(Scenario(name=row["name"], row=row) for row in rows)
