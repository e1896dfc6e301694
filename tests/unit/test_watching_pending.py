"""What waits for Save waits a short time, for one person, and never without bounds."""

from bot.watching.pending import KEPT_SECONDS, Owner, Pending
from tests.fakes.clock import FakeClock

ALICE, BOB = Owner(1, 7), Owner(1, 8)


def test_a_thing_is_taken_once_by_its_owner() -> None:
    pending: Pending[str] = Pending(FakeClock())
    token = pending.keep(ALICE, "wish")
    assert pending.take(BOB, token) is None
    assert pending.take(Owner(2, 7), token) is None
    assert pending.take(ALICE, "x") is None
    assert pending.take(ALICE, token) == "wish"
    assert pending.take(ALICE, token) is None


def test_time_runs_out() -> None:
    clock = FakeClock()
    pending: Pending[str] = Pending(clock)
    token = pending.keep(ALICE, "wish")
    clock.advance(KEPT_SECONDS)
    assert pending.take(ALICE, token) is None
    assert len(pending) == 0


def test_what_could_not_be_used_can_be_put_back() -> None:
    pending: Pending[str] = Pending(FakeClock())
    token = pending.keep(ALICE, "wish")
    assert pending.take(ALICE, token) == "wish"
    pending.put_back(ALICE, token, "wish")
    assert pending.take(ALICE, token) == "wish"


def test_the_oldest_give_way() -> None:
    pending: Pending[int] = Pending(FakeClock(), most=4, most_each=2)
    tokens = [pending.keep(ALICE, number) for number in range(3)]
    assert pending.take(ALICE, tokens[0]) is None
    others = [pending.keep(Owner(2, user), user) for user in range(3)]
    assert len(pending) == 4
    assert pending.take(ALICE, tokens[1]) is None
    assert pending.take(ALICE, tokens[2]) == 2
    assert pending.take(Owner(2, 2), others[2]) == 2
