"""A false alarm is one server's word: it counts there, from then back, and nowhere else."""

from datetime import timedelta

from bot.history.intervals import Interval
from bot.history.uptime import measure_uptime
from bot.storage.tables import announcement
from bot.watching.messages import Step, next_step
from bot.watching.ports import Act, Follower, IncidentStory
from bot.watching.transitions import retract
from tests.contract.household import LEASE, MINUTE, START, Household, actor

SECOND = timedelta(seconds=1)


async def story_of(household: Household, guild_id: int) -> IncidentStory:
    (story,) = await household.incidents.of_guild(guild_id, START)
    return story


async def shared_outage(household: Household) -> IncidentStory:
    """Let something go down that two servers watch, and both hear of it; the first retracts it."""
    mine = await household.watch(guild_id=1)
    await household.watch(guild_id=2, channel_id=20)
    await household.look(mine, "uddd")
    await household.tell_all()
    story = await story_of(household, 1)
    assert await household.incidents.respond(
        story.id, Act.RETRACTED, actor(1, household.now, user_id=8)
    )
    assert [one.guild_id for one in await household.tell_all()] == [1]
    return story


async def test_it_is_that_servers_alone(household: Household) -> None:
    story = await shared_outage(household)
    assert await household.incidents.is_believed(story.id)
    mine, theirs = await story_of(household, 1), await story_of(household, 2)
    assert (mine.response.retracted_by, theirs.response.retracted_by) == (8, None)
    await household.look(theirs.watches[0], "DDuu")
    assert {one.guild_id for one in await household.tell_all()} == {2}


async def test_nobody_believes_what_all_retracted(household: Household) -> None:
    story = await shared_outage(household)
    await household.incidents.respond(story.id, Act.RETRACTED, actor(2, household.now))
    assert not await household.incidents.is_believed(story.id)
    assert await household.roster.conditions() == {
        yardstick: retract(one) for yardstick, one in household.conditions.items()
    }
    await household.watch(guild_id=3, channel_id=30)
    assert await household.incidents.is_believed(story.id)


async def test_a_relapse_is_news_where_it_was_retracted(household: Household) -> None:
    story = await shared_outage(household)
    (watch,) = story.watches
    await household.look(watch, "uu")
    await household.tell_all()
    relapse = household.now
    await household.look(watch, "ddd")
    claimed = {one.guild_id: one for one in await household.claim()}
    mine, theirs = claimed[1], claimed[2]
    assert (mine.edition, mine.message_id, mine.is_over) == (1, None, False)
    assert next_step(mine, household.now) is Step.POST
    assert (theirs.edition, next_step(theirs, household.now)) == (0, Step.EDIT)
    seen = await story_of(household, 1)
    assert (seen.id, seen.opened_at, seen.pauses) == (story.id, relapse, ())
    assert seen.response.retracted_at is None
    assert (await story_of(household, 2)).opened_at == story.opened_at


async def test_one_servers_word_ends_nothing_for_another(household: Household) -> None:
    story = await shared_outage(household)
    (watch,) = story.watches
    await household.look(watch, "DD")
    (theirs,) = await household.claim()
    assert (theirs.guild_id, theirs.is_over) == (2, False)


async def test_who_comes_back_to_a_false_alarm_of_all_others_hears_of_its_end(
    household: Household,
) -> None:
    story = await shared_outage(household)
    (watch,) = story.watches
    await household.guilds.mark_removed(2, household.now)
    yardstick = await household.yardstick_of(watch)
    household.conditions[yardstick] = retract(household.conditions[yardstick])
    await household.guilds.mark_joined(2, household.now)
    await household.look(watch, "uu")
    assert [(one.guild_id, one.is_over) for one in await household.tell_all()] == [(2, True)]


async def test_a_relapse_may_be_retracted_as_well(household: Household) -> None:
    story = await shared_outage(household)
    (watch,) = story.watches
    await household.look(watch, "uuddd")
    await household.tell_all()
    again = actor(1, household.now, user_id=9)
    assert await household.incidents.respond(story.id, Act.RETRACTED, again)
    assert not await household.incidents.respond(story.id, Act.RETRACTED, again)
    seen = await story_of(household, 1)
    assert (seen.response.retracted_by, seen.opened_at) == (9, story.opened_at)
    assert [one.guild_id for one in await household.tell_all()] == [1]


async def test_only_what_was_retracted_leaves_that_servers_history(household: Household) -> None:
    story = await shared_outage(household)
    (watch,) = story.watches
    (theirs,) = (await story_of(household, 2)).watches
    await household.look(watch, "uu")
    await household.look(watch, "dddduu", every=MINUTE)
    span = Interval(begins=START, ends=household.now)

    async def down(watch_id: int) -> timedelta:
        record = await household.chronicle.record_of(watch_id, span)
        assert record is not None
        return measure_uptime(record).down

    assert await down(watch.id) == 4 * MINUTE
    assert await down(theirs.id) == 4 * MINUTE + 30 * SECOND


