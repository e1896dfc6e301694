"""Combinations of evidence: one row for each, from what every source says to what is shown."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.asking.answer import Answer
from bot.asking.members import MembersWord
from bot.asking.official import OfficialWord
from bot.catalogue.service import Service
from bot.statuspages.look import Problem
from bot.statuspages.status import OfficialState
from bot.triage import judge
from bot.triage.fusing import Known
from bot.triage.verdict import OwnNetwork, Verdict
from bot.vantage.sighting import Sight, Sighting, Viewpoint, Vote
from tests.scenarios.scenario import load_scenarios

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
COUNTRIES = ("DE", "BR", "CA", "IN", "JP")
SERVICE = Service(
    id="shop",
    name="Shop",
    aliases=(),
    category="web",
    probe_url="https://shop.example/",
    status_page_url="https://status.shop.example",
    provider="statuspage",
    api_url=None,
)
# What our own look meets, in a word: rows of the scenario table, with how the table says it.
LOOKS = {
    "works": ("a good page", "works"),
    "slow": ("a page after five seconds", "works, but slowly"),
    "502": ("nginx and a stopped app", "error 502"),
    "521": ("Cloudflare's branded 521", "error 521"),
    "503": ("503 by somebody", "error 503"),
    "silence": ("a machine that is off", "no answer"),
    "no name": ("a name nobody registered", "no such name"),
    "challenge": ("a bot challenge by header", "turned away: prove that you are no bot"),
    "404": ("a site's own 404 page", "answers: no such page (404)"),
    "key": ("an API that wants a key", "answers: wants a key (401)"),
    "closed": ("a maintenance page by somebody", "a notice of planned work"),
    "odd": ("a status of no RFC", "an answer nobody knows"),
    "cut off": ("our own line is cut", "no answer, and our own network is in trouble"),
    "private": ("a public name with a private address", "not looked at: a private address"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """One row."""

    name: str
    row: dict[str, Any]

    def answer(self) -> Answer:
        """Return an answer that holds all the evidence of the row."""
        return Answer(
            name=SERVICE.name,
            verdict=verdict_of(self.row["look"]),
            looked_at=NOW,
            service=SERVICE,
            known=Known(self.row["known"]) if "known" in self.row else None,
            official=self._official(),
            places=self._places(),
            members=self._members(),
        )

    def _official(self) -> OfficialWord | None:
        official = self.row.get("official")
        if official is None:
            return None
        is_read = official["says"] != "unread"
        return OfficialWord(
            state=OfficialState(official["says"]) if is_read else OfficialState.UNKNOWN,
            heard_at=NOW - timedelta(minutes=official.get("minutes", 1)),
            title=official.get("title", ""),
            problem=None if is_read else Problem.SLOW,
            is_whole_page=official.get("whole", False),
        )

    def _places(self) -> Sighting | None:
        places = self.row.get("places")
        if places is None:
            return None
        sights = [sight for sight in Sight for _ in range(places.get(sight.value, 0))]
        votes = (
            Vote(viewpoint=Viewpoint(country=country), sight=sight)
            for country, sight in zip(COUNTRIES, sights, strict=True)
        )
        at = NOW - timedelta(minutes=places.get("minutes", 0))
        return Sighting(at=at, votes=tuple(votes), asked=5)

    def _members(self) -> MembersWord | None:
        members = self.row.get("members")
        if members is None:
            return None
        trouble, fine = members.get("trouble", 0), members.get("fine", 0)
        latest = NOW - timedelta(minutes=members.get("minutes", 4))
        return MembersWord(
            trouble=trouble,
            fine=fine,
            asking=members.get("asking", 0),
            usual=members.get("usual"),
            latest=latest if trouble else None,
            latest_fine=latest if fine else None,
        )


@cache
def verdict_of(look: str) -> Verdict:
    """Return what one look by itself is judged as. A look without a reply has ours checked."""
    name, _ = LOOKS[look]
    scenario = next(one for one in load_scenarios() if one.name == name)
    own_network = scenario.own_network
    if "failure" in scenario.row and own_network is OwnNetwork.UNCHECKED:
        own_network = OwnNetwork.GOOD
    return judge(scenario.observation(), own_network=own_network)


@cache
def load_combinations() -> tuple[Combination, ...]:
    """Read every row, in the order of the file."""
    path = Path(__file__).with_name("combinations.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["combination"]
    return tuple(Combination(name=row["name"], row=row) for row in rows)
