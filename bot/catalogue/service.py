"""A catalogue entry: a value, validated once when the catalogue is loaded."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.probing.hosts import LOCAL_ENDINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Something people ask about by name."""

    id: str  # "chatgpt": stable, lower case, safe in a custom id
    name: str  # "ChatGPT"
    aliases: tuple[str, ...]
    category: str
    probe_url: str  # what we look at
    status_page_url: str | None  # the official page a person can open
    provider: str | None  # whose software that page is: "statuspage", "incidentio", …
    api_url: str | None  # where a machine reads it
    rank: int | None = None  # 1 is what communities ask about most; None is the long tail


def names_of(service: Service) -> tuple[str, ...]:
    """Return everything people may call a service."""
    return (service.id, service.name, *service.aliases)


def is_inside(*urls: str | None) -> bool:
    """Tell whether one of these addresses has a name that no public site can have."""
    hosts = (urlsplit(url).hostname or "" for url in urls if url)
    return any(host.rpartition(".")[2] in LOCAL_ENDINGS for host in hosts)
