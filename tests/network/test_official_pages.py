"""Official pages over time: shared, reused, waited out, found out, and found again."""

import asyncio
from datetime import timedelta

import pytest

from bot.asking.official_pages import FRESH_SECONDS, NOT_FOUND_SECONDS, REMEMBERED_SECONDS
from bot.statuspages.look import OfficialPage, Problem
from bot.statuspages.status import OfficialState
from tests.fakes.broken_web import page
from tests.fakes.clock import START, FakeClock
from tests.fakes.official import SUMMARY, incident, official_pages, official_site, summary

FINE, DOWN = page(summary(web="operational")), page(summary("critical", web="major_outage"))
HTML = page(b"<!doctype html><title>Status</title><p>All Systems Operational</p>")
INSTATUS = page(b'{"page": {"name": "Example", "url": "https://x.example", "status": "UP"}}')
HOUR = 3600.0
POSTS = "/api/posts?statuses%5B%5D=investigating&statuses%5B%5D=detected&limit=500"


async def test_a_page_is_read() -> None:
    async with official_site(summary=FINE) as site, official_pages() as pages:
        look = await pages.look(site.page)
    assert look.status.state is OfficialState.OPERATIONAL
    assert (look.provider, look.problem, look.fetched_at) == ("statuspage", None, START)
    assert look.page_url == site.page.page_url
    assert site.asked == [SUMMARY]


async def test_all_who_ask_at_once_share_one_request_and_later_ones_its_answer() -> None:
    clock = FakeClock()
    async with official_site(summary=FINE) as site, official_pages(clock) as pages:
        site.delay = 0.1
        looks = await asyncio.gather(*(pages.look(site.page) for _ in range(50)))
        assert len(site.asked) == 1
        assert len(set(looks)) == 1
        clock.advance(FRESH_SECONDS - 1)
        assert await pages.look(site.page) == looks[0]
        assert len(site.asked) == 1
        clock.advance(2)
        assert pages.recall(site.page) is None
        again = await pages.look(site.page)
    assert len(site.asked) == 2
    assert again.fetched_at - START == timedelta(seconds=FRESH_SECONDS + 1)


async def test_one_who_leaves_takes_nothing_away() -> None:
    async with official_site(summary=FINE) as site, official_pages() as pages:
        site.delay = 0.2
        leaver = asyncio.create_task(pages.look(site.page))
        stayer = asyncio.create_task(pages.look(site.page))
        await asyncio.sleep(0.05)
        leaver.cancel()
        assert (await stayer).problem is None
        assert len(site.asked) == 1


async def test_nothing_new_is_no_answer_again_but_is_read_at_its_time() -> None:
    clock = FakeClock()
    reply = page(summary("major", incidents=(incident("Trouble"),)), b'ETag: W/"1"')
    async with official_site(summary=reply) as site, official_pages(clock) as pages:
        before = await pages.look(site.page)
        site.replies[SUMMARY] = page(b"", b'ETag: W/"1"', status=b"304 Not Modified")
        for _ in range(3):
            clock.advance(FRESH_SECONDS)
            again = await pages.look(site.page)
            assert again.status == before.status
            assert again.fetched_at == clock.now()
        site.replies[SUMMARY] = FINE
        clock.advance(FRESH_SECONDS)
        assert (await pages.look(site.page)).status.state is OfficialState.OPERATIONAL
        clock.advance(FRESH_SECONDS)
        await pages.look(site.page)
    asked_for_news = [b"If-None-Match: W/" in head for head in site.heads]
    assert asked_for_news == [False, True, True, True, True, False]


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (page(b"busy", status=b"503 Busy"), Problem.FAILING),
        (page(b"no", status=b"429 Too Many"), Problem.TURNED_AWAY),
        (b"", Problem.UNREACHABLE),
    ],
    ids=["503", "429", "nothing"],
)
async def test_a_page_that_fails_is_left_alone_longer_each_time(
    reply: bytes, problem: Problem
) -> None:
    clock = FakeClock()
    async with official_site(summary=reply) as site, official_pages(clock) as pages:
        for wait in (60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360, 21_600, 21_600):
            look = await pages.look(site.page)
            assert (look.problem, look.status.state) == (problem, OfficialState.UNKNOWN)
            asked = len(site.asked)
            clock.advance(wait - 1)
            assert (await pages.look(site.page)) == look
            assert len(site.asked) == asked
            clock.advance(1)
        site.replies[SUMMARY] = FINE
        assert (await pages.look(site.page)).problem is None
        site.replies[SUMMARY] = reply
        clock.advance(FRESH_SECONDS)
        assert (await pages.look(site.page)).problem is problem
        clock.advance(60)
        asked = len(site.asked)
        await pages.look(site.page)
        assert len(site.asked) == asked + 1
    assert set(site.asked) == {SUMMARY}  # it is away, not moved: nothing is searched for


