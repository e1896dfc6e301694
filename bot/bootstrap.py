"""The composition root: the only file that knows every concrete class. Builds and closes."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial

import structlog

from bot.account import Account, fetch_account
from bot.asking.asking import Asking
from bot.asking.candour import Candours
from bot.asking.checking import Checking
from bot.asking.looking import Looking
from bot.asking.official import OfficialWords
from bot.asking.unfolding import Unfolding
from bot.candour_line import make_candour_line
from bot.catalogue.known_answers import load_known_answers
from bot.catalogue.recognising import Recognising
from bot.client import GatewiseBot, Rooms
from bot.clock import Clock, SystemClock
from bot.endpoint import EndpointError, point_at
from bot.engine import (
    CANARY_SECONDS,
    Engine,
    StartError,
    limits_of,
    make_wire,
    open_catalogue,
    open_components,
    open_engine,
    policies_of,
)
from bot.official_line import make_official_line
from bot.people_line import (
    make_configuring,
    make_people_line,
    make_rehearsing,
    make_reviewing,
)
from bot.presentation.charts.painting import Painter
from bot.presentation.connection import Connection
from bot.presentation.recent import RecentAnswers
from bot.probing.limits import Limits
from bot.probing.observation import Observation
from bot.probing.parsing import parse_target
from bot.probing.prober import Prober
from bot.settings import (
    ProbingSettings,
    Settings,
    StorageSettings,
)
from bot.storage.checkup import Checkup, check_up
from bot.storage.database import Database, DatabaseRefused
from bot.storage.migrating import open_database
from bot.supervisor import GaveUp, Supervisor
from bot.triage import judge
from bot.vantage_line import open_elsewhere
from bot.warming import warm_up
from bot.watch_line import WatchLine, make_stores, make_voice, make_watch_line
from bot.watching.nearby import NearbyWatches

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What the command line adds to the settings of a look."""

    allow_private: bool = False
    timeout: float | None = None  # seconds
    jobs: int = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The whole bot, built and not yet on Discord."""

    rooms: Rooms
    prober: Prober
    line: WatchLine
    make_client: Callable[[], GatewiseBot]
    supervisor: Supervisor


@asynccontextmanager
async def build(settings: Settings, *, clock: Clock | None = None) -> AsyncIterator[App]:
    """Build the bot from its settings; on the way out everything is closed.

    Raises `StartError`.
    """
    clock = clock or SystemClock()
    token = settings.discord.token
    if token is None:
        raise StartError("DISCORD_TOKEN is not set: put the bot's token there.")
    _point_at(settings)
    async with (
        open_storage(settings.storage) as database,
        open_engine(settings, clock=clock) as engine,
        open_elsewhere(settings, policies_of(settings.probing), clock) as elsewhere,
    ):
        candours = Candours()
        official = make_official(settings, engine, candours)
        asking = make_asking(settings, engine, official)
        connection = Connection()
        line = make_line(settings, database, engine, connection)
        people = make_people_line(line, connection)
        followable, rounds = make_official_line(line, engine, is_heard=official is not None)
        policy = policies_of(settings.probing).public
        candour = make_candour_line(line, official, engine.catalogue, candours, policy)
        painter = Painter()
        rooms = Rooms(
            asking=asking,
            catalogue=engine.catalogue,
            clock=clock,
            recent=RecentAnswers(),
            connection=connection,
            responding=people.responding,
            boards=people.boards,
            reopening=line.reopening,
            closing=line.closing,
            reviewing=make_reviewing(line, settings.watching),
            painter=painter,
            governing=line.governing,
            configuring=make_configuring(settings.watching, line, asking, followable),
            rehearsing=make_rehearsing(line),
            elsewhere=elsewhere,
            unfolding=Unfolding(asking, elsewhere, clock),
            members=people.members,
            nearby=make_nearby(line),
        )
        make_client = partial(GatewiseBot, rooms)
        supervisor = Supervisor(make_client=make_client, token=token, clock=clock)
        try:
            async with line.running(*people.works, *candour, *rounds):
                yield App(
                    rooms=rooms,
                    prober=engine.prober,
                    line=line,
                    make_client=make_client,
                    supervisor=supervisor,
                )
        finally:
            await painter.aclose()
            await rooms.nearby.aclose()
            await asking.aclose()


def make_nearby(line: WatchLine) -> NearbyWatches:
    """Return what suggests a server's own watches, and forgets them with the server."""
    nearby = NearbyWatches(line.stores.watches, line.clock)
    line.governing.farewells.append(nearby.forget_server)
    return nearby


async def run(settings: Settings) -> None:
    """Run the bot until it is told to stop (SIGTERM, SIGINT). Raises `StartError`."""
    async with build(settings) as app:
        _warn_about_openings(settings.probing)
        warm_up(app.rooms.clock.now())
        await run_supervised(app.supervisor)
    log.info("stopped")


