"""Incidents as one server sees them: its own people's doings, never another's."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.history.intervals import Interval
from bot.history.uptime import measure_uptime
from bot.watching.gaps import GapReason
from bot.watching.ports import Act, Follower
from tests.contract.household import HUGE, LEASE, MINUTE, START, Household, actor

TEXT = "Strom weg 🙈 \u202e'; DROP TABLE note;--"


async def test_a_servers_doings_stay_in_that_server(household: Household) -> None:
    mine = await household.watch(guild_id=1)
    await household.watch(guild_id=2, channel_id=20)
    await household.look(mine, "uddd")
    (story,) = await household.incidents.of_guild(1, START)
    assert await household.incidents.respond(story.id, Act.ACKNOWLEDGED, actor(1, user_id=HUGE))
    assert not await household.incidents.respond(story.id, Act.ACKNOWLEDGED, actor(1))
    await household.incidents.add_note(story.id, TEXT, actor(1))
    (ours,) = await household.incidents.of_guild(1, START)
    assert (ours.response.acknowledged_by, ours.response.acknowledged_at) == (HUGE, START)
    assert [note.text for note in ours.notes] == [TEXT]
    (theirs,) = await household.incidents.of_guild(2, START)
    assert (theirs.response.acknowledged_by, theirs.notes) == (None, ())
    assert await household.incidents.of_guild(3, START) == ()


async def test_an_incident_is_found_by_whom_it_concerns(household: Household) -> None:
    mine = await household.watch(guild_id=1)
    await household.look(mine, "uddd")
    (story,) = await household.incidents.of_guild(1, START)
    assert await household.incidents.find(1, story.public_id) == story
    assert await household.incidents.find(2, story.public_id) is None
    await household.watches.remove(mine.id, actor(at=household.now))
    kept = await household.incidents.find(1, story.public_id)
    assert kept is not None
    assert (kept.watches, kept.is_abandoned) == ((), True)


async def test_only_incidents_of_the_time_asked_for(household: Household) -> None:
    first = await household.watch("a.example")
    second = await household.watch("b.example", channel_id=11)
    await household.look(first, "udddu" + "u" * 5, every=2 * MINUTE)
    await household.look(second, "uddd")
    both = await household.incidents.of_guild(1, START)
    assert [one.endpoint_id for one in both] == [second.endpoint_id, first.endpoint_id]
    assert len(await household.incidents.of_guild(1, household.now)) == 1
    (one,) = await household.incidents.of_guild(1, START, endpoint_id=first.endpoint_id)
    assert one.id == both[1].id


async def test_who_asked_is_told_once_when_it_is_over(household: Household) -> None:
    mine = await household.watch()
    await household.look(mine, "uddd")
    (story,) = await household.incidents.of_guild(1, START)
    who = Follower(incident_id=story.id, user_id=HUGE, guild_id=1, channel_id=10)
    assert await household.incidents.follow(who, START)
    assert not await household.incidents.follow(who, START)

    async def claim() -> tuple[Follower, ...]:
        return await household.incidents.claim_followers(now=household.now, lease=LEASE, most=10)

    assert await claim() == ()
    await household.look(mine, "uu")
    claims = await asyncio.gather(claim(), claim(), claim())
    assert sorted(map(len, claims)) == [0, 0, 1]
    household.now += LEASE
    assert await claim() == (replace(who, is_again=True),)  # somebody may have told them already
    await household.incidents.mark_followers_told([who], household.now)
    household.now += LEASE
    assert await claim() == ()
    assert not await household.incidents.follow(
        Follower(incident_id=story.id, user_id=6, guild_id=1, channel_id=10), household.now
    )


async def test_uptime_counts_what_was_watched_and_happened(household: Household) -> None:
    mine = await household.watch()
    await household.look(mine, "udddddduuu", every=MINUTE)
    span = Interval(begins=START - 10 * MINUTE, ends=START + 20 * MINUTE)
    await household.recorder.begin_gap(GapReason.OWN_NETWORK, START + 15 * MINUTE)
    await household.recorder.begin_gap(GapReason.OWN_NETWORK, START + 16 * MINUTE)
    await household.recorder.end_gap(GapReason.OWN_NETWORK, START + 18 * MINUTE)
    record = await household.chronicle.record_of(mine.id, span)
    assert record is not None
    uptime = measure_uptime(record)
    assert uptime.down == 6 * MINUTE
    assert uptime.unwatched == 13 * MINUTE
    assert uptime.up == 11 * MINUTE
    (story,) = await household.incidents.of_guild(1, START)
    await household.incidents.respond(story.id, Act.RETRACTED, actor())
    record = await household.chronicle.record_of(mine.id, span)
    assert record is not None
    assert measure_uptime(record).down == timedelta()
    assert await household.chronicle.record_of(404, span) is None
