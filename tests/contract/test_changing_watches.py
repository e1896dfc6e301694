"""A watch's past stays what it was when what it asks for changes."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.history.intervals import Interval
from bot.watching.maintenance import WeeklyWindow
from bot.watching.ports import IncidentStory
from bot.watching.watch import Expectations, Watch
from tests.contract.household import MINUTE, START, Household, actor
from tests.contract.test_reviewing import DAY, HOUR, review

STRICT = Expectations(certificate_days=21)


async def change(home: Household, watch: Watch, **values: object) -> Watch:
    changed = replace(watch, **values)  # type: ignore[arg-type]
    assert await home.watches.change(changed, actor(watch.guild_id, home.now))
    return changed


async def lived(home: Household, watch: Watch) -> tuple[IncidentStory, ...]:
    span = Interval(begins=START - DAY, ends=home.now)
    return await home.chronicle.incidents_of(watch.id, span)


@pytest.mark.parametrize("is_shared", [False, True])
async def test_an_outage_from_before_a_change_stays(
    household: Household, *, is_shared: bool
) -> None:
    watch = await household.watch()
    if is_shared:
        await household.watch(guild_id=2)
    await household.look(watch, "u" + "d" * 22 + "u" * 65, every=MINUTE)
    watch = await change(household, watch, expectations=STRICT)
    await household.look(watch, "u" + "d" * 5 + "uu", every=MINUTE)
    told = await review(household, watch.id)
    assert told.figures.uptime.down == 27 * MINUTE
    assert [one.down for one in told.incidents] == [5 * MINUTE, 22 * MINUTE]
    assert told.figures.coverage_percent == 100


async def test_what_goes_on_for_others_ended_here_with_the_change(household: Household) -> None:
    watch = await household.watch()
    other = await household.watch(guild_id=2)
    await household.look(watch, "u" + "d" * 10, every=MINUTE)
    left_at = household.now
    watch = await change(household, watch, expectations=STRICT)
    await household.look(other, "d" * 10, every=MINUTE)
    told = await review(household, watch.id)
    assert told.open_outage is None
    assert told.figures.uptime.down == 10 * MINUTE
    (past,) = told.incidents
    assert (past.story.resolved_at, past.story.is_abandoned) == (left_at, True)
    theirs = await review(household, other.id, guild_id=2)
    assert theirs.open_outage is not None
    assert theirs.figures.uptime.down == 20 * MINUTE


async def test_there_and_back_again(household: Household) -> None:
    watch = await household.watch()
    other = await household.watch(guild_id=2)
    await household.look(watch, "u" + "d" * 10, every=MINUTE)
    strict = await change(household, watch, expectations=STRICT)
    await household.look(other, "d" * 10, every=MINUTE)
    await change(household, strict, expectations=watch.expectations)
    await household.look(other, "d" * 10 + "uu", every=MINUTE)
    told = await review(household, watch.id)
    assert (told.figures.count, told.figures.uptime.down) == (1, 20 * MINUTE)
    (past,) = told.incidents
    assert not past.story.is_abandoned


async def test_others_outages_after_a_change_are_not_ours(household: Household) -> None:
    watch = await household.watch()
    other = await household.watch(guild_id=2)
    await change(household, watch, expectations=STRICT)
    household.now += HOUR
    await household.look(other, "u" + "d" * 10 + "uu", every=MINUTE)
    told = await review(household, watch.id)
    assert (told.incidents, told.figures.count) == ((), 0)
    (story,) = await household.incidents.of_guild(2, START)
    assert await household.incidents.find(1, story.public_id) is None


async def test_a_paused_watch_is_not_down(household: Household) -> None:
    watch = await household.watch()
    other = await household.watch(guild_id=2)
    await household.look(watch, "u" + "d" * 10, every=MINUTE)
    await change(household, watch, is_paused=True)
    await household.look(other, "d" * 10, every=MINUTE)
    told = await review(household, watch.id)
    assert told.open_outage is None
    assert told.incidents[0].story.is_abandoned


async def test_planned_work_excuses_nothing_that_was_before(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "u" + "d" * 22 + "uu", every=MINUTE)
    household.now = START + DAY
    every_noon = WeeklyWindow(
        days=frozenset(range(7)),
        begins=START.time(),
        ends=(START + HOUR).time(),
        zone=ZoneInfo("UTC"),
    )
    work = await household.watches.plan(every_noon, actor(at=household.now), watch_id=watch.id)
    told = await review(household, watch.id)
    assert told.figures.uptime.down == 22 * MINUTE
    assert told.figures.uptime.planned == timedelta(0)
    household.now = START + DAY + 2 * HOUR
    assert (await review(household, watch.id)).figures.uptime.planned == HOUR
    await household.watches.cancel(work.id, actor(at=household.now))
    household.now = START + 2 * DAY + 2 * HOUR
    assert (await review(household, watch.id)).figures.uptime.planned == HOUR


async def test_a_watch_that_is_made_anew_has_a_past_of_its_own(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "u" + "d" * 10 + "uu", every=MINUTE)
    await household.watches.remove(watch.id, actor(at=household.now))
    household.now = START + HOUR
    again = await household.watch()
    household.now = START + 2 * HOUR
    told = await review(household, again.id)
    assert (told.since, told.incidents, told.figures.count) == (START + HOUR, (), 0)
    assert await lived(household, watch) == ()
