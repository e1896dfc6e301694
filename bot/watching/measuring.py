"""The numbers that the state machine needs of a look. Pure."""

from bot.probing.observation import Observation
from bot.watching.condition import Measured


def measure(observation: Observation) -> Measured:
    """Return how long a look took that brought a page, and when its certificate ends."""
    leg = observation.last
    has_page = leg.reply is not None and leg.failure is None
    return Measured(
        took_ms=observation.elapsed_ms if has_page else None,
        certificate_ends_at=leg.tls.expires_at if leg.tls is not None else None,
    )
