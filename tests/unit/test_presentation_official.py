"""What their own page says, as one line beside what we saw; and whole on a terminal."""

import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from rich.console import Console

from bot.asking.answer import Answer
from bot.asking.inquiring import Inquiry, NoPage
from bot.asking.official import OfficialWord
from bot.catalogue.source import load_catalogue
from bot.presentation.answers import render_answer
from bot.presentation.limits import fit
from bot.presentation.official import render_official
from bot.presentation.official_page import (
    render_inquiry,
    render_inquiry_record,
    render_no_page,
    render_no_page_record,
)
from bot.probing.target import Refusal
from bot.statuspages.look import OfficialLook, Problem
from bot.statuspages.scoping import ScopedStatus
from bot.statuspages.status import NOTHING_UNDERSTOOD, Component, Notice, OfficialState
from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict
from tests.fakes.clock import START

GITHUB = load_catalogue().get("github")
WHEN = f"<t:{int(START.timestamp())}:R>"
HOSTILE = "@everyone <@1> [free](https://evil.example) **x** discord.gg/abc\n» \u202e`" + "y" * 300
LOST = f"Their own page says nothing of it yet ({WHEN})."
FINE = f"Their own page says: all fine ({WHEN})."
PART = "Our own check did not meet it: it may be one part or one region."


def word(state: OfficialState = OfficialState.OPERATIONAL, **more: object) -> OfficialWord:
    return replace(OfficialWord(state=state, heard_at=START), **more)


def answer(state: State, official: OfficialWord | None) -> Answer:
    verdict = Verdict(
        state=state,
        hop=Hop.UNKNOWN,
        cause=Cause.OK if state is State.UP else Cause.APP_ERROR,
        confidence=Confidence.MEDIUM,
        rule="some-rule",
    )
    return Answer(
        name="GitHub", verdict=verdict, looked_at=START, service=GITHUB, official=official
    )


@pytest.mark.parametrize(
    ("said", "is_late", "line"),
    [
        (word(), False, FINE),
        (word(), True, LOST),
        (
            word(OfficialState.MAJOR_OUTAGE, title="Logins fail"),
            False,
            f"Their own page reports an outage: «Logins fail» ({WHEN}).",
        ),
        (
            word(OfficialState.PARTIAL_OUTAGE),
            False,
            f"Their own page reports that a part is out ({WHEN}).",
        ),
        (
            word(OfficialState.DEGRADED, title="Slow uploads"),
            False,
            f"Their own page reports some trouble: «Slow uploads» ({WHEN}).",
        ),
        (
            word(OfficialState.MAINTENANCE, title="Database move"),
            False,
            f"Their own page says that planned work is under way: «Database move» ({WHEN}).",
        ),
        (
            word(is_whole_page=True),
            False,
            f"{FINE} That is about everything they offer, not this alone.",
        ),
        (
            word(OfficialState.UNKNOWN),
            False,
            f"Their own page says nothing that we understand ({WHEN}).",
        ),
    ],
)
def test_one_line_says_what_their_page_says(
    said: OfficialWord, line: str, *, is_late: bool
) -> None:
    assert render_official(said, State.DOWN, "en", is_late=is_late) == line


@pytest.mark.parametrize("problem", Problem)
def test_a_page_that_was_not_read_says_nothing(problem: Problem) -> None:
    line = render_official(
        word(OfficialState.UNKNOWN, problem=problem), State.DOWN, "en", is_late=False
    )
    assert (
        line == f"We could not read their own page ({WHEN}). That says nothing about the service."
    )


@pytest.mark.parametrize("found", sorted(set(State) - {State.REFUSED}))
@pytest.mark.parametrize("said", OfficialState)
def test_their_page_is_a_reason_and_its_words_are_in_no_headline(
    found: State, said: OfficialState
) -> None:
    beside = render_answer(answer(found, word(said, title=HOSTILE)), "en")
    assert fit(beside) == beside
    assert "free" not in beside.content
    assert "\n" not in beside.content
    assert beside.card is not None
    assert "heir own page" in beside.card.fields[0].value


