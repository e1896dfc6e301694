"""The log: one line an event, no secret, nothing that could steer a terminal."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.log import configure
from bot.settings import LoggingSettings

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789ab"


@pytest.fixture(autouse=True)
def untouched_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(params=["json", "text"])
def stream(request: pytest.FixtureRequest) -> io.StringIO:
    written = io.StringIO()
    configure(LoggingSettings(level="info", format=request.param), stream=written)
    return written


@pytest.mark.parametrize(
    "secret",
    [
        TOKEN,
        "https://discord.com/api/v10/interactions/123/aW50ZXJhY3Rpb246MTIz/callback",
        "https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb246MTIz/messages/@original",
    ],
)
def test_tokens_are_redacted(stream: io.StringIO, secret: str) -> None:
    structlog.stdlib.get_logger("x").warning("hello", detail=f"at {secret}!")
    logging.getLogger("y").warning("bad: %s", secret)
    assert TOKEN not in stream.getvalue()
    assert "aW50ZXJhY3Rpb246MTIz" not in stream.getvalue()
    assert stream.getvalue().count("[redacted]") == 2


def test_tokens_in_a_traceback_are_redacted(stream: io.StringIO) -> None:
    try:
        int(TOKEN)
    except ValueError:
        structlog.stdlib.get_logger("x").exception("failed")
    assert TOKEN not in stream.getvalue()
    assert "ValueError" in stream.getvalue()


def test_an_event_is_one_line_without_control_characters(stream: io.StringIO) -> None:
    structlog.stdlib.get_logger("x").info("seen", text="a\nb\x1b[31m\u202e\x00")
    written = stream.getvalue()
    assert written.count("\n") == 1
    assert not set(written.rstrip("\n")) & set("\n\x1b\x00\u202e")


@pytest.mark.parametrize("name", ["discord.http", "httpx", "aiohttp.access"])
def test_talkative_libraries_are_kept_to_warnings(stream: io.StringIO, name: str) -> None:
    logging.getLogger(name).info("POST https://example.com with {}")
    logging.getLogger(name).warning("slow")
    assert "POST" not in stream.getvalue()
    assert "slow" in stream.getvalue()


def test_a_machine_reads_one_object_a_line() -> None:
    written = io.StringIO()
    configure(LoggingSettings(level="info", format="auto"), stream=written)
    structlog.stdlib.get_logger("x").info("ready", guilds=3)
    event = json.loads(written.getvalue())
    assert (event["event"], event["guilds"], event["level"]) == ("ready", 3, "info")


def test_lists_stay_lists_for_a_machine_and_are_harmless_too() -> None:
    written = io.StringIO()
    configure(LoggingSettings(level="info", format="json"), stream=written)
    structlog.stdlib.get_logger("x").info("ports", ports=[80, 443], names=["a\x1b"])
    event = json.loads(written.getvalue())
    assert (event["ports"], event["names"]) == ([80, 443], ["a\\x1b"])
