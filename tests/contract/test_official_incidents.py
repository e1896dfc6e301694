"""What vendors tell becomes incidents, and one message with what we saw ourselves."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.history.intervals import Interval
from bot.statuspages.status import Notice
from bot.storage.migrating import downgrade, upgrade
from bot.storage.official_incidents import GRACE, OfficialIncidents
from bot.storage.tables import announcement, announcement_incident, incident
from bot.triage.verdict import State
from bot.watching.messages import Step, next_step
from bot.watching.official_reading import FollowedPage, Reading, Taken
from bot.watching.ports import Act, AnnouncementStory, IncidentKind
from bot.watching.watch import Expectations, Watch
from tests.contract.household import MINUTE, Household, actor
from tests.fakes.vendors import OWN, WHOLE, notice, over

OUTAGE, OFFICIAL = IncidentKind.OUTAGE, IncidentKind.OFFICIAL


class Vendor:
    """A vendor whose page is read every two minutes."""

    def __init__(self, household: Household) -> None:
        self.household = household
        self.store = OfficialIncidents(household.database)

    async def says(self, watch: Watch, *notices: Notice) -> Taken:
        yardstick_id = await self.household.yardstick_of(watch)
        followed = {one.yardstick_id: one for one in await self.store.followed()}[yardstick_id]
        heard = await self.store.hear(self.heard(followed, *notices))
        self.household.now += 2 * MINUTE
        return heard

    def heard(self, followed: FollowedPage, *notices: Notice) -> Reading:
        return Reading(
            followed=followed,
            at=self.household.now,
            vendor="GitHub",
            page_url="https://www.githubstatus.com",
            notices=notices,
            own_check=State.UP,
        )


@pytest.fixture
def vendor(household: Household) -> Vendor:
    return Vendor(household)


async def follow(household: Household, asks: Expectations = OWN, **values: Any) -> Watch:
    return await household.watch("github.com", expectations=asks, **values)


async def told(household: Household, announcement_id: int) -> AnnouncementStory:
    story = await household.incidents.story(announcement_id)
    assert story is not None
    return story


async def test_it_opens_is_updated_and_ends_in_one_message(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    assert (await vendor.says(watch)).is_news is False
    assert await vendor.says(watch, notice()) == Taken(is_news=True)
    (one,) = await household.tell_all()
    assert next_step(one, household.now) is Step.POST
    assert (await vendor.says(watch, notice())).is_news is False
    assert await household.claim() == ()
    newer = notice(text="We found it.", updated_at=household.now)
    assert (await vendor.says(watch, newer)).is_news
    (edit,) = await household.tell_all()
    assert (edit.id, next_step(edit, household.now)) == (one.id, Step.EDIT)
    assert (await vendor.says(watch, over(at=household.now))).is_news
    (last,) = await household.tell_all()
    assert (last.id, last.is_over) == (one.id, True)
    (story,) = (await told(household, one.id)).incidents
    assert (story.kind, story.official and story.official.vendor) == (OFFICIAL, "GitHub")
    assert story.official is not None
    assert [past.text for past in story.official.notices[0].earlier] == [
        "We look into it.",
        "We found it.",
    ]
    assert await household.count(announcement, incident) == [1, 1]


async def test_what_our_own_check_sees_later_is_a_new_message_that_takes_the_words_over(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    await vendor.says(watch, notice())
    (first,) = await household.tell_all()
    await household.look(watch, "uddd")
    (new,) = await household.tell_all(first_message=600)
    assert next_step(new, household.now) is Step.POST
    kinds = {one.kind for one in (await told(household, new.id)).incidents}
    assert kinds == {OUTAGE, OFFICIAL}
    (pointer,) = await household.tell_all()
    assert (pointer.id, pointer.is_folded) == (first.id, True)
    await household.look(watch, "uu")
    (half,) = await household.tell_all()
    assert not half.is_over
    await vendor.says(watch, over(at=household.now))
    (last,) = await household.tell_all()
    assert (last.id, last.is_over) == (new.id, True)


async def test_an_outage_is_told_where_the_vendors_words_were_muted(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    await vendor.says(watch, notice())
    await household.tell_all()
    (words,) = await household.incidents.of_guild(1, household.now - MINUTE)
    await household.incidents.respond(words.id, Act.MUTED, actor(at=household.now))
    await household.tell_all()
    await household.look(watch, "uddd")
    steps = [next_step(one, household.now) for one in await household.claim()]
    assert steps == [Step.POST]


async def test_a_watch_that_is_added_in_the_middle_hears_of_what_goes_on(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    await vendor.says(watch, notice())
    await household.tell_all()
    await follow(household, guild_id=2, channel_id=20)
    (new,) = await household.tell_all()
    assert (new.channel_id, next_step(new, household.now)) == (20, Step.POST)


async def test_who_left_while_it_was_over_hears_of_no_relapse(
    household: Household, vendor: Vendor
) -> None:
    watch, other = await follow(household), await follow(household, guild_id=2, channel_id=20)
    await vendor.says(watch, notice())
    await household.tell_all()
    await vendor.says(watch, over(at=household.now))
    await household.tell_all()
    await household.watches.remove(other.id, actor(2, household.now))
    await vendor.says(watch, notice(text="Again.", updated_at=household.now))
    assert [one.channel_id for one in await household.tell_all()] == [10]


async def test_what_the_vendor_tells_later_joins_the_outages_message(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    await household.look(watch, "uddd")
    (first,) = await household.tell_all()
    await vendor.says(watch, notice())
    (joined,) = await household.tell_all()
    assert (joined.id, next_step(joined, household.now)) == (first.id, Step.EDIT)
    await vendor.says(watch, over(at=household.now))
    (half,) = await household.tell_all()
    assert not half.is_over
    await household.look(watch, "uu")
    (last,) = await household.tell_all()
    assert last.is_over
    assert await household.count(announcement) == [1]


async def test_the_message_that_was_first_points_to_the_new_one(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    await vendor.says(watch, notice())
    (first,) = await household.tell_all()
    await household.look(watch, "uddd")
    await household.tell_all(first_message=600)
    (pointer,) = await household.claim()
    assert (pointer.id, pointer.is_folded) == (first.id, True)
    story = await told(household, pointer.id)
    assert story.folded_into is not None
    assert (story.folded_into.message_id, story.incidents[0].kind) == (600, OFFICIAL)
    assert story.folded_into.is_same


async def test_a_vendors_words_are_no_downtime_and_stand_in_the_history(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    await household.look(watch, "uu")
    begins = household.now
    await vendor.says(watch, notice())
    household.now += timedelta(hours=1)
    await vendor.says(watch, over(at=household.now))
    stories = await household.incidents.of_guild(1, begins - MINUTE)
    assert [one.kind for one in stories] == [OFFICIAL]
    record = await household.chronicle.record_of(
        watch.id, Interval(begins=begins - MINUTE, ends=household.now)
    )
    assert record is not None
    assert record.outages == ()


async def test_who_follows_nothing_hears_nothing(household: Household, vendor: Vendor) -> None:
    plain = await follow(household, Expectations(), guild_id=2, channel_id=20)
    whole = await follow(household, WHOLE, guild_id=3, channel_id=30)
    own = await follow(household)
    assert len(await vendor.store.followed()) == 2
    await vendor.says(own, notice())
    assert {one.channel_id for one in await household.tell_all()} == {own.channel_id}
    await vendor.says(whole, notice())
    assert {one.channel_id for one in await household.tell_all()} == {whole.channel_id}
    assert plain.channel_id == 20


async def test_a_mute_holds_for_what_the_vendor_adds(household: Household, vendor: Vendor) -> None:
    watch = await follow(household)
    await household.look(watch, "uddd")
    await household.tell_all()
    (outage,) = await household.incidents.of_guild(1, household.now - MINUTE)
    await household.incidents.respond(outage.id, Act.MUTED, actor(at=household.now))
    await household.tell_all()
    await vendor.says(watch, notice())
    newer = notice(text="We found it.", updated_at=household.now)
    await vendor.says(watch, newer)
    assert await household.claim() == ()
    await household.look(watch, "uu")
    (end,) = await household.tell_all()
    assert not end.is_over
    await vendor.says(watch, over(at=household.now))
    (last,) = await household.tell_all()
    assert last.is_over


async def test_no_page_is_followed_any_more(household: Household, vendor: Vendor) -> None:
    watch = await follow(household)
    await vendor.says(watch, notice())
    await household.tell_all()
    heard = [one.yardstick_id for one in await vendor.store.followed()]
    assert not await vendor.store.end_unheard(heard, household.now)
    changed = replace(watch, expectations=Expectations())
    assert await household.watches.change(changed, actor(at=household.now))
    assert await vendor.store.followed() == ()
    assert await vendor.store.end_unheard((), household.now)
    (last,) = await household.tell_all()
    assert last.is_over
    (story,) = (await told(household, last.id)).incidents
    assert story.is_abandoned


async def test_words_for_a_choice_that_changed_meanwhile_are_dropped(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    (followed,) = await vendor.store.followed()
    await household.watches.remove(watch.id, actor(at=household.now))
    assert await vendor.store.hear(vendor.heard(followed, notice())) == Taken()
    assert await household.count(incident) == [0]


async def test_a_clock_that_was_ahead_for_a_while_leaves_nothing_open(
    household: Household, vendor: Vendor
) -> None:
    watch, ahead = await follow(household), timedelta(days=30)
    household.now += ahead
    await vendor.says(watch, notice("b"))
    await vendor.says(watch, over("b", at=household.now))
    household.now -= ahead
    await vendor.says(watch, notice())
    await vendor.says(watch, notice(text="We found it.", updated_at=household.now))
    assert await household.count(incident) == [2]
    await vendor.says(watch, over(at=household.now))
    assert None not in {ends for (ends,) in await household.rows(incident, ["resolved_at"])}


async def test_it_is_taken_up_again_soon_or_begins_anew(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    await vendor.says(watch, notice())
    await vendor.says(watch, over(at=household.now))
    await household.tell_all()
    await vendor.says(watch, notice(text="Again.", updated_at=household.now))
    assert await household.count(incident) == [1]
    (again,) = await household.tell_all()
    assert not again.is_over
    (story,) = (await told(household, again.id)).incidents
    assert len(story.pauses) == 1
    await vendor.says(watch, over(at=household.now))
    household.now += GRACE
    await vendor.says(watch, notice(text="Much later.", updated_at=household.now))
    assert await household.count(incident) == [2]
    await vendor.says(watch, over(at=household.now), notice("b", updated_at=household.now))
    assert await household.count(incident) == [2]


async def test_another_channel_that_comes_to_watch_hears_of_both_in_one_message(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    await vendor.says(watch, notice())
    await household.look(watch, "uddd")
    await household.tell_all()
    moved = replace(watch, channel_id=20)
    assert await household.watches.change(moved, actor(at=household.now))
    new = [one for one in await household.tell_all() if one.channel_id == 20]
    assert len(new) == 1
    assert len((await told(household, new[0].id)).incidents) == 2


async def test_a_text_that_no_json_or_database_may_hold_does_no_harm(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    odd = notice(text="\\u0000 \U0001f600 ' \" \\ $1 %s \ud800".encode("utf-8", "replace").decode())
    assert (await vendor.says(watch, odd)).is_news
    (one,) = await household.tell_all()
    (story,) = (await told(household, one.id)).incidents
    assert story.official is not None
    assert "😀" in story.official.notices[0].text
    assert await household.count(announcement_incident) == [1]


async def test_the_step_back_and_forth_keeps_all_but_what_vendors_told(
    household: Household, vendor: Vendor
) -> None:
    watch = await follow(household)
    await household.look(watch, "uddd")
    await vendor.says(watch, notice())
    assert await household.count(incident, announcement, announcement_incident) == [2, 1, 2]
    await downgrade(household.database, "0007")
    await upgrade(household.database)
    assert await household.count(incident, announcement, announcement_incident) == [1, 1, 1]
    await vendor.says(watch, notice())
    assert await household.count(incident, announcement, announcement_incident) == [2, 1, 2]


async def open_subjects(household: Household) -> dict[int, list[set[int]]]:
    """Return by channel which open incidents its messages tell of, each message apart."""
    open_ones = {
        id_ for id_, ends in await household.rows(incident, ["id", "resolved_at"]) if ends is None
    }
    columns = ["id", "channel_id", "folded_into"]
    found: dict[int, list[set[int]]] = {}
    for id_, channel, folded in await household.rows(announcement, columns):
        if folded is not None:
            continue
        links = await household.rows(announcement_incident, ["announcement_id", "incident_id"])
        told_of = {one for owner, one in links if owner == id_} & open_ones
        if told_of:
            found.setdefault(channel, []).append(told_of)
    return found


@pytest.mark.parametrize("seed", range(16))
async def test_whatever_happens_one_message_tells_of_all_that_goes_on(
    household: Household, vendor: Vendor, seed: int
) -> None:
    dice = random.Random(seed)
    watch = await follow(household)
    await follow(household, channel_id=20, role_id=77)
    await follow(household, channel_id=30, guild_id=2)
    for _ in range(14):
        match dice.choice(["down", "up", "says", "over", "tell", "tell", "mute", "wait"]):
            case "down":
                await household.look(watch, "ddd")
            case "up":
                await household.look(watch, "uu")
            case "says":
                words = str(dice.random())
                await vendor.says(watch, notice(text=words, updated_at=household.now))
            case "over":
                await vendor.says(watch, over(at=household.now))
            case "tell":
                await household.tell_all(first_message=dice.randrange(10**6))
            case "mute":
                for one in await household.incidents.of_guild(1, household.now):
                    await household.incidents.respond(one.id, Act.MUTED, actor(at=household.now))
            case "wait":
                household.now += dice.randrange(60) * MINUTE
        for messages in (await open_subjects(household)).values():
            assert len(messages) == 1, messages
    await household.look(watch, 12 * "u", every=9 * MINUTE)  # a restless time ends, too
    await vendor.says(watch, over(at=household.now))
    for _ in range(3):
        await household.tell_all(first_message=dice.randrange(10**6))
    rows = await household.rows(announcement, ["is_over", "folded_into", "told_version", "version"])
    assert all(is_over or folded is not None for is_over, folded, _, _ in rows)
    assert all(told_version == version for _, _, told_version, version in rows)


@pytest.mark.parametrize("seed", range(5))
async def test_among_several_outages_each_is_told_once_in_each_channel(
    household: Household, vendor: Vendor, seed: int
) -> None:
    dice = random.Random(seed)
    watches = []
    for number in range(4):
        for channel, guild_id in ((10, 1), (20, 1), (30, 2)):
            role = 77 if channel == 20 and number % 2 else None
            values = {"expectations": OWN, "channel_id": channel, "role_id": role}
            watches.append(await household.watch(f"{number}.example", guild_id=guild_id, **values))
    for _ in range(20):
        watch = dice.choice(watches[::3])
        match dice.choice(["down", "down", "up", "says", "over", "tell", "tell"]):
            case "down":
                await household.look(watch, "ddd")
            case "up":
                await household.look(watch, "uu")
            case "says":
                words = str(dice.random())
                await vendor.says(watch, notice(text=words, updated_at=household.now))
            case "over":
                await vendor.says(watch, over(at=household.now))
            case "tell":
                await household.tell_all(first_message=dice.randrange(10**6))
        told = await open_subjects(household)
        rows = await household.rows(incident, ["id", "resolved_at"])
        going_on = sorted(id_ for id_, ends in rows if ends is None)
        for channel in (10, 20, 30):
            assert sorted(id_ for one in told.get(channel, []) for id_ in one) == going_on