async def run_supervised(supervisor: Supervisor) -> None:
    """Run until a signal or the end of all hope. Raises `StartError` for the latter."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, supervisor.stop)
    if task is not None and task.cancelling():  # told to end before, and something took no notice
        supervisor.stop()
    try:
        await supervisor.run()
    except GaveUp as error:
        raise StartError(str(error)) from None
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


@asynccontextmanager
async def open_checking(settings: Settings, options: CheckOptions) -> AsyncIterator[Checking]:
    """Open the engine for the command line: any number of looks, and private ones if asked for.

    Raises `StartError`.
    """
    limits = replace(limits_of(settings.probing), in_flight=options.jobs)
    if options.timeout is not None:
        limits = limits.within(options.timeout)
    policy = policies_of(settings.probing).public
    async with open_engine(settings, clock=SystemClock(), limits=limits) as engine:
        yield Checking(
            catalogue=engine.catalogue,
            looking=Looking(
                look=engine.prober,
                judge=judge,
                own_network=engine.own_network,
                clock=engine.clock,
            ),
            policy=replace(policy, allow_private=options.allow_private),
            clock=engine.clock,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What `gatewise doctor` looks at."""

    settings: Settings
    fetch_account: Callable[[], Awaitable[Account | None]]  # as `account.fetch_account`
    look_at_canaries: Callable[[], Awaitable[list[Observation]]]
    check_database: Callable[[], Awaitable[Checkup]]


@asynccontextmanager
async def open_examination(settings: Settings) -> AsyncIterator[Examination]:
    """Open what the doctor needs: the account behind the token, and looks at the canaries.

    Raises `StartError`.
    """
    clock, token = SystemClock(), settings.discord.token
    open_components(settings.asking, open_catalogue(settings.asking))
    limits = Limits().within(CANARY_SECONDS)
    prober = Prober(make_wire(settings.probing, limits, clock), clock=clock, limits=limits)

    async def fetch() -> Account | None:
        if token is None:
            raise StartError("DISCORD_TOKEN is not set: put the bot's token there.")
        _point_at(settings)
        return await fetch_account(token)

    async def look() -> list[Observation]:
        targets = map(parse_target, settings.asking.canaries)
        return await asyncio.gather(*map(prober.look, targets))

    async def check() -> Checkup:
        return await check_up(settings.storage.url.get_secret_value())

    try:
        yield Examination(
            settings=settings, fetch_account=fetch, look_at_canaries=look, check_database=check
        )
    finally:
        await prober.aclose()


@asynccontextmanager
async def open_storage(settings: StorageSettings) -> AsyncIterator[Database]:
    """Open the database, made or upgraded as needed. Raises `StartError`."""
    try:
        database = await open_database(settings.url.get_secret_value())
    except DatabaseRefused as error:
        raise StartError(str(error)) from None
    try:
        yield database
    finally:
        await database.aclose()


def make_line(
    settings: Settings, database: Database, engine: Engine, connection: Connection
) -> WatchLine:
    """Return what watches, over a database and the engine that also answers questions."""
    stores = make_stores(
        database,
        settings.watching.retention,
        engine.clock,
        private_guilds=settings.probing.private_guilds,
    )
    return make_watch_line(
        stores,
        settings.watching,
        voice=make_voice(stores, connection, engine.clock),
        prober=engine.prober,
        own_network=engine.own_network,
        policies=policies_of(settings.probing),
        clock=engine.clock,
    )


def make_official(settings: Settings, engine: Engine, candours: Candours) -> OfficialWords | None:
    """Return what hears official pages; None where the operator wants none heard."""
    if not settings.asking.hears_official:
        return None
    return OfficialWords(engine.pages, engine.matches, candours.of)


def make_asking(settings: Settings, engine: Engine, official: OfficialWords | None) -> Asking:
    """Return what answers members' questions, within budgets. Whoever makes it closes it."""
    recognising = Recognising(engine.catalogue, load_known_answers(engine.catalogue))
    return Asking(
        catalogue=engine.catalogue,
        look=engine.prober,
        judge=judge,
        own_network=engine.own_network,
        clock=engine.clock,
        limits=settings.asking.limits,
        policies=policies_of(settings.probing),
        official=official,
        recognise=recognising.recognise,
    )


def _point_at(settings: Settings) -> None:
    try:
        point_at(settings.discord.api_url)
    except EndpointError as error:
        raise StartError(str(error)) from None


def _warn_about_openings(settings: ProbingSettings) -> None:
    if settings.private_networks:
        log.warning(
            "private_networks_open",
            networks=[str(network) for network in settings.private_networks],
            only_for_servers=sorted(settings.private_guilds),
        )
    if settings.ports:
        log.warning("more_ports_open", ports=sorted(settings.ports))
