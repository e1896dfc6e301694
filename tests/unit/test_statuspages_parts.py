"""Parts and notices of a page, spoilt: none is turned around, whatever the whole page says."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.statuspages import OfficialState, parse
from bot.statuspages.status import Notice
from tests.fakes.effort import effort
from tests.unit.official_pages import NOW, Page, facts, is_json, renamed, retyped, samples

TROUBLE = {"degraded", "partial_outage", "major_outage"}
AHEAD = (NOW + timedelta(minutes=1)).isoformat()  # their clock goes before ours
# Where a missing value or null is itself the vendor's word, and so can't be told from a lost one.
SILENCE_SPEAKS = {
    ("firehydrant", "resolved"),
    ("playstation", "endDate"),
    ("statuspal", "current_incident_type"),
    ("stripe", "warning"),
    ("google-cloud", "id"),  # another id is another product
}
pages = [page for page in (*facts(), *samples()) if is_json(page.payload)]


def spoilt(page: Page) -> Iterator[tuple[tuple[Any, ...], bytes]]:
    yield from renamed(page.payload)
    for spot, _, payload in retyped(page.payload):
        yield spot, payload


def parts(page: Page, payload: bytes) -> dict[str, OfficialState]:
    read = parse(page.provider, payload, now=page.now)
    return {one.id: one.state for one in read.components if one.id}


def is_turned(before: OfficialState | None, after: OfficialState) -> bool:
    if before in TROUBLE:
        return after is OfficialState.OPERATIONAL
    return before is OfficialState.OPERATIONAL and after in TROUBLE


@pytest.mark.parametrize("page", pages, ids=lambda page: page.name)
def test_a_spoilt_answer_turns_no_part_around(page: Page) -> None:
    before = parts(page, page.payload)
    assert not [
        (spot, name, state)
        for spot, payload in spoilt(page)
        if (page.provider, spot[-1]) not in SILENCE_SPEAKS
        for name, state in parts(page, payload).items()
        if is_turned(before.get(name), state)
    ]


@pytest.mark.parametrize("page", pages, ids=lambda page: page.name)
def test_a_spoilt_answer_makes_no_trouble_of_what_is_over(page: Page) -> None:
    read = parse(page.provider, page.payload, now=page.now)
    quiet = {one.id for one in read.notices if one.id and (one.is_over or one.is_upcoming)}
    loud = {one.id for one in read.notices if not (one.is_over or one.is_upcoming)}
    for spot, payload in spoilt(page):
        if (page.provider, spot[-1]) in SILENCE_SPEAKS:
            continue
        for one in parse(page.provider, payload, now=page.now).notices:
            is_on = not one.is_over and not one.is_upcoming
            assert not (one.id in quiet - loud and is_on and one.state in TROUBLE), spot


def body(provider: str) -> Any:
    """Return an answer with one outage that began at `AHEAD`."""
    report = {"starts_at": AHEAD, "ends_at": None, "aggregate_state": "downtime"}
    post = {"post_type": "incident", "starts_at": AHEAD, "ends_at": None}
    event = {"statusType": "outage", "startDate": AHEAD, "endDate": None}
    return {
        "betterstack": {"data": [{"id": "1", "type": "status_report", "attributes": report}]},
        "pagerduty": {"posts": [{**post, "current_post_severity_enum": {"name": "major"}}]},
        "sorry": {"notices": [{"type": "unplanned", "state": "identified", "began_at": AHEAD}]},
        "google-cloud": [
            {
                "id": "1",
                "begin": AHEAD,
                "status_impact": "SERVICE_OUTAGE",
                "most_recent_update": {"status": "SERVICE_OUTAGE"},
            }
        ],
        "playstation": {
            "status": [],
            "countries": [{"status": [], "services": [{"serviceName": "a", "status": [event]}]}],
        },
    }[provider]


def read(provider: str, answer: Any) -> Any:
    return parse(provider, json.dumps(answer).encode(), now=NOW)


@pytest.mark.parametrize(
    "provider", ["betterstack", "pagerduty", "sorry", "google-cloud", "playstation"]
)
def test_only_planned_work_can_lie_ahead(provider: str) -> None:
    assert read(provider, body(provider)).state in TROUBLE


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_no_null(word: str) -> None:
    payload = f'{{"status_page":{{}},"services":[],"current_status_type":{word}}}'
    assert parse("statuspal", payload.encode(), now=NOW).state is OfficialState.UNKNOWN


def test_half_characters_in_keys_are_made_whole() -> None:
    beats = rb'{"heartbeatList":{"a\ud800":[{"status":1}]}}'
    hund = b'event: init_event\ndata: {"status_page":{"state":"operational"},'
    hund += rb'"components":{"a\ud800":{"state":"outage"}}}'
    for provider, payload in (("uptimekuma", beats), ("hund", hund)):
        assert parse(provider, payload, now=NOW).components[0].id == "a?"


def test_an_outage_whose_parts_are_not_told_leaves_no_part_well() -> None:
    products = [{"id": "p", "title": "Maps"}]
    ended = {"end": "2026-09-01T00:00:00Z", "most_recent_update": {"status": "AVAILABLE"}}
    opened = {"most_recent_update": {"status": "SERVICE_OUTAGE"}}
    row = {"status_impact": "SERVICE_OUTAGE", "begin": "2026-09-01T00:00:00Z"}
    answer = [
        {"id": "1", **row, **ended, "affected_products": products},
        {"id": "2", **row, **opened},
    ]
    assert read("google-cloud", answer).components[0].state is OfficialState.UNKNOWN
    assert read("google-cloud", answer[:1]).components[0].state is OfficialState.OPERATIONAL


def test_an_end_that_can_not_be_read_may_be_past() -> None:
    row = {"id": "1", "status_impact": "SERVICE_OUTAGE", "end": "yesterday"}
    answer = [{**row, "most_recent_update": {"status": "SERVICE_OUTAGE"}}]
    assert read("google-cloud", answer).state is OfficialState.UNKNOWN


def test_an_incident_goes_on_while_one_of_its_impacts_does() -> None:
    over = {"severity": "major", "startTime": "2026-09-01T00:00:00Z", "endTime": "2026-09-02"}
    on = {"severity": "minor", "startTime": "2026-09-03T00:00:00Z", "endTime": None}
    for impacts, state in (
        ([on, over], OfficialState.DEGRADED),
        ([over, on], OfficialState.DEGRADED),
        ([over], OfficialState.OPERATIONAL),
        ([{**on, "endTime": "soon"}], OfficialState.UNKNOWN),
    ):
        answer = [{"id": 1, "IncidentImpacts": impacts}]
        assert read("salesforce", answer).state is state, impacts


@pytest.mark.parametrize(
    ("year", "begins"),
    [("2026", datetime(2026, 8, 18, 5, 0, tzinfo=UTC)), ("9999", None), ("0001", None)],
)
def test_local_times_are_told_in_utc_and_within_reason(year: str, begins: datetime | None) -> None:
    day = datetime(int(year), 8, 17, tzinfo=UTC).strftime("%A")
    row = {"software_title": "a", "begin": f"{day}, August 17, {year} 10 :00 PM", "end": ""}
    answer = {"operational_statuses": [{**row, "event_status": "1"}], "temporary_maintenances": []}
    found = read("nintendo", answer).notices[0].begins_at
    assert found == begins
    assert found is None or found.tzinfo is UTC


def test_planned_work_to_come_is_maintenance_without_a_beginning_of_its_own() -> None:
    cast = [{"Title": "t", "IncidentType": "Maintenance", "Status": "Scheduled"}]
    riot = {
        "id": "NA1",
        "incidents": [],
        "maintenances": [
            {"maintenance_status": "scheduled", "created_at": AHEAD, "archive_at": None}
        ],
    }
    for provider, answer in (("statuscast", cast), ("riot", riot)):
        (notice,) = read(provider, answer).notices
        assert notice.state is OfficialState.MAINTENANCE
        assert (notice.is_upcoming, notice.begins_at) == (True, None)


def work(provider: str, stage: str) -> Notice:
    """Return how a provider reads planned work at some stage."""
    row = {"scheduled_for": AHEAD, "status": stage, "currentStatus": stage, "state": stage}
    answer = {
        "statuspage": {"page": {"id": "p"}, "scheduled_maintenances": [row]},
        "datadog": {"pageUrl": "", "components": [], "incidents": [], "maintenances": [row]},
        "heroku": {"status": [{"system": "a", "status": "green"}], "scheduled": [row]},
        "instatus": {"page": {"status": "UP"}, "activeMaintenances": [row]},
        "uptimekuma": {
            "config": {},
            "publicGroupList": [],
            "incidents": [],
            "maintenanceList": [row],
        },
    }[provider]
    found: Notice = read(provider, answer).notices[0]
    return found


@pytest.mark.parametrize("provider", ["statuspage", "datadog", "heroku", "instatus", "uptimekuma"])
def test_planned_work_at_an_unknown_stage_is_unknown(provider: str) -> None:
    notice = work(provider, "wobbly")
    assert notice.state is OfficialState.UNKNOWN
    assert (notice.is_upcoming, notice.is_over) == (False, False)


def test_work_that_lies_ahead_has_not_begun_at_firehydrant() -> None:
    row = {"severitySlug": "MAINTENANCE", "timestamps": {"started": AHEAD}}
    answer = {"config": {}, "conditions": {}, "incidents": [row]}
    assert read("firehydrant", answer).state is OfficialState.OPERATIONAL


def test_many_parts_in_many_incidents_are_no_great_work() -> None:
    many = [{"id": str(number)} for number in range(5_000)]
    row = {"timestamps": {"started": "2026-09-01T00:00:00Z"}, "components": many}
    answer = {"config": {}, "conditions": {}, "incidents": [row] * 20, "components": many}
    assert len(read("firehydrant", answer).components) == len(many)
    assert effort(lambda: read("firehydrant", answer), tries=1) < 1500


def test_a_switch_or_a_total_that_can_not_be_read_says_nothing() -> None:
    row = {"id": "c", "name": "n", "status": "operational"}
    page = {"pageUrl": "", "components": [row], "incidents": [], "enabled": "wobbly"}
    assert read("datadog", page).state is OfficialState.UNKNOWN
    assert read("pagerduty", {"posts": [], "total": "wobbly"}).state is OfficialState.UNKNOWN
