"""A past in a sentence, in numbers and as a picture's description: true and speakable."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.history.reviewing import Review
from bot.history.rollups import Sample
from bot.presentation.history_incidents import render_incidents
from bot.presentation.history_words import describe_days, describe_paces, numbers, tell
from bot.presentation.lengths import render_length, render_ms, render_on
from bot.triage.verdict import Cause
from tests.fakes.pasts import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    UTC_ZONE,
    a_review,
    ago,
    between,
    outage,
    timed,
)

ON_TUESDAY = outage(2 * DAY, 22 * MINUTE)


@pytest.mark.parametrize(
    ("review", "sentence"),
    [
        (
            a_review(outage(20 * DAY, 9 * MINUTE), outage(9 * DAY, 10 * MINUTE), ON_TUESDAY),
            (
                "Example was down 3 times in the last 30 days: 41 minutes in all, the longest "
                "22 minutes on Tuesday. We watched the whole time."
            ),
        ),
        (
            a_review(ON_TUESDAY, gaps=[between(12 * DAY, 11 * DAY)]),
            (
                "Example was down once in the last 30 days: 22 minutes on Tuesday. "
                "We watched 96.6 % of the time."
            ),
        ),
        (a_review(), "Example was not down in the last 30 days. We watched the whole time."),
        (a_review(days=1), "Example was not down in the last 24 hours. We watched the whole time."),
        (
            a_review(outage(12 * MINUTE, None)),
            (
                "Example is down right now. "
                "It was down once in the last 30 days: 12 minutes so far. "
                "We watched the whole time."
            ),
        ),
        (
            a_review(ON_TUESDAY, outage(90 * MINUTE, None)),
            (
                "Example is down right now. It was down 2 times in the last 30 days: "
                "1 hour and 52 minutes in all, the longest 1 hour and 30 minutes today. "
                "We watched the whole time."
            ),
        ),
        (
            a_review(outage(25 * HOUR, MINUTE), watched=[between(3 * DAY, 0 * DAY)]),
            (
                "Example was down once since we began to watch on Monday: 1 minute yesterday. "
                "We watched the whole time."
            ),
        ),
        (
            a_review(outage(30 * MINUTE, MINUTE), watched=[between(HOUR, 0 * DAY)]),
            (
                "Example was down once since we began to watch today: 1 minute. "
                "We watched the whole time."
            ),
        ),
        (
            a_review(outage(22 * DAY, 3 * HOUR), days=90),
            (
                "Example was down once in the last 90 days: 3 hours on 4 November. "
                "We watched the whole time."
            ),
        ),
        (
            a_review(watched=[]),
            "Example has not been watched yet, so there is nothing to tell.",
        ),
        (
            a_review(watched=[between(60 * DAY, 50 * DAY)]),
            "Example was not watched in the last 30 days, so we can't say how it was.",
        ),
        (
            a_review(replace(ON_TUESDAY, is_retracted=True)),
            "Example was not down in the last 30 days. We watched the whole time.",
        ),
        (
            a_review(ON_TUESDAY, planned=[between(3 * DAY, DAY)]),
            "Example was not down in the last 30 days. We watched the whole time.",
        ),
    ],
)
def test_the_sentence(review: Review, sentence: str) -> None:
    assert tell(review, "Example", "en", is_plain=True) == sentence


def test_in_a_message_discord_draws_the_dates() -> None:
    told = tell(a_review(outage(22 * DAY, 3 * HOUR)), "Example", "en")
    assert f"3 hours on <t:{int(ago(22 * DAY).timestamp())}:D>." in told


def test_coverage_that_is_nearly_whole_is_not_called_whole() -> None:
    told = tell(a_review(gaps=[between(2 * HOUR, 2 * HOUR - MINUTE)]), "Example", "en")
    assert "We watched 99.9 % of the time." in told


def test_the_days_are_those_of_the_servers_zone() -> None:
    late = outage(2 * DAY - 8 * HOUR, MINUTE)  # 23:07 UTC on Tuesday
    assert "on Tuesday" in tell(a_review(late), "E", "en")
    zone = ZoneInfo("Europe/Berlin")
    assert "yesterday" in tell(a_review(late, zone=zone), "E", "en")


def test_the_numbers_say_the_same() -> None:
    review = a_review(
        ON_TUESDAY,
        outage(9 * DAY, 19 * MINUTE),
        gaps=[between(12 * DAY, 11.5 * DAY)],
        planned=[between(5 * DAY, 4.5 * DAY)],
        watched=[between(20 * DAY, 0 * DAY)],
        samples=[*timed(between(HOUR, 0 * HOUR), MINUTE), Sample(at=NOW, took_ms=2345.0)],
    )
    assert list(numbers(review, "en")) == [
        "Up: 99.85 % of the time we watched",
        "Down: 2 times, 41 minutes in all",
        f"Longest: 22 minutes, from <t:{int(ago(2 * DAY).timestamp())}:f>",
        "Watched: 97.5 % of the time, 12 hours missing",
        "Planned work: 12 hours, not counted",
        f"Watched since <t:{int(ago(20 * DAY).timestamp())}:f>",
        "Response time: typically 138 ms, slowest 2.3 s",
    ]


def test_nothing_watched_claims_nothing() -> None:
    assert list(numbers(a_review(watched=[]), "en")) == [
        "Watched: 0 % of the time, 29 days and 15 hours missing"
    ]


def test_the_picture_of_days_in_words() -> None:
    review = a_review(
        ON_TUESDAY, outage(9 * DAY, 19 * MINUTE), watched=[between(10 * DAY, 0 * DAY)]
    )
    assert describe_days(review, "en") == (
        "Chart with one bar for each of 30 days. It was down 2 times since we began to watch on "
        "16 November: 41 minutes in all, the longest 22 minutes on Tuesday. "
        "We watched the whole time. Days with trouble: 17 November (19 minutes), "
        "24 November (22 minutes). Not watched on 19 days."
    )


def test_many_bad_days_are_not_all_named() -> None:
    review = a_review(*(outage(n * DAY, 5 * MINUTE) for n in range(1, 26)))
    described = describe_days(review, "en")
    assert "16 November (5 minutes)" in described
    assert described.endswith("25 November (5 minutes), and 15 more.")
    assert len(described) <= 1024


def test_the_picture_of_response_times_in_words() -> None:
    failed = [Sample(at=ago(n * MINUTE), took_ms=None, has_failed=True) for n in range(1, 4)]
    review = a_review(days=1, samples=[*timed(between(DAY, HOUR), MINUTE), *failed])
    assert describe_paces(review, "en") == (
        "Chart of response times in the last 24 hours. Typically 138 ms, slowest 157 ms. "
        "3 of 1,383 looks failed. We watched the whole time."
    )
    untimed = describe_paces(a_review(days=1), "en")
    assert "No response was timed." in untimed


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "1 second"),
        (timedelta(seconds=59.4), "59 seconds"),
        (timedelta(seconds=119), "1 minute and 59 seconds"),
        (timedelta(seconds=59.6), "1 minute"),
        (timedelta(seconds=120), "2 minutes"),
        (22 * MINUTE + timedelta(seconds=20), "22 minutes"),
        (59 * MINUTE + timedelta(seconds=40), "1 hour"),
        (65 * MINUTE, "1 hour and 5 minutes"),
        (DAY - timedelta(seconds=10), "1 day"),
        (26 * HOUR, "1 day and 2 hours"),
        (51 * HOUR + 59 * MINUTE, "2 days and 4 hours"),
        (30 * DAY, "30 days"),
    ],
)
def test_lengths(length: timedelta, words: str) -> None:
    assert render_length(length, "en") == words


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [(0.2, "0 ms"), (999.4, "999 ms"), (999.6, "1 s"), (2345, "2.3 s"), (61_000, "61 s")],
)
def test_response_times(milliseconds: float, words: str) -> None:
    assert render_ms(milliseconds, "en") == words


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "on Tuesday"),
        (6, "on Friday"),
        (7, "on 19 November"),
    ],
)
def test_on_which_day(before: int, words: str) -> None:
    assert render_on(ago(before * DAY), NOW, UTC_ZONE, "en", is_plain=True) == words


def test_a_cause_reads_as_its_explanation_is_headed() -> None:
    review = a_review(outage(2 * DAY, 22 * MINUTE, cause=Cause.CONNECT_REFUSED))
    line = render_incidents(review.incidents, review, "en")
    assert line.startswith(f"• <t:{int(ago(2 * DAY).timestamp())}:f>, down for 22 minutes: ")
    assert len(line) > 60
