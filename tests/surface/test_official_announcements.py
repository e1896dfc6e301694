"""A vendor's page that a watch follows, over real sockets: from the command to the last edit."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.asking.asking import Asking
from bot.asking.official_pages import OfficialPages
from bot.bootstrap import App, build
from bot.catalogue.components import load_components
from bot.catalogue.source import load_catalogue
from bot.client import GatewiseBot
from bot.official_line import make_rounds
from bot.people_line import make_configuring
from bot.presentation.announcements import render_announcement
from bot.presentation.drawing import draw
from bot.presentation.official_parts import encode_parts
from bot.settings import Settings
from bot.storage.migrating import open_database
from bot.storage.official_incidents import OfficialIncidents
from bot.storage.outbox import OutboxStore
from bot.watch_line import OWNER
from bot.watching.official_directory import OfficialDirectory
from bot.watching.official_parts import Followable
from bot.watching.official_reading import Reading
from bot.watching.official_rounds import PERIOD, OfficialRounds
from bot.watching.telling import LEASE
from bot.watching.watch import Watch
from sandbox.discord import StandIn
from sandbox.discord.things import Message
from sandbox.transcript import render_page
from tests.fakes.broken_web import page
from tests.fakes.official import SUMMARY, Site, fetcher, incident, official_site, summary
from tests.fakes.vendors import TOLD, notice
from tests.surface.admins import press, put_button, run, stored
from tests.surface.conftest import LocalDiscordClock, Scene, online
from tests.surface.outages import Outages
from tests.surface.test_announcement_pictures import bring_up_to_date
from tests.surface.test_official import services

FINE = page(summary(web="operational"))
TITLE = "Logins fail"
QUIET_ROUND = 1.5 * PERIOD


def saying(text: str, stage: str = "investigating", minute: int = 0) -> bytes:
    """Return the page with an incident, and what is said of it now."""
    at = f"2026-03-01T11:{minute:02}:00Z"
    one = incident(TITLE, "critical", "web") | {
        "status": stage,
        "updated_at": at,
        "incident_updates": [{"status": stage, "body": text, "created_at": at}],
    }
    return page(summary("critical", incidents=(one,), web="major_outage"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A running bot with a shop in its catalogue, and what goes round to the shop's page."""

    scene: Scene
    outages: Outages
    rounds: OfficialRounds
    site: Site

    async def hears(self, reply: bytes) -> list[Message]:
        """Let the page say something; return what was posted or edited."""
        self.site.replies[SUMMARY] = reply
        self.scene.discord.advance(QUIET_ROUND)
        await self.rounds.go()
        return await self.outages.announce()

    async def look(self, letters: str) -> list[Message]:
        """Let our own check find something."""
        (watch,) = await stored(self.scene)
        await self.outages.look(watch, letters)
        return await self.outages.announce()

    @property
    def told(self) -> list[str]:
        """What stands in the channel."""
        return [
            message.content for message in self.scene.discord.messages(self.scene.discord.status)
        ]


def reading(app: App, settings: Settings, official: Followable) -> App:
    """Return the bot as it is with official pages that may stand on this machine."""
    assert isinstance(app.rooms.asking, Asking)
    configuring = make_configuring(settings.watching, app.line, app.rooms.asking, official)
    rooms = replace(app.rooms, configuring=configuring)
    return replace(app, rooms=rooms, make_client=lambda: GatewiseBot(rooms))


@asynccontextmanager
async def town(settings: Settings, local_discord: StandIn, site: Site) -> AsyncIterator[Town]:
    clock = LocalDiscordClock(local_discord)
    async with build(settings, clock=clock) as built, fetcher(clock=clock) as asks:
        pages = OfficialPages(asks, clock)
        catalogue = load_catalogue(settings.asking.services_file)
        directory = OfficialDirectory(catalogue, load_components(catalogue))
        app = reading(built, settings, Followable(directory=directory, reader=pages))
        async with online(app, local_discord) as client:
            scene = Scene(discord=local_discord, app=app, client=client, sites={})
            yield Town(
                scene=scene,
                outages=Outages(scene),
                rounds=make_rounds(app.line, directory, pages),
                site=site,
            )
        await pages.aclose()


async def follow(one: Town, **options: Any) -> Watch:
    """Watch the shop, start to end."""
    discord = one.scene.discord
    asked = await run(
        one.scene,
        "/watch add",
        target="our shop",
        channel=discord.status,
        interval="1d",
        **options,
    )
    await press(one.scene, asked, "Save")
    (watch,) = await stored(one.scene)
    await one.rounds.go()  # it hears of what is followed; each page has its own moment
    return watch


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with official_site(summary=FINE) as running:
        yield running


@pytest.fixture
def shop_settings(
    settings: Settings, sites: dict[str, int], site: Site, tmp_path: Path, untouched_route: None
) -> Settings:
    assert untouched_route is None
    file = services(site, f"http://127.0.0.1:{sites['fine']}/", tmp_path)
    return settings.model_copy(update={"services_file": file, "ask_official": True})


