"""How a server's watches are doing, as its board shows it."""

from datetime import timedelta

from sqlalchemy import update

from bot.storage.standing import StandingStore
from bot.storage.tables import condition
from bot.watching.condition import Phase
from bot.watching.delivery import Suspension
from bot.watching.maintenance import OnceWindow
from bot.watching.ports import Act
from tests.contract.household import HUGE, MINUTE, START, Household, actor


async def test_each_watch_of_the_server_by_its_name(household: Household) -> None:
    standings = StandingStore(household.database)
    zebra = await household.watch("z.example", name="zebra", guild_id=HUGE)
    ape = await household.watch("a.example", name="Ape", guild_id=HUGE, is_paused=True)
    await household.watch("a.example", name="Theirs", guild_id=2)
    assert await standings.of_guild(404) == ()
    first, second = await standings.of_guild(HUGE)
    assert (first.watch, second.watch) == (ape, zebra)
    assert (second.condition, second.incident_id, second.suspended_code) == (None, None, None)
    assert second.yardstick_id == await household.yardstick_of(zebra)


async def test_what_goes_on_and_what_was_remembered(household: Household) -> None:
    standings = StandingStore(household.database)
    mine = await household.watch()
    theirs = await household.watch(guild_id=2, channel_id=20)
    await household.look(mine, "uddd")
    (story,) = await household.incidents.of_guild(1, START)
    (standing,) = await standings.of_guild(1)
    assert standing.condition == household.conditions[standing.yardstick_id]
    assert standing.condition is not None
    assert standing.condition.standing is Phase.DOWN
    assert (standing.incident_id, standing.is_retracted) == (story.id, False)
    await household.incidents.respond(story.id, Act.RETRACTED, actor())
    (standing,) = await standings.of_guild(1)
    assert (standing.incident_id, standing.is_retracted) == (None, True)
    (other,) = await standings.of_guild(2)
    assert (other.watch.id, other.incident_id, other.is_retracted) == (theirs.id, story.id, False)
    await household.look(mine, "uu")
    (standing,) = await standings.of_guild(1)
    assert (standing.incident_id, standing.is_retracted) == (None, False)


async def test_planned_work_and_a_channel_that_can_not_be_told(household: Household) -> None:
    standings = StandingStore(household.database)
    mine = await household.watch()
    window = OnceWindow(begins=START, ends=START + timedelta(hours=1))
    await household.watches.plan(window, actor())
    await household.outbox.suspend(
        Suspension(guild_id=1, channel_id=mine.channel_id, code=50013, since=START)
    )
    (standing,) = await standings.of_guild(1)
    assert standing.windows == (window,)
    assert standing.suspended_code == 50013


async def test_a_condition_that_can_not_be_read_is_no_condition(household: Household) -> None:
    standings = StandingStore(household.database)
    mine = await household.watch()
    await household.look(mine, "u", every=MINUTE)
    async with household.database.writing() as connection:
        await connection.execute(update(condition).values(record={"version": 99}))
    (standing,) = await standings.of_guild(1)
    assert standing.condition is None
