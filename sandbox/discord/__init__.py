"""A local Discord: REST and gateway over real sockets, and people to talk to the bot.

Built from Discord's published documentation. It follows the published rules and limits; sizes
that Discord does not publish (rate-limit buckets, the nonce window) are named as such.
"""

from sandbox.discord.faults import Fault
from sandbox.discord.handles import Handle, NoAnswer, State
from sandbox.discord.people import ClientRefused, People
from sandbox.discord.stand_in import StandIn

__all__ = ["ClientRefused", "Fault", "Handle", "NoAnswer", "People", "StandIn", "State"]