async def test_a_page_says_when_to_come_back() -> None:
    clock = FakeClock()
    reply = page(b"", b"Retry-After: 1800", status=b"429 Too Many")
    async with official_site(summary=reply) as site, official_pages(clock) as pages:
        await pages.look(site.page)
        clock.advance(1799)
        await pages.look(site.page)
        assert len(site.asked) == 1
        clock.advance(1)
        await pages.look(site.page)
        assert len(site.asked) == 2


async def test_html_is_nothing_we_understand_and_is_searched_once() -> None:
    clock = FakeClock()
    async with official_site(summary=HTML, home=HTML) as site, official_pages(clock) as pages:
        look = await pages.look(site.page)
        assert (look.problem, look.provider) == (Problem.NOT_UNDERSTOOD, "")
        assert look.status.state is OfficialState.UNKNOWN
        assert 10 < len(site.asked) <= 32
        assert site.asked.count("/") == 1
        assert len(set(site.asked[2:])) == len(site.asked) - 2  # each place once
        clock.advance(60)
        before = len(site.asked)
        await pages.look(site.page)
        assert site.asked[before:] == [SUMMARY]
        clock.advance(NOT_FOUND_SECONDS)
        await pages.look(site.page)
        assert len(site.asked) > before + 10


async def test_a_page_that_moves_to_other_software_is_found_again() -> None:
    clock = FakeClock()
    async with official_site(summary=FINE, home=HTML) as site, official_pages(clock) as pages:
        await pages.look(site.page)
        del site.replies[SUMMARY]
        site.replies["/summary.json"] = INSTATUS
        clock.advance(FRESH_SECONDS)
        look = await pages.look(site.page)
        assert (look.provider, look.status.state) == ("instatus", OfficialState.OPERATIONAL)
        before = len(site.asked)
        for _ in range(5):
            clock.advance(HOUR)
            assert (await pages.look(site.page)).provider == "instatus"
        assert site.asked[before:] == ["/summary.json"] * 5
        del site.replies["/summary.json"]
        site.replies[SUMMARY] = DOWN
        clock.advance(FRESH_SECONDS)
        look = await pages.look(site.page)
    assert (look.provider, look.status.state) == ("statuspage", OfficialState.MAJOR_OUTAGE)


async def test_a_page_of_unknown_software_is_found_by_shape_and_remembered() -> None:
    clock = FakeClock()
    async with official_site(home=HTML) as site, official_pages(clock) as pages:
        site.replies["/summary.json"] = INSTATUS
        unknown = OfficialPage(page_url=f"{site.url}/")
        assert (await pages.look(unknown)).provider == "instatus"
        before = len(site.asked)
        clock.advance(REMEMBERED_SECONDS - 1)
        await pages.look(unknown)
        assert len(site.asked) == before + 1


async def test_marks_in_the_page_are_tried_first() -> None:
    home = page(b"<html><script src='https://dash.instatus.com/x.js'></script></html>")
    async with official_site(home=home) as site, official_pages() as pages:
        site.replies["/summary.json"] = INSTATUS
        await pages.look(OfficialPage(page_url=f"{site.url}/"))
    assert site.asked == ["/", "/summary.json", "/summary.json"]


