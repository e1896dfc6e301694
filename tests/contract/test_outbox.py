"""The announcer's side: nobody tells the same thing twice, and nothing is ever lost."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.storage.database import Database, read_url
from bot.storage.outbox import OutboxStore
from bot.storage.tables import announcement
from bot.watching.delivery import Suspension
from bot.watching.messages import Step, next_step
from bot.watching.ports import Act
from tests.contract.household import LEASE, MINUTE, START, Household, actor, wish

SECOND = timedelta(seconds=1)


async def outage(household: Household, *, channels: int = 1, target: str = "example.com") -> None:
    """Let a target that so many channels watch go down."""
    wishes = [wish(target, channel_id=10 + number) for number in range(channels)]
    added = await household.watches.add(wishes, actor(), most=1000)
    await household.look(added[0], "uddd")


async def test_two_claimers_never_get_the_same(household: Household, url: str) -> None:
    await outage(household, channels=500)
    databases = [Database(read_url(url)) for _ in range(8)]
    claimed: list[int] = []

    async def work(number: int) -> None:
        outbox = OutboxStore(databases[number])
        misses = 0
        while misses < 3:
            some = await outbox.claim(
                owner=f"claimer {number}", now=household.now, lease=LEASE, most=20
            )
            claimed.extend(one.id for one in some)
            misses = 0 if some else misses + 1

    try:
        await asyncio.gather(*map(work, range(8)))
    finally:
        for opened in databases:
            await opened.aclose()
    assert len(claimed) == len(set(claimed)) == 500


async def test_a_crash_between_claim_and_send_is_made_good_after_the_lease(
    household: Household,
) -> None:
    await outage(household)
    (first,) = await household.claim("crashed")
    assert (first.posting_since, next_step(first, household.now)) == (None, Step.POST)
    began = household.now
    household.now += LEASE - SECOND
    assert await household.claim("successor") == ()
    household.now += SECOND
    (again,) = await household.claim("successor")
    # Whoever takes over knows that the message may have been sent.
    assert (again.id, again.posting_since, again.nonce) == (first.id, began, first.nonce)
    assert await household.outbox.read(first.id, owner="crashed") is None
    assert await household.outbox.read(first.id, owner="successor") is not None


async def test_a_successor_of_the_same_name_need_not_wait_for_the_lease(
    household: Household,
) -> None:
    await outage(household, channels=2)
    first, second = await household.claim("this machine")
    await household.outbox.mark_told(first.id, version=1, message_id=5000)
    began = household.now
    household.now += SECOND
    await household.outbox.release(owner="another machine")
    assert await household.claim("this machine") == ()
    await household.outbox.release(owner="this machine")
    (again,) = await household.claim("this machine")
    assert (again.id, again.posting_since, again.nonce) == (second.id, began, second.nonce)
    assert next_step(again, household.now) is Step.POST_AGAIN


async def test_what_was_told_is_told_no_more_until_something_changes(household: Household) -> None:
    await outage(household)
    (told,) = await household.tell_all()
    assert await household.claim() == ()
    (story,) = await household.incidents.of_guild(1, START)
    await household.change(story.id, household.now)
    (again,) = await household.claim()
    assert (again.id, again.message_id, again.version, again.told_version) == (told.id, 5000, 2, 1)
    assert next_step(again, household.now) is Step.EDIT
    assert again.since == household.now


async def test_what_changes_while_it_is_told_is_told_next(household: Household) -> None:
    await outage(household)
    (story,) = await household.incidents.of_guild(1, START)
    (claimed,) = await household.claim()
    for minutes in (3, 5):
        await household.change(story.id, START + minutes * MINUTE)
    await household.outbox.mark_told(claimed.id, version=1, message_id=77)
    (again,) = await household.claim()
    assert (again.version, again.told_version, again.message_id) == (3, 1, 77)
    assert again.since == START + 3 * MINUTE


async def test_recovery_before_its_turn_is_over_and_unsaid(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "uddduu")
    (one,) = await household.claim()
    assert (one.is_over, one.message_id, one.version) == (True, None, 2)
    assert next_step(one, household.now) is Step.NOTHING


async def test_urgent_ones_go_first(household: Household) -> None:
    await outage(household, channels=2)
    first, second = await household.tell_all()
    (story,) = await household.incidents.of_guild(1, START)
    await household.change(story.id, household.now)
    await outage(household, target="other.example")
    fresh, *edits = await household.claim()
    assert fresh.message_id is None
    assert [one.id for one in edits] == [first.id, second.id]


async def test_a_failed_attempt_waits_and_keeps_its_doubt(household: Household) -> None:
    await outage(household)
    (one,) = await household.claim()
    began, until = household.now, household.now + MINUTE
    await household.outbox.put_off(one.id, until=until, is_certain=False)
    household.now = until - SECOND
    assert await household.claim() == ()
    household.now = until
    (again,) = await household.claim()
    assert (again.attempts, again.posting_since, again.is_held_up) == (1, began, True)
    await household.outbox.put_off(one.id, until=until, is_certain=True)
    (again,) = await household.claim()
    assert (again.attempts, again.posting_since) == (2, None)


async def test_what_is_given_back_is_free_at_once(household: Household) -> None:
    await outage(household)
    (one,) = await household.claim()
    await household.outbox.give_back(one.id, is_certain=True)
    (again,) = await household.claim("other")
    assert (again.id, again.attempts, again.posting_since) == (one.id, 0, None)


async def test_a_found_message_is_edited(household: Household) -> None:
    await outage(household)
    (one,) = await household.claim()
    await household.outbox.keep_message(one.id, 99)
    (again,) = await household.claim()
    assert (again.message_id, again.told_version, again.posting_since) == (99, 0, None)
    assert next_step(again, household.now) is Step.EDIT


async def test_a_lost_message_begins_a_new_edition(household: Household) -> None:
    await outage(household)
    (told,) = await household.tell_all()
    (story,) = await household.incidents.of_guild(1, START)
    await household.change(story.id, household.now)
    (claimed,) = await household.claim()
    await household.outbox.lose_message(claimed.id, now=household.now)
    current = await household.outbox.read(claimed.id, owner="me")
    assert current is not None
    assert (current.message_id, current.told_version, current.edition) == (None, 0, 1)
    assert current.posting_since == household.now
    assert current.nonce != told.nonce


async def test_an_earlier_try_that_did_not_arrive_begins_anew(household: Household) -> None:
    await outage(household)
    (one,) = await household.claim()
    await household.outbox.begin_anew(one.id, now=household.now + MINUTE)
    current = await household.outbox.read(one.id, owner="me")
    assert current is not None
    assert current.posting_since == household.now + MINUTE


async def test_several_untold_ones_fold_into_one_summary(household: Household) -> None:
    for target in ("a.example", "b.example", "c.example"):
        await outage(household, target=target)
        household.now += 11 * MINUTE  # else they would be one message from the start
    for one in await household.claim():
        await household.outbox.put_off(one.id, until=household.now + MINUTE, is_certain=True)
    held_up = await household.outbox.claim_held_up(10, owner="me", now=household.now, lease=LEASE)
    ids = [one.id for one in held_up]
    assert len(ids) == 3
    summary = await household.outbox.fold(ids, now=household.now)
    assert (summary.id, summary.is_summary, summary.edition) == (min(ids), True, 1)
    assert summary.since == min(one.since for one in held_up)
    story = await household.incidents.story(summary.id)
    assert story is not None
    names = [watch.target.host for one in story.incidents for watch in one.watches]
    assert names == ["a.example", "b.example", "c.example"]
    assert await household.outbox.read(max(ids), owner="me") is None
    await household.outbox.mark_told(summary.id, version=summary.version, message_id=1)
    assert await household.claim() == ()
    # What happens to a folded incident changes the summary.
    await household.change(story.incidents[2].id, household.now)
    assert [one.id for one in await household.claim()] == [summary.id]


async def test_who_gathers_gets_its_own_and_never_anothers(household: Household) -> None:
    for target in ("a.example", "b.example", "c.example"):
        await outage(household, target=target)
        household.now += 11 * MINUTE  # else they would be one message from the start
    for one in await household.claim():
        await household.outbox.put_off(one.id, until=household.now, is_certain=True)
    (mine,) = await household.claim("me", most=1)
    (theirs,) = await household.claim("other", most=1)
    held_up = await household.outbox.claim_held_up(10, owner="me", now=household.now, lease=LEASE)
    assert len(held_up) == 2
    assert mine.id in {one.id for one in held_up}
    assert theirs.id not in {one.id for one in held_up}


async def test_a_suspended_channel_waits_and_its_admins_are_told_once(household: Household) -> None:
    await outage(household, channels=2)
    suspension = Suspension(guild_id=1, channel_id=10, code=50013, since=household.now)
    (first, _) = await household.claim()
    await household.outbox.suspend(suspension)
    await household.outbox.suspend(suspension)
    await household.outbox.put_off(first.id, until=household.now + MINUTE, is_certain=True)
    assert await household.outbox.untold_suspensions() == (suspension,)
    await household.outbox.mark_suspension_told(10)
    assert await household.outbox.untold_suspensions() == ()
    assert await household.outbox.suspended() == (suspension,)
    assert await household.outbox.suspended(1) == (suspension,)
    assert await household.outbox.suspended(2) == ()
    household.now += LEASE
    assert {one.channel_id for one in await household.claim()} == {11}
    await household.outbox.resume(10)
    assert await household.outbox.suspended() == ()
    assert [one.channel_id for one in await household.claim("other")] == [10]


async def test_suspending_a_channel_of_a_server_that_is_gone_does_nothing(
    household: Household,
) -> None:
    await household.outbox.suspend(Suspension(guild_id=404, channel_id=10, code=50001, since=START))
    assert await household.outbox.untold_suspensions() == ()


async def test_what_a_retraction_changes_is_told_in_that_server_alone(household: Household) -> None:
    await outage(household)
    await household.watch(guild_id=2, channel_id=20)
    (story,) = await household.incidents.of_guild(1, START)
    await household.tell_all()
    assert await household.incidents.respond(story.id, Act.RETRACTED, actor(1))
    (one,) = await household.claim()
    assert (one.guild_id, one.is_over) == (1, True)


@pytest.mark.parametrize("wrong", [{"told_version": 9}, {"version": 0}])
async def test_a_message_never_tells_more_than_is_known(
    household: Household, wrong: dict[str, int]
) -> None:
    await outage(household)
    await household.tell_all()
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        async with household.database.writing() as connection:
            await connection.execute(update(announcement).values(wrong))
