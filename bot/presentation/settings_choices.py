"""What somebody chose in the settings panel, read as a change of settings. Pure."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.presentation.governing_ids import Control, Touch
from bot.presentation.settings_panel import AS_LONG_AS_POSSIBLE, OWN_LANGUAGE
from bot.presentation.words import surface_texts
from bot.watching.governing import Edit
from bot.watching.ports import AskScope, GuildSettings
from bot.watching.time_zones import find_zones

_LONGEST = 100_000  # hours or days
_DIGITS = 19  # of Discord's longest id


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """What a server has that can be chosen."""

    id: int
    channel_ids: Collection[int]  # that announcements can be written to
    role_ids: Collection[int]


Reader = Callable[[str, Server], dict[str, Any]]


class ChoiceRefused(ValueError):
    """It can't be chosen. `text` says why; None: nobody could have been offered that."""

    def __init__(self, text: str | None = None) -> None:
        super().__init__(text)
        self.text = text


def read_choice(touch: Touch, values: Collection[str], server: Server) -> Edit:
    """Return the change that a menu or a button asks for. Raises `ChoiceRefused`."""
    read = _READERS.get(touch.control)
    if read is None:
        raise ChoiceRefused
    changes = read(touch.argument or next(iter(values), ""), server)

    def edit(settings: GuildSettings) -> GuildSettings:
        return replace(settings, **changes)

    return edit


def _channel(value: str, server: Server) -> dict[str, Any]:
    if value and _number(value) not in server.channel_ids:
        raise ChoiceRefused("settings-channel-unknown")
    return {"channel_id": int(value) if value else None}


def _askers(value: str, _: Server) -> dict[str, Any]:
    if value not in set(AskScope):
        raise ChoiceRefused
    return {"who_may_ask": AskScope(value)}


def _role(value: str, server: Server) -> dict[str, Any]:
    if _number(value) == server.id:  # the role that every member has
        return {"who_may_ask": AskScope.EVERYONE, "ask_role_id": None}
    if _number(value) not in server.role_ids:
        raise ChoiceRefused("settings-role-unknown")
    return {"who_may_ask": AskScope.ROLE, "ask_role_id": int(value)}


def _language(value: str, _: Server) -> dict[str, Any]:
    if value not in (OWN_LANGUAGE, *surface_texts().locales):
        raise ChoiceRefused
    return {"locale": None if value == OWN_LANGUAGE else value}


def _zone(name: str, _: Server) -> dict[str, Any]:
    if find_zones(name) != (name,):
        raise ChoiceRefused
    return {"time_zone": ZoneInfo(name)}


def _pings(value: str, _: Server) -> dict[str, Any]:
    return {"pings": value == "on"}


def _threads(value: str, _: Server) -> dict[str, Any]:
    return {"threads": value == "on"}


def _events(value: str, _: Server) -> dict[str, Any]:
    return {"events": value == "on"}


def _length(stored_as: str) -> Reader:
    def read(value: str, _: Server) -> dict[str, Any]:
        number = _number(value)
        if value == AS_LONG_AS_POSSIBLE:
            return {stored_as: None}
        if not 0 < number <= _LONGEST:
            raise ChoiceRefused
        return {stored_as: number}

    return read


def _number(value: str) -> int:
    is_number = value.isascii() and value.isdecimal() and len(value) <= _DIGITS
    return int(value) if is_number else -1


_READERS: dict[Control, Reader] = {
    Control.CHANNEL: _channel,
    Control.ASKERS: _askers,
    Control.ROLE: _role,
    Control.LANGUAGE: _language,
    Control.ZONE: _zone,
    Control.PINGS: _pings,
    Control.THREADS: _threads,
    Control.EVENTS: _events,
    Control.LOOKS: _length("sample_hours"),
    Control.HOURS: _length("rollup_days"),
    Control.OUTAGES: _length("incident_days"),
}
