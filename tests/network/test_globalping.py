"""Globalping through the wire, against a stub that follows its description: every way it can go."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.probing.parsing import parse_target
from bot.vantage.globalping import Globalping
from bot.vantage.sighting import Problem, Sight
from tests.fakes import globalping as stub
from tests.fakes.clock import FakeClock
from tests.fakes.globalping import failed, finished, in_progress, measurement
from tests.fakes.looking import ANYWHERE, PATIENT, looker
from tests.fakes.name_server import Zone

TARGET = parse_target("https://site.example/a/page?token=s3cret")
ALL_DOWN = [failed(), failed(), finished(502), finished(503), finished(521)]
TOKEN = SecretStr("a-token")


@asynccontextmanager
async def vantage(
    api: stub.Globalping, clock: FakeClock, **options: Any
) -> AsyncIterator[Globalping]:
    zones = {"api.example": Zone(addresses=["127.0.0.1"])}
    async with (
        looker(zones, limits=PATIENT) as eye,
        httpx.AsyncClient(transport=eye.wire, trust_env=False) as client,
    ):
        yield Globalping(client, clock=clock, user_agent="Gatewise", url=api.url, **options)


def text(body: str, status: int = 200) -> Callable[[], web.StreamResponse]:
    return lambda: web.Response(text=body, status=status)


def refusal(
    kind: str, status: int, headers: dict[str, str] | None = None
) -> Callable[[], web.StreamResponse]:
    return lambda: web.json_response(stub.error(kind), status=status, headers=headers)


async def test_five_places_vote() -> None:
    results = [failed(), finished(502), finished(200), finished(403), failed("internal")]
    async with (
        stub.globalping(measurement(results)) as api,
        vantage(api, FakeClock()) as globalping,
    ):
        sighting = await globalping.look(TARGET)
    assert [vote.sight for vote in sighting.votes] == [
        Sight.DOWN,
        Sight.DOWN,
        Sight.UP,
        Sight.BLOCKED,
        Sight.UNKNOWN,
    ]
    assert [vote.viewpoint.country for vote in sighting.votes] == ["DE", "CA", "BR", "JP", "AU"]
    assert sighting.votes[1].status == 502
    assert (sighting.asked, sighting.problem, sighting.retry_after) == (5, None, None)


async def test_the_request_is_by_the_book_and_holds_no_query() -> None:
    async with (
        stub.globalping(measurement(ALL_DOWN)) as api,
        vantage(api, FakeClock()) as globalping,
    ):
        await globalping.look(TARGET)
    created, polled = api.asked
    assert created.body["target"] == "site.example"
    assert created.body["measurementOptions"]["request"] == {"method": "GET", "path": "/a/page"}
    continents = [place["continent"] for place in created.body["locations"]]
    assert len(set(continents)) == len(continents) == 5
    assert all(place["limit"] == 1 for place in created.body["locations"])
    assert "s3cret" not in str(api.asked)
    for asked in (created, polled):
        assert asked.headers["user-agent"] == "Gatewise"
        assert asked.headers["accept-encoding"] == "gzip"
        assert "authorization" not in asked.headers


@pytest.mark.skipif(stub.description() is None, reason="Globalping's description is not here")
def test_the_stub_answers_as_described() -> None:
    known = stub.description()
    assert known is not None
    results = [
        finished(200, is_trusted=True),
        finished(200, headers={"Set-Cookie": ["a", "b"]}),
        failed("resolver"),
        failed(None),
        in_progress(),
    ]
    for status in ("finished", "in-progress"):
        body = measurement(results, status=status)
        assert known.answer_problem("measurement200", body) is None
    assert known.answer_problem("measurements429", stub.error("rate_limit_exceeded")) is None
    assert known.answer_problem("measurements422", stub.error("no_probes_found")) is None
    # The judge is no yes-man.
    assert known.request_problem({"type": "http", "target": "a", "colour": "red"})
    assert known.answer_problem("measurement200", {"id": "a"})


async def test_polls_wait_half_a_second_and_ask_for_news_only() -> None:
    running = measurement([in_progress()] * 5, status="in-progress")
    half = measurement([*ALL_DOWN[:2], *[in_progress()] * 3], status="in-progress")
    clock = FakeClock()
    async with (
        stub.globalping(running, running, half, measurement(ALL_DOWN)) as api,
        vantage(api, clock) as globalping,
    ):
        sighting = await globalping.look(TARGET)
    assert clock.slept == [0.5] * 4
    assert sighting.count(Sight.DOWN) == 5
    tags = [asked.headers.get("if-none-match") for asked in api.asked[1:]]
    assert tags[0] is None
    assert tags[1] == tags[2] is not None
    assert tags[3] not in tags[:3]


async def test_half_finished_results_count_when_time_is_up() -> None:
    half = measurement([failed(), finished(200), *[in_progress()] * 3], status="in-progress")
    clock = FakeClock()
    async with stub.globalping(half) as api, vantage(api, clock) as globalping:
        sighting = await globalping.look(TARGET)
    assert sighting.problem is Problem.LATE
    assert [sighting.count(sight) for sight in Sight] == [1, 1, 0, 3]
    assert 8 <= sum(clock.slept) <= 9


async def test_slow_to_accept() -> None:
    async with stub.globalping() as api, vantage(api, FakeClock(), deadline=0.3) as globalping:
        api.hangs = True
        sighting = await globalping.look(TARGET)
    assert (sighting.problem, sighting.votes, sighting.asked) == (Problem.LATE, (), 0)


async def test_away_is_left_alone_after_a_few_tries() -> None:
    clock = FakeClock()
    api = stub.Globalping(port=1)  # nobody listens there
    async with vantage(api, clock) as globalping:
        for _ in range(3):
            sighting = await globalping.look(TARGET)
            assert (sighting.problem, sighting.retry_after) == (Problem.AWAY, None)
        sighting = await globalping.look(TARGET)
        assert sighting.problem is Problem.AWAY
        assert sighting.retry_after == timedelta(seconds=60)


async def test_broken_is_left_alone_for_longer_each_time_and_comes_back() -> None:
    clock = FakeClock()
    async with (
        stub.globalping(measurement(ALL_DOWN)) as api,
        vantage(api, clock) as globalping,
    ):
        api.created = text("oops", 503)
        for _ in range(5):
            await globalping.look(TARGET)
        assert len(api.asked) == 3
        clock.advance(60)
        assert (await globalping.look(TARGET)).problem is Problem.AWAY
        assert (await globalping.look(TARGET)).retry_after == timedelta(seconds=120)
        assert len(api.asked) == 4
        clock.advance(120)
        api.created = None
        assert (await globalping.look(TARGET)).count(Sight.DOWN) == 5
        assert (await globalping.look(TARGET)).problem is None


async def test_a_spent_allowance_is_waited_for() -> None:
    clock = FakeClock()
    async with (
        stub.globalping(measurement(ALL_DOWN)) as api,
        vantage(api, clock) as globalping,
    ):
        api.created = refusal("rate_limit_exceeded", 429, stub.limits(0, 1200))
        first = await globalping.look(TARGET)
        assert (first.problem, first.retry_after) == (Problem.LIMITED, timedelta(minutes=20))
        clock.advance(600)
        second = await globalping.look(TARGET)
        assert (second.problem, second.retry_after) == (Problem.LIMITED, timedelta(minutes=10))
        assert len(api.asked) == 1
        clock.advance(600)
        api.created = None
        assert (await globalping.look(TARGET)).problem is None


@pytest.mark.parametrize("reset", ["-5", "1e9", "soon", "9" * 40, "999999999", "0"])
async def test_an_odd_limit_is_no_reason_to_wait_for_ever(reset: str) -> None:
    async with stub.globalping() as api, vantage(api, FakeClock()) as globalping:
        api.created = refusal("x", 429, {"X-RateLimit-Reset": reset})
        wait = (await globalping.look(TARGET)).retry_after
    assert wait is not None
    assert timedelta(seconds=1) <= wait <= timedelta(hours=1)


async def test_the_last_tests_of_an_hour_are_not_asked_for() -> None:
    async with (
        stub.globalping(measurement(ALL_DOWN)) as api,
        vantage(api, FakeClock()) as globalping,
    ):
        answer = {"id": stub.ID, "probesCount": 5}
        api.created = lambda: web.json_response(answer, status=202, headers=stub.limits(3, 300))
        assert (await globalping.look(TARGET)).problem is None
        sighting = await globalping.look(TARGET)
    assert (sighting.problem, sighting.retry_after) == (Problem.LIMITED, timedelta(minutes=5))


async def test_a_poll_that_came_too_soon_waits_as_told() -> None:
    clock = FakeClock()
    async with (
        stub.globalping(measurement(ALL_DOWN)) as api,
        vantage(api, clock) as globalping,
    ):
        api.polled = [refusal("too_many_requests", 429, {"Retry-After": "4"})]
        assert (await globalping.look(TARGET)).count(Sight.DOWN) == 5
    assert clock.slept == [0.5, 4.0]


async def test_one_poll_may_fail_and_three_may_not() -> None:
    for failures, problem in ((1, None), (2, None), (3, Problem.AWAY)):
        async with (
            stub.globalping(measurement(ALL_DOWN)) as api,
            vantage(api, FakeClock()) as globalping,
        ):
            api.polled = [text("oops", 502)] * failures
            assert (await globalping.look(TARGET)).problem is problem


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (400, "refused"),
        (422, "refused"),
        (401, "refused"),
        (200, "unreadable"),
        (301, "unreadable"),
    ],
)
async def test_other_answers_end_it(status: int, problem: str) -> None:
    async with stub.globalping() as api, vantage(api, FakeClock()) as globalping:
        api.created = lambda: web.Response(
            status=status, text="{}", headers={"Location": "http://127.0.0.1:9/"}
        )
        for _ in range(4):  # it is not broken: it just said no
            sighting = await globalping.look(TARGET)
            assert (sighting.problem, sighting.votes) == (Problem(problem), ())
    assert len(api.asked) == 4


@pytest.mark.parametrize(
    "body",
    [
        "<!doctype html><h1>Sign in to the hotel</h1>",
        "",
        "null",
        "[]",
        "[" * 100_000,
        '"\\ud800',
        json.dumps({"id": stub.ID}),
        json.dumps(measurement(ALL_DOWN, id_="another")),
        json.dumps({**measurement(ALL_DOWN), "results": {"0": "up"}}),
        json.dumps({**measurement(ALL_DOWN), "status": 7}),
        json.dumps({**measurement(ALL_DOWN), "padding": "x" * 600_000}),
    ],
    ids=lambda body: str(body)[:20],
)
async def test_what_is_no_measurement_is_no_vote(body: str) -> None:
    async with stub.globalping() as api, vantage(api, FakeClock()) as globalping:
        api.polled = [text(body)]
        sighting = await globalping.look(TARGET)
    assert (sighting.problem, sighting.votes) == (Problem.UNREADABLE, ())


@pytest.mark.parametrize("body", ["{}", '{"id": "../limits", "probesCount": 5}', '{"id": 5}', "x"])
async def test_an_odd_id_is_not_asked_for(body: str) -> None:
    async with stub.globalping() as api, vantage(api, FakeClock()) as globalping:
        api.created = text(body, 202)
        assert (await globalping.look(TARGET)).problem is Problem.UNREADABLE
    assert len(api.asked) == 1


@pytest.mark.parametrize(("host", "is_told"), [("api.globalping.io", False), ("api.example", True)])
async def test_only_one_host_sees_the_token(host: str, *, is_told: bool) -> None:
    async with (
        stub.globalping(measurement(ALL_DOWN)) as api,
        vantage(api, FakeClock(), token=TOKEN, token_host=host) as globalping,
    ):
        await globalping.look(TARGET)
    assert {asked.headers.get("authorization") for asked in api.asked} == {
        "Bearer a-token" if is_told else None
    }


@pytest.mark.parametrize("host", ["10.0.0.1", "127.0.0.1", "[::1]", "169.254.169.254"])
async def test_a_private_address_is_told_to_nobody(host: str) -> None:
    async with stub.globalping() as api, vantage(api, FakeClock()) as globalping:
        sighting = await globalping.look(parse_target(f"http://{host}/", policy=ANYWHERE))
    assert sighting.problem is Problem.REFUSED
    assert not api.asked


async def test_an_etag_that_is_no_header_is_not_sent_back() -> None:
    running = json.dumps(measurement([in_progress()] * 5, status="in-progress"))
    async with (
        stub.globalping(measurement(ALL_DOWN)) as api,
        vantage(api, FakeClock()) as globalping,
    ):
        api.polled = [lambda: web.Response(text=running, headers={"ETag": '"\u00e9"'})]
        assert (await globalping.look(TARGET)).count(Sight.DOWN) == 5
    assert "if-none-match" not in api.asked[-1].headers
