"""A running bot that saw pages tell late says so, and the command line with it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.asking.asking import Asking
from bot.asking.candour import Candours, Lag
from bot.asking.limits import AskLimits
from bot.asking.official import OfficialWords
from bot.asking.official_pages import OfficialPages
from bot.asking.own_network import Canaries
from bot.asking.unfolding import Unfolding
from bot.bootstrap import App, build, policies_of
from bot.candour_line import make_candour_line
from bot.catalogue.lookup import Catalogue
from bot.client import GatewiseBot
from bot.probing.parsing import parse_target
from bot.settings import Settings
from bot.storage.lags import LagStore
from bot.storage.migrating import open_database
from bot.triage import judge
from bot.watching.ports import Actor, WatchWish
from bot.watching.watch import Watch
from sandbox.discord import StandIn
from tests.fakes.looking import ANYWHERE
from tests.fakes.official import SUMMARY, Site, fetcher, official_site
from tests.surface.conftest import LocalDiscordClock, Scene, online
from tests.surface.outages import Outages
from tests.surface.test_command_line import gatewise
from tests.surface.test_official import FINE, OUTAGE, ask, seen, services

MINUTE = timedelta(minutes=1)
UNSHARED = 91  # seconds after which a page is asked again
LINE = "Their page is usually about 14 minutes late."


def lag(minutes: float, began_at: datetime) -> Lag:
    told = began_at + minutes * MINUTE
    return Lag(service_id="shop", began_at=began_at, admitted_at=told, quiet_at=told - MINUTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """A running bot that watches a shop which is down, and listens to the shop's own page."""

    discord: StandIn
    app: App
    site: Site
    official: OfficialWords
    outages: Outages
    watch: Watch

    async def told(self, count: int) -> None:
        """Wait until so many outages were measured."""
        lags, long_ago = self.app.line.stores.lags, datetime(2000, 1, 1, tzinfo=UTC)
        async with asyncio.timeout(10):
            while len(await lags.lags(long_ago)) < count:  # noqa: ASYNC110 - storage tells nobody
                await asyncio.sleep(0.01)

    async def heard(self) -> None:
        """Wait until their page was read, after a time in which it was not."""
        shop = self.app.rooms.catalogue.get("shop")
        assert shop is not None
        async with asyncio.timeout(10):
            while self.official.recall(shop) is None:  # noqa: ASYNC110 - the page tells nobody
                await asyncio.sleep(0.01)

    def page_says(self, reply: bytes) -> None:
        """Let their page say something else from now on, and be asked again."""
        self.site.replies[SUMMARY] = reply
        self.discord.advance(UNSHARED)
        self.app.line.voice.wake()


@asynccontextmanager
async def street(
    discord: StandIn, settings: Settings, site: Site, url: str, folder: Path
) -> AsyncIterator[Street]:
    settings = settings.model_copy(update={"services_file": services(site, url, folder)})
    clock, candours = LocalDiscordClock(discord), Candours()
    async with build(settings, clock=clock) as app, fetcher(clock=clock) as asks:
        catalogue, pages = app.rooms.catalogue, OfficialPages(asks, clock)
        assert isinstance(catalogue, Catalogue)
        official = OfficialWords(pages, {}, candours.of)
        ((_, work),) = make_candour_line(app.line, official, catalogue, candours, ANYWHERE)
        listening = asyncio.create_task(work())
        async with online(hearing(app, settings, official), discord) as client:
            outages = Outages(Scene(discord=discord, app=app, client=client, sites={}))
            outages.now = clock.now() - MINUTE
            watch = await watch_it(outages, url)
            yield Street(
                discord=discord,
                app=app,
                site=site,
                official=official,
                outages=outages,
                watch=watch,
            )
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await pages.aclose()


