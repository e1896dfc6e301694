"""Who is pinged about an outage, and when nobody is. Pure."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.triage.verdict import State
from bot.watching.maintenance import DAYS, WeeklyWindow, is_in_window
from bot.watching.ports import GuildSettings, IncidentKind, IncidentStory
from bot.watching.watch import QuietHours, Watch

_EVERY_DAY = frozenset(range(len(DAYS)))
_CONFIRMED = frozenset({State.DOWN, State.NO_SUCH_SITE})


def is_quiet(hours: QuietHours | None, zone: ZoneInfo, moment: datetime) -> bool:
    """Tell whether a moment lies in quiet hours, as the clocks of a zone read.

    Hours that end when they begin last all day. On the days clocks change they are counted as
    planned work is: nothing is lost in the hour that is skipped or comes twice.
    """
    if hours is None:
        return False
    window = WeeklyWindow(days=_EVERY_DAY, begins=hours.begins, ends=hours.ends, zone=zone)
    return is_in_window((window,), moment)


def roles_to_ping(
    incidents: tuple[IncidentStory, ...],
    channel_id: int,
    settings: GuildSettings,
    moment: datetime | None = None,
) -> frozenset[int]:
    """Return the roles that a channel's message about these incidents may ping, each once.

    `moment` is when people would hear it; None stands for each incident's own beginning.
    """
    if not settings.pings:
        return frozenset()
    return frozenset(
        role_id
        for story in incidents
        if is_confirmed_down(story)
        for role_id in _roles(story, channel_id, settings, moment or story.opened_at)
    )


def is_confirmed_down(story: IncidentStory) -> bool:
    """Tell whether an incident is an outage that goes on, and that nobody called off or muted."""
    response = story.response
    return (
        story.kind is IncidentKind.OUTAGE
        and story.resolved_at is None
        and not story.is_unstable
        and response.muted_at is None
        and response.retracted_at is None
        and (story.verdict is None or story.verdict.state in _CONFIRMED)
    )


def _roles(
    story: IncidentStory, channel_id: int, settings: GuildSettings, moment: datetime
) -> Iterator[int]:
    for watch in story.watches:
        # A server's id is also the id of its role "everyone", and nobody pings that.
        if watch.role_id is None or watch.role_id == settings.guild_id:
            continue
        if watch.channel_id == channel_id and not _rests(watch, settings, moment):
            yield watch.role_id


def _rests(watch: Watch, settings: GuildSettings, moment: datetime) -> bool:
    """Tell whether nobody is pinged then: in quiet hours of the watch's own or of the server."""
    hours = (watch.quiet_hours, settings.quiet_hours)
    return any(is_quiet(one, settings.time_zone, moment) for one in hours)
