"""The parts beneath the adapters: times, sums of states, feeds, the order of notices."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.statuspages import OfficialState, OfficialStatus, parse
from bot.statuspages.document import Document, Fields, Unreadable, read_moment
from bot.statuspages.feed import read_feed
from bot.statuspages.status import spread, summed, worst
from tests.unit.official_pages import NOW

UP = OfficialState.OPERATIONAL
SLOW = OfficialState.DEGRADED
PART = OfficialState.PARTIAL_OUTAGE
DOWN = OfficialState.MAJOR_OUTAGE
WORK = OfficialState.MAINTENANCE
HM = OfficialState.UNKNOWN


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-09-04T10:00:00Z", datetime(2026, 9, 4, 10, tzinfo=UTC)),
        ("2026-09-04T10:00:00.123456789Z", datetime(2026, 9, 4, 10, 0, 0, 123456, tzinfo=UTC)),
        ("2026-09-04T12:00:00+02:00", datetime(2026, 9, 4, 10, tzinfo=UTC)),
        ("2026-09-04 10:00:00", datetime(2026, 9, 4, 10, tzinfo=UTC)),
        ("Fri, 04 Sep 2026 10:00:00 GMT", datetime(2026, 9, 4, 10, tzinfo=UTC)),
        ("Fri, 04 Sep 2026 03:00:00 PDT", datetime(2026, 9, 4, 10, tzinfo=UTC)),
        (
            "Fri Sep 04 2026 12:00:00 GMT+0200 (Central European Summer Time)",
            datetime(2026, 9, 4, 10, tzinfo=UTC),
        ),
        (1788516000, datetime(2026, 9, 4, 10, tzinfo=UTC)),
        (1788516000000, datetime(2026, 9, 4, 10, tzinfo=UTC)),
        ("1788516000", datetime(2026, 9, 4, 10, tzinfo=UTC)),
        ("", None),
        ("soon", None),
        ("0001-01-01T00:00:00+05:00", None),
        ("9999-12-31T23:59:59-05:00", None),
        ("2226-09-04T10:00:00Z", None),
        ("2" * 101, None),
        (10**400, None),
        (float("inf"), None),
        (True, None),
        (None, None),
        (["2026-09-04T10:00:00Z"], None),
    ],
)
def test_times(written: object, meant: datetime | None) -> None:
    assert read_moment(written, NOW) == meant


@pytest.mark.parametrize(
    ("states", "sum_", "spread_"),
    [
        ((), HM, HM),
        ((UP, UP), UP, UP),
        ((UP, HM), HM, HM),
        ((SLOW, HM, UP), SLOW, SLOW),
        ((WORK, UP), WORK, WORK),
        ((WORK, HM), WORK, WORK),
        ((DOWN, UP), DOWN, PART),
        ((DOWN, HM), DOWN, PART),
        ((DOWN, DOWN), DOWN, DOWN),
    ],
)
def test_sums_of_states(
    states: tuple[OfficialState, ...], sum_: OfficialState, spread_: OfficialState
) -> None:
    assert summed(states) is sum_
    assert spread(states) is spread_


def test_the_worst_of_what_is_known() -> None:
    assert worst((UP, HM, WORK)) is WORK


def test_a_list_of_other_things_is_no_empty_list() -> None:
    fields = Fields({"a": ["x"], "b": [], "c": None})
    with pytest.raises(Unreadable):
        fields.rows("a")
    with pytest.raises(Unreadable):
        fields.optional_rows("a")
    with pytest.raises(Unreadable):
        fields.rows("c")
    assert fields.children("a") == fields.rows("b") == fields.optional_rows("c") == ()


def test_numbers_texts_and_words() -> None:
    fields = Fields({"a": "4.5", "b": True, "c": "Under-Maintenance now", "d": 10**400, "e": ["x"]})
    assert (fields.number("a"), fields.number("b"), fields.number("d")) == (4.5, None, None)
    assert (fields.text("b"), fields.text("a"), fields.word("c")) == (
        "",
        "4.5",
        "under_maintenance_now",
    )
    assert fields.texts("e") == ("x",)
    assert fields.texts("a") == ()


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_marks(coding: str) -> None:
    payload = '{"name": "Zürich"}'.encode(coding)
    assert Document(payload).fields().text("name") == "Zürich"


def test_a_feed_may_declare_another_coding_than_it_has() -> None:
    payload = b'<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel/></rss>'
    assert read_feed(Document(payload).xml(), NOW).notices == ()


def feed(*items: str) -> bytes:
    return f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>'.encode()


def item(title: str, *, ago: timedelta = timedelta(hours=1), body: str = "", guid: str = "") -> str:
    told = (NOW - ago).astimezone(timezone(timedelta(hours=-7)))
    return (
        f"<item><guid>{guid or title}</guid><title>{title}</title><description>{body}</description>"
        f"<pubDate>{told:%a, %d %b %Y %H:%M:%S %z}</pubDate></item>"
    )


def rss(*items: str) -> OfficialStatus:
    return parse("rss", feed(*items), now=NOW)


def test_an_empty_feed_says_nothing() -> None:
    assert rss().state is HM


@pytest.mark.parametrize(
    "title",
    [
        "Scheduled jobs are failing",
        "Closed captions are failing",
        "Errors in back up service",
        "Names are not resolved, errors",
        "Errors: orders can not be completed",
    ],
)
def test_a_word_of_an_end_or_a_plan_in_a_title_need_not_mean_it(title: str) -> None:
    assert rss(item(title)).state is OfficialState.DEGRADED


@pytest.mark.parametrize(
    "title",
    [
        "[Resolved] API errors",
        "Resolved: API errors",
        "RESOLVED - API errors",
        "Resolved API errors",
        "API errors (closed)",
        "API errors - mitigated",
        "API is back up",
        "API recovered",
        "The API errors have been resolved.",
        "Maintenance of the database completed",
    ],
)
def test_titles_that_tell_of_an_end(title: str) -> None:
    assert rss(item(title)).state is UP


def test_an_incident_in_a_feed_is_no_planned_work_whatever_its_title() -> None:
    body = "&lt;strong&gt;Investigating&lt;/strong&gt;"
    for title in ("Delays in scheduled jobs", "Errors after maintenance"):
        assert rss(item(title, body=body)).state is OfficialState.DEGRADED
    assert rss(item("Errors after maintenance")).state is HM


def test_planned_work_in_a_title_has_begun_if_it_says_so() -> None:
    assert rss(item("Emergency maintenance in progress")).state is OfficialState.MAINTENANCE
    assert rss(item("Scheduled maintenance")).state is UP


def test_the_newest_item_counts_wherever_it_stands() -> None:
    opened = item("API errors", guid="i#1", ago=timedelta(hours=2))
    ended = item("API errors [resolved]", guid="i#2")
    assert rss(opened, ended).state is UP
    assert rss(ended, opened).state is UP


def test_a_feed_of_news_is_no_status_page() -> None:
    assert rss(item("Our summer party"), item("A new office")).state is HM


def test_one_item_that_nothing_is_known_of_leaves_a_calm_feed_unknown() -> None:
    assert rss(item("Our summer party"), item("API recovered")).state is HM


def test_work_counts_once_it_has_begun() -> None:
    assert rss(item("Scheduled maintenance", body="Status: In progress")).state is WORK
    assert rss(item("Scheduled maintenance", body="Status: Scheduled")).state is UP
    assert rss(item("Scheduled maintenance", body="Status: Completed")).state is UP


def test_a_feed_keeps_the_vendors_words() -> None:
    status = rss(
        item("API &lt;b&gt;errors&lt;/b&gt;", body="&lt;p&gt;We look.&lt;/p&gt;", guid="7")
    )
    assert status.state is SLOW
    assert [(one.id, one.title, one.text) for one in status.notices] == [
        ("7", "API errors", "We look.")
    ]
    assert status.updated_at == NOW - timedelta(hours=1)


def test_planned_work_may_be_told_as_a_length() -> None:
    payload = b"""{"page":{"status":"UNDERMAINTENANCE"},"activeMaintenances":[
      {"id":"m","name":"Move","status":"INPROGRESS","start":"2026-09-04T10:00:00Z","duration":90}]}"""
    (work,) = parse("instatus", payload, now=NOW).notices
    assert work.ends_at == datetime(2026, 9, 4, 11, 30, tzinfo=UTC)


def test_what_goes_on_stands_before_what_comes_and_what_is_over() -> None:
    payload = b"""{"page":{"id":"p"},"status":{"indicator":"major"},
    "incidents":[{"id":"over","status":"resolved","impact":"critical"},
      {"id":"small","status":"investigating","impact":"minor"},
      {"id":"big","status":"investigating","impact":"critical"}],
    "scheduled_maintenances":[{"id":"later","status":"scheduled","scheduled_for":"2026-09-05T10:00:00Z"}]}"""
    notices = parse("statuspage", payload, now=NOW).notices
    assert [one.id for one in notices] == ["big", "small", "later", "over"]
