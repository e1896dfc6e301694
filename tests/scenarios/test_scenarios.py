"""Every row of the scenario table is judged as written, and every rule has a row."""

from collections import Counter

import pytest

from bot.probing.observation import Failure
from bot.triage import judge
from bot.triage.rules import RULES
from bot.triage.verdict import State
from tests.scenarios.scenario import Scenario, load_scenarios


@pytest.mark.parametrize("scenario", load_scenarios(), ids=lambda scenario: scenario.name)
def test_a_way_to_fail_is_judged_as_the_table_says(scenario: Scenario) -> None:
    verdict = judge(scenario.observation(), own_network=scenario.own_network)
    judged = {
        "rule": verdict.rule,
        "state": verdict.state,
        "hop": verdict.hop,
        "cause": verdict.cause,
        "confidence": verdict.confidence,
        "answered_by": verdict.answered_by,
    }
    assert judged == {key: scenario.row.get(key) for key in judged}


@pytest.mark.parametrize(
    "scenario", load_scenarios("healthy-pages.toml"), ids=lambda scenario: scenario.name
)
def test_a_page_that_works_is_never_called_down(scenario: Scenario) -> None:
    verdict = judge(scenario.observation())
    assert verdict.state in {State.UP, State.ANSWERING, State.SLOW}


def test_scenario_names_are_unique() -> None:
    names = Counter(scenario.name for scenario in load_scenarios())
    assert not [name for name, count in names.items() if count > 1]


def test_every_rule_has_a_scenario() -> None:
    shown = {scenario.rule for scenario in load_scenarios()}
    assert {rule.id for rule in RULES} == shown


def test_every_failure_has_a_scenario() -> None:
    shown = {scenario.row.get("failure") for scenario in load_scenarios()}
    assert {failure.value for failure in Failure} <= shown
