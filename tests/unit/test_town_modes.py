"""The town's modes and houses: data that is right before anything listens."""

import tomllib

import pytest

from sandbox.town.modes import (
    DATA,
    FIRST,
    GROUPS,
    Ending,
    Mode,
    Page,
    http_reply,
    load_modes,
    mode_id,
)


def mode(**fields: object) -> Mode:
    return Mode(**{"id": "x", "name": "x", "title": "X", "group": "everyday", **fields})  # type: ignore[arg-type]


def test_every_house_stands_in_a_mode_that_there_is() -> None:
    data = tomllib.loads((DATA / "houses.toml").read_text(encoding="utf-8"))
    used = {*data["broken"].values(), *(one.get("mode", "healthy") for one in data["house"])}
    assert used <= set(load_modes())


def test_what_the_panel_offers_first_is_there_and_short() -> None:
    titles = [load_modes()[one].title for one in FIRST]
    assert titles == ["Healthy", "502 Bad Gateway", "Slow", "Maintenance", "Certificate expired"]


def test_ids_fit_addresses_and_every_file_is_a_group() -> None:
    assert all(one == mode_id(one) and len(one) <= 63 for one in load_modes())
    assert {path.stem for path in DATA.glob("*.toml")} == {*GROUPS, "houses", "story"}


def test_only_status_pages_make_up_their_words() -> None:
    pages = {one.page for one in load_modes().values() if one.page}
    assert pages == {Page.HONEST, Page.LATE, Page.LYING}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Cloudflare: the origin refuses (521)", "cloudflare-the-origin-refuses-521"),
        ("Varnish can't fetch", "varnish-cant-fetch"),
        ("x" * 70, "x" * 63),
    ],
)
def test_ids_come_from_names(name: str, expected: str) -> None:
    assert mode_id(name) == expected


def test_a_healthy_house_shows_its_own_page() -> None:
    assert mode().reply(b"<h1>own</h1>").endswith(b"\r\n\r\n<h1>own</h1>")
    assert mode(status=500).reply(b"own").endswith(b"\r\n\r\n")


def test_a_length_that_is_given_stays_wrong() -> None:
    reply = mode(headers={"content-length": "5000"}, body="half").reply()
    assert reply.count(b"content-length") == 1
    assert b"content-length: 5000" in reply


def test_articles_are_as_long_as_they_are_said_to_be() -> None:
    assert len(mode(body="word", pad=5000).reply().partition(b"\r\n\r\n")[2]) == 5000


@pytest.mark.parametrize("status", [101, 204, 304])
def test_what_has_no_body_names_no_length(status: int) -> None:
    assert b"content-length" not in http_reply(status, b"", {})


def test_raw_bytes_are_all_there_is() -> None:
    assert mode(raw="SSH-2.0\r\n", ending=Ending.HANG).reply(b"own") == b"SSH-2.0\r\n"


def test_two_modes_of_one_name_are_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    load_modes.cache_clear()
    monkeypatch.setattr("sandbox.town.modes._read", lambda _: [{"name": "twin"}])
    with pytest.raises(ValueError, match="two modes are called twin"):
        load_modes()
    load_modes.cache_clear()
