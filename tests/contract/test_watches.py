"""Watches: a target is stored once, a wish as it was said, and every change is on record."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.probing.addresses import PUBLIC_ONLY, AddressPolicy
from bot.storage.tables import announcement, condition, endpoint, incident, watch, watch_span
from bot.storage.watches import WatchStore
from bot.watching.maintenance import WeeklyWindow
from bot.watching.ports import TooManyWatches, WatchChanges, WatchExists
from bot.watching.recording import WatchedEndpoint
from bot.watching.watch import Expectations, QuietHours
from tests.contract.household import HUGE, MINUTE, START, Household, actor, wish

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAYS = WeeklyWindow(days=frozenset({6}), begins=time(2), ends=time(4), zone=BERLIN)
HOSTILE = "Robert'); DROP TABLE watch;-- \u202e @everyone ё🜁\x01 %s {} \\ \"'"
ASKED = Expectations(
    statuses=frozenset({200, 204}), text="it's “fine”; 😀", certificate_days=5, slow_ms=900
)


async def endpoints(household: Household) -> tuple[WatchedEndpoint, ...]:
    return await household.roster.endpoints(lambda _: PUBLIC_ONLY)


async def test_a_watch_comes_back_as_it_was_wished_for(household: Household) -> None:
    wished = wish(
        "https://xn--bcher-kva.example:8443/a?b=%27c",
        channel_id=HUGE,
        name=HOSTILE,
        interval=timedelta(seconds=30),
        role_id=HUGE - 2,
        expectations=ASKED,
        quiet_hours=QuietHours(begins=time(22, 30), ends=time(7)),
    )
    (added,) = await household.watches.add([wished], actor(HUGE - 1), most=1)
    (stored,) = await household.watches.of_guild(HUGE - 1)
    assert stored == added
    for name in ("target", "channel_id", "name", "interval", "role_id", "expectations"):
        assert getattr(stored, name) == getattr(wished, name)
    assert stored.quiet_hours == wished.quiet_hours


@pytest.mark.parametrize("target", ["http://93.184.216.34/", "https://[2606:2800::1]:8080/x"])
async def test_targets_that_are_addresses_come_back(household: Household, target: str) -> None:
    added = await household.watch(target)
    assert added.target == wish(target).target


async def test_a_target_is_stored_once_whoever_watches_it(household: Household) -> None:
    first = await household.watch(guild_id=1, interval=5 * MINUTE)
    second = await household.watch(guild_id=2, interval=MINUTE, expectations=ASKED)
    assert first.endpoint_id == second.endpoint_id
    (one,) = await endpoints(household)
    assert one.interval == MINUTE
    assert {yard.expectations for yard in one.yardsticks} == {Expectations(), ASKED}


async def test_who_watches_decides_where_we_may_look(household: Household) -> None:
    await household.watch(guild_id=1)
    await household.watch(guild_id=2)
    private = AddressPolicy(allow_private=True)
    asked: list[frozenset[int]] = []

    def policy_of(guilds: frozenset[int]) -> AddressPolicy:
        asked.append(guilds)
        return private

    (one,) = await household.roster.endpoints(policy_of)
    assert (one.policy, asked) == (private, [frozenset({1, 2})])


async def test_servers_with_private_networks_share_among_themselves_alone(
    household: Household,
) -> None:
    public = await household.watch(guild_id=1)
    household.watches = WatchStore(household.database, private_guilds={2, 3})
    private = [await household.watch(guild_id=guild_id) for guild_id in (2, 3)]
    later = await household.watch(guild_id=4)
    assert private[0].endpoint_id == private[1].endpoint_id != public.endpoint_id
    assert later.endpoint_id == public.endpoint_id
    assert private[0].target == public.target
    with pytest.raises(WatchExists):
        await household.watch(guild_id=2)


async def test_the_same_target_twice_in_a_channel_is_refused(household: Household) -> None:
    await household.watch()
    with pytest.raises(WatchExists):
        await household.watch("HTTPS://example.com/", name="again")
    assert await household.count(watch) == [1]


async def test_an_import_is_stored_as_a_whole_or_not_at_all(household: Household) -> None:
    wishes = [wish("a.example"), wish("b.example"), wish("a.example")]
    with pytest.raises(WatchExists):
        await household.watches.add(wishes, actor(), most=10)
    with pytest.raises(TooManyWatches):
        await household.watches.add(wishes[:2], actor(), most=1)
    assert await household.count(watch, endpoint) == [0, 0]
    added = await household.watches.add(wishes[:2], actor(), most=2)
    assert [one.target.host for one in added] == ["a.example", "b.example"]


async def test_the_limit_holds_for_admins_who_add_at_once(household: Household) -> None:
    adding = (household.watches.add([wish(f"{n}.example")], actor(), most=3) for n in range(8))
    done = await asyncio.gather(*adding, return_exceptions=True)
    assert sum(isinstance(one, TooManyWatches) for one in done) == 5
    assert await household.count(watch) == [3]


async def test_a_paused_watch_rests_and_what_was_open_ends(household: Household) -> None:
    added = await household.watch()
    await household.look(added, "uddd")
    at = household.now
    assert await household.watches.change(replace(added, is_paused=True), actor(at=at))
    assert await endpoints(household) == ()
    (story,) = await household.incidents.of_guild(1, START)
    assert (story.resolved_at, story.is_abandoned) == (at, True)
    assert await household.rows(announcement, ["version", "is_over"]) == [(2, True)]
    assert await household.count(condition) == [0]
    assert await household.watches.change(added, actor(at=at + MINUTE))
    assert len(await endpoints(household)) == 1
    assert await household.rows(watch_span, ["begins", "ends"]) == [
        (START, at),
        (at + MINUTE, None),
    ]


async def test_what_others_still_watch_goes_on(household: Household) -> None:
    mine = await household.watch()
    await household.watch(guild_id=2, channel_id=20)
    await household.look(mine, "uddd")
    assert await household.watches.remove(mine.id, actor(at=household.now))
    (story,) = await household.incidents.of_guild(2, START)
    assert story.resolved_at is None
    assert await household.count(condition) == [1]


async def test_nobody_touches_another_servers_watch(household: Household) -> None:
    added = await household.watch()
    assert not await household.watches.change(replace(added, name="mine now"), actor(2))
    assert not await household.watches.remove(added.id, actor(2))
    with pytest.raises(LookupError):
        await household.watches.plan(SUNDAYS, actor(2), watch_id=added.id)
    work = await household.watches.plan(SUNDAYS, actor(1))
    assert not await household.watches.cancel(work.id, actor(2))
    assert await household.watches.of_guild(1) == (added,)


async def test_what_a_watch_asks_for_can_change_in_the_middle_of_an_outage(
    household: Household,
) -> None:
    added = await household.watch()
    await household.look(added, "uddd")
    asked = replace(added, expectations=ASKED)
    assert await household.watches.change(asked, actor(at=household.now))
    await household.look(asked, "uu")
    (story,) = await household.incidents.of_guild(1, START)
    assert story.resolved_at is not None
    assert not story.is_abandoned
    assert await household.count(incident) == [1]


async def test_one_of_two_that_asks_for_something_else_gets_its_own_yardstick(
    household: Household,
) -> None:
    mine = await household.watch(guild_id=1)
    theirs = await household.watch(guild_id=2, channel_id=20)
    await household.look(theirs, "uddd")
    asked = replace(mine, expectations=ASKED)
    await household.watches.change(asked, actor(at=household.now))
    assert await household.yardstick_of(asked) != await household.yardstick_of(theirs)
    await household.watches.change(mine, actor(at=household.now))
    assert await household.yardstick_of(mine) == await household.yardstick_of(theirs)


async def test_planned_work_is_held_against_the_watches_it_is_for(household: Household) -> None:
    first = await household.watch("a.example")
    await household.watch("b.example")
    await household.watch("a.example", guild_id=2)
    own = await household.watches.plan(SUNDAYS, actor(), watch_id=first.id, note=HOSTILE)
    assert await household.watches.planned(1) == (own,)
    windows = [[yard.windows for yard in one.yardsticks] for one in await endpoints(household)]
    assert sorted(windows) == [[()], [(), (SUNDAYS,)]]
    whole = await household.watches.plan(SUNDAYS, actor())
    assert await household.watches.cancel(own.id, actor())
    assert await household.watches.planned(1) == (whole,)
    later = await household.watch("c.example")
    (one,) = await household.roster.endpoints(lambda _: PUBLIC_ONLY, [later.endpoint_id])
    assert [yard.windows for yard in one.yardsticks] == [(SUNDAYS,)]
    assert await household.watches.cancel(whole.id, actor())
    assert {yard.windows for one in await endpoints(household) for yard in one.yardsticks} == {()}


async def test_every_change_is_on_record(household: Household) -> None:
    added = await household.watch(
        name=HOSTILE, quiet_hours=QuietHours(begins=time(1), ends=time(2))
    )
    await household.watches.change(replace(added, name="calm"), actor(user_id=8))
    await household.watches.remove(added.id, actor(user_id=9, at=START + MINUTE))
    entries = await household.guilds.audit(1)
    assert [(one.action, one.user_id) for one in entries] == [
        ("watch-removed", 9),
        ("watch-changed", 8),
        ("watch-added", 7),
    ]
    assert entries[2].detail["name"] == HOSTILE
    assert entries[2].detail["quiet_begins"] == "01:00"
    assert await household.guilds.audit(1, most=1) == entries[:1]


async def test_several_changes_are_made_together(household: Household) -> None:
    kept = await household.watch("a.example")
    gone = await household.watch("b.example")
    changes = WatchChanges(
        add=(wish("c.example"),), change=(replace(kept, name="calm"),), remove=(gone.id,)
    )
    await household.watches.rearrange(changes, actor(), most=2)
    after = await household.watches.of_guild(1)
    assert sorted((one.target.host, one.name) for one in after) == [
        ("a.example", "calm"),
        ("c.example", "Example"),
    ]
    actions = {one.action for one in await household.guilds.audit(1, most=3)}
    assert actions == {"watch-added", "watch-changed", "watch-removed"}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        (WatchChanges(add=(wish("c.example"), wish("c.example"))), WatchExists),
        (WatchChanges(add=(wish("c.example"), wish("d.example"))), TooManyWatches),
        (WatchChanges(remove=(99,)), LookupError),
    ],
)
async def test_several_changes_are_made_as_a_whole_or_not_at_all(
    household: Household, changes: WatchChanges, refusal: type[Exception]
) -> None:
    kept = await household.watch("a.example")
    gone = await household.watch("b.example")
    whole = replace(
        changes,
        change=(replace(kept, name="calm"),),
        remove=(*changes.remove, *(() if changes.remove else (gone.id,))),
    )
    with pytest.raises(refusal):
        await household.watches.rearrange(whole, actor(), most=2)
    assert set(await household.watches.of_guild(1)) == {kept, gone}
    assert {one.action for one in await household.guilds.audit(1)} == {"watch-added"}


async def test_another_servers_watches_are_not_rearranged(household: Household) -> None:
    mine = await household.watch()
    for changes in (WatchChanges(remove=(mine.id,)), WatchChanges(change=(mine,))):
        with pytest.raises(LookupError):
            await household.watches.rearrange(changes, actor(2), most=9)
    assert await household.watches.of_guild(1) == (mine,)


async def test_a_server_over_its_limit_may_still_change_and_remove(household: Household) -> None:
    first, second = await household.watch("a.example"), await household.watch("b.example")
    changes = WatchChanges(change=(replace(first, name="calm"),), remove=(second.id,))
    await household.watches.rearrange(changes, actor(), most=0)
    assert await household.watches.of_guild(1) == (replace(first, name="calm"),)


async def test_only_what_somebody_follows_is_active(household: Household) -> None:
    one, other = await household.watch("one.example"), await household.watch("two.example")
    await household.watches.change(replace(other, is_paused=True), actor(at=household.now))
    assert await household.roster.active_ids() == (one.endpoint_id,)
