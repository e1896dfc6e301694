"""Outages at once become one message, and every message a channel keeps stays true."""

import random
from datetime import timedelta

import pytest

from bot.storage.tables import announcement, announcement_incident
from bot.watching.messages import Step, next_step
from bot.watching.ports import Act, AnnouncementStory
from bot.watching.watch import Watch
from tests.contract.household import LEASE, MINUTE, Household, actor

SECOND = timedelta(seconds=1)


async def watch_all(
    household: Household, count: int, *, channels: tuple[int, ...] = (10,)
) -> list[Watch]:
    """Let one server watch so many targets in each channel; returns those of the first channel."""
    watches = [
        [await household.watch(f"{number}.example", channel_id=channel) for number in range(count)]
        for channel in channels
    ]
    return watches[0]


async def go_down(household: Household, *watches: Watch) -> None:
    for one in watches:
        await household.look(one, "uddd", every=SECOND)


async def told(household: Household, announcement_id: int) -> AnnouncementStory:
    story = await household.incidents.story(announcement_id)
    assert story is not None
    return story


def targets(story: AnnouncementStory) -> list[str]:
    return [watch.target.host for one in story.incidents for watch in one.watches]


async def test_three_outages_that_nobody_was_told_of_are_one_message(household: Household) -> None:
    await go_down(household, *await watch_all(household, 3))
    (one,) = await household.claim()
    assert targets(await told(household, one.id)) == ["0.example", "1.example", "2.example"]
    assert next_step(one, household.now) is Step.POST
    assert not one.is_summary


async def test_what_nobody_was_told_of_yet_is_not_folded_into_itself(household: Household) -> None:
    watches = await watch_all(household, 3)
    await go_down(household, *watches)
    for guild_id in (2, 3):  # whoever comes to watch one of them lets it be folded once more
        await household.watch("0.example", guild_id=guild_id, channel_id=10 * guild_id)
    mine = [one for one in await household.claim() if one.channel_id == 10]
    assert [len(targets(await told(household, one.id))) for one in mine] == [3]


async def test_two_outages_are_two_messages(household: Household) -> None:
    await go_down(household, *await watch_all(household, 2))
    assert len(await household.claim()) == 2


async def test_messages_that_stand_already_point_to_the_first(household: Household) -> None:
    watches = await watch_all(household, 3)
    await go_down(household, *watches[:2])
    await household.tell_all(first_message=500)
    await go_down(household, watches[2])
    carrier, pointer = await household.claim()
    assert (carrier.message_id, carrier.is_folded) == (500, False)
    assert len((await told(household, carrier.id)).incidents) == 3
    assert (pointer.message_id, pointer.is_folded) == (501, True)
    assert next_step(pointer, household.now) is Step.EDIT
    story = await told(household, pointer.id)
    assert story.folded_into is not None
    assert (story.folded_into.channel_id, story.folded_into.message_id) == (10, 500)
    assert targets(story) == ["1.example"]
    await household.outbox.mark_told(pointer.id, version=pointer.version, message_id=501)
    await household.outbox.mark_told(carrier.id, version=carrier.version, message_id=500)
    for one in watches:
        await household.look(one, "uu")
    (last,) = await household.claim()
    assert (last.id, last.is_over) == (carrier.id, True)


async def test_what_may_have_arrived_is_looked_for_and_then_points(household: Household) -> None:
    watches = await watch_all(household, 3)
    await go_down(household, *watches[:2])
    first, second = await household.claim("crashed")
    await household.outbox.mark_told(first.id, version=1, message_id=500)
    await go_down(household, watches[2])
    household.now += LEASE
    claimed = {one.id: one for one in await household.claim()}
    assert set(claimed) == {first.id, second.id}
    assert next_step(claimed[second.id], household.now) is Step.FIND
    await household.outbox.keep_message(second.id, 501)
    (pointer,) = await household.claim()
    assert (pointer.id, next_step(pointer, household.now)) == (second.id, Step.EDIT)


async def test_whoever_was_about_to_send_finds_that_it_is_told_elsewhere(
    household: Household,
) -> None:
    watches = await watch_all(household, 3)
    await go_down(household, *watches[:2])
    _, second = await household.claim()
    await go_down(household, watches[2])
    current = await household.outbox.read(second.id, owner="me")
    assert current is not None
    assert current.is_folded
    # This process did not begin to send: nothing stands there, and nothing will.
    await household.outbox.give_back(second.id, is_certain=True)
    (again,) = await household.claim()
    assert (again.id, next_step(again, household.now)) == (second.id, Step.NOTHING)


