"""No word a server sends reaches Discord or the log, wherever the server puts it."""

import contextlib
import json
import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.log import configure
from bot.settings import LoggingSettings
from sandbox.sites import Site, serving
from tests.surface.conftest import Scene

WORD = "xyzzyplugh"
LURE = f"{WORD} @everyone <@1> https://{WORD}.example/ [click](https://{WORD}.example) \x1b[2J"


def hostile(status: str, *headers: str, body: str = LURE) -> bytes:
    """Build an answer with the word in its reason, its headers and its page."""
    lines = [
        f"HTTP/1.1 {status} {WORD}",
        f"Server: {WORD}/1.0 (nginx)",
        f"Via: 1.1 {WORD}.example ({WORD})",
        f"X-{WORD}: {LURE}",
        f"Set-Cookie: {WORD}={WORD}",
        f'Proxy-Status: {WORD}; error={WORD}; details="{WORD}"',
        f"Retry-After: {WORD}",
        f"Content-Type: text/html; charset={WORD}",
        f"Content-Length: {len(body)}",
        *headers,
    ]
    return ("\r\n".join(lines) + f"\r\n\r\n{body}").encode()


TITLE = f"<title>502 Bad Gateway {LURE}</title><center>nginx {WORD}</center>"
HOSTILE = {
    "200": Site(name="200", reply=hostile("200")),
    "403": Site(name="403", reply=hostile("403", body=f"<title>Just a moment... {LURE}</title>")),
    "502": Site(name="502", reply=hostile("502", body=TITLE)),
    "503": Site(name="503", reply=hostile("503", body=f"scheduled maintenance {LURE}")),
    "redirect": Site(name="redirect", reply=hostile("302", f"Location: https://{WORD}.local/")),
    "cut": Site(
        name="cut", reply=hostile("200", f"X-More: {WORD}").replace(b"Length: ", b"Length: 9")
    ),
    "garbage": Site(name="garbage", reply=f"{LURE}\r\n\r\n{LURE}".encode()),
    "header": Site(name="header", reply=f"HTTP/1.1 200 OK\r\n{LURE}".encode(), ending="reset"),
}


@pytest.fixture
async def sites() -> AsyncIterator[dict[str, int]]:
    async with contextlib.AsyncExitStack() as stack:
        yield {name: await stack.enter_async_context(serving(HOSTILE[name])) for name in HOSTILE}


@pytest.fixture
def loud_log(capsys: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    before = list(logging.getLogger().handlers)
    configure(LoggingSettings(level="debug", format="json"))
    yield capsys
    logging.getLogger().handlers[:] = before


@pytest.mark.parametrize("name", HOSTILE)
async def test_nothing_a_server_says_is_repeated(
    name: str, scene: Scene, loud_log: pytest.CaptureFixture[str]
) -> None:
    people, bob = scene.discord.people, scene.discord.bob
    answer = await scene.ask(f"{scene.sites[name]}page?q=1")
    for button in ("What does this mean?", "Details", "Check again"):
        await people.click(bob, answer, button).answer()

    said = json.dumps([exchange.json for exchange in scene.discord.recorder.exchanges])
    assert "What I found" in said or "Step by step" in said
    for words in (said, loud_log.readouterr().err):
        assert WORD not in words.lower()
        assert "@everyone" not in words
        assert "\x1b" not in words
