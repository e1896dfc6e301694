"""Every combination of evidence is fused as written; every rule and every quarrel has a row."""

from collections import Counter
from itertools import combinations, product

import pytest

from bot.presentation.answers import render_outcome
from bot.presentation.limits import fit
from bot.triage.fusing.facets import read_facets
from bot.triage.fusing.reasons import Side, Voice, hear
from bot.triage.fusing.rules import RULES
from bot.triage.fusing.values import Source
from tests.scenarios.fusing.evidence import Combination, load_combinations
from tests.scenarios.fusing.table import TABLE, render_table

# What each source can say at all.
SIDES = {
    Source.PROBE: (Side.FINE, Side.TROUBLE, Side.PLANNED),
    Source.PLACES: (Side.FINE, Side.TROUBLE, Side.SPLIT),
    Source.OFFICIAL: (Side.FINE, Side.TROUBLE, Side.PLANNED),
    Source.MEMBERS: (Side.FINE, Side.TROUBLE),
}
Quarrel = frozenset[tuple[Source, Side]]


def voices_of(combination: Combination) -> tuple[Voice, ...]:
    gathered = combination.answer().gathered
    return hear(gathered, read_facets(gathered))


def quarrels_in(combination: Combination) -> set[Quarrel]:
    said = [(voice.reason.source, voice.side) for voice in voices_of(combination)]
    taken = [(source, side) for source, side in said if side is not Side.NOTHING]
    return {frozenset(pair) for pair in combinations(taken, 2) if pair[0][1] is not pair[1][1]}


@pytest.mark.parametrize("combination", load_combinations(), ids=lambda one: one.name)
def test_evidence_is_fused_as_the_table_says(combination: Combination) -> None:
    fused = combination.answer().fused
    told = {key: getattr(fused, key) for key in ("state", "hop", "confidence", "rule", "told_by")}
    assert told == combination.row["fused"]
    assert [reason.id for reason in fused.reasons] == combination.row["shows"]


@pytest.mark.parametrize("combination", load_combinations(), ids=lambda one: one.name)
def test_the_sentence_shown_is_the_one_that_was_read(combination: Combination) -> None:
    message = render_outcome(combination.answer(), "en")
    assert message.content == combination.row["says"]
    assert fit(message) == message


def test_names_are_unique_and_there_are_many() -> None:
    names = Counter(one.name for one in load_combinations())
    assert not [name for name, count in names.items() if count > 1]
    assert len(names) >= 40


def test_every_rule_has_a_row() -> None:
    assert {rule.id for rule in RULES} == {one.row["fused"]["rule"] for one in load_combinations()}


def test_rules_are_unique_and_say_why() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.comment.endswith(".") for rule in RULES)


def test_every_pair_that_can_disagree_has_a_row() -> None:
    wanted = {
        frozenset({(one, its), (other, others)})
        for one, other in combinations(SIDES, 2)
        for its, others in product(SIDES[one], SIDES[other])
        if its is not others
    }
    shown = set().union(*map(quarrels_in, load_combinations()))
    missing = [sorted(f"{source} {side}" for source, side in pair) for pair in wanted - shown]
    assert not sorted(missing)


def test_the_table_for_readers_is_up_to_date() -> None:
    assert TABLE.read_text(encoding="utf-8") == render_table(), (
        "docs/evidence.md is old: python -m tests.scenarios.fusing.table"
    )
