"""Each channel hears of each incident once, and what it reads comes true in the end."""

import asyncio

import pytest

from bot.watching.delivery import Undelivered
from bot.watching.pacer import CATCH_UP, Pacer
from tests.fakes import channels
from tests.fakes.announcing import World

DOWN, OVER = "down", "over"


async def test_an_incident_is_one_message_edited_until_it_is_over() -> None:
    world = World()
    world.open(7, 1)
    await world.run()
    world.update(7)
    await world.run()
    world.resolve(7)
    await world.run()
    assert world.said(1) == [[{7: DOWN}, {7: DOWN}, {7: OVER}]]


async def test_changes_before_a_channels_turn_are_one_edit() -> None:
    world = World()
    world.open(7, 1)
    await world.run()
    for _ in range(5):
        world.update(7)
    world.resolve(7)
    await world.run()
    assert world.said(1) == [[{7: DOWN}, {7: OVER}]]


async def test_who_was_not_told_before_the_recovery_hears_neither_message() -> None:
    world = World()
    world.open(7, 1, 2)
    world.resolve(7)
    await world.run()
    assert world.said(1) == world.said(2) == []
    assert world.channels.requests == []


async def test_two_thousand_channels_hear_of_it_once_each_at_the_allowed_rate() -> None:
    world = World()
    world.open(7, *range(1, 2001))
    began = world.clock.monotonic()
    await world.run()
    assert all(world.said(channel) == [[{7: DOWN}]] for channel in range(1, 2001))
    # Two who sleep at once move this clock on twice; benchmarks/announcing.py has a real one.
    assert 2000 / (world.clock.monotonic() - began) >= 0.85 * 47.5


async def test_a_recovery_in_the_middle_of_a_long_fan_out_spares_the_rest() -> None:
    world = World()
    world.open(7, *range(1, 2001))

    def resolve_in_the_middle(_kind: str, channel: int) -> None:
        if channel == 700 and not world.outbox.incidents[7].is_over:
            world.resolve(7)

    world.channels.trouble = resolve_in_the_middle
    await world.run()
    told = [channel for channel in range(1, 2001) if world.said(channel)]
    assert 700 <= len(told) <= 702 + 2 * CATCH_UP  # what was being prepared just then
    assert all(world.said(channel)[0][-1] == {7: OVER} for channel in told)


async def test_while_discord_is_away_nothing_is_lost_and_one_summary_follows() -> None:
    world = World()
    world.open(1, 5, 6)
    await world.run()
    world.channels.trouble = lambda _kind, _channel: channels.AWAY
    world.open(2, 5)
    world.open(3, 5)
    for minute in range(10):
        await world.run()
        world.clock.advance(60)
        if minute == 4:
            world.resolve(1)
            world.resolve(2)
    world.channels.trouble = lambda _kind, _channel: None
    await world.settle(minutes=3)
    assert world.said(5) == [[{1: DOWN}, {1: OVER}], [{2: OVER, 3: DOWN}]]
    assert world.said(6) == [[{1: DOWN}, {1: OVER}]]
    world.resolve(3)
    await world.settle(minutes=1)
    assert world.said(5)[1][-1] == {2: OVER, 3: OVER}


async def test_answers_that_get_lost_double_nothing_however_late_it_is_tried_again() -> None:
    world = World()
    world.open(1, 5)
    world.open(2, 5)
    world.channels.loses_answers = True
    for _ in range(12):
        await world.run()
        world.clock.advance(60)
    world.channels.loses_answers = False
    world.resolve(1)
    await world.settle(minutes=3)
    assert sorted(list(said[-1].items()) for said in world.said(5)) == [[(1, OVER)], [(2, DOWN)]]


async def test_a_channel_we_may_not_write_to_waits_and_its_admins_hear_of_it_once() -> None:
    world = World()
    world.channels.trouble = lambda _kind, channel: channels.NO_ACCESS if channel == 1 else None
    for incident in (1, 2, 3):
        world.open(incident, 1, 2)
        await world.run()
        world.clock.advance(60)
    assert world.channels.told_admins == [1]
    assert world.channels.requests.count("post") == 4
    assert len(world.said(2)) == 3
    world.channels.trouble = lambda _kind, _channel: None
    await world.outbox.resume(1)
    await world.settle(minutes=3)
    told = {number for said in world.said(1) for number in said[-1]}
    assert told == {1, 2, 3}
    assert world.channels.told_admins == [1]


async def test_admins_who_could_not_be_told_are_told_later() -> None:
    world = World()
    world.channels.trouble = lambda _kind, _channel: channels.NO_ACCESS
    world.channels.reaches_admins = False
    world.open(7, 1)
    await world.settle(minutes=2)
    assert world.channels.told_admins == []
    world.channels.reaches_admins = True
    await world.settle(minutes=2)
    assert world.channels.told_admins == [1]