async def test_their_words_alone_from_beginning_to_end(
    shop_settings: Settings, local_discord: StandIn, site: Site
) -> None:
    async with town(shop_settings, local_discord, site) as one:
        watch = await follow(one)
        assert watch.expectations.official is not None
        assert await one.hears(FINE) == []
        (message,) = await one.hears(saying("We look into it, @everyone."))
        assert message.content.startswith(f"The status page of Our Shop reports trouble: «{TITLE}»")
        assert "Investigating: «We look into it, @\u200beveryone" in message.text.replace("\\", "")
        assert not message.mentions_everyone
        assert await one.hears(saying("We look into it, @everyone.")) == []
        (edited,) = await one.hears(saying("It is the database.", "identified", 20))
        assert edited is message
        assert "Identified: «It is the database" in message.text
        site.replies[SUMMARY] = b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"
        assert await one.hears(site.replies[SUMMARY]) == []
        local_discord.advance(3600)
        assert await one.hears(FINE) == []  # once is not enough
        (last,) = await one.hears(FINE)
        assert last is message
        assert "no longer tells of trouble" in message.content
        assert len(one.told) == 1


async def test_an_outage_takes_the_words_over_and_ends_when_both_are_over(
    shop_settings: Settings, local_discord: StandIn, site: Site
) -> None:
    async with town(shop_settings, local_discord, site) as one:
        await follow(one)
        await one.look("u")
        (words,) = await one.hears(saying("We look into it."))
        (message,) = await one.look("ddd")
        assert message is not words
        assert message.content.startswith("Our Shop is down")
        assert f"Their own status page reports trouble too: «{TITLE}»" in message.content
        assert "What Our Shop writes" in message.text
        changed = await one.look("uu")
        assert message in changed
        assert words.content.startswith("Our own check of Our Shop saw trouble, too. One message")
        assert "Our Shop is back." in message.content.splitlines()[0]
        assert f"still reports trouble: «{TITLE}»" in message.content.splitlines()[0]
        answer = await local_discord.people.click(local_discord.alice, message, "We know").answer()
        assert answer.is_ephemeral
        (known,) = await one.outages.announce()
        assert "we know about this" in known.text
        (last,) = await one.hears(saying("All is well.", "resolved", 40))
        assert last is message
        assert message.content.splitlines()[1] == (
            "Their own status page says that the trouble is over."
        )
        assert [button.label for button in message.buttons] == ["History"]
        assert len(one.told) == 2
        history = await run(one.scene, "/history", target="Our Shop")
        assert f"their own page told of trouble, «{TITLE}»" in history.text


async def test_a_restart_in_between_tells_nothing_twice(
    shop_settings: Settings, local_discord: StandIn, site: Site
) -> None:
    async with town(shop_settings, local_discord, site) as one:
        await follow(one)
        (message,) = await one.hears(saying("We look into it."))
    async with town(shop_settings, local_discord, site) as one:
        await one.outages.announce()
        await one.rounds.go()
        assert await one.hears(saying("We look into it.")) == []
        (last,) = await one.hears(saying("All is well.", "resolved", 40))
        assert last is message
        assert message.content.startswith(
            "The status page of Our Shop says that the trouble is over"
        )
        assert len(one.told) == 1


async def test_a_bot_that_dies_between_claim_and_send_tells_it_once(
    shop_settings: Settings, local_discord: StandIn, site: Site
) -> None:
    async with town(shop_settings, local_discord, site) as one:
        await follow(one)
    now = LocalDiscordClock(local_discord).now()
    database = await open_database(shop_settings.storage.url.get_secret_value())
    store = OfficialIncidents(database)
    (followed,) = await store.followed()
    heard = Reading(followed=followed, at=now, vendor="Our Shop", page_url="", notices=(notice(),))
    assert (await store.hear(heard)).is_news
    assert await OutboxStore(database).claim(owner=OWNER, now=now, lease=LEASE, most=9)
    await database.aclose()
    async with town(shop_settings, local_discord, site) as one:
        await one.outages.announce()
        (text,) = one.told
        assert text.startswith("The status page of Our Shop reports trouble: «Trouble a»")


async def test_what_is_followed_is_chosen_shown_and_carried_in_files(
    shop_settings: Settings, local_discord: StandIn, site: Site
) -> None:
    async with town(shop_settings, local_discord, site) as one:
        asked = await run(one.scene, "/watch add", target="our shop")
        assert "Follows the status page: what it tells of shop" in asked.text
        await press(one.scene, asked, "Save")
        edited = await run(one.scene, "/watch edit", watch="Our Shop", official="parts Web; API")
        assert "of the page of shop: API; Web" in edited.content
        exported = await run(one.scene, "/watch export")
        (file,) = exported.attachments
        assert b"official: parts API; Web of shop" in file.content
        picked = local_discord.uploads.pick(file.filename, file.content)
        again = await run(one.scene, "/watch import", file=picked, replace=True)
        assert "This file changes nothing" in again.content
        wrong = await run(one.scene, "/watch edit", watch="Our Shop", official="all")
        assert "We don't understand what to follow" in wrong.content
        unknown = await run(one.scene, "/watch add", target="http://example.com/", official="own")
        assert "We know no status page for this" in unknown.content
        by_page = f"page of {site.page.page_url}"
        edited = await run(one.scene, "/watch edit", watch="Our Shop", official=by_page)
        assert "all of the page of shop" in edited.content
        off = await run(one.scene, "/watch edit", watch="Our Shop", official="off")
        assert "→ nothing" in off.content
        (watch,) = await stored(one.scene)
        assert watch.expectations.official is None


