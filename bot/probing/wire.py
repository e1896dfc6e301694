"""The one door to the network for anything a person can name.

Two users, one core: `Wire.get` makes a probe's leg out of a target, and as an httpx transport the
wire carries ordinary requests (`httpx.AsyncClient(transport=wire)`) with the same guard and caps.
Every request is a fresh connection: a kept one hides dead DNS, dead TLS and expired certificates.
"""

import asyncio
import ssl
from contextlib import ExitStack

import httpx

from bot.clock import Clock, SystemClock
from bot.probing.addresses import PUBLIC_ONLY, AddressPolicy, vet_all
from bot.probing.dialing import Address, LegFailed, dial, dial_choice, dial_order
from bot.probing.exchanging import receive, send
from bot.probing.http1 import Progress, ReplyReader, request_bytes
from bot.probing.limits import Limits
from bot.probing.line import Deadline, Line
from bot.probing.notes import LegNotes
from bot.probing.observation import Failure, Leg, Stage
from bot.probing.own_addresses import OwnAddresses
from bot.probing.pages import PageStream, read_request, wire_error
from bot.probing.parsing import parse_target
from bot.probing.resolver import Resolver
from bot.probing.second_opinion import SecondOpinion
from bot.probing.target import Target, TargetRefused
from bot.probing.tls import TlsSocket, read_facts, shake_hands, shared_context

USER_AGENT = "Gatewise/0.1"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_IPV4 = 4


def user_agent(contact: str) -> str:
    """Return an honest name with a way to reach the operator, for the sites we look at."""
    return f"{USER_AGENT} (is-it-down check; +{contact})"


