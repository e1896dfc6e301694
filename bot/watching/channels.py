"""Where announcements go: which channels and roles can be used, as the far side has them."""

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


class Channels(Protocol):
    """One server's channels and roles."""

    def missing(self, channel_id: int) -> tuple[Need, ...] | None:
        """Return what we lack in a channel; None where there is none that takes announcements."""
        ...

    def role_trouble(self, role_id: int, channel_id: int) -> RoleTrouble | None:
        """Return why a role can't be pinged in a channel; None where it can."""
        ...


_ROLE_MISTAKES = {
    RoleTrouble.GONE: Wrong.NO_ROLE,
    RoleTrouble.EVERYONE: Wrong.ROLE_EVERYONE,
    RoleTrouble.SILENT: Wrong.ROLE_SILENT,
}


def find_mistakes(channels: Channels, channel_id: int, role_id: int | None) -> tuple[Mistake, ...]:
    """Return what keeps us from announcing in a channel, and from pinging a role there."""
    missing = channels.missing(channel_id)
    if missing is None:
        return (Mistake(reason=Wrong.NO_CHANNEL, arguments={"channel": str(channel_id)}),)
    found = []
    if missing:
        arguments = {"channel": str(channel_id), "needs": ",".join(missing)}
        found.append(Mistake(reason=Wrong.CHANNEL_CLOSED, arguments=arguments))
    trouble = None if role_id is None else channels.role_trouble(role_id, channel_id)
    if trouble is not None:
        arguments = {"role": str(role_id), "channel": str(channel_id)}
        found.append(Mistake(reason=_ROLE_MISTAKES[trouble], arguments=arguments))
    return tuple(found)
