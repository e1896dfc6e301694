"""What a server sent, read tolerantly: wrong types, missing keys and odd bytes are no errors.

Only what can't be read at all raises `Unreadable`. Nothing here knows any provider.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree as ET

LARGEST = 12 * 1024 * 1024  # Google Workspace's list grows to about 10 MB
LARGEST_XML = 2 * 1024 * 1024
DEEPEST_XML = 100
MOST_ITEMS = 5_000
LONGEST_TEXT = 4_000
LONGEST_MOMENT = 100
# Times beyond these are mistakes: a second read as a millisecond, a placeholder.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST_AHEAD = timedelta(days=3_660)
_MILLISECONDS_FROM = 1e11  # seconds since 1970 reach this in the year 5138
_JS_ZONE = re.compile(r"\s+GMT([+-]\d{4})\b.*$")  # "… GMT+0200 (Central European Summer Time)"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xfe\xff", "utf-16"),
    (b"\xff\xfe", "utf-16"),
)


class Unreadable(ValueError):
    """This is no document of the kind that was asked for."""


class _Shallow(ET.TreeBuilder):
    """Refuses nesting that no feed has, before it is all built."""

    _depth = 0

    def start(self, tag: Any, attrs: Any, /) -> ET.Element:
        self._depth += 1
        if self._depth > DEEPEST_XML:
            raise Unreadable("nested too deep")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)


@dataclass(frozen=True, slots=True)
class Document:
    """A payload, as it came."""

    payload: bytes

    def is_markup(self) -> bool:
        """Say whether it begins as XML or HTML does."""
        return self.payload[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")

    def text(self) -> str:
        """Return it as text: by its byte order mark, else UTF-8. Raises `Unreadable`."""
        if len(self.payload) > LARGEST:
            raise Unreadable("too large")
        coding = next((name for mark, name in _BOMS if self.payload.startswith(mark)), "utf-8")
        try:
            return self.payload.decode(coding)
        except UnicodeDecodeError:
            raise Unreadable("not text") from None

    def json(self) -> Any:
        """Return it as JSON. Raises `Unreadable`."""
        text = self.text()
        has_halves = "\\ud" in text.lower()  # of characters, as JSON may write them
        try:
            # NaN and its like stay words: as null they would be somebody's "nothing goes on".
            return json.loads(
                text, parse_constant=str, object_pairs_hook=_sound_keys if has_halves else None
            )
        except (ValueError, RecursionError):
            raise Unreadable("not JSON") from None

    def fields(self) -> "Fields":
        """Return it as a JSON object. Raises `Unreadable`."""
        found = self.json()
        if not isinstance(found, dict):
            raise Unreadable("not a JSON object")
        return Fields(found)

    def rows(self) -> tuple["Fields", ...]:
        """Return a JSON list of objects. Raises `Unreadable`, also where one is no object."""
        return _rows(self.json())

    def xml(self) -> ET.Element:
        """Return it as XML without a DTD, whose entities could grow without end."""
        text = self.text() if len(self.payload) <= LARGEST_XML else ""
        if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
            raise Unreadable("XML with a DTD")
        try:
            return ET.fromstring(text, ET.XMLParser(target=_Shallow()))  # noqa: S314 - no DTD
        except (ET.ParseError, ValueError, RecursionError):
            raise Unreadable("not XML") from None


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object whose values may be missing or of any type."""

    values: Mapping[str, Any]

    def has(self, *names: str) -> bool:
        """Say whether it has all these keys."""
        return all(name in self.values for name in names)

    def get(self, name: str) -> Any:
        """Return a value as it is; None where there is none."""
        return self.values.get(name)

    def text(self, name: str) -> str:
        """Return a text; a number as its digits; empty for anything else."""
        return _text(self.values.get(name))

    def word(self, name: str) -> str:
        """Return a text as a word to compare: lower case, blanks and hyphens as underscores."""
        return "_".join(self.text(name).lower().replace("-", " ").replace("_", " ").split())

    def number(self, name: str) -> float | None:
        """Return a number, also one that is written as text; None for anything else."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            return None
        try:
            number = float(value)
        except (ValueError, OverflowError):
            return None
        return number if math.isfinite(number) else None

    def is_true(self, name: str) -> bool:
        """Say whether a value is true itself, not merely something."""
        return self.values.get(name) is True

    def child(self, name: str) -> "Fields":
        """Return an object; an empty one for anything else."""
        value = self.values.get(name)
        return Fields(value if isinstance(value, dict) else {})

    def children(self, name: str) -> tuple["Fields", ...]:
        """Return the objects of a list; what is no object is left out."""
        value = self.values.get(name)
        return tuple(_objects(value)) if isinstance(value, list) else ()

    def named(self) -> tuple[tuple[str, "Fields"], ...]:
        """Return its objects by name, an empty one for anything else. Raises `Unreadable`."""
        if len(self.values) > MOST_ITEMS:
            raise Unreadable("what stands behind the last one would be left out")
        return tuple((name[:LONGEST_TEXT], self.child(name)) for name in self.values)

    def newest(self, name: str, by: str) -> "Fields":
        """Return the object of a list whose text in `by` is the greatest; an empty one of none."""
        return max(self.children(name), key=lambda one: one.text(by), default=Fields({}))

    def rows(self, name: str) -> tuple["Fields", ...]:
        """Return a list of objects that must be one. Raises `Unreadable`.

        For lists whose emptiness says something: a list of anything else is no empty list.
        """
        return _rows(self.values.get(name))

    def optional_rows(self, name: str) -> tuple["Fields", ...]:
        """Return a list of objects that may be missing or null. Raises `Unreadable` otherwise."""
        return () if self.values.get(name) is None else self.rows(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list; numbers as their digits."""
        value = self.values.get(name)
        items = value[:MOST_ITEMS] if isinstance(value, list) else []
        return tuple(filter(None, map(_text, items)))

    def moment(self, name: str, now: datetime) -> datetime | None:
        """Return a time: ISO 8601, seconds or milliseconds since 1970, or as mail writes it."""
        return read_moment(self.values.get(name), now)


