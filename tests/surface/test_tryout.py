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

import pytest

from tests.fakes.pages import Json, sitting
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


async def bot_is_there(link: str) -> None:
    """Open the page, and wait until it tells that the bot has come."""
    async with sitting(link) as page:
        await page.until(is_bot_online, within=WITHIN)


def is_bot_online(told: Json) -> bool:
    return told.get("t") == "world" and bool(told["is_bot_online"])


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_it_prints_one_link_and_stays_until_told(told: signal.Signals) -> None:
    async with bot_running() as (process, printed):
        assert "no DISCORD_TOKEN" in printed
        assert "Press Ctrl-C to stop." in printed
        await bot_is_there(link_in(printed))
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
        await asyncio.gather(bot_is_there(link_in(first)), bot_is_there(link_in(second)))
        one.send_signal(signal.SIGTERM)
        two.send_signal(signal.SIGTERM)
