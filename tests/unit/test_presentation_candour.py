"""How soon their page usually tells: said where it helps, and never more than is known."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.asking.candour import Candour
from bot.asking.official import OfficialWord, OfficialWords
from bot.presentation.candour import describe_candour, render_candour, render_candour_record
from bot.presentation.official import render_official
from bot.statuspages.look import OfficialLook, OfficialPage, Problem
from bot.statuspages.status import Notice, OfficialState, OfficialStatus
from bot.triage.verdict import State
from tests.fakes.clock import START
from tests.fakes.lags import service

MINUTE = timedelta(minutes=1)
ROUND = timedelta(seconds=90)
LATE = Candour(counted=5, silent=0, delay=14 * MINUTE, unsure=ROUND)
SILENT = Candour(counted=5, silent=3, delay=None)
CALM = OfficialWord(state=OfficialState.OPERATIONAL, heard_at=START, candour=LATE)
SAID = "Their page is usually about 14 minutes late."
OUT = (State.DOWN, State.NO_SUCH_SITE)


@pytest.mark.parametrize("found", OUT)
def test_a_calm_page_that_is_usually_late_is_worth_a_sentence(found: State) -> None:
    line = render_official(CALM, found, "en", is_late=True)
    assert line == f"Their own page says nothing of it yet (<t:{START.timestamp():.0f}:R>). {SAID}"


@pytest.mark.parametrize("found", sorted(set(State) - {*OUT}))
def test_where_we_see_no_outage_it_is_not_said(found: State) -> None:
    assert SAID not in render_official(CALM, found, "en")


@pytest.mark.parametrize("state", sorted(set(OfficialState) - {OfficialState.OPERATIONAL}))
def test_where_their_page_tells_it_is_not_said(state: OfficialState) -> None:
    assert "usually" not in render_official(replace(CALM, state=state), State.DOWN, "en")


def test_a_notice_under_green_parts_is_not_silence() -> None:
    line = render_official(replace(CALM, title="Logins fail"), State.DOWN, "en", is_late=True)
    assert line == (
        "Their own page shows no outage, but tells of this: «Logins fail»"
        f" (<t:{START.timestamp():.0f}:R>)."
    )


def test_nor_where_the_page_was_not_read_or_is_about_all_they_offer() -> None:
    for unclear in (replace(CALM, problem=Problem.SLOW), replace(CALM, is_whole_page=True)):
        assert "usually" not in render_official(unclear, State.DOWN, "en")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, ""),
        (2, ""),
        (3.4, ""),
        (3.5, "Their page is usually about 4 minutes late."),
        (19.6, "Their page is usually about 20 minutes late."),
        (23, "Their page is usually about 25 minutes late."),
        (89, "Their page is usually about 90 minutes late."),
        (90, "Their page is usually about 2 hours late."),
        (300, "Their page is usually about 5 hours late."),
    ],
)
def test_it_is_said_as_roughly_as_it_is_known(minutes: float, said: str) -> None:
    candour = replace(LATE, delay=minutes * MINUTE)
    assert render_candour(candour, State.DOWN, "en") == said


def test_silence_is_counted() -> None:
    assert render_candour(SILENT, State.DOWN, "en") == (
        "Their page did not mention 3 of the last 5 outages we saw while they lasted."
    )


def test_too_little_says_nothing() -> None:
    assert render_candour(None, State.DOWN, "en") == ""


@pytest.mark.parametrize(
    ("candour", "said"),
    [
        (
            LATE,
            (
                "Of the last 5 outages we saw, the page told of every one. It usually told about "
                "14 minutes after our first failed look. We read it now and then: it may have "
                "been up to 2 minutes sooner."
            ),
        ),
        (SILENT, "Of the last 5 outages we saw, the page never told of 3."),
        (
            Candour(counted=3, silent=1, delay=timedelta(), unsure=MINUTE),
            (
                "Of the last 3 outages we saw, the page never told of 1. It usually told as soon "
                "as we saw it, or before. We read it now and then: it may have been up to a "
                "minute sooner."
            ),
        ),
    ],
)
def test_the_operator_reads_all_of_it(candour: Candour, said: str) -> None:
    assert describe_candour(candour, "en") == said


def test_and_so_do_programs() -> None:
    assert render_candour_record(None) is None
    assert render_candour_record(LATE) == {
        "outages": 5,
        "silent": 0,
        "median_delay_s": 840.0,
        "unsure_s": 90.0,
    }
    silent = render_candour_record(SILENT)
    assert silent is not None
    assert silent["median_delay_s"] is None


class OnePage:
    """Pages that all say the same."""

    def __init__(self, status: OfficialStatus) -> None:
        self.status = status

    async def look(self, page: OfficialPage) -> OfficialLook:
        return OfficialLook(page_url=page.page_url, fetched_at=START, status=self.status)

    def recall(self, page: OfficialPage) -> OfficialLook | None:  # noqa: ARG002 - the port has it
        return None


def notice(minutes: float | None, state: OfficialState, *, is_over: bool = False) -> Notice:
    begins_at = None if minutes is None else START + minutes * MINUTE
    return Notice(id="", title="", state=state, begins_at=begins_at, is_over=is_over)


async def test_a_word_carries_when_the_latest_trouble_began_and_how_soon_they_tell() -> None:
    status = OfficialStatus(
        state=OfficialState.DEGRADED,
        notices=(
            notice(-9000, OfficialState.DEGRADED),
            notice(-5, OfficialState.PARTIAL_OUTAGE),
            notice(None, OfficialState.DEGRADED),
            notice(-1, OfficialState.MAINTENANCE),
            notice(-2, OfficialState.MAJOR_OUTAGE, is_over=True),
        ),
    )
    asked: list[str] = []

    def candour_of(service_id: str) -> Candour | None:
        asked.append(service_id)
        return LATE

    words = OfficialWords(OnePage(status), {}, candour_of)
    assert words.is_heard(service())
    assert not words.is_heard(replace(service(), api_url=None))
    word = await words.hear(service())
    assert word is not None
    assert (word.began_at, word.candour, asked) == (START - 5 * MINUTE, LATE, ["shop"])