async def test_a_message_waits_until_there_is_one_to_point_to(household: Household) -> None:
    watches = await watch_all(household, 3)
    await go_down(household, *watches[:2])
    first, second = await household.claim()
    await go_down(household, watches[2])
    # The second one's message arrives while the first is not sent yet.
    await household.outbox.mark_told(second.id, version=1, message_id=501)
    await household.outbox.give_back(first.id, is_certain=True)
    (carrier,) = await household.claim()
    assert carrier.id == first.id
    await household.outbox.mark_told(first.id, version=carrier.version, message_id=502)
    (pointer,) = await household.claim()
    assert pointer.id == second.id


async def test_a_message_that_can_never_point_says_how_its_own_outage_ended(
    household: Household,
) -> None:
    watches = await watch_all(household, 3)
    await go_down(household, *watches[:2])
    first, second = await household.claim()
    await go_down(household, watches[2])
    await household.outbox.mark_told(second.id, version=1, message_id=501)
    await household.outbox.give_back(first.id, is_certain=True)
    for one in watches:
        await household.look(one, "uu", every=SECOND)
    (carrier,) = await household.claim()
    assert (carrier.id, next_step(carrier, household.now)) == (first.id, Step.NOTHING)
    await household.outbox.mark_told(carrier.id, version=carrier.version, message_id=None)
    (pointer,) = await household.claim()
    story = await told(household, pointer.id)
    assert story.folded_into is None
    assert [one.resolved_at is not None for one in story.incidents] == [True]


async def test_later_ones_join_while_it_goes_on_and_not_much_later(household: Household) -> None:
    watches = await watch_all(household, 6)
    await go_down(household, *watches[:3])
    (carrier,) = await household.tell_all()
    await household.look(watches[0], "uu")
    await household.look(watches[1], "uu")
    household.now += 9 * MINUTE
    await go_down(household, watches[3])
    (joined,) = await household.tell_all()
    assert joined.id == carrier.id
    household.now += 9 * MINUTE
    await go_down(household, watches[4])
    (joined,) = await household.tell_all()
    assert (joined.id, len((await told(household, joined.id)).incidents)) == (carrier.id, 5)
    household.now += 11 * MINUTE
    await go_down(household, watches[5])
    (alone,) = await household.tell_all()
    assert (alone.id != carrier.id, alone.is_folded) == (True, False)


async def test_nothing_joins_what_is_over(household: Household) -> None:
    watches = await watch_all(household, 4)
    await go_down(household, *watches[:3])
    for one in watches[:3]:
        await household.look(one, "uu", every=SECOND)
    await go_down(household, watches[3])
    stories = [await told(household, one.id) for one in await household.claim()]
    assert sorted(len(one.incidents) for one in stories) == [1, 3]


async def test_a_relapse_is_told_where_the_outage_was(household: Household) -> None:
    watches = await watch_all(household, 3)
    await go_down(household, *watches)
    await household.tell_all()
    for one in watches:
        await household.look(one, "uu", every=SECOND)
    (over,) = await household.tell_all()
    assert over.is_over
    await household.look(watches[1], "ddd", every=SECOND)
    (again,) = await household.claim()
    assert (again.id, again.is_over) == (over.id, False)


async def test_other_channels_and_servers_are_told_as_it_concerns_them(
    household: Household,
) -> None:
    watches = await watch_all(household, 3)
    theirs = await household.watch("0.example", guild_id=2, channel_id=20)
    await household.watch("1.example", guild_id=2, channel_id=20)
    await go_down(household, *watches)
    by_channel = {}
    for one in await household.claim():
        by_channel.setdefault(one.channel_id, []).append(await told(household, one.id))
    assert [len(one.incidents) for one in by_channel[10]] == [3]
    assert [len(one.incidents) for one in by_channel[20]] == [1, 1]
    assert theirs.guild_id == 2


async def test_what_a_server_waved_off_does_not_count(household: Household) -> None:
    watches = await watch_all(household, 3)
    await go_down(household, *watches[:2])
    await household.tell_all()
    (first, _) = await household.incidents.of_guild(1, household.now)
    await household.incidents.respond(first.id, Act.MUTED, actor(at=household.now))
    await go_down(household, watches[2])
    assert not any(one.is_folded for one in await household.claim())