async def test_called_false_after_its_end_covers_no_relapse(household: Household) -> None:
    mine = await household.watch()
    await household.look(mine, "uddduu")
    await household.tell_all()
    await household.look(mine, "dd")
    story = await story_of(household, 1)
    assert story.resolved_at is not None
    # It fails again already, but nobody knows yet.
    await household.incidents.respond(story.id, Act.RETRACTED, actor(at=household.now))
    await household.tell_all()
    await household.look(mine, "d")
    seen = await story_of(household, 1)
    assert seen.response.retracted_at is None
    assert seen.opened_at == START + 60 * SECOND
    (row,) = await household.rows(announcement, ["edition", "told_version", "is_over"])
    assert row == (1, 0, False)


async def test_what_was_not_told_yet_gets_no_second_message(household: Household) -> None:
    mine = await household.watch()
    await household.look(mine, "uddd")
    await household.tell_all()
    story = await story_of(household, 1)
    await household.incidents.respond(story.id, Act.RETRACTED, actor(at=household.now))
    await household.look(mine, "uuddd")
    (one,) = await household.claim()
    assert (one.edition, next_step(one, household.now)) == (0, Step.EDIT)


async def test_a_message_that_tells_of_more_is_edited(household: Household) -> None:
    mine = await household.watch("a.example")
    other = await household.watch("b.example")
    await household.look(mine, "uddd")
    await household.look(other, "uddd")
    claimed = await household.claim()
    await household.outbox.fold([one.id for one in claimed], now=household.now)
    household.now += LEASE
    await household.tell_all()
    (_, story) = await household.incidents.of_guild(1, START)
    await household.incidents.respond(story.id, Act.RETRACTED, actor(at=household.now))
    await household.tell_all()
    await household.look(mine, "uuddd")
    (one,) = await household.claim()
    assert one.message_id is not None
    assert next_step(one, household.now) is Step.EDIT


async def test_deeds_and_notes_of_the_false_alarm_do_not_stick_to_the_relapse(
    household: Household,
) -> None:
    mine = await household.watch()
    await household.look(mine, "uddd")
    story = await story_of(household, 1)
    for act in (Act.ACKNOWLEDGED, Act.MUTED, Act.RETRACTED):
        assert await household.incidents.respond(story.id, act, actor(at=household.now))
    await household.incidents.add_note(story.id, "only our test", actor(at=household.now))
    await household.look(mine, "uuddd")
    seen = await story_of(household, 1)
    assert (seen.response.acknowledged_by, seen.response.muted_by, seen.notes) == (None, None, ())
    assert await household.incidents.respond(story.id, Act.ACKNOWLEDGED, actor(at=household.now))


async def test_members_who_wait_are_told_of_a_false_alarm_at_once(household: Household) -> None:
    mine = await household.watch(guild_id=1)
    await household.watch(guild_id=2, channel_id=20)
    await household.look(mine, "uddd")
    story = await story_of(household, 1)
    here = Follower(incident_id=story.id, user_id=5, guild_id=1, channel_id=10)
    there = Follower(incident_id=story.id, user_id=6, guild_id=2, channel_id=20)
    for who in (here, there):
        assert await household.incidents.follow(who, START)
    await household.incidents.respond(story.id, Act.RETRACTED, actor(at=household.now))
    claimed = await household.incidents.claim_followers(now=household.now, lease=LEASE, most=10)
    assert claimed == (here,)
    late = Follower(incident_id=story.id, user_id=7, guild_id=1, channel_id=10)
    assert not await household.incidents.follow(late, household.now)


async def test_whoever_was_told_may_ask_again_when_it_goes_on(household: Household) -> None:
    mine = await household.watch()
    await household.look(mine, "uddd")
    story = await story_of(household, 1)
    who = Follower(incident_id=story.id, user_id=5, guild_id=1, channel_id=10)
    assert await household.incidents.follow(who, START)
    await household.look(mine, "uu")
    await household.incidents.mark_followers_told([who], household.now)
    assert not await household.incidents.follow(who, household.now)
    await household.look(mine, "ddd")
    assert await household.incidents.follow(who, household.now)
    assert not await household.incidents.follow(who, household.now)
    await household.look(mine, "uu")
    assert await household.incidents.claim_followers(now=household.now, lease=LEASE, most=1) == ()
    await household.look(mine, "u" * 8, every=10 * MINUTE)  # unstable until it has calmed down
    claimed = await household.incidents.claim_followers(now=household.now, lease=LEASE, most=10)
    assert claimed == (who,)
    assert (await household.incidents.get(1, story.id)) is not None
    assert (await household.incidents.get(9, story.id)) is None
