"""The official page's line in an answer, and `gatewise official`, over real sockets."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.asking.asking import Asking
from bot.asking.limits import AskLimits
from bot.asking.official import OfficialWords
from bot.asking.official_pages import OfficialPages
from bot.asking.own_network import Canaries
from bot.asking.unfolding import Unfolding
from bot.bootstrap import App, build, policies_of
from bot.catalogue.source import load_catalogue
from bot.client import GatewiseBot
from bot.settings import Settings
from bot.triage import judge
from sandbox.discord import StandIn
from sandbox.discord.things import Message
from tests.fakes.broken_web import page
from tests.fakes.official import Site, fetcher, incident, official_site, summary
from tests.surface.conftest import LocalDiscordClock, online
from tests.surface.test_command_line import gatewise

OUTAGE = page(
    summary(
        "critical",
        incidents=(incident("Logins fail @everyone", "critical", "web"),),
        web="major_outage",
        old="operational",
    )
)
FINE = page(summary(web="operational"))


def services(site: Site, probed: str, folder: Path) -> Path:
    """Write an operator's catalogue with one service of theirs."""
    path = folder / "services.toml"
    path.write_text(
        f"""[[service]]
id = "shop"
name = "Our Shop"
probe_url = "{probed}"
status_page_url = "{site.page.page_url}"
provider = "statuspage"
api_url = "{site.page.api_url}"
""",
        encoding="utf-8",
    )
    return path


def with_official(app: App, settings: Settings, pages: OfficialPages) -> App:
    """Return the bot as it is with official pages, which may stand on this machine."""
    clock, catalogue = app.rooms.clock, app.rooms.catalogue
    asking = Asking(
        catalogue=catalogue,
        look=app.prober,
        judge=judge,
        own_network=Canaries([], app.prober, clock),  # type: ignore[arg-type]
        clock=clock,
        limits=AskLimits(),
        policies=policies_of(settings.probing),
        official=OfficialWords(pages, {}),
    )
    unfolding = Unfolding(asking, app.rooms.elsewhere, clock)
    rooms = replace(app.rooms, asking=asking, unfolding=unfolding)
    return replace(app, rooms=rooms, make_client=lambda: GatewiseBot(rooms))


@asynccontextmanager
async def shop(
    local_discord: StandIn, settings: Settings, site: Site, probed: str, folder: Path
) -> AsyncIterator[StandIn]:
    """Run the bot with a shop in its catalogue."""
    file = services(site, probed, folder)
    settings = settings.model_copy(update={"services_file": file})
    clock = LocalDiscordClock(local_discord)
    async with build(settings, clock=clock) as app, fetcher(clock=clock) as asks:
        pages = OfficialPages(asks, clock)
        async with online(with_official(app, settings, pages), local_discord):
            yield local_discord
        await pages.aclose()


async def ask(discord: StandIn) -> Message:
    people = discord.people
    return await people.slash(discord.bob, discord.general, "/isitdown", target="our shop").answer()


def seen(message: Message) -> str:
    fields = {field["name"]: field["value"] for field in message.embeds[0]["fields"]}
    return str(fields["What we saw"])


@pytest.mark.parametrize(
    ("probed", "reply", "headline", "line"),
    [
        ("fine", FINE, "is up", "Their own page says: all fine (<t:"),
        ("502", FINE, "down", "Their own page says nothing of it yet (<t:"),
        ("502", OUTAGE, "down", "page reports an outage: «Logins fail \\@\u200beveryone»"),
        ("fine", OUTAGE, "but its own page reports an outage", "an outage: «Logins fail"),
        ("fine", b"", "is up", "We could not read their own page (<t:"),
    ],
    ids=["both fine", "page is late", "both out", "check passes", "page is away"],
)
async def test_an_answer_says_what_their_page_says(  # noqa: PLR0917 - fixtures
    probed: str,
    reply: bytes,
    headline: str,
    line: str,
    local_discord: StandIn,
    sites: dict[str, int],
    settings: Settings,
    tmp_path: Path,
    untouched_route: None,  # noqa: ARG001 - set back after everything else
) -> None:
    url = f"http://127.0.0.1:{sites[probed]}/"
    async with (
        official_site(summary=reply) as site,
        shop(local_discord, settings, site, url, tmp_path) as discord,
    ):
        message = await ask(discord)
        assert headline in message.content
        assert line in seen(message)
        assert "«" not in message.content
        again = await ask(discord)
        assert line in seen(again)
        assert len(site.asked) == 1


