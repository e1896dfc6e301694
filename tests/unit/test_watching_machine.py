"""Whatever the order of verdicts: nothing is told twice, missed or made up."""

import json
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.watching.certificates import REMEMBERED
from bot.watching.condition import Change, Event, Phase, Policy
from bot.watching.records import from_record, to_record
from bot.watching.transitions import retract
from bot.watching.votes import Vote, vote_of
from tests.fakes.watched import LETTERS, START, Watched, verdict

LIFE = {
    *(Change.OPENED, Change.REOPENED, Change.UPDATED, Change.RESOLVED),
    *(Change.UNSTABLE_BEGAN, Change.UNSTABLE_ENDED),
    *(Change.MAINTENANCE_BEGAN, Change.MAINTENANCE_ENDED),
}
OPENINGS = {Change.OPENED, Change.REOPENED}
HEARD = {*OPENINGS, Change.RESOLVED, Change.UNSTABLE_BEGAN}
PAIRS = [
    (OPENINGS, Change.RESOLVED),
    ({Change.UNSTABLE_BEGAN}, Change.UNSTABLE_ENDED),
    ({Change.MAINTENANCE_BEGAN}, Change.MAINTENANCE_ENDED),
    ({Change.SLOW_BEGAN}, Change.SLOW_ENDED),
]
LAPSE = Policy().lapse
letters = st.sampled_from("uuuuadddddDnmmsb?r")
waits = st.sampled_from([1.0, 2.0, 10.0, 60.0, 300.0, 599.0, 601.0, 1800.0, 4000.0])


class Watching(RuleBasedStateMachine):
    """Looks in any order at any pace, in and out of windows, held against what was told."""

    def __init__(self) -> None:
        super().__init__()
        self.site = Watched()
        self.in_window = False
        self.votes: list[tuple[Vote, datetime]] = []
        self.is_open = False
        self.heard: list[Change] = []  # what channels hear of outages, false alarms included
        self.was_calmed = False  # a false alarm ended a restless time without an event

    @rule(letter=letters, wait=waits, took_ms=st.sampled_from([None, 90.0, 5000.0]))
    def look(self, letter: str, wait: float, took_ms: float | None) -> None:
        vote, now = vote_of(verdict(letter)), self.site.now
        if vote is not Vote.NEUTRAL:
            self.votes.append((vote, now))
        before = len(self.site.told)
        self.site.look(
            letter,
            every=wait,
            window=self.in_window,
            took_ms=took_ms,
            median_ms=100.0,
            ends_at=START + timedelta(days=16),
        )
        for event in self.site.told[before:]:
            self.check(event, vote)
            if not event.is_quiet and event.change in HEARD:
                self.heard.append(event.change)

    @rule(letter=st.sampled_from("udm"), wait=waits, count=st.integers(2, 6))
    def look_in_a_row(self, letter: str, wait: float, count: int) -> None:
        for _ in range(count):
            self.look(letter, wait, 90.0)

    @rule()
    def window_begins_or_ends(self) -> None:
        self.in_window = not self.in_window

    @rule()
    def restart(self) -> None:
        stored = json.dumps(to_record(self.site.condition))
        self.site.condition = from_record(json.loads(stored))

    @precondition(lambda self: self.is_open)
    @rule()
    def call_it_a_false_alarm(self) -> None:
        self.was_calmed |= self.site.condition.unstable_since is not None
        self.site.condition = retract(self.site.condition)
        self.heard.append(Change.RESOLVED)

    def check(self, event: Event, vote: Vote) -> None:
        """Hold one event against the looks that went before it."""
        if event.change in OPENINGS:
            assert not self.is_open
            assert not self.in_window
            assert vote is Vote.FAILURE
            assert self.failures_since(event.at) >= 3
            self.is_open = True
        elif event.change is Change.RESOLVED:
            assert self.is_open
            assert [one for one, _ in self.votes[-2:]] == [Vote.SUCCESS] * 2
            assert event.at == self.votes[-2][1]
            self.is_open = False
        elif event.change is Change.UPDATED:
            assert self.is_open
        elif event.change is Change.MAINTENANCE_BEGAN:
            assert vote is Vote.WORK
        elif event.change in {Change.SLOW_BEGAN, Change.CERTIFICATE_EXPIRING}:
            assert not self.in_window

    def failures_since(self, begins: datetime) -> int:
        """Count the failures since an outage began; nothing may have ended it in the meantime."""
        since = [(vote, at) for vote, at in self.votes if at >= begins]
        assert since[0][0] is Vote.FAILURE
        for (one, before), (two, after) in pairwise(since):
            assert not (one is two is Vote.SUCCESS and after - before <= LAPSE)
        return sum(vote is Vote.FAILURE for vote, _ in since)

    def in_a_row(self, vote: Vote, count: int) -> bool:
        latest = self.votes[-count:]
        close = all(after - before <= LAPSE for (_, before), (_, after) in pairwise(latest))
        return len(latest) == count and close and {one for one, _ in latest} == {vote}

    @invariant()
    def no_recovery_is_missed(self) -> None:
        if self.in_a_row(Vote.SUCCESS, 2):
            assert not self.is_open
            assert self.site.condition.standing is Phase.UP

    @invariant()
    def no_outage_is_missed(self) -> None:
        if self.in_a_row(Vote.FAILURE, 3):
            assert self.site.condition.standing is Phase.DOWN

    @invariant()
    def condition_and_events_agree(self) -> None:
        assert self.site.condition.has_open_incident == self.is_open
        assert not (self.is_open and self.site.condition.resolved_at)
        assert (self.site.condition.phase is Phase.NEW) <= (not self.votes)

    @invariant()
    def nothing_grows(self) -> None:
        condition = self.site.condition
        assert len(condition.flips) <= self.site.policy.flips
        assert len(condition.certificates) <= REMEMBERED

    @invariant()
    def what_is_stored_is_small_and_comes_back(self) -> None:
        stored = json.dumps(to_record(self.site.condition))
        assert len(stored) < 1500
        assert from_record(json.loads(stored)) == self.site.condition

    @invariant()
    def rechecks_are_sooner_and_never_at_once(self) -> None:
        assert 2 <= self.site.next_look() <= 60
        assert 1 <= self.site.next_look(seconds=30) <= min(30, self.site.next_look())

    @invariant()
    def times_of_what_is_told_never_go_back(self) -> None:
        times = [event.at for event in self.site.told if event.change in LIFE]
        assert times == sorted(times)

    def teardown(self) -> None:
        for begins, ends in PAIRS:
            if self.was_calmed and ends is Change.UNSTABLE_ENDED:
                continue
            told = [one.change for one in self.site.told if one.change in {*begins, ends}]
            assert all(change in begins for change in told[::2])
            assert all(change is ends for change in told[1::2])
        for before, after in pairwise(self.heard):
            assert not (before in OPENINGS and after in OPENINGS)


