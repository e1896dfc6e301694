"""What a look changed is stored as a whole, once, with who is to hear of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.storage.tables import announcement, condition, incident, transition, untold
from bot.watching.condition import Change
from bot.watching.ports import Act, IncidentKind
from bot.watching.records import from_record
from tests.contract.household import HUGE, MINUTE, START, Household, actor


async def test_an_outage_from_first_failure_to_recovery(household: Household) -> None:
    watch = await household.watch(guild_id=HUGE, channel_id=HUGE - 1)
    await household.look(watch, "uddd")
    (story,) = await household.incidents.of_guild(HUGE, START)
    assert (story.kind, story.opened_at) == (IncidentKind.OUTAGE, START + timedelta(seconds=10))
    assert story.resolved_at is None
    assert story.verdict is not None
    assert story.verdict.status is None
    assert [one.id for one in story.watches] == [watch.id]
    await household.look(watch, "uu")
    (story,) = await household.incidents.of_guild(HUGE, START)
    assert story.resolved_at == START + timedelta(seconds=40)
    assert await household.rows(announcement, ["channel_id", "version", "is_over"]) == [
        (HUGE - 1, 2, True)
    ]


async def test_the_condition_comes_back_as_it_was(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "udd")
    yardstick = await household.yardstick_of(watch)
    assert await household.roster.conditions() == {yardstick: household.conditions[yardstick]}
    assert await household.roster.conditions([watch.endpoint_id + 1]) == {}


async def test_recording_again_changes_nothing(household: Household) -> None:
    watch = await household.watch()
    outcomes = await household.look(watch, "uddduuddd")
    tables = (incident, transition, announcement, untold)
    before = [await household.rows(table) for table in tables]
    for outcome in outcomes:
        await household.recorder.record(outcome)
    assert [await household.rows(table) for table in tables] == before


async def test_a_relapse_goes_on_with_the_same_incident_and_message(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "uddduu")
    await household.tell_all()
    await household.look(watch, "ddd")
    (story,) = await household.incidents.of_guild(1, START)
    assert story.resolved_at is None
    assert story.pauses == ((START + 4 * timedelta(seconds=10), START + timedelta(seconds=60)),)
    (row,) = await household.rows(announcement, ["version", "told_version", "is_over"])
    assert row == (3, 2, False)


async def test_a_changed_cause_is_told_in_the_same_message(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "udddDD")
    (story,) = await household.incidents.of_guild(1, START)
    assert story.cause is not None
    assert story.cause.value == "connect_refused"
    assert await household.rows(announcement, ["version"]) == [(2,)]


async def test_every_channel_hears_of_it_once(household: Household) -> None:
    here = await household.watch(guild_id=1, channel_id=10)
    await household.watch(guild_id=1, channel_id=11)
    await household.watch(guild_id=2, channel_id=20)
    await household.watch(guild_id=2, channel_id=21, is_paused=True)
    await household.watch("https://other.example/", guild_id=3, channel_id=30)
    await household.watch(guild_id=4, channel_id=40)
    await household.guilds.mark_removed(4, START)
    await household.look(here, "uddd")
    assert await household.rows(announcement, ["guild_id", "channel_id"]) == [
        (1, 10),
        (1, 11),
        (2, 20),
    ]


async def test_what_is_quiet_is_kept_and_not_told(household: Household) -> None:
    watch = await household.watch()
    (last,) = (await household.look(watch, "uddd"))[-1:]
    await household.look(watch, "uu")
    opened = replace(last.events[0], at=START + 5 * MINUTE, is_quiet=True)
    await household.recorder.record(replace(last, events=(opened,)))
    assert await household.count(incident, announcement) == [2, 1]


async def test_an_unstable_endpoint_is_over_when_it_has_calmed_down(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "u" + "ddduu" * 3)
    changes = [row[0] for row in await household.rows(transition, ["change"])]
    assert Change.UNSTABLE_BEGAN in changes
    assert (await household.rows(announcement, ["is_over"]))[-1] == (False,)
    await household.look(watch, "u" * 8, every=10 * MINUTE)
    (row,) = (await household.rows(announcement, ["is_over"]))[-1:]
    assert row == (True,)


async def test_a_muted_incident_is_heard_of_again_only_at_its_end(household: Household) -> None:
    watch = await household.watch()
    await household.watch(guild_id=2, channel_id=20)
    await household.look(watch, "uddd")
    (story,) = await household.incidents.of_guild(1, START)
    await household.tell_all()
    assert await household.incidents.respond(story.id, Act.MUTED, actor(1))
    assert [one.guild_id for one in await household.tell_all()] == [1]  # the message says so
    await household.look(watch, "DD")
    assert {one.guild_id for one in await household.tell_all()} == {2}
    await household.look(watch, "uu")
    assert {one.guild_id for one in await household.tell_all()} == {1, 2}


async def test_a_mute_ends_with_the_outage(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "uddd")
    (story,) = await household.incidents.of_guild(1, START)
    await household.incidents.respond(story.id, Act.MUTED, actor())
    await household.look(watch, "uu")
    await household.tell_all()
    await household.look(watch, "ddd")
    assert len(await household.tell_all()) == 1
    (story,) = await household.incidents.of_guild(1, START)
    assert story.response.muted_by is None


async def test_nothing_is_recorded_for_what_nobody_watches_any_more(household: Household) -> None:
    watch = await household.watch()
    (last,) = (await household.look(watch, "uddd"))[-1:]
    await household.guilds.delete(1, household.now)
    await household.recorder.record(last)
    assert await household.count(condition, incident, announcement) == [0, 0, 0]


async def test_a_failure_in_the_middle_leaves_nothing(
    household: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = await household.watch()
    await household.look(watch, "udd")
    before = await household.rows(condition)

    async def fail(*_: object) -> None:
        raise RuntimeError("the plug is pulled")

    with monkeypatch.context() as patched:
        patched.setattr("bot.storage.recorder.tell", fail)
        with pytest.raises(RuntimeError):
            await household.look(watch, "d")
    assert await household.count(incident, transition, announcement) == [0, 0, 0]
    assert await household.rows(condition) == before
    (row,) = before
    household.conditions[await household.yardstick_of(watch)] = from_record(row[1])
    await household.look(watch, "d")
    assert await household.count(incident, announcement) == [1, 1]


@pytest.mark.parametrize(
    ("letters", "kind"), [("ummm", IncidentKind.MAINTENANCE), ("uddd", IncidentKind.OUTAGE)]
)
async def test_each_kind_of_incident_is_named(
    household: Household, letters: str, kind: IncidentKind
) -> None:
    watch = await household.watch()
    await household.look(watch, letters)
    (story,) = await household.incidents.of_guild(1, START)
    assert story.kind is kind


async def test_a_second_bot_on_the_same_database_tells_no_outage_twice(
    household: Household,
) -> None:
    mine = await household.watch()
    other = Household(household.database)
    await household.look(mine, "uddd")
    other.now = household.now - timedelta(seconds=25)
    await other.look(mine, "uddd")
    (first,) = await household.tell_all()
    await household.look(mine, "uu")
    other.now = household.now
    await other.look(mine, "uu")
    (last,) = await household.tell_all()
    assert (last.id, last.is_over) == (first.id, True)
    assert await household.count(incident) == [1]
