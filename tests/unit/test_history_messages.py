"""A past as messages: lists, pages, buttons, what people typed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.history.reviewing import Glance, Overview, PastIncident
from bot.presentation.choices import render_watch_choices
from bot.presentation.history import (
    Refusal,
    draw_view,
    render_export,
    render_history,
    render_refusal,
)
from bot.presentation.history_buttons import usual_view
from bot.presentation.history_ids import Turn, TurnAll, View
from bot.presentation.history_incidents import render_incidents
from bot.presentation.history_overview import render_overview
from bot.presentation.limits import fit
from bot.presentation.words import surface_texts
from bot.watching.finding import find_watches, fitting_watches
from bot.watching.ports import IncidentKind, Note
from tests.fakes.pasts import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    UTC_ZONE,
    a_review,
    a_watch,
    between,
    outage,
    story,
)

DAYS = Turn(7, 30, View.DAYS)
HOSTILE = "**[x](https://evil.example)** @everyone <@1> `a`\u202e</title>&"


def test_no_two_buttons_mean_the_same() -> None:
    review = a_review(*(outage(n * DAY, MINUTE) for n in range(1, 20)))
    for days in (1, 7, 30, 90, 365):
        for view in View:
            for page in range(4):
                turn = Turn(7, days, view, page)
                message = render_history(review, turn, "en", may_export=True)
                ids = [button.custom_id for button in message.buttons]
                assert len(set(ids)) == len(ids)
                assert fit(message).buttons == message.buttons


def test_a_page_that_is_no_more_is_the_last_one() -> None:
    review = a_review(*(outage(n * DAY, MINUTE) for n in range(1, 8)))
    message = render_history(review, replace_page(DAYS, 99), "en")
    assert message.card is not None
    assert message.card.fields[1].name == "What happened, page 2 of 2"


def replace_page(turn: Turn, page: int) -> Turn:
    return Turn(turn.watch_id, turn.days, turn.view, page)


def test_a_name_is_shown_and_does_nothing() -> None:
    review = a_review(name=HOSTILE)
    for message in (render_history(review, DAYS, "en"), render_export(review, "en")):
        assert "https://" not in message.content
        assert "@everyone" not in message.content
        assert "\u202e" not in message.content
    assert "evil" not in draw_view(review, View.DAYS, "en")


def test_the_message_is_whole_without_its_picture() -> None:
    with_picture = render_history(a_review(), DAYS, "en", picture=b"png")
    without = render_history(a_review(), DAYS, "en")
    assert without.files == ()
    assert with_picture.files[0].description
    assert (without.content, without.card) == (with_picture.content, with_picture.card)


def test_a_shorter_memory_than_asked_for_is_told() -> None:
    message = render_history(a_review(days=90, days_kept=30), DAYS, "en")
    assert "in the last 30 days" in message.content
    assert "We keep history for 30 days, so there is nothing older." in message.content


@pytest.mark.parametrize(
    ("kind", "lasting", "said"),
    [
        (IncidentKind.SLOW, 5 * MINUTE, "slow for 5 minutes"),
        (IncidentKind.SLOW, None, "Slow since <t:"),
        (IncidentKind.CERTIFICATE, None, "certificate was about to end"),
        (
            IncidentKind.MAINTENANCE,
            5 * MINUTE,
            "5 minutes: the site's own page spoke of planned work",
        ),
    ],
)
def test_what_is_no_outage_is_listed_too(
    kind: IncidentKind, lasting: timedelta | None, said: str
) -> None:
    one = outage(HOUR, lasting)
    past = PastIncident(story=story(one, kind=kind), down=None)
    assert said in render_incidents([past], a_review(), "en")


def test_outages_that_do_not_count_say_why() -> None:
    one = outage(HOUR, 5 * MINUTE)
    planned = PastIncident(story=story(one), down=None)
    assert "It was planned work, so it does not count." in render_incidents(
        [planned], a_review(), "en"
    )
    retracted = PastIncident(story=story(replace(one, is_retracted=True)), down=None)
    assert "a false alarm. It does not count." in render_incidents([retracted], a_review(), "en")


def test_an_outage_nobody_saw_to_its_end_and_one_without_a_cause() -> None:
    one = outage(HOUR, 5 * MINUTE)
    past = PastIncident(story=story(one, is_abandoned=True, cause=None), down=5 * MINUTE)
    line = render_incidents([past], a_review(), "en")
    assert "we don't know why" in line
    assert line.endswith("We stopped watching before it was over.")


def test_the_last_note_stands_with_its_incident() -> None:
    notes = tuple(Note(author_id=5, at=NOW, text=text) for text in ("first", HOSTILE))
    past = PastIncident(story=story(outage(HOUR, 5 * MINUTE), notes=notes), down=5 * MINUTE)
    line = render_incidents([past] * 5, a_review(), "en")
    assert "Note: " in line
    assert "first" not in line
    assert "https://" not in line
    assert "@everyone" not in line
    assert len(line) <= 1024


def test_nothing_happened() -> None:
    assert render_incidents([], a_review(), "en") == "Nothing happened, as far as we saw."


def an_overview(*glances: Glance) -> Overview:
    review = a_review()
    return Overview(span=review.span, asked_days=30, days_kept=365, zone=UTC_ZONE, glances=glances)


def a_glance(name: str, *outages: object, **values: object) -> Glance:
    review = a_review(*outages, **values)  # type: ignore[arg-type]
    return Glance(watch=a_watch(name), figures=review.figures, since=review.since)


def test_the_overview_begins_with_what_is_in_trouble() -> None:
    overview = an_overview(
        a_glance("A fine"),
        a_glance("B was down", outage(2 * DAY, HOUR)),
        a_glance("C is down", outage(HOUR, None)),
        a_glance("D is new", watched=[]),
    )
    message = render_overview(overview, TurnAll(30), "en")
    assert message.content == (
        "Down right now: **C is down**. "
        "2 of the 4 things this server watches were down in the last 30 days."
    )
    assert message.card is not None
    lines = message.card.description.splitlines()
    assert [line[4] for line in lines[:3]] == ["C", "B", "A"]
    assert lines[3] == "• **D is new** has not been watched yet, so there is nothing to tell."


@pytest.mark.parametrize(
    ("glances", "said"),
    [
        ((), "This server watches nothing yet"),
        ((a_glance("A"),), "The one thing this server watches was not down in the last 30 days."),
        ((a_glance("A"), a_glance("B")), "None of the 2 things this server watches was down"),
        (
            (a_glance("A", outage(2 * DAY, HOUR)), a_glance("B")),
            "1 of the 2 things this server watches was down",
        ),
    ],
)
def test_the_overview_in_a_line(glances: tuple[Glance, ...], said: str) -> None:
    assert render_overview(an_overview(*glances), TurnAll(30), "en").content.startswith(said)


def test_fifty_watches_with_long_names_fit() -> None:
    glances = [
        a_glance(
            "-" * 100,
            *(outage(n * DAY, 61 * MINUTE) for n in range(1, 9)),
            gaps=[between(3 * HOUR, 2 * HOUR)],
            watched=[between(20 * DAY, 0 * DAY)],
        )
    ] * 50
    overview = an_overview(*glances)
    for page in range(5):
        message = render_overview(overview, TurnAll(30, page), "en")
        assert fit(message) == message


def test_watches_are_found_by_id_name_or_host() -> None:
    shop = a_watch("Our Shop", id_=12)
    forum = a_watch("12", id_=13)
    assert find_watches([forum, shop], "12") == (shop,)
    assert find_watches([forum, shop], " our shop ") == (shop,)
    assert find_watches([forum, shop], "Example.com") == (forum, shop)
    assert find_watches([shop], "nope") == ()
    assert find_watches([], "") == ()


def test_suggestions_are_plain_bounded_and_never_empty() -> None:
    watches = [a_watch(f"Shop {n}\u202e\n" + "x" * 200, id_=n) for n in range(40)]
    choices = render_watch_choices(fitting_watches(watches, "SHOP"))
    assert len(choices) == 25
    assert all(len(one.name) <= 100 and one.name.isprintable() for one in choices)
    bare = fitting_watches([a_watch("\u202e", id_=5), a_watch("Mine", id_=6)], "exam")
    for has_hosts, names in (
        (False, ["example.com", "Mine"]),
        (
            True,
            ["example.com", "Mine (example.com)"],
        ),
    ):
        assert [one.name for one in render_watch_choices(bare, has_hosts=has_hosts)] == names


def test_few_days_begin_with_response_times() -> None:
    assert [usual_view(days) for days in (1, 7, 8, 90)] == [
        View.PACES,
        View.PACES,
        View.DAYS,
        View.DAYS,
    ]


@pytest.mark.parametrize("refusal", Refusal)
def test_refusals_have_texts_and_are_private(refusal: Refusal) -> None:
    assert surface_texts().has(refusal.value)
    assert render_refusal(refusal, "en").is_private
