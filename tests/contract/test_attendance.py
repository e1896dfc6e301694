"""Whatever becomes of a watch in the middle of an outage: every message comes to an end."""

from dataclasses import replace
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.storage.tables import announcement, condition, incident
from bot.watching.maintenance import WeeklyWindow
from bot.watching.messages import Announcement
from bot.watching.ports import Act, IncidentStory
from bot.watching.watch import Expectations, Watch
from tests.contract.household import MINUTE, START, Household, actor

ASKED = Expectations(slow_ms=900)
SECOND = timedelta(seconds=1)


@pytest_asyncio.fixture
async def mine(household: Household) -> Watch:
    """A watch of a target that is down, and told so; another server watches it too."""
    mine = await household.watch(guild_id=1, channel_id=10)
    await household.watch(guild_id=2, channel_id=20)
    await household.look(mine, "uddd")
    assert {one.channel_id for one in await household.tell_all()} == {10, 20}
    return mine


async def change(household: Household, watch: Watch) -> None:
    assert await household.watches.change(watch, actor(watch.guild_id, household.now))


async def heard(household: Household) -> dict[int, tuple[Announcement, IncidentStory]]:
    """Return what each channel is told next, and mark it as told."""
    said = {}
    for one in await household.tell_all(first_message=6000):
        story = await household.incidents.story(one.id)
        assert story is not None
        (said[one.channel_id],) = [(one, incident) for incident in story.incidents]
    return said


@pytest.mark.parametrize("how", ["paused", "removed", "asked for something else", "left"])
async def test_a_message_ends_with_the_watch_and_the_others_goes_on(
    household: Household, mine: Watch, how: str
) -> None:
    at = household.now
    if how == "paused":
        await change(household, replace(mine, is_paused=True))
    elif how == "removed":
        assert await household.watches.remove(mine.id, actor(1, at))
    elif how == "asked for something else":
        await change(household, replace(mine, expectations=ASKED))
    else:
        await household.guilds.mark_removed(1, at)
        assert await heard(household) == {}  # there is nobody to tell until it comes back
        await household.guilds.reconcile({1, 2}, at)
        one, story = (await heard(household))[10]
        assert (one.is_over, story.resolved_at) == (False, None)
        return
    ((channel, (one, story)),) = (await heard(household)).items()
    assert (channel, one.is_over) == (10, True)
    assert (story.resolved_at, story.is_abandoned) == (at, True)
    (theirs,) = await household.incidents.of_guild(2, START)
    assert (theirs.resolved_at, theirs.is_abandoned) == (None, False)
    (other,) = await household.watches.of_guild(2)
    await household.look(other, "DDuu")
    said = await heard(household)
    assert set(said) == {20}
    assert (said[20][0].is_over, said[20][1].is_abandoned) == (True, False)


async def test_what_resumes_while_it_goes_on_goes_on_in_its_message(
    household: Household, mine: Watch
) -> None:
    await change(household, replace(mine, is_paused=True))
    first, _ = (await heard(household))[10]
    await change(household, mine)
    again, story = (await heard(household))[10]
    assert (again.id, again.is_over, story.resolved_at) == (first.id, False, None)
    await household.look(mine, "uu")
    last, story = (await heard(household))[10]
    assert (last.id, last.is_over, story.is_abandoned) == (first.id, True, False)


async def test_what_resumed_after_the_end_hears_of_a_relapse(
    household: Household, mine: Watch
) -> None:
    await change(household, replace(mine, is_paused=True))
    first, _ = (await heard(household))[10]
    await household.look(mine, "uu")
    await change(household, mine)
    assert set(await heard(household)) == {20}
    await household.look(mine, "ddd")
    again, story = (await heard(household))[10]
    assert (again.id, again.is_over, story.is_abandoned) == (first.id, False, False)


async def test_what_resumes_alone_begins_anew(household: Household) -> None:
    mine = await household.watch()
    await household.look(mine, "uddd")
    (first,) = await household.tell_all()
    await change(household, replace(mine, is_paused=True))
    household.conditions.clear()
    one, story = (await heard(household))[10]
    assert (one.id, one.is_over, story.is_abandoned) == (first.id, True, True)
    household.now += MINUTE
    await change(household, mine)
    assert await heard(household) == {}
    await household.look(mine, "ddd")
    one, story = (await heard(household))[10]
    assert (one.id != first.id, one.is_over, story.resolved_at) == (True, False, None)


async def test_a_watch_that_moves_ends_here_and_is_told_there(
    household: Household, mine: Watch
) -> None:
    moved = replace(mine, channel_id=11)
    await change(household, moved)
    said = await heard(household)
    assert {channel: one.is_over for channel, (one, _) in said.items()} == {10: True, 11: False}
    assert (said[10][1].is_abandoned, said[11][1].resolved_at) == (True, None)
    await change(household, replace(moved, name="Renamed"))
    assert await heard(household) == {}
    await household.look(moved, "uu")
    said = await heard(household)
    assert {channel: one.is_over for channel, (one, _) in said.items()} == {11: True, 20: True}


