"""How soon pages told of outages, in a database; and measured from end to end on loopback."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.asking.candour import KEPT, Candours, Lag
from bot.asking.official import OfficialWords
from bot.candour_line import watched_by_url
from bot.catalogue.lookup import Catalogue
from bot.catalogue.service import Service
from bot.probing.addresses import PUBLIC_ONLY
from bot.storage.database import Database
from bot.storage.history_tables import page_lag
from bot.storage.lags import LagStore
from bot.storage.recorder import Recorder
from bot.storage.watches import WatchStore
from bot.watching.condition import Condition, Policy
from bot.watching.expectations import EXPECTED_TEXT
from bot.watching.hearing import Outage
from bot.watching.listening import ROUND_SECONDS, Listener
from bot.watching.ports import Act
from bot.watching.recording import Outcome
from bot.watching.transitions import advance
from tests.contract.household import MINUTE, START, HouseClock, Household, actor, wish
from tests.fakes.broken_web import page
from tests.fakes.lags import service
from tests.fakes.official import Site, incident, official_pages, official_site, summary
from tests.fakes.watched import verdict

URL = "https://shop.example/"
DAY = timedelta(days=1)
LAG = Lag(
    service_id="shop",
    began_at=START.replace(microsecond=1),
    admitted_at=START + 14 * MINUTE,
    quiet_at=START + 12 * MINUTE,
)
SILENCE = Lag(
    service_id="shop",
    began_at=START + DAY,
    admitted_at=None,
    quiet_at=START + DAY + 59 * MINUTE,
    over_at=START + DAY + 60 * MINUTE,
)


@pytest.fixture
def store(database: Database) -> LagStore:
    return LagStore(database)


async def outages(store: LagStore, *urls: str) -> list[Outage]:
    return list(await store.outages(urls or (URL,), START))


async def test_lags_come_back_as_they_were_in_order(store: LagStore) -> None:
    assert await store.lags(START) == ()
    for one in (SILENCE, LAG, replace(LAG, service_id="bank")):
        await store.keep(one)
    found = await store.lags(START)
    assert [one.began_at for one in found] == sorted(one.began_at for one in found)
    assert {LAG, SILENCE} == {one for one in found if one.service_id == "shop"}
    assert await store.lags(START + MINUTE) == (SILENCE,)


async def test_an_outage_has_one_lag_the_first(store: LagStore) -> None:
    await store.keep(LAG)
    await store.keep(replace(LAG, admitted_at=START + 99 * MINUTE))
    assert await store.lags(START) == (LAG,)


async def test_a_service_keeps_its_last_few(store: LagStore, household: Household) -> None:
    await store.keep(replace(LAG, service_id="bank"))
    for day in range(KEPT + 3):
        await store.keep(replace(LAG, began_at=START + day * DAY))
    assert await household.count(page_lag) == [KEPT + 1]
    mine = [one for one in await store.lags(START) if one.service_id == "shop"]
    assert mine[0].began_at == START + 3 * DAY


async def test_one_is_withdrawn_and_no_other(store: LagStore) -> None:
    await store.keep(LAG)
    await store.keep(SILENCE)
    await store.withdraw(SILENCE)
    await store.withdraw(SILENCE)
    assert await store.lags(START) == (LAG,)


async def test_outages_are_those_of_the_targets_asked_for(
    store: LagStore, household: Household
) -> None:
    shop = await household.watch(URL)
    await household.watch("other.example", channel_id=11)
    assert await outages(store) == []
    began_at = household.now
    await household.look(shop, "ddd")
    (outage,) = await outages(store)
    assert outage == Outage(url=URL, began_at=began_at)
    assert await outages(store, "https://other.example/", "https://nobody.example/") == []
    assert await store.outages((), START) == ()
    await household.look(shop, "uu")
    (over,) = await outages(store)
    assert over.over_at == household.now - 2 * timedelta(seconds=10)
    assert await store.outages((URL,), household.now) == ()


async def test_one_servers_false_alarm_is_still_an_outage(
    store: LagStore, household: Household
) -> None:
    shop = await household.watch(URL)
    await household.watch(URL, guild_id=2, channel_id=20)
    await household.look(shop, "uddd")
    (story,) = await household.incidents.of_guild(1, START)
    await household.incidents.respond(story.id, Act.RETRACTED, actor(1, household.now))
    assert [one.is_believed for one in await outages(store)] == [True]
    await household.incidents.respond(story.id, Act.RETRACTED, actor(2, household.now))
    assert [one.is_believed for one in await outages(store)] == [False]


async def test_one_that_nobody_watched_to_its_end_says_so(
    store: LagStore, household: Household
) -> None:
    shop = await household.watch(URL)
    await household.look(shop, "uddd")
    await household.watches.change(replace(shop, is_paused=True), actor(at=household.now))
    (outage,) = await outages(store)
    assert (outage.is_followed, outage.over_at) == (False, household.now)


async def test_slowness_and_unmet_wishes_are_no_outages(
    store: LagStore, household: Household, database: Database
) -> None:
    shop = await household.watch(URL)
    yardstick, condition = await household.yardstick_of(shop), Condition()
    for second in range(4):
        missing = verdict("d" if second else "u", rule=EXPECTED_TEXT)
        at = START + timedelta(seconds=10 * second)
        condition, events = advance(condition, missing, at, Policy())
        outcome = Outcome(
            endpoint_id=shop.endpoint_id,
            yardstick_id=yardstick,
            at=at,
            condition=condition,
            events=events,
            verdict=missing,
        )
        await Recorder(database).record(outcome)
    assert condition.has_open_incident
    assert await outages(store) == []


async def test_what_a_server_with_private_networks_sees_is_its_own(
    store: LagStore, household: Household, database: Database
) -> None:
    private = WatchStore(database, private_guilds={3})
    (watch,) = await private.add([wish(URL)], actor(3, household.now), most=10)
    await household.look(watch, "uddd")
    assert await outages(store) == []


async def test_a_lag_outlives_the_server_that_watched(
    store: LagStore, household: Household
) -> None:
    shop = await household.watch(URL)
    await household.look(shop, "uddduu")
    await store.keep(LAG)
    await household.guilds.delete(1, household.now)
    assert await outages(store) == []
    assert await store.lags(START) == (LAG,)


FINE = page(summary(web="operational"))
OUTAGE = page(
    summary("critical", incidents=(incident("Out", "critical", "web"),), web="major_outage")
)


class Town:
    """A real store, real readings of a page on loopback, and looks spelt letter by letter."""

    def __init__(self, household: Household, site: Site, official: OfficialWords) -> None:
        self.household = household
        self.site = site
        self.candours = Candours()
        self.store = LagStore(household.database)
        shop = shop_at(site)
        self.listener = Listener(
            records=self.store,
            official=official,
            services=watched_by_url(Catalogue([shop]), official, PUBLIC_ONLY),
            candours=self.candours,
            clock=HouseClock(household),
        )

    async def listen(self, minutes: float) -> None:
        """Let time go by, round by round."""
        end = self.household.now + minutes * MINUTE
        while self.household.now < end:
            await self.listener.listen()
            self.household.now += timedelta(seconds=ROUND_SECONDS)


def shop_at(site: Site) -> Service:
    return replace(service(), status_page_url=site.page.page_url, api_url=site.page.api_url)


class HouseTime(HouseClock):
    """The same time for whoever measures how long it takes."""

    def monotonic(self) -> float:
        return (self.now() - START).total_seconds()


@asynccontextmanager
async def town(household: Household) -> AsyncIterator[Town]:
    async with (
        official_site(summary=FINE) as site,
        official_pages(HouseTime(household)) as pages,
    ):
        yield Town(household, site, OfficialWords(pages, {}))


async def test_a_page_on_loopback_that_tells_late(household: Household) -> None:
    shop = await household.watch(URL)
    async with town(household) as here:
        for late in (9, 15, 12):
            await household.look(shop, "uddd")
            await here.listen(late)
            here.site.replies["/api/v2/summary.json"] = OUTAGE
            await here.listen(3)
            await household.look(shop, "uu")
            here.site.replies["/api/v2/summary.json"] = FINE
            await here.listen(120)  # sooner, it would be one restless time
        candour = here.candours.of("shop")
        assert candour is not None
        assert candour.delay is not None
        assert 12 * MINUTE <= candour.delay <= 15 * MINUTE
        assert candour.unsure <= timedelta(seconds=2 * ROUND_SECONDS)
        # Every second round, no sooner: what is asked is shared for 90 s.
        assert len(here.site.asked) < 36 / 1.5 + 12
        kept = await here.store.lags(START)
        assert tuple(here.candours) == kept
        assert len(kept) == 3
