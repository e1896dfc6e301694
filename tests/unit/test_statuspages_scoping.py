"""From a shared page to the part that stands for one service."""

import json

import pytest

from bot.catalogue.components import load_components
from bot.catalogue.source import load_catalogue
from bot.statuspages import OfficialState, parse
from bot.statuspages.scoping import ComponentMatch, MatchKind, scope
from bot.statuspages.status import Component, Notice, OfficialStatus
from tests.unit.vendor_payloads import NOW, epic, meta, rockstar

WELL, DEGRADED, DOWN = (
    OfficialState.OPERATIONAL,
    OfficialState.DEGRADED,
    OfficialState.MAJOR_OUTAGE,
)


def part(name: str, state: OfficialState, id: str = "", group: str = "") -> Component:  # noqa: A002
    return Component(id=id, name=name, state=state, group=group)


def notice(title: str, *components: str) -> Notice:
    return Notice(id=title, title=title, state=DEGRADED, components=components)


PAGE = OfficialStatus(
    state=DOWN,
    components=(
        part("iCloud Mail", DEGRADED, "mail"),
        part("iCloud Drive", WELL, "drive"),
        part("iCloudy", DOWN, "other"),
        part("API (api.example.org)", DEGRADED, "api"),
        part("Login", DOWN, "login", "game1"),
        part("Matches", WELL, "matches", "game1"),
        part("Odd", OfficialState.UNKNOWN, "odd"),
    ),
    notices=(notice("all"), notice("mail", "mail"), notice("login", "login")),
    updated_at=NOW,
    page_name="Example",
)


def match(
    kind: MatchKind = MatchKind.PART, *, component_id: str = "", name: str = ""
) -> ComponentMatch:
    return ComponentMatch(service_id="x", kind=kind, component_id=component_id, name=name)


@pytest.mark.parametrize(
    ("wanted", "state", "is_whole_page"),
    [
        (match(component_id="drive", name="API"), WELL, False),  # the id first
        (match(component_id="gone", name="api"), DEGRADED, False),  # then the name
        (match(component_id="game1"), DOWN, False),  # all of a group
        (match(name="Game1"), DOWN, False),
        (match(MatchKind.FAMILY, name="iCloud"), DEGRADED, False),
        (match(name="iCloud"), DOWN, True),  # no part of that very name
        (match(component_id="gone", name="Gone"), DOWN, True),
        (match(component_id="odd"), OfficialState.UNKNOWN, False),
        (match(MatchKind.PAGE), DOWN, False),
    ],
)
def test_the_part_is_found(
    wanted: ComponentMatch, state: OfficialState, *, is_whole_page: bool
) -> None:
    scoped = scope(PAGE, wanted)
    assert (scoped.state, scoped.is_whole_page, scoped.is_related) == (state, is_whole_page, False)
    assert (scoped.updated_at, scoped.page_name) == (PAGE.updated_at, PAGE.page_name)


def test_only_what_is_told_of_the_part_or_of_all_stays() -> None:
    scoped = scope(PAGE, match(component_id="mail"))
    assert [one.title for one in scoped.notices] == ["all", "mail"]
    assert [one.name for one in scoped.components] == ["iCloud Mail"]


def test_a_page_of_which_nothing_is_understood_stays_unknown() -> None:
    empty = OfficialStatus(state=OfficialState.UNKNOWN)
    for kind in MatchKind:
        assert scope(empty, match(kind, name="API")).state is OfficialState.UNKNOWN


@pytest.mark.parametrize("service", ["whatsapp", "facebook", "instagram", "messenger", "threads"])
@pytest.mark.parametrize("word", ["No known issues", "High disruptions"])
def test_metas_page_gives_no_verdict_on_the_apps_of_people(service: str, word: str) -> None:
    wanted = load_components(load_catalogue())[service]
    page = parse("meta", json.dumps(meta(word)).encode(), now=NOW)
    scoped = scope(page, wanted)
    assert scoped.state is OfficialState.UNKNOWN
    assert scoped.is_related
    assert scoped.components


@pytest.mark.parametrize(
    ("service", "state"), [("fortnite", DEGRADED), ("rocket-league", WELL), ("fall-guys", DEGRADED)]
)
def test_a_game_is_read_by_its_group(service: str, state: OfficialState) -> None:
    wanted = load_components(load_catalogue())[service]
    page = parse("epicgames", json.dumps(epic("degraded_performance", "minor")).encode(), now=NOW)
    scoped = scope(page, wanted)
    assert scoped.state is state
    assert scoped.is_whole_page == (service == "fall-guys")


def test_one_of_rockstars_games_is_down_alone() -> None:
    wanted = load_components(load_catalogue())
    page = parse("rockstar", json.dumps(rockstar("DOWN")).encode(), now=NOW)
    assert scope(page, wanted["gta-online"]).state is DOWN
    assert scope(page, wanted["red-dead-online"]).state is WELL
