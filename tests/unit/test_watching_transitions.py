"""What the state machine believes and tells, step by step."""

from datetime import timedelta

import pytest

from bot.triage.verdict import Cause, Hop, State, Verdict
from bot.watching.condition import Change, Phase, Policy
from bot.watching.expectations import EXPECTED_SPEED
from bot.watching.transitions import advance, retract
from bot.watching.votes import Vote, vote_of
from tests.fakes.watched import START, Watched, verdict

OPENED, REOPENED, RESOLVED = Change.OPENED, Change.REOPENED, Change.RESOLVED
UPDATED, BEGAN, ENDED = Change.UPDATED, Change.UNSTABLE_BEGAN, Change.UNSTABLE_ENDED
SLOW_BEGAN, SLOW_ENDED = Change.SLOW_BEGAN, Change.SLOW_ENDED
WORK_BEGAN, WORK_ENDED = Change.MAINTENANCE_BEGAN, Change.MAINTENANCE_ENDED


def at(seconds: float) -> object:
    return START + timedelta(seconds=seconds)


@pytest.mark.parametrize("state", list(State))
def test_every_state_counts_as_something(state: State) -> None:
    one = Verdict(
        state=state, hop=Hop.NONE, cause=Cause.OK, confidence=verdict("u").confidence, rule="x"
    )
    assert vote_of(one) in Vote


@pytest.mark.parametrize("letter", ["s", "b", "?", "r"])
def test_neutral_states_neither_count_nor_interrupt(letter: str) -> None:
    site = Watched()
    assert site.look("u" + letter * 9) == []
    assert site.look(f"d{letter}d{letter}") == []
    assert site.look("d") == [OPENED]
    assert RESOLVED not in site.look(f"u{letter}{letter}{letter}")
    assert site.look("u") == [RESOLVED]


def test_slower_than_an_admin_asked_for_is_still_an_answer() -> None:
    assert vote_of(verdict("s", rule=EXPECTED_SPEED)) is Vote.SUCCESS


@pytest.mark.parametrize("failing", ["ddd", "nnn", "dnd"])
def test_three_failures_open_an_incident_that_began_with_the_first(failing: str) -> None:
    site = Watched()
    assert site.look("u" + failing) == [OPENED]
    assert site.told[0].at == at(10)
    assert site.condition.incident_since == at(10)
    assert site.condition.phase is Phase.DOWN


def test_a_success_between_starts_the_count_again() -> None:
    assert Watched().look("uddudduddadd") == []


@pytest.mark.parametrize("answers", ["uu", "aa", "ua"])
def test_two_successes_resolve_it_at_the_first_with_the_cause_it_had(answers: str) -> None:
    site = Watched()
    site.look("uddd")
    assert site.look("dud") == []
    assert site.look(answers) == [RESOLVED]
    assert site.told[-1].at == at(70)
    assert site.told[-1].cause is Cause.UPSTREAM_BAD_REPLY
    assert site.condition.phase is Phase.UP
    assert site.condition.cause is None


def test_one_good_look_makes_a_new_endpoint_up_and_says_nothing() -> None:
    site = Watched()
    assert site.condition.phase is Phase.NEW
    assert site.look("u") == []
    assert site.condition.phase is Phase.UP


def test_a_new_endpoint_that_is_down_is_told_after_three_looks() -> None:
    site = Watched()
    assert site.look("?dd") == []
    assert site.condition.phase is Phase.SUSPECT
    assert site.look("d") == [OPENED]


def test_after_a_restart_only_what_differs_from_before_is_told() -> None:
    site = Watched()
    site.look("uddd")
    site.wait(hours=5)
    assert site.look("ddd") == []
    site.wait(hours=5)
    assert site.look("uu") == [RESOLVED]
    site.wait(hours=5)
    assert site.look("uuu") == []


def test_looks_far_apart_are_not_in_a_row() -> None:
    site = Watched()
    site.look("udd")
    site.wait(minutes=11)
    assert site.look("dd") == []
    assert site.look("d") == [OPENED]
    assert site.told[0].at == at(30 + 11 * 60)


