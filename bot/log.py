"""Setting up the log: one line per event, for a person or for a machine, with no secret in it.

What strangers sent never reaches the log as text: our events carry codes and our own words, other
libraries are kept to warnings, and whatever still comes is escaped and redacted here.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

from bot.settings import LoggingSettings

# Bot tokens, and tokens of interactions and webhooks as they stand in Discord's addresses.
TOKEN = re.compile(
    r"\b[A-Za-z0-9_-]{20,30}\.[A-Za-z0-9_-]{5,8}\.[A-Za-z0-9_-]{25,110}"
    r"|(?<=/interactions/)\d+/[A-Za-z0-9_.-]+"
    r"|(?<=/webhooks/)\d+/[A-Za-z0-9_.-]+"
)
REDACTED = "[redacted]"
LONGEST = 8_000
# These log addresses and bodies, some of them with tokens, below this level.
CAPPED = {
    "aiohttp": logging.WARNING,
    "aiosqlite": logging.WARNING,
    "alembic": logging.WARNING,
    "asyncio": logging.WARNING,
    "discord": logging.WARNING,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "sqlalchemy": logging.WARNING,
}
Event = MutableMapping[str, Any]


def configure(settings: LoggingSettings, *, stream: TextIO | None = None) -> None:
    """Send every log line of this process to `stream` (default: standard error).

    Call once, at the start.
    """
    stream = stream or sys.stderr
    as_json = settings.format == "json" or (settings.format == "auto" and not stream.isatty())
    shared = _shared_processors()
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                make_harmless,
                _make_renderer(stream, as_json=as_json),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level.upper())
    for name, cap in CAPPED.items():
        logging.getLogger(name).setLevel(max(cap, root.level))


def make_harmless(_logger: object, _name: str, event: Event) -> Event:
    """Redact token-shaped texts and escape everything that is no plain text, in every value."""
    return {key: _harmless(value, keep_lines=key == "exception") for key, value in event.items()}


def _harmless(value: object, *, keep_lines: bool) -> object:
    if isinstance(value, (bool, int, float)) or value is None:
        return value
    if isinstance(value, (list, tuple)):
        return [_harmless(item, keep_lines=False) for item in value]
    text = TOKEN.sub(REDACTED, str(value)[:LONGEST])
    lines = text.split("\n") if keep_lines else [text]
    return "\n".join(line.encode("unicode_escape").decode("ascii") for line in lines)


def _shared_processors() -> list[structlog.typing.Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]


def _make_renderer(stream: TextIO, *, as_json: bool) -> structlog.typing.Processor:
    if as_json:
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(colors=stream.isatty())
