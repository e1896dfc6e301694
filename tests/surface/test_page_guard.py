"""The sandbox's page lets in who has its link, on this machine, and nobody else."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox.discord import StandIn
from sandbox.web import Page


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    discord = StandIn()
    page = Page(discord)
    discord.add_room(page.mount)
    async with discord:
        yield page


@pytest.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session


def origin_of(page: Page) -> str:
    return page.link.partition("/?")[0]


async def test_the_link_opens_the_page_and_the_browser_may_come_back(
    page: Page, browser: aiohttp.ClientSession
) -> None:
    async with browser.get(page.link) as first, browser.get(origin_of(page)) as second:
        assert (first.status, second.status) == (200, 200)
        assert "<title>Gatewise sandbox" in await second.text()
    (cookie,) = browser.cookie_jar
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


@pytest.mark.parametrize("path", ["/", "/?key=wrong", "/?key=ä", "/page/main.js", "/page/ws"])
async def test_who_has_no_key_is_told_where_it_is(
    page: Page, browser: aiohttp.ClientSession, path: str
) -> None:
    async with browser.get(origin_of(page) + path) as answer:
        assert answer.status == 403
        assert "make run" in await answer.text()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:4000", 200),  # a tunnel has a port of its own
        ("[::1]:80", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("[", 403),
        ("", 403),
    ],
)
async def test_a_name_that_is_not_this_machine_is_turned_away(
    page: Page, browser: aiohttp.ClientSession, host: str, status: int
) -> None:
    async with browser.get(page.link, headers={"Host": host}) as answer:
        assert answer.status in {status, 400} if host in {"", "["} else answer.status == status


async def test_the_bots_own_paths_ask_for_no_key_but_for_a_name_of_this_machine(
    page: Page, browser: aiohttp.ClientSession
) -> None:
    api = f"{origin_of(page)}/api/v10/gateway"
    async with browser.get(api) as near, browser.get(api, headers={"Host": "a.example"}) as far:
        assert (near.status, far.status) == (200, 403)


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "http://127.0.0.1:1"])
async def test_another_page_in_the_same_browser_can_do_nothing(
    page: Page, browser: aiohttp.ClientSession, origin: str | None
) -> None:
    await (await browser.get(page.link)).release()
    headers = {"Origin": origin} if origin else {}
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await browser.ws_connect(f"{origin_of(page)}/page/ws", headers=headers)
    assert refused.value.status == 403
    async with browser.post(f"{origin_of(page)}/page/files", headers=headers, data=b"x") as answer:
        assert answer.status == 403


async def test_nothing_is_kept_and_nothing_foreign_runs(
    page: Page, browser: aiohttp.ClientSession
) -> None:
    async with browser.get(page.link) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    async with browser.get(f"{origin_of(page)}/cdn/attachments/1/1/x.html") as answer:
        assert answer.status == 404
        assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/page/../page.py", "/page/%2e%2e/guard.py", "/page/nothing.js"])
async def test_only_the_pages_own_files_are_served(
    page: Page, browser: aiohttp.ClientSession, path: str
) -> None:
    await (await browser.get(page.link)).release()
    async with browser.get(origin_of(page) + path) as answer:
        assert answer.status in {403, 404}
