"""Members who want to be forgotten, and servers that want less to be kept."""

from datetime import timedelta

from bot.storage.columns import metadata
from bot.storage.forgetting import _DONE_BY, ForgettingStore
from bot.storage.history_tables import daily, hourly, sample
from bot.storage.keeping import WishSweeper
from bot.storage.statements import put_new
from bot.storage.tables import audit, follower, incident, maintenance, note, response, transition
from bot.triage.verdict import Cause, State
from bot.watching.limits import Retention
from bot.watching.ports import NOBODY, Act, Follower, GuildSettings
from bot.watching.recording import Sample
from bot.watching.watch import Watch
from bot.watching.windows import parse_window
from tests.contract.household import HUGE, START, Household, actor

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ME, OTHER = HUGE, 8
KEEP = Retention()


async def test_who_did_something_is_forgotten_and_what_they_did_is_not(
    household: Household,
) -> None:
    watch = await household.watch()
    await household.look(watch, "uddd")
    (story,) = await household.incidents.of_guild(1, START)
    for who in (ME, OTHER):
        by = actor(1, user_id=who)
        await household.incidents.add_note(story.id, "on it", by)
        await household.incidents.follow(
            Follower(incident_id=story.id, user_id=who, guild_id=1, channel_id=10), START
        )
    for act, who in ((Act.ACKNOWLEDGED, ME), (Act.MUTED, OTHER), (Act.RETRACTED, ME)):
        await household.incidents.respond(story.id, act, actor(1, user_id=who))
    window = parse_window("mon 03:00-04:00 UTC")
    await household.watches.plan(window, actor(1, user_id=ME))
    assert await ForgettingStore(household.database).forget_member(ME) == 9
    assert await household.rows(follower, ["user_id"]) == [(OTHER,)]
    assert await household.rows(note, ["author_id", "text"]) == [
        (NOBODY, "on it"),
        (OTHER, "on it"),
    ]
    columns = ["acknowledged_by", "muted_by", "retracted_by"]
    assert await household.rows(response, columns) == [(NOBODY, OTHER, NOBODY)]
    assert await household.rows(maintenance, ["created_by"]) == [(NOBODY,)]
    assert (ME,) not in await household.rows(audit, ["actor_id"])
    assert await ForgettingStore(household.database).forget_member(ME) == 0


def test_every_column_that_names_a_member_is_known() -> None:
    """A new one must be added to `_DONE_BY`, or `/privacy` would promise too much."""
    members = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.c
        if column.name.endswith(("_by", "actor_id", "author_id", "user_id"))
    }
    known = {f"{column.table.name}.{column.name}" for column in _DONE_BY}
    assert members == known | {"follower.user_id"}


async def keep(household: Household, guild_id: int, **chosen: int) -> None:
    settings = GuildSettings(guild_id=guild_id, **chosen)  # type: ignore[arg-type]
    await household.guilds.save_settings(settings, actor(guild_id))


async def add_old(household: Household, watch: Watch, ages: tuple[timedelta, ...]) -> None:
    """Leave a sample, an hour and a day of each of these ages."""
    zeros = {"vantage": 0, "looks": 1, "failed": 0, "timed": 0, "sum_ms": 0.0}
    for age in sorted(ages, reverse=True):
        at = START - age
        await household.recorder.add_samples(
            [Sample(endpoint_id=watch.endpoint_id, at=at, state=State.UP, cause=Cause.OK)]
        )
        async with household.database.writing() as connection:
            for table, begins in ((hourly, "hour"), (daily, "day")):
                row = {"endpoint_id": watch.endpoint_id, begins: at, **zeros}
                await put_new(connection, table, row)


async def test_a_server_may_have_its_targets_forgotten_sooner(household: Household) -> None:
    mine = await household.watch("mine.example", guild_id=1)
    shared = await household.watch("shared.example", guild_id=1)
    await household.watch("shared.example", guild_id=2)
    await keep(household, 1, sample_hours=6, rollup_days=7, incident_days=30)
    await keep(household, 2, sample_hours=12)
    ages = (HOUR, 7 * HOUR, 13 * HOUR, 8 * DAY, 31 * DAY)
    for watch in (mine, shared):
        await add_old(household, watch, ages)
    await WishSweeper(household.database, KEEP).sweep(START)
    left = {
        table.name: [
            len([row for row in await household.rows(table, ["endpoint_id"]) if row == (id_,)])
            for id_ in (mine.endpoint_id, shared.endpoint_id)
        ]
        for table in (sample, hourly, daily)
    }
    assert left == {"sample": [1, 2], "hourly": [3, 5], "daily": [4, 5]}


async def test_outages_and_what_people_did_about_them_go_with_them(household: Household) -> None:
    watch = await household.watch(guild_id=1)
    await household.look(watch, "uddduu")
    (story,) = await household.incidents.of_guild(1, START)
    await household.incidents.add_note(story.id, "on it", actor(1))
    await keep(household, 1, incident_days=30)
    sweeper = WishSweeper(household.database, KEEP)
    await sweeper.sweep(START + 29 * DAY)
    assert 0 not in await household.count(incident, transition, audit, note)
    await sweeper.sweep(START + 31 * DAY)
    assert await household.count(incident, transition, audit, note) == [0, 0, 0, 0]


async def test_what_people_did_about_a_shared_target_goes_when_their_server_wishes(
    household: Household,
) -> None:
    watch = await household.watch(guild_id=1)
    await household.watch(guild_id=2)
    await household.look(watch, "uddduu")
    (story,) = await household.incidents.of_guild(1, START)
    for guild_id in (1, 2):
        await household.incidents.respond(story.id, Act.ACKNOWLEDGED, actor(guild_id))
    await keep(household, 1, incident_days=30)
    await WishSweeper(household.database, KEEP).sweep(START + 31 * DAY)
    assert await household.count(incident) == [1]
    assert await household.rows(response, ["guild_id"]) == [(2,)]
