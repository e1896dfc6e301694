"""Which part of a shared official page the operator's own services are."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.catalogue.components import load_components
from bot.catalogue.rows import CatalogueError
from bot.catalogue.source import load_catalogue
from bot.statuspages.scoping import ComponentMatch, MatchKind

HEADER = "id,name,probe_url,provider,api_url,component_id,component_name,component_kind\n"
API = "https://status.example.org/api/v2/summary.json"
SHOP = f"shop,Our Shop,https://shop.example.org/,statuspage,{API},"


def load(tmp_path: Path, text: str, name: str = "mine.csv") -> Mapping[str, ComponentMatch]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load_components(load_catalogue(path), extra=path)


@pytest.mark.parametrize(
    ("cells", "match"),
    [
        ("abc123,,", ComponentMatch(service_id="shop", kind=MatchKind.PART, component_id="abc123")),
        (",Checkout,", ComponentMatch(service_id="shop", kind=MatchKind.PART, name="Checkout")),
        (",Shop,family", ComponentMatch(service_id="shop", kind=MatchKind.FAMILY, name="Shop")),
        (",,page", ComponentMatch(service_id="shop", kind=MatchKind.PAGE)),
    ],
)
def test_an_operator_names_the_part(tmp_path: Path, cells: str, match: ComponentMatch) -> None:
    assert load(tmp_path, f"{HEADER}{SHOP}{cells}\n")["shop"] == match


def test_toml_does_too(tmp_path: Path) -> None:
    text = f"""[[service]]
id = "shop"
name = "Our Shop"
probe_url = "https://shop.example.org/"
api_url = "{API}"
component_name = "Checkout"
"""
    assert load(tmp_path, text, "mine.toml")["shop"].name == "Checkout"


def test_without_a_part_the_whole_page_counts(tmp_path: Path) -> None:
    matches = load(tmp_path, f"{HEADER}{SHOP},,\n")
    assert "shop" not in matches
    assert "chatgpt" in matches


def test_a_part_of_ours_is_no_part_of_a_page_of_theirs(tmp_path: Path) -> None:
    text = f"id,api_url,aliases\nchatgpt,{API},\nclaude,,claudius\n"
    matches = load(tmp_path, text)
    assert "chatgpt" not in matches
    assert "claude" in matches


def test_a_part_of_theirs_replaces_ours(tmp_path: Path) -> None:
    matches = load(tmp_path, "id,component_name\nchatgpt,Voice mode\n")
    assert (matches["chatgpt"].name, matches["chatgpt"].component_id) == ("Voice mode", "")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (f"{SHOP},,all", r"line 2 \(shop\): kind takes part, family"),
        (f"{SHOP},,family", r"line 2 \(shop\): a family needs the name"),
        (f"{SHOP},,part", r"line 2 \(shop\): a part needs a component_id or a name"),
        (f"{SHOP}{'1' * 101},,", "is no plain short text"),
        ("shop,Our Shop,https://shop.example.org/,,,,Checkout,", "say which with api_url"),
    ],
)
def test_a_bad_part_says_where_and_what(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(CatalogueError, match=says):
        load(tmp_path, f"{HEADER}{row}\n")
