"""The connect stage: dial vetted addresses in turn until one answers."""

import asyncio
import errno
import os
import socket
from collections.abc import Sequence
from contextlib import ExitStack
from ipaddress import IPv4Address, IPv6Address, ip_address

from bot.probing.line import Deadline, DeadlinePassed, Line
from bot.probing.observation import Failure, Stage

Address = IPv4Address | IPv6Address

_BY_ERRNO = {
    errno.ECONNREFUSED: Failure.CONNECT_REFUSED,
    errno.ETIMEDOUT: Failure.CONNECT_TIMEOUT,
    errno.ECONNRESET: Failure.CONNECT_RESET,
    errno.ECONNABORTED: Failure.CONNECT_RESET,
    errno.EPIPE: Failure.CONNECT_RESET,
    errno.ENOTCONN: Failure.CONNECT_RESET,  # gone again before we asked who it is
}
# Trouble of this process or machine. It says nothing about the site, so it is never a `Failure`.
_OURS = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}


class LegFailed(Exception):
    """A stage of a leg failed; becomes a value at the edge of the wire."""

    def __init__(self, failure: Failure, stage: Stage) -> None:
        super().__init__(failure.value)
        self.failure = failure
        self.stage = stage


def dial_order(addresses: Sequence[Address]) -> tuple[Address, ...]:
    """Return the addresses IPv4 first, each family in the order the name server gave."""
    return tuple(sorted(addresses, key=lambda address: address.version))


def dial_choice(ordered: Sequence[Address], most: int) -> tuple[Address, ...]:
    """Return at most `most` addresses to dial; IPv6 keeps the last place where there is one."""
    if len(ordered) <= most or most < 2 or ordered[0].version == ordered[-1].version:  # noqa: PLR2004
        return tuple(ordered[:most])
    first_six = next(a for a in ordered if isinstance(a, IPv6Address))
    fours = [a for a in ordered if isinstance(a, IPv4Address)][: most - 1]
    return (*fours, first_six)


async def dial(
    loop: asyncio.AbstractEventLoop, addresses: Sequence[Address], port: int, deadline: Deadline
) -> tuple[Line, Address, int]:
    """Return a connected line, the address that answered and how many dials it took.

    Each address but the last gets an even share of what is left, so that one black hole does not
    eat the deadline. Raises `LegFailed` with the failure of the first address.
    """
    first: Failure | None = None
    for number, address in enumerate(addresses, start=1):
        share = deadline.left / (len(addresses) - number + 1)
        last = number == len(addresses)
        own = deadline if last else Deadline(loop, loop.time() + share)
        try:
            line = await _dial_one(loop, address, port, own)
        except DeadlinePassed:
            first = first or Failure.CONNECT_TIMEOUT
        except OSError as error:
            first = first or _failure(error)
        else:
            line.deadline = deadline
            return line, address, number
        finally:
            if own is not deadline:
                own.close()
    raise LegFailed(first or Failure.CONNECT_UNREACHABLE, Stage.CONNECT)


async def _dial_one(
    loop: asyncio.AbstractEventLoop, address: Address, port: int, deadline: Deadline
) -> Line:
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6  # noqa: PLR2004
    sock = socket.socket(family, socket.SOCK_STREAM)
    line = Line(loop, sock, deadline)
    with ExitStack() as undo:
        undo.callback(line.close)
        sock.settimeout(0)
        code = sock.connect_ex((str(address), port))
        if code in (errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY):
            code = await line.run(
                lambda: sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR),
                writing=True,
                eager=False,
            )
        _check_connected(sock, code, address)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        undo.pop_all()
    return line


def _check_connected(sock: socket.socket, code: int, address: Address) -> None:
    """Make sure that we talk to the address we vetted (0.0.0.0 becomes 127.0.0.1, for one)."""
    if code:
        raise OSError(code, os.strerror(code))
    peer = sock.getpeername()[0]
    if peer != str(address) and ip_address(peer.partition("%")[0]) != address:
        raise LegFailed(Failure.ADDRESS_REFUSED, Stage.CONNECT)


def _failure(error: OSError) -> Failure:
    if error.errno in _OURS:
        raise error
    return _BY_ERRNO.get(error.errno or 0, Failure.CONNECT_UNREACHABLE)
