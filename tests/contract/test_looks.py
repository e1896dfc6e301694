"""Samples become hours and days, and go when they are old."""

from datetime import datetime, timedelta

from bot.history.rollups import USUAL_LOOKS
from bot.storage.history_tables import daily, gap, hourly, sample
from bot.triage.verdict import Cause, State
from bot.watching.gaps import GapReason
from bot.watching.recording import Sample
from bot.watching.samples import storage_order
from tests.contract.household import HUGE, MINUTE, START, Household

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def look(
    endpoint_id: int, at: datetime, *, took_ms: float | None = 120.5, state: State = State.UP
) -> Sample:
    cause = Cause.OK if state is State.UP else Cause.CONNECT_TIMEOUT
    return Sample(endpoint_id=endpoint_id, at=at, state=state, cause=cause, took_ms=took_ms)


async def keep(household: Household, samples: list[Sample]) -> None:
    await household.recorder.add_samples(sorted(samples, key=storage_order))


async def test_samples_come_back_in_order_and_to_the_microsecond(household: Household) -> None:
    odd = START + timedelta(minutes=7, microseconds=1)
    wanted = [look(HUGE, START), look(HUGE, odd, took_ms=None, state=State.DOWN)]
    await keep(household, [*reversed(wanted), look(1, START), look(HUGE, START + HOUR)])
    assert await household.looks.samples(HUGE, START, START + HOUR) == tuple(wanted)
    assert await household.looks.samples(HUGE, START + MINUTE, odd) == ()
    assert await household.looks.samples(HUGE, odd, odd + timedelta.resolution) == (wanted[1],)


async def test_storing_samples_again_changes_nothing(household: Household) -> None:
    samples = [look(1, START + number * MINUTE) for number in range(10)]
    await keep(household, samples)
    await keep(household, samples)
    await keep(household, [])
    assert await household.count(sample) == [10]


async def test_hours_and_days_are_worked_out_once_they_have_ended(household: Household) -> None:
    endpoint_id = (await household.watch()).endpoint_id
    begins = START.replace(hour=0)
    samples = [
        look(endpoint_id, begins + number * MINUTE, took_ms=100) for number in range(26 * 60)
    ]
    samples[5] = look(endpoint_id, samples[5].at, took_ms=None, state=State.DOWN)
    samples[6] = look(endpoint_id, samples[6].at, took_ms=None, state=State.UNKNOWN)
    await keep(household, samples)
    now = begins + 25 * HOUR + 30 * MINUTE
    assert await household.looks.roll_up(now) == 25 + 1
    assert await household.looks.roll_up(now) == 0
    hours = await household.looks.hours(endpoint_id, begins, begins + 2 * DAY)
    assert list(hours) == [begins + number * HOUR for number in range(25)]
    first = hours[begins]
    assert (first.looks, first.failed, first.timed, first.p50_ms) == (59, 1, 58, 100)
    days = await household.looks.days(endpoint_id, begins, begins + 2 * DAY)
    assert [(day, one.looks) for day, one in days.items()] == [(begins, 24 * 60 - 1)]


async def test_many_endpoints_are_summed_up_as_one_is(household: Household) -> None:
    watches = [await household.watch(f"{n}.example", channel_id=n) for n in range(60)]
    for n in range(USUAL_LOOKS):
        await keep(household, [look(one.endpoint_id, START + n * MINUTE) for one in watches])
    assert await household.looks.roll_up(START + 2 * HOUR) == 60
    assert await household.looks.roll_up(START + 36 * HOUR) == 60
    assert len(await household.looks.usual(START + DAY)) == 60


async def test_what_is_usual_comes_from_enough_looks_of_a_week(household: Household) -> None:
    often, rarely = [await household.watch(name) for name in ("a.example", "b.example")]
    samples = [look(often.endpoint_id, START + n * MINUTE, took_ms=n) for n in range(USUAL_LOOKS)]
    samples.append(look(rarely.endpoint_id, START))
    await keep(household, samples)
    await household.looks.roll_up(START + 2 * HOUR)
    usual = await household.looks.usual(START + DAY)
    assert set(usual) == {often.endpoint_id}
    assert await household.looks.usual(START + 9 * DAY) == {}


async def test_what_is_old_goes_and_the_rest_stays(household: Household) -> None:
    endpoint_id = (await household.watch()).endpoint_id
    ages = (timedelta(hours=49), timedelta(hours=47))
    now = START + 400 * DAY
    await keep(household, [look(endpoint_id, now - age) for age in ages])
    await household.looks.roll_up(now)
    for age in (91 * DAY, 366 * DAY):
        await household.recorder.begin_gap(GapReason.STALLED, now - age)
        await household.recorder.end_gap(GapReason.STALLED, now - age + MINUTE)
    await household.recorder.begin_gap(GapReason.OWN_NETWORK, START)
    await household.sweeper.sweep(now)
    assert await household.count(sample, gap) == [1, 2]
    assert (await household.count(hourly, daily))[0] == 2
    await household.sweeper.sweep(now + 89 * DAY)
    assert await household.count(sample, hourly) == [0, 0]
    assert (await household.count(daily))[0] > 0
    await household.sweeper.sweep(now + 370 * DAY)
    # What still goes on is never too old.
    assert await household.rows(gap, ["reason"]) == [("own_network",)]


async def test_looks_at_what_was_deleted_stop_no_sum(household: Household) -> None:
    endpoint_id = (await household.watch()).endpoint_id
    await keep(household, [look(endpoint_id, START), look(endpoint_id + 1, START)])
    assert await household.looks.roll_up(START + HOUR + 30 * MINUTE) == 1
    assert await household.rows(hourly, ["endpoint_id"]) == [(endpoint_id,)]


async def test_an_hour_waits_for_looks_that_are_stored_late(household: Household) -> None:
    endpoint_id = (await household.watch()).endpoint_id
    await keep(household, [look(endpoint_id, START)])
    assert await household.looks.roll_up(START + HOUR + MINUTE) == 0
    await keep(household, [look(endpoint_id, START + 59 * MINUTE)])
    assert await household.looks.roll_up(START + HOUR + 10 * MINUTE) == 1
    (one,) = (await household.looks.hours(endpoint_id, START, START + HOUR)).values()
    assert one.looks == 2
