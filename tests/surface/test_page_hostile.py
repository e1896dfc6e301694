"""The sandbox's page against whoever talks to it with something else than the page."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox.discord import StandIn
from sandbox.discord.uploads import MOST
from sandbox.web import Page
from sandbox.web.view import NEWEST

WITHIN = 5  # seconds
ADD = {
    "name": "add",
    "type": 1,
    "description": "Adds.",
    "options": [
        {"name": "whole", "type": 4, "description": "A whole number."},
        {"name": "part", "type": 10, "description": "A number."},
    ],
}


class Rogue:
    """Somebody with the key who says whatever they like."""

    def __init__(self, page: Page, session: aiohttp.ClientSession) -> None:
        self.discord = page.discord
        self.origin = page.discord.core.origin
        self._session = session
        self._line: aiohttp.ClientWebSocketResponse | None = None

    async def sit(self) -> None:
        await (await self._session.get(f"{self.origin}/")).release()
        self._line = await self._session.ws_connect(f"{self.origin}/page/ws")

    async def say(self, raw: str, number: int | None = None) -> Any:
        """Send a text as it is, and return what is answered to that number."""
        assert self._line is not None
        await self._line.send_str(raw)
        while True:
            told = await self._line.receive_json(timeout=WITHIN)
            if "re" in told and told["re"] == number:
                return told

    async def ask(self, act: str, **about: object) -> Any:
        about = {"channel": str(self.discord.general.id), **about}
        return await self.say(json.dumps({"do": act, "n": 1, **about}), 1)

    async def upload(self, name: str) -> str:
        """Upload a file and return its address."""
        files = f"{self.origin}/page/files"
        async with self._session.post(files, params={"name": name}, data=b"x") as answer:
            number = int((await answer.json())["id"])
        found = self.discord.uploads.find(number)
        assert found is not None
        return found.url

    async def status(self, url: str) -> int:
        async with self._session.get(url) as answer:
            return answer.status


@pytest.fixture
async def rogue() -> AsyncIterator[Rogue]:
    discord = StandIn()
    page = Page(discord)
    discord.add_room(page.mount)
    async with discord:
        jar = aiohttp.CookieJar(unsafe=True)
        headers = {"Origin": discord.core.origin}
        async with aiohttp.ClientSession(cookie_jar=jar, headers=headers) as session:
            await (await session.get(page.link)).release()
            rogue = Rogue(page, session)
            await rogue.sit()
            yield rogue


@pytest.mark.parametrize(
    "raw", ["", "no JSON", "[]", '{"n": ' + "[" * 9_000, r'{"do": "say", "text": "\ud83d"}']
)
async def test_what_is_no_request_is_refused_and_the_line_goes_on(rogue: Rogue, raw: str) -> None:
    assert "refused" in await rogue.say(raw)
    assert "messages" in await rogue.ask("open")


async def test_half_a_character_reaches_nobody(rogue: Rogue) -> None:
    assert "refused" in await rogue.say(
        json.dumps({"do": "say", "channel": str(rogue.discord.general.id), "text": "\ud83d"})
    )
    assert (await rogue.ask("open"))["messages"] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("whole", "9" * 400),
        ("whole", "9" * 5_000),
        ("whole", str(-(2**53) - 1)),
        ("part", "1e999"),
        ("part", "nan"),
    ],
)
async def test_a_number_that_no_client_sends_is_refused(rogue: Rogue, name: str, text: str) -> None:
    core = rogue.discord.core
    async with (
        aiohttp.ClientSession(headers={"Authorization": f"Bot {rogue.discord.token}"}) as bot,
        bot.post(
            f"{rogue.discord.api_url}/applications/{core.world.application.id}/commands", json=ADD
        ) as made,
    ):
        assert made.status == 201
    told = await rogue.ask("use", path="/add", options=[[name, text]])
    assert told["refused"] == "that is no number"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a?b#c.svg", "%2e%2e", "a\r\nb", "..", "<b>.html", "ü" * 300, ""]
)
async def test_a_files_name_leads_to_the_file_and_nowhere_else(rogue: Rogue, name: str) -> None:
    url = await rogue.upload(name)
    last = url.rpartition("/")[2]
    assert last.isascii()
    assert 0 < len(last) <= 100
    assert not set(last) & set('?#%<>/\\"\r\n')
    assert await rogue.status(url) == 200


async def test_only_so_many_files_are_kept(rogue: Rogue) -> None:
    first = await rogue.upload("first")
    for number in range(MOST):
        last = await rogue.upload(f"{number}.txt")
    assert (await rogue.status(first), await rogue.status(last)) == (404, 200)


@pytest.mark.parametrize("number", ["x", "²", "9" * 5_000, "-1"])
async def test_a_file_of_no_number_is_not_found(rogue: Rogue, number: str) -> None:
    for path in (f"/cdn/attachments/{number}/1/x", f"/cdn/ephemeral-attachments/1/{number}/x"):
        assert await rogue.status(rogue.origin + path) == 404


async def test_a_long_channel_opens_with_its_newest_and_says_so(rogue: Rogue) -> None:
    people, general = rogue.discord.people, rogue.discord.general
    for number in range(NEWEST):
        people.say(rogue.discord.bob, general, str(number))
    assert (await rogue.ask("open"))["is_cut"] is False
    people.say(rogue.discord.bob, general, "the last")
    opened = await rogue.ask("open")
    assert opened["is_cut"] is True
    assert (len(opened["messages"]), opened["messages"][-1]["content"]) == (NEWEST, "the last")
