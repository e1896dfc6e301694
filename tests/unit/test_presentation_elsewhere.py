"""The view from other places in words: every picture and problem, hostile texts made safe."""

import re
from datetime import timedelta
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.elsewhere import Spent
from bot.asking.members import MembersWord
from bot.asking.reports import Experience
from bot.presentation.answers import render_outcome
from bot.presentation.custom_ids import Details, Key, key_of
from bot.presentation.elsewhere import (
    PROBLEMS,
    SIGHTS,
    VIEWS,
    render_not_for_others,
    render_sighting,
    render_spent,
    show_country,
)
from bot.presentation.elsewhere_ids import decode_elsewhere, encode_elsewhere
from bot.presentation.limits import CUSTOM_ID, fit
from bot.presentation.report_ids import ReportPress, decode_report, encode_report
from bot.presentation.reports import render_no_members, render_report
from bot.presentation.second_row import add_second_row
from bot.presentation.words import say, surface_texts
from bot.triage.fusing import View
from bot.triage.verdict import State
from bot.vantage.sighting import Problem, Sight, Sighting, Viewpoint, Vote
from tests.unit.test_asking_elsewhere import NOW, answer

UP, DOWN, BLOCKED, UNKNOWN = Sight
COUNTRIES = ("DE", "BR", "CA", "IN", "JP")


def seen(*sights: Sight, problem: Problem | None = None) -> Sighting:
    votes = tuple(
        Vote(viewpoint=Viewpoint(country=country, network="A Network"), sight=sight)
        for country, sight in zip(COUNTRIES, sights, strict=False)
    )
    return Sighting(at=NOW, votes=votes, asked=5, problem=problem)


def first_line(ours: State, *sights: Sight) -> str:
    return render_sighting(answer(state=ours), seen(*sights), "en").content.splitlines()[0]


@pytest.mark.parametrize(
    ("ours", "sights", "line"),
    [
        (
            State.DOWN,
            [DOWN, DOWN, DOWN, DOWN, UP],
            (
                "`site.example`: 4 of 5 other places see it down too: Germany, Brazil, Canada and"
                " India. Fine from Japan."
            ),
        ),
        (
            State.DOWN,
            [UP] * 5,
            (
                "`site.example`: no other place sees it down."
                " Fine from Germany, Brazil, Canada, India and Japan."
            ),
        ),
        (
            State.BLOCKED,
            [BLOCKED, BLOCKED, UP, UNKNOWN, DOWN],
            (
                "`site.example`: 1 of 5 other places sees it down: Japan. Fine from Canada."
                " It turned visitors like us away in Germany and Brazil. No word from India."
            ),
        ),
    ],
)
def test_the_first_line_says_it_all(ours: State, sights: list[Sight], line: str) -> None:
    assert first_line(ours, *sights) == line


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_leaves_our_answer_standing(problem: Problem) -> None:
    nothing = Sighting(at=NOW, problem=problem, retry_after=timedelta(minutes=20))
    message = render_sighting(answer(), nothing, "en")
    assert "Our own answer stands." in message.content
    assert "Try again in about 20 minutes." in message.content
    assert message.is_private


def test_everything_has_words() -> None:
    for texts, names in ((VIEWS, View), (PROBLEMS, Problem), (SIGHTS, Sight)):
        assert set(texts) == set(names)  # type: ignore[comparison-overlap]
    spent = render_spent(Spent(retry_after=timedelta(seconds=40)), "en")
    assert "40 seconds" in spent.content
    assert spent.is_private
    assert render_not_for_others("en").is_private


def test_countries_have_names_of_ours_and_codes_are_never_shown() -> None:
    assert show_country(Viewpoint(country="NL"), "en") == "the Netherlands"
    for country in ("", "XX", "ZZ"):
        assert show_country(Viewpoint(country=country), "en") == "somewhere else"
    codes = [f"{a}{b}" for a, b in product("abcdefghijklmnopqrstuvwxyz", repeat=2)]
    names = [say("en", f"country-{c}") for c in codes if surface_texts().has(f"country-{c}")]
    assert len(names) == len(set(names)) > 240
    assert all(re.fullmatch(r"[A-Za-zÅéôçü' -]+", name) for name in names)


def test_a_certificate_nobody_trusts_is_said_to_be_that() -> None:
    vote = Vote(viewpoint=Viewpoint(country="DE"), sight=DOWN, status=200)
    message = render_sighting(answer(), Sighting(at=NOW, votes=(vote,), asked=5), "en")
    assert message.card is not None
    assert "Germany: its security certificate can't be trusted" in message.card.fields[0].value


