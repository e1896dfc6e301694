"""A watch's past out of a real database: what counts, what is shown, and whose it is."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.history.reviewing import Overview, Review, Reviewing
from bot.triage.verdict import Cause, State
from bot.watching.gaps import GapReason
from bot.watching.limits import Retention
from bot.watching.maintenance import OnceWindow
from bot.watching.ports import Act, IncidentKind
from bot.watching.recording import Sample
from bot.watching.samples import storage_order
from tests.contract.household import MINUTE, START, Household, actor
from tests.fakes.clock import FakeClock

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def reviewing(home: Household, retention: Retention | None = None) -> Reviewing:
    return Reviewing(
        chronicle=home.chronicle,
        looks=home.looks,
        watches=home.watches,
        guilds=home.guilds,
        clock=FakeClock(home.now),
        retention=retention or Retention(),
    )


async def review(home: Household, watch_id: int, days: int = 30, *, guild_id: int = 1) -> Review:
    found = await reviewing(home).review(guild_id, watch_id, days)
    assert found is not None
    return found


async def overview(home: Household, guild_id: int = 1) -> Overview:
    return await reviewing(home).overview(guild_id, 30)


async def test_an_outage_in_numbers_bars_and_list(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "u" + "d" * 22 + "uu", every=MINUTE)
    household.now = START + 10 * DAY
    told = await review(household, watch.id)
    assert (told.since, told.is_since) == (START, True)
    assert (told.figures.count, told.figures.uptime.down) == (1, 22 * MINUTE)
    assert told.figures.coverage_percent == 100
    assert len(told.days) == 30
    assert told.days[0].uptime.coverage == 0
    assert sum((day.uptime.down for day in told.days), timedelta(0)) == 22 * MINUTE
    (past,) = told.incidents
    assert (past.down, past.is_retracted) == (22 * MINUTE, False)
    assert told.open_outage is None


async def test_an_outage_that_goes_on(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "uddd", every=MINUTE)
    household.now += HOUR
    told = await review(household, watch.id, 1)
    assert told.open_outage is not None
    assert told.open_outage.down == HOUR + 3 * MINUTE
    assert told.incidents[0].story.resolved_at is None
    (glance,) = (await overview(household)).glances
    assert glance.is_down


async def test_a_false_alarm_is_listed_for_its_server_and_counted_nowhere_there(
    household: Household,
) -> None:
    watch = await household.watch()
    other = await household.watch(guild_id=2)
    await household.look(watch, "udddd" + "uu", every=MINUTE)
    (story,) = await household.incidents.of_guild(1, START)
    await household.incidents.respond(story.id, Act.RETRACTED, actor(1, household.now))
    told = await review(household, watch.id)
    assert told.figures.count == 0
    assert [(one.is_retracted, one.down) for one in told.incidents] == [(True, None)]
    theirs = await review(household, other.id, guild_id=2)
    assert theirs.figures.count == 1
    assert [one.is_retracted for one in theirs.incidents] == [False]


async def test_gaps_and_planned_work_are_neither_up_nor_down(household: Household) -> None:
    watch = await household.watch()
    window = OnceWindow(begins=START + 2 * HOUR, ends=START + 3 * HOUR)
    await household.watches.plan(window, actor(), watch_id=watch.id)
    await household.recorder.begin_gap(GapReason.OWN_NETWORK, START + 4 * HOUR)
    await household.recorder.end_gap(GapReason.OWN_NETWORK, START + 5 * HOUR)
    household.now = START + 10 * HOUR
    told = await review(household, watch.id, 1)
    assert told.figures.uptime.planned == HOUR
    assert told.figures.uptime.unwatched == HOUR
    assert told.figures.coverage_percent == 90


async def test_what_happened_before_we_watched_is_others_business(household: Household) -> None:
    theirs = await household.watch(guild_id=2)
    await household.look(theirs, "u" + "d" * 10 + "uu", every=MINUTE)
    household.now = START + DAY
    ours = await household.watch(guild_id=1)
    household.now = START + 2 * DAY
    told = await review(household, ours.id)
    assert told.since == START + DAY
    assert told.incidents == ()
    assert told.figures.count == 0


async def test_only_a_servers_own_watches_are_reached(household: Household) -> None:
    watch = await household.watch(guild_id=2)
    assert await reviewing(household).review(1, watch.id, 30) is None
    assert await reviewing(household).review(2, watch.id + 1, 30) is None
    assert await reviewing(household).watches(1) == ()
    assert (await overview(household)).glances == ()


@pytest.mark.parametrize(("kept", "shown"), [(None, 90), (14, 14), (1_000, 90)])
async def test_no_more_is_shown_than_a_server_keeps(
    household: Household, kept: int | None, shown: int
) -> None:
    watch = await household.watch()
    settings = await household.guilds.settings(1)
    zone = ZoneInfo("Europe/Berlin")
    settings = replace(settings, incident_days=kept, time_zone=zone)
    await household.guilds.save_settings(settings, actor())
    household.now = START + 200 * DAY
    told = await review(household, watch.id, 90)
    assert len(told.days) == shown
    assert told.zone == zone
    assert told.days_kept == min(kept or 365, 365)
    operator = reviewing(household, Retention(incidents=7 * DAY))
    found = await operator.review(1, watch.id, 90)
    assert found is not None
    assert (found.days_kept, len(found.days)) == (min(kept or 7, 7), 8)


async def test_a_paused_watch_remembers(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "u" + "d" * 5, every=MINUTE)
    await household.watches.change(replace(watch, is_paused=True), actor(at=household.now))
    household.now = START + DAY
    told = await review(household, watch.id, 8)
    assert told.incidents[0].story.is_abandoned
    assert told.figures.uptime.down == 5 * MINUTE
    assert told.figures.coverage_percent == 0.4


async def test_what_is_no_outage_is_listed(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "ummmuu", every=MINUTE)
    told = await review(household, watch.id)
    assert [one.story.kind for one in told.incidents] == [IncidentKind.MAINTENANCE]
    assert told.figures.count == 0


@pytest.mark.parametrize(("days", "stretches"), [(1, 97), (2, 97), (7, 49), (30, 9), (90, 3)])
async def test_response_times_of_days_hours_and_single_looks(
    household: Household, days: int, stretches: int
) -> None:
    watch = await household.watch()
    begins = START.replace(hour=0) + DAY
    samples = [
        Sample(
            endpoint_id=watch.endpoint_id,
            at=begins + number * 5 * MINUTE,
            state=State.DOWN if number == 3 else State.UP,
            cause=Cause.OK,
            took_ms=100.0,
        )
        for number in range(2 * 24 * 12 + 1)
    ]
    await household.recorder.add_samples(sorted(samples, key=storage_order))
    household.now = begins + 2 * DAY + MINUTE
    await household.looks.roll_up(household.now)
    told = await review(household, watch.id, days)
    whole = told.paces.whole
    seen = len([one for one in samples if one.at >= told.figures.span.begins])
    assert abs(whole.looks - seen) <= 1
    assert whole.p50_ms == 100
    assert abs(len(told.paces.all) - stretches) <= 1
    assert all(
        one.begins.timestamp() % told.paces.step.total_seconds() == 0 for one in told.paces.all
    )


async def test_many_who_ask_at_once_share_and_queue(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "u" + "d" * 5 + "uu", every=MINUTE)
    desk = reviewing(household)
    same = await asyncio.gather(*(desk.review(1, watch.id, 30) for _ in range(200)))
    assert len({id(one) for one in same}) == 1
    spans = await asyncio.gather(*(desk.overview(1, days) for days in range(1, 61)))
    assert [one.asked_days for one in spans] == list(range(1, 61))
    assert all(one.glances[0].figures.count == 1 for one in spans)
