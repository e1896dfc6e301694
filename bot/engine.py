"""What looks and reads: the wire and all that stands on it, built from the settings and closed."""

import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.asking.inquiring import Inquiring
from bot.asking.official_pages import OfficialPages
from bot.asking.own_network import Canaries
from bot.asking.policies import Policies
from bot.catalogue.components import load_components
from bot.catalogue.lookup import Catalogue
from bot.catalogue.rows import CatalogueError
from bot.catalogue.source import load_catalogue
from bot.clock import Clock, SystemClock
from bot.probing.addresses import AddressPolicy
from bot.probing.limits import Limits
from bot.probing.parsing import parse_target
from bot.probing.prober import Prober
from bot.probing.resolver import Resolver
from bot.probing.second_opinion import SecondOpinion
from bot.probing.tls import build_context
from bot.probing.wire import USER_AGENT, Wire, user_agent
from bot.settings import AskingSettings, ProbingSettings, Settings
from bot.statuspages.document import LARGEST
from bot.statuspages.fetching import SECONDS, Fetcher, SplitFetcher
from bot.statuspages.scoping import ComponentMatch
from bot.supervisor import CONFIGURATION

CANARY_SECONDS = 3.0


class StartError(RuntimeError):
    """Only a person can mend this. The message says what to do."""

    exit_code = CONFIGURATION


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What looks, and what it knows."""

    catalogue: Catalogue
    matches: Mapping[str, ComponentMatch]
    prober: Prober
    own_network: Canaries
    pages: OfficialPages
    clock: Clock


@asynccontextmanager
async def open_engine(
    settings: Settings, *, clock: Clock, limits: Limits | None = None
) -> AsyncIterator[Engine]:
    """Build what looks; on the way out everything is closed. Raises `StartError`."""
    limits = limits or limits_of(settings.probing)
    catalogue = open_catalogue(settings.asking)
    matches = open_components(settings.asking, catalogue)
    wire = make_wire(settings.probing, limits, clock)
    prober = Prober(wire, clock=clock, limits=limits)
    canaries = make_canaries(settings.asking, wire, clock)
    pages = make_official_pages(settings.probing, clock, policies_of(settings.probing).public)
    try:
        yield Engine(
            catalogue=catalogue,
            matches=matches,
            prober=prober,
            own_network=canaries,
            pages=pages,
            clock=clock,
        )
    finally:
        await pages.aclose()
        await canaries.aclose()
        await prober.aclose()


@asynccontextmanager
async def open_inquiring(
    settings: Settings, *, allow_private: bool = False
) -> AsyncIterator[Inquiring]:
    """Open what reads official pages for the command line. Raises `StartError`."""
    catalogue = open_catalogue(settings.asking)
    policy = replace(policies_of(settings.probing).public, allow_private=allow_private)
    pages = make_official_pages(settings.probing, SystemClock(), policy)
    try:
        yield Inquiring(
            pages=pages,
            catalogue=catalogue,
            matches=open_components(settings.asking, catalogue),
            policy=policy,
        )
    finally:
        await pages.aclose()


def open_catalogue(settings: AskingSettings) -> Catalogue:
    """Load the services, with the operator's own. Raises `StartError`."""
    try:
        return load_catalogue(settings.services_file)
    except CatalogueError as error:
        raise StartError(str(error)) from None


def open_components(settings: AskingSettings, catalogue: Catalogue) -> Mapping[str, ComponentMatch]:
    """Load which parts of official pages the services are. Raises `StartError`."""
    try:
        return load_components(catalogue, extra=settings.services_file)
    except CatalogueError as error:
        raise StartError(str(error)) from None


def make_official_pages(
    settings: ProbingSettings, clock: Clock, policy: AddressPolicy
) -> OfficialPages:
    """Return what reads official pages, through a door of its own: their answers may be long."""
    limits = replace(Limits().within(SECONDS), page_bytes=LARGEST)
    agent = agent_of(settings)
    fetcher = Fetcher(make_wire(settings, limits, clock, policy), clock, user_agent=agent)
    if settings.private_endings:  # pages of the operator's own, in the services file
        wire = make_wire(settings, limits, clock, policies_of(settings).private)
        own = Fetcher(wire, clock, user_agent=agent)
        fetcher = SplitFetcher(fetcher, own, settings.private_endings)
    return OfficialPages(fetcher, clock)


def agent_of(settings: ProbingSettings) -> str:
    """Return by what name we ask."""
    return user_agent(settings.contact_url) if settings.contact_url else USER_AGENT


def make_wire(
    settings: ProbingSettings, limits: Limits, clock: Clock, policy: AddressPolicy | None = None
) -> Wire:
    """Return the one door to the network. Whoever makes it closes it. Raises `StartError`."""
    # An operator who names the name servers wants their answer, not the machine's.
    second_opinion = None if settings.name_servers else SecondOpinion(limits)
    return Wire(
        limits=limits,
        resolver=Resolver(limits, servers=settings.name_servers, second_opinion=second_opinion),
        context=_trust(settings.ca_file),
        user_agent=agent_of(settings),
        policy=policy or policies_of(settings).public,
        clock=clock,
    )


def _trust(ca_file: Path | None) -> ssl.SSLContext | None:
    """Return whom to trust where that is more than the public authorities."""
    try:
        return build_context(also=str(ca_file)) if ca_file else None
    except OSError:
        raise StartError(
            "PROBE_CA_FILE names a file without certificates; check the path."
        ) from None


def make_canaries(settings: AskingSettings, wire: Wire, clock: Clock) -> Canaries:
    """Return the check of our own network, on the same wire and with places of its own."""
    targets = [parse_target(url) for url in settings.canaries]
    limits = Limits().within(CANARY_SECONDS)
    return Canaries(targets, Prober(wire, clock=clock, limits=limits), clock)


def limits_of(settings: ProbingSettings) -> Limits:
    """Return the bounds of a look with the operator's deadline and number of looks."""
    limits = Limits()
    return replace(
        limits,
        look_seconds=settings.deadline,
        leg_seconds=min(limits.leg_seconds, settings.deadline),
        in_flight=settings.concurrency,
        in_flight_floor=min(limits.in_flight_floor, settings.concurrency),
    )


def policies_of(settings: ProbingSettings) -> Policies:
    """Return who may have what looked at."""
    return Policies.build(
        ports=settings.ports,
        denied_networks=settings.denied_networks,
        private_networks=settings.private_networks,
        private_guilds=settings.private_guilds,
        private_endings=settings.private_endings,
    )
