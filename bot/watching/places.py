"""Where announcements go: which channels and roles can be used, as the far side has them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.watching.wishes import Mistake, Wrong


class Need(StrEnum):
    """What we need in a channel to announce there."""

    VIEW = "view"
    SEND = "send"
    EMBED = "embed"
    HISTORY = "history"


class RoleTrouble(StrEnum):
    """Why a role can't be pinged."""

    GONE = "gone"
    EVERYONE = "everyone"
    SILENT = "silent"  # not mentionable, and we may not mention every role


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel that announcements can be written to, and what we still lack there."""

    channel_id: int
    missing: tuple[Need, ...] = ()


class Places(Protocol):
    """One server's channels and roles."""

    def place(self, channel_id: int) -> Place | None:
        """Return a channel; None where there is none that takes announcements."""
        ...

    def role_trouble(self, role_id: int, channel_id: int) -> RoleTrouble | None:
        """Return why a role can't be pinged in a channel; None where it can."""
        ...


_ROLE_MISTAKES = {
    RoleTrouble.GONE: Wrong.NO_ROLE,
    RoleTrouble.EVERYONE: Wrong.ROLE_EVERYONE,
    RoleTrouble.SILENT: Wrong.ROLE_SILENT,
}


def find_mistakes(places: Places, channel_id: int, role_id: int | None) -> tuple[Mistake, ...]:
    """Return what keeps us from announcing in a channel, and from pinging a role there."""
    place = places.place(channel_id)
    if place is None:
        return (Mistake(reason=Wrong.NO_CHANNEL, arguments={"channel": str(channel_id)}),)
    found = []
    if place.missing:
        arguments = {"channel": str(channel_id), "needs": ",".join(place.missing)}
        found.append(Mistake(reason=Wrong.CHANNEL_CLOSED, arguments=arguments))
    trouble = None if role_id is None else places.role_trouble(role_id, channel_id)
    if trouble is not None:
        arguments = {"role": str(role_id), "channel": str(channel_id)}
        found.append(Mistake(reason=_ROLE_MISTAKES[trouble], arguments=arguments))
    return tuple(found)
