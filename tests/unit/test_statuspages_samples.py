"""Every sample of an official page is read as its index says, and by its own provider alone.

The samples lie beside the repository; our own facts lie in it, so that something is always read.
"""

from collections import Counter

import pytest

from bot.statuspages import OfficialState, parse
from bot.statuspages.providers import providers
from tests.unit.official_pages import Page, facts, samples

# Read otherwise than the index says, on purpose: these answers hold no state at all.
MISSES = {
    "checkly/uptime.json": "names of services, without a state",
    "pagerduty/services.json": "names of services, without a state",
    "rss/empty-channel.xml": "its index says so itself: a history without entries means unknown",
    "steam/getserverinfo.json": "the time of one server; no word about any service",
}
# Really the same software, or one that borrowed its form.
FAMILIES = (
    {"statuspage", "incidentio", "rootly", "epicgames"},
    {"google-cloud", "google-workspace"},
)
READ_FEEDS = {"rss", "statuspage", "epicgames", "azure"}
NOTHING_IN_IT = b"[]"  # "nothing goes on" of several vendors; only the address tells whose it is
beside = pytest.mark.skipif(not samples(), reason="the samples are not beside the repository")


def known(pages: tuple[Page, ...]) -> list[Page]:
    return [page for page in pages if page.provider in providers()]


@pytest.mark.parametrize("page", facts(), ids=lambda page: page.name)
def test_our_own_facts(page: Page) -> None:
    assert page.read_by(page.provider) == page.state


def test_every_hosted_provider_has_facts_of_calm_and_of_not_knowing() -> None:
    told = {(page.provider, page.state) for page in facts()}
    hosted = {page.provider for page in facts()}
    assert not {name for name, one in providers().items() if one.paths or one.hosts} - hosted
    assert not {name for name in hosted if (name, "operational") not in told}
    assert not {name for name in hosted if (name, "unknown") not in told}


@beside
def test_samples_are_read_as_their_index_says() -> None:
    wrong = [page for page in known(samples()) if page.read_by(page.provider) != page.state]
    assert {page.name for page in wrong} <= set(MISSES), wrong
    assert len(wrong) <= 0.03 * len(samples())


@beside
def test_every_recorded_sample_is_read_as_its_index_says() -> None:
    recorded = [page for page in known(samples()) if page.provenance.startswith("real")]
    assert Counter(page.provenance for page in recorded)["real"] >= 5
    assert not [page.name for page in recorded if page.read_by(page.provider) != page.state]


@beside
@pytest.mark.parametrize("name", MISSES)
def test_what_holds_no_state_is_unknown(name: str) -> None:
    page = next(page for page in samples() if page.name == name)
    if page.provider in providers():
        assert page.read_by(page.provider) is OfficialState.UNKNOWN


def may_read(other: str, page: Page) -> bool:
    if page.payload.strip() == NOTHING_IN_IT:
        return True
    is_feed = b"<rss" in page.payload or b"<feed" in page.payload
    if is_feed and other in READ_FEEDS:
        return True
    return any({other, page.provider} <= family for family in FAMILIES)


@pytest.mark.parametrize("other", sorted(providers()))
def test_nobody_reads_what_another_provider_sent(other: str) -> None:
    strangers = [page for page in (*facts(), *samples()) if page.provider != other]
    wrong = [
        (page.name, state)
        for page in strangers
        if not may_read(other, page) and (state := page.read_by(other)) is not OfficialState.UNKNOWN
    ]
    assert not wrong


def test_an_unknown_provider_reads_nothing() -> None:
    assert parse("nobody", facts()[0].payload, now=facts()[0].now).state is OfficialState.UNKNOWN
