"""Vendors' own feeds: each in its form, recorded or built, is read as what it says.

The recordings live beside the repository, not in it; their index says what each must be read as.
"""

import csv
import json
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.statuspages import OfficialState, OfficialStatus, parse
from bot.statuspages.providers import providers
from tests.unit.vendor_payloads import (
    ANSWERS,
    EARLIER,
    LONG_AGO,
    NOW,
    SOON,
    Answer,
    apple,
    aws,
    google,
    nintendo,
    playstation,
    rss,
    slack,
)

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".." / "shared" / "status-samples"
if not FOLDER.is_dir():  # a worktree stands one folder deeper
    FOLDER = ROOT / ".." / ".." / "shared" / "status-samples"
needs_samples = pytest.mark.skipif(
    not (FOLDER / "index.csv").is_file(), reason="the samples are not beside the repository"
)
VENDORS = frozenset(answer.provider for answer in ANSWERS)
# When each was recorded, or is meant to be: their events are over or to come at any other time.
RECORDED = {
    "aws": datetime(2026, 5, 1, tzinfo=UTC),
    "nintendo": datetime(2026, 9, 4, 3, 30, tzinfo=UTC),
    "steam": datetime(2026, 9, 19, 4, tzinfo=UTC),
    "apple": datetime(2026, 9, 4, 18, 30, tzinfo=UTC),
}
UNKNOWN = OfficialState.UNKNOWN


def payload(answer: Answer) -> bytes:
    body = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
    return body.encode()


def read(provider: str, body: object) -> OfficialStatus:
    return parse(provider, json.dumps(body).encode(), now=NOW)


@cache
def samples() -> list[dict[str, str]]:
    with (FOLDER / "index.csv").open(encoding="utf-8", newline="") as rows:
        return [row for row in csv.DictReader(rows) if row["provider"] in VENDORS]


@needs_samples
def test_every_recorded_answer_is_read_as_the_index_says() -> None:
    wrong = []
    for row in samples():
        now = RECORDED.get(row["provider"], NOW)
        found = parse(row["provider"], (FOLDER / row["path"]).read_bytes(), now=now)
        if found.state != row["expected_state"]:
            wrong.append(f"{row['path']}: {found.state}, not {row['expected_state']}")
    assert not wrong
    assert Counter(row["provenance"] for row in samples()).total() >= 57


@needs_samples
def test_what_was_told_then_is_over_years_later_or_still_told_but_never_breaks() -> None:
    for row in samples():
        body = (FOLDER / row["path"]).read_bytes()
        for year in (2001, 2023, 2040):
            parse(row["provider"], body, now=datetime(year, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda one: f"{one.provider} {one.says}")
def test_each_form_says_what_it_says(answer: Answer) -> None:
    assert parse(answer.provider, payload(answer), now=NOW).state == answer.says


def test_every_vendor_has_an_adapter_of_its_name() -> None:
    assert len(VENDORS) == 21
    assert set(providers()) >= VENDORS


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le"])
def test_aws_is_read_by_its_byte_order_mark(encoding: str) -> None:
    mark = "\ufeff"
    body = f"{mark}{json.dumps(aws('3', '1788500000'))}".encode(encoding)
    assert parse("aws", body, now=NOW).state is OfficialState.PARTIAL_OUTAGE


@pytest.mark.parametrize("vendor", ["apple", "nintendo"])
def test_json_in_a_call_is_read_as_json(vendor: str) -> None:
    for answer in ANSWERS:
        if answer.provider == vendor:
            call = f"jsonCallback({json.dumps(answer.body)});\n".encode()
            assert parse(vendor, call, now=NOW).state == answer.says


def test_planned_work_is_told_before_it_begins() -> None:
    status = read("playstation", playstation("Maintenance", SOON, None))
    assert status.state is OfficialState.OPERATIONAL
    (notice,) = status.notices
    assert notice.is_upcoming
    assert notice.begins_at == datetime.fromisoformat(SOON)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Monday, September 14, 2026 10 :00 PM", datetime(2026, 9, 15, 5, 0, tzinfo=UTC)),
        ("Friday, January 15, 2027  9 :05 AM", datetime(2027, 1, 15, 17, 5, tzinfo=UTC)),
        ("Friday the 15th", None),
    ],
)
def test_pacific_times_are_read_in_summer_and_winter(written: str, meant: datetime | None) -> None:
    (notice,) = read("nintendo", nintendo("temporary_maintenances", "0", written, "")).notices
    assert notice.begins_at == meant


@pytest.mark.parametrize(
    ("provider", "body"),
    [
        ("google-cloud", google("NEW_WORD", "NEW_WORD", None)),
        ("aws", aws("9", "1788500000")),
        ("slack", slack("catastrophe", "active")),
        ("slack", {"status": "active", "active_incidents": []}),
        ("apple", apple("Gremlins", "ongoing", None)),
        ("playstation", playstation("Gremlins", EARLIER, None)),
        ("playstation", playstation("Outage", "some day", None)),
    ],
)
def test_a_word_we_do_not_know_says_nothing(provider: str, body: object) -> None:
    assert read(provider, body).state is UNKNOWN


def test_trouble_that_is_known_outweighs_a_word_that_is_not() -> None:
    first, second = google("SERVICE_OUTAGE", "SERVICE_OUTAGE", None), google("?", "?", None)
    assert read("google-cloud", first + second).state is OfficialState.MAJOR_OUTAGE


def test_a_feed_of_somebody_else_is_no_calm_azure() -> None:
    other = rss().replace("Azure", "Recipes")
    assert parse("azure", other.encode(), now=NOW).state is UNKNOWN


def test_parts_are_told_apart() -> None:
    status = read("google-workspace", google("SERVICE_OUTAGE", "SERVICE_OUTAGE", None))
    (part,) = status.components
    assert (part.id, part.name, part.state) == ("maps1", "Maps", "major_outage")
    (notice,) = status.notices
    assert notice.url == "https://www.google.com/appsstatus/dashboard/incidents/inc1"
    assert notice.text == "We look into it"


def test_a_part_is_not_well_while_a_word_about_it_is_unknown() -> None:
    over, odd = google("SERVICE_OUTAGE", "AVAILABLE", LONG_AGO), google("?", "?", None)
    status = read("google-cloud", over + odd)
    assert [one.state for one in status.components] == [UNKNOWN]
    assert [one.is_over for one in status.notices] == [False]  # what is long over is not told


def test_riot_speaks_english_where_it_can() -> None:
    answer = next(one for one in ANSWERS if (one.provider, one.says) == ("riot", "degraded"))
    (notice,) = read("riot", answer.body).notices
    assert notice.title == "Slow"
