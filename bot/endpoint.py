"""Where Discord is: its own address, a rate-limit proxy, or a stand-in for trying things out."""

from ipaddress import ip_address
from urllib.parse import urlsplit

import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

log = structlog.stdlib.get_logger(__name__)

DISCORD = "https://discord.com/api/v10"
DISCORD_HOSTS = frozenset({"discord.com", "canary.discord.com", "ptb.discord.com"})


class EndpointError(ValueError):
    """The address is none to send a bot's token to. The message says what to do."""


def parse_endpoint(url: str) -> str:
    """Return a REST base address without a closing slash.

    The token goes there with every request, so plain http is taken only for this machine and
    private networks. Raises `EndpointError`.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise EndpointError("DISCORD_API_URL is not an address") from None
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment:
        raise EndpointError("DISCORD_API_URL must look like https://discord.com/api/v10")
    if parts.username or parts.password or port == 0:
        raise EndpointError("DISCORD_API_URL must have no user name and a port that exists")
    if parts.scheme == "http" and not _is_near(host):
        raise EndpointError(
            "DISCORD_API_URL must begin with https:// unless it is on this machine or in a private "
            "network: the bot's token goes there"
        )
    return url.strip().rstrip("/")


def point_at(url: str) -> None:
    """Send every request of discord.py in this process to `url`; it asks there for the gateway."""
    endpoint = parse_endpoint(url)
    if urlsplit(endpoint).hostname not in DISCORD_HOSTS:
        log.warning("not_discord_itself", host=urlsplit(endpoint).netloc)
    Route.BASE = endpoint


async def learn_gateway(client: discord.Client) -> None:
    """Ask Discord, or what stands in for it, where its gateway is.

    discord.py asks by itself for the first connection only. After a lost session it would go to
    Discord's own gateway, whatever address its requests go to.
    """
    if urlsplit(Route.BASE).hostname not in DISCORD_HOSTS:
        _, address, _ = await client.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)


def _is_near(host: str) -> bool:
    """Say whether a host is this machine, in a private network, or a name without a dot."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" or "." not in host
    return address.is_loopback or address.is_private
