"""A board in every mood, and how it is made to fit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.presentation.boards import Mood, read_row, render_board
from bot.presentation.limits import DESCRIPTION, fit
from bot.presentation.rendered import Tone
from bot.probing.parsing import parse_target
from bot.watching.boards import BoardView
from bot.watching.condition import Condition, Phase
from bot.watching.maintenance import OnceWindow
from bot.watching.standings import Standing
from bot.watching.watch import Watch
from tests.fakes.clock import START

HOUR = timedelta(hours=1)
UP = Condition(standing=Phase.UP, since=START)
DOWN = Condition(standing=Phase.DOWN, since=START, is_told=True)
SLOW = replace(UP, slow_since=START)
UNSTABLE = replace(DOWN, unstable_since=START)
CLOSED = Condition(standing=Phase.MAINTENANCE, since=START)
WINDOW = OnceWindow(begins=START - HOUR, ends=START + HOUR)


def standing(
    name: str = "GitHub",
    condition: Condition | None = UP,
    *,
    is_paused: bool = False,
    is_retracted: bool = False,
    is_planned: bool = False,
) -> Standing:
    watch = Watch(
        id=1,
        guild_id=1,
        endpoint_id=1,
        target=parse_target("example.com"),
        channel_id=10,
        name=name,
        interval=timedelta(seconds=60),
        is_paused=is_paused,
    )
    return Standing(
        watch=watch,
        yardstick_id=1,
        condition=condition,
        is_retracted=is_retracted,
        windows=(WINDOW,) if is_planned else (),
    )


def view(*standings: Standing, is_blind: bool = False) -> BoardView:
    return BoardView(guild_id=1, standings=standings, now=START, is_blind=is_blind)


@pytest.mark.parametrize(
    ("one", "mood"),
    [
        (standing(), Mood.UP),
        (standing(condition=DOWN), Mood.DOWN),
        (standing(condition=UNSTABLE), Mood.UNSTABLE),
        (standing(condition=SLOW), Mood.SLOW),
        (standing(condition=CLOSED), Mood.MAINTENANCE),
        (standing(condition=None), Mood.NEW),
        (standing(condition=Condition()), Mood.NEW),
        (standing(condition=DOWN, is_retracted=True), Mood.FALSE_ALARM),
        (standing(is_retracted=True), Mood.UP),
        (standing(condition=DOWN, is_planned=True), Mood.PLANNED),
        (standing(condition=DOWN, is_paused=True), Mood.PAUSED),
    ],
)
def test_every_mood(one: Standing, mood: Mood) -> None:
    assert read_row(one, START).mood is mood
    assert render_board(view(one), "en").content


@pytest.mark.parametrize(
    ("standings", "says"),
    [
        ((), "Nothing is watched in this server yet.\nAn admin can begin with /watch add."),
        ((standing(),), "The one thing we watch here works."),
        ((standing(), standing("B")), "All 2 things we watch here work."),
        ((standing(), standing("B", DOWN)), "B is down. Watched here: 2."),
        (
            (standing("A", DOWN), standing("B", DOWN), standing("C")),
            "2 of the 3 things we watch here are down: A, B.",
        ),
        (
            (standing("A", DOWN), standing("B", UNSTABLE)),
            "2 of the 2 things we watch here are down or unstable: A, B.",
        ),
        (
            (standing("B", UNSTABLE),),
            "B is unstable: it keeps going down and coming back. Watched here: 1.",
        ),
        ((standing(), standing("B", SLOW)), "Nothing is down. Not all is as usual, though."),
        ((standing(is_paused=True),), "We look at nothing right now: everything here is paused."),
        ((standing(condition=None),), "We have only just begun to look."),
    ],
)
def test_the_first_line_carries_the_whole_message(
    standings: tuple[Standing, ...], says: str
) -> None:
    assert render_board(view(*standings), "en").content == says


def test_trouble_stands_first_and_says_since_when() -> None:
    card = render_board(view(standing("A"), standing("B", DOWN)), "en").card
    assert card is not None
    assert card.tone is Tone.BAD
    assert card.description.splitlines() == [
        f"🔴 **B** is down. It began <t:{int(START.timestamp())}:R>",
        "🟢 **A** works",
    ]


def test_blind_it_claims_nothing() -> None:
    board = render_board(view(standing("A", DOWN), is_blind=True), "en")
    assert "We can't tell right now" in board.content
    assert board.card is not None
    assert board.card.tone is Tone.NEUTRAL


def test_so_many_watches_are_cut_honestly_and_the_troubled_stay() -> None:
    name = "*" * 60
    many = [standing(f"{number} {name}") for number in range(99)]
    board = render_board(view(*many, standing("Last", DOWN)), "en")
    assert board.card is not None
    lines = board.card.description.splitlines()
    assert lines[0].startswith("🔴 **Last**")
    assert lines[-1] == f"And {100 - (len(lines) - 1)} more."
    assert len(board.card.description) <= DESCRIPTION
    assert fit(board) == board


def test_names_are_harmless() -> None:
    board = render_board(view(standing("@everyone [x](https://evil.example) <@1>", DOWN)), "en")
    text = board.without_card().content
    for dangerous in ("@everyone", "](", "<@1>"):
        assert dangerous not in text


def test_the_same_truth_is_the_same_message_at_any_time() -> None:
    now = view(standing("A", DOWN), standing("B"))
    later = replace(now, now=START + HOUR)
    assert render_board(now, "en") == render_board(later, "en")
