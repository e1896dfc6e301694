"""A condition survives storage, and nothing else is taken for one."""

import json
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage.verdict import Cause, Hop
from bot.watching.condition import Condition, Phase, Streak, ToldCertificate
from bot.watching.records import VERSION, RecordUnreadable, from_record, to_record

zones = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
times = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=zones)  # noqa: DTZ001
streaks = st.builds(Streak, count=st.integers(1, 9), since=times, last=times)
conditions = st.builds(
    Condition,
    standing=st.sampled_from(Phase),
    since=st.none() | times,
    changed_at=st.none() | times,
    failing=st.none() | streaks,
    succeeding=st.none() | streaks,
    working=st.none() | streaks,
    is_unclear=st.booleans(),
    is_told=st.booleans(),
    incident_since=st.none() | times,
    resolved_at=st.none() | times,
    is_retracted=st.booleans(),
    cause=st.none() | st.sampled_from(Cause),
    hop=st.none() | st.sampled_from(Hop),
    other_cause=st.none() | st.sampled_from(Cause),
    other=st.none() | streaks,
    flips=st.lists(times, max_size=3).map(tuple),
    unstable_since=st.none() | times,
    slow_since=st.none() | times,
    pace=st.none() | streaks,
    certificates=st.lists(
        st.builds(ToldCertificate, ends_at=times, days=st.integers(0, 99)), max_size=4
    ).map(tuple),
)
FULL = Condition(
    standing=Phase.DOWN,
    since=datetime(2026, 11, 23, tzinfo=UTC),
    flips=(datetime(2026, 11, 23, tzinfo=UTC),),
    pace=Streak(
        count=1, since=datetime(2026, 11, 23, tzinfo=UTC), last=datetime(2026, 11, 23, tzinfo=UTC)
    ),
    certificates=(ToldCertificate(ends_at=datetime(2026, 12, 1, tzinfo=UTC), days=14),),
)


@given(conditions)
def test_every_condition_comes_back_from_json(condition: Condition) -> None:
    assert from_record(json.loads(json.dumps(to_record(condition)))) == condition


def test_every_field_is_known_to_the_record_and_nothing_else_is() -> None:
    damaged = {field.name: "x" for field in fields(Condition)}
    with pytest.raises(RecordUnreadable, match="damaged"):
        from_record({"version": VERSION, **damaged})
    with pytest.raises(RecordUnreadable, match="mood"):
        from_record({"version": VERSION, "mood": "good"})


def test_a_fresh_condition_is_next_to_nothing() -> None:
    assert to_record(Condition()) == {"version": 1}
    assert from_record({"version": 1}) == Condition()


def test_the_first_version_stays_readable() -> None:
    stored = {
        "version": 1,
        "standing": "down",
        "since": "2026-11-23T12:00:10+00:00",
        "is_told": True,
        "cause": "upstream_bad_reply",
        "succeeding": [1, "2026-11-23T12:05:00+00:00", "2026-11-23T12:05:00+00:00"],
    }
    condition = from_record(stored)
    assert condition.phase is Phase.RECOVERING
    assert condition.has_open_incident


@pytest.mark.parametrize("version", [None, 0, 2, "1"])
def test_an_unknown_version_is_refused(version: object) -> None:
    with pytest.raises(RecordUnreadable, match="version"):
        from_record({"version": version})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("standing", "sideways"),
        ("since", "yesterday"),
        ("since", "2026-11-23T12:00:00"),
        ("since", 5),
        ("since", "0001-01-01T00:00:00+23:00"),
        ("failing", []),
        ("failing", ["1", "2026-11-23T12:00:00+00:00", "2026-11-23T12:00:00+00:00"]),
        ("failing", [True, "2026-11-23T12:00:00+00:00", "2026-11-23T12:00:00+00:00"]),
        ("is_told", 1),
        ("flips", 7),
        ("cause", ["ok"]),
        ("certificates", [["2026-11-23T12:00:00+00:00"]]),
    ],
)
def test_a_damaged_record_is_refused(name: str, value: object) -> None:
    with pytest.raises(RecordUnreadable, match="damaged"):
        from_record({"version": VERSION, **to_record(FULL), name: value})
