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
FILLER = b"Lorem ipsum dolor sit amet, consectetur. "


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
            self._body(),
            tuple(self.row.get("headers", {}).items()),
            self.row.get("reason", ""),
        )

    def _body(self) -> bytes:
        """Return the body, made as long as `pad` says: articles are longer than stock pages."""
        body = str(self.row.get("body", "")).encode()
        missing = max(0, int(self.row.get("pad", 0)) - len(body))
        return body + (FILLER * (missing // len(FILLER) + 1))[:missing]


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
def load_scenarios(files: str = "*.toml") -> tuple[Scenario, ...]:
    folder = Path(__file__).parent
    rows = [
        row
        for path in sorted(folder.glob(files))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["scenario"]
    ]
    return tuple(Scenario(name=row["name"], row=row) for row in rows)
