"""The town of broken servers: each way a site can fail, seen by the real prober as it should be."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from bot.asking.answer import Asker
from bot.clock import SystemClock
from bot.engine import Engine, limits_of, open_engine, policies_of
from bot.probing.observation import Leg, Observation
from bot.probing.parsing import parse_target
from bot.settings import Settings
from bot.triage import judge
from sandbox.town import House, Town
from sandbox.town.modes import FIRST, load_modes
from tests.scenarios.scenario import Scenario, load_scenarios

HOME = 7
PATIENCE = 0.6  # seconds for a look
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
            resolve_try_seconds=0.1,
            resolve_seconds=0.3,
            second_family_seconds=0.05,
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