@given(network=st.text(max_size=300) | st.sampled_from(["@everyone", "<@1>", "[a](https://b.c)"]))
def test_a_network_s_name_can_do_nothing(network: str) -> None:
    vote = Vote(viewpoint=Viewpoint(country="DE", network=network), sight=DOWN)
    sighting = Sighting(at=NOW, votes=(vote, vote), asked=5)
    message = fit(render_sighting(answer(), sighting, "en"))
    assert message.card is not None
    shown = message.card.fields[0].value.replace(f"<t:{int(NOW.timestamp())}:R>", "")
    assert not re.search(r"(?<!\\)[<`*_~|#\[\]@](?!\u200b)", shown.replace("•", ""))
    assert "://" not in shown
    assert len(shown.splitlines()) == 3


@pytest.mark.parametrize("ours", State)
def test_every_mix_of_votes_fits(ours: State) -> None:
    for sights in combinations_with_replacement(Sight, 5):
        message = render_sighting(answer(state=ours), seen(*sights), "en")
        assert fit(message) == message
        assert len(message.content.splitlines()) == 2


def key_strategy() -> st.SearchStrategy[Key]:
    return st.text(max_size=200).map(lambda path: key_of(f"https://site.example/{path}"))


@given(moment=st.integers(0, 10**15 - 1), key=key_strategy())
def test_the_button_s_id_comes_back(moment: int, key: Key) -> None:
    custom_id = encode_elsewhere(Details(moment, key))
    assert len(custom_id) <= CUSTOM_ID
    assert decode_elsewhere(custom_id) == Details(moment, key)


@given(experience=st.sampled_from(Experience), key=key_strategy())
def test_a_report_s_id_comes_back(experience: Experience, key: Key) -> None:
    custom_id = encode_report(ReportPress(experience, key))
    assert len(custom_id) <= CUSTOM_ID
    assert decode_report(custom_id) == ReportPress(experience, key)


@given(text=st.text() | st.from_regex(r"[pm]1:[a-z0-9]{0,5}:[a-z]\.[ -~]{0,120}", fullmatch=True))
def test_other_texts_are_no_ids(text: str) -> None:
    look, report = decode_elsewhere(text), decode_report(text)
    assert look is None or encode_elsewhere(look) == text
    assert report is None or encode_report(report) == text


FEW = MembersWord(trouble=2, fine=4, latest=NOW)


def labels(word: MembersWord | None, *, has_places: bool) -> list[tuple[str, int | None]]:
    asked = answer()
    message = add_second_row(
        render_outcome(asked, "en"), asked, "en", word=word, has_places=has_places
    )
    return [(button.label, button.row) for button in message.buttons]


def test_at_most_two_rows() -> None:
    first = [("Check again", None), ("What does this mean?", None), ("Details", None)]
    reports = [("Same here", 1), ("Works for me", 1), ("Slow", 1)]
    places = "Check from other places"
    assert labels(None, has_places=False) == first
    assert labels(None, has_places=True) == [*first, (places, None)]
    assert labels(FEW, has_places=False) == [*first, *reports]
    assert labels(FEW, has_places=True) == [*first, *reports, (places, 1)]


@pytest.mark.parametrize(
    ("ours", "sights", "means"),
    [
        (State.DOWN, [DOWN] * 5, "looks down for most people"),
        (State.DOWN, [UP] * 5, "it looks like our side"),
        (State.DOWN, [UP, UP, DOWN, DOWN], "work in some parts of the world"),
        (State.BLOCKED, [BLOCKED] * 5, "turns programs like ours away"),
        (State.BLOCKED, [UP] * 5, "only turns us away"),
        (State.BLOCKED, [DOWN] * 5, "most other places see it down"),
        (State.ANSWERING, [UP] * 5, "just this page"),
        (State.UP, [DOWN] * 5, "most other places see it down"),
        (State.UP, [UP] * 5, "It answers us and others too"),
        (State.MAINTENANCE, [DOWN] * 5, "it is most likely not just you"),
        (State.DOWN, [UNKNOWN] * 5, "too little to tell"),
    ],
)
def test_the_second_line_is_what_all_evidence_means(
    ours: State, sights: list[Sight], means: str
) -> None:
    message = render_sighting(answer(state=ours), seen(*sights), "en")
    assert means in message.content.splitlines()[1]


@pytest.mark.parametrize("experience", Experience)
def test_thanks_count_members_and_name_nobody(experience: Experience) -> None:
    for count, words in ((0, "No member here"), (1, "1 member here"), (7, "7 members here")):
        message = render_report(experience, MembersWord(trouble=count), "en", is_new=True)
        assert message.content.startswith("Thank you.")
        assert words in message.content
        assert message.is_private
    assert render_no_members("en").is_private