def test_a_relapse_within_ten_minutes_reopens_the_same_incident() -> None:
    site = Watched()
    site.look("udddu")
    site.look("u", every=590)
    assert site.look("ddd") == [REOPENED, BEGAN]
    assert site.condition.incident_since == at(10)
    assert site.condition.has_open_incident


def test_a_later_outage_is_a_new_incident() -> None:
    site = Watched()
    site.look("udddu")
    site.look("u", every=3700)
    assert site.look("ddd") == [OPENED]
    assert site.condition.incident_since == site.told[-1].at


def test_a_changed_cause_is_told_when_two_looks_in_a_row_agree() -> None:
    site = Watched()
    site.look("uddd")
    assert site.look("DdDdnDn") == []
    assert site.look("DD") == [UPDATED]
    assert (site.told[-1].cause, site.told[-1].at) == (Cause.CONNECT_REFUSED, at(110))
    assert site.look("DDDD") == []


@pytest.mark.parametrize(("letter", "cause"), [("s", Cause.SLOW), ("b", Cause.BOT_BLOCKED)])
def test_an_outage_that_turns_into_something_neutral_goes_on_and_says_so(
    letter: str, cause: Cause
) -> None:
    site = Watched()
    site.look("uddd")
    assert site.look(letter * 20) == [UPDATED]
    assert site.told[-1].cause is cause
    assert site.condition.phase is Phase.DOWN


def test_not_knowing_is_no_cause() -> None:
    site = Watched()
    site.look("uddd")
    assert site.look("?????rrrr") == []


def test_a_cause_seen_while_it_comes_back_is_not_told() -> None:
    site = Watched()
    site.look("uddd")
    assert site.look("sussssss") == []
    assert site.look("u") == [RESOLVED]
    assert site.condition.other is None


def test_planned_work_is_told_as_such_and_is_no_failure() -> None:
    site = Watched()
    assert site.look("umm") == []
    assert site.condition.phase is Phase.SUSPECT
    assert site.look("m") == [WORK_BEGAN]
    assert site.condition.phase is Phase.MAINTENANCE
    assert site.look("mmmmdm") == []
    assert site.look("uu") == [WORK_ENDED]
    assert [event.at for event in site.told] == [at(10), at(100)]


def test_planned_work_that_ends_in_an_outage_is_an_outage() -> None:
    site = Watched()
    site.look("ummm")
    assert site.look("ddd") == [WORK_ENDED, OPENED]


def test_a_success_during_planned_work_starts_the_count_of_failures_again() -> None:
    site = Watched()
    site.look("ummm")
    assert site.look("ddudd") == []


def test_a_maintenance_page_in_an_outage_changes_its_cause_and_ends_nothing() -> None:
    site = Watched()
    site.look("uddd")
    assert site.look("mmmmm") == [UPDATED]
    assert site.condition.has_open_incident
    assert site.look("umu") == []
    assert site.look("u") == [RESOLVED]


def test_failures_count_through_maintenance_pages() -> None:
    assert Watched().look("udmdmd") == [OPENED]


def test_three_flips_within_an_hour_are_unstable_and_then_quiet() -> None:
    site = Watched()
    assert site.look("udddu") == [OPENED]
    assert site.look("u", every=1200) == [RESOLVED]
    assert site.look("ddd") == [REOPENED, BEGAN]
    assert site.look("uudddDDuu") == [RESOLVED, REOPENED, UPDATED, RESOLVED]
    loud = [event.change for event in site.told if not event.is_quiet]
    assert loud == [OPENED, RESOLVED, BEGAN]
    assert site.condition.incident_since == at(10)


@pytest.mark.parametrize(("flips", "phase"), [("ddduu", Phase.UP), ("ddd", Phase.DOWN)])
def test_a_quiet_hour_ends_unstable_whichever_state_it_kept(flips: str, phase: Phase) -> None:
    site = Watched()
    site.look("uddduu" + flips)
    kept = "u" if phase is Phase.UP else "d"
    assert site.look(kept * 59, every=60) == []
    assert site.look("??" + kept * 2, every=60) == [ENDED]
    assert not site.told[-1].is_quiet
    assert site.condition.phase is phase
    assert site.condition.unstable_since is None


def test_after_unstable_ended_in_an_outage_its_end_is_told_aloud() -> None:
    site = Watched()
    site.look("uddduuddd")
    site.look("d" * 65, every=60)
    assert site.look("uu") == [RESOLVED]
    assert not site.told[-1].is_quiet