async def test_a_slow_page_keeps_nobody_waiting(
    local_discord: StandIn,
    sites: dict[str, int],
    settings: Settings,
    tmp_path: Path,
    untouched_route: None,  # noqa: ARG001 - set back after everything else
) -> None:
    url = f"http://127.0.0.1:{sites['fine']}/"
    async with (
        official_site(summary=FINE) as site,
        shop(local_discord, settings, site, url, tmp_path) as discord,
    ):
        site.delay = 2.4
        message = await ask(discord)
        assert "is up" in message.content
        assert "own page" not in message.text


async def test_as_built_private_pages_are_refused_and_switched_off_none_is_asked(
    local_discord: StandIn,
    sites: dict[str, int],
    settings: Settings,
    tmp_path: Path,
    untouched_route: None,  # noqa: ARG001 - set back after everything else
) -> None:
    async with official_site(summary=OUTAGE) as site:
        file = services(site, f"http://127.0.0.1:{sites['fine']}/", tmp_path)
        for is_on in (True, False):
            changed = {"services_file": file, "ask_official": is_on}
            one = settings.model_copy(update=changed)
            clock = LocalDiscordClock(local_discord)
            async with build(one, clock=clock) as app, online(app, local_discord):
                message = await ask(local_discord)
                assert "is up" in message.content
                assert ("We could not read their own page" in message.text) is is_on
        assert site.asked == []


async def test_the_command_shows_what_was_understood(tmp_path: Path) -> None:
    async with official_site(summary=OUTAGE) as site:
        file = str(services(site, "http://127.0.0.1:1/", tmp_path))
        local = site.url.replace("site.example", "127.0.0.1")
        code, out, _ = await gatewise("official", "--allow-private", f"{local}/")
        assert code == 1
        assert out.startswith("outage         Example\n")
        assert "Logins fail @everyone" in out
        code, out, _ = await gatewise("official", "--allow-private", "--json", f"{local}/")
        record = json.loads(out)
        assert (code, record["state"], record["provider"]) == (1, "major_outage", "statuspage")
        # The name resolves nowhere here: that is no outage, and says so.
        code, out, _ = await gatewise("official", "our shop", SERVICES_FILE=file)
        assert code == 1
        assert "That says nothing about the service itself." in out


async def test_the_command_without_a_page_ends_with_two() -> None:
    code, out, error = await gatewise("official", "qwert\x1bzuiop")
    assert (code, out) == (2, "")
    assert error.strip()
    assert "\x1b" not in error
    code, _, error = await gatewise("official", "qwertzuiop")
    assert code == 2
    assert "Nothing is known by the name of qwertzuiop." in error
    code, out, _ = await gatewise("official", "--json", "youtube")
    assert code == 2
    assert "no official page" in json.loads(out)["error"]


async def test_a_page_that_is_fine_ends_with_nought() -> None:
    async with official_site(summary=FINE) as site:
        local = site.url.replace("site.example", "127.0.0.1")
        code, out, _ = await gatewise("official", "--allow-private", f"{local}/")
    assert code == 0
    assert out.startswith("all fine       Example\n")


def test_our_own_catalogue_has_no_page_that_is_no_address() -> None:
    pages = [one.api_url for one in load_catalogue().services if one.api_url]
    assert all(url.startswith("https://") for url in pages)
