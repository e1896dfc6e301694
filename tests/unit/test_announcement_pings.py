"""Who is pinged, and when nobody is: quiet hours, days when clocks change, repeats, folds."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.announcements import render_announcement
from bot.presentation.composing import AnnouncementComposer
from bot.presentation.rendered import Rendered
from bot.triage.verdict import Cause, State
from bot.watching.messages import Announcement
from bot.watching.pinging import is_quiet, roles_to_ping
from bot.watching.ports import (
    AnnouncementStory,
    GuildSettings,
    IncidentKind,
    IncidentStory,
    Response,
)
from bot.watching.watch import QuietHours
from tests.fakes.clock import FakeClock
from tests.fakes.stories import (
    ADMIN,
    BEGAN,
    CHANNEL,
    GUILD,
    STATES,
    after,
    incident,
    seen,
    story,
    watch,
)

ROLE, OTHER_ROLE = 500, 501
BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietHours(begins=time(22), ends=time(7))
LUNCH = QuietHours(begins=time(12), ends=time(13))
USUAL = GuildSettings(guild_id=GUILD)


def outage(role_id: int | None = ROLE, **changes: Any) -> IncidentStory:
    quiet_hours = changes.pop("quiet_hours", None)
    channel_id = changes.pop("channel_id", CHANNEL)
    followed = watch(role_id=role_id, quiet_hours=quiet_hours, channel_id=channel_id)
    return incident(watches=(followed,), **changes)


@pytest.mark.parametrize(
    ("hours", "clock", "quiet"),
    [
        (LUNCH, "2026-11-23T11:59", False),
        (LUNCH, "2026-11-23T12:00", True),
        (LUNCH, "2026-11-23T12:59", True),
        (LUNCH, "2026-11-23T13:00", False),
        (NIGHT, "2026-11-23T21:59", False),
        (NIGHT, "2026-11-23T22:00", True),
        (NIGHT, "2026-11-24T00:00", True),
        (NIGHT, "2026-11-24T06:59", True),
        (NIGHT, "2026-11-24T07:00", False),
        (QuietHours(begins=time(0), ends=time(0)), "2026-11-24T15:00", True),
        (None, "2026-11-24T03:00", False),
    ],
)
def test_quiet_hours_are_read_off_the_servers_clocks(
    hours: QuietHours | None, clock: str, *, quiet: bool
) -> None:
    moment = datetime.fromisoformat(clock).replace(tzinfo=BERLIN).astimezone(UTC)
    assert is_quiet(hours, BERLIN, moment) is quiet


def test_quiet_hours_hold_when_an_hour_is_skipped() -> None:
    hours = QuietHours(begins=time(1), ends=time(2, 30))  # clocks jump from 02:00 to 03:00
    midnight = datetime(2026, 3, 28, 23, tzinfo=UTC)
    told = [is_quiet(hours, BERLIN, midnight + n * timedelta(minutes=30)) for n in range(8)]
    assert told == [False, False, True, True, True, False, False, False]  # until 03:30


def test_quiet_hours_hold_when_an_hour_comes_twice() -> None:
    hours = QuietHours(begins=time(2), ends=time(2, 30))
    first = datetime(2026, 10, 25, 0, tzinfo=UTC)  # 02:00 for the first time
    told = [is_quiet(hours, BERLIN, first + n * timedelta(minutes=15)) for n in range(8)]
    assert told == [True] * 6 + [False] * 2  # from the first 02:00 to the second 02:30


@given(
    moment=st.datetimes(timezones=st.just(UTC)).filter(lambda m: 1 < m.year < 9999),
    begins=st.times(),
    ends=st.times(),
)
def test_a_moment_is_quiet_by_night_or_by_day_never_both(
    moment: datetime, begins: time, ends: time
) -> None:
    zone = ZoneInfo("UTC")
    one, other = (
        QuietHours(begins=begins, ends=ends),
        QuietHours(begins=ends, ends=begins),
    )
    if begins != ends:
        assert is_quiet(one, zone, moment) is not is_quiet(other, zone, moment)


@pytest.mark.parametrize(
    ("what", "settings", "pinged"),
    [
        (outage(), USUAL, {ROLE}),
        (outage(verdict=None), USUAL, {ROLE}),
        (outage(verdict=seen(State.NO_SUCH_SITE, Cause.DNS_NXDOMAIN)), USUAL, {ROLE}),
        (outage(role_id=None), USUAL, set()),
        (outage(role_id=GUILD), USUAL, set()),
        (outage(channel_id=CHANNEL + 1), USUAL, set()),
        (outage(), replace(USUAL, pings=False), set()),
        (outage(quiet_hours=QuietHours(begins=time(14), ends=time(15))), USUAL, set()),
        (outage(quiet_hours=NIGHT), USUAL, {ROLE}),
        (
            outage(quiet_hours=NIGHT),
            replace(USUAL, quiet_hours=QuietHours(begins=time(14), ends=time(15))),
            set(),
        ),
        (
            outage(),  # 14:02 UTC is half past seven in the evening there
            replace(
                USUAL,
                time_zone=ZoneInfo("Asia/Kolkata"),
                quiet_hours=QuietHours(begins=time(19), ends=time(8)),
            ),
            set(),
        ),
        (outage(resolved_at=after(3)), USUAL, set()),
        (outage(is_unstable=True), USUAL, set()),
        (outage(kind=IncidentKind.SLOW), USUAL, set()),
        (outage(kind=IncidentKind.CERTIFICATE), USUAL, set()),
        (outage(kind=IncidentKind.MAINTENANCE), USUAL, set()),
        (outage(verdict=seen(State.BLOCKED, Cause.BOT_BLOCKED)), USUAL, set()),
        (outage(response=Response(muted_by=ADMIN, muted_at=BEGAN)), USUAL, set()),
        (outage(response=Response(retracted_by=ADMIN, retracted_at=BEGAN)), USUAL, set()),
        (outage(response=Response(acknowledged_by=ADMIN, acknowledged_at=BEGAN)), USUAL, {ROLE}),
    ],
)
def test_who_is_pinged(what: IncidentStory, settings: GuildSettings, pinged: set[int]) -> None:
    assert roles_to_ping((what,), CHANNEL, settings, BEGAN) == pinged
    assert roles_to_ping((what,), CHANNEL, settings) == pinged


def test_of_many_at_once_each_role_is_pinged_once() -> None:
    outages = tuple(outage(ROLE if n % 2 else OTHER_ROLE, id=n) for n in range(1, 9))
    roles = roles_to_ping(outages, CHANNEL, USUAL, BEGAN)
    message = render_announcement(story(*outages), nonce="a1e0", locale="en", roles=roles)
    assert message.content.splitlines()[-1] == f"<@&{ROLE}> <@&{OTHER_ROLE}>"
    assert message.pings == {ROLE, OTHER_ROLE}


class Archive:
    """The two ports a composer reads, over values."""

    def __init__(self, told: AnnouncementStory | None, settings: GuildSettings = USUAL) -> None:
        self.told = told
        self.kept = settings

    async def story(self, announcement_id: int) -> AnnouncementStory | None:
        del announcement_id
        return self.told

    async def settings(self, guild_id: int) -> GuildSettings:
        assert guild_id == GUILD
        return self.kept


def announcement(**changes: Any) -> Announcement:
    values: dict[str, Any] = {
        "id": 1,
        "guild_id": GUILD,
        "channel_id": CHANNEL,
        "version": 1,
        "since": BEGAN,
    }
    return Announcement(**values | changes)


async def compose(
    told: AnnouncementStory | None,
    *,
    settings: GuildSettings = USUAL,
    is_plain: bool = False,
    now: datetime = BEGAN,
    **changes: Any,
) -> tuple[Rendered, int]:
    archive = Archive(told, settings)
    composer = AnnouncementComposer(
        incidents=archive,
        guilds=archive,
        clock=FakeClock(now),
    )
    composed = await composer.compose(announcement(**changes), is_plain=is_plain)
    return composed.content, composed.version


@pytest.mark.parametrize(
    ("changes", "is_summary", "pinged"),
    [
        ({}, False, True),
        ({"message_id": 9}, False, True),  # an edit: Discord pings nobody, the mention stays
        ({"edition": 1}, False, False),  # somebody deleted the message: nobody is called twice
        ({"edition": 1}, True, True),  # a summary is an edition of its own, and was never told
        ({"edition": 2}, True, False),
    ],
)
async def test_nobody_is_called_twice(
    changes: dict[str, int], *, is_summary: bool, pinged: bool
) -> None:
    message, _ = await compose(story(outage(), is_summary=is_summary), **changes)
    assert (message.pings == {ROLE}) is pinged
    assert (f"<@&{ROLE}>" in message.content) is pinged


@pytest.mark.parametrize(
    ("changes", "are_wanted", "name"),
    [
        ({}, True, "Outage of ChatGPT, 23 Nov"),
        ({"message_id": 9}, True, "Outage of ChatGPT, 23 Nov"),  # an edit makes good what failed
        ({"edition": 1}, True, ""),  # somebody deleted the message; its thread may stand there
        ({}, False, ""),
    ],
)
@pytest.mark.parametrize("is_plain", [False, True])
async def test_a_thread_is_for_servers_that_want_one(
    changes: dict[str, int], name: str, *, are_wanted: bool, is_plain: bool
) -> None:
    settings = replace(USUAL, threads=are_wanted)
    message, _ = await compose(story(outage()), settings=settings, is_plain=is_plain, **changes)
    assert message.thread == name


async def test_quiet_hours_count_when_the_message_is_sent() -> None:
    settings = replace(USUAL, quiet_hours=NIGHT)
    told = story(outage(opened_at=datetime(2026, 11, 23, 21, 59, 50, tzinfo=UTC)))
    late = datetime(2026, 11, 23, 22, 0, 5, tzinfo=UTC)
    message, _ = await compose(told, settings=settings, now=late)
    assert message.pings == frozenset()


async def test_a_message_tells_the_truth_up_to_its_storys_version() -> None:
    told = replace(story(outage()), version=7)
    _, version = await compose(told, version=5)
    assert version == 7


async def test_plain_text_keeps_the_buttons_by_which_it_is_found() -> None:
    message, _ = await compose(story(outage()), is_plain=True)
    assert message.card is None
    assert "**Is my data safe?**" in message.content
    assert any(button.custom_id.endswith(":a1e0") for button in message.buttons)


async def test_what_was_deleted_meanwhile_is_said_to_be() -> None:
    message, version = await compose(None, version=4)
    assert "deleted" in message.content
    assert version == 4


async def test_a_server_reads_its_own_language() -> None:
    message, _ = await compose(story(outage()), settings=replace(USUAL, locale="xx"))
    assert message.content.startswith("ChatGPT is down")


def test_so_many_are_down_that_discord_would_not_take_all_their_roles() -> None:
    several = story(
        *(
            replace(outage(role_id=number), id=number, resolved_at=BEGAN if number % 2 else None)
            for number in range(1, 240)
        )
    )
    message = render_announcement(
        replace(several, is_summary=True),
        nonce="a1e0",
        locale="en",
        roles=frozenset(range(1, 240)),
    )
    assert 0 < len(message.pings) <= 100
    assert all(f"<@&{role_id}>" in message.content for role_id in message.pings)
    assert len(message.content) < 2000


def test_the_longest_names_of_every_kind_leave_room_for_who_is_called() -> None:
    kinds = [what for what, _ in STATES.values()]
    several = story(
        *(
            replace(what, id=number, watches=(watch(name="_" * 80, role_id=number),))
            for number, what in enumerate(kinds * 3, start=1)
        )
    )
    message = render_announcement(
        replace(several, is_summary=True), nonce="a1e0", locale="en", roles=frozenset({7})
    )
    assert message.content.endswith("<@&7>")
    assert len(message.content) < 2000
