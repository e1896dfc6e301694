"""The bot's token goes to Discord, or to an address near enough to be the operator's own."""

from collections.abc import Iterator

import pytest
from discord.http import Route

from bot.endpoint import DISCORD, EndpointError, parse_endpoint, point_at


@pytest.fixture
def unchanged_route() -> Iterator[None]:
    before = Route.BASE
    yield
    Route.BASE = before


@pytest.mark.parametrize(
    "url",
    [
        DISCORD,
        "https://proxy.example/api/v10/",
        "http://127.0.0.1:8080/api/v10",
        "http://[::1]:8080/api/v10",
        "http://localhost:1/api/v10",
        "http://10.1.2.3/api/v10",
        "http://sandbox:8000/api/v10",
    ],
)
def test_addresses_that_may_have_the_token(url: str) -> None:
    assert parse_endpoint(f" {url} ") == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "discord.com/api",
        "ftp://discord.com",
        "http://discord.com/api/v10",
        "http://8.8.8.8/api",
        "https://user:secret@discord.com/api",
        "https://discord.com/api?x=1",
        "https://discord.com:99999/api",
        "https://[::1/api",
    ],
)
def test_addresses_that_may_not(url: str) -> None:
    with pytest.raises(EndpointError, match="DISCORD_API_URL"):
        parse_endpoint(url)


@pytest.mark.usefixtures("unchanged_route")
def test_requests_go_where_they_were_pointed() -> None:
    point_at("http://127.0.0.1:9/api/v10/")
    assert Route("GET", "/users/@me").url == "http://127.0.0.1:9/api/v10/users/@me"
