"""The view from other places, put together from settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from bot.asking.elsewhere import Elsewhere
from bot.asking.limits import ElsewhereLimits, Quota
from bot.asking.policies import Policies
from bot.clock import Clock
from bot.engine import agent_of, make_wire
from bot.probing.addresses import PUBLIC_ONLY
from bot.probing.limits import Limits
from bot.settings import Settings
from bot.vantage.globalping import Globalping

# With a token the allowance is 500 tests an hour instead of 250.
WITH_TOKEN = ElsewhereLimits(bot=Quota(48, 3600), unasked=Quota(24, 3600))


@asynccontextmanager
async def open_elsewhere(
    settings: Settings, policies: Policies, clock: Clock
) -> AsyncIterator[Elsewhere]:
    """Open what asks other places; on the way out everything is closed."""
    chosen = settings.vantages
    # A door to public hosts only, apart from that of looks and their deadline.
    wire = make_wire(settings.probing, Limits(), clock, PUBLIC_ONLY)
    async with httpx.AsyncClient(transport=wire, trust_env=False) as client:
        globalping = Globalping(
            client,
            clock=clock,
            user_agent=agent_of(settings.probing),
            token=chosen.token,
        )
        elsewhere = Elsewhere(
            globalping if chosen.is_on else None,
            policies=policies,
            clock=clock,
            limits=WITH_TOKEN if chosen.token else ElsewhereLimits(),
        )
        try:
            yield elsewhere
        finally:
            await elsewhere.aclose()
