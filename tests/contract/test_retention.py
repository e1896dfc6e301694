"""What each server keeps: its people see no further back, and nobody's past is kept for nobody."""

from datetime import timedelta

import pytest

from bot.history.intervals import Interval
from bot.storage.history_tables import daily, hourly, sample
from bot.storage.tables import announcement, incident, transition, watch_span
from bot.triage.verdict import Cause, State
from bot.watching.limits import Retention, bounds_of
from bot.watching.ports import GuildSettings
from bot.watching.recording import Sample
from bot.watching.samples import storage_order
from bot.watching.watch import Watch
from tests.contract.household import MINUTE, START, Household, actor

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def wish(household: Household, guild_id: int, **values: int) -> None:
    settings = GuildSettings(guild_id=guild_id, **values)
    await household.guilds.save_settings(settings, actor(guild_id))


async def go_down_and_up(household: Household, watch: Watch) -> None:
    await household.look(watch, "udddu" + "u" * 5, every=MINUTE)


@pytest.mark.parametrize(
    ("chosen", "days"), [(None, 365), (30, 30), (365, 365), (9999, 365), (0, 0), (-1, 0)]
)
def test_the_operator_has_the_last_word(chosen: int | None, days: int) -> None:
    settings = GuildSettings(guild_id=1, incident_days=chosen, sample_hours=24, rollup_days=None)
    bounds = bounds_of(settings, Retention())
    assert bounds == Retention(incidents=days * DAY, samples=DAY)


async def test_a_server_sees_no_further_back_than_it_wants_to(household: Household) -> None:
    mine = await household.watch(guild_id=1)
    await household.watch(guild_id=2, channel_id=20)
    await go_down_and_up(household, mine)
    household.now += 8 * DAY
    (story,) = await household.incidents.of_guild(1, START)
    await wish(household, 1, incident_days=7)
    assert await household.incidents.of_guild(1, START) == ()
    assert await household.incidents.find(1, story.public_id) is None
    assert await household.incidents.find(2, story.public_id) is not None
    record = await household.chronicle.record_of(
        mine.id, Interval(begins=START, ends=household.now)
    )
    assert record is not None
    assert record.span.begins == household.now - 7 * DAY
    assert record.outages == ()
    past = Interval(begins=START, ends=START + HOUR)
    record = await household.chronicle.record_of(mine.id, past)
    assert record is not None
    assert (record.span.length, record.watched) == (timedelta(), ())


async def test_what_goes_on_is_seen_however_long_ago_it_began(household: Household) -> None:
    mine = await household.watch()
    await household.look(mine, "uddd")
    await wish(household, 1, incident_days=1)
    household.now += 30 * DAY
    assert len(await household.incidents.of_guild(1, household.now)) == 1
    await household.sweeper.sweep(household.now)
    assert await household.count(incident) == [1]


async def test_incidents_are_kept_for_who_wants_to_see_them_longest(household: Household) -> None:
    mine = await household.watch(guild_id=1)
    theirs = await household.watch(guild_id=2, channel_id=20)
    await go_down_and_up(household, mine)
    household.now += 8 * DAY
    await wish(household, 1, incident_days=7)
    await household.sweeper.sweep(household.now)
    assert await household.count(incident) == [1]
    await wish(household, 2, incident_days=7)
    await household.sweeper.sweep(household.now)
    assert await household.count(incident, announcement) == [0, 0]
    assert await household.count(transition) == [0]
    assert theirs.endpoint_id == mine.endpoint_id


async def test_who_was_told_of_an_incident_may_see_it_later(household: Household) -> None:
    mine = await household.watch(guild_id=1)
    theirs = await household.watch(guild_id=2, channel_id=20)
    await go_down_and_up(household, mine)
    await household.watches.remove(theirs.id, actor(2, household.now))
    await wish(household, 1, incident_days=7)
    household.now += 8 * DAY
    await household.sweeper.sweep(household.now)
    assert len(await household.incidents.of_guild(2, START)) == 1
    await wish(household, 2, incident_days=5)
    await household.sweeper.sweep(household.now)
    assert await household.count(incident) == [0]


async def test_a_message_that_tells_of_something_that_goes_on_keeps_its_incidents(
    household: Household,
) -> None:
    watches = [await household.watch(f"{number}.example") for number in range(3)]
    for one in watches:
        await household.look(one, "uddd", every=timedelta(seconds=1))
    await household.tell_all()
    for one in watches[:2]:
        await household.look(one, "uu")
    await wish(household, 1, incident_days=1)
    household.now += 400 * DAY
    await household.sweeper.sweep(household.now)
    assert await household.count(incident) == [3]
    household.conditions.clear()
    await household.tell_all()
    await household.watches.remove(watches[2].id, actor(at=household.now))
    (last,) = await household.tell_all()
    assert last.is_over
    await household.sweeper.sweep(household.now + 2 * DAY)
    assert await household.count(incident, announcement) == [0, 0]


async def test_what_a_certificate_said_is_forgotten_too(household: Household) -> None:
    mine = await household.watch()
    (last,) = (await household.look(mine, "uddd"))[-1:]
    await household.look(mine, "uu")
    async with household.database.writing() as connection:
        await connection.execute(incident.update().values(kind="certificate", resolved_at=None))
    assert len(await household.incidents.of_guild(1, START)) == 1
    assert await household.incidents.of_guild(1, START + DAY) == ()
    await household.sweeper.sweep(last.at + 366 * DAY)
    assert await household.count(incident) == [0]


async def test_looks_are_kept_for_who_wants_to_see_them_longest(household: Household) -> None:
    shared = await household.watch("shared.example", guild_id=1)
    await household.watch("shared.example", guild_id=2, channel_id=20)
    alone = await household.watch("alone.example", guild_id=1)
    now = (START + 400 * DAY).replace(hour=0)
    ages = (3 * HOUR, 30 * HOUR, 10 * DAY, 40 * DAY)
    samples = [
        Sample(endpoint_id=one.endpoint_id, at=now - age, state=State.UP, cause=Cause.OK)
        for one in (shared, alone)
        for age in ages
    ]
    await household.recorder.add_samples(sorted(samples, key=storage_order))
    await household.looks.roll_up(now)
    await wish(household, 1, sample_hours=1, rollup_days=1, incident_days=30)
    await household.sweeper.sweep(now)
    kept = {
        table.name: [row[0] for row in await household.rows(table, ["endpoint_id"])]
        for table in (sample, hourly, daily)
    }
    assert {name: ids.count(shared.endpoint_id) for name, ids in kept.items()} == {
        "sample": 2,
        "hourly": 4,
        "daily": 3,
    }
    # What is usual takes a week of hours; an hour's sum takes its samples.
    assert {name: ids.count(alone.endpoint_id) for name, ids in kept.items()} == {
        "sample": 0,
        "hourly": 2,
        "daily": 2,
    }


async def test_when_a_watch_was_followed_is_kept_as_its_own_server_wants(
    household: Household,
) -> None:
    for guild_id in (1, 2):
        added = await household.watch(guild_id=guild_id)
        await household.watches.remove(added.id, actor(guild_id, START + HOUR))
        added = await household.watch(guild_id=guild_id)
        async with household.database.writing() as connection:
            await connection.execute(
                watch_span.update()
                .where(watch_span.c.watch_id == added.id)
                .values(ends=START + DAY)
            )
    await wish(household, 1, incident_days=7)
    await household.sweeper.sweep(START + 10 * DAY)
    assert await household.count(watch_span) == [1]
