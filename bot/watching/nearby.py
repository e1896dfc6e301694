"""A server's own watches for whoever types: at once, whatever storage does."""

import asyncio
import re

import structlog

from bot.asking.recent import Recent
from bot.clock import Clock
from bot.watching.finding import fitting_watches
from bot.watching.ports import Watches
from bot.watching.recording import StoreUnavailable
from bot.watching.watch import Watch

log = structlog.stdlib.get_logger(__name__)

# Discord asks for suggestions on nearly every key: what is not at hand by then is left out.
TYPING_PATIENCE = 0.03  # seconds
ANSWER_PATIENCE = 0.5  # seconds; whoever asks must hear from us within three
FRESH_SECONDS = 5.0  # older, and it is read anew while what is known is shown
KNOWN_SECONDS = 300.0
KNOWN_SERVERS = 1000
REFERENCE = re.compile(r"watch:([1-9][0-9]{0,18})")


class NearbyWatches:
    """The watches of each server where somebody typed lately, kept in memory."""

    def __init__(self, watches: Watches, clock: Clock) -> None:
        self._watches = watches
        self._known: Recent[int, tuple[Watch, ...]] = Recent(
            clock, seconds=KNOWN_SECONDS, most=KNOWN_SERVERS
        )
        self._reading: dict[int, asyncio.Task[None]] = {}

    async def fitting(self, guild_id: int | None, typed: str) -> tuple[Watch, ...]:
        """Return the server's watches whose name or host holds what was typed.

        None where storage is slow to say: the next key will find them.
        """
        if guild_id is None:
            return ()
        return fitting_watches(await self._of_guild(guild_id, TYPING_PATIENCE), typed)

    async def find(self, guild_id: int | None, watch_id: int) -> Watch | None:
        """Return the server's own watch with this id; None also where storage does not say."""
        if guild_id is None:
            return None
        watches = await self._of_guild(guild_id, ANSWER_PATIENCE)
        return next((one for one in watches if one.id == watch_id), None)

    async def named(self, guild_id: int | None, text: str) -> Watch | None:
        """Return the server's one watch of exactly this name, where that is quick to say."""
        if guild_id is None:
            return None
        wanted = text.strip().casefold()
        watches = await self._of_guild(guild_id, TYPING_PATIENCE)
        found = [one for one in watches if one.name.strip().casefold() == wanted]
        return found[0] if len(found) == 1 else None

    async def forget_server(self, guild_id: int) -> None:
        """Forget what a server watches, also what is being read of it."""
        reading = self._reading.get(guild_id)
        if reading is not None:
            await asyncio.wait({reading})
        self._known.drop(guild_id)

    async def aclose(self) -> None:
        """End what is being read."""
        running = tuple(self._reading.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _of_guild(self, guild_id: int, patience: float) -> tuple[Watch, ...]:
        known = self._known.get(guild_id)
        if known is None or known[1] > FRESH_SECONDS:
            reading = self._read_anew(guild_id)
            if known is None:
                await asyncio.wait({reading}, timeout=patience)
                known = self._known.get(guild_id)
        return () if known is None else known[0]

    def _read_anew(self, guild_id: int) -> asyncio.Task[None]:
        """Return what reads a server's watches; one at a time, however many type."""
        task = self._reading.get(guild_id)
        if task is None:
            task = self._reading[guild_id] = asyncio.create_task(self._read(guild_id))
            task.add_done_callback(lambda _: self._reading.pop(guild_id))
        return task

    async def _read(self, guild_id: int) -> None:
        try:
            self._known.put(guild_id, await self._watches.of_guild(guild_id))
        except StoreUnavailable:
            log.warning("watches_unavailable", guild=guild_id)


def reference_to(watch: Watch) -> str:
    """Return what stands for a watch in a command.

    Not its address: that may hold secrets, and commands are shown to everybody around.
    """
    return f"watch:{watch.id}"


def read_reference(text: str) -> int | None:
    """Return the id of the watch that a text stands for; None for any other text."""
    match = REFERENCE.fullmatch(text.strip())
    return int(match.group(1)) if match else None
