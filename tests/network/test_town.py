"""The town of broken servers: each way a site can fail, seen by the real prober as it should be."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from bot.asking.answer import Asker
from bot.asking.official import page_of
from bot.clock import SystemClock
from bot.engine import Engine, limits_of, open_engine, policies_of
from bot.probing.observation import Failure, Leg, Observation
from bot.probing.parsing import parse_target
from bot.settings import Settings
from bot.statuspages.look import Problem
from bot.statuspages.status import OfficialState
from bot.triage import judge
from sandbox.town import House, NoSuchHouse, Town
from sandbox.town.doors import MOST_AT_ONCE
from sandbox.town.modes import FIRST, Dial, Page, load_modes
from sandbox.town.statuspages import LATE, StatusPage
from tests.fakes.looking import descriptors
from tests.scenarios.scenario import Scenario, load_scenarios

HOME = 7
PATIENCE = 2.0  # seconds for a look
# What no house can do, and why.
NO_HOUSE = {
    "our own line is cut": "it is about the machine that the bot runs on",
    "a firewall that resets": "no program can reset a connection before it is made",
}
# These take as long as their site takes.
SLOW = {"a page after five seconds", "HAProxy holds us back"}
SHOWN = [one for one in load_scenarios() if one.name not in NO_HOUSE | dict.fromkeys(SLOW)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A town, and a bot's engine that was let in."""

    town: Town
    engine: Engine
    settings: Settings

    async def look(self, url: str) -> Observation:
        policy = policies_of(self.settings.probing).for_asker(Asker(user_id=1, guild_id=HOME))
        return await self.engine.prober.look(parse_target(url, policy=policy), policy=policy)

    async def last(self, house: House) -> Leg:
        return (await self.look(house.url)).last


@asynccontextmanager
async def visiting(
    *, is_low: bool | None = None, seconds: float = PATIENCE
) -> AsyncIterator[Visit]:
    base = Settings(_env_file=None, watch_canaries="off")
    async with Town(is_low=is_low) as town:
        settings = town.settings(base, HOME)
        limits = replace(
            limits_of(settings.probing).within(seconds),
            resolve_try_seconds=0.4,
            resolve_seconds=1.5,
            second_family_seconds=0.3,
        )
        async with open_engine(settings, clock=SystemClock(), limits=limits) as engine:
            yield Visit(town=town, engine=engine, settings=settings)


def test_every_scenario_has_a_mode_or_a_reason() -> None:
    named = {mode.name for mode in load_modes().values()}
    missing = {one.name for one in load_scenarios()} - named
    assert missing == set(NO_HOUSE)
    assert all(NO_HOUSE.values())


async def test_every_mode_is_judged_as_its_scenario() -> None:
    wrong: dict[str, str] = {}
    async with visiting() as visit:
        houses = [one for one in visit.town.houses.values() if one.name.endswith(".broken.test")]
        lanes = [SHOWN[number :: len(houses)] for number in range(len(houses))]

        async def walk(house: House, lane: list[Scenario]) -> None:
            for scenario in lane:
                await house.switch(mode_of(scenario.name))
                seen = await visit.look(house.url)
                verdict = judge(seen, own_network=scenario.own_network)
                if verdict.rule != scenario.rule:
                    wrong[scenario.name] = f"{verdict.rule}: {seen.last.failure}"

        await asyncio.gather(*map(walk, houses, lanes))
    assert wrong == {}


async def test_the_modes_that_take_their_time() -> None:
    slow = [one for one in load_scenarios() if one.name in SLOW]
    async with visiting(seconds=6.5) as visit:
        houses = [visit.town.house(name) for name in ("bank.test", "news.test")]
        for house, scenario in zip(houses, slow, strict=True):
            await house.switch(mode_of(scenario.name))
        seen = await asyncio.gather(*(visit.look(house.url) for house in houses))
    assert [judge(one).rule for one in seen] == [one.rule for one in slow]


def mode_of(name: str) -> str:
    return next(mode.id for mode in load_modes().values() if mode.name == name)


async def test_the_five_that_are_offered_first_one_after_the_other() -> None:
    async with visiting(seconds=6.5) as visit:
        shop = visit.town.house("shop.test")
        states = []
        for mode in (*FIRST, FIRST[0]):
            await visit.town.switch("shop.test", mode)
            states.append(judge(await visit.look(shop.url)).state.value)
    assert states == ["up", "down", "slow", "maintenance", "down", "up"]


