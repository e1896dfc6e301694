"""Watches as a YAML or JSON text, there and back. Pure. Every value is a text, as it is typed.

Files come from strangers: no anchors, no tags, no nesting beyond entries, nothing twice, bounded.
YAML is read event by event, so that nothing is built before it is known to be small and plain.
"""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import yaml

from bot.watching.drafts import Draft, draft_of
from bot.watching.watch import Watch

VERSION = "1"
LARGEST = 256 * 1024  # bytes
MOST_EACH = 64  # YAML events of one entry: twelve keys with a value each, and some room
DEPTH = 3  # the document, its list, an entry
LONGEST_VALUE = 4_096  # characters; a target is the longest of them

KEYS = (
    "target",
    "channel",
    "name",
    "interval",
    "role",
    "expect_status",
    "expect_text",
    "certificate_days",
    "slow_after",
    "quiet_hours",
    "official",
    "paused",
)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_WANTED = (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.CollectionEndEvent)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Format(StrEnum):
    """How watches are written down."""

    YAML = "yaml"
    JSON = "json"


class Unreadable(StrEnum):
    """Why a text is no list of watches. The closed list; each has a sentence of its own."""

    TOO_LARGE = "too-large"
    NOT_TEXT = "not-text"
    EMPTY = "empty"
    BAD_YAML = "bad-yaml"
    BAD_JSON = "bad-json"
    TOO_CLEVER = "too-clever"  # anchors, aliases, tags, several documents
    TOO_DEEP = "too-deep"
    TOO_MUCH = "too-much"
    NO_LIST = "no-list"
    BAD_VERSION = "bad-version"
    TWICE = "twice"  # `key` stands twice in one entry


class DocumentRefused(ValueError):
    """The text is no list of watches."""

    def __init__(self, reason: Unreadable, line: int | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One watch of a file, nothing of it checked yet."""

    number: int  # from 1
    line: int | None  # where it begins; JSON tells none
    values: Mapping[str, str | None] | None  # None: it is no mapping of texts
    lines: Mapping[str, int] = field(default_factory=dict)  # where each key stands


def write(watches: Iterable[Watch], format_: Format) -> str:
    """Return watches as a text that `read` understands."""
    document = {"version": VERSION, "watches": [record_of(one) for one in watches]}
    if format_ is Format.JSON:
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=1_000)


def record_of(watch: Watch) -> dict[str, str]:
    """Return a watch as the texts that make it."""
    draft = draft_of(watch)
    values = {
        "target": watch.target.url,
        "channel": _text(draft.channel_id),
        "name": draft.name,
        "interval": draft.interval,
        "role": _text(draft.role_id),
        "expect_status": draft.expect_status,
        "expect_text": draft.expect_text,
        "certificate_days": draft.certificate_days,
        "slow_after": draft.slow_after,
        "quiet_hours": draft.quiet_hours,
        "official": draft.official,
        "paused": draft.paused,
    }
    return {key: value for key, value in values.items() if value is not None}


def read(content: bytes, *, most: int) -> tuple[Entry, ...]:
    """Return the entries of a file of at most `most` watches. Raises `DocumentRefused`."""
    if len(content) > LARGEST:
        raise DocumentRefused(Unreadable.TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentRefused(Unreadable.NOT_TEXT) from None
    if not text.strip():
        raise DocumentRefused(Unreadable.EMPTY)
    document = _read_json(text) if text.lstrip()[:1] in "{[" else _read_yaml(text, most)
    return tuple(_entries(document))


def to_draft(values: Mapping[str, str | None]) -> Draft:
    """Return the parts of an entry that are kept as they are typed."""
    return Draft(
        name=values.get("name"),
        interval=values.get("interval"),
        expect_status=values.get("expect_status"),
        expect_text=values.get("expect_text"),
        certificate_days=values.get("certificate_days"),
        slow_after=values.get("slow_after"),
        quiet_hours=values.get("quiet_hours"),
        official=values.get("official"),
        paused=values.get("paused"),
    )


@dataclass(slots=True)
class _Mapping:
    """A mapping with the lines of its keys. YAML and JSON both become this."""

    line: int | None
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def put(self, key: str, value: Any, line: int | None) -> None:
        if key in self.values:
            raise DocumentRefused(Unreadable.TWICE, line)
        self.values[key] = value
        if line is not None:
            self.lines[key] = line


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _entries(document: Any) -> Iterator[Entry]:
    if isinstance(document, _Mapping):
        if document.values.get("version", VERSION) != VERSION:
            raise DocumentRefused(Unreadable.BAD_VERSION, document.lines.get("version"))
        if document.values.keys() - {"version", "watches"}:
            raise DocumentRefused(Unreadable.NO_LIST, document.line)
        document = document.values.get("watches")
    if not isinstance(document, list):
        raise DocumentRefused(Unreadable.NO_LIST)
    for number, one in enumerate(document, 1):
        yield _entry(number, one)


def _entry(number: int, one: Any) -> Entry:
    if not isinstance(one, _Mapping):
        return Entry(number=number, line=None, values=None)
    is_plain = all(value is None or _is_short(value) for value in one.values.values())
    values = dict(one.values) if is_plain else None
    return Entry(number=number, line=one.line, values=values, lines=one.lines)


def _is_short(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_VALUE


def _read_json(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        raise DocumentRefused(Unreadable.BAD_JSON, error.lineno) from None
    except RecursionError:
        raise DocumentRefused(Unreadable.TOO_DEEP) from None


def _pairs(pairs: list[tuple[str, Any]]) -> _Mapping:
    made = _Mapping(None)
    for key, value in pairs:
        made.put(key, str(value).lower() if isinstance(value, bool) else value, None)
    return made


def _read_yaml(text: str, most: int) -> Any:
    try:
        return _build(_plain_events(text, most))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = None if mark is None else mark.line + 1
        raise DocumentRefused(Unreadable.BAD_YAML, line) from None
    except yaml.YAMLError:  # characters that YAML does not allow
        raise DocumentRefused(Unreadable.BAD_YAML) from None


def _plain_events(text: str, most: int) -> Iterator[Any]:
    """Yield a document's values and brackets; refuse what a list of watches has no need of."""
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        line = _line_of(event)
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if count > MOST_EACH * (most + 2):
            raise DocumentRefused(Unreadable.TOO_MUCH, line)
        if _is_clever(event) or documents > 1:
            raise DocumentRefused(Unreadable.TOO_CLEVER, line)
        if depth > DEPTH:
            raise DocumentRefused(Unreadable.TOO_DEEP, line)
        if isinstance(event, _WANTED):
            yield event


def _line_of(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _is_clever(event: Any) -> bool:
    """Tell what is not just a text, a list or a mapping: anchors, aliases, tags."""
    return getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None


def _build(events: Iterator[Any]) -> Any:
    """Return what the document is made of."""
    event = next(events, None)
    built = None if event is None else _build_one(event, events)
    deque(events, maxlen=0)  # what comes after it may be wrong too
    return built


def _build_one(event: Any, events: Iterator[Any]) -> Any:
    if isinstance(event, yaml.ScalarEvent):
        is_plain = event.implicit[0]
        return None if is_plain and event.value in _NULLS else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_build_one(item, events))
        return items
    made = _Mapping(_line_of(event))
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        line = _line_of(key)
        if not isinstance(key, yaml.ScalarEvent):
            raise DocumentRefused(Unreadable.TOO_DEEP, line)
        made.put(key.value, _build_one(next(events), events), line)
    return made