def test_unstable_does_not_end_while_a_change_waits_to_be_believed() -> None:
    site = Watched()
    site.look("uddduudddu")
    site.look("u")
    site.wait(minutes=59, seconds=30)
    assert site.look("ddd") == [REOPENED]


def test_flips_of_long_ago_do_not_make_it_unstable() -> None:
    site = Watched()
    for _ in range(5):
        assert site.look("uddd") == [OPENED]
        assert site.look("uu") == [RESOLVED]
        site.wait(hours=2)


def test_flips_by_maintenance_do_not_join_an_incident_of_long_ago() -> None:
    site = Watched()
    site.look("uddduu")
    site.wait(hours=9)
    site.look("mmmuu")
    assert site.look("ddd") == [OPENED, BEGAN]


def test_an_outage_inside_a_window_is_not_told() -> None:
    site = Watched()
    assert site.look("uddddddDDuu", window=True) == []
    assert site.look("uuu") == []
    assert site.condition.flips == ()


def test_an_outage_that_outlives_its_window_is_told_when_the_window_ends() -> None:
    site = Watched()
    assert site.look("uddd", window=True) == []
    assert site.look("??s") == []
    assert site.look("d") == [OPENED]
    assert site.told[0].at == at(10)


def test_planned_work_that_outlives_its_window_is_told_too() -> None:
    site = Watched()
    site.look("ummm", window=True)
    assert site.look("m") == [WORK_BEGAN]
    assert site.look("mm") == []


def test_unstable_waits_for_an_outage_that_a_window_keeps_back() -> None:
    site = Watched()
    site.look("uddduuddduu")
    site.look("ddd", window=True)
    assert site.look("d" * 70, window=True, every=60) == []
    assert site.look("d") == [REOPENED, ENDED]


def test_an_incident_told_before_a_window_is_resolved_inside_it() -> None:
    site = Watched()
    site.look("uddd")
    assert site.look("duu", window=True) == [RESOLVED]


def test_a_false_alarm_ends_quietly_and_is_never_reopened() -> None:
    site = Watched()
    site.look("uddd")
    site.condition = retract(site.condition)
    assert site.look("DDuu") == [UPDATED, RESOLVED]
    assert all(event.is_quiet for event in site.told[1:])
    assert site.look("ddd")[0] is OPENED


def test_a_resolved_incident_called_a_false_alarm_is_not_reopened() -> None:
    site = Watched()
    site.look("uddduu")
    site.condition = retract(site.condition)
    assert site.look("ddd")[0] is OPENED


def test_after_a_false_alarm_an_unstable_endpoint_is_told_of_aloud_again() -> None:
    site = Watched()
    site.look("uddduuddduuddd")
    assert site.condition.unstable_since is not None
    site.condition = retract(site.condition)
    site.look("uu")
    told = len(site.told)
    assert site.look("ddd") == [OPENED]
    assert not any(event.is_quiet for event in site.told[told:])


def test_work_that_comes_and_goes_is_no_unstable_outage_and_is_not_told_each_time() -> None:
    site = Watched()
    assert site.look("u" + "mmmuu" * 3) == [WORK_BEGAN, WORK_ENDED] * 3
    assert site.condition.unstable_since is None
    began = [event.is_quiet for event in site.told if event.change is WORK_BEGAN]
    assert began == [False, True, True]
    assert BEGAN in site.look("ddd")


def test_a_restless_time_is_one_incident_however_long_nothing_was_seen() -> None:
    site = Watched()
    site.look("uddduuddduu")
    assert site.condition.unstable_since is not None
    site.wait(hours=2)
    assert site.look("ddd") == [REOPENED]


def test_what_was_slow_and_goes_down_is_not_said_to_be_up_but_slow() -> None:
    site = Watched()
    site.look("uuuu", took_ms=9000, median_ms=100)
    assert site.condition.slow_since is not None
    assert site.look("ddd") == [SLOW_ENDED, OPENED]
    assert site.told[-2].cause is site.told[-1].cause
    assert site.look("uuuu", took_ms=9000, median_ms=100) == [RESOLVED, SLOW_BEGAN]


