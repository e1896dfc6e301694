"""A non-blocking socket and the one deadline it waits under.

One timer per leg instead of one per wait. When it rings, a socket that already has something to
say is heard first: an event loop that runs late must not turn an answer that came in time into
a time-out. Steps run in the loop's own callback: a reply in one piece wakes its task once.
"""

import asyncio
import select
import socket
import ssl
from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

T = TypeVar("T")

# Once the deadline is over a peer may not keep us busy for ever by always having one more byte.
OVERTIME_SECONDS = 0.2

WOULD_BLOCK = (BlockingIOError, InterruptedError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class DeadlinePassed(Exception):
    """The time a leg had is over."""


class Deadline:
    """The end of a leg and whatever the leg waits for at the moment."""

    __slots__ = ("_loop", "_pending", "_stop", "_timer", "when")

    def __init__(self, loop: asyncio.AbstractEventLoop, when: float) -> None:
        self.when = when
        self._loop = loop
        self._stop: float | None = None  # set once the deadline is over
        self._pending: Line | None = None
        self._timer = loop.call_at(when, self._ring)

    @property
    def left(self) -> float:
        """Return the seconds that remain, never below zero."""
        return max(0.0, self.when - self._loop.time())

    def is_over(self) -> bool:
        """Say whether it has rung; then nobody waits any more, but what is there may be taken.

        Raises `DeadlinePassed` when the overtime for that is over too.
        """
        if self._stop is None:
            return False
        if self._loop.time() >= self._stop:
            raise DeadlinePassed
        return True

    def close(self) -> None:
        """Stop the timer. Nothing may wait on this deadline any more."""
        self._timer.cancel()
        self._pending = None

    async def hold(self, pending: "Line", future: "asyncio.Future[T]") -> T:
        """Await a line's future; the line is asked once more before the deadline ends it."""
        if self._stop is not None and not future.done():
            raise DeadlinePassed
        self._pending = pending
        try:
            return await future
        finally:
            self._pending = None
            del future  # or an error it holds would hold this frame, in a circle

    def _ring(self) -> None:
        self._stop = self._loop.time() + OVERTIME_SECONDS
        if self._pending is not None:
            self._pending.last_chance()


class Stream(Protocol):
    """What a line carries bytes with: a plain socket or TLS over it."""

    def send(self, data: memoryview, /) -> int:
        """Take some bytes and return how many. Raises `OSError`, also when it would block."""

    def recv(self, size: int, /) -> bytes:
        """Return some bytes, none at the end. Raises `OSError`, also when it would block."""


class Line:
    """One connection: steps that would block are run again when the socket is ready."""

    __slots__ = (
        "_fd",
        "_future",
        "_loop",
        "_reading",
        "_step",
        "_writing",
        "deadline",
        "plain",
        "sock",
    )

    def __init__(
        self, loop: asyncio.AbstractEventLoop, sock: socket.socket, deadline: Deadline
    ) -> None:
        self.plain = sock
        self.sock: Stream = sock
        self.deadline = deadline
        self._loop = loop
        self._fd = sock.fileno()
        self._reading = False
        self._writing = False
        self._step: Callable[[], Any] | None = None
        self._future: asyncio.Future[Any] | None = None

    async def run(self, step: Callable[[], T], *, writing: bool = False, eager: bool = True) -> T:
        """Return what `step` returns once it no longer would block.

        `writing` is the direction a plain socket waits for; TLS says itself. Without `eager` the
        first try comes when the socket is ready. Raises `OSError` and `DeadlinePassed`.
        """
        if eager or (self.deadline.is_over() and self._is_ready(writing=writing)):
            try:
                return step()
            except WOULD_BLOCK as again:
                self._watch(again, writing=writing)
        else:
            self._watch(None, writing=writing)
        self._step = step
        future = self._future = self._loop.create_future()
        try:
            return cast("T", await self.deadline.hold(self, future))
        finally:
            self._step = self._future = None
            del future
            if self._writing:
                self._unwatch_writing()

    def last_chance(self) -> None:
        """Run the pending step if the socket is ready; otherwise it has run out of time."""
        future = self._future
        if future is None or future.done():
            return
        if self._is_ready(writing=self._writing):
            self._on_ready()
        if not future.done():
            future.set_exception(DeadlinePassed())

    def close(self) -> None:
        """Stop watching and close the socket. May be called twice."""
        if self._reading:
            self._reading = False
            self._loop.remove_reader(self._fd)
        if self._writing:
            self._unwatch_writing()
        self.plain.close()

    def _on_ready(self) -> None:
        step, future = self._step, self._future
        if step is None or future is None or future.done():
            # Bytes nobody waits for yet: stop listening, the next step looks for itself.
            if self._reading:
                self._reading = False
                self._loop.remove_reader(self._fd)
            return
        try:
            result = step()
        except WOULD_BLOCK as again:
            self._watch(again, writing=self._writing)
        except OSError as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    def _watch(self, again: OSError | None, *, writing: bool) -> None:
        if isinstance(again, ssl.SSLError):
            writing = isinstance(again, ssl.SSLWantWriteError)
        if writing and not self._writing:
            self._writing = True
            self._loop.add_writer(self._fd, self._on_ready)
        elif not writing:
            if self._writing:
                self._unwatch_writing()
            if not self._reading:
                self._reading = True
                self._loop.add_reader(self._fd, self._on_ready)

    def _unwatch_writing(self) -> None:
        self._writing = False
        self._loop.remove_writer(self._fd)

    def _is_ready(self, *, writing: bool) -> bool:
        poll = select.poll()
        poll.register(self._fd, select.POLLOUT if writing else select.POLLIN)
        return bool(poll.poll(0))
