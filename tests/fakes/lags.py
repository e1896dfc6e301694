"""What listening needs of storage, and an official page, in memory: both do as a test says."""

from collections.abc import Collection
from datetime import datetime

from bot.asking.candour import Lag
from bot.asking.official import OfficialWord
from bot.catalogue.service import Service
from bot.clock import Clock
from bot.statuspages.look import Problem
from bot.statuspages.status import OfficialState
from bot.watching.hearing import Outage
from bot.watching.recording import StoreUnavailable


def service(id_: str = "shop") -> Service:
    """Return a service of that name with a page."""
    return Service(
        id=id_,
        name=id_.title(),
        aliases=(),
        category="test",
        probe_url=f"https://{id_}.example/",
        status_page_url=f"https://status.{id_}.example/",
        provider="statuspage",
        api_url=f"https://status.{id_}.example/api/v2/summary.json",
    )


class FakeLags:
    """Keeps lags, and knows the outages that a test made."""

    def __init__(self) -> None:
        self.kept: list[Lag] = []
        self.seen: list[Outage] = []
        self.is_away = False
        self.is_full = False  # it can be read, and takes nothing more

    async def outages(self, urls: Collection[str], since: datetime) -> tuple[Outage, ...]:
        self._answer()
        return tuple(
            one
            for one in self.seen
            if one.url in urls and (one.over_at is None or one.over_at >= since)
        )

    async def lags(self, since: datetime) -> tuple[Lag, ...]:
        self._answer()
        return tuple(one for one in self.kept if one.began_at >= since)

    async def keep(self, lag: Lag) -> None:
        self._answer()
        if self.is_full:
            raise StoreUnavailable
        self.kept.append(lag)

    async def withdraw(self, lag: Lag) -> None:
        self._answer()
        self.kept.remove(lag)

    def _answer(self) -> None:
        if self.is_away:
            raise StoreUnavailable


class FakePages:
    """Official pages that say what a test makes them say."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.state = OfficialState.OPERATIONAL
        self.problem: Problem | None = None
        self.began_at: datetime | None = None
        self.asked: list[str] = []
        self.broken: set[str] = set()

    async def hear(self, service: Service) -> OfficialWord | None:
        self.asked.append(service.id)
        if service.id in self.broken:
            raise RuntimeError("a bug in reading")
        return self.recall(service)

    def recall(self, service: Service) -> OfficialWord | None:  # noqa: ARG002 - the port has it
        return OfficialWord(
            state=self.state,
            heard_at=self._clock.now(),
            problem=self.problem,
            began_at=self.began_at,
        )