def test_rechecks_come_quickly_and_only_as_often_as_needed() -> None:
    site = Watched()
    waits = []
    for letter in "udddduduu":
        site.look(letter)
        waits.append(site.next_look())
    assert waits == [60, 2, 10, 60, 60, 10, 60, 10, 60]


def test_whoever_asks_for_a_short_interval_is_told_sooner() -> None:
    site = Watched()
    waits = []
    for letter in "udddduu":
        site.look(letter)
        waits.append(site.next_look(seconds=30))
    assert waits == [30, 1, 3, 30, 30, 3, 30]
    site.look("d")
    assert [site.next_look(seconds) for seconds in (59, 60, 600)] == [1, 2, 2]


def test_what_an_operator_chose_is_only_ever_made_shorter() -> None:
    quick = Watched(Policy(rechecks=(timedelta(seconds=0.1), timedelta(seconds=20))))
    quick.look("ud")
    assert quick.next_look(seconds=30) == 0.1
    quick.look("d")
    assert quick.next_look(seconds=30) == 3
    single = Watched(Policy(rechecks=(timedelta(seconds=5),), failures=5))
    single.look("uddd")
    assert single.next_look(seconds=30) == 1
    plain = Watched(Policy(rechecks=()))
    plain.look("ud")
    assert plain.next_look(seconds=30) == 30


def test_planned_work_is_confirmed_as_quickly_as_an_outage() -> None:
    site = Watched()
    site.look("um")
    assert site.next_look() == 2
    site.look("mmu")
    assert site.next_look() == 10


def test_a_site_that_keeps_us_out_is_not_pressed() -> None:
    site = Watched()
    site.look("udb")
    assert site.next_look() == 60
    site.look("d")
    assert site.next_look() == 10


def test_a_recheck_is_never_later_than_the_usual_look_and_may_be_left_out() -> None:
    site = Watched()
    site.look("udd")
    assert site.next_look(seconds=2) == 2
    plain = Watched(Policy(rechecks=()))
    plain.look("ud")
    assert plain.next_look() == 60


def test_more_failures_than_rechecks_repeat_the_last_one() -> None:
    site = Watched(Policy(failures=5))
    site.look("udddd")
    assert site.next_look() == 10


@pytest.mark.parametrize("letter", "uasb?r")
def test_a_healthy_endpoint_costs_nothing_to_remember(letter: str) -> None:
    site = Watched()
    site.look("u")
    before = site.condition
    site.look(letter * 5, took_ms=100, median_ms=90)
    assert site.condition is before


def test_a_steady_outage_costs_nothing_to_remember() -> None:
    site = Watched()
    site.look("uddd")
    before = site.condition
    site.look("ddd")
    assert site.condition is before


def test_a_clock_that_goes_back_a_little_is_read_as_standing_still() -> None:
    site = Watched()
    site.look("uddd")
    site.now = START - timedelta(minutes=5)
    assert site.look("u", every=0) == []
    assert site.look("u") == [RESOLVED]
    assert site.told[-1].at == at(30)


def test_a_clock_that_was_years_ahead_does_not_count_on_in_that_time() -> None:
    site = Watched()
    site.now = START + timedelta(days=5000)
    site.look("uddduuddd")
    assert site.condition.unstable_since
    site.now = START
    assert site.look("uddd") == []
    assert site.look("uu") == [RESOLVED]
    assert site.told[-1].at == at(40)
    assert site.look("u" * 70, every=60) == [ENDED]
    assert site.look("ddd") == [OPENED]
    assert site.condition.incident_since == at(60 + 70 * 60)


def test_an_incident_of_a_wrong_clocks_future_is_not_reopened_for_ever() -> None:
    site = Watched()
    site.now = START + timedelta(minutes=11)
    site.look("uddduu", every=0)
    site.now = START
    site.look("u")
    assert site.condition.since == site.condition.resolved_at == at(0)
    site.look("u" * 70, every=60)
    assert site.look("ddd") == [OPENED]


def test_advance_leaves_the_condition_it_was_given_alone() -> None:
    site = Watched()
    site.look("udd")
    before = site.condition
    after, events = advance(before, verdict("d"), site.now, site.policy)
    assert (before, bool(events)) == (site.condition, True)
    assert after != before
