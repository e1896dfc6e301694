"""What a channel reads of a vendor's words: every state, and whatever a vendor may write."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.announcements import render_announcement
from bot.presentation.limits import fit
from bot.presentation.rendered import Rendered, Tone
from bot.triage.verdict import State
from bot.watching.ports import AnnouncementStory, IncidentStory, Note, Response
from tests.fakes.stories import ADMIN, after, incident, story
from tests.fakes.vendors import TOLD, page_story, reported, told_notice
from tests.unit.test_explanations_reading import Grade, grade
from tests.unit.test_presentation_neutral import ACTIVE, HOSTILE

__all__ = ["grade"]

TOP_GRADE = 7.0
OURS = re.compile(
    r"<t:\d+:[fRt]>|\[Read it on their page\]\(https://www.githubstatus.com[a-z0-9/]*\)"
    r"|\((?=<t:)|(?<=:R>)\)"
)


def render(what: AnnouncementStory) -> Rendered:
    return render_announcement(what, nonce="a1e0", locale="en")


def told(*incidents: IncidentStory) -> Rendered:
    return render(story(*incidents))


def labels(message: Rendered) -> list[str]:
    return [button.label for button in message.buttons]


def fields(message: Rendered) -> dict[str, str]:
    assert message.card is not None
    return {field.name: field.value for field in message.card.fields}


@pytest.mark.parametrize("name", TOLD)
def test_the_first_line_of_every_state(name: str) -> None:
    what, line = TOLD[name]
    message = render(what)
    assert message.content.splitlines()[0] == line
    assert fit(message) == message
    assert fit(message.without_card()) == message.without_card()
    assert not message.pings


def test_our_own_check_is_told_as_it_was() -> None:
    lines = {
        State.UP: "passed when we read this",
        State.DOWN: "met trouble too",
        State.BLOCKED: "could not tell",
    }
    for state, words in lines.items():
        assert words in told(reported(page_story(own_check=state))).content
    assert "Our own check" not in told(reported(page_story(own_check=None))).content


def test_an_alert_of_the_vendors_is_not_red_and_no_false_alarm_of_ours() -> None:
    alone = told(reported())
    assert alone.card is not None
    assert alone.card.tone is Tone.WARNING
    assert labels(alone) == ["We know", "Mute", "Tell me when it's over", "History"]
    both = told(incident("GitHub"), reported())
    assert both.card is not None
    assert both.card.tone is Tone.BAD
    assert "False alarm" in labels(both)
    assert labels(told(TOLD["reported, over"][0].incidents[0])) == ["History"]


def test_their_words_are_attributed_and_linked() -> None:
    words = fields(told(reported()))["What GitHub writes"]
    assert words.startswith("Investigating: «We are investigating reports")
    assert "(https://www.githubstatus.com/incidents/abc123)" in words
    assert "What GitHub writes" in fields(told(incident("GitHub"), reported()))


def test_what_admins_did_shows_wherever_they_did_it() -> None:
    note = Note(author_id=ADMIN, at=after(9), text="We wait.")
    known = Response(acknowledged_by=ADMIN, acknowledged_at=after(5))
    back = incident("GitHub", resolved_at=after(4))
    message = told(back, reported(response=known, notes=(note,)))
    assert "we know about this" in fields(message)["From this server's team"]
    assert "We wait" in fields(message)["Updates"]


def test_a_second_outage_beside_the_same_words_is_what_counts() -> None:
    first = incident("GitHub", resolved_at=after(4))
    again = incident("GitHub", id=2, opened_at=after(30))
    message = told(first, reported(), again)
    assert message.content.startswith("GitHub is down")
    assert "trouble too" in message.content


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_can_do_nothing(text: str) -> None:
    notice = told_notice(title=f"{text}»", stage=text, text=f"{text} » «")
    official = replace(page_story(notice), vendor=text)
    for one in (told(reported(official)), told(incident("X"), reported(official))):
        shown = "\n".join((one.content, *fields(one).keys(), *fields(one).values()))
        assert not ACTIVE.search(OURS.sub("", shown))
        assert not one.pings


@given(st.text(max_size=900), st.text(max_size=300), st.text(max_size=300))
def test_whatever_they_write_fits_with_its_link(text: str, title: str, stage: str) -> None:
    notices = [told_notice(n, text=text, title=title, stage=stage) for n in range(9)]
    for some in (notices[:1], notices[:2], notices):
        message = told(reported(page_story(*some)))
        assert fit(message) == message
        (field,) = message.card.fields if message.card else ()
        assert field.value.count("](https://www.githubstatus.com") >= min(len(some), 2)


def test_the_texts_are_easy(grade: Grade) -> None:
    for name, (what, _) in TOLD.items():
        lines = [line for line in render(what).content.splitlines() if "https" not in line]
        text = " ".join(lines).replace("Degraded performance in GitHub Actions", "Some jobs fail")
        assert grade(text) <= TOP_GRADE, name


GONE = reported(page_story(told_notice(over_at=after(38), is_dropped=True)), resolved_at=after(40))
OVER = reported(page_story(told_notice(over_at=after(38))), resolved_at=after(40))


@pytest.mark.parametrize(
    ("own", "theirs", "line"),
    [
        (incident("GitHub"), OVER, "says that the trouble is over. Our own check still sees"),
        (incident("GitHub"), GONE, "no longer tells of trouble. Our own check still sees"),
        (incident("GitHub", resolved_at=after(9)), GONE, "no longer tells of trouble."),
        (
            incident("GitHub", response=Response(retracted_by=ADMIN, retracted_at=after(8))),
            OVER,
            "says that the trouble is over.",
        ),
    ],
)
def test_what_they_did_not_say_is_not_put_in_their_mouth(
    own: IncidentStory, theirs: IncidentStory, line: str
) -> None:
    second = told(own, theirs).content.splitlines()[1]
    assert second.startswith(f"Their own status page {line}")


def test_of_two_long_ones_both_are_linked_and_the_rest_is_counted() -> None:
    long = "Elevated error rates for people in several regions of the world. " * 9
    several = [told_notice(number, title=long, text=long) for number in range(5)]
    (value,) = fields(fit(told(reported(page_story(*several))))).values()
    assert value.count("[Read it on their page](https://www.githubstatus.com/") == 2
    assert value.endswith("3 things more are on [their page](https://www.githubstatus.com).")
