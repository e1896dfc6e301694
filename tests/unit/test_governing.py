"""Settings of servers: remembered, never stale, and never in anybody's way."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, cast

import pytest

from bot.probing.parsing import parse_target
from bot.watching.governing import KNOWN_SECONDS, Governing, may_ask
from bot.watching.limits import Retention, bounds_of
from bot.watching.ports import Actor, AskScope, GuildSettings
from bot.watching.recording import StoreUnavailable
from bot.watching.watch import Watch
from tests.fakes.clock import FakeClock
from tests.fakes.guilds import MemoryGuilds

GUILD, ROLE = 1, 5


@dataclass(slots=True, kw_only=True)
class Desk:
    """Governing over servers in memory, and what was asked to be taken in."""

    guilds: MemoryGuilds = field(default_factory=MemoryGuilds)
    clock: FakeClock = field(default_factory=FakeClock)
    refreshed: list[Collection[int] | None] = field(default_factory=list)

    def open(self) -> Governing:
        async def refresh(endpoints: Collection[int] | None) -> None:
            self.refreshed.append(endpoints)

        guilds = cast("Any", self.guilds)
        return Governing(
            guilds=guilds,
            watches=guilds,
            forgetting=guilds,
            refresh=refresh,
            retention=Retention(),
            clock=self.clock,
        )

    def actor(self) -> Actor:
        return Actor(guild_id=GUILD, user_id=7, at=self.clock.now())


@pytest.fixture
async def desk() -> Desk:
    return Desk()


async def test_settings_are_read_once_and_again_after_a_while(desk: Desk) -> None:
    governing = desk.open()
    for _ in range(3):
        await governing.known(GUILD)
    assert desk.guilds.reads == 1
    desk.clock.advance(KNOWN_SECONDS + 1)
    await governing.known(GUILD)
    assert desk.guilds.reads == 2


async def test_a_change_is_known_at_once(desk: Desk) -> None:
    governing = desk.open()
    await governing.known(GUILD)
    await governing.change(desk.actor(), lambda old: replace(old, pings=False))
    assert not (await governing.known(GUILD)).pings


async def test_what_was_read_before_a_change_is_not_remembered_after_it(desk: Desk) -> None:
    governing = desk.open()
    desk.guilds.gate.clear()
    reading = asyncio.ensure_future(governing.known(GUILD))
    await asyncio.sleep(0)
    changed = GuildSettings(guild_id=GUILD, pings=False)
    governing._remember(changed)
    desk.guilds.gate.set()
    await reading
    assert await governing.known(GUILD) == changed


async def test_changes_follow_one_another_and_none_is_lost(desk: Desk) -> None:
    governing = desk.open()
    await asyncio.gather(
        governing.change(desk.actor(), lambda old: replace(old, pings=False)),
        governing.change(desk.actor(), lambda old: replace(old, channel_id=9)),
        governing.change(desk.actor(), lambda old: replace(old, locale="en")),
    )
    assert desk.guilds.stored[GUILD] == GuildSettings(
        guild_id=GUILD, pings=False, channel_id=9, locale="en"
    )


async def test_storage_that_is_away_means_the_usual_and_is_asked_again(desk: Desk) -> None:
    governing = desk.open()
    desk.guilds.stored[GUILD] = GuildSettings(guild_id=GUILD, who_may_ask=AskScope.MANAGERS)
    desk.guilds.is_away = True
    assert await governing.known(GUILD) == GuildSettings(guild_id=GUILD)
    with pytest.raises(StoreUnavailable):
        await governing.settings(GUILD)
    desk.guilds.is_away = False
    assert (await governing.known(GUILD)).who_may_ask is AskScope.MANAGERS


async def test_leaving_and_coming_back_touch_a_servers_own_targets_only(desk: Desk) -> None:
    governing = desk.open()
    desk.guilds.watches = {GUILD: (watch(3), watch(4), watch(3)), 2: (watch(5),)}
    await governing.leave(GUILD)
    await governing.join(GUILD)
    await governing.reconcile({2})
    assert desk.refreshed == [{3, 4}, {3, 4}, None]
    assert desk.guilds.present == {GUILD: False, 2: True}


async def test_a_forgotten_server_has_the_usual_settings(desk: Desk) -> None:
    governing = desk.open()
    desk.guilds.watches = {GUILD: (watch(3),)}
    await governing.change(desk.actor(), lambda old: replace(old, pings=False))
    await governing.forget_server(GUILD)
    assert await governing.known(GUILD) == GuildSettings(guild_id=GUILD)
    assert desk.refreshed == [{3}]
    assert await governing.forget_member(7) == 1


def watch(endpoint_id: int) -> Watch:
    return Watch(
        id=endpoint_id,
        guild_id=GUILD,
        endpoint_id=endpoint_id,
        target=parse_target("example.com"),
        channel_id=1,
        name="A",
        interval=timedelta(seconds=60),
    )


@pytest.mark.parametrize(
    ("scope", "role", "roles", "is_manager", "may"),
    [
        (AskScope.EVERYONE, None, (), False, True),
        (AskScope.MANAGERS, None, (ROLE,), False, False),
        (AskScope.MANAGERS, None, (), True, True),
        (AskScope.ROLE, ROLE, (ROLE, 6), False, True),
        (AskScope.ROLE, ROLE, (6,), False, False),
        (AskScope.ROLE, ROLE, (), True, True),
        (AskScope.ROLE, None, (ROLE,), False, False),
    ],
)
def test_who_may_ask(
    *, scope: AskScope, role: int | None, roles: tuple[int, ...], is_manager: bool, may: bool
) -> None:
    settings = GuildSettings(guild_id=GUILD, who_may_ask=scope, ask_role_id=role)
    assert may_ask(settings, role_ids=roles, is_manager=is_manager) is may


def test_a_server_may_have_less_kept_and_never_more() -> None:
    wishes = GuildSettings(guild_id=GUILD, sample_hours=6, rollup_days=9999)
    assert bounds_of(wishes, Retention()) == replace(Retention(), samples=timedelta(hours=6))
