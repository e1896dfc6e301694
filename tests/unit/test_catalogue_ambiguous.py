"""Names that mean several services about equally."""

from pathlib import Path

import pytest

from bot.catalogue.ambiguous import MOST, load_meanings
from bot.catalogue.rows import CatalogueError
from bot.catalogue.source import load_catalogue

CATALOGUE = load_catalogue()
SERVICES = {service.id: service for service in CATALOGUE.services}
MEANINGS = load_meanings(SERVICES)


def meant(text: str) -> list[str]:
    return [service.id for service in CATALOGUE.find_meant(text)]


@pytest.mark.parametrize("name", MEANINGS)
def test_an_ambiguous_name_means_all_of_its_services(name: str) -> None:
    for text in (name, name.upper(), f" {name}? "):
        assert meant(text) == list(MEANINGS[name]), text
    assert [one.id for one in CATALOGUE.find_in_sentence(f"is {name} down?")] == meant(name)
    assert [one.id for one in CATALOGUE.suggest(name)][: len(MEANINGS[name])] == meant(name)
    assert len(meant(name)) <= MOST


def test_other_names_mean_one_service_or_none() -> None:
    assert meant("GitHub") == ["github"]
    assert meant("google.com") == ["google-search"]
    assert meant("nobody knows it") == []


def test_a_service_picked_from_the_list_is_never_asked_about_again() -> None:
    for service in CATALOGUE.services:
        assert meant(service.id) == [service.id]


def test_a_name_that_the_operator_gives_away_is_theirs_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,name,probe_url\ncloud-of-ours,Cloud,https://cloud.example.org\n")
    catalogue = load_catalogue(path)
    assert [service.id for service in catalogue.find_meant("cloud")] == ["cloud-of-ours"]
    assert len(catalogue.find_meant("google")) > 1


def test_a_name_stays_ambiguous_where_the_operator_changes_something_else(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,probe_url\nclash-of-clans,https://clash.example.org\n")
    assert len(load_catalogue(path).find_meant("clash")) > 1


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("cloud,icloud", "2 to 5 different ids"),
        ("cloud,icloud|icloud", "2 to 5 different ids"),
        ("cloud,icloud|nobody", "no service is called 'nobody'"),
        ("github,icloud|aws", "is the id of a service"),
        ("!,icloud|aws", "a name that people type"),
        ("cloud,icloud|aws\ncloud,aws|icloud", "twice"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "ambiguous.csv"
    path.write_text(f"name,services\n{row}\n")
    with pytest.raises(CatalogueError, match=says):
        load_meanings(SERVICES, path)


def test_bad_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "ambiguous.csv"
    path.write_text("name\ncloud\n")
    with pytest.raises(CatalogueError, match="the columns are name, services"):
        load_meanings(SERVICES, path)
