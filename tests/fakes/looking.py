"""Building the real wire and prober against loopback: short deadlines, our own trust and names."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.probing.addresses import AddressPolicy
from bot.probing.limits import Limits
from bot.probing.observation import Observation
from bot.probing.parsing import parse_target
from bot.probing.prober import Prober
from bot.probing.resolver import Resolver
from bot.probing.wire import Wire
from tests.fakes import certificates
from tests.fakes.name_server import NameServer, Zone, name_server

ANYWHERE = AddressPolicy(allow_private=True)
DEADLINE = 0.4
SHORT = replace(
    Limits().within(DEADLINE),
    resolve_try_seconds=0.1,
    resolve_seconds=0.25,
    second_family_seconds=0.05,
)
PATIENT = Limits().within(5.0)
_BEAT = 0.01


@asynccontextmanager
async def in_time(seconds: float = DEADLINE + 0.5) -> AsyncIterator[None]:
    """Fail when more time passes inside than `seconds`, by the event loop's own beats.

    A machine that is busy with something else makes beats late, and so does not fail a test.
    """
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(_BEAT)
            beats += 1

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()
    assert beats * _BEAT < seconds


def descriptors() -> int:
    """Return how many files and sockets this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


@dataclass(slots=True, kw_only=True)
class Looker:
    """A prober with its name server; `look` takes what a person would type."""

    prober: Prober
    wire: Wire
    names: NameServer

    async def look(self, url: str, *, policy: AddressPolicy = ANYWHERE) -> Observation:
        """Look at a URL."""
        return await self.prober.look(parse_target(url, policy=ANYWHERE), policy=policy)


@asynccontextmanager
async def looker(
    zones: dict[str, Zone] | None = None,
    *,
    limits: Limits = SHORT,
    policy: AddressPolicy = ANYWHERE,
) -> AsyncIterator[Looker]:
    """Run a name server and a prober that asks it and nobody else."""
    known = {certificates.HOST: Zone(addresses=["127.0.0.1"]), **(zones or {})}
    async with name_server(known) as names:
        resolver = Resolver(limits, servers=[f"127.0.0.1:{names.port}"])
        wire = Wire(
            limits=limits,
            resolver=resolver,
            context=certificates.client_context(),
            policy=policy,
        )
        prober = Prober(wire, limits=limits)
        try:
            yield Looker(prober=prober, wire=wire, names=names)
        finally:
            await prober.aclose()
            await asyncio.sleep(0)
