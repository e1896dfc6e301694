"""The resolve stage: A and AAAA asked apart, so that every way a name can fail is told apart.

c-ares on the event loop's own selector: no thread, nothing one hanging name could take from the
others. Names are absolute, no search list completes them.

c-ares keeps answers in a cache pycares has no switch for (an empty answer for an hour). A look must
see what the name servers say now, so a channel never answers for the same name twice: a name that
comes again gets a new one. That also changes the source port and forgets a channel gone deaf.
"""

import asyncio
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address

import pycares
from pycares import errno as ares

from bot.probing.limits import Limits
from bot.probing.observation import Failure
from bot.probing.second_opinion import SecondOpinion

Address = IPv4Address | IPv6Address
Resolution = tuple[Address, ...] | Failure

_FAMILIES = (pycares.QUERY_TYPE_A, pycares.QUERY_TYPE_AAAA)
_LOOPBACK = (IPv4Address("127.0.0.1"), IPv6Address("::1"))
_TICK_SECONDS = 0.1  # how often c-ares may look at its own retry timers
_DEAF_AFTER = 8  # failures in a row after which a channel is replaced
_NAMES_PER_CHANNEL = 4096
# What the system gives by default holds 277 answers; a crowd's come while the event loop is busy,
# and a name whose answers are lost twice would be called dead. The system may grant less.
_ANSWERS_BYTES = 1024 * 1024
_NO_SUCH_NAME = frozenset({ares.ARES_ENOTFOUND})
_NO_DATA = frozenset({ares.ARES_ENODATA})
_TIMEOUT = frozenset({ares.ARES_ETIMEOUT, ares.ARES_ECANCELLED, ares.ARES_EDESTRUCTION})


class Resolver:
    """Names to addresses. One per process and event loop; `close` it."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        servers: Iterable[str] = (),
        second_opinion: SecondOpinion | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._servers = tuple(servers)  # "address:port"; empty: the system's
        self._second_opinion = second_opinion
        self._channel: _Channel | None = None
        self._failures_in_a_row = 0

    async def resolve(self, host: str, seconds: float) -> Resolution:
        """Return a name's addresses, as served, or the way it failed, within `seconds`.

        Before a failure is believed the system's own resolver is asked: it reads the hosts file
        and whatever else the machine was told.
        """
        if host == "localhost" or host.endswith(".localhost"):
            return _LOOPBACK  # RFC 6761, section 6.3: no business of any name server
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        found = await self._ask_servers(host, min(seconds, self._limits.resolve_seconds), loop)
        if isinstance(found, Failure) and self._second_opinion is not None:
            found = await self._second_opinion.ask(host, end - loop.time()) or found
        if not isinstance(found, Failure) and len(found) > self._limits.addresses:
            return Failure.ADDRESS_REFUSED
        return found

    def close(self) -> None:
        """End every look-up that is still waiting."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    async def _ask_servers(
        self, host: str, seconds: float, loop: asyncio.AbstractEventLoop
    ) -> Resolution:
        channel = self._channel_for(host, loop)
        question = _Question(loop, self._limits.second_family_seconds)
        channel.ask(host, question)
        timer = loop.call_later(seconds, question.conclude)
        try:
            await question.answered
        finally:
            timer.cancel()
            question.close()
            channel.used.add(host)  # called off, too: the answer may still come, and be kept
        found = question.resolution()
        failed = found in (Failure.RESOLVE_TIMEOUT, Failure.NAME_SERVER_FAILED)
        self._failures_in_a_row = self._failures_in_a_row + 1 if failed else 0
        return found

    def _channel_for(self, host: str, loop: asyncio.AbstractEventLoop) -> "_Channel":
        channel = self._channel
        if channel is not None and (
            host in channel.used
            or len(channel.used) >= _NAMES_PER_CHANNEL
            or self._failures_in_a_row >= _DEAF_AFTER
        ):
            channel.retire()
            self._failures_in_a_row = 0
            channel = None
        if channel is None:
            channel = self._channel = _Channel(loop, self._limits, self._servers)
        return channel


