"""Members who want to be forgotten, and servers that want less to be kept."""

from datetime import timedelta

from bot.storage.columns import metadata
from bot.storage.forgetting import _DONE_BY, ForgettingStore
from bot.storage.tables import audit, follower, maintenance, note, response
from bot.watching.limits import Retention
from bot.watching.ports import NOBODY, Act, Follower
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
