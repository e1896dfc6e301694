"""A town of little web servers on loopback under `*.test`, and the settings that let a bot in.

    async with Town() as town:
        settings = town.settings(settings, guild_id)
        await town.switch("shop.test", "502")

Only a bot with these settings finds it: the names are known to the town's own name server, its
certificates are signed by an authority made at the start, and production refuses `*.test`.
"""

import json
import secrets
import socket
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from bot.asking.limits import Quota
from bot.settings import Settings
from sandbox.town.certificates import Authority
from sandbox.town.house import Address, House, Wardrobe
from sandbox.town.modes import DATA, HEALTHY
from sandbox.town.names import ENDING, LOOPBACK, Code, NameServer, Said, system_server
from sandbox.town.statuspages import SUMMARY, StatusPage

HTTP, HTTPS = 80, 443
ATTEMPTS = 50
MISSING = Said(code=Code.MISSING)
# Nobody wants to wait minutes for an outage here, or for the next question. Canaries are on the
# internet, and say nothing about houses on this machine.
HASTE: Mapping[str, Any] = {
    "ask_cache": 2.0,
    "ask_per_member": Quota(60, 60),
    "ask_per_server": Quota(300, 60),
    "ask_per_target": Quota(120, 60),
    "watch_canaries": (),
    "watch_interval": 2.0,
    "watch_min_interval": 2.0,
    "watch_rechecks": (0.5, 1.0),
}
COMPANY, STATUS_PAGE, BROKEN = "company", "status page", "broken"


class NoSuchHouse(KeyError):
    """Nobody of that name lives in the town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What `data/houses.toml` says of one house."""

    name: str
    title: str
    kind: str
    mode: str = HEALTHY
    about: str | None = None  # whom a status page tells of
    id: str | None = None  # in the bot's catalogue
    status_page: str | None = None


class Town:
    """All houses and their name server. `async with` runs it."""

    def __init__(self, *, is_low: bool | None = None) -> None:
        """Use ports 80 and 443 where this machine lets us, unless told."""
        self._plots = {plot.name: plot for plot in _plots()}
        self._authority = Authority()
        self._is_low = is_low
        self._names = NameServer(self._said, outside=system_server())
        self._stack = AsyncExitStack()
        self._folder = Path()
        self.houses: dict[str, House] = {}

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            self._folder = Path(stack.enter_context(TemporaryDirectory()))
            (self._folder / "ca.pem").write_text(self._authority.pem, encoding="ascii")
            self._build(_street() if self._is_low is not False else None)
            for house in self.houses.values():
                stack.push_async_callback(house.aclose)
                await house.open()
            await stack.enter_async_context(self._names)
            self._services_file.write_text(self._services(), encoding="utf-8")
            self._stack = stack.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stack.aclose()

    @property
    def is_low(self) -> bool:
        """Whether houses stand at the ports that nobody has to type."""
        return all(house.ports == {HTTP, HTTPS} for house in self.houses.values())

    def house(self, name: str) -> House:
        """Return a house by its name. Raises NoSuchHouse."""
        try:
            return self.houses[name]
        except KeyError:
            raise NoSuchHouse(name) from None

    @property
    def companies(self) -> list[House]:
        """The houses of the companies."""
        return [self.houses[plot.name] for plot in self._plots.values() if plot.kind == COMPANY]

    def kind(self, name: str) -> str:
        """Return what a house is: a company, a status page, or broken for good."""
        return self._plots[name].kind

    async def switch(self, name: str, mode: str) -> House:
        """Make a house another one while it runs. Raises NoSuchHouse, and KeyError for a mode."""
        house = self.house(name)
        await house.switch(mode)
        return house

    def settings(self, settings: Settings, guild_id: int) -> Settings:
        """Return settings whose bot finds the town, for one server alone."""
        ports = frozenset(port for house in self.houses.values() for port in house.ports)
        update: dict[str, Any] = {
            **HASTE,
            "private_networks": (ip_network("127.0.0.0/8"),),
            "private_guilds": frozenset({guild_id}),
            "private_names": frozenset({ENDING}),
            "probe_nameservers": (self._names.address,),
            "probe_ca_file": self._folder / "ca.pem",
            "probe_ports": settings.probe_ports | ports,
            "services_file": settings.services_file or self._services_file,
        }
        return settings.model_copy(update=update)

    @property
    def _services_file(self) -> Path:
        return self._folder / "services.toml"

    def _said(self, name: str) -> Said:
        house = self.houses.get(name)
        return MISSING if house is None else house.said()

    def _build(self, street: str | None) -> None:
        """Put up every house: each at an address of its own on a street, else behind its ports."""
        wardrobe = Wardrobe(self._authority, list(self._plots))
        for number, plot in enumerate(self._plots.values(), start=1):
            here = Address(host=LOOPBACK)
            if street is not None:
                here = Address(host=f"{street}.{number}", http=HTTP, https=HTTPS)
            pages = StatusPage(self.houses[plot.about]).reply if plot.about else None
            self.houses[plot.name] = House(
                plot.name, plot.title, here, wardrobe, mode=plot.mode, pages=pages
            )

    def _services(self) -> str:
        """Return the companies as the bot's catalogue reads them: `/isitdown shop` works.

        Where houses stand at odd ports, every name is in it: nobody has to type a port.
        """
        return "\n".join(
            _service(plot, self.houses)
            for plot in self._plots.values()
            if plot.kind == COMPANY or (plot.kind == BROKEN and not self.is_low)
        )


def _service(plot: Plot, houses: Mapping[str, House]) -> str:
    fields: dict[str, object] = {
        "id": plot.id or plot.name.replace(".", "-"),
        "name": plot.title if plot.id else plot.name,
        "aliases": [plot.id, plot.name] if plot.id else [],
        "category": "town",
        "probe_url": houses[plot.name].url,
    }
    if plot.status_page is not None:
        url = houses[plot.status_page].url
        fields["status_page_url"] = url
        fields["provider"] = "statuspage"
        fields["api_url"] = url.removesuffix("/") + SUMMARY
    lines = (f"{key} = {json.dumps(value)}" for key, value in fields.items())
    return "\n".join(["[[service]]", *lines, ""])


def _plots() -> Iterator[Plot]:
    """Yield the town's houses; whom a status page is about comes before it."""
    data = tomllib.loads((DATA / "houses.toml").read_text(encoding="utf-8"))
    for row in data["house"]:
        yield Plot(kind=STATUS_PAGE if "about" in row else COMPANY, **row)
    for name, mode in data["broken"].items():
        title = name.replace("-", " ").capitalize()
        yield Plot(name=f"{name}.broken.test", title=title, kind=BROKEN, mode=mode)


def _street() -> str | None:
    """Return three numbers of addresses on loopback whose ports 80 and 443 are ours to take.

    None where the system keeps such ports to itself, or has no loopback but 127.0.0.1.
    """
    for _ in range(ATTEMPTS):
        street = f"127.{77 + secrets.randbelow(100)}.{secrets.randbelow(256)}"
        try:
            for port in (HTTP, HTTPS):
                with socket.socket() as probe:
                    probe.bind((f"{street}.1", port))
        except PermissionError:
            return None
        except OSError:
            continue
        return street
    return None
