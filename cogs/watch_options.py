"""What can be typed about a watch, and the draft it makes."""

from discord import Role, TextChannel, app_commands

from bot.presentation.translator import command_text
from bot.watching.drafts import Draft

Days = app_commands.Range[int, 0, 365]

ASKED = {
    "channel": command_text("command-watch-channel"),
    "name": command_text("command-watch-name"),
    "interval": command_text("command-watch-interval"),
    "role": command_text("command-watch-role"),
    "expect_status": command_text("command-watch-expect-status"),
    "expect_text": command_text("command-watch-expect-text"),
    "certificate_days": command_text("command-watch-certificate-days"),
    "slow_after": command_text("command-watch-slow-after"),
    "quiet_hours": command_text("command-watch-quiet-hours"),
    "official": command_text("command-watch-official"),
}


# Nothing else is given: then a menu shows which parts there are.
ASKS_FOR_PARTS = Draft(official="parts")


def make_draft(
    channel: TextChannel | None,
    role: Role | None,
    days: int | None,
    *texts: str | None,
    drops_role: bool = False,
) -> Draft:
    """Return what was typed. The texts come in the order of the options."""
    name, interval, expect_status, expect_text, slow_after, quiet_hours, official = texts
    return Draft(
        channel_id=None if channel is None else channel.id,
        role_id=None if role is None else role.id,
        certificate_days=None if days is None else str(days),
        name=name,
        interval=interval,
        expect_status=expect_status,
        expect_text=expect_text,
        slow_after=slow_after,
        quiet_hours=quiet_hours,
        official=official,
        drops_role=drops_role,
    )
