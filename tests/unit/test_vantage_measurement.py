"""A measurement's results become votes; what does not fit is unknown, never up or down."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.probing.parsing import parse_target
from bot.vantage.measurement import read_created, read_measurement
from bot.vantage.sighting import Sight, Vote
from tests.fakes.globalping import (
    ID,
    PLACES,
    failed,
    finished,
    in_progress,
    measurement,
    probe,
)

HTTPS = parse_target("https://site.example/")
HTTP = parse_target("http://site.example/")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def votes_of(document: object) -> tuple[Vote, ...]:
    readout = read_measurement(document, ID, HTTPS)
    assert readout is not None
    return readout.votes


def sight_of(result: Any) -> Sight:
    return votes_of(measurement([result]))[0].sight


@pytest.mark.parametrize(
    ("status", "sight"),
    [
        (200, Sight.UP),
        (204, Sight.UP),
        (301, Sight.UP),
        (401, Sight.UP),
        (404, Sight.UP),
        (405, Sight.UP),
        (403, Sight.BLOCKED),
        (429, Sight.BLOCKED),
        (451, Sight.BLOCKED),
        (999, Sight.BLOCKED),
        (500, Sight.DOWN),
        (502, Sight.DOWN),
        (530, Sight.DOWN),
        (0, Sight.UNKNOWN),
        (99, Sight.UNKNOWN),
        (600, Sight.UNKNOWN),
        (True, Sight.UNKNOWN),
        ("200", Sight.UNKNOWN),
        (200.0, Sight.UNKNOWN),
        (None, Sight.UNKNOWN),
        (10**400, Sight.UNKNOWN),
    ],
)
def test_a_status_is_a_vote(status: Any, sight: Sight) -> None:
    assert sight_of({**finished(200), "statusCode": status}) is sight


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_challenge_is_no_outage(status: int) -> None:
    assert sight_of(finished(status, headers={"CF-Mitigated": "challenge"})) is Sight.BLOCKED


def test_whose_failure_it_was() -> None:
    assert sight_of(failed("target")) is Sight.DOWN
    assert sight_of(failed(None)) is Sight.DOWN
    for source in ("resolver", "internal", "weather"):
        assert sight_of(failed(source)) is Sight.UNKNOWN
    assert sight_of({**failed(), "failureSource": None}) is Sight.UNKNOWN
    for status in ("offline", "in-progress", "up", "down", None, 5):
        assert sight_of({"status": status, "rawOutput": ""}) is Sight.UNKNOWN


def test_a_certificate_that_no_browser_takes_is_down_over_https_alone() -> None:
    document = measurement([finished(200, is_trusted=False), finished(200, is_trusted=True)])
    assert [vote.sight for vote in votes_of(document)] == [Sight.DOWN, Sight.UP]
    readout = read_measurement(document, ID, HTTP)
    assert readout is not None
    assert readout.votes[0].sight is Sight.UP


def test_one_network_has_one_vote() -> None:
    document = measurement([finished(200)] * 5)
    for result in document["results"]:
        result["probe"]["asn"] = 64500
    assert len(votes_of(document)) == 1


def test_more_results_than_were_asked_for_count_for_nothing() -> None:
    document = measurement([finished(200)])
    item = document["results"][0]
    document["results"] = [
        {**item, "probe": {**item["probe"], "asn": number}} for number in range(100)
    ]
    assert len(votes_of(document)) == 5


@pytest.mark.parametrize("country", ["de", "DEU", "<@1>", "D", "", None, 5, ["DE"], "ДЕ", "D\n"])
def test_an_odd_country_is_none(country: Any) -> None:
    document = measurement([finished(200)])
    document["results"][0]["probe"]["country"] = country
    assert votes_of(document)[0].viewpoint.country == ""


def test_a_network_is_cut_and_may_be_missing() -> None:
    document = measurement([finished(200)] * 2)
    document["results"][0]["probe"]["network"] = "x" * 5000
    del document["results"][1]["probe"]
    first, second = votes_of(document)
    assert len(first.viewpoint.network) == 200
    assert second.viewpoint.network == ""


def test_it_is_final_unless_it_says_otherwise() -> None:
    for status, is_final in (("finished", True), ("in-progress", False), ("cancelled", True)):
        readout = read_measurement(measurement([in_progress()], status=status), ID, HTTPS)
        assert readout is not None
        assert readout.is_final is is_final


def test_places_are_counted_within_reason() -> None:
    for count, asked in ((5, 5), (0, 1), (-3, 1), (10**30, 5)):
        assert read_created({"id": ID, "probesCount": count}) == (ID, asked)
    for document in (
        {"id": ID},
        {"id": ID, "probesCount": "5"},
        {"id": ID, "probesCount": True},
        {"id": "a/b", "probesCount": 5},
        {"id": "", "probesCount": 5},
        {"id": "x" * 65, "probesCount": 5},
        [],
        None,
    ):
        assert read_created(document) is None


@given(document=JSON)
def test_anything_at_all_can_be_read(document: Any) -> None:
    assert read_measurement(document, ID, HTTPS) is None
    read_created(document)


@given(part=JSON, where=st.sampled_from(["probe", "result", "both"]))
def test_damaged_results_are_never_up_or_down(part: Any, where: str) -> None:
    document = measurement([finished(200)])
    item = document["results"][0]
    if where != "probe":
        item["result"] = part
    if where != "result":
        item["probe"] = part
    (vote,) = votes_of(document)
    assert vote.sight is (Sight.UP if where == "probe" else Sight.UNKNOWN)


@given(results=JSON)
def test_results_that_are_none_give_no_votes(results: Any) -> None:
    readout = read_measurement({**measurement([]), "results": results}, ID, HTTPS)
    assert readout is None or all(vote.sight is Sight.UNKNOWN for vote in readout.votes)


def test_every_place_of_the_stub_is_another_network() -> None:
    assert len({probe(*place)["asn"] for place in PLACES}) == len(PLACES)