async def test_an_address_may_be_an_answer_itself() -> None:
    async with official_site(summary=DOWN) as site, official_pages() as pages:
        look = await pages.look(OfficialPage(page_url=f"{site.url}{SUMMARY}"))
    assert (look.provider, look.status.state) == ("statuspage", OfficialState.MAJOR_OUTAGE)


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"status":"ok"}', b"null"])
async def test_an_empty_answer_is_nobodys(body: bytes) -> None:
    async with official_site(home=page(body)) as site, official_pages() as pages:
        look = await pages.look(OfficialPage(page_url=f"{site.url}/"))
    assert (look.problem, look.provider) == (Problem.NOT_UNDERSTOOD, "")


async def test_whoever_turns_us_away_is_not_searched() -> None:
    reply = page(b"no", status=b"403 Forbidden")
    async with official_site(summary=reply, home=reply) as site, official_pages() as pages:
        look = await pages.look(site.page)
    assert look.problem is Problem.TURNED_AWAY
    assert site.asked == [SUMMARY, "/"]


@pytest.mark.parametrize("status", [b"429 Too Many", b"503 Busy"])
async def test_a_search_ends_where_somebody_has_had_enough(status: bytes) -> None:
    clock = FakeClock()
    busy = page(b"busy", b"Retry-After: 900", status=status)
    async with official_site(home=busy) as site, official_pages(clock) as pages:
        await pages.look(OfficialPage(page_url=f"{site.url}/"))
        assert site.asked == ["/"]
    async with official_site(home=HTML) as site, official_pages(clock) as pages:
        site.replies["/proxy/site.example"] = busy
        unknown = OfficialPage(page_url=f"{site.url}/")
        await pages.look(unknown)
        assert site.asked[-1] == "/proxy/site.example"
        assert len(site.asked) < 10
        before = len(site.asked)
        clock.advance(899)
        await pages.look(unknown)
        assert len(site.asked) == before
        site.replies["/proxy/site.example"], site.replies["/summary.json"] = HTML, INSTATUS
        clock.advance(1)
        assert (await pages.look(unknown)).provider == "instatus"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/notices", b'{"notices":[]}'),
        (POSTS, b'{"posts":[],"total":0}'),
        ("/api/status", b'{"data":{"status":"success","message":"ok"}}'),
    ],
)
async def test_what_any_server_may_send_is_nobodys(path: str, body: bytes) -> None:
    async with official_site(home=HTML) as site, official_pages() as pages:
        site.replies[path] = page(body)
        look = await pages.look(OfficialPage(page_url=f"{site.url}/"))
    assert (look.provider, look.status.state) == ("", OfficialState.UNKNOWN)


async def test_software_is_found_by_the_answer_that_names_its_parts() -> None:
    whole = page(b'{"data":{"status":"operational","message":"All systems are operational."}}')
    rows = page(
        b'{"data":[{"type":"components","id":"1","attributes":{"name":"API","status":{"value":1}}}],'
        b'"meta":{"current_page":1},"links":{"next":null}}'
    )
    async with official_site(home=HTML) as site, official_pages() as pages:
        site.replies["/api/status"], site.replies["/api/components"] = whole, rows
        look = await pages.look(OfficialPage(page_url=f"{site.url}/"))
    assert (look.provider, look.status.state) == ("cachet", OfficialState.OPERATIONAL)
    assert [one.name for one in look.status.components] == ["API"]


async def test_a_vendors_own_feed_is_not_searched_for() -> None:
    async with official_site(home=HTML) as site, official_pages() as pages:
        look = await pages.look(
            OfficialPage(page_url=f"{site.url}/", provider="aws", api_url=f"{site.url}/events")
        )
    assert look.problem is Problem.FAILING
    assert site.asked == ["/events"]


async def test_a_long_answer_is_read() -> None:
    row = incident("Trouble " * 20)
    reply = page(summary("major", incidents=(row,) * 4_000, web="partial_outage"))
    assert len(reply) > 1024 * 1024
    async with official_site(summary=reply) as site, official_pages(seconds=5.0) as pages:
        look = await pages.look(site.page)
    assert look.status.state is OfficialState.PARTIAL_OUTAGE
