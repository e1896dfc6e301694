"""A bot as a process of its own on a local Discord: a part of the benchmarks."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sandbox.discord import StandIn

ROOT = Path(__file__).resolve().parents[1]


@contextlib.asynccontextmanager
async def bot_process(
    discord: StandIn,
    *arguments: str,
    environment: dict[str, str],
    log: int | IO[bytes] = asyncio.subprocess.DEVNULL,
) -> AsyncIterator[int]:
    """Run Python with `arguments`, a bot, until the block ends; give its process id once it is up.

    It is told where the local Discord is; what it prints goes to `log`.
    """
    there = {"DISCORD_TOKEN": discord.token, "DISCORD_API_URL": discord.api_url}
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env={"PATH": os.environ.get("PATH", ""), **there, **environment},
        cwd=ROOT,
        stdout=log,
        stderr=log,
    )
    try:
        await discord.bot_is_online(within=60)
        await discord.until(lambda: bool(discord.core.commands.usable(None)), within=10)
        yield child.pid
    finally:
        child.terminate()
        await child.wait()