async def test_a_watch_that_moves_to_and_fro_has_one_message_in_each_place(
    household: Household, mine: Watch
) -> None:
    for channel in (11, 10, 11, 10):
        household.now += MINUTE
        await change(household, replace(mine, channel_id=channel))
        await heard(household)
    rows = await household.rows(announcement, ["channel_id", "is_over"])
    assert sorted(rows) == [(10, False), (11, True), (20, False)]
    await household.look(mine, "uu")
    assert all(one.is_over for one, _ in (await heard(household)).values())


async def test_a_second_watch_in_the_channel_keeps_its_message(household: Household) -> None:
    mine = await household.watch("a.example")
    other = await household.watch("b.example")
    await household.look(mine, "uddd")
    await household.tell_all()
    assert await household.watches.remove(other.id, actor(at=household.now))
    assert await heard(household) == {}


async def test_three_outages_that_move_are_told_together_where_they_come_to(
    household: Household,
) -> None:
    watches = [await household.watch(f"{number}.example") for number in range(3)]
    for one in watches:
        await household.watch(one.target.url, guild_id=2, channel_id=20)
        await household.look(one, "uddd", every=SECOND)
    await household.tell_all()
    for one in watches:
        await change(household, replace(one, channel_id=11))
    (there,) = [one for one in await household.claim() if one.channel_id == 11]
    story = await household.incidents.story(there.id)
    assert story is not None
    assert len(story.incidents) == 3


async def test_planned_work_in_the_middle_leaves_no_message_behind(
    household: Household, mine: Watch
) -> None:
    window = WeeklyWindow(
        days=frozenset(range(7)), begins=time(0), ends=time(23, 59), zone=ZoneInfo("UTC")
    )
    await household.watches.plan(window, actor(1, household.now), watch_id=mine.id)
    one, story = (await heard(household))[10]
    assert (one.is_over, story.is_abandoned) == (True, True)


async def test_an_unstable_target_that_nobody_watches_any_more_is_over(
    household: Household,
) -> None:
    mine = await household.watch()
    await household.look(mine, "u" + "ddduu" * 3)
    await household.tell_all()
    (before,) = [one for one in await household.incidents.of_guild(1, START) if one.is_unstable]
    assert await household.watches.remove(mine.id, actor(at=household.now))
    after = await household.incidents.find(1, before.public_id)
    assert after is not None
    assert (after.is_unstable, after.is_abandoned) == (False, True)
    assert {over for (over,) in await household.rows(announcement, ["is_over"])} == {True}


async def test_a_look_that_ends_after_its_watch_changes_nothing(household: Household) -> None:
    mine = await household.watch()
    await household.look(mine, "udd")
    yardstick = await household.yardstick_of(mine)
    before = household.conditions[yardstick]
    (late,) = await household.look(mine, "d")
    assert await household.watches.remove(mine.id, actor(at=household.now))
    await household.recorder.record(replace(late, at=household.now, condition=before))
    (row,) = await household.rows(incident, ["is_abandoned"])
    assert row == (True,)
    assert await household.count(condition) == [0]


async def test_a_server_that_is_deleted_takes_only_its_own(
    household: Household, mine: Watch
) -> None:
    await household.guilds.delete(1, household.now)
    assert await household.rows(announcement, ["guild_id", "is_over"]) == [(2, False)]
    (other,) = await household.watches.of_guild(2)
    await household.look(other, "uu")
    assert set(await heard(household)) == {20}
    assert mine.endpoint_id == other.endpoint_id


async def test_a_false_alarm_is_the_last_a_server_hears_until_a_relapse(
    household: Household, mine: Watch
) -> None:
    (story,) = await household.incidents.of_guild(1, START)
    assert await household.incidents.respond(story.id, Act.RETRACTED, actor(1, household.now))
    one, retracted = (await heard(household))[10]
    assert (one.is_over, retracted.response.retracted_by) == (True, 7)
    assert not await household.incidents.respond(story.id, Act.RETRACTED, actor(1))
    for letters in ("DD", "uu"):  # another cause, recovery
        await household.look(mine, letters)
        assert set(await heard(household)) == {20}
    await change(household, replace(mine, channel_id=11))
    assert await heard(household) == {}
    await household.look(mine, "ddd")
    assert set(await heard(household)) == {11, 20}


async def test_a_false_alarm_before_anybody_was_told_is_not_told(household: Household) -> None:
    mine = await household.watch()
    await household.look(mine, "uddd")
    (story,) = await household.incidents.of_guild(1, START)
    assert await household.incidents.respond(story.id, Act.RETRACTED, actor(1, household.now))
    (one,) = await household.claim()
    assert (one.is_over, one.message_id) == (True, None)


async def test_a_muted_incident_is_not_told_elsewhere_in_its_server(
    household: Household, mine: Watch
) -> None:
    (story,) = await household.incidents.of_guild(1, START)
    assert await household.incidents.respond(story.id, Act.MUTED, actor(1, household.now))
    await change(household, replace(mine, channel_id=11))
    assert set(await heard(household)) == {10}
