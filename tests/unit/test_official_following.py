"""Choosing what to follow, finding the page, asking it in turn, and which links are shown."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.components import load_components
from bot.catalogue.lookup import Catalogue
from bot.catalogue.service import Service
from bot.catalogue.source import load_catalogue
from bot.probing.addresses import AddressPolicy
from bot.probing.parsing import parse_target
from bot.statuspages.look import OfficialLook, OfficialPage, Problem
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus
from bot.storage.documents import expectations_document, read_expectations
from bot.triage.verdict import Cause, State
from bot.watching.official_choice import NO_PAGES, official_text, parse_official
from bot.watching.official_directory import OfficialDirectory
from bot.watching.official_links import safe_link
from bot.watching.official_reading import FollowedPage, Reading, Taken
from bot.watching.official_rounds import FIRST_SPREAD, PERIOD, REFRESH, SILENT, OfficialRounds
from bot.watching.recording import Sample, StoreUnavailable
from bot.watching.watch import Expectations, OfficialChoice, OfficialScope
from bot.watching.wishes import WishRefused, Wrong
from tests.fakes.clock import FakeClock
from tests.fakes.vendors import notice, over

HELD_UP = 0.5  # seconds, with room for a slow machine
CATALOGUE = load_catalogue()
DIRECTORY = OfficialDirectory(CATALOGUE, load_components(CATALOGUE))
GITHUB = OfficialPage(
    page_url="https://www.githubstatus.com",
    provider="statuspage",
    api_url="https://www.githubstatus.com/api/v2/summary.json",
)


def choice(
    service: str = "github", scope: OfficialScope = OfficialScope.OWN, *parts: str
) -> OfficialChoice:
    return OfficialChoice(service_id=service, scope=scope, parts=parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("own", choice()),
        (" OWN ", choice()),
        ("page", choice(scope=OfficialScope.PAGE)),
        ("page of chatgpt", choice("chatgpt", OfficialScope.PAGE)),
        ("page of https://www.githubstatus.com/", choice(scope=OfficialScope.PAGE)),
        (
            "parts Git; API Requests;Git",
            choice("github", OfficialScope.PARTS, "API Requests", "Git"),
        ),
        ("parts: Bank of America", choice("github", OfficialScope.PARTS, "Bank of America")),
        ("parts A of B of GitHub", choice("github", OfficialScope.PARTS, "A of B")),
        ("off", None),
        ("none", None),
    ],
)
def test_what_is_typed_is_understood(text: str, expected: OfficialChoice | None) -> None:
    assert parse_official(text, DIRECTORY, "github") == expected


@pytest.mark.parametrize(
    ("text", "owner", "reason"),
    [
        ("all", "github", Wrong.BAD_OFFICIAL),
        ("", "github", Wrong.BAD_OFFICIAL),
        ("own API", "github", Wrong.BAD_OFFICIAL),
        ("parts", "github", Wrong.BAD_OFFICIAL),
        ("parts ;;", "github", Wrong.BAD_OFFICIAL),
        (f"parts {';'.join(map(str, range(26)))}", "github", Wrong.BAD_OFFICIAL),
        ("own", None, Wrong.NO_OFFICIAL),
        ("page of https://evil.example/", None, Wrong.BAD_OFFICIAL),
        ("own of nobody-knows-it", None, Wrong.BAD_OFFICIAL),
    ],
)
def test_what_is_not_understood_is_refused(text: str, owner: str | None, reason: Wrong) -> None:
    with pytest.raises(WishRefused) as refused:
        parse_official(text, DIRECTORY, owner)
    assert refused.value.mistake.reason is reason


INSIDE = Service(
    id="wiki",
    name="Wiki",
    aliases=(),
    category="own",
    probe_url="https://wiki.lan/",
    status_page_url="https://status.lan/",
    provider="statuspage",
    api_url="https://status.lan/api/v2/summary.json",
)


@pytest.mark.parametrize("name", ["wiki", "Wiki", "https://status.lan/", INSIDE.api_url])
def test_a_page_inside_the_network_is_followed_by_a_watch_of_its_service_alone(name: str) -> None:
    inside = OfficialDirectory(Catalogue((INSIDE,)), {})
    policy = AddressPolicy(private_endings=frozenset({"lan"}))
    target = parse_target(INSIDE.probe_url, policy=policy)
    for owner in (None, "github"):
        with pytest.raises(WishRefused):
            parse_official(f"page of {name}", inside, owner)
    owner = inside.of_target(target)
    assert inside.usual(INSIDE) == choice("wiki")
    assert parse_official("page of wiki", inside, owner) == choice("wiki", OfficialScope.PAGE)


PARTS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)


@given(
    st.sampled_from(["github", "chatgpt", "discord"]),
    st.sampled_from(OfficialScope),
    st.frozensets(PARTS, min_size=1, max_size=5),
)
def test_a_choice_is_typed_and_stored_as_it_is_read(
    service: str, scope: OfficialScope, parts: frozenset[str]
) -> None:
    chosen = choice(service, scope, *(sorted(parts) if scope is OfficialScope.PARTS else ()))
    assert parse_official(official_text(chosen), DIRECTORY, None) == chosen
    expected = Expectations(official=chosen)
    assert read_expectations(expectations_document(expected)) == expected


def test_a_service_follows_its_own_part_unless_somebody_says_otherwise() -> None:
    github, copilot = CATALOGUE.get("github"), CATALOGUE.get("github-copilot")
    assert DIRECTORY.usual(github) == choice()
    assert DIRECTORY.usual(copilot) == choice("github-copilot")
    assert DIRECTORY.usual(None) is None
    assert DIRECTORY.of_target(parse_target("https://github.com/")) == "github"
    assert DIRECTORY.of_target(parse_target("https://example.com/")) is None
    without = next(one for one in CATALOGUE.services if one.api_url is None)
    assert DIRECTORY.usual(without) is None
    assert NO_PAGES.usual(github) is None


def look(*notices: Notice, problem: Problem | None = None, **parts: str) -> OfficialLook:
    components = tuple(
        Component(id=id_, name=name, state=OfficialState.OPERATIONAL) for id_, name in parts.items()
    )
    status = OfficialStatus(state=OfficialState.OPERATIONAL, components=components, notices=notices)
    clock = FakeClock()
    return OfficialLook(
        page_url=GITHUB.page_url, fetched_at=clock.now(), status=status, problem=problem
    )


def test_only_what_is_followed_is_told() -> None:
    api, git = notice("a", components=("c1",)), notice("b", components=("c2",))
    everywhere = notice("c")
    read = look(api, git, everywhere, c1="API Requests", c2="Git", pjmpxvq2cmr2="Copilot")

    def told(chosen: OfficialChoice) -> list[str] | None:
        found = DIRECTORY.told(read)(chosen)
        return None if found is None else [one.id for one in found]

    assert told(choice()) == ["a", "b", "c"]
    assert told(choice(scope=OfficialScope.PAGE)) == ["a", "b", "c"]
    assert told(choice("github-copilot")) == ["c"]
    assert told(choice("github", OfficialScope.PARTS, "api requests")) == ["a", "c"]
    assert told(choice("github", OfficialScope.PARTS, "c2", "API Requests")) == ["a", "b", "c"]
    assert told(choice("github", OfficialScope.PARTS, "gone")) is None


def test_a_page_without_the_part_or_that_was_not_read_says_nothing() -> None:
    assert DIRECTORY.told(look(notice(), c1="API"))(choice("github-copilot")) is None
    assert DIRECTORY.told(look(notice(), problem=Problem.SLOW))(choice()) is None


@pytest.mark.parametrize(
    ("url", "is_shown"),
    [
        ("https://www.githubstatus.com/incidents/1", True),
        ("https://githubstatus.com/incidents/1", True),
        ("https://stspg.io/abc", True),
        ("https://github.statuspage.io/x", True),
        ("http://www.githubstatus.com/incidents/1", False),
        ("https://evil.example/", False),
        ("https://evilgithubstatus.com/", False),
        ("https://www.githubstatus.com@evil.example/", False),
        ("https://www.githubstatus.com:8443/", False),
        ("https://www.githubstatus.com/a)b", False),
        ("https://www.githubstatus.com/a b", False),
        ("https://www.githubstatus.com/\n@everyone", False),
        ("https://www.githubstatus.com/" + "a" * 300, False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_links_to_their_own_page_are_shown(url: str, *, is_shown: bool) -> None:
    assert safe_link(url, GITHUB) == (url if is_shown else "")


class Pages:
    """Official pages that say what a test lets them say."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.said = look()
        self.asked: list[str] = []

    async def look(self, page: OfficialPage) -> OfficialLook:
        self.asked.append(page.key)
        return replace(self.said, fetched_at=self.clock.now())

    def recall(self, page: OfficialPage) -> OfficialLook | None:
        raise AssertionError(page)


