"""How much may be watched, and how long what is seen is kept. Values only."""

from dataclasses import dataclass
from datetime import timedelta


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
