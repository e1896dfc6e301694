"""Events of servers in a database: who wants which, and what is remembered of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.presentation.event_words import EventPainting
from bot.statuspages.status import Notice
from bot.storage.migrating import downgrade, upgrade
from bot.storage.official_incidents import OfficialIncidents
from bot.storage.server_events import ServerEventStore
from bot.storage.tables import server_event
from bot.storage.vendor_plans import VendorPlans
from bot.watching.official_reading import Reading
from bot.watching.ports import GuildSettings
from bot.watching.server_events import EventWish, KeptEvent
from bot.watching.watch import Expectations, OfficialChoice, OfficialScope
from tests.contract.household import HUGE, MINUTE, Household, actor
from tests.fakes.vendors import OWN
from tests.unit.test_vendor_plans import work

HOUR = timedelta(hours=1)
WHOLE = Expectations(official=OfficialChoice(service_id="github", scope=OfficialScope.PAGE))


class Calendar:
    """Servers that want events or do not, and a vendor's page."""

    def __init__(self, household: Household) -> None:
        self.household = household
        self.store = ServerEventStore(household.database)

    async def want(self, guild_id: int, *, are_wanted: bool = True) -> None:
        settings = GuildSettings(guild_id=guild_id, events=are_wanted, locale="en")
        await self.household.guilds.save_settings(settings, actor(guild_id))

    async def say(self, *notices: Notice) -> None:
        """Let every page that is followed say the same."""
        plans = VendorPlans(self.household.database)
        for followed in await OfficialIncidents(self.household.database).followed():
            self.household.now += MINUTE
            reading = Reading(
                followed=followed,
                at=self.household.now,
                vendor="GitHub",
                page_url="https://www.githubstatus.com/",
                notices=notices,
            )
            await plans.look_ahead(reading)

    async def wished(self) -> list[tuple[int, str]]:
        return [(one.guild_id, one.story.plan.title) for one in await self.store.wished()]


@pytest.fixture
def calendar(household: Household) -> Calendar:
    return Calendar(household)


def kept(wish: EventWish) -> KeptEvent:
    event = EventPainting().paint(wish)
    return KeptEvent(guild_id=wish.guild_id, key=wish.key, event=event)


async def test_a_plan_is_one_event_for_each_server_that_wants_it(
    household: Household, calendar: Calendar
) -> None:
    watch = await household.watch("github.com", expectations=OWN)
    await household.watch("github.com", expectations=WHOLE, channel_id=20)
    await household.watch("github.com", expectations=OWN, guild_id=2, channel_id=30)
    begins = household.now + 10 * HOUR
    later = work("b", begins + HOUR, title="Later")
    await calendar.say(later, work(begins=begins))
    assert await calendar.wished() == []
    await calendar.want(1)
    assert await calendar.wished() == [(1, "Moving the database"), (1, "Later")]
    assert [one.locale for one in await calendar.store.wished()] == ["en", "en"]
    await calendar.want(2)
    assert len(await calendar.wished()) == 4
    await calendar.want(2, are_wanted=False)
    keys = {one.key for one in await calendar.store.wished()}
    household.now = begins - 14 * MINUTE
    await calendar.say(later, work(begins=begins))
    assert {one.key for one in await calendar.store.wished()} == keys
    paused = replace(watch, is_paused=True)
    assert await household.watches.change(paused, actor())
    assert len(await calendar.wished()) == 2
    await household.guilds.mark_removed(1, household.now)
    assert await calendar.wished() == []


async def test_what_is_heard_last_counts(household: Household, calendar: Calendar) -> None:
    await household.watch("github.com", expectations=OWN)
    await household.watch("github.com", expectations=WHOLE, channel_id=20)
    await calendar.want(1)
    begins = household.now + 10 * HOUR
    await calendar.say(work(begins=begins))
    await calendar.say(work(begins=begins + HOUR))
    (one,) = await calendar.store.wished()
    assert one.story.plan.begins_at == begins + HOUR
    await calendar.say()
    household.now += 2 * MINUTE
    await calendar.say()
    assert await calendar.wished() == []


async def test_what_is_kept_comes_back_and_goes_with_its_server(
    household: Household, calendar: Calendar
) -> None:
    await household.watch("github.com", expectations=OWN)
    await calendar.want(1)
    await calendar.say(work(begins=household.now + 10 * HOUR))
    (wish,) = await calendar.store.wished()
    begun = kept(wish)
    assert await calendar.store.keep(begun)
    assert await calendar.store.kept() == (begun,)
    made = replace(begun, event_id=HUGE)
    await calendar.store.keep(made)
    assert await calendar.store.kept() == (made,)
    other = replace(made, key="other", is_unsure=True, is_given_up=True)
    await calendar.store.keep(other)
    await calendar.store.forget(made)
    assert await calendar.store.kept() == (other,)
    await household.guilds.mark_removed(1, household.now)
    assert await calendar.store.kept() == ()
    await household.guilds.delete(1, household.now)
    assert await household.count(server_event) == [0]
    assert not await calendar.store.keep(made)  # its server was erased on the way
    assert await household.count(server_event) == [0]


async def test_the_step_back_and_forth_keeps_all_else(
    household: Household, calendar: Calendar
) -> None:
    await calendar.want(1)
    await downgrade(household.database, "0009")
    await upgrade(household.database)
    settings = await household.guilds.settings(1)
    assert (settings.locale, settings.events) == ("en", False)
