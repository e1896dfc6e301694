"""Gatewise's sandbox: places to try the bot where nothing real can be hurt."""

from sandbox.discord import StandIn

__all__ = ["StandIn"]
