"""`gatewise run` without a token: the whole bot on a local Discord, in a room with broken sites.

On a terminal a person types as a member would. Otherwise one question is asked and shown, and the
bot stays up until it is told to stop.
"""

import asyncio
import contextlib
import sys
import tempfile
from collections.abc import AsyncIterator
from ipaddress import ip_network

from pydantic import SecretStr

from bot import bootstrap
from bot.settings import Settings
from bot.terminal.lines import open_input, read_lines
from sandbox.discord import ClientRefused, NoAnswer, StandIn
from sandbox.discord.things import Message
from sandbox.sites import SITES, serving
from sandbox.transcript import render_text

WITHIN = 30.0  # seconds to wait for an answer
OPTIONS = {"/isitdown": "target", "/explain": "error"}
HELP = """\
Type as you would in Discord, then Enter:
  /isitdown github.com         look at a service or an address
  /explain 502                 explain an error
  is github down?              ask in a sentence, as a mention of the bot
  press Details                press a button of the last answer
  help                         read this again
  quit                         leave
"""


async def try_out(settings: Settings) -> None:
    """Run the bot on a local Discord until the person leaves or the process is told to stop."""
    # Its servers are new at every start: what is remembered of them goes with it.
    with tempfile.TemporaryDirectory() as folder:
        await _try_out(settings.model_copy(update={"database_url": _database_in(folder)}))


def _database_in(folder: str) -> SecretStr:
    return SecretStr(f"sqlite:///{folder}/gatewise.db")


async def _try_out(settings: Settings) -> None:
    async with StandIn() as discord, _open_sites() as sites:
        local = settings.model_copy(
            update={
                "discord_token": SecretStr(discord.token),
                "discord_api_url": discord.api_url,
                "private_networks": (ip_network("127.0.0.0/8"),),
                "private_guilds": frozenset({discord.guild.id}),
                "probe_ports": settings.probe_ports | frozenset(sites.values()),
            }
        )
        running = asyncio.ensure_future(bootstrap.run(local))
        visiting = asyncio.ensure_future(_visit(discord, sites))
        try:
            await asyncio.wait({running, visiting}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            visiting.cancel()
            running.cancel()
            await asyncio.gather(visiting, running, return_exceptions=True)
        for task in (running, visiting):
            if not task.cancelled():
                task.result()


@contextlib.asynccontextmanager
async def _open_sites() -> AsyncIterator[dict[str, int]]:
    """Serve every broken site; give the ports by name."""
    async with contextlib.AsyncExitStack() as stack:
        yield {name: await stack.enter_async_context(serving(SITES[name])) for name in SITES}


async def _visit(discord: StandIn, sites: dict[str, int]) -> None:
    """Say where we are, ask one question, then let the person ask."""
    _print(
        "There is no DISCORD_TOKEN, so the bot is on a local stand-in for Discord.\n"
        f"Stand-in: {discord.api_url}\n\nSites here to ask about:"
    )
    for name, port in sites.items():
        _print(f"  http://127.0.0.1:{port}/   ({name})")
    await discord.bot_is_online(within=WITHIN)
    visitor = Visitor(discord)
    await visitor.type(f"/isitdown http://127.0.0.1:{sites['resets']}/")
    if not sys.stdin.isatty():
        _print("The bot is up. Press Ctrl-C to stop.")
        await asyncio.Event().wait()
    _print(HELP)
    async for line in read_lines(open_input()):
        if line in {"quit", "exit"}:
            return
        if line == "help":
            _print(HELP)
        else:
            await visitor.type(line, is_echoed=False)


class Visitor:
    """The person at the terminal, as alice in #general."""

    def __init__(self, discord: StandIn) -> None:
        self._discord = discord
        self._last: Message | None = None

    async def type(self, line: str, *, is_echoed: bool = True) -> None:
        """Do what a line says and show what comes back; say so where Discord would refuse it."""
        if is_echoed:
            _print(f"\nalice: {line}")
        try:
            self._last = await self._do(line)
        except (ClientRefused, NoAnswer) as trouble:
            _print(f"Discord: {trouble}\n")
        except TimeoutError:
            _print("Discord: nothing came back.\n")
        else:
            _print(f"{render_text(self._last)}\n")

    async def _do(self, line: str) -> Message:
        people, alice, general = self._discord.people, self._discord.alice, self._discord.general
        word, _, rest = line.partition(" ")
        match word:
            case "/isitdown" | "/explain":
                option = OPTIONS[word]
                said = rest.removeprefix(f"{option}:").strip()
                return await people.slash(alice, general, word, **{option: said}).answer(WITHIN)
            case _ if word.startswith("/"):
                raise ClientRefused(f"there is no command {word}; there are: {', '.join(OPTIONS)}")
            case "press" if self._last is not None:
                return await people.click(alice, self._last, rest).answer(WITHIN)
            case _:
                text = f"{self._discord.bot.mention} {line}"
                return await people.say(alice, general, text).answer(WITHIN)


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
