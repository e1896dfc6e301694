"""Servers: their settings, and that nothing is left of one that is gone long enough."""

from dataclasses import replace
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.probing.addresses import PUBLIC_ONLY
from bot.storage.columns import metadata
from bot.storage.history_tables import sample
from bot.storage.tables import endpoint, guild, watch
from bot.triage.verdict import Cause, State
from bot.watching.delivery import Suspension
from bot.watching.ports import Act, AskScope, Board, Follower, GuildSettings
from bot.watching.recording import Sample
from bot.watching.watch import QuietHours
from tests.contract.household import HUGE, START, Household, actor

DAY = timedelta(days=1)


async def test_settings_come_back_as_they_were_chosen(household: Household) -> None:
    assert await household.guilds.settings(HUGE) == GuildSettings(guild_id=HUGE)
    chosen = GuildSettings(
        guild_id=HUGE,
        channel_id=HUGE - 1,
        locale="de",
        time_zone=ZoneInfo("Asia/Kathmandu"),
        quiet_hours=QuietHours(begins=time(23), ends=time(6, 15)),
        pings=False,
        threads=True,
        events=True,
        who_may_ask=AskScope.ROLE,
        ask_role_id=HUGE - 2,
        sample_hours=24,
        rollup_days=30,
        incident_days=90,
    )
    await household.guilds.save_settings(chosen, actor(HUGE))
    assert await household.guilds.settings(HUGE) == chosen
    (entry,) = await household.guilds.audit(HUGE)
    assert (entry.action, entry.detail["time_zone"]) == ("settings", "Asia/Kathmandu")
    await household.guilds.save_settings(GuildSettings(guild_id=HUGE), actor(HUGE))
    assert await household.guilds.settings(HUGE) == GuildSettings(guild_id=HUGE)


async def test_reconciling_marks_who_left_and_who_came_back(household: Household) -> None:
    for number in (1, 2, 3):
        await household.watch(guild_id=number)
    await household.guilds.mark_removed(2, START)
    await household.guilds.reconcile({2, 3, 4}, START + DAY)
    assert await household.rows(guild, ["id", "removed_at"]) == [
        (1, START + DAY),
        (2, None),
        (3, None),
    ]
    await household.guilds.reconcile({3}, START + 2 * DAY)
    rows = dict(await household.rows(guild, ["id", "removed_at"]))
    assert rows == {1: START + DAY, 2: START + 2 * DAY, 3: None}


async def test_a_server_is_forgotten_thirty_days_after_it_left(household: Household) -> None:
    await household.watch(guild_id=1)
    await household.guilds.mark_removed(1, START)
    await household.sweeper.sweep(START + 30 * DAY)
    assert await household.count(guild, watch) == [1, 1]
    await household.sweeper.sweep(START + 31 * DAY)
    assert await household.count(guild, watch, endpoint) == [0, 0, 0]


async def test_nothing_is_left_of_a_server_that_wants_to_be_forgotten(
    household: Household,
) -> None:
    mine = await household.watch("only-mine.example", guild_id=1)
    await household.watch(guild_id=1)
    theirs = await household.watch(guild_id=2)
    await household.look(mine, "uddd")
    (story,) = await household.incidents.of_guild(1, START)
    await household.incidents.respond(story.id, Act.ACKNOWLEDGED, actor(1))
    await household.incidents.add_note(story.id, "on it", actor(1))
    who = Follower(incident_id=story.id, user_id=5, guild_id=1, channel_id=10)
    await household.incidents.follow(who, START)
    await household.boards.save(Board(guild_id=1, channel_id=10), START)
    await household.outbox.suspend(Suspension(guild_id=1, channel_id=10, code=1, since=START))
    await household.recorder.add_samples(
        [Sample(endpoint_id=mine.endpoint_id, at=START, state=State.UP, cause=Cause.OK)]
    )
    await household.guilds.delete(1, household.now)
    left = {
        table.name: rows
        for table in metadata.tables.values()
        if "guild_id" in table.c
        and (rows := [row for row in await household.rows(table, ["guild_id"]) if row != (2,)])
    }
    assert left == {}
    assert await household.rows(endpoint, ["id"]) == [(theirs.endpoint_id,)]
    assert await household.count(sample) == [0]


async def test_a_target_nobody_watches_is_forgotten_in_time(household: Household) -> None:
    added = await household.watch()
    await household.look(added, "udddu")
    await household.watches.remove(added.id, actor(at=START))
    await household.sweeper.sweep(START + 30 * DAY)
    assert await household.count(endpoint) == [1]
    again = await household.watch()
    assert again.endpoint_id == added.endpoint_id
    await household.sweeper.sweep(START + 31 * DAY)
    assert await household.count(endpoint) == [1]


async def test_boards_are_kept_one_a_channel(household: Household) -> None:
    board = Board(guild_id=1, channel_id=HUGE, message_id=HUGE - 1, made_at=START)
    await household.boards.save(Board(guild_id=1, channel_id=HUGE), START)
    await household.boards.save(board, START)
    assert await household.boards.all() == (board,)
    await household.guilds.mark_removed(1, START)
    assert await household.boards.all() == ()
    assert await household.boards.remove(HUGE)
    assert not await household.boards.remove(HUGE)


async def test_the_audit_trail_holds_what_changed_and_nothing_else(household: Household) -> None:
    first = GuildSettings(guild_id=1, channel_id=10, time_zone=ZoneInfo("Europe/Berlin"))
    await household.guilds.save_settings(first, actor(1))
    quiet = replace(first, channel_id=None, quiet_hours=QuietHours(begins=time(22), ends=time(7)))
    for _ in range(2):
        await household.guilds.save_settings(quiet, actor(1, START + DAY, user_id=8))
    assert [(entry.user_id, entry.detail) for entry in await household.guilds.audit(1)] == [
        (8, {"channel_id": None, "quiet_begins": "22:00", "quiet_ends": "07:00"}),
        (7, {"channel_id": 10, "time_zone": "Europe/Berlin"}),
    ]


async def test_a_server_that_comes_back_goes_on_being_watched(household: Household) -> None:
    added = await household.watch(guild_id=1)
    await household.guilds.mark_removed(1, START)
    assert await household.roster.endpoints(lambda _: PUBLIC_ONLY) == ()
    await household.guilds.mark_joined(1, START + DAY)
    await household.guilds.mark_joined(2, START + DAY)
    (followed,) = await household.roster.endpoints(lambda _: PUBLIC_ONLY)
    assert followed.id == added.endpoint_id
    await household.sweeper.sweep(START + 40 * DAY)
    assert await household.count(guild, watch) == [1, 1]
