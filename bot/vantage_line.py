"""The view from other places, put together from settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from bot.asking.elsewhere import Elsewhere
from bot.asking.limits import ElsewhereLimits, Quota
from bot.asking.policies import Policies
from bot.clock import Clock
from bot.probing.limits import Limits
from bot.probing.resolver import Resolver
from bot.probing.second_opinion import SecondOpinion
from bot.probing.wire import USER_AGENT, Wire
from bot.settings import ProbingSettings, Settings
from bot.vantage.globalping import Globalping

# With a token the allowance is 500 tests an hour instead of 250.
WITH_TOKEN = ElsewhereLimits(bot=Quota(48, 3600))


@asynccontextmanager
async def open_elsewhere(
    settings: Settings, policies: Policies, clock: Clock
) -> AsyncIterator[Elsewhere]:
    """Open what asks other places; on the way out everything is closed."""
    chosen, wire = settings.vantages, _make_wire(settings.probing, clock)
    async with httpx.AsyncClient(transport=wire, trust_env=False) as client:
        globalping = Globalping(
            client,
            clock=clock,
            user_agent=_user_agent(settings.probing),
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


def _make_wire(settings: ProbingSettings, clock: Clock) -> Wire:
    """Return a door to public hosts only, apart from that of looks and their deadline."""
    limits = Limits()
    second_opinion = None if settings.name_servers else SecondOpinion(limits)
    resolver = Resolver(limits, servers=settings.name_servers, second_opinion=second_opinion)
    return Wire(limits=limits, resolver=resolver, clock=clock)


def _user_agent(settings: ProbingSettings) -> str:
    contact = settings.contact_url
    return f"{USER_AGENT} (+{contact})" if contact else USER_AGENT
