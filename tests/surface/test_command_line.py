"""The `gatewise` command as an operator runs it: a process of its own, its words, its exit code."""

import asyncio
import json
import os
import pty
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from sandbox.sites import SITES, serving

ROOT = Path(__file__).parents[2]
FIELDS = {
    *("input", "target", "state", "hop", "cause", "confidence", "answered_by", "status", "rule"),
    *("headline", "advice", "stages", "addresses", "redirects", "evidence"),
}
KEPT = ("PATH", "HOME", "LANG", "COVERAGE_")
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name.startswith(KEPT)},
    "WATCH_CANARIES": "off",
    "PYTHONPATH": str(ROOT),
}


async def gatewise(*arguments: str, said: str = "", **more: str) -> tuple[int, str, str]:
    """Run the command; return its exit code, output and error output."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**ENVIRONMENT, **more},
        cwd=ROOT / "tests",  # no .env of the developer's
    )
    out, error = await process.communicate(said.encode())
    return process.returncode or 0, out.decode(), error.decode()


@pytest.fixture
async def sites() -> AsyncIterator[dict[str, str]]:
    async with AsyncExitStack() as stack:
        yield {
            name: f"http://127.0.0.1:{await stack.enter_async_context(serving(SITES[name]))}/"
            for name in ("fine", "refuses", "500", "hangs", "maintenance page")
        }


async def test_json_has_every_field_in_the_order_of_the_lines(sites: dict[str, str]) -> None:
    lines = [sites["hangs"], sites["fine"], "javascript:alert(1)", sites["refuses"]]
    code, out, _ = await gatewise(
        *("check", "--json", "--allow-private", "--timeout", "1", "-"), said="\n".join(lines)
    )
    records = [json.loads(line) for line in out.splitlines()]
    assert [record["input"] for record in records] == lines
    assert all(set(record) == FIELDS for record in records)
    assert [record["state"] for record in records] == ["down", "up", "refused", "down"]
    assert records[1]["status"] == 200
    assert records[1]["stages"]["first_byte_ms"] is not None
    assert records[1]["stages"]["tls_ms"] is None
    assert records[2]["target"] is None
    assert set(records[2]["stages"].values()) == {None}
    assert code == 2


@pytest.mark.parametrize(
    ("names", "code"),
    [(["fine"], 0), (["fine", "500"], 1), (["maintenance page"], 1), (["refuses"], 1)],
)
async def test_the_exit_code_tells_the_worst(
    names: list[str], code: int, sites: dict[str, str]
) -> None:
    found, *_ = await gatewise("check", "--allow-private", *(sites[name] for name in names))
    assert found == code


async def test_private_addresses_are_refused_without_the_option(sites: dict[str, str]) -> None:
    code, out, _ = await gatewise("check", "--json", sites["fine"])
    assert code == 2
    assert json.loads(out)["cause"] == "refused_by_policy"


async def test_one_target_is_told_whole_and_several_in_a_line_each(sites: dict[str, str]) -> None:
    _, whole, _ = await gatewise("check", "--allow-private", sites["refuses"])
    assert "What helps" in whole
    assert "Is my data safe?" in whole
    _, lines, _ = await gatewise("check", "--allow-private", sites["refuses"], sites["fine"])
    assert [line.split()[0] for line in lines.splitlines()] == ["down", "up"]


async def test_what_is_typed_cannot_reach_the_terminal_raw() -> None:
    code, out, error = await gatewise("check", "exa\x1b[31mmple\u202e.com")
    assert code == 2
    assert "\x1b" not in out + error
    assert "\u202e" not in out + error


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["check", "--jobs", "0", "x.com"], ["check", "--timeout", "no", "x.com"], ["fly"]],
)
async def test_bad_usage_ends_with_two_and_a_sentence(arguments: list[str]) -> None:
    code, _, error = await gatewise(*arguments)
    assert code == 2
    assert error.strip()


async def test_nothing_on_standard_input_is_said() -> None:
    code, out, error = await gatewise("check", "-", said="\n\n")
    assert (code, out) == (2, "")
    assert "Nothing to look at" in error


async def test_a_wrong_setting_is_named_and_its_value_is_not() -> None:
    code, out, error = await gatewise("check", "x.com", PROBE_DEADLINE="s3cret")
    assert (code, out) == (2, "")
    assert "PROBE_DEADLINE" in error
    assert "s3cret" not in error


@pytest.mark.parametrize("arguments", [["check", "x.com"], ["doctor"]])
async def test_services_that_cannot_be_read_are_a_sentence(arguments: list[str]) -> None:
    code, out, error = await gatewise(*arguments, SERVICES_FILE="nowhere.toml")
    assert (code, out) == (2, "")
    assert "SERVICES_FILE" in error
    assert "Traceback" not in error


async def test_a_wrong_address_of_discord_is_a_sentence() -> None:
    wrong = {"DISCORD_TOKEN": "a.b.c", "DISCORD_API_URL": "http://x.example:99999"}
    code, _, error = await gatewise("doctor", **wrong)
    assert code == 2
    assert "DISCORD_API_URL" in error
    assert "Traceback" not in error


async def test_an_encoding_without_our_quotation_marks_is_no_trouble() -> None:
    code, out, error = await gatewise("explain", "502", PYTHONIOENCODING="ascii")
    assert (code, error) == (0, "")
    assert "502 Bad Gateway" in out


async def test_ctrl_c_ends_it_though_more_lines_may_come(sites: dict[str, str]) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "check", "--allow-private", "-"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=ENVIRONMENT,
        cwd=ROOT / "tests",
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(sites["fine"].encode() + b"\n")
    async with asyncio.timeout(20):
        assert (await process.stdout.readline()).startswith(b"up")
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 130
    assert await process.stderr.read() == b""


@pytest.mark.parametrize(
    ("asked", "title"),
    [("502", "502 Bad Gateway"), ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_REFUSED")],
)
async def test_errors_are_explained(asked: str, title: str) -> None:
    code, out, _ = await gatewise("explain", asked)
    assert code == 0
    assert title in out
    code, out, _ = await gatewise("explain", asked, "--json")
    assert {"title", "sentence", "helps", "futile", "sources"} <= set(json.loads(out))


async def test_an_unknown_error_is_said_so() -> None:
    code, out, error = await gatewise("explain", "my cat sat on it")
    assert (code, out) == (2, "")
    assert error.strip()


async def test_the_doctor_says_what_is_wrong_and_what_to_do() -> None:
    nowhere = ",".join(f"https://{name}.no-such-gatewise-canary.com" for name in "abc")
    code, out, _ = await gatewise("doctor", WATCH_CANARIES=nowhere)
    assert code == 1
    assert "DISCORD_TOKEN" in out
    assert "PROBE_NAMESERVERS" in out


async def test_the_doctor_looks_at_the_database_and_at_misspelt_names(tmp_path: Path) -> None:
    path = tmp_path / "gatewise.db"
    more = {"DATABASE_URL": f"sqlite:///{path}", "WATCH_INTERVALL": "30s"}
    code, out, _ = await gatewise("doctor", **more)
    assert code == 0
    assert "The first start makes one" in out
    assert "Did you mean WATCH_INTERVAL?" in out
    assert not path.exists()
    path.write_bytes(b"this is no database at all" * 100)
    code, out, _ = await gatewise("doctor", **more)
    assert code == 1
    assert "The database does not open" in out


async def test_the_version_is_said() -> None:
    code, out, _ = await gatewise("--version")
    assert code == 0
    assert re.fullmatch(r"gatewise \S.*\n", out)


async def test_a_misspelt_name_is_told_at_the_start() -> None:
    wrong = {"DISCORD_TOKEN": "a.b.c", "DISCORD_API_URL": "http://x.example:99999"}
    _, _, error = await gatewise("run", **wrong, ASK_CASHE="1m")
    assert "setting_unknown" in error
    assert "ASK_CACHE" in error


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
async def test_a_terminal_gets_colour_and_a_pipe_does_not(sites: dict[str, str]) -> None:
    _, piped, _ = await gatewise("check", "--allow-private", sites["fine"])
    assert "\x1b[" not in piped

    ours, theirs = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "check", "--allow-private", sites["fine"], sites["500"]),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**ENVIRONMENT, "TERM": "xterm-256color"},
        cwd=ROOT / "tests",
    )
    os.close(theirs)
    shown = await asyncio.to_thread(read_all, ours)
    await process.wait()
    assert re.search(r"\x1b\[1;32mup\s", shown)
    assert re.search(r"\x1b\[1;31mdown\s", shown)
    assert "2/2" in shown  # the bar came to its end


def read_all(descriptor: int) -> str:
    """Read a pseudo-terminal to its end, which Linux tells as an input/output error."""
    pieces: list[bytes] = []
    while True:
        try:
            piece = os.read(descriptor, 4096)
        except OSError:
            piece = b""
        if not piece:
            os.close(descriptor)
            return b"".join(pieces).decode(errors="replace")
        pieces.append(piece)