class Store:
    """Keeps what was heard; can be away."""

    def __init__(self) -> None:
        self.pages: tuple[FollowedPage, ...] = ()
        self.heard: list[Reading] = []
        self.ended: list[frozenset[int]] = []
        self.is_away = False
        self.answer = Taken(is_news=True)

    async def followed(self) -> tuple[FollowedPage, ...]:
        self._be_there()
        return self.pages

    async def hear(self, heard: Reading) -> Taken:
        self._be_there()
        self.heard.append(heard)
        return self.answer

    async def end_unheard(self, heard: Collection[int], at: datetime) -> bool:
        assert at.tzinfo is not None
        self.ended.append(frozenset(heard))
        return False

    def _be_there(self) -> None:
        if self.is_away:
            raise StoreUnavailable


class Plans:
    """Storage of plans: what it heard."""

    def __init__(self) -> None:
        self.heard: list[Reading] = []
        self.open: frozenset[int] = frozenset()

    async def planned(self) -> frozenset[int]:
        return self.open

    async def look_ahead(self, reading: Reading) -> bool:
        self.heard.append(reading)
        return True


class Ear:
    """What goes round pages, and all that it stands on."""

    def __init__(self, *followed: OfficialChoice) -> None:
        self.clock = FakeClock()
        self.pages = Pages(self.clock)
        self.store = Store()
        self.plans = Plans()
        self.told = 0
        self.samples: tuple[Sample, ...] = ()
        self.follow(*followed)
        self.rounds = OfficialRounds(
            store=self.store,
            plans=self.plans,
            directory=DIRECTORY,
            pages=self.pages,
            samples=lambda _: self.samples,
            clock=self.clock,
            on_told=self._tell,
        )

    def follow(self, *followed: OfficialChoice) -> None:
        self.store.pages = tuple(
            FollowedPage(yardstick_id=number, endpoint_id=number, choice=one)
            for number, one in enumerate(followed, 1)
        )

    async def wait(self, seconds: float) -> None:
        """Let time go by in small steps."""
        for _ in range(round(seconds / 5)):
            self.clock.advance(5)
            await self.rounds.go()

    def _tell(self) -> None:
        self.told += 1