def test_a_hostile_title_is_one_harmless_line() -> None:
    said = word(OfficialState.MAJOR_OUTAGE, title=HOSTILE)
    line = render_official(said, State.DOWN, "en", is_late=False)
    assert len(line) < 320
    for mark in ("@everyone", "<@1>", "https://", "**x**", "discord.gg/", "](", "\n", "\u202e"):
        assert mark not in line
    assert line.count("»") == 1


def scoped(**more: object) -> ScopedStatus:
    return replace(ScopedStatus(state=OfficialState.OPERATIONAL), **more)


def shown(inquiry: Inquiry) -> str:
    out = io.StringIO()
    console = Console(file=out, width=100, highlight=False, markup=False, emoji=False)
    console.print(render_inquiry(inquiry, START, "en"))
    return out.getvalue()


def inquiry(status: ScopedStatus, problem: Problem | None = None) -> Inquiry:
    look = OfficialLook(
        page_url="https://www.githubstatus.com",
        fetched_at=START,
        provider="statuspage",
        status=NOTHING_UNDERSTOOD if problem else status,
        problem=problem,
    )
    return Inquiry(look=look, status=status, service=GITHUB)


BUSY = scoped(
    state=OfficialState.PARTIAL_OUTAGE,
    page_name="GitHub",
    updated_at=START - timedelta(minutes=3),
    components=(
        Component(id="1", name="Actions\x1b[31m", state=OfficialState.PARTIAL_OUTAGE),
        Component(id="2", name="Pages", state=OfficialState.OPERATIONAL),
        Component(id="3", name="Git", state=OfficialState.OPERATIONAL),
    ),
    notices=(
        Notice(
            id="a",
            title="[bold]Runs wait\u202e[/bold]",
            state=OfficialState.PARTIAL_OUTAGE,
            stage="monitoring",
            text="We\nlook\x07 at it",
            begins_at=START - timedelta(hours=1),
        ),
        Notice(id="b", title="Move", state=OfficialState.MAINTENANCE, is_upcoming=True),
        *(Notice(id=str(n), title="", state=OfficialState.DEGRADED, is_over=True) for n in "1234"),
    ),
)


def test_a_terminal_shows_state_parts_notices_and_times() -> None:
    text = shown(inquiry(BUSY))
    assert text.startswith("partial outage GitHub\n")
    for line in (
        "Read 2026-03-01 12:00 UTC from https://www.githubstatus.com, as statuspage.",
        "changed 2026-03-01 11:57 UTC",
        "Its 3 parts",
        "2 parts are fine.",
        "What goes on",
        "monitoring · since 2026-03-01 11:00 UTC",
        "What is planned",
        "What is over",
        "no title",
        "1 more is not shown.",
    ):
        assert line in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "[bold]Runs wait" in text


@pytest.mark.parametrize("problem", Problem)
def test_a_terminal_says_why_a_page_was_not_read(problem: Problem) -> None:
    text = shown(inquiry(scoped(state=OfficialState.UNKNOWN), problem))
    assert text.startswith("unknown        GitHub\n")
    assert "That says nothing about the service itself." in text


def test_a_terminal_says_how_much_of_the_page_is_meant() -> None:
    assert "this is the whole page" in shown(inquiry(scoped(is_whole_page=True)))
    assert "another product" in shown(inquiry(scoped(is_related=True)))


def test_the_record_has_it_all() -> None:
    record = json.loads(json.dumps(render_inquiry_record("gh", inquiry(BUSY))))
    assert record["input"] == "gh"
    assert (record["service"], record["provider"]) == ("github", "statuspage")
    assert (record["state"], record["problem"]) == ("partial_outage", None)
    assert record["updated_at"] == "2026-03-01T11:57:00+00:00"
    assert record["components"][0]["state"] == "partial_outage"
    assert record["notices"][0]["begins_at"] == "2026-03-01T11:00:00+00:00"
    assert len(record["notices"]) == 6


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (NoPage(service=GITHUB), "no official page for GitHub"),
        (NoPage(refusal=Refusal.NOT_A_URL), "Nothing is known by the name of gi\ufffdthub"),
        (NoPage(refusal=Refusal.PRIVATE_ADDRESS), "private network"),
    ],
)
def test_no_page_is_a_sentence(found: NoPage, says: str) -> None:
    assert says in render_no_page("gi\x1bthub", found, "en")
    assert says in render_no_page_record("gi\x1bthub", found, "en")["error"]
