"""How much may be watched, and how long what is seen is kept. Values only."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.watching.ports import GuildSettings

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchLimits:
    """The operator's bounds of watching."""

    interval: timedelta = timedelta(seconds=60)  # where a watch asks for none
    min_interval: timedelta = timedelta(seconds=30)
    max_interval: timedelta = timedelta(days=1)
    per_server: int = 50  # watches


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long things are kept."""

    samples: timedelta = timedelta(hours=48)
    rollups: timedelta = timedelta(days=90)  # hours; days are kept as long as incidents
    incidents: timedelta = timedelta(days=365)
    removed: timedelta = timedelta(
        days=30
    )  # a server that removed the bot, a target nobody watches


def bounds_of(settings: GuildSettings, retention: Retention) -> Retention:
    """Return how long ago a server's people see things: as its admins chose, or the operator."""
    return replace(
        retention,
        samples=_bounded(settings.sample_hours, _HOUR, retention.samples),
        rollups=_bounded(settings.rollup_days, _DAY, retention.rollups),
        incidents=_bounded(settings.incident_days, _DAY, retention.incidents),
    )


def _bounded(chosen: int | None, unit: timedelta, most: timedelta) -> timedelta:
    return most if chosen is None else min(max(chosen, 0) * unit, most)