async def test_what_people_make_of_one_of_several_is_about_that_one(household: Household) -> None:
    watches = await watch_all(household, 3)
    await go_down(household, *watches)
    await household.tell_all()
    stories = await household.incidents.of_guild(1, household.now)
    await household.incidents.add_note(stories[0].id, "on it", actor(at=household.now))
    (one,) = await household.tell_all()
    assert [len(story.notes) for story in (await told(household, one.id)).incidents] == [0, 0, 1]
    await household.incidents.respond(stories[1].id, Act.MUTED, actor(at=household.now))
    assert len(await household.tell_all()) == 1  # the message says so
    await household.look(watches[1], "DD", every=SECOND)
    assert await household.claim() == ()
    for story in stories:
        await household.incidents.respond(story.id, Act.RETRACTED, actor(at=household.now))
    (one,) = await household.tell_all()
    assert one.is_over
    for watch in watches:
        await household.look(watch, "uu", every=SECOND)
    assert await household.claim() == ()


async def test_summaries_fold_on(household: Household) -> None:
    watches = await watch_all(household, 4)
    await go_down(household, *watches[:2])
    for one in await household.claim():
        await household.outbox.put_off(one.id, until=household.now, is_certain=True)
    held_up = await household.outbox.claim_held_up(10, owner="me", now=household.now, lease=LEASE)
    # Meanwhile a third one goes down, and all of them are told together.
    await go_down(household, watches[2])
    first = await household.outbox.fold([one.id for one in held_up], now=household.now)
    assert (first.id, first.is_folded) == (min(one.id for one in held_up), False)
    assert len((await told(household, first.id)).incidents) == 3
    await household.outbox.mark_told(first.id, version=first.version, message_id=500)
    assert {one.is_folded for one in await household.claim()} <= {True}


async def test_a_summary_tells_nothing_more_of_what_is_watched_here_no_more(
    household: Household,
) -> None:
    watches = await watch_all(household, 2, channels=(10, 20))
    await go_down(household, *watches)
    for one in await household.claim():
        await household.outbox.put_off(one.id, until=household.now, is_certain=True)
    await household.watches.remove(watches[1].id, actor(at=household.now))
    held_up = await household.outbox.claim_held_up(10, owner="me", now=household.now, lease=LEASE)
    summary = await household.outbox.fold([one.id for one in held_up], now=household.now)
    abandoned = [one.is_abandoned for one in (await told(household, summary.id)).incidents]
    assert abandoned == [False, True]


@pytest.mark.parametrize("seed", range(8))
async def test_in_any_order_each_is_told_once_and_nothing_is_lost(
    household: Household, seed: int
) -> None:
    chance = random.Random(seed)
    watches = await watch_all(household, 5, channels=(10, 11))
    down: set[int] = set()
    for _ in range(25):
        number = chance.randrange(5)
        if chance.random() < 0.4:
            await work(household, chance)
        await household.look(watches[number], "uu" if number in down else "uddd", every=SECOND)
        down ^= {number}
        household.now += chance.choice((SECOND, MINUTE, 4 * MINUTE, 11 * MINUTE))
        await no_incident_is_told_twice(household)
    for watch in watches:  # what was unstable by then has to keep still for an hour
        await household.look(watch, "u" * 9, every=10 * MINUTE)
    for _ in range(4):
        household.now += LEASE
        await household.tell_all(first_message=chance.randrange(10**6, 10**9))
    assert await household.claim() == ()
    assert {over for (over, _) in await standing(household)} <= {True}
    await no_incident_is_told_twice(household)


async def work(household: Household, chance: random.Random) -> None:
    """Tell some of what there is to tell; some of it fails, some of it is forgotten about."""
    for one in await household.claim(most=chance.randrange(1, 6)):
        fate = chance.random()
        if fate < 0.2:
            await household.outbox.give_back(one.id, is_certain=True)
        elif fate < 0.8:
            number = None if next_step(one, household.now) is Step.NOTHING else one.id + 10**10
            message = one.message_id or number
            await household.outbox.mark_told(one.id, version=one.version, message_id=message)


async def standing(household: Household) -> list[tuple[bool, int | None]]:
    """Return what is not folded: whether it is over, and its message."""
    rows = await household.rows(announcement, ["is_over", "message_id", "folded_into"])
    return [(over, message) for over, message, folded in rows if folded is None]


async def no_incident_is_told_twice(household: Household) -> None:
    channels = dict(await household.rows(announcement, ["id", "channel_id"]))
    folded = dict(await household.rows(announcement, ["id", "folded_into"]))
    links = await household.rows(announcement_incident, ["announcement_id", "incident_id"])
    told_in = [(channels[announcement_id], incident) for announcement_id, incident in links]
    assert len(told_in) == len(set(told_in))
    assert all(folded[announcement_id] is None for announcement_id, _ in links)
    assert all(folded[into] is None for into in folded.values() if into is not None)
    begun = await household.rows(announcement, ["channel_id", "incident_id"])
    assert {tuple(one) for one in begun} == set(told_in)
