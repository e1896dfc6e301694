"""Every way a house of the town can answer or fail: values, read from `data/`."""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
HEALTHY = "healthy"
# What the panel offers of every house, in the order in which a person tries them.
FIRST = (HEALTHY, "502", "slow", "maintenance", "expired")
# The files of modes, and what each is called in the panel.
GROUPS = {
    "everyday": "Every day",
    "failures": "Before a reply is whole",
    "gateways": "Gateways in front",
    "pages-and-statuses": "Pages and codes",
    "vendors": "Products and their pages",
    "blocks-and-edges": "Kept out, and edges",
    "healthy-pages": "It works, in its way",
}
FILLER = b"Lorem ipsum dolor sit amet, consectetur. "
BODILESS = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})
_NOT_FOR_IDS = re.compile(r"[^a-z0-9]+")


class Names(StrEnum):
    """What the town's name server says of a house."""

    GOOD = "good"
    MISSING = "missing"  # NXDOMAIN
    EMPTY = "empty"  # the name is there and has no address
    FAILING = "failing"  # SERVFAIL
    SILENT = "silent"
    PRIVATE = "private"  # an address that is not to be looked at, even here
    NOWHERE = "nowhere"  # an address that no route leads to


class Dial(StrEnum):
    """What happens to whoever calls."""

    OPEN = "open"
    REFUSED = "refused"
    DEAF = "deaf"  # nobody takes the call


class Tls(StrEnum):
    """How a house shakes hands."""

    GOOD = "good"
    EXPIRED = "expired"
    EARLY = "early"  # not valid yet
    OTHER = "other"  # somebody else's name
    STRANGER = "stranger"  # signed by nobody we know
    PLAIN = "plain"  # no TLS at all
    SILENT = "silent"
    RESET = "reset"


class Ending(StrEnum):
    """What comes after the last byte."""

    CLOSE = "close"
    RESET = "reset"
    HANG = "hang"
    GROW = "grow"  # it never ends


class Page(StrEnum):
    """What a status page says, made up afresh for each visitor."""

    NONE = ""
    HONEST = "honest"
    LATE = "late"
    LYING = "lying"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """One way a house can be."""

    id: str
    name: str
    title: str
    group: str  # of GROUPS
    names: Names = Names.GOOD
    dial: Dial = Dial.OPEN
    tls: Tls = Tls.GOOD
    ending: Ending = Ending.CLOSE
    page: Page = Page.NONE
    delay: float = 0.0  # seconds before the first byte
    raw: str | None = None  # instead of a reply
    status: int = HTTPStatus.OK
    reason: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    pad: int = 0  # the body is at least so long

    @property
    def is_blank(self) -> bool:
        """Whether a house fills the page with its own words."""
        return self.raw is None and self.status == HTTPStatus.OK and not (self.body or self.headers)

    def reply(self, blank: bytes = b"") -> bytes:
        """Return what is sent; `blank` is the house's own page, for a mode without one."""
        if self.raw is not None:
            return self.raw.encode("latin-1")
        headers = dict(self.headers)
        body = self.body.encode()
        if self.is_blank:
            body, headers = blank, {"content-type": "text/html; charset=utf-8"}
        missing = max(0, self.pad - len(body))
        body += (FILLER * (missing // len(FILLER) + 1))[:missing]
        return http_reply(self.status, body, headers, reason=self.reason)


def http_reply(
    status: int, body: bytes, headers: Mapping[str, str], *, reason: str | None = None
) -> bytes:
    """Return a whole HTTP/1.1 reply; a length that is given stays, right or wrong."""
    known = {code.value: code.phrase for code in HTTPStatus}
    reason = known.get(status, "") if reason is None else reason
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {text}" for name, text in headers.items())]
    if "content-length" not in headers and status >= HTTPStatus.OK and status not in BODILESS:
        lines.append(f"content-length: {len(body)}")
    lines.append("connection: close")
    return "\r\n".join([*lines, "", ""]).encode() + body


def mode_id(name: str) -> str:
    """Return what a mode is called in addresses: `HAProxy has no server` → `haproxy-has-no-server`.

    Cut at 63 characters, as the labels of host names are.
    """
    return _NOT_FOR_IDS.sub("-", name.lower().replace("'", "")).strip("-")[:63].rstrip("-")


@functools.cache
def load_modes() -> Mapping[str, Mode]:
    """Read all modes, by id. Raises ValueError for data that contradicts itself."""
    modes: dict[str, Mode] = {}
    for group in GROUPS:
        rows = _read(group)
        for row in rows:
            mode = _mode(row, group)
            if mode.id in modes:
                raise ValueError(f"two modes are called {mode.id}")
            modes[mode.id] = mode
    return modes


def _read(group: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((DATA / f"{group}.toml").read_text("utf-8"))["mode"]
    return rows


def _mode(row: dict[str, Any], group: str) -> Mode:
    name = str(row["name"])
    kinds = {"names": Names, "dial": Dial, "tls": Tls, "ending": Ending, "page": Page}
    given = {key: kinds[key](value) if key in kinds else value for key, value in row.items()}
    title = name[0].upper() + name[1:]
    fields: dict[str, Any] = {"id": mode_id(name), "title": title, "group": group, **given}
    return Mode(**fields)
