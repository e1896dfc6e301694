"""Say what an observation means. Pure: no clock, no network, no storage."""

from bot.triage.engine import judge, refuse

__all__ = ["judge", "refuse"]