TestWatching = Watching.TestCase
TestWatching.settings = settings(max_examples=250, stateful_step_count=60, deadline=None)


def life(sequence: str, dropped: str = "", changes: set[Change] = LIFE) -> list[Event]:
    site = Watched()
    for letter in sequence:
        if letter in dropped:
            site.wait(seconds=10)
        else:
            site.look(letter)
    return [event for event in site.told if event.change in changes]


@given(st.text("uuuddddDm?r", max_size=120))
def test_a_verdict_that_can_not_tell_might_as_well_not_be_there(sequence: str) -> None:
    assert life(sequence) == life(sequence, dropped="?r")


@given(st.text("uuudddnmsb", max_size=120))
def test_slow_and_blocked_looks_never_begin_or_end_an_incident(sequence: str) -> None:
    changes = {Change.OPENED, Change.REOPENED, Change.RESOLVED, Change.MAINTENANCE_BEGAN}

    def times(events: list[Event]) -> list[tuple[Change, datetime]]:
        return [(event.change, event.at) for event in events]

    with_them = life(sequence, changes=changes)
    assert times(with_them) == times(life(sequence, dropped="sb", changes=changes))


@given(st.text("".join(LETTERS), max_size=60), st.integers(0, 60))
def test_a_restart_between_two_looks_changes_nothing(sequence: str, place: int) -> None:
    whole, halved = Watched(), Watched()
    whole.look(sequence)
    halved.look(sequence[:place])
    halved.condition = from_record(to_record(halved.condition))
    halved.look(sequence[place:])
    assert (whole.condition, whole.told) == (halved.condition, halved.told)


@given(st.text("".join(LETTERS), max_size=80))
def test_an_endpoint_that_is_always_in_a_window_is_never_talked_about(sequence: str) -> None:
    site = Watched()
    assert site.look(sequence, window=True) == []


@given(st.text("".join(LETTERS), max_size=80))
def test_three_failures_and_two_successes_always_bring_it_to_up(sequence: str) -> None:
    site = Watched()
    site.look(sequence)
    site.look("ddd")
    assert site.condition.has_open_incident
    site.look("uu")
    assert site.condition.phase is Phase.UP
    assert site.told[-1].change is Change.RESOLVED
