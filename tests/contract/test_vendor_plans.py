"""Work that a vendor plans is told in two messages, each once, and never counts as down."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.statuspages.status import Notice
from bot.storage.migrating import downgrade, upgrade
from bot.storage.official_incidents import OfficialIncidents
from bot.storage.tables import announcement, incident
from bot.storage.vendor_plans import VendorPlans
from bot.watching.messages import Step, next_step
from bot.watching.official_reading import FollowedPage, Reading
from bot.watching.ports import Act, IncidentKind
from bot.watching.vendor_plans import Phase
from bot.watching.watch import Watch
from tests.contract.household import MINUTE, Household, actor
from tests.fakes.vendors import OWN
from tests.unit.test_vendor_plans import under_way, work

HOUR = timedelta(hours=1)


class Vendor:
    """A vendor whose page tells of work."""

    def __init__(self, household: Household) -> None:
        self.household = household
        self.store = VendorPlans(household.database)

    async def says(self, watch: Watch, *notices: Notice) -> bool:
        return await self.store.look_ahead(await self.reading(watch, *notices))

    async def reading(self, watch: Watch, *notices: Notice) -> Reading:
        followed = await OfficialIncidents(self.household.database).followed()
        yardstick_id = await self.household.yardstick_of(watch)
        (one,) = [page for page in followed if page.yardstick_id == yardstick_id]
        return self.of(one, *notices)

    def of(self, followed: FollowedPage, *notices: Notice) -> Reading:
        return Reading(
            followed=followed,
            at=self.household.now,
            vendor="GitHub",
            page_url="https://www.githubstatus.com",
            notices=notices,
        )


@pytest.fixture
def vendor(household: Household) -> Vendor:
    return Vendor(household)


async def follow(household: Household, **values: Any) -> Watch:
    return await household.watch("github.com", expectations=OWN, **values)


async def phase(household: Household, announcement_id: int) -> Phase:
    story = await household.incidents.story(announcement_id)
    assert story is not None
    (one,) = story.incidents
    assert one.kind is IncidentKind.PLANNED
    assert one.planned is not None
    return one.planned.plan.phase


async def test_a_day_before_then_a_quarter_of_an_hour_before(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    begins = household.now + 20 * HOUR
    assert await vendor.says(watch, work(begins=begins))
    assert await vendor.store.planned() == {await household.yardstick_of(watch)}
    (first,) = await household.tell_all()
    assert next_step(first, household.now) is Step.POST
    assert not await vendor.says(watch, work(begins=begins))
    assert await household.claim() == ()
    household.now = begins - 14 * MINUTE
    assert await vendor.says(watch, work(begins=begins))
    told = {one.id: one for one in await household.tell_all(first_message=6000)}
    assert told.pop(first.id).is_over
    ((second_id, second),) = told.items()
    assert next_step(second, household.now) is Step.POST
    assert await phase(household, first.id) is Phase.HANDED_ON
    assert await phase(household, second_id) is Phase.SOON
    household.now = begins + MINUTE
    assert await vendor.says(watch, under_way(begins=begins))
    (begun,) = await household.tell_all()
    assert (begun.id, await phase(household, second_id)) == (second_id, Phase.BEGUN)
    household.now += HOUR
    assert not await vendor.says(watch)
    household.now += 2 * MINUTE
    assert await vendor.says(watch)
    (last,) = await household.tell_all()
    assert last.is_over
    assert await household.count(announcement, incident) == [2, 2]
    assert await vendor.store.planned() == frozenset()


async def test_whoever_muted_it_hears_no_more_of_it(household: Household, vendor: Vendor) -> None:
    watch = await follow(household)
    begins = household.now + 20 * HOUR
    await vendor.says(watch, work(begins=begins))
    (first,) = await household.tell_all()
    story = await household.incidents.story(first.id)
    assert story is not None
    await household.incidents.respond(story.incidents[0].id, Act.MUTED, actor(at=household.now))
    await household.tell_all()
    household.now = begins - 14 * MINUTE
    await vendor.says(watch, work(begins=begins))
    assert [one.id for one in await household.tell_all()] == [first.id]


async def test_a_plan_and_our_own_outage_are_two_messages(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    await vendor.says(watch, work(begins=household.now + HOUR))
    (plan,) = await household.tell_all()
    await household.look(watch, "uddd")
    (outage,) = await household.tell_all(first_message=7000)
    assert outage.id != plan.id
    assert await phase(household, plan.id) is Phase.AHEAD


async def test_a_channel_that_the_watch_moves_to_hears_of_it_too(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    await vendor.says(watch, work(begins=household.now + HOUR))
    await household.tell_all()
    moved = replace(watch, channel_id=20)
    assert await household.watches.change(moved, actor(at=household.now))
    new = [one for one in await household.tell_all() if one.channel_id == 20]
    assert len(new) == 1
    assert await phase(household, new[0].id) is Phase.AHEAD


async def test_where_nobody_follows_any_more_it_ends(household: Household, vendor: Vendor) -> None:
    watch = await follow(household)
    reading = await vendor.reading(watch, work(begins=household.now + HOUR))
    await vendor.store.look_ahead(reading)
    await household.tell_all()
    assert await OfficialIncidents(household.database).end_unheard((), household.now)
    (last,) = await household.tell_all()
    assert last.is_over


async def test_the_step_can_be_taken_back(household: Household, vendor: Vendor) -> None:
    watch = await follow(household)
    await vendor.says(watch, work(begins=household.now + HOUR))
    await household.look(watch, "uddd")
    await downgrade(household.database, "0008")
    await upgrade(household.database)
    assert await household.count(incident) == [1]
