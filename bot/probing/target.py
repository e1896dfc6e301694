"""What can be looked at: a canonical http(s) URL, and why a text may not become one."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address
from typing import Literal

DEFAULT_PORTS = {"http": 80, "https": 443}


class Refusal(StrEnum):
    """Why a text is not something we look at. The closed list; each has a sentence of its own."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_A_URL = "not_a_url"
    BAD_CHARACTERS = (
        "bad_characters"  # control, hidden or direction characters, whitespace, backslash
    )
    BAD_SCHEME = "bad_scheme"
    CREDENTIALS = "credentials"  # user:password@
    BAD_PORT = "bad_port"
    BAD_HOST = "bad_host"
    BAD_ADDRESS = "bad_address"  # an address written in an odd way
    LOCAL_NAME = "local_name"  # localhost, .internal, .lan, …
    PRIVATE_ADDRESS = "private_address"  # not a public address


class TargetRefused(ValueError):
    """The text, or the address behind it, is not something we look at."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A canonical URL without credentials or fragment. ASCII; equal targets are one page."""

    scheme: Literal["http", "https"]
    host: str  # A-label, lower case, no trailing dot; an IPv6 literal without brackets
    port: int
    path: str  # begins with "/"; the query included; percent-encoded
    address: IPv4Address | IPv6Address | None = None  # set when the host is an address literal

    @property
    def authority(self) -> str:
        """Host and, unless it is the scheme's default, port: as in the `Host` header."""
        host = f"[{self.host}]" if isinstance(self.address, IPv6Address) else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole canonical URL. May hold secrets in its query: never log it."""
        return f"{self.scheme}://{self.authority}{self.path}"
