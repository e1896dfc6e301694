"""The operator's own questions about official pages: what was understood, whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.asking.official import PageReader, page_of, scoped
from bot.catalogue.lookup import Catalogue
from bot.catalogue.service import Service
from bot.probing.addresses import AddressPolicy
from bot.probing.parsing import parse_target
from bot.probing.target import Refusal, TargetRefused
from bot.statuspages.look import OfficialLook, OfficialPage
from bot.statuspages.scoping import ComponentMatch, ScopedStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """An official page, and the part of it that was asked for."""

    look: OfficialLook
    status: ScopedStatus
    service: Service | None = None  # None: a page was named by its address


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPage:
    """A service of which no official page is known, or an address that is not asked."""

    service: Service | None = None
    refusal: Refusal | None = None  # None: there is no such page


class Inquiring:
    """Answers the command line."""

    def __init__(
        self,
        *,
        pages: PageReader,
        catalogue: Catalogue,
        matches: Mapping[str, ComponentMatch],
        policy: AddressPolicy,
    ) -> None:
        self._pages = pages
        self._catalogue = catalogue
        self._matches = matches
        self._policy = policy

    async def inquire(self, text: str) -> Inquiry | NoPage:
        """Read the official page of a service, by any of its names, or the one at an address."""
        service = self._catalogue.find(text)
        if service is not None and not _is_address(text):
            page = page_of(service)
            if page is None:
                return NoPage(service=service)
            return await self._read(page, service)
        try:
            url = parse_target(text, policy=self._policy).url
        except TargetRefused as refused:
            return NoPage(refusal=refused.reason)
        return await self._read(self._known_page(url) or OfficialPage(page_url=url), None)

    async def _read(self, page: OfficialPage, service: Service | None) -> Inquiry:
        look = await self._pages.look(page)
        match = self._matches.get(service.id) if service is not None else None
        return Inquiry(look=look, status=scoped(look, match), service=service)

    def _known_page(self, url: str) -> OfficialPage | None:
        """Return what the catalogue knows of an address: its own, or the one a machine asks."""
        wanted = url.rstrip("/")
        pages = filter(None, map(page_of, self._catalogue.services))
        return next(
            (one for one in pages if wanted in (one.page_url.rstrip("/"), one.api_url)), None
        )


def _is_address(text: str) -> bool:
    return "://" in text
