"""What admins read about a channel that we can't write in."""

from bot.presentation.classifying import (
    ARCHIVED,
    FORUM,
    LOCKED,
    NO_ACCESS,
    NO_PERMISSION,
    NO_TEXT_CHANNEL,
    UNKNOWN_CHANNEL,
    WRONG_CHANNEL_TYPE,
)
from bot.presentation.neutral import plain_name
from bot.presentation.rendered import Rendered
from bot.presentation.words import say
from bot.watching.delivery import Suspension

_REASONS = {
    UNKNOWN_CHANNEL: ("edge-gone", "edge-mend-gone"),
    NO_ACCESS: ("edge-hidden", "edge-mend-permissions"),
    NO_PERMISSION: ("edge-forbidden", "edge-mend-permissions"),
    NO_TEXT_CHANNEL: ("edge-no-text", "edge-mend-other"),
    FORUM: ("edge-no-text", "edge-mend-other"),
    WRONG_CHANNEL_TYPE: ("edge-no-text", "edge-mend-other"),
    ARCHIVED: ("edge-locked", "edge-mend-locked"),
    LOCKED: ("edge-locked", "edge-mend-locked"),
}
_OTHERWISE = ("edge-refused", "edge-mend-permissions")


def render_breakdown(suspension: Suspension, locale: str, *, server: str = "") -> Rendered:
    """Say that we can't write in a channel, why, what to do, and what becomes of the news.

    `server`: its name, which people chose, where it is not plain which one is meant.
    """
    reason, mending = _REASONS.get(suspension.code, _OTHERWISE)
    lines = [
        say(locale, reason, channel=f"<#{suspension.channel_id}>"),
        say(locale, mending),
        say(locale, "edge-meanwhile"),
    ]
    if server:
        lines.insert(1, say(locale, "edge-server", server=plain_name(server)))
    return Rendered(content="\n".join(lines))
