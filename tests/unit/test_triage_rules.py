"""The rule book itself: ids, comments, order, and promises no rule may break."""

from collections import Counter

import pytest

from bot.triage.fingerprints import load_fingerprints
from bot.triage.rule import Rule
from bot.triage.rules import RULES
from bot.triage.verdict import Cause, Confidence, Hop, State


def test_ids_are_unique() -> None:
    ids = Counter(rule.id for rule in RULES)
    assert not [id_ for id_, count in ids.items() if count > 1]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_why(rule: Rule) -> None:
    assert rule.comment.endswith(".")
    assert len(rule.comment) > len("It is so.")


def test_rules_name_only_signs_and_products_that_exist() -> None:
    known = load_fingerprints()
    assert {sign for rule in RULES for sign in rule.signs} <= {sign.id for sign in known.signs}
    assert {name for rule in RULES for name in rule.authors} <= set(known.products)


def test_every_page_is_used_by_a_rule_or_names_its_author() -> None:
    used = {sign for rule in RULES for sign in rule.signs}
    assert not {sign.id for sign in load_fingerprints().signs if not sign.product} - used


def test_blocked_is_never_the_origins_fault_and_up_is_nobodys() -> None:
    for rule in RULES:
        if rule.outcome.state is State.BLOCKED:
            assert rule.outcome.hop is not Hop.ORIGIN, rule.id
        if rule.outcome.state is State.UP:
            assert rule.outcome.hop in {Hop.NONE, Hop.UNKNOWN}, rule.id


def test_an_unknown_hop_or_cause_is_never_sure_of_an_outage() -> None:
    for rule in RULES:
        if rule.outcome.state is State.DOWN and Hop.UNKNOWN is rule.outcome.hop:
            assert rule.outcome.confidence is not Confidence.HIGH, rule.id
        if rule.outcome.cause is Cause.UNKNOWN:
            assert rule.outcome.confidence is Confidence.LOW, rule.id


def test_the_last_rule_takes_everything() -> None:
    last = RULES[-1]
    assert last.statuses is None
    assert not last.failures | last.signs | last.authors | last.codes | last.errors
    assert last.test is None
