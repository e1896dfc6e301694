"""A town of broken servers: one house per way a site can fail, switched live from a panel."""

from sandbox.town.house import House
from sandbox.town.town import NoSuchHouse, Town

__all__ = ["House", "NoSuchHouse", "Town"]
