"""The fused verdict in words: every text is there and used, ages stand in each line."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import bot.presentation
from bot.presentation.answers import render_answer, render_outcome, tone_of
from bot.presentation.custom_ids import Meaning, decode
from bot.presentation.details import render_details
from bot.presentation.fusing import render_reasons
from bot.presentation.rendered import Rendered, Tone
from bot.presentation.weights import BLAMES, MEANINGS
from bot.presentation.words import surface_texts
from bot.triage.fusing.facets import Ours, View
from bot.triage.fusing.rules import RULES
from bot.triage.verdict import State
from tests.scenarios.fusing.evidence import NOW, Combination, load_combinations

TEXTS = Path(bot.presentation.__file__).parent / "locales/en/fusing.ftl"
RULE_IDS = {rule.id for rule in RULES}
SMALL = {"fusing-from-here-and-elsewhere", "fusing-details-rule"}
LOOKED_AT = [one for one in load_combinations() if one.row["look"] != "private"]


def names() -> set[str]:
    return set(re.findall(r"^(fusing-[a-z-]+) =", TEXTS.read_text(encoding="utf-8"), re.MULTILINE))


def because() -> set[str]:
    known = {"known", "part", "front", "website", "always"}
    own = {f"probe-{word}" for word in {*Ours, *known} - {Ours.CUT_OFF}}
    members = {f"crowd-{word}" for word in ("trouble", "fine", "asking")}
    return {"own-network", *own, *(f"places-{view}" for view in View), *members}


def test_every_text_has_a_use_and_every_use_a_text() -> None:
    reasons = {f"fusing-because-{id_}" for id_ in because()}
    means = {f"fusing-means-{name}" for name in MEANINGS.values()}
    blames = {f"fusing-blame-{name}" for name in BLAMES.values()}
    named = reasons | means | blames | SMALL
    assert not [name for name in named if not surface_texts().has(name)]
    assert names() - named <= {f"fusing-{rule}" for rule in RULE_IDS}
    assert {*MEANINGS, *BLAMES} <= RULE_IDS


def test_where_others_decide_the_meaning_and_the_blame_say_so() -> None:
    changing = {rule.id for rule in RULES if rule.concludes.state and rule.ours != {Ours.CUT_OFF}}
    assert changing <= {*MEANINGS}
    assert not [rule for rule in changing if not surface_texts().has(f"fusing-{rule}")]


@pytest.mark.parametrize("combination", LOOKED_AT, ids=lambda one: one.name)
def test_each_line_says_how_old_it_is(combination: Combination) -> None:
    lines = list(render_reasons(combination.answer(), "en"))
    assert 1 <= len(lines) <= 3
    for line in lines:
        assert re.search(r"\(<t:\d+:R>\)|just now", line), line
        assert len(line) < 200


def render(name: str) -> Rendered:
    combination = next(one for one in load_combinations() if one.name == name)
    return render_answer(combination.answer(), "en")


def field(message: Rendered, heading: str) -> str:
    assert message.card is not None
    return next(one.value for one in message.card.fields if one.name == heading)


def test_by_the_word_of_their_page_it_is_down_and_everything_says_whose_word_it_is() -> None:
    message = render("it turns us away, their page reports an outage")
    assert "its own page reports an outage" in message.content
    assert "take the word of those who run it" in field(message, "What it means")
    assert "say themselves that something is broken" in field(message, "Whose fault is it?")
    assert "«Conversations fail»" in field(message, "What we saw")
    assert message.card is not None
    assert message.card.tone is Tone.BAD


def test_our_side_is_nobody_else_s_fault_and_we_say_try_it_yourself() -> None:
    message = render("it fails for us, works elsewhere")
    assert "our side" in message.content
    assert "Not yours" in field(message, "Whose fault is it?")
    assert field(message, "What you can do").startswith("1. Open")
    assert message.card is not None
    assert "asked other places" in message.card.footer


def test_what_is_up_where_somebody_has_trouble_is_no_green_card() -> None:
    for name, tone in (
        ("it works", Tone.GOOD),
        ("it works here and elsewhere", Tone.GOOD),
        ("it works, many members report trouble", Tone.WARNING),
        ("it works, their page reports an outage", Tone.WARNING),
    ):
        message = render(name)
        assert message.card is not None
        assert message.card.tone is tone


# What tells the readers that it is them. Nobody may say so where somebody else has trouble too.
NEAR_YOU = ("near you", "does another site open", "Yes. The page arrived whole")


@pytest.mark.parametrize("combination", LOOKED_AT, ids=lambda one: one.name)
def test_where_anybody_reports_trouble_we_don_t_look_for_it_at_the_reader_s(
    combination: Combination,
) -> None:
    answer = combination.answer()
    message = render_answer(answer, "en")
    assert message.card is not None
    if answer.fused.state is State.UP and answer.fused.is_disputed:
        told = "\n".join(one.value for one in message.card.fields[1:])
        assert not [words for words in NEAR_YOU if words in told]
        assert message.card.tone is not Tone.GOOD


def test_where_words_differ_the_card_is_neither_green_nor_red() -> None:
    for name, tone in (
        ("it fails, members are fine", Tone.WARNING),
        ("it turns us away, others don't reach it, their page says fine", Tone.WARNING),
        ("only its front can be asked", Tone.NEUTRAL),
        ("only its front can be asked, their page is fine", Tone.NEUTRAL),
        ("it works, many members ask", Tone.NEUTRAL),
        ("it works, planned work on something", Tone.GOOD),
    ):
        message = render(name)
        assert message.card is not None
        assert message.card.tone is tone, name


def test_where_it_works_for_members_we_neither_blame_the_site_nor_clear_the_reader() -> None:
    message = render("it is sure to fail, members are fine")
    assert "looks down" in message.content
    assert "you." not in message.content
    assert field(message, "Whose fault is it?").startswith("We can't tell.")
    assert field(message, "What you can do").startswith("1. Open the site in your own browser.")


def test_a_calm_page_is_not_called_late_where_it_looks_like_our_side() -> None:
    message = render("it fails for us, works elsewhere, one place lies")
    assert "Their own page says: all fine" in field(message, "What we saw")


def test_a_name_that_is_gone_in_an_outage_is_not_called_misspelt() -> None:
    message = render("the name does not exist, their page knows")
    assert message.card is not None
    told = "\n".join(one.value for one in message.card.fields)
    assert "spell" not in told
    assert "say themselves that something is broken" in told


def test_a_name_that_leads_into_a_private_network_is_refused_as_such() -> None:
    combination = next(one for one in load_combinations() if one.row["look"] == "private")
    assert "private network" in render_outcome(combination.answer(), "en").content


def test_the_meaning_button_explains_what_we_met_or_what_is_told() -> None:
    for name, state in (
        ("it fails for us, works elsewhere", State.UNKNOWN),
        ("it turns us away, their page reports an outage", State.BLOCKED),
        ("it fails", State.DOWN),
        ("the name does not exist, their page knows", State.NO_SUCH_SITE),
    ):
        presses = map(decode, (button.custom_id for button in render(name).buttons))
        meaning = next(press for press in presses if isinstance(press, Meaning))
        assert meaning.verdict.state is state


def test_details_keep_our_own_verdict_and_name_both_rules() -> None:
    combination = next(one for one in load_combinations() if one.name == "it fails, planned work")
    message = render_details(combination.answer(), "en", is_fresh=False)
    assert message.card is not None
    assert "Decided by rule nginx-502." in message.card.footer
    assert "Weighed by rule failing-planned." in message.card.footer
    assert message.card.title == "502 Bad Gateway"


def test_an_answer_is_weighed_anew_with_whatever_is_added() -> None:
    combination = next(one for one in load_combinations() if one.name == "it fails")
    answer = combination.answer()
    elsewhere = next(
        one for one in load_combinations() if one.name == "it fails here and elsewhere"
    )
    places = elsewhere.answer().places
    assert replace(answer, places=places).fused.rule == "failing-everywhere"
    late = replace(answer, places=places, looked_at=NOW - timedelta(minutes=6))
    assert late.fused.rule == "failing"
    assert tone_of(late) is Tone.BAD
