"""What people do about incidents, over real storage."""

from collections.abc import Callable

import pytest

from bot.watching.condition import Condition
from bot.watching.ports import Act, IncidentStory
from bot.watching.responding import Member, Responding, Result
from tests.contract.household import MINUTE, START, Household, actor
from tests.fakes.clock import FakeClock

ALICE = Member(guild_id=1, channel_id=10, user_id=8)
BEN = Member(guild_id=1, channel_id=10, user_id=9)
OTHERS = Member(guild_id=2, channel_id=20, user_id=7)


class Remembered:
    """The conditions of a household, changed as the watcher changes its own."""

    def __init__(self, household: Household) -> None:
        self._household = household

    async def change(
        self,
        endpoint_id: int,  # noqa: ARG002 - the port has it
        yardstick_id: int,
        alter: Callable[[Condition], Condition],
    ) -> None:
        conditions = self._household.conditions
        conditions[yardstick_id] = alter(conditions[yardstick_id])


class Desk:
    """The use case, and how often it called for announcers."""

    def __init__(self, household: Household) -> None:
        self.household = household
        self.calls = 0
        self.clock = FakeClock(household.now)
        self.responding = Responding(
            incidents=household.incidents,
            conditions=Remembered(household),
            clock=self.clock,
            on_told=self._call,
        )

    def _call(self) -> None:
        self.calls += 1

    async def story(self, guild_id: int = 1) -> IncidentStory:
        (story,) = await self.household.incidents.of_guild(guild_id, START)
        return story


@pytest.fixture
async def desk(household: Household) -> Desk:
    watch = await household.watch()
    await household.watch(guild_id=2, channel_id=20)
    await household.look(watch, "uddd")
    await household.tell_all()
    return Desk(household)


async def test_an_act_is_kept_once_and_told(desk: Desk) -> None:
    for act in (Act.ACKNOWLEDGED, Act.MUTED):
        assert (await desk.responding.press(1, act, ALICE)).result is Result.DONE
        again = await desk.responding.press(1, act, BEN)
        assert (again.result, again.by) == (Result.ALREADY, 8)
    assert desk.calls == 2
    response = (await desk.story()).response
    assert (response.acknowledged_by, response.acknowledged_at) == (8, desk.clock.now())


async def test_an_announcement_is_reached_only_where_it_stands(desk: Desk) -> None:
    for member in (OTHERS, Member(guild_id=1, channel_id=11, user_id=8)):
        assert (await desk.responding.press(1, Act.MUTED, member)).result is Result.GONE
        assert (await desk.responding.follow(1, member)).result is Result.GONE
        assert await desk.responding.announced(1, member) is None
    assert (await desk.responding.press(404, Act.MUTED, ALICE)).result is Result.GONE
    public_id = (await desk.story()).public_id
    stranger = Member(guild_id=3, channel_id=10, user_id=8)
    assert (await desk.responding.act(public_id, Act.MUTED, stranger)).result is Result.GONE
    assert (await desk.responding.note(public_id, "x", stranger)).result is Result.GONE
    assert desk.calls == 0


async def test_one_servers_false_alarm_leaves_the_shared_condition(desk: Desk) -> None:
    (watch, *_) = (await desk.story()).watches
    (yardstick,) = desk.household.conditions
    assert (await desk.responding.press(1, Act.RETRACTED, ALICE)).result is Result.DONE
    assert not desk.household.conditions[yardstick].is_retracted
    assert (await desk.responding.press(2, Act.RETRACTED, OTHERS)).result is Result.DONE
    assert desk.household.conditions[yardstick].is_retracted
    await desk.household.tell_all()
    await desk.household.look(watch, "uu")
    assert await desk.household.tell_all() == []
    # A later outage is a new incident to everybody.
    desk.household.now += 2 * MINUTE
    await desk.household.look(watch, "ddd")
    assert [one.id for one in await desk.household.tell_all()] == [3, 4]


async def test_an_older_false_alarm_says_nothing_of_what_goes_on(desk: Desk) -> None:
    household = desk.household
    await household.watches.remove(2, actor(2, household.now))
    old = await desk.story()
    (watch,) = old.watches
    await household.look(watch, "uu")
    household.now += 20 * MINUTE
    await household.look(watch, "uddd")
    assert (await desk.responding.act(old.public_id, Act.RETRACTED, ALICE)).result is Result.DONE
    (condition,) = household.conditions.values()
    assert (condition.has_open_incident, condition.is_retracted) == (True, False)


async def test_following_ends_with_the_outage(desk: Desk) -> None:
    assert (await desk.responding.follow(1, ALICE)).result is Result.DONE
    assert (await desk.responding.follow(1, ALICE)).result is Result.ALREADY
    (watch,) = (await desk.story()).watches
    await desk.household.look(watch, "uu")
    assert (await desk.responding.follow(1, BEN)).result is Result.OVER
    assert (await desk.responding.press(1, Act.MUTED, BEN)).result is Result.OVER


async def test_notes_are_cut_and_kept(desk: Desk) -> None:
    public_id = (await desk.story()).public_id
    assert (await desk.responding.note(public_id, f" {'x' * 600} ", ALICE)).result is Result.DONE
    (note,) = (await desk.story()).notes
    assert (len(note.text), note.author_id) == (500, 8)
    assert desk.calls == 1


async def test_what_is_open_is_offered_first(desk: Desk) -> None:
    household = desk.household
    later = await household.watch("b.example", channel_id=11)
    await household.look(later, "udddu" + "u" * 3)
    desk.clock.advance(600)
    offered = await desk.responding.recent(1)
    assert [one.resolved_at is None for one in offered] == [True, False]
    assert await desk.responding.recent(3) == ()
