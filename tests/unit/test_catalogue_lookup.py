"""Finding services by name, while typing, and nearly."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.names import domain_key, name_key
from bot.catalogue.source import load_catalogue

CATALOGUE = load_catalogue()
OPEN_POSTS = "?statuses%5B%5D=investigating&statuses%5B%5D=detected&limit=500"
SHARED = Path(__file__).parents[2] / ".." / "shared"


def found(text: str) -> str | None:
    service = CATALOGUE.find(text)
    return service.id if service is not None else None


def suggested(text: str) -> list[str]:
    return [service.id for service in CATALOGUE.suggest(text)]


def test_every_service_is_found_by_every_name() -> None:
    for service in CATALOGUE.services:
        assert CATALOGUE.get(service.id) is service
        for name in (service.id, service.name, *service.aliases):
            assert CATALOGUE.find(name) is service, name
            assert CATALOGUE.find(name.upper()) is service, name


def test_every_service_of_the_shared_list_is_carried() -> None:
    path = SHARED / "services.csv"
    if not path.exists():
        pytest.skip("the shared list of services is not beside this checkout")
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(CATALOGUE.services)
    for row in rows:
        service = CATALOGUE.get(row["id"])
        assert service is not None
        assert service.probe_url == row["probe_url"]
        listed = tuple(row["aliases"].split("|"))
        assert service.aliases[: len(listed)] == listed, "our own nicknames come after these"
        # PagerDuty's pages are asked for open posts only, as the list's own note says.
        is_open = row["provider"] == "pagerduty"
        wanted = f"{row['api_url']}{OPEN_POSTS}" if is_open else row["api_url"]
        assert (service.api_url or "") == wanted
        # Epic's page is Statuspage's, but only its groups tell one game from another.
        is_grouped = service.api_url == "https://status.epicgames.com/api/v2/summary.json"
        assert (service.provider or "none") == ("epicgames" if is_grouped else row["provider"])


def test_the_ranked_services_come_first_and_without_gaps() -> None:
    ranks = [service.rank for service in CATALOGUE.services if service.rank is not None]
    assert ranks == list(range(1, len(ranks) + 1))
    assert [service.rank for service in CATALOGUE.services[: len(ranks)]] == ranks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GitHub", "github"),
        (" git-hub! ", "github"),
        ("gh", "github"),
        ("Pokemon GO", "pokemon-go"),
        ("pokémon go", "pokemon-go"),
        ("www.GitHub.com/", "github"),
        ("honkai: star rail", "honkai-star-rail"),
        ("D&D Beyond", "dnd-beyond"),
        ("X?", "x"),
        ("o 2", None),
        ("x)", None),
        ("git.hub", None),
        ("b.t", None),
        ("ea:80", None),
        ("github.com/login", None),
        ("https://github.com", None),
        ("xx", None),
        ("", None),
        ("?!", None),
        ("github " * 50, None),
    ],
)
def test_find(text: str, expected: str | None) -> None:
    assert found(text) == expected


def test_a_service_is_found_by_the_url_it_is_looked_at_through() -> None:
    discord = CATALOGUE.get("discord")
    assert discord is not None
    assert CATALOGUE.find_url(discord.probe_url) is discord
    assert CATALOGUE.find_url("https://id.atlassian.com/") is None, "several share it"


def test_nothing_typed_suggests_the_most_popular() -> None:
    assert suggested("") == [service.id for service in CATALOGUE.services[:25]]
    assert len({service.category for service in CATALOGUE.suggest("")}) > 5


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("gith", "github"),
        ("x", "x"),
        ("xb", "xbox"),
        ("you", "youtube"),
        ("cloud pl", "google-cloud"),
        ("githib", "github"),
        ("robolx", "roblox"),
        ("minecarft", "minecraft"),
        ("instgram", "instagram"),
        ("github.co", "github"),
    ],
)
def test_suggestions_begin_with_what_is_meant(typed: str, first: str) -> None:
    assert suggested(typed)[0] == first


def test_short_names_are_suggested_only_when_typed_exactly() -> None:
    assert "x" not in suggested("xfin")
    assert "cloudflare" not in suggested("cfx")


@given(st.text(max_size=120), st.integers(1, 25))
def test_suggestions_are_few_and_different_whatever_is_typed(text: str, limit: int) -> None:
    suggestions = CATALOGUE.suggest(text, limit)
    assert len(suggestions) <= limit
    assert len({service.id for service in suggestions}) == len(suggestions)


@pytest.mark.parametrize(
    ("text", "near"),
    [("githib", "github"), ("is youtbue down??", "youtube"), ("lol", "league-of-legends")],
)
def test_near_misses_hold_what_was_meant(text: str, near: str) -> None:
    assert near in [service.id for service in CATALOGUE.did_you_mean(text)]


def test_near_misses_are_few_and_none_for_nonsense() -> None:
    assert CATALOGUE.did_you_mean("qqqqqqqqqqqq") == ()
    assert len(CATALOGUE.did_you_mean("amazon apple google discord reddit twitch steam")) <= 5


@given(st.text(max_size=400))
def test_no_text_is_too_odd_for_any_search(text: str) -> None:
    CATALOGUE.find(text)
    CATALOGUE.find_in_sentence(text)
    CATALOGUE.did_you_mean(text)


def test_name_keys_ignore_case_accents_and_punctuation() -> None:
    assert name_key("Pokémon GO!") == name_key("POKEMON-go") == "pokemongo"


@pytest.mark.parametrize(
    ("text", "domain"),
    [("WWW.Example.org/", "example.org"), ("example", None), ("a.b:80", None), ("a b.c", None)],
)
def test_domain_keys(text: str, domain: str | None) -> None:
    assert domain_key(text) == domain
