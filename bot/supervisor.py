"""Keeping the bot on Discord: a new client per attempt; an end where trying again is harmful."""

import asyncio
from collections.abc import Callable, Collection, Coroutine
from typing import Any, Protocol

import aiohttp
import discord
import structlog
from pydantic import SecretStr

from bot.clock import Clock

log = structlog.stdlib.get_logger(__name__)

FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
# Discord resets a token after 1,000 logins a day. So many failures in a row, then one in 5 minutes.
PATIENT_AFTER = 100
PATIENT_WAIT = 300.0
STEADY = 300.0  # seconds after which an attempt counts as having worked
LOOK_EVERY = 15.0
AWAY_TOO_LONG = 180.0  # discord.py's own back-off grows to 17 minutes
CLOSE_WITHIN = 8.0
END_AGAIN = 1.0  # seconds after which what took no notice is cancelled once more
CONFIGURATION = 78  # sysexits.h EX_CONFIG: starting again changes nothing

LOGIN_REFUSED = (
    "Discord does not accept the bot's token. Copy a new one from the developer portal "
    "(Bot, Reset Token) into DISCORD_TOKEN."
)
INTENTS_REFUSED = (
    "Discord does not allow the events this bot asks for. It needs no privileged intent: check "
    "that DISCORD_TOKEN belongs to this bot and that its program was not changed."
)
UNREACHABLE = "Check this machine's network and status.discord.com; `gatewise doctor` tells more."
# Close codes after which connecting again is pointless (Discord's documentation of op codes).
FATAL_CLOSES = {
    4004: LOGIN_REFUSED,
    4012: "Discord no longer speaks this bot's version of its gateway. Update the bot.",
    4013: INTENTS_REFUSED,
    4014: INTENTS_REFUSED,
}


class GaveUp(RuntimeError):
    """Only a person can mend this. The message says how."""

    exit_code = CONFIGURATION


class Client(Protocol):
    """What the supervisor needs of a client."""

    @property
    def away_for(self) -> float:
        """Seconds without any connection to Discord."""
        ...

    async def start(self, token: str) -> None:
        """Log in and stay until something ends it."""
        ...

    async def close(self) -> None:
        """Say goodbye."""
        ...


class Supervisor:
    """Runs one client after another until it is stopped."""

    def __init__(
        self, *, make_client: Callable[[], Client], token: SecretStr, clock: Clock
    ) -> None:
        self._make_client = make_client
        self._token = token
        self._clock = clock
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """End the present attempt and start no other."""
        self._stopping.set()

    async def run(self) -> None:
        """Stay on Discord until `stop`. Raises `GaveUp` where trying again is pointless."""
        failures = 0
        while not self._stopping.is_set():
            began = self._clock.monotonic()
            await self._attempt()
            if self._stopping.is_set():
                return
            failures = 0 if self._clock.monotonic() - began > STEADY else failures + 1
            wait = wait_after(failures)
            log.warning("restarting", seconds=wait, failures=failures)
            await self._unless_stopped(self._clock.sleep(wait))

    async def _attempt(self) -> None:
        client = self._make_client()
        try:
            await self._unless_stopped(client.start(self._token.get_secret_value()), client)
        except discord.LoginFailure:
            raise GaveUp(LOGIN_REFUSED) from None
        except discord.PrivilegedIntentsRequired:
            raise GaveUp(INTENTS_REFUSED) from None
        except discord.ConnectionClosed as error:
            if error.code in FATAL_CLOSES:
                raise GaveUp(FATAL_CLOSES[error.code]) from None
            log.warning("connection_closed", code=error.code)
        except (aiohttp.ClientError, discord.DiscordServerError, OSError) as error:
            log.warning("discord_unreachable", error=type(error).__name__, hint=UNREACHABLE)
        except Exception:  # an event of a shape discord.py does not know ends the whole client
            log.exception("client_ended")
        finally:
            await _close(client)

    async def _unless_stopped(
        self, work: Coroutine[Any, Any, None], client: Client | None = None
    ) -> None:
        """Wait for `work`, for `stop`, or until the client has been away for too long."""
        tasks = [asyncio.ensure_future(work), asyncio.ensure_future(self._stopping.wait())]
        if client is not None:
            tasks.append(asyncio.ensure_future(self._watch(client)))
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await _end(tasks)

    async def _watch(self, client: Client) -> None:
        """Return when the client has been without Discord for so long that a new one is better."""
        while client.away_for < AWAY_TOO_LONG:
            await self._clock.sleep(LOOK_EVERY)
        log.warning("away_too_long", seconds=round(client.away_for))


def wait_after(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row."""
    if failures >= PATIENT_AFTER:
        return PATIENT_WAIT
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(max(failures - 1, 0), 10))


async def _end(tasks: Collection[asyncio.Future[Any]]) -> None:
    """Cancel until all have ended.

    Once is not enough: `asyncio.wait_for`, through which discord.py connects, loses a cancellation
    that comes while what it waits for is just done (python/cpython#86296, mended in Python 3.12).
    """
    while unended := [task for task in tasks if not task.done()]:
        for task in unended:
            task.cancel()
        await asyncio.wait(unended, timeout=END_AGAIN)
    await asyncio.gather(*tasks, return_exceptions=True)  # nobody asks for what they ended with


async def _close(client: Client) -> None:
    """Close what is left of an attempt; whatever goes wrong with that is of no use to anybody."""
    try:
        async with asyncio.timeout(CLOSE_WITHIN):
            await client.close()
    except TimeoutError:
        log.warning("close_timed_out")
    except Exception:  # discord.py raises AttributeError when the login was never reached
        log.debug("close_failed", exc_info=True)


async def keep_running(
    name: str, work: Callable[[], Coroutine[Any, Any, None]], clock: Clock
) -> None:
    """Run something that never ends by itself; when a mistake of ours ends it, begin anew."""
    failures = 0
    while True:
        began = clock.monotonic()
        try:
            await work()
        except Exception:  # whatever it was, the other half of the bot must not go with it
            log.exception("work_ended", work=name)
        failures = 0 if clock.monotonic() - began > STEADY else failures + 1
        await clock.sleep(wait_after(failures))
