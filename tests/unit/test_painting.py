"""The painter: never in anybody's way, and always survived by the bot."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.presentation.charts import painting, worker
from bot.presentation.charts.painting import Painter

ROOT = Path(__file__).parents[2]
PNG = b"\x89PNG\r\n"


def svg(number: int = 0) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="{10 + number}"/>'


def scripted(body: str) -> tuple[str, ...]:
    """Return a worker that does something else than painting."""
    return (sys.executable, "-c", f"import os, sys, time\n{body}")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2] != "Z"


async def started(painter: Painter) -> int:
    """Wait until there is a worker; return its process."""
    async with asyncio.timeout(5):
        while (pid := painter.worker_id) is None:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0)
    return pid


def open_files(painter: Painter) -> list[str]:
    """Return what the worker holds open beyond its three streams, one of which is a socket."""
    held = Path(f"/proc/{painter.worker_id}/fd").iterdir()
    return [str(one.readlink()) for one in held if one.name not in {"0", "1", "2"}]


def environment_of(painter: Painter) -> bytes:
    return Path(f"/proc/{painter.worker_id}/environ").read_bytes()


@pytest_asyncio.fixture
async def painter() -> AsyncIterator[Painter]:
    one = Painter()
    yield one
    await one.aclose()


async def test_a_picture_is_painted_by_another_process(painter: Painter) -> None:
    picture = await painter.paint(svg())
    assert picture is not None
    assert picture.startswith(PNG)
    assert painter.worker_id not in (None, os.getpid())


async def test_the_same_picture_is_painted_once(painter: Painter) -> None:
    first, second = await asyncio.gather(painter.paint(svg()), painter.paint(svg()))
    assert first is second
    assert await painter.paint(svg()) is first
    assert painter._painted == 1


async def test_only_the_last_pictures_are_kept() -> None:
    painter = Painter(kept=2)
    for number in (0, 1, 0, 2):
        await painter.paint(svg(number))
    assert len(painter._pictures) == 2
    await painter.paint(svg(0))
    assert painter._painted == 3
    await painter.aclose()


async def test_what_can_not_be_painted_is_no_picture_and_no_harm(painter: Painter) -> None:
    assert await painter.paint("<svg") is None
    pid = painter.worker_id
    assert await painter.paint(svg()) is not None
    assert painter.worker_id == pid


async def test_a_killed_worker_is_replaced_at_once(painter: Painter) -> None:
    await painter.paint(svg())
    killed = painter.worker_id
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    assert await painter.paint(svg(1)) is not None
    assert painter.worker_id not in (None, killed)


async def test_a_worker_that_always_dies_is_tried_twice(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    painter = Painter(command=scripted(f"open({str(marks)!r}, 'a').write('x'); os._exit(1)"))
    assert await painter.paint(svg()) is None
    assert marks.read_text(encoding="ascii") == "xx"
    assert painter.worker_id is None
    await painter.aclose()


async def test_a_program_that_is_not_there_is_no_harm() -> None:
    painter = Painter(command=("/nowhere/python",))
    assert await painter.paint(svg()) is None
    await painter.aclose()


async def test_a_worker_that_takes_too_long_is_ended() -> None:
    painter = Painter(command=scripted("time.sleep(60)"), patience=0.2)
    painting_ = asyncio.create_task(painter.paint(svg()))
    pid = await started(painter)
    assert await painting_ is None
    assert not is_alive(pid)
    assert painter.worker_id is None
    await painter.aclose()


async def test_many_at_once_are_painted_in_turn_and_too_many_not_at_all() -> None:
    painter = Painter(most_waiting=3)
    pictures = await asyncio.gather(*(painter.paint(svg(number)) for number in range(20)))
    assert [picture is not None for picture in pictures] == [True] * 3 + [False] * 17
    assert painter._painted == 3
    assert await painter.paint(svg(19)) is not None
    await painter.aclose()


async def test_who_stops_waiting_stops_nobody_else(painter: Painter) -> None:
    first = asyncio.create_task(painter.paint(svg()))
    second = asyncio.create_task(painter.paint(svg()))
    third = asyncio.create_task(painter.paint(svg(1)))
    await asyncio.sleep(0)
    first.cancel()
    assert await second is not None
    assert await third is not None


async def test_a_worker_is_replaced_after_many_pictures() -> None:
    painter = Painter(per_worker=2)
    pids = []
    for number in range(5):
        await painter.paint(svg(number))
        pids.append(painter.worker_id)
    assert [pids[0] == pids[1], pids[1] == pids[2], len(set(pids))] == [True, False, 3]
    assert not is_alive(pids[0] or 0)
    await painter.aclose()


async def test_closing_leaves_no_process_and_nobody_waiting() -> None:
    painter = Painter(command=scripted("time.sleep(60)"))
    waiting = [asyncio.create_task(painter.paint(svg(number))) for number in range(3)]
    pid = await started(painter)
    await painter.aclose()
    assert await asyncio.gather(*waiting) == [None] * 3
    assert not is_alive(pid)
    assert await painter.paint(svg()) is None


async def test_closing_while_the_worker_starts_leaves_no_process() -> None:
    painter = Painter()
    waiting = asyncio.create_task(painter.paint(svg()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await painter.aclose()
    await waiting
    assert painter.worker_id is None


def test_the_worker_ends_when_the_bot_is_killed() -> None:
    script = f"""
import asyncio, os, sys
sys.path.insert(0, {str(ROOT)!r})
from bot.presentation.charts.painting import Painter
async def main():
    painter = Painter()
    await painter.paint({svg()!r})
    print(painter.worker_id, flush=True)
    os.kill(os.getpid(), 9)
asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=30
    )
    pid = int(done.stdout.split()[-1])
    assert done.returncode == -signal.SIGKILL
    for _ in range(200):
        if not is_alive(pid):
            return
        subprocess.run(["/bin/sleep", "0.02"], check=True)
    pytest.fail("the worker outlived the bot")


def test_the_worker_knows_neither_discord_nor_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "s3cret")
    probe = (
        "import runpy, sys, os; runpy.run_path(sys.argv[1], run_name='worker'); "
        "print([m for m in ('discord', 'aiohttp', 'sqlalchemy', 'bot') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, worker.__file__], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
    assert "DISCORD_TOKEN" not in painting.ENVIRONMENT


async def test_the_worker_inherits_no_socket(painter: Painter) -> None:
    with socket.socket() as ours:
        ours.set_inheritable(True)
        await painter.paint(svg())
        assert not [one for one in open_files(painter) if one.startswith("socket:")]


async def test_the_worker_hears_nothing_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, painter: Painter
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "s3cret")
    await painter.paint(svg())
    assert b"s3cret" not in environment_of(painter)