def hearing(app: App, settings: Settings, official: OfficialWords) -> App:
    """Return the bot as it is with official pages, which may stand on this machine."""
    asking = Asking(
        catalogue=app.rooms.catalogue,  # type: ignore[arg-type]
        look=app.prober,
        judge=judge,
        own_network=Canaries([], app.prober, app.rooms.clock),  # type: ignore[arg-type]
        clock=app.rooms.clock,
        limits=AskLimits(),
        policies=policies_of(settings.probing),
        official=official,
    )
    unfolding = Unfolding(asking, app.rooms.elsewhere, app.rooms.clock)
    rooms = replace(app.rooms, asking=asking, unfolding=unfolding)
    return replace(app, rooms=rooms, make_client=lambda: GatewiseBot(rooms))


async def watch_it(outages: Outages, url: str) -> Watch:
    """Let a server watch it that may not look into private networks: those have their own."""
    world = outages.scene.discord.world
    other = world.add_guild("Other")
    wish = WatchWish(
        target=parse_target(url, policy=ANYWHERE),
        channel_id=world.add_channel(other, "status").id,
        name="The shop",
        interval=timedelta(days=1),
    )
    actor = Actor(guild_id=other.id, user_id=1, at=outages.now)
    (watch,) = await outages.stores.watches.add([wish], actor, most=100)
    return watch


async def test_a_page_that_was_late_before_is_said_to_be_usually_late(
    local_discord: StandIn,
    sites: dict[str, int],
    settings: Settings,
    tmp_path: Path,
    untouched_route: None,  # noqa: ARG001 - set back after everything else
) -> None:
    database = await open_database(settings.storage.url.get_secret_value())
    now = LocalDiscordClock(local_discord).now()
    for day, minutes in ((2, 14), (1, 40)):
        await LagStore(database).keep(lag(minutes, now - day * timedelta(days=1)))
    await database.aclose()
    url = f"http://127.0.0.1:{sites['502']}/"
    async with (
        official_site(summary=FINE) as site,
        street(local_discord, settings, site, url, tmp_path) as here,
    ):
        message = await ask(local_discord)
        assert "Their own page says nothing of it yet" in seen(message)
        assert "usually" not in message.text
        local_discord.advance(UNSHARED)
        await here.outages.look(here.watch, "uddd")
        await here.heard()
        here.page_says(OUTAGE)
        await here.told(3)
        assert "reports an outage" in seen(await ask(local_discord))
        here.page_says(FINE)
        message = await ask(local_discord)
        assert "Their own page says nothing of it yet" in seen(message)
        assert LINE in seen(message)
        assert LINE not in message.content


async def test_as_built_it_listens_only_where_official_pages_are_heard(
    local_discord: StandIn,
    settings: Settings,
    untouched_route: None,  # noqa: ARG001 - set back after everything else
) -> None:
    listening = []
    for is_on in (True, False):
        changed = settings.model_copy(update={"ask_official": is_on})
        async with build(changed, clock=LocalDiscordClock(local_discord)) as app:
            listening.append(len(app.line.voice.others))
    assert listening[0] == listening[1] + 1


async def test_the_command_prints_what_the_database_knows(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/gatewise.db"
    async with official_site(summary=FINE) as site:
        file = str(services(site, "http://127.0.0.1:1/", tmp_path))
        more = {"SERVICES_FILE": file, "DATABASE_URL": url}
        _, out, error = await gatewise("official", "our shop", **more)
        assert (error, "outages we saw" in out) == ("", False)
        assert not (tmp_path / "gatewise.db").exists()
        database = await open_database(url)
        for day in range(3):
            began_at = datetime.now(UTC) - (day + 1) * timedelta(days=1)
            await LagStore(database).keep(lag(14, began_at))
        await database.aclose()
        _, out, _ = await gatewise("official", "our shop", **more)
        known = " ".join(out.split())
        assert "It usually told about 14 minutes after our first failed look." in known
        _, out, _ = await gatewise("official", "our shop", "--json", **more)
        assert json.loads(out)["candour"]["median_delay_s"] == 14 * 60
        _, out, _ = await gatewise("official", "our shop", "--json", SERVICES_FILE=file)
        assert json.loads(out)["candour"] is None