async def test_a_page_is_asked_once_whoever_follows_it_and_not_too_often() -> None:
    ear = Ear(choice(), choice(scope=OfficialScope.PAGE), choice("github-copilot"))
    ear.pages.said = look(notice(), pjmpxvq2cmr2="Copilot")
    await ear.wait(FIRST_SPREAD + 5)
    assert len(ear.pages.asked) == 1
    assert [one.followed.yardstick_id for one in ear.store.heard] == [1, 2, 3]
    assert (ear.store.heard[0].vendor, ear.told) == ("GitHub", 3)
    await ear.wait(PERIOD * 10)
    assert 9 <= len(ear.pages.asked) <= 11
    assert len(ear.store.heard) == 3  # the same words are handed over once


async def test_nobody_follows_and_nothing_is_asked() -> None:
    ear = Ear()
    await ear.wait(PERIOD * 3)
    assert ear.pages.asked == []
    ear.follow(choice())
    await ear.wait(REFRESH + FIRST_SPREAD + 10)
    assert len(ear.pages.asked) == 1
    ear.follow()
    await ear.wait(PERIOD * 3)
    assert len(ear.pages.asked) <= 2
    assert ear.store.ended[-1] == frozenset()


async def test_plans_go_on_with_the_time_though_the_page_says_the_same() -> None:
    ear = Ear(choice())
    ear.pages.said = look(notice(state=OfficialState.MAINTENANCE, is_upcoming=True))
    ear.store.answer = Taken()
    await ear.wait(PERIOD * 3)
    assert len(ear.plans.heard) == len(ear.pages.asked) > 1
    assert ear.told == len(ear.plans.heard)


