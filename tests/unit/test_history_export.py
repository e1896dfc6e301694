"""Files of a history: nothing a spreadsheet would run, and everything that was there."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.history.export import day_row, days_csv, guard, history_json, incident_row, incidents_csv
from bot.history.reviewing import Review
from bot.triage.verdict import Cause
from bot.watching.ports import Note
from tests.fakes.pasts import DAY, HOUR, MINUTE, NOW, a_review, between, outage

REVIEW = a_review(
    outage(2 * DAY, 22 * MINUTE, cause=Cause.CONNECT_REFUSED),
    outage(9 * DAY, 19 * MINUTE, is_retracted=True),
    outage(HOUR, None),
    gaps=[between(12 * DAY, 11 * DAY)],
    planned=[between(5 * DAY, 4.5 * DAY)],
)


def read(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def with_note(review: Review, text: str) -> Review:
    first, *rest = review.incidents
    told = replace(first.story, notes=(Note(author_id=5, at=NOW, text=text),))
    return replace(review, incidents=(replace(first, story=told), *rest))


def test_incidents_as_a_table() -> None:
    rows = read(incidents_csv(REVIEW))
    assert [row["down_seconds"] for row in rows] == ["3600", "1320", ""]
    assert rows[0]["ended"] == ""
    assert rows[1]["began"] == "2026-11-24T15:07:00+00:00"
    assert rows[1]["cause"] == "connect_refused"
    assert [row["false_alarm"] for row in rows] == ["no", "no", "yes"]


def test_days_as_a_table() -> None:
    rows = read(days_csv(REVIEW))
    assert [row["day"] for row in rows][:2] == ["2026-10-28", "2026-10-29"]
    assert len(rows) == 30
    for row in rows[:-1]:
        parts = ("up_seconds", "down_seconds", "planned_seconds", "unwatched_seconds")
        assert sum(float(row[part]) for part in parts) == 86_400


def test_everything_comes_back_from_json() -> None:
    document = json.loads(history_json(REVIEW))
    assert document["days"] == [day_row(day) for day in REVIEW.days]
    assert document["incidents"] == [incident_row(one) for one in REVIEW.incidents]
    assert document["figures"]["down_seconds"] == 3600 + 1320
    assert datetime.fromisoformat(document["span"]["ends"]) == NOW
    assert document["watched_since"] is not None


def test_the_parts_add_up_in_every_file() -> None:
    document = json.loads(history_json(REVIEW))
    figures = document["figures"]
    for part in ("up_seconds", "down_seconds", "planned_seconds", "unwatched_seconds"):
        assert sum(day[part] for day in document["days"]) == pytest.approx(figures[part])
    counted = [one["down_seconds"] for one in document["incidents"] if one["down_seconds"]]
    assert (len(counted), sum(counted)) == (figures["outages"], figures["down_seconds"])


@pytest.mark.parametrize(
    "text",
    # The last is a full-width sign.
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "'=1",
        '=cmd|" /C calc"!A0',
        "\uff1d1",
    ],
)
def test_no_cell_is_a_formula(text: str) -> None:
    (row, *_) = read(incidents_csv(with_note(REVIEW, text)))
    assert row["notes"] == guard(text)
    assert row["notes"].startswith("'")


@given(st.text(max_size=40))
def test_notes_come_back_as_they_were(text: str) -> None:
    (row, *_) = read(incidents_csv(with_note(REVIEW, text)))
    assert row["notes"] == guard(text)
    shown = row["notes"]
    assert re.sub(r"""(\A|[;\t\r\n])'""", r"\1", shown) == text
    assert json.loads(history_json(with_note(REVIEW, text)))["incidents"][0]["notes"] == text


def test_moments_are_utc_and_lengths_exact() -> None:
    odd = outage(2 * DAY, timedelta(seconds=1.5))
    (row,) = read(incidents_csv(a_review(odd)))
    assert row["down_seconds"] == "1.5"
    assert datetime.fromisoformat(row["began"]).tzinfo == UTC


@pytest.mark.parametrize("break_", [";", "\t", "\n", '";"', ';"'])
@pytest.mark.parametrize("sign", "=+-@'")
def test_no_cell_is_a_formula_where_semicolons_part_them(break_: str, sign: str) -> None:
    told = guard(f"all well{break_}{sign}1+1")
    cells = [cell.lstrip('"') for cell in re.split(r"[;\t\n]", told)]
    assert all(cell.startswith(("all", "'")) for cell in cells)
    assert re.sub(r"""([;\t\n])'""", r"\1", told) == f"all well{break_}{sign}1+1"
