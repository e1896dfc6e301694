"""The whole bot as a process of its own, on a local Discord, watching names that break on demand.

What happens to it is real: it can be killed at any moment, and comes back with what its database
kept. Time is real too, so intervals are a second and rechecks tenths of one.
"""

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from sqlalchemy import insert, literal, select

from bot.probing.addresses import PUBLIC_ONLY
from bot.probing.parsing import parse_target
from bot.storage.database import Database
from bot.storage.migrating import open_database
from bot.storage.statements import insert_into
from bot.storage.tables import announcement, guild, incident, watch, watch_span
from bot.storage.watches import WatchStore
from bot.watching.ports import Actor, WatchWish
from sandbox.discord import StandIn
from sandbox.discord.changes import Changes
from sandbox.sites import SITES
from tests.fakes.name_server import NameServer, Zone, name_server

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "bot", "run")
FINE, BROKEN = SITES["fine"].reply, SITES["502"].reply
IDENTIFY_EVERY = 6  # seconds: Discord lets one client in every five
ONLINE = 40.0  # seconds a start may take on a busy machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One look at a name, when it was answered (monotonic), and with what."""

    at: float
    is_fine: bool


@dataclass(slots=True)
class Sites:
    """A web server with as many names as wanted, each of which works or answers 502."""

    names: NameServer
    port: int = 0
    visits: dict[str, list[Visit]] = field(default_factory=lambda: defaultdict(list))
    broken: set[str] = field(default_factory=set)
    changes: Changes = field(default_factory=Changes)

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls) -> AsyncIterator[Self]:
        """Serve on loopback."""
        async with name_server({}) as names:
            sites = cls(names)
            server = await asyncio.start_server(sites._answer, "127.0.0.1", 0, backlog=2048)
            sites.port = int(server.sockets[0].getsockname()[1])
            try:
                yield sites
            finally:
                server.close()

    def add(self, host: str) -> str:
        """Make a name known; return the URL to watch."""
        self.names.zones[host] = Zone(addresses=["127.0.0.1"])
        return f"http://{host}:{self.port}/"

    def failures(self, host: str) -> int:
        """Return how often a name has failed since it last worked."""
        visits = self.visits[host]
        return next(
            (number for number, visit in enumerate(reversed(visits)) if visit.is_fine), len(visits)
        )

    async def until_visited(self, host: str, times: int, *, is_fine: bool, within: float) -> None:
        """Wait for so many more visits of one outcome."""
        wanted = self._count(host, is_fine=is_fine) + times
        await self.changes.until(
            lambda: self._count(host, is_fine=is_fine) >= wanted, within=within
        )

    async def until_seen(self, host: str, times: int, *, within: float) -> None:
        """Wait until a name was visited so often in all."""
        await self.changes.until(lambda: len(self.visits[host]) >= times, within=within)

    def _count(self, host: str, *, is_fine: bool) -> int:
        return sum(visit.is_fine is is_fine for visit in self.visits[host])

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            host = head.partition("\r\nhost:")[2].partition("\r\n")[0].strip().partition(":")[0]
            is_fine = host not in self.broken
            writer.write(FINE if is_fine else BROKEN)
            self.visits[host].append(Visit(at=time.monotonic(), is_fine=is_fine))
            self.changes.tell()
        writer.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What storage knows of a channel: its incidents, and what it was told."""

    resolved: tuple[bool, ...]  # of each incident, whether it is over
    untold: int  # announcements that do not yet say what they should
    messages: tuple[int | None, ...]

    @property
    def is_open(self) -> bool:
        """Whether one outage goes on, and the channel knows."""
        return self.resolved == (False,) and not self.untold

    @property
    def is_over(self) -> bool:
        """Whether one outage has been, and the channel knows that it is over."""
        return self.resolved == (True,) and not self.untold


class Records:
    """The bot's database, as the test sees it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator[Self]:
        """Open it, made or upgraded as needed."""
        database = await open_database(url)
        try:
            yield cls(database)
        finally:
            await database.aclose()

    async def watch(
        self, url: str, channels: Iterable[tuple[int, int]], *, interval: float = 1.0
    ) -> None:
        """Store the wishes of (server, channel)s to watch a URL."""
        port = int(url.rpartition(":")[2].strip("/"))
        policy = PUBLIC_ONLY.__class__(ports=PUBLIC_ONLY.ports | {port})
        target = parse_target(url, policy=policy)
        (guild_id, channel_id), *others = channels
        wish = WatchWish(
            target=target,
            channel_id=channel_id,
            name=target.host.partition(".")[0],
            interval=timedelta(seconds=interval),
        )
        actor = Actor(guild_id=guild_id, user_id=1, at=datetime.now(UTC))
        (first,) = await WatchStore(self._database).add([wish], actor, most=10_000)
        if others:
            await self._copy(first.id, others, actor.at)

    async def _copy(self, watch_id: int, channels: Iterable[tuple[int, int]], at: datetime) -> None:
        """Let others watch the same; thousands of them in one transaction."""
        async with self._database.writing() as connection:
            found = await connection.execute(select(watch).where(watch.c.id == watch_id))
            row = dict(found.mappings().one())
            del row["id"]
            guilds = [{"id": guild_id, "joined_at": at} for guild_id, _ in channels]
            known = insert_into(connection, guild).on_conflict_do_nothing()
            await connection.execute(known, guilds)
            rows = [{**row, "guild_id": one, "channel_id": two} for one, two in channels]
            await connection.execute(insert(watch), rows)
            begins = literal(at, watch_span.c.begins.type)
            new = select(watch.c.id, begins, watch.c.yardstick_id).where(
                watch.c.endpoint_id == row["endpoint_id"], watch.c.id != watch_id
            )
            names = ["watch_id", "begins", "yardstick_id"]
            await connection.execute(insert(watch_span).from_select(names, new))

    async def unwatch(self, guild_id: int) -> None:
        """Drop all of a server's watches."""
        store, at = WatchStore(self._database), datetime.now(UTC)
        for one in await store.of_guild(guild_id):
            await store.remove(one.id, Actor(guild_id=guild_id, user_id=1, at=at))

    async def told(self, channel_id: int) -> Told:
        """Return what a channel was told."""
        query = (
            select(announcement, incident.c.resolved_at)
            .join(incident, incident.c.id == announcement.c.incident_id)
            .where(announcement.c.channel_id == channel_id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return Told(
            resolved=tuple(row.resolved_at is not None for row in rows),
            untold=sum(row.told_version < row.version for row in rows),
            messages=tuple(row.message_id for row in rows),
        )

    async def is_leased(self) -> bool:
        """Tell whether an announcer holds something."""
        query = select(announcement.c.id).where(announcement.c.lease_until.is_not(None)).limit(1)
        async with self._database.reading() as connection:
            return (await connection.execute(query)).first() is not None


class WholeBot:
    """The bot's process. `start` and `kill` it as often as you like."""

    def __init__(
        self, discord: StandIn, sites: Sites, database_url: str, log: Path, **settings: str
    ) -> None:
        self._discord = discord
        self._log = log
        self._process: asyncio.subprocess.Process | None = None
        self._environment = {
            "PATH": os.environ.get("PATH", ""),
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.api_url,
            "DATABASE_URL": database_url,
            "PRIVATE_NETWORKS": "127.0.0.0/8",
            "PROBE_PORTS": str(sites.port),
            "PROBE_NAMESERVERS": f"127.0.0.1:{sites.names.port}",
            "WATCH_CANARIES": "off",
            "WATCH_INTERVAL": "1s",
            "WATCH_MIN_INTERVAL": "1s",
            "WATCH_RECHECKS": "0.1s,0.2s",
            "LOG_LEVEL": "warning",
            "LOG_FORMAT": "text",
            **settings,
        }

    @property
    def pid(self) -> int:
        """The running process."""
        if self._process is None:
            raise RuntimeError("the bot is not running")
        return self._process.pid

    async def start(self, *, within: float = ONLINE) -> None:
        """Start it and wait until it is on Discord."""
        self._discord.advance(IDENTIFY_EVERY)
        guilds = ",".join(map(str, self._discord.world.guilds))
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *COMMAND,
                env={**self._environment, "PRIVATE_GUILDS": guilds},
                cwd=ROOT,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=log,
            )
        await self._discord.bot_is_online(within=within)

    async def kill(self) -> None:
        """End it with SIGKILL, and wait until Discord has noticed."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End it as an operator would."""
        await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(how)
        await self._process.wait()
        self._process = None
        sessions = self._discord.core.sessions
        await self._discord.until(lambda: not sessions.live, within=ONLINE)
