"""Catalogue files: our own, the operator's, and what is said about bad ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.catalogue.rows import CatalogueError, load_rows
from bot.catalogue.source import (
    OWN,
    check_names,
    load_catalogue,
    parse_rows,
)

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(text: str, name: str = "mine.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


JELLYFIN = """
[[service]]
id = "jellyfin"
name = "Jellyfin"
aliases = ["jelly", "films"]
probe_url = "https://films.example.org"
"""


def test_our_own_file_has_no_conflicts() -> None:
    services = parse_rows(load_rows(OWN), {})
    check_names(services, OWN.name)
    assert len(services) > 400


def test_the_operator_adds_services_in_toml(write: Write) -> None:
    catalogue = load_catalogue(write(JELLYFIN))
    service = catalogue.find("Films")
    assert service is not None
    assert service.probe_url == "https://films.example.org/"
    assert (service.category, service.status_page_url) == ("other", None)


def test_the_operator_adds_services_in_csv(write: Write) -> None:
    text = 'id,name,aliases,probe_url,rank\nmine,"Mine, ours",one|two,https://mine.example.org/,1\n'
    catalogue = load_catalogue(write(text, "mine.csv"))
    service = catalogue.find("two")
    assert service is not None
    assert service.name == "Mine, ours"
    assert service in catalogue.suggest("", limit=3)


def test_an_override_changes_only_what_it_gives(write: Write) -> None:
    path = write('[[service]]\nid = "github"\nprobe_url = "https://github.example.org/"\n')
    catalogue, plain = load_catalogue(path), load_catalogue()
    changed, known = catalogue.get("github"), plain.get("github")
    assert changed is not None
    assert known is not None
    assert changed.probe_url == "https://github.example.org/"
    assert changed.aliases == known.aliases
    assert len(catalogue.services) == len(plain.services)


def test_a_name_the_operator_takes_is_theirs(write: Write) -> None:
    catalogue = load_catalogue(write(JELLYFIN.replace("films", "gh")))
    service = catalogue.find("gh")
    assert service is not None
    assert service.id == "jellyfin"
    assert catalogue.find("github") is catalogue.get("github")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[service]\n", ["not TOML", "line 1"]),
        ("service = 3", ["[[service]]"]),
        (JELLYFIN + JELLYFIN, ["line 8", "jellyfin", "twice"]),
        (JELLYFIN.replace('name = "Jellyfin"', ""), ["line 2", "name is missing", "probe_url"]),
        (JELLYFIN.replace("probe_url", "probeurl"), ["no field is called 'probeurl'", "probe_url"]),
        (JELLYFIN.replace("https:", "ftp:"), ["line 2", "probe_url takes", "ftp://films"]),
        (JELLYFIN.replace("films.example", "user:pw@films.example"), ["probe_url takes"]),
        (JELLYFIN.replace("films.example.org", "films example.org"), ["probe_url takes"]),
        (JELLYFIN.replace('"jellyfin"', '"Jelly Fin"'), ["id takes", "Jelly Fin"]),
        (JELLYFIN.replace('["jelly", "films"]', "[3]"), ["aliases takes"]),
        (JELLYFIN + "rank = 0", ["rank takes"]),
        (
            JELLYFIN + 'status_page_url = "https://status.lan"\n',
            ["line 2", "status page is inside your network", "take it out"],
        ),
        (JELLYFIN + 'api_url = "https://status.corp/api"\n', ["status page is inside"]),
        (
            JELLYFIN + JELLYFIN.replace('id = "jellyfin"', 'id = "other"'),
            ["other and jellyfin", "'Jellyfin'", "take that name"],
        ),
    ],
)
def test_a_bad_file_says_where_what_and_what_to_do(
    write: Write, text: str, words: list[str]
) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(write(text))
    message = str(caught.value)
    assert message.startswith("mine.toml")
    assert [word for word in words if word not in message] == []


def test_what_is_inside_may_have_a_status_page_inside(write: Write) -> None:
    inside = JELLYFIN.replace("films.example.org", "films.lan")
    load_catalogue(write(inside + 'status_page_url = "https://status.lan"\n'))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,name,probe_url\na,A\n", ["line 2", "as many fields"]),
        ("id,name,probe_url\na,A,https://a.example/,more\n", ["line 2", "as many fields"]),
        ('id,name,probe_url\na,"A\n', ["not CSV"]),
        ("id,name,probe_url\na,A,https://a.example/\nb,B,nowhere\n", ["line 3", "(b)", "nowhere"]),
    ],
)
def test_a_bad_csv_says_which_line(write: Write, text: str, words: list[str]) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(write(text, "mine.csv"))
    assert [word for word in words if word not in str(caught.value)] == []


def test_a_file_that_is_not_there_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="SERVICES_FILE"):
        load_catalogue(tmp_path / "none.toml")


def test_a_file_of_another_kind_is_refused(write: Write) -> None:
    with pytest.raises(CatalogueError, match=r"\.toml or \.csv"):
        load_catalogue(write("{}", "mine.json"))
