"""`gatewise run` without a token: one link, and behind it the whole product."""

import asyncio
import contextlib
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.surface.test_command_line import ENVIRONMENT, ROOT

WITHIN = 40  # seconds, on a busy machine


@contextlib.asynccontextmanager
async def bot_running() -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Run the command; give the process and what it printed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=ENVIRONMENT,
        cwd=ROOT / "tests",
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(WITHIN):
            printed = (await process.stdout.readuntil(b"sandbox.town.story\n")).decode()
            yield process, printed
            assert await process.wait() == 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def link_in(printed: str) -> str:
    (link,) = re.findall(r"http://127\.0\.0\.1:\d+/\?key=\S+", printed)
    return str(link)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_it_prints_one_link_and_stays_until_told(told: signal.Signals) -> None:
    async with bot_running() as (process, printed), aiohttp.ClientSession() as browser:
        assert "no DISCORD_TOKEN" in printed
        assert "Press Ctrl-C to stop." in printed
        async with browser.get(link_in(printed)) as answer:
            assert answer.status == 200
        assert process.returncode is None
        process.send_signal(told)


def test_who_ends_it_while_it_starts_finds_nothing_left(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**ENVIRONMENT, "TMPDIR": str(tmp_path)},
        cwd=ROOT / "tests",
    ) as process:
        while not list(tmp_path.iterdir()):
            assert process.poll() is None
            time.sleep(0.005)
        process.terminate()
        _, errors = process.communicate(timeout=WITHIN)
    assert b"Traceback" not in errors
    assert process.returncode in {0, 130}
    assert not list(tmp_path.iterdir())


async def test_two_can_run_side_by_side() -> None:
    async with bot_running() as (one, first), bot_running() as (two, second):
        assert link_in(first).partition("/?")[0] != link_in(second).partition("/?")[0]
        one.send_signal(signal.SIGTERM)
        two.send_signal(signal.SIGTERM)