class Wire(httpx.AsyncBaseTransport):
    """Resolves, vets, dials, shakes hands and speaks HTTP/1.1. One per process and event loop.

    `policy` is for requests through httpx; a probe brings its own with every call. The trust store
    is loaded with the first https target unless a context is given.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        resolver: Resolver | None = None,
        context: ssl.SSLContext | None = None,
        own_addresses: OwnAddresses | None = None,
        user_agent: str = USER_AGENT,
        policy: AddressPolicy = PUBLIC_ONLY,
        clock: Clock | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._resolver = resolver or Resolver(
            self._limits, second_opinion=SecondOpinion(self._limits)
        )
        self._context = context
        self._own = own_addresses or OwnAddresses()
        self._user_agent = user_agent
        self._policy = policy
        self._clock = clock or SystemClock()

    async def get(
        self, target: Target, *, until: float, policy: AddressPolicy, dials: int
    ) -> tuple[Leg, int]:
        """Return one leg and how many dials it took. Network failures are values.

        `until` is a moment of the event loop's clock. A redirect's body is not read.
        """
        deadline = Deadline(asyncio.get_running_loop(), until)
        notes, reader = LegNotes(target=target), ReplyReader(self._limits)
        failed: tuple[Failure, Stage] | None = None
        try:
            line = await self._open(notes, deadline, policy, dials)
            try:
                await self._exchange(line, reader, notes)
            finally:
                line.close()
        except LegFailed as stopped:
            failed = stopped.failure, stopped.stage  # not the error, which holds this frame
            notes.stop(stopped.stage)
        finally:
            deadline.close()
            reader.close()
        return notes.leg(reader.reply(), failed), notes.dials

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Carry one httpx request. Failures are httpx errors with `.failure` and `.stage`.

        One deadline, `look_seconds`, holds for all of it; httpx's timeouts of single steps do not.
        """
        loop = asyncio.get_running_loop()
        deadline = Deadline(loop, loop.time() + self._limits.look_seconds)
        most = self._limits.page_bytes
        reader = ReplyReader(self._limits, keep=most, most=most)
        with ExitStack() as undo:
            undo.callback(deadline.close)
            undo.callback(reader.close)
            try:
                line = await self._ask(request, deadline, reader)
            except LegFailed as failed:
                raise wire_error(failed, request) from None
            undo.pop_all()
        return PageStream(line, deadline, reader, request, most).response()

    async def _ask(self, request: httpx.Request, deadline: Deadline, reader: ReplyReader) -> Line:
        """Return the line a reply's body is coming on; its header section has been read."""
        target = _checked_target(str(request.url), self._policy)
        notes = LegNotes(target=target)
        line = await self._open(notes, deadline, self._policy, self._limits.dials_per_leg)
        with ExitStack() as undo:
            undo.callback(line.close)
            await send(line, await read_request(request, target))
            while not reader.has_head:
                await receive(line, reader)
            if request.method == "HEAD":  # whatever length it names
                reader.progress = Progress.DONE
            undo.pop_all()
        return line

    async def aclose(self) -> None:
        """Close the resolver; connections are closed by whoever opened them."""
        self._resolver.close()

    async def _open(
        self, notes: LegNotes, deadline: Deadline, policy: AddressPolicy, dials: int
    ) -> Line:
        loop, target = asyncio.get_running_loop(), notes.target
        notes.addresses = dial_order(await self._resolve(notes, deadline))
        self._vet(notes.addresses, policy)
        choice = self._choose(notes.addresses, policy, dials)
        notes.restart()
        line, notes.peer, notes.dials = await dial(loop, choice, target.port, deadline)
        notes.note("connect_ms")
        if target.scheme == "https":
            with ExitStack() as undo:
                undo.callback(line.close)
                await shake_hands(line, target.host, self._trust())
                undo.pop_all()
            notes.note("tls_ms")
        return line

    async def _resolve(self, notes: LegNotes, deadline: Deadline) -> tuple[Address, ...]:
        if notes.target.address is not None:
            return (notes.target.address,)
        found = await self._resolver.resolve(notes.target.host, deadline.left)
        notes.note("resolve_ms")
        if isinstance(found, Failure):
            raise LegFailed(found, Stage.RESOLVE)
        return found

    def _vet(self, addresses: tuple[Address, ...], policy: AddressPolicy) -> None:
        """Refuse the name for one bad address among any number of good ones."""
        if vet_all(addresses, policy) or any(self._own.vet(a, policy) for a in addresses):
            raise LegFailed(Failure.ADDRESS_REFUSED, Stage.RESOLVE)

    def _choose(
        self, addresses: tuple[Address, ...], policy: AddressPolicy, dials: int
    ) -> tuple[Address, ...]:
        """Return what to dial: no IPv6 where this system can't tell us its IPv6 neighbours."""
        if not self._own.sees_neighbours:
            addresses = tuple(a for a in addresses if a.version == _IPV4 or policy.opens(a))
        # One dial is left to every leg: a redirect must not look dead because others used them up.
        return dial_choice(addresses, max(1, min(dials, self._limits.dials_per_leg)))

    def _trust(self) -> ssl.SSLContext:
        if self._context is None:
            self._context = shared_context()
        return self._context

    async def _exchange(self, line: Line, reader: ReplyReader, notes: LegNotes) -> None:
        await send(line, request_bytes(notes.target, self._user_agent))
        notes.restart()
        if isinstance(line.sock, TlsSocket):  # while the reply is on its way
            notes.tls = read_facts(line.sock.tls, self._clock.now())
        await receive(line, reader)
        notes.note("first_byte_ms")
        while reader.progress is not Progress.DONE:
            if is_redirect(reader):
                reader.stop()
            else:
                await receive(line, reader)


def is_redirect(reader: ReplyReader) -> bool:
    """Say whether a whole header section sends us elsewhere; then the body does not matter."""
    return (
        reader.progress is Progress.BODY
        and reader.status in REDIRECTS
        and bool(reader.header("location"))
    )


def _checked_target(url: str, policy: AddressPolicy) -> Target:
    try:
        return parse_target(url, policy=policy)
    except TargetRefused:
        raise LegFailed(Failure.ADDRESS_REFUSED, Stage.RESOLVE) from None
