"""The lines of standard input, as they come, for a program that may end before they do."""

import asyncio
import io
import sys
import threading
from collections.abc import AsyncGenerator, Iterator
from contextlib import suppress
from functools import partial
from typing import TextIO

LONGEST = 4096  # characters; the rest of a longer line is dropped
AHEAD = 64  # lines held until somebody wants them


def open_input() -> TextIO:
    """Return standard input as text of our own; bytes that are no UTF-8 become U+FFFD."""
    # Python gives None where the program was started without one.
    if sys.stdin is None:
        return io.StringIO()
    return open(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False)


async def read_lines(stream: TextIO) -> AsyncGenerator[str, None]:
    """Yield the lines that are not blank, stripped; raise what reading raises.

    A thread of its own reads: asyncio waits for its own threads when a program ends, and whoever
    sits at a keyboard would have to press Enter after Ctrl-C.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | Exception | None] = asyncio.Queue()
    room = threading.Semaphore(AHEAD)

    def read() -> None:
        end: Exception | None = None
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            try:
                for line in _cut(stream):
                    room.acquire()
                    loop.call_soon_threadsafe(queue.put_nowait, line)
            except (OSError, ValueError) as error:
                end = error
            loop.call_soon_threadsafe(queue.put_nowait, end)

    threading.Thread(target=read, name="standard input", daemon=True).start()
    while (line := await queue.get()) is not None:
        if isinstance(line, Exception):
            raise line
        room.release()
        yield line


def _cut(stream: TextIO) -> Iterator[str]:
    """Yield the lines that are not blank, none longer than `LONGEST`."""
    is_rest = False
    for piece in iter(partial(stream.readline, LONGEST), ""):
        if not is_rest and piece.strip():
            yield piece.strip()
        is_rest = not piece.endswith("\n")