class _Question:
    """One name asked for in both families."""

    __slots__ = ("_grace", "_loop", "_replies", "_timer", "answered")

    def __init__(self, loop: asyncio.AbstractEventLoop, grace: float) -> None:
        self._loop = loop
        self._grace = grace
        self._replies: dict[int, list[Address] | int] = {}
        self._timer: asyncio.TimerHandle | None = None
        self.answered: asyncio.Future[None] = loop.create_future()

    def hear(self, family: int, result: pycares.DNSResult | None, error: int | None) -> None:
        """Take one family's answer; the other may follow within the grace."""
        self._replies[family] = error if error is not None else _addresses(family, result)
        if len(self._replies) == len(_FAMILIES):
            self.conclude()
        elif self._replies[family] and error is None and not self.answered.done():
            self._timer = self._loop.call_later(self._grace, self.conclude)

    def conclude(self) -> None:
        """Answer with what there is."""
        if not self.answered.done():
            self.answered.set_result(None)

    def close(self) -> None:
        """Stop waiting for the second family."""
        if self._timer is not None:
            self._timer.cancel()
        self.answered.cancel()

    def resolution(self) -> Resolution:
        """Return every address heard of or, without one, what the two families said together."""
        replies = [self._replies.get(family, ares.ARES_ETIMEOUT) for family in _FAMILIES]
        addresses = [address for found in replies if isinstance(found, list) for address in found]
        if addresses:
            return tuple(dict.fromkeys(addresses))
        said = {ares.ARES_ENODATA if isinstance(reply, list) else reply for reply in replies}
        if said <= _NO_SUCH_NAME:
            return Failure.NAME_NOT_FOUND
        if said <= _NO_SUCH_NAME | _NO_DATA:
            return Failure.NO_ADDRESS  # one family without data: the name itself exists
        return Failure.RESOLVE_TIMEOUT if said & _TIMEOUT else Failure.NAME_SERVER_FAILED


class _Channel:
    """One c-ares channel, its sockets watched by the event loop."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, limits: Limits, servers: tuple[str, ...]
    ) -> None:
        self.used: set[str] = set()  # names c-ares may have an answer to in its cache
        self._loop = loop
        self._reading: set[int] = set()
        self._writing: set[int] = set()
        self._waiting = 0
        self._is_retired = False
        self._timer: asyncio.TimerHandle | None = None
        self._ares: pycares.Channel | None = pycares.Channel(
            sock_state_cb=self._watch,
            timeout=limits.resolve_try_seconds,
            tries=limits.resolve_tries,
            servers=servers or None,
            lookups="b",
            socket_receive_buffer_size=_ANSWERS_BYTES,
        )

    def ask(self, host: str, question: _Question) -> None:
        """Ask both families of an absolute name."""
        if self._ares is None:
            raise RuntimeError("A closed channel can't be asked.")
        for family in _FAMILIES:
            self._waiting += 1
            hear = self._hearer(family, question)
            try:
                self._ares.query(f"{host}.", family, callback=hear)
            except pycares.AresError as error:
                hear(None, error.args[0])  # some errors are raised, some called back, some both
        if self._waiting and self._timer is None:
            self._timer = self._loop.call_later(_TICK_SECONDS, self._tick)

    def retire(self) -> None:
        """Let what was asked be answered, then close. Nothing new is asked of a retired channel."""
        self._is_retired = True
        self._rest()

    def close(self) -> None:
        """Close now; who still waits hears nothing more."""
        if self._ares is None:
            return
        ares_channel, self._ares = self._ares, None
        for descriptor in self._reading:
            self._loop.remove_reader(descriptor)
        for descriptor in self._writing:
            self._loop.remove_writer(descriptor)
        if self._timer is not None:
            self._timer.cancel()
        ares_channel.close()

    def _hearer(
        self, family: int, question: _Question
    ) -> Callable[[pycares.DNSResult | None, int | None], None]:
        heard = False

        def hear(result: pycares.DNSResult | None, error: int | None) -> None:
            nonlocal heard
            if heard or self._ares is None:
                return
            heard = True
            self._waiting -= 1
            question.hear(family, result, error)
            if self._is_retired:
                self._loop.call_soon(self._rest)  # not now: c-ares is in the middle of its work

        return hear

    def _rest(self) -> None:
        if self._is_retired and not self._waiting:
            self.close()

    def _tick(self) -> None:
        self._timer = None
        if self._waiting and self._ares is not None:
            self._ares.process_fd(pycares.ARES_SOCKET_BAD, pycares.ARES_SOCKET_BAD)
            self._timer = self._loop.call_later(_TICK_SECONDS, self._tick)

    def _watch(self, descriptor: int, readable: int, writable: int) -> None:
        """Follow c-ares, which says what it wants to hear of a socket, and when it closes one."""
        if self._ares is None:  # the last call comes from pycares' own thread
            return
        if readable and descriptor not in self._reading:
            self._reading.add(descriptor)
            self._loop.add_reader(descriptor, self._process, descriptor, pycares.ARES_SOCKET_BAD)
        elif not readable and descriptor in self._reading:
            self._reading.discard(descriptor)
            self._loop.remove_reader(descriptor)
        if writable and descriptor not in self._writing:
            self._writing.add(descriptor)
            self._loop.add_writer(descriptor, self._process, pycares.ARES_SOCKET_BAD, descriptor)
        elif not writable and descriptor in self._writing:
            self._writing.discard(descriptor)
            self._loop.remove_writer(descriptor)

    def _process(self, read_from: int, write_to: int) -> None:
        if self._ares is not None:
            self._ares.process_fd(read_from, write_to)


def _addresses(family: int, result: pycares.DNSResult | None) -> list[Address]:
    records = result.answer if result is not None else []
    return [
        ip_address(record.data.addr)
        for record in records
        if record.type == family
        and isinstance(record.data, pycares.ARecordData | pycares.AAAARecordData)
    ]
