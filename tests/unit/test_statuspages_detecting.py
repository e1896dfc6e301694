"""Which software stands behind an address: hints first, then shapes."""

import pytest

from bot.statuspages.detecting import Candidate, candidates, fits, named_in
from bot.statuspages.providers import providers
from tests.unit.official_pages import Page, facts, samples

# A shape says nothing where nothing is in it.
SHAPELESS = {"rss: somebody's news are no outage", "pagerduty: a blog has posts too"}
# Statuspage's form, told apart by the path that answered.
BORROWED = {"rootly": "statuspage"}
SAME_PATHS = [
    ("/api/v2/summary.json", ["incidentio", "statuspage"]),
    ("/index.json", ["betterstack", "cstate"]),
]


def test_every_path_of_every_provider_is_tried_once() -> None:
    tried = candidates("status.example.com")
    assert len(set(tried)) == len(tried)
    assert {one.provider for one in tried} == {
        name for name, provider in providers().items() if provider.paths
    }
    assert all(one.path.startswith("/") for one in tried)


def test_feeds_are_tried_last() -> None:
    order = [one.provider for one in candidates("status.example.com")]
    assert order[0] == "incidentio"
    assert set(order[order.index("rss") :]) == {"rss"}


@pytest.mark.parametrize(("path", "names"), SAME_PATHS)
def test_who_asks_for_the_same_path_stands_in_order(path: str, names: list[str]) -> None:
    found = [one.provider for one in candidates("status.example.com") if one.path == path]
    assert found == names


@pytest.mark.parametrize(
    ("host", "first"),
    [
        ("acme.statuspage.io", Candidate("statuspage", "/api/v2/summary.json")),
        ("Acme.Instatus.com.", Candidate("instatus", "/summary.json")),
        ("acme.betteruptime.com", Candidate("betterstack", "/index.json")),
        ("stats.uptimerobot.com", Candidate("uptimerobot", "/api/getMonitorList/x")),
        (
            "acme.statuspal.io",
            Candidate("statuspal", "https://statuspal.io/api/v2/status_pages/acme/summary"),
        ),
        ("acme.statuspage.datadoghq.com", Candidate("datadog", "/config.json")),
    ],
)
def test_a_host_that_only_one_software_has_goes_first(host: str, first: Candidate) -> None:
    assert candidates(host)[0] == first


def test_a_name_that_only_looks_alike_is_no_hint() -> None:
    for host in ("statuspage.io.example.com", "acme.instatus.com.example.com", "notinstatus.com"):
        assert candidates(host)[0].provider == "incidentio"


def test_the_host_is_part_of_a_path() -> None:
    assert Candidate("incidentio", "/proxy/status.example.com") in candidates("status.example.com")


@pytest.mark.parametrize("page", facts(), ids=lambda page: page.name)
def test_every_answer_fits_its_provider_whatever_state_it_tells(page: Page) -> None:
    assert fits(page.provider, page.payload) is (page.name not in SHAPELESS)


@pytest.mark.skipif(not samples(), reason="the samples are not beside the repository")
def test_the_first_candidate_that_fits_a_sample_is_its_provider() -> None:
    order = list(dict.fromkeys(one.provider for one in candidates("status.example.com")))
    wrong = []
    for page in samples():
        found = next((name for name in order if fits(name, page.payload)), None)
        is_feed = page.payload[:1] == b"<"
        meant = BORROWED.get(page.provider, page.provider)
        if page.provider in order and not is_feed and found != meant:
            wrong.append((page.name, found))
    assert not wrong


def test_html_fits_nobody() -> None:
    html = b"<!DOCTYPE html><html><body>All Systems Operational</body></html>"
    assert not [name for name in providers() if fits(name, html)]
    assert not fits("nobody", b"{}")


def test_html_betrays_its_software() -> None:
    assert named_in(b'<img src="https://dka575ofm4ao0.cloudfront.net/x.png">') == ("statuspage",)
    assert named_in(b"<script src='https://api.status.io/x'></script>") == ("statusio",)
    assert named_in(b'<a href="https://INCIDENT.io">Powered by incident.io</a>') == ("incidentio",)
    assert named_in(b"<p>hello</p>") == ()
