"""What a channel reads: every state has its first line, and no text breaks a rule."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.announcements import render_announcement, render_pointer
from bot.presentation.limits import CARD, CONTENT, fit
from bot.presentation.neutral import plain_name
from bot.presentation.rendered import Rendered, Tone
from bot.triage.evidence import EvidenceId, fact
from bot.triage.verdict import Cause, State
from bot.watching.ports import AnnouncementStory, FoldedInto, IncidentStory, Note, Response
from tests.fakes.stories import (
    ADMIN,
    BEGAN,
    CHANNEL,
    DOWN,
    FOLDS,
    GUILD,
    STATES,
    after,
    incident,
    seen,
    several,
    story,
    watch,
)
from tests.unit.test_explanations_reading import Grade, grade
from tests.unit.test_presentation_neutral import ACTIVE, HOSTILE

__all__ = ["grade"]

NONCE = "a1e0"
TOP_GRADE = 7.0
STAMP = re.compile(r"<[^>]*>")


def told(*incidents: IncidentStory, is_summary: bool = False, is_first: bool = False) -> Rendered:
    return render(story(*incidents, is_summary=is_summary), is_first=is_first)


def render(announced: AnnouncementStory, *, is_first: bool = False) -> Rendered:
    return render_announcement(announced, nonce=NONCE, locale="en", is_first=is_first)


def first_line(message: Rendered) -> str:
    return message.content.splitlines()[0]


def labels(message: Rendered) -> list[str]:
    return [button.label for button in message.buttons]


def fields(message: Rendered) -> dict[str, str]:
    assert message.card is not None
    return {field.name: field.value for field in message.card.fields}


@pytest.mark.parametrize("name", [name for name, (_, line) in STATES.items() if line])
def test_the_first_line_of_every_state(name: str) -> None:
    what, line = STATES[name]
    assert first_line(told(what)) == line


@pytest.mark.parametrize("name", FOLDS)
def test_the_first_line_of_several_at_once(name: str) -> None:
    what, line = FOLDS[name]
    assert first_line(render(what)) == line


@pytest.mark.parametrize("name", [*STATES, *FOLDS])
def test_every_message_fits_without_a_cut(name: str) -> None:
    message = told(STATES[name][0]) if name in STATES else render(FOLDS[name][0])
    assert fit(message) == message
    assert fit(message.without_card()) == message.without_card()


@pytest.mark.parametrize("name", [*STATES, *FOLDS])
def test_texts_are_whole_sentences(name: str) -> None:
    message = told(STATES[name][0]) if name in STATES else render(FOLDS[name][0])
    text = message.without_card().content
    assert "{" not in text
    assert "  " not in text
    assert " ." not in text
    assert all(line.endswith((".", "?", ">", "**")) or "**" in line for line in text.splitlines())


def test_lines_are_read_with_ease(grade: Grade) -> None:
    messages = [*(told(what) for what, _ in STATES.values())]
    lines = {line for message in messages for line in every_line(message)}
    lines |= {render(what).content.splitlines()[0] for what, _ in FOLDS.values()}
    # What a watch is called is its admin's choice; "certificate" is on every warning page.
    plain = {
        STAMP.sub("", line).replace("ChatGPT", "Maps").replace("security certificate", "key")
        for line in lines
    }
    assert {line for line in plain if grade(line) > TOP_GRADE} == set()


def every_line(message: Rendered) -> list[str]:
    """Return our own lines: what stands in the fields is measured where it is written."""
    assert message.card is not None
    return [*message.content.splitlines(), *message.card.description.splitlines()]


def test_an_outage_says_since_when_and_no_minutes_that_grow_old() -> None:
    message = told(incident())
    began = int(BEGAN.timestamp())
    assert message.content.splitlines()[1] == f"Down since <t:{began}:f>, <t:{began}:R>."
    assert list(fields(message)) == ["What it means", "What you can do", "Is my data safe?"]
    assert message.card is not None
    assert message.card.tone is Tone.BAD
    assert message.card.title == "502 Bad Gateway"
    assert message.card.footer == "We keep this message up to date until it is over."


def test_what_the_first_line_said_is_not_said_again_below() -> None:
    message = told(STATES["down, not sure why"][0])
    assert next(iter(fields(message))) == "A picture from life"
    assert not any(value in message.content for value in fields(message).values())


def test_a_relapse_says_that_it_was_back_in_between() -> None:
    assert "It was back for 3 minutes, then it went down again." in (
        told(STATES["down again"][0]).content
    )
    assert "It has come back 2 times, and each time it went down again." in (
        told(STATES["down again and again"][0]).content
    )


def test_a_resolution_says_what_it_was_and_when() -> None:
    message = told(STATES["back, with breaks"][0])
    begins, ends = int(BEGAN.timestamp()), int(after(125).timestamp())
    assert message.content.splitlines()[1:] == [
        f"From <t:{begins}:f> to <t:{ends}:t>.",
        "In between it worked for 5 minutes.",
    ]
    assert fields(message)["What it was"].startswith("502 Bad Gateway. The site's front desk")
    assert message.card is not None
    assert message.card.tone is Tone.GOOD
    assert message.card.footer == ""
    assert message.card.title == ""


def test_who_knows_and_who_muted_is_told_without_a_ping() -> None:
    message = told(STATES["muted, with a note"][0])
    assert fields(message)["From this server's team"].splitlines() == [
        f"<@{ADMIN}>, <t:{int(after(5).timestamp())}:R>: we know about this.",
        (
            f"<@{ADMIN}>, <t:{int(after(6).timestamp())}:R>: muted. We write here again"
            " when it is over."
        ),
    ]
    at = f"<t:{int(after(9).timestamp())}:f>"
    note = "We asked their support\\. They are on it\\."
    assert fields(message)["Updates"] == f"{at}, <@{ADMIN}>: {note}"
    assert message.pings == frozenset()
    assert labels(message) == ["False alarm", "Tell me when it's back", "History"]


def test_the_latest_notes_are_shown_and_the_others_counted() -> None:
    notes = tuple(Note(author_id=ADMIN, at=after(n), text=f"note {n}") for n in range(6))
    lines = fields(told(incident(notes=notes)))["Updates"].splitlines()
    assert lines[0] == "3 older updates are in the history."
    assert [line.rpartition(": ")[2] for line in lines[1:]] == ["note 3", "note 4", "note 5"]


def test_what_is_written_of_some_of_several_names_them() -> None:
    notes = fields(render(FOLDS["mass failure, some are back"][0]))["Updates"]
    assert "about ChatGPT and GitHub: We asked" in notes
    note = Note(author_id=ADMIN, at=BEGAN, text="All of it.")
    assert "about" not in fields(told(*several(3, notes=(note,))))["Updates"]


def test_a_muted_message_promises_nothing() -> None:
    card = told(STATES["muted, with a note"][0]).card
    assert card is not None
    assert card.footer == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("down", ["We know", "Mute", "False alarm", "Tell me when it's back", "History"]),
        ("known", ["Mute", "False alarm", "Tell me when it's back", "History"]),
        ("unstable", ["We know", "Mute", "False alarm", "Tell me when it's back", "History"]),
        ("slow", ["We know", "Mute", "Tell me when it's over", "History"]),
        ("closed for work", ["We know", "Mute", "Tell me when it's back", "History"]),
        ("certificate, one day", ["We know", "History"]),
        ("back", ["History"]),
        ("false alarm, ours", ["History"]),
        ("abandoned, the watch is gone", []),
    ],
)
def test_what_can_be_pressed(name: str, expected: list[str]) -> None:
    assert labels(told(STATES[name][0])) == expected


def test_buttons_carry_what_their_answers_need() -> None:
    message = told(incident())
    assert [button.custom_id for button in message.buttons] == [
        "i1:know:a1e0",
        "i1:mute:a1e0",
        "i1:false:a1e0",
        "i1:follow:a1e0",
        "h1:show:1",
    ]
    assert [button.is_main for button in message.buttons] == [True, False, False, False, False]


@pytest.mark.parametrize("name", [*STATES, *FOLDS])
def test_a_message_that_is_sent_can_be_found_again(name: str) -> None:
    what = story(STATES[name][0]) if name in STATES else FOLDS[name][0]
    message = fit(render(what, is_first=True))
    assert any(button.custom_id.endswith(f":{NONCE}") for button in message.buttons)


def test_several_histories_are_told_apart() -> None:
    message = told(*several(7))
    assert labels(message)[4:] == [
        "History of ChatGPT",
        "History of GitHub",
        "History of Figma",
    ]


def test_a_channel_reads_the_name_it_gave() -> None:
    other = watch("Elsewhere", id=2, channel_id=CHANNEL + 1)
    both = told(incident(watches=(other, watch("Here"))))
    assert first_line(both).startswith("Here is down")
    assert first_line(told(incident(watches=(other,)))).startswith("Elsewhere is down")
    gone = first_line(told(incident(watches=())))
    assert gone.startswith("A site that was watched here is down")


def test_what_all_have_in_common_is_named_only_where_each_look_shows_it() -> None:
    def shared(*verdicts: object) -> str:
        stories = (incident(f"S{n}", id=n, verdict=verdict) for n, verdict in enumerate(verdicts))
        lines = told(*stories).content.splitlines()
        return lines[1] if len(lines) > 1 else ""

    edge = replace(DOWN, answered_by="cloudflare")
    behind = replace(DOWN, evidence=(fact(EvidenceId.IN_THE_PATH, product="cloudflare"),))
    nginx, timeout = replace(DOWN, answered_by="nginx"), seen(State.DOWN, Cause.REPLY_TIMEOUT)
    stand_behind = "All that are down stand behind Cloudflare, a firm that guards many sites"
    assert shared(edge, edge, behind).startswith(stand_behind)
    assert shared(edge, behind, nginx) == "All that are down fail in the same way: 502 Bad Gateway."
    assert shared(nginx, nginx, timeout) == ""
    assert shared(edge, edge, None) == ""
    assert shared(edge, edge) == ""


def test_twenty_five_at_once_are_counted_where_they_are_not_listed() -> None:
    long_names = tuple(incident("." * 60, id=n, notes=several_notes()) for n in range(1, 26))
    for stories in (several(25), long_names):
        message = told(*stories)
        assert message.card is not None
        listed = message.card.description.splitlines()
        rest = 25 - len(listed) + 1
        assert listed[-1] == f"And {rest} more."
        plain = message.without_card().content
        assert f"And {rest} more." in plain
        assert plain.index(f"And {rest} more.") < CONTENT
        assert len(message.card.description) < CARD
        assert fit(message) == message


def test_long_notes_make_room_for_the_latest() -> None:
    lines = fields(told(incident(notes=several_notes())))["Updates"].splitlines()
    assert lines[0] == "8 older updates are in the history."
    assert len(lines) == 2


def several_notes() -> tuple[Note, ...]:
    return tuple(Note(author_id=ADMIN, at=after(n), text="." * 900) for n in range(9))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_and_notes_do_nothing(text: str) -> None:
    check_harmless(text)


@pytest.mark.parametrize("name", [name for name in STATES if "gone" not in name])
def test_hostile_names_do_nothing_in_any_state(name: str) -> None:
    what, _ = STATES[name]
    usual = told(replace(what, watches=(watch("x"),))).without_card().content
    for text in HOSTILE:
        hostile = told(replace(what, watches=(watch(text),))).without_card().content
        shown = plain_name(text) or "A site that was watched here"
        assert shown in hostile
        assert ACTIVE.findall(hostile.replace(shown, "x")) == ACTIVE.findall(usual)


@given(st.text(max_size=500))
def test_no_text_gets_out_of_its_place(text: str) -> None:
    check_harmless(text)


def check_harmless(text: str) -> None:
    """Show a text wherever one can stand; without it and our own marks nothing active is left."""
    note = Note(author_id=ADMIN, at=BEGAN, text=text)
    hostile = incident(text, notes=(note,), response=Response(retracted_at=BEGAN))
    down = incident(text, id=2, notes=(note,))
    for message in (told(hostile), told(down), told(hostile, down, is_summary=True)):
        shown = message.without_card().content
        for ours in (f"<@{ADMIN}>", f"<t:{int(BEGAN.timestamp())}:f>"):
            shown = shown.replace(ours, "")
        shown = shown.replace(f"<t:{int(BEGAN.timestamp())}:R>", "")
        shown = shown.replace(f"<t:{int(BEGAN.timestamp())}:t>", "")
        shown = "\n".join(line.removeprefix("-# ") for line in shown.splitlines())
        for heading in fields(message):
            shown = shown.replace(f"**{heading}**", "")
        shown = shown.replace("**502 Bad Gateway**", "")
        assert not ACTIVE.search(shown)
        assert "@everyone" not in shown
        assert "@here" not in shown
        assert message.pings == frozenset()
        assert fit(message).buttons == message.buttons


def test_a_note_keeps_the_signs_its_language_needs() -> None:
    text = "สวัสดี नमस्ते"
    assert fields(told(incident(notes=(Note(author_id=1, at=BEGAN, text=text),))))[
        "Updates"
    ].endswith(text)


@pytest.mark.parametrize("name", [*STATES, *FOLDS])
def test_every_state_has_a_colour_and_the_words_for_it(name: str) -> None:
    message = told(STATES[name][0]) if name in STATES else render(FOLDS[name][0])
    assert message.card is not None
    words = {
        Tone.BAD: ("is down", "are down", "can't be found", "not as it should be"),
        Tone.WARNING: ("was down", "unstable", "slow", "closed", "runs out", "not well yet"),
        Tone.GOOD: ("back", "fast as usual again", "is over"),
        Tone.NEUTRAL: ("False alarm", "stopped telling", "stopped working"),
    }
    assert any(word in first_line(message) for word in words[message.card.tone])


def test_the_loudest_of_several_gives_the_colour() -> None:
    tones = {name: render(what).card.tone for name, (what, _) in FOLDS.items()}
    assert tones["mass failure, some are back"] is Tone.BAD
    assert tones["mass failure, all over"] is Tone.GOOD
    assert tones["every kind at once"] is Tone.WARNING


def test_the_end_of_something_long_has_its_day() -> None:
    work = told(STATES["work done"][0]).card
    assert work is not None
    assert work.description.endswith(f"to <t:{int(after(26 * 60).timestamp())}:f>.")


def test_a_message_that_was_folded_leads_to_the_other_one() -> None:
    there = FoldedInto(channel_id=2, message_id=3)
    assert render(replace(story(incident("*Shop*")), folded_into=there)) == Rendered(
        content="\\*Shop\\* is one of several with trouble. One message tells of them all:"
        f" https://discord.com/channels/{GUILD}/2/3"
    )
    soon = replace(there, message_id=None)
    assert render(replace(story(incident()), folded_into=soon)).content == (
        "ChatGPT is one of several with trouble. One message in this channel will tell of them all."
    )
    assert render_pointer("https://discord.com/channels/1/2/3", "en").content.endswith("/1/2/3")


def test_an_announcement_without_incidents_says_that_they_were_deleted() -> None:
    assert "deleted" in told().content


def test_who_asked_to_be_forgotten_is_somebody() -> None:
    known = Response(acknowledged_by=0, acknowledged_at=BEGAN, muted_by=0, muted_at=BEGAN)
    notes = (Note(author_id=0, at=BEGAN, text="On it."),)
    denied = Response(retracted_by=0, retracted_at=BEGAN)
    for what in (incident(response=known, notes=notes), incident(response=denied)):
        message = told(what).without_card()
        assert "<@0>" not in message.content
        assert "Somebody" in message.content
