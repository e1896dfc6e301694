"""Which messages get a thread, and what it is called."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.announcements import render_announcement
from bot.presentation.limits import THREAD_NAME
from bot.presentation.rehearsal import open_story, render_rehearsal
from bot.presentation.thread_names import thread_name
from bot.watching.ports import AnnouncementStory, FoldedInto, IncidentStory
from tests.fakes.stories import BEGAN, CHANNEL, FOLDS, STATES, incident, several, story, watch

PLAIN_UTC = ZoneInfo("UTC")
UNTHREADED = ("back", "false alarm", "abandoned", "slow", "closed", "work", "certificate")


def named(told: AnnouncementStory) -> str:
    return thread_name(told, PLAIN_UTC, "en")


@pytest.mark.parametrize("state", STATES)
def test_outages_that_go_on_have_a_thread(state: str) -> None:
    wanted = "" if state.startswith(UNTHREADED) else "Outage of ChatGPT, 23 Nov"
    assert named(story(STATES[state][0])) == wanted


def test_what_is_told_late_or_elsewhere_has_none() -> None:
    told = story(incident())
    assert named(replace(told, is_summary=True)) == ""
    assert named(replace(told, folded_into=FoldedInto(channel_id=CHANNEL, message_id=9))) == ""
    assert named(story()) == ""


def test_several_have_one_thread_and_a_single_one_its_name() -> None:
    assert named(story(*several(3))) == "Several outages, 23 Nov"
    assert named(FOLDS["mass failure, all over"][0]) == ""
    one_left = story(incident("Figma", id=3, resolved_at=BEGAN), incident("Slack", id=4))
    assert named(one_left) == "Outage of Slack, 23 Nov"


def test_the_day_is_the_servers_own() -> None:
    late = story(incident(opened_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC)))
    assert named(late) == "Outage of ChatGPT, 31 Dec"
    assert thread_name(late, ZoneInfo("Europe/Berlin"), "en") == "Outage of ChatGPT, 1 Jan"


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(month: int) -> None:
    moment = datetime(2026, month, 9, tzinfo=UTC)
    assert named(story(incident(opened_at=moment))).endswith(f", 9 {moment:%b}")


def test_an_outage_of_nobodys_watch_has_no_name() -> None:
    for nameless in (incident(watches=()), incident("\u202e\u0300")):
        assert named(story(nameless)) == "Outage, 23 Nov"


@given(st.text(max_size=200))
def test_whatever_a_watch_is_called_discord_takes_the_name(name: str) -> None:
    called = named(story(incident(watches=(watch(name),))))
    assert 1 <= len(called) <= THREAD_NAME
    assert called == " ".join(called.split())
    assert called.endswith(", 23 Nov")


def test_a_rehearsal_has_none() -> None:
    followed = watch()
    made_up: IncidentStory = open_story(followed, BEGAN)
    assert render_rehearsal(made_up, followed, CHANNEL, "en").thread == ""
    assert render_announcement(story(incident()), nonce="a1e0", locale="en").thread == ""
