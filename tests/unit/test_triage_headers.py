"""`Retry-After` and `Proxy-Status`, as their RFCs have them and as servers send them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage.proxy_status import parse_proxy_status
from bot.triage.retry_after import parse_retry_after

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 23 Nov 2026 12:05:00 GMT", 300),
        ("Monday, 23-Nov-26 12:05:00 GMT", 300),
        ("Mon, 23 Nov 2026 11:00:00 GMT", None),
        ("-5", None),
        ("3.5", None),
        ("soon", None),
        ("9" * 40, None),
        ("31536000", None),
        ("", None),
        ("١٢٠", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: int | None) -> None:
    wait = None if seconds is None else timedelta(seconds=seconds)
    assert parse_retry_after({"retry-after": value}, NOW) == wait


def test_a_date_is_measured_by_the_senders_own_clock() -> None:
    headers = {
        "retry-after": "Mon, 23 Nov 2026 15:10:00 GMT",
        "date": "Mon, 23 Nov 2026 15:00:00 GMT",
    }
    assert parse_retry_after(headers, NOW) == timedelta(minutes=10)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_retry_after_is_survived(value: str, date: str) -> None:
    wait = parse_retry_after({"retry-after": value, "date": date}, NOW)
    assert wait is None or timedelta() <= wait <= timedelta(days=7)


def test_a_proxy_status_list_is_read_member_by_member() -> None:
    value = 'r34.example.net; error=http_response_timeout, "ExampleCDN"; received-status=504;x'
    inner, outer = parse_proxy_status(value)
    assert (inner.proxy, inner.error) == ("r34.example.net", "http_response_timeout")
    assert (outer.proxy, outer.error, outer.received_status) == ("ExampleCDN", None, 504)


def test_quoted_details_may_hold_commas_semicolons_and_quotes() -> None:
    value = r'envoy; error=connection_refused; details="a{b,c}; \"UF\", x=1"; next-protocol=h2'
    (member,) = parse_proxy_status(value)
    assert member.details == 'a{b,c}; "UF", x=1'


@pytest.mark.parametrize(
    "value",
    ["", ",", "a,", "a b", 'a; details="open', "a; ERROR=x", "a;", "(a b)", "a; error=", "ä; b=1"],
)
def test_a_malformed_field_is_void_as_a_whole(value: str) -> None:
    assert parse_proxy_status(value) == ()


@given(st.text(alphabet='ab;=", \\?:1.-*', max_size=200))
def test_any_proxy_status_is_survived(value: str) -> None:
    assert len(parse_proxy_status(value)) <= 32
