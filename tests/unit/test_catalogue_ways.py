"""How well the look-up understands people: ways to ask, written by hand before it was measured.

A row names the service that is meant; or, after `?`, those that have to be among the ones offered;
or nothing, where nothing is meant. An address is looked at as it stands, as no service.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.asking.answer import Declined
from bot.asking.questions import LONGEST, Subject, identify
from bot.catalogue.names import SHORT
from bot.catalogue.source import load_catalogue
from bot.probing.addresses import AddressPolicy
from tests.fakes.effort import effort

CATALOGUE = load_catalogue()
PUBLIC_ONLY = AddressPolicy()
DATA = Path(__file__).parents[1] / "data"
FILES = {"ways_to_ask.csv": 200, "ways_to_ask_held_out.csv": 100, "ways_to_ask_blind.csv": 300}
# The last were written by somebody who knew the services' names only; what "duo" or "proton" means
# is a matter of opinion there.
RIGHT = {"ways_to_ask_blind.csv": 0.9}
WRONG = {"ways_to_ask_blind.csv": 0.02}
OFFERED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to ask, and what became of it."""

    text: str
    expected: str
    answered: str | None  # the service that would be looked at
    offered: frozenset[str]

    @property
    def is_right(self) -> bool:
        """Whether it came to what was meant. To answer is right where one alone is offered."""
        wanted = self.expected.removeprefix("?").split("|") if self.expected else []
        if self.expected.startswith("?") and self.answered is None:
            return set(wanted) <= self.offered
        return (wanted == [self.answered]) if wanted else not (self.answered or self.offered)

    @property
    def is_wrong(self) -> bool:
        """Whether a service is answered for that was not asked about, or not alone."""
        return self.answered is not None and not self.is_right


def read_ways(name: str) -> list[Way]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [make_way(row["text"], row["expected"]) for row in csv.DictReader(file)]


def make_way(text: str, expected: str) -> Way:
    answered, offered = None, frozenset[str]()
    match identify(text, CATALOGUE, PUBLIC_ONLY):
        case Subject(service=service) if service is not None:
            answered = service.id
        case Declined(suggestions=suggestions):
            offered = frozenset(service.id for service in suggestions[:OFFERED])
    return Way(text=text, expected=expected, answered=answered, offered=offered)


@pytest.mark.parametrize(("name", "count"), FILES.items())
def test_nearly_every_way_to_ask_is_understood_and_hardly_any_wrongly(
    name: str, count: int
) -> None:
    ways = read_ways(name)
    assert len({way.text.casefold() for way in ways}) == len(ways) == count
    missed = [way for way in ways if not way.is_right]
    wrong = [way for way in ways if way.is_wrong]
    assert len(missed) <= (1 - RIGHT.get(name, 0.95)) * count, missed
    assert len(wrong) <= WRONG.get(name, 0.01) * count, wrong


def test_the_ways_to_ask_name_services_that_there_are_and_differ_between_files() -> None:
    texts: set[str] = set()
    for name in FILES:
        ways = read_ways(name)
        ids = {one for way in ways for one in way.expected.removeprefix("?").split("|") if one}
        assert not [one for one in ids if CATALOGUE.get(one) is None]
        assert texts.isdisjoint(way.text.casefold() for way in ways)
        texts |= {way.text.casefold() for way in ways}


@pytest.mark.parametrize("text", ["q", "zz", "e2", "dcc down", "is xx down", "y", "gj?"])
def test_short_names_are_exact_or_nothing(text: str) -> None:
    way = make_way(text, "")
    assert way.is_right, way


def test_every_short_name_is_found_exactly() -> None:
    for service in CATALOGUE.services:
        for name in (service.id, *service.aliases):
            if len(name) <= SHORT:
                assert make_way(name, service.id).is_right, name
                assert make_way(f"is {name} down?", service.id).is_right, name


@pytest.mark.parametrize(
    "text",
    ["word " * 400, "is x, " * 400, "qwertz yxcvbn " * 150, "discordd; " * 200, "isdown" * 400],
)
def test_no_message_is_great_work_to_read(text: str) -> None:
    assert effort(lambda: make_way(text[:LONGEST], "")) < 150
