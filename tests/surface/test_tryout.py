"""`gatewise run` without a token: the whole product, for somebody who has no Discord account."""

import asyncio
import contextlib
import os
import pty
import re
import signal
import sys
from collections.abc import AsyncIterator

import pytest

from tests.surface.test_command_line import ENVIRONMENT, ROOT

WITHIN = 40  # seconds, on a busy machine


@contextlib.asynccontextmanager
async def bot_running(
    stdin: int,
) -> AsyncIterator[tuple[asyncio.subprocess.Process, asyncio.StreamReader]]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        stdin=stdin,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=ENVIRONMENT,
        cwd=ROOT / "tests",
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(WITHIN):
            yield process, process.stdout
            assert await process.wait() == 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def test_it_says_where_it_is_answers_one_question_and_stays_until_told() -> None:
    async with bot_running(asyncio.subprocess.DEVNULL) as (process, out):
        shown = (await out.readuntil(b"Press Ctrl-C to stop.")).decode()
        assert process.returncode is None
        process.send_signal(signal.SIGTERM)
    assert "no DISCORD_TOKEN" in shown
    assert "alice: /isitdown http://127.0.0.1:" in shown
    assert "looks down" in shown
    assert "[ Check again ]" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("ending", ["quit", "Ctrl-C"])
async def test_a_person_types_as_in_discord(ending: str) -> None:
    ours, theirs = pty.openpty()
    async with bot_running(theirs) as (process, out):
        os.close(theirs)
        await out.readuntil(b"quit to leave")
        os.write(ours, b"/explain 502\n")
        shown = (await out.readuntil(b"[ The whole story ]")).decode()
        assert "502 Bad Gateway" in shown
        os.write(ours, b"press The whole story\n")
        shown = (await out.readuntil(b"Good to know")).decode()
        assert "only you see this" in shown
        os.write(ours, b"what does error 504 mean?\n")
        await out.readuntil(b"504 Gateway Timeout")
        os.write(ours, b"\xff\xfe\nhelp\n")
        await out.readuntil(b"help, quit")
        if ending == "Ctrl-C":
            process.send_signal(signal.SIGINT)
        else:
            os.write(ours, b"quit\n")
    os.close(ours)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
async def test_the_three_things_to_try_show_a_whole_outage() -> None:
    ours, theirs = pty.openpty()
    async with bot_running(theirs) as (_, out):
        os.close(theirs)
        shown = (await out.readuntil(b"quit to leave")).decode()
        lines = re.search(r"1\. (press.*)\n +2\. (/watch.*)\n +(press.*)\n", shown)
        assert lines is not None
        for line, answer in zip(
            lines.groups(), (b"Decided by rule", b"[ Save ]", b"Saved. We watch Shop"), strict=True
        ):
            os.write(ours, f"{line}\n".encode())
            await out.readuntil(answer)
        os.write(ours, b"break fine\n")
        await out.readuntil(b"[#status]\ngatewise:\n  Shop is down")
        os.write(ours, b"mend fine\n")
        await out.readuntil(b"[#status, edited]\ngatewise:\n  Shop is back. It was down for")
        os.write(ours, b"/history\n")
        await out.readuntil(b"Shop was down once")
        os.write(ours, b"quit\n")
    os.close(ours)