async def test_who_follows_nothing_has_nothing_asked(
    shop_settings: Settings, local_discord: StandIn, site: Site
) -> None:
    async with town(shop_settings, local_discord, site) as one:
        await follow(one, official="off")
        assert await one.hears(saying("We look into it.")) == []
        assert site.asked == []


async def test_discord_takes_every_state(scene: Scene) -> None:
    local = scene.discord
    local.core.limits.enabled = False
    channel = scene.client.get_channel(local.status.id)
    assert isinstance(channel, discord.TextChannel)
    seen: list[tuple[str, Message]] = []
    for name, (what, _) in TOLD.items():
        message = render_announcement(what, nonce="a3e0", locale="en", is_first=True)
        sent = await channel.send(**draw(message))
        kept = local.world.message(local.status, sent.id)
        assert kept.content == message.content
        assert not kept.mentions
        seen.append((name, kept))
    keep("official", seen)


def keep(title: str, seen: list[tuple[str, Message]]) -> None:
    """Write down what was seen, where somebody asked for it."""
    folder = os.environ.get("GATEWISE_TRANSCRIPT")
    if not folder:
        return
    for _, message in seen:
        bring_up_to_date(message)
    for first in range(0, len(seen), 5):
        path = Path(folder) / f"{title}-{first // 5 + 1}.html"
        path.write_text(render_page(title, seen[first : first + 5]), encoding="utf-8")


async def test_parts_are_chosen_from_a_menu(
    shop_settings: Settings, local_discord: StandIn, site: Site
) -> None:
    async with town(shop_settings, local_discord, site) as one:
        await follow(one)
        people, scene = local_discord.people, one.scene
        site.replies[SUMMARY] = page(summary(web="operational", api="operational"))
        asked = await run(scene, "/watch edit", watch="Our Shop", official="parts")
        assert asked.is_ephemeral
        assert "has 2 parts" in asked.content
        (watch,) = await stored(scene)
        handle = people.select(local_discord.alice, asked, encode_parts(watch.id), "api", "web")
        kept = await handle.answer()
        assert "of the page of shop: api; web" in kept.content
        (watch,) = await stored(scene)
        assert watch.expectations.official is not None
        assert watch.expectations.official.parts == ("api", "web")
        assert "follows its status page" in (await run(scene, "/watch list")).text
        assert await one.hears(saying("About the web.")) != []


async def test_only_admins_choose_and_what_is_forged_changes_nothing(
    shop_settings: Settings, local_discord: StandIn, site: Site
) -> None:
    async with town(shop_settings, local_discord, site) as one:
        watch = await follow(one)
        scene, custom_id = one.scene, encode_parts(watch.id)
        public = await scene.ask("our shop")
        put_button(public, custom_id)
        refused = await press(scene, public, custom_id, local_discord.bob)
        assert refused.is_ephemeral
        assert "Manage Server" in refused.text
        for forged in (custom_id, "o1:parts:0", "o1:parts:12345", "o2:parts:1", "o1:x"):
            asked = await run(scene, "/watch edit", watch="Our Shop", official="parts")
            told = await press(scene, put_button(asked, forged), forged)
            assert told.is_ephemeral
        (after,) = await stored(scene)
        assert after == watch


async def test_a_page_that_is_away_or_too_long_is_told_in_words(
    shop_settings: Settings, local_discord: StandIn, site: Site
) -> None:
    async with town(shop_settings, local_discord, site) as one:
        await follow(one)
        scene = one.scene
        site.replies[SUMMARY] = page(summary(**{f"part{n}": "operational" for n in range(30)}))
        local_discord.advance(QUIET_ROUND)
        asked = await run(scene, "/watch edit", watch="Our Shop", official="parts")
        assert "has 30 parts, too many for a menu" in asked.content
        assert "«part0»" in asked.content
        site.replies[SUMMARY] = b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"
        local_discord.advance(QUIET_ROUND)
        asked = await run(scene, "/watch edit", watch="Our Shop", official="parts")
        assert "We could not read that status page right now" in asked.content


async def test_what_can_be_followed_is_suggested(scene: Scene) -> None:
    people, alice, general = scene.discord.people, scene.discord.alice, scene.discord.general
    for command, key, offered in (
        ("/watch edit", "watch", ["own", "parts", "page", "off"]),
        ("/watch add", "target", ["own", "page", "off"]),
    ):
        for typed, expected in (("", offered), ("parts A", [])):
            handle = people.autocomplete(alice, general, command, **{key: "x"}, official=typed)
            assert [one["value"] for one in await handle.choices()] == expected