async def test_plans_go_on_with_the_time_though_the_page_is_not_read() -> None:
    ear = Ear(choice(), choice(scope=OfficialScope.PAGE))
    ear.pages.said = look(problem=Problem.UNREACHABLE)
    ear.plans.open = frozenset({2})
    await ear.wait(FIRST_SPREAD + 5)
    (heard,) = ear.plans.heard
    assert (heard.followed.yardstick_id, heard.is_read, heard.notices) == (2, False, ())
    assert heard.at <= ear.clock.now()
    assert not ear.store.heard


async def test_what_storage_has_not_settled_is_said_again() -> None:
    ear = Ear(choice())
    ear.store.answer = Taken(is_settled=False)
    await ear.wait(PERIOD * 3)
    assert len(ear.store.heard) == len(ear.pages.asked) > 1
    assert ear.told == 0


async def test_storage_that_is_away_is_told_the_next_time() -> None:
    ear = Ear(choice())
    ear.pages.said = look(notice())
    await ear.wait(FIRST_SPREAD + 5)
    ear.pages.said = look(over())
    ear.store.is_away = True
    await ear.wait(PERIOD * 1.2)
    ear.store.is_away = False
    await ear.wait(PERIOD * 2)
    assert [one.notices[0].is_over for one in ear.store.heard] == [False, True]


async def test_a_page_that_is_not_read_hands_over_nothing() -> None:
    ear = Ear(choice())
    ear.pages.said = look(problem=Problem.UNREACHABLE)
    await ear.wait(PERIOD * 3)
    assert ear.pages.asked
    assert ear.store.heard == []


async def test_our_own_latest_look_goes_with_it_unless_it_is_old() -> None:
    ear = Ear(choice())
    ear.store.answer = Taken(is_settled=False)
    sample = Sample(endpoint_id=1, at=ear.clock.now(), state=State.UP, cause=Cause.OK)
    ear.samples = (sample,)
    await ear.wait(FIRST_SPREAD + 5)
    await ear.wait(PERIOD * 9)
    assert ear.store.heard[0].own_check is State.UP
    assert ear.store.heard[-1].own_check is None


async def test_a_service_that_left_the_catalogue_is_heard_no_more() -> None:
    ear = Ear(choice("left-the-catalogue"))
    await ear.wait(PERIOD * 2)
    assert ear.pages.asked == []
    assert ear.store.ended[-1] == frozenset()


async def test_links_that_lead_elsewhere_are_left_out() -> None:
    ear = Ear(choice())
    ear.pages.said = look(notice("a"), notice("b", url="https://evil.example/"))
    await ear.wait(FIRST_SPREAD + 5)
    (heard,) = ear.store.heard
    assert [one.url for one in heard.notices] == ["https://www.githubstatus.com/incidents/a", ""]
    assert heard.page_url == "https://www.githubstatus.com"


async def test_what_was_told_of_a_page_that_falls_silent_comes_to_its_end() -> None:
    ear = Ear(choice())
    await ear.wait(FIRST_SPREAD + 5)
    ear.pages.said = look(problem=Problem.UNREACHABLE)
    ear.clock.advance(SILENT - 10 * REFRESH)
    await ear.wait(REFRESH + 5)
    assert ear.store.ended[-1] == {1}
    await ear.wait(11 * REFRESH)
    assert ear.store.ended[-1] == frozenset()
    ear.pages.said = look()
    await ear.wait(2 * PERIOD)
    assert ear.store.ended[-1] == {1}


async def test_thousands_who_follow_different_parts_of_a_page_hold_nobody_up() -> None:
    names = {f"c{number}": f"Part {number}" for number in range(300)}
    parts = tuple(names.values())
    lot = [choice("github", OfficialScope.PARTS, *parts[first:][:25]) for first in range(250)]
    ear = Ear(*lot)
    ear.pages.said = look(notice(components=("c7",)), **names)
    turns: list[float] = []
    loop = asyncio.get_running_loop()

    async def beat() -> None:
        while True:
            turns.append(loop.time())
            await asyncio.sleep(0)

    beating = asyncio.create_task(beat())
    await ear.wait(FIRST_SPREAD + 5)
    beating.cancel()
    assert len(ear.store.heard) == len(lot)
    assert max(later - sooner for sooner, later in pairwise(turns)) < HELD_UP
