"""A server's own watches while somebody types, whatever storage does."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.catalogue.source import load_catalogue
from bot.presentation.choices import OWN_CHOICES, render_target_choices
from bot.probing.parsing import parse_target
from bot.watching.nearby import (
    FRESH_SECONDS,
    NearbyWatches,
    read_reference,
    reference_to,
)
from bot.watching.recording import StoreUnavailable
from bot.watching.watch import Watch
from tests.fakes.clock import FakeClock
from tests.fakes.stories import watch as make_watch

HOME, ABROAD = 1, 2
CATALOGUE = load_catalogue()


def make(number: int, name: str, target: str = "", **values: Any) -> Watch:
    address = parse_target(target or f"https://site{number}.example.org/")
    return replace(make_watch(name, **values), id=number, guild_id=HOME, target=address)


class Storage:
    """Watches in memory, read as slowly as asked for."""

    def __init__(self, *watches: Watch) -> None:
        self.watches = watches
        self.seconds = 0.0
        self.is_away = False
        self.reads = 0

    async def of_guild(self, guild_id: int) -> tuple[Watch, ...]:
        self.reads += 1
        read = self.watches
        await asyncio.sleep(self.seconds)
        if self.is_away:
            raise StoreUnavailable
        return tuple(one for one in read if one.guild_id == guild_id)


@pytest.fixture
def storage() -> Storage:
    return Storage(make(1, "Our Shop"), make(2, "Forum", "https://forum.example.net/in?key=1"))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def nearby(storage: Storage, clock: FakeClock) -> AsyncIterator[NearbyWatches]:
    watches = NearbyWatches(storage, clock)  # type: ignore[arg-type] # reads nothing else
    yield watches
    await watches.aclose()


def names(watches: tuple[Watch, ...]) -> list[str]:
    return [one.name for one in watches]


async def test_watches_are_found_by_name_and_by_host(nearby: NearbyWatches) -> None:
    assert names(await nearby.fitting(HOME, "")) == ["Our Shop", "Forum"]
    assert names(await nearby.fitting(HOME, "SHOP")) == ["Our Shop"]
    assert names(await nearby.fitting(HOME, "example.net")) == ["Forum"]
    assert names(await nearby.fitting(HOME, "key")) == [], "a query may hold secrets"


async def test_a_server_sees_its_own_alone(nearby: NearbyWatches) -> None:
    for guild_id in (ABROAD, None):
        assert await nearby.fitting(guild_id, "") == ()
        assert await nearby.find(guild_id, 1) is None
        assert await nearby.named(guild_id, "our shop") is None


async def test_a_reference_leads_to_its_watch(nearby: NearbyWatches, storage: Storage) -> None:
    for watch in storage.watches:
        number = read_reference(f" {reference_to(watch)} ")
        assert number == watch.id
        assert await nearby.find(HOME, number) is watch
    assert await nearby.find(HOME, 3) is None


@pytest.mark.parametrize(
    "text", ["watch:0", "watch:-1", "watch:1x", "watch:", "1", "watch:" + "9" * 20]
)
def test_other_texts_are_no_references(text: str) -> None:
    assert read_reference(text) is None


async def test_a_name_typed_in_full_is_enough(nearby: NearbyWatches, storage: Storage) -> None:
    assert await nearby.named(HOME, " our SHOP ") is storage.watches[0]
    assert await nearby.named(HOME, "shop") is None


async def test_a_name_that_two_watches_have_means_neither(clock: FakeClock) -> None:
    twins = Storage(make(1, "Shop"), make(2, "shop"))
    nearby = NearbyWatches(twins, clock)  # type: ignore[arg-type] # reads nothing else
    assert await nearby.named(HOME, "Shop") is None


async def test_typing_reads_storage_once_in_a_while(
    nearby: NearbyWatches, storage: Storage, clock: FakeClock
) -> None:
    for _ in range(20):
        await nearby.fitting(HOME, "sh")
    assert storage.reads == 1
    clock.advance(FRESH_SECONDS + 1)
    storage.watches = storage.watches[:1]
    assert len(await nearby.fitting(HOME, "")) == 2, "what is known is shown at once"
    await asyncio.sleep(0.01)
    assert len(await nearby.fitting(HOME, "")) == 1
    assert storage.reads == 2


async def test_slow_storage_is_not_waited_for_and_heard_at_the_next_key(
    nearby: NearbyWatches, storage: Storage
) -> None:
    storage.seconds = 0.5
    assert await nearby.fitting(HOME, "s") == ()
    await asyncio.gather(*(nearby.fitting(HOME, "s") for _ in range(50)))
    assert storage.reads == 1
    await asyncio.sleep(0.6)
    assert names(await nearby.fitting(HOME, "sh")) == ["Our Shop"]


async def test_whoever_picked_a_watch_waits_a_little_longer(
    nearby: NearbyWatches, storage: Storage
) -> None:
    storage.seconds = 0.1
    assert await nearby.find(HOME, 1) is storage.watches[0]


async def test_storage_that_is_away_leaves_services_alone(
    nearby: NearbyWatches, storage: Storage
) -> None:
    storage.is_away = True
    assert await nearby.fitting(HOME, "") == ()
    assert await nearby.find(HOME, 1) is None
    storage.is_away = False
    assert len(await nearby.fitting(HOME, "")) == 2


async def test_a_server_that_is_forgotten_is_forgotten_here_too(
    nearby: NearbyWatches, storage: Storage
) -> None:
    assert await nearby.fitting(HOME, "") != ()
    storage.watches = ()
    await nearby.forget_server(HOME)
    assert await nearby.fitting(HOME, "") == ()


async def test_what_is_read_of_a_server_while_it_is_forgotten_is_not_kept(
    nearby: NearbyWatches, storage: Storage
) -> None:
    storage.seconds = 0.05
    assert await nearby.fitting(HOME, "s") == ()
    await nearby.forget_server(HOME)
    storage.watches = ()
    assert await nearby.find(HOME, 1) is None


async def test_what_is_being_read_ends_with_the_bot(storage: Storage, clock: FakeClock) -> None:
    storage.seconds = 60
    nearby = NearbyWatches(storage, clock)  # type: ignore[arg-type] # reads nothing else
    await nearby.fitting(HOME, "")
    await asyncio.wait_for(nearby.aclose(), 1)


def test_watches_come_first_and_leave_room_for_services() -> None:
    watches = [make(number, f"Site {number}") for number in range(1, 51)]
    choices = render_target_choices(watches, CATALOGUE.suggest(""), "en")
    assert len(choices) == 25
    assert choices[0].name == "Site 1 (watched here)"
    assert choices[0].value == "watch:1"
    assert [choice.value.startswith("watch:") for choice in choices].count(True) == OWN_CHOICES
    assert choices[OWN_CHOICES].value == "discord"


def test_what_is_watched_is_not_named_twice() -> None:
    github = CATALOGUE.get("github")
    assert github is not None
    choices = render_target_choices(
        [make(1, "GitHub", github.probe_url)], CATALOGUE.suggest("github"), "en"
    )
    assert choices[0].name == "GitHub (watched here)"
    assert "github" not in [choice.value for choice in choices]


def test_long_and_hostile_names_fit() -> None:
    choices = render_target_choices([make(1, "a\n\u202eb" * 100)], (), "en")
    assert len(choices[0].name) <= 100
    assert choices[0].name.endswith("… (watched here)")
    assert choices[0].name.isprintable()
