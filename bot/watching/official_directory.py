"""Which services have an official page that we can read, and which part of it is meant. Pure."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from itertools import chain

from bot.asking.official import page_of, scoped
from bot.catalogue.lookup import Catalogue
from bot.catalogue.service import Service, is_inside
from bot.probing.target import Target
from bot.statuspages.look import OfficialLook, OfficialPage
from bot.statuspages.providers import providers
from bot.statuspages.scoping import ComponentMatch, MatchKind, scope
from bot.statuspages.status import Notice
from bot.watching.watch import OfficialChoice, OfficialScope

Told = tuple[Notice, ...] | None


class OfficialDirectory:
    """The pages that can be followed, by the services whose they are."""

    def __init__(self, catalogue: Catalogue, matches: Mapping[str, ComponentMatch]) -> None:
        self._catalogue = catalogue
        self._matches = matches
        self._by_page = {
            _plain(url): service.id
            for service in reversed(catalogue.services)  # of a shared page, the best known one's
            for url in (service.status_page_url, service.api_url)
            if url and self._page(service) is not None
        }

    def named(self, text: str) -> str | None:
        """Return the id of the service that a name or a page's address means.

        Anybody may type those, so a page inside the operator's network is not found that way: only
        a watch of the service itself follows it, which looks where its server may look.
        """
        service = self._catalogue.get(text) or self._catalogue.find(text)
        if service is None or self._page(service) is None:
            service = self._catalogue.get(self._by_page.get(_plain(text), ""))
        if service is None:
            return None
        urls = (service.probe_url, service.status_page_url, service.api_url)
        return None if is_inside(*urls) else service.id

    def of_target(self, target: Target) -> str | None:
        """Return the id of the service that is looked at there, if its page can be followed."""
        service = self._catalogue.find_url(target.url)
        return None if service is None or self._page(service) is None else service.id

    def usual(self, service: Service | None) -> OfficialChoice | None:
        """Return what a watch of a service follows unless somebody says otherwise: its own part."""
        if service is None or self._page(service) is None or self._is_related(service.id):
            return None
        return OfficialChoice(service_id=service.id)

    def service(self, choice: OfficialChoice) -> Service | None:
        """Return whose page is followed; None where it can't be followed any more."""
        service = self._catalogue.get(choice.service_id)
        return service if service is not None and self._page(service) is not None else None

    def page(self, choice: OfficialChoice) -> OfficialPage | None:
        """Return the page that is followed; None where it can't be followed any more."""
        service = self.service(choice)
        return None if service is None else self._page(service)

    def told(self, look: OfficialLook) -> Callable[[OfficialChoice], Told]:
        """Return what says what a page tells of what is followed; None: nothing of it.

        A part that is not on the page any more is not all of the page: nothing was said. Each part
        is looked for once, whoever follows it.
        """
        of_part = cache(partial(_of_part, look))

        def told(choice: OfficialChoice) -> Told:
            if look.problem is not None:
                return None
            if choice.scope is OfficialScope.PAGE:
                return look.status.notices
            if choice.scope is OfficialScope.PARTS:
                return _of_parts(look, map(of_part, choice.parts))
            said = scoped(look, self._matches.get(choice.service_id))
            return None if said.is_whole_page or said.is_related else said.notices

        return cache(told)

    def _is_related(self, service_id: str) -> bool:
        match = self._matches.get(service_id)
        return match is not None and match.kind is MatchKind.RELATED

    @staticmethod
    def _page(service: Service) -> OfficialPage | None:
        page = page_of(service)
        return page if page and page.api_url and page.provider in providers() else None


def _of_parts(look: OfficialLook, parts: Iterable[Told]) -> Told:
    """Return what is told of any of some parts, each once, in the page's order."""
    found = [notices for notices in parts if notices is not None]
    told = set(chain.from_iterable(found))
    return tuple(one for one in look.status.notices if one in told) if found else None


def _of_part(look: OfficialLook, part: str) -> Told:
    match = ComponentMatch(service_id="", kind=MatchKind.PART, component_id=part, name=part)
    said = scope(look.status, match)
    return None if said.is_whole_page else said.notices


def _plain(url: str) -> str:
    return url.strip().lower().removeprefix("https://").removeprefix("http://").rstrip("/")