async def test_a_deleted_message_is_replaced_while_it_matters_and_only_then() -> None:
    world = World()
    world.open(7, 1, 2)
    await world.run()
    for message in world.channels.messages:
        message.is_deleted = True
    world.update(7)
    await world.run()
    assert world.said(1) == world.said(2) == [[{7: DOWN}]]
    for message in world.channels.standing(1):
        message.is_deleted = True
    world.resolve(7)
    await world.settle(minutes=2)
    assert world.said(1) == []
    assert world.said(2) == [[{7: DOWN}, {7: OVER}]]


async def test_a_message_deleted_again_and_again_is_not_wanted() -> None:
    world = World()
    world.open(7, 1)
    for _ in range(8):
        await world.run()
        for message in world.channels.messages:
            message.is_deleted = True
        world.update(7)
    assert len(world.channels.messages) == 3


async def test_what_discord_cannot_read_is_said_plainly_once_and_then_given_up() -> None:
    world = World()
    world.open(7, 1)
    refusals = [channels.INVALID]
    world.channels.trouble = lambda _kind, _channel: refusals.pop() if refusals else None
    await world.run()
    assert world.composer.plain == [1]
    assert world.said(1) == [[{7: DOWN}]]
    world.open(8, 2)
    world.channels.trouble = lambda _kind, _channel: channels.INVALID
    await world.settle(minutes=2)
    assert world.channels.requests.count("post") == 4
    assert world.said(2) == []


async def test_being_shut_out_stops_everything_until_one_trial_gets_through() -> None:
    world = World()
    world.open(7, *range(1, 101))
    began = world.clock.monotonic()
    answers: list[Undelivered | None] = [channels.SHUT_OUT]
    times: list[float] = []

    def shut_out_once(_kind: str, _channel: int) -> Undelivered | None:
        times.append(world.clock.monotonic() - began)
        return answers.pop() if answers else None

    world.channels.trouble = shut_out_once
    await world.settle(minutes=30)
    in_the_meantime = [time for time in times if 1.0 < time < 600]
    assert not in_the_meantime
    assert all(len(world.said(channel)) == 1 for channel in range(1, 101))


@pytest.mark.parametrize("steps", range(40))
async def test_a_process_killed_at_any_step_neither_loses_nor_doubles(steps: int) -> None:
    world = World()
    world.open(1, 1, 2)
    world.open(2, 1)
    world.steps_to_live = steps
    await world.run()
    world.clock.advance(400)
    world.resolve(1)
    world.steps_to_live = steps // 2
    await world.run()
    await world.settle(minutes=5)
    world.resolve(2)
    await world.settle(minutes=5)
    said = [message[-1] for message in world.said(1)]
    assert sorted(number for content in said for number in content) in ([1, 2], [2])
    assert all(state == OVER for content in said for state in content.values())


async def test_a_bug_with_one_announcement_stops_no_other() -> None:
    world = World()
    world.open(7, 1, 2)
    world.open(8, 1)
    world.composer.broken.add(1)
    await world.run()
    assert world.said(2) == [[{7: DOWN}]]
    world.composer.broken.clear()
    await world.settle(minutes=4)
    assert sorted(list(said[-1]) for said in world.said(1)) == [[7], [8]]


async def test_a_bug_that_stays_is_given_up_until_there_is_news() -> None:
    world = World()
    world.open(7, 1)
    world.open(8, 1)
    world.composer.broken.add(1)
    pacer = Pacer(world.clock)
    announcer = world.announcer(pacer, lambda: None)
    for _ in range(6):
        await announcer.drain()
        world.clock.advance(120)
    assert world.said(1) == [[{8: DOWN}]]
    world.composer.broken.clear()
    await announcer.drain()
    assert len(world.said(1)) == 1
    world.update(7)
    await announcer.drain()
    assert sorted(list(said[-1]) for said in world.said(1)) == [[7], [8]]
    await announcer.aclose()
    await pacer.aclose()


async def test_it_works_until_it_is_stopped_and_waits_for_storage() -> None:
    world = World()
    world.outbox.is_away = True
    world.open(7, 1)
    pacer = Pacer(world.clock)
    announcer = world.announcer(pacer, lambda: None)
    running = asyncio.create_task(announcer.run())
    for _ in range(100):
        await asyncio.sleep(0)
    assert world.said(1) == []
    world.outbox.is_away = False
    announcer.wake()
    for _ in range(100):
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await pacer.aclose()
    assert world.said(1) == [[{7: DOWN}]]


async def test_a_message_found_by_its_nonce_is_brought_up_to_date() -> None:
    world = World()
    world.channels.loses_answers = True
    world.open(7, 1)
    await world.run()
    world.channels.loses_answers = False
    world.resolve(7)
    world.clock.advance(5)
    await world.settle(minutes=1)
    assert world.said(1) == [[{7: DOWN}, {7: OVER}]]
