"""SVG becomes PNG without holding anybody up: painting keeps Python's lock for its whole length.

So it happens in one process of its own, which is started when it is first needed, replaced after
many pictures or when it dies, killed when it takes too long, and ended with the bot. A picture that
can't be had is no error: the message goes without it.
"""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import structlog

log = structlog.stdlib.get_logger(__name__)

WORKER = Path(__file__).parent / "worker.py"
COMMAND = (sys.executable, "-P", str(WORKER))
PATIENCE = 5.0  # seconds for one picture
MOST_WAITING = 8
PER_WORKER = 200  # pictures; whatever leaks, leaks little
KEPT = 64  # pictures, about 60 kB each
ATTEMPTS = 2
HEAD = 4
# Where Python and its libraries are; nothing else of the bot's environment, secrets least of all.
ENVIRONMENT = ("LD_LIBRARY_PATH", "PATH", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")


class Painter:
    """Paints pictures, one at a time, and remembers the last ones."""

    def __init__(
        self,
        *,
        command: Sequence[str] = COMMAND,
        patience: float = PATIENCE,
        most_waiting: int = MOST_WAITING,
        per_worker: int = PER_WORKER,
        kept: int = KEPT,
    ) -> None:
        self._command = command
        self._patience = patience
        self._most_waiting = most_waiting
        self._per_worker = per_worker
        self._kept = kept
        self._pictures: OrderedDict[bytes, bytes] = OrderedDict()
        self._painting: dict[bytes, asyncio.Task[bytes | None]] = {}
        self._turn = asyncio.Lock()
        self._worker: Process | None = None
        self._painted = 0  # by this worker
        self._is_closed = False

    @property
    def worker_id(self) -> int | None:
        """The process that paints at the moment."""
        return None if self._worker is None else self._worker.pid

    async def paint(self, svg: str) -> bytes | None:
        """Return an SVG as PNG; None when there is too much to paint, or it can't be done.

        The same SVG is painted once, however many ask for it.
        """
        key = blake2b(svg.encode(), digest_size=16).digest()
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        task = self._painting.get(key)
        if task is None:
            if self._is_closed or len(self._painting) >= self._most_waiting:
                log.info("picture_left_out", waiting=len(self._painting))
                return None
            task = asyncio.create_task(self._paint_in_turn(key, svg))
            self._painting[key] = task
        # Whoever stops waiting must not stop the painting: others may wait for it too.
        return await asyncio.shield(task)

    async def aclose(self) -> None:
        """End the worker. Whoever still waits gets no picture."""
        self._is_closed = True
        await self._end_worker()
        await asyncio.gather(*self._painting.values())
        await self._end_worker()  # one that was just being started

    async def _paint_in_turn(self, key: bytes, svg: str) -> bytes | None:
        try:
            async with self._turn:
                picture = await self._paint(svg)
        finally:
            del self._painting[key]
        if picture is not None:
            self._pictures[key] = picture
            if len(self._pictures) > self._kept:
                self._pictures.popitem(last=False)
        return picture

    async def _paint(self, svg: str) -> bytes | None:
        """Have the worker paint; once more with a new one when it died."""
        for _ in range(ATTEMPTS):
            if self._is_closed:
                return None
            try:
                async with asyncio.timeout(self._patience):
                    return await self._ask(svg.encode())
            except TimeoutError:
                log.warning("picture_took_too_long")
                await self._end_worker()
                return None
            except (OSError, EOFError):
                log.warning("painter_died")
                await self._end_worker()
        return None

    async def _ask(self, svg: bytes) -> bytes | None:
        worker = await self._ready_worker()
        if worker.stdin is None or worker.stdout is None:
            raise EOFError
        worker.stdin.write(len(svg).to_bytes(HEAD) + svg)
        await worker.stdin.drain()
        length = int.from_bytes(await worker.stdout.readexactly(HEAD))
        picture = await worker.stdout.readexactly(length)
        self._painted += 1
        return picture or None

    async def _ready_worker(self) -> Process:
        if self._worker is not None and self._painted >= self._per_worker:
            await self._end_worker()
        if self._worker is None:
            self._painted = 0
            self._worker = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
                start_new_session=True,  # Ctrl-C in a terminal is for the bot alone
            )
        return self._worker

    async def _end_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        with suppress(ProcessLookupError):
            worker.kill()
        if worker.stdin is not None:
            worker.stdin.close()
        await worker.wait()
