"""What the system's own resolver says, hosts file and all, before a name is called dead."""

import asyncio
import socket
import threading
from ipaddress import IPv4Address, IPv6Address, ip_address

from bot.probing.limits import Limits

Address = IPv4Address | IPv6Address


class SecondOpinion:
    """`getaddrinfo` in threads of our own, few of them, with a deadline, and never in a queue.

    A thread that hangs in the C library can't be stopped; it is a daemon and is counted until it
    comes back. While all are hanging there is no second opinion, and nobody waits for one.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        self._free = limits.second_opinions
        self._seconds = limits.second_opinion_seconds

    async def ask(self, host: str, seconds: float) -> tuple[Address, ...]:
        """Return the addresses the system knows; none when it knows none or takes too long."""
        seconds = min(seconds, self._seconds)
        if self._free <= 0 or seconds <= 0:
            return ()
        self._free -= 1
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[tuple[Address, ...]] = loop.create_future()

        def work() -> None:
            found = look_up(host)
            try:
                loop.call_soon_threadsafe(self._take, answer, found)
            except RuntimeError:  # the loop is closed: nobody is left to tell
                return

        threading.Thread(target=work, name="second-opinion", daemon=True).start()
        done, _ = await asyncio.wait({answer}, timeout=seconds)
        return answer.result() if done else ()

    def _take(
        self, answer: "asyncio.Future[tuple[Address, ...]]", found: tuple[Address, ...]
    ) -> None:
        self._free += 1
        if not answer.done():
            answer.set_result(found)


def look_up(host: str) -> tuple[Address, ...]:
    """Return what `getaddrinfo` finds, blocking; a name the search list completed is not found."""
    return _get(f"{host}.") or _get(host)


def _get(name: str) -> tuple[Address, ...]:
    try:
        rows = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM, flags=socket.AI_CANONNAME)
    except (OSError, UnicodeError):
        return ()
    canonical = rows[0][3].lower().rstrip(".")
    if canonical.startswith(f"{name.rstrip('.').lower()}."):  # example.com.lan for example.com
        return ()
    return tuple(dict.fromkeys(ip_address(str(row[4][0]).partition("%")[0]) for row in rows))