async def test_houses_at_odd_ports_are_reached_by_their_names_alone() -> None:
    async with visiting(is_low=False) as visit:
        assert not visit.town.is_low
        catalogue = visit.engine.catalogue
        for name, rule in {"shop.test": "ok", "stopped.broken.test": "connect-refused"}.items():
            service = catalogue.find(name)
            assert service is not None
            assert judge(await visit.look(service.probe_url)).rule == rule
        assert judge(await visit.look(visit.town.house("bank.test").plain_url)).rule == "ok"
        shop = visit.town.house("shop.test")
        before = shop.url
        await shop.switch("a-web-server-that-is-stopped")
        assert (await visit.last(shop)).failure is Failure.CONNECT_REFUSED
        await shop.switch("healthy")
        assert (shop.url, (await visit.last(shop)).failure) == (before, None)


async def test_switching_ends_no_conversation_and_restarts_no_listener() -> None:
    async with visiting() as visit:
        shop = visit.town.house("shop.test")
        for mode in load_modes().values():
            if mode.dial is Dial.OPEN:
                await shop.switch(mode.id)
        assert shop.hits == 0
        await shop.switch("healthy")
        assert judge(await visit.look(shop.url)).rule == "ok"
        assert shop.hits == 1
        with pytest.raises(KeyError):
            await shop.switch("sideways")
        with pytest.raises(NoSuchHouse):
            await visit.town.switch("ghost.test", "502")


async def test_everything_is_closed_at_the_end() -> None:
    before = descriptors()
    async with visiting() as visit:
        houses = [visit.town.house(f"{name}.broken.test") for name in ("hangs", "switched-off")]
        looks = [asyncio.create_task(visit.look(house.url)) for house in houses]
        await asyncio.sleep(0.2)
        inside = descriptors()
        for look in looks:
            look.cancel()
        await asyncio.gather(*looks, return_exceptions=True)
    await asyncio.sleep(0.05)
    assert inside > before
    assert descriptors() <= before + 1  # the event loop may keep one of its own
    assert len(asyncio.all_tasks()) == 1


async def test_a_crowd_at_one_door_is_sent_home_in_part_and_the_next_is_heard() -> None:
    async with visiting() as visit:
        house = visit.town.house("hangs.broken.test")
        looks = [asyncio.create_task(visit.look(house.plain_url)) for _ in range(MOST_AT_ONCE + 20)]
        await asyncio.wait(looks)
        rules = Counter(judge(look.result()).rule for look in looks)
        assert rules["reply-timeout"] <= MOST_AT_ONCE
        await house.switch("healthy")
        assert judge(await visit.look(house.url)).rule == "ok"


@pytest.mark.parametrize(
    ("mode", "says"),
    [
        ("healthy", "operational"),
        ("502", "major_outage"),
        ("slow", "degraded_performance"),
        ("maintenance", "under_maintenance"),
        ("expired", "major_outage"),
    ],
)
async def test_a_status_page_is_honest_late_or_lying(mode: str, says: str) -> None:
    async with Town() as town:
        shop = await town.switch("shop.test", mode)
        page = StatusPage(shop)
        assert page.state(Page.HONEST) == says
        assert page.state(Page.LYING) == "operational"
        assert page.state(Page.LATE) == "operational"
        shop.changed_at -= 2 * LATE
        assert page.state(Page.LATE) == says
        assert b"<h1>" in page.reply(Page.HONEST, "/")


async def test_official_pages_of_the_town_are_read_and_understood() -> None:
    async with visiting() as visit:
        service = visit.engine.catalogue.find("shop")
        assert service is not None
        official = page_of(service)
        assert official is not None
        await visit.town.switch("shop.test", "502")
        look = await visit.engine.pages.look(official)
        assert (look.problem, look.status and look.status.state) == (
            None,
            OfficialState.MAJOR_OUTAGE,
        )


async def test_without_the_setting_no_official_page_of_the_town_is_read() -> None:
    async with visiting() as visit:
        service = visit.engine.catalogue.find("shop")
        assert service is not None
        official = page_of(service)
        closed = visit.settings.model_copy(update={"private_names": frozenset()})
        async with open_engine(closed, clock=SystemClock()) as engine:
            assert official is not None
            assert (await engine.pages.look(official)).problem is Problem.REFUSED