def read_moment(value: object, now: datetime) -> datetime | None:
    """Return a time, aware UTC; None for what is none, or lies absurdly far from `now`.

    A time without its zone is read as UTC.
    """
    if isinstance(value, bool):
        return None
    try:
        moment = _read_number(value) if isinstance(value, (int, float)) else _read_text(value)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
    return moment if EARLIEST <= moment <= now + LATEST_AHEAD else None


def is_past(moment: datetime | None, now: datetime) -> bool:
    """Say whether a time is known, and gone."""
    return moment is not None and moment <= now


def is_ahead(moment: datetime | None, now: datetime) -> bool:
    """Say whether a time is known, and yet to come."""
    return moment is not None and moment > now


def _read_number(value: float) -> datetime:
    seconds = value / 1000 if abs(value) >= _MILLISECONDS_FROM else value
    return datetime.fromtimestamp(seconds, UTC)


def _read_text(value: object) -> datetime:
    if not isinstance(value, str) or len(value) > LONGEST_MOMENT:
        raise TypeError
    text = _JS_ZONE.sub(r" \1", value.strip())
    if text.lstrip("-").replace(".", "", 1).isdigit():
        return _read_number(float(text))
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return _sound(str(value)[:LONGEST_TEXT]).strip()


def _sound_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {_sound(name): value for name, value in pairs}


def _sound(text: str) -> str:
    """Return a text that can be written again: JSON may hold half a character."""
    return text.encode("utf-8", "replace").decode()


def _rows(found: object) -> tuple[Fields, ...]:
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Unreadable("not a list of objects")
    if len(found) > MOST_ITEMS:
        raise Unreadable("what stands behind the last one would be left out")
    return tuple(_objects(found))


def _objects(values: list[Any]) -> Iterator[Fields]:
    for value in values[:MOST_ITEMS]:
        if isinstance(value, dict):
            yield Fields(value)
