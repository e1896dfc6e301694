"""How soon a page told of the last outages: the measure and the sum."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.candour import COUNTED, FEWEST, KEPT, Candours, Lag, sum_up
from tests.fakes.clock import START

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
NEVER = None


def lag(minutes: float | None, *, day: int = 0, unsure: float = 1.5, service: str = "shop") -> Lag:
    """Return the lag of an outage that was told of after so many minutes."""
    began_at = START + day * DAY
    if minutes is None:
        return Lag(
            service_id=service,
            began_at=began_at,
            admitted_at=None,
            quiet_at=began_at + 59 * MINUTE,
            over_at=began_at + 60 * MINUTE,
        )
    return Lag(
        service_id=service,
        began_at=began_at,
        admitted_at=began_at + minutes * MINUTE,
        quiet_at=began_at + max(0.0, minutes - unsure) * MINUTE,
    )


def lags(*minutes: float | None) -> list[Lag]:
    return [lag(one, day=day) for day, one in enumerate(minutes)]


@pytest.mark.parametrize("few", [(), (14,), (14, 14), (NEVER, NEVER)])
def test_a_few_outages_say_nothing(few: tuple[float | None, ...]) -> None:
    assert sum_up(lags(*few)) is None


@pytest.mark.parametrize(
    ("minutes", "delay", "silent"),
    [
        ((10, 14, 30), 14, 0),
        ((0, 0, 0), 0, 0),
        ((10, 20, 30, 40), 25, 0),
        ((10, 20, NEVER), 20, 1),
        ((10, 20, NEVER, NEVER), None, 2),
        ((1, 2, 3, NEVER, NEVER), 3, 2),
        ((1, 2, NEVER, NEVER, NEVER), None, 3),
        ((NEVER, NEVER, NEVER), None, 3),
        ((600, 600, 1, 2, 3, 4, 5), 3, 0),
        ((NEVER, NEVER, 1, 2, 3, 4, 5), 3, 0),
    ],
)
def test_the_middle_of_the_last_five_and_silence_is_later_than_anything(
    minutes: tuple[float | None, ...], delay: float | None, silent: int
) -> None:
    found = sum_up(lags(*minutes))
    assert found is not None
    assert found.delay == (None if delay is None else delay * MINUTE)
    assert (found.silent, found.counted) == (silent, min(COUNTED, len(minutes)))


def test_the_sum_is_as_sure_as_the_least_sure_of_them() -> None:
    found = sum_up([lag(9, unsure=1), lag(9, day=1, unsure=4), lag(None, day=2)])
    assert found is not None
    assert found.unsure == 4 * MINUTE


any_lags = st.lists(
    st.none() | st.floats(0, 360).map(lambda one: round(one, 3)), min_size=0, max_size=12
)


@given(any_lags, st.randoms())
def test_the_order_in_which_lags_come_does_not_matter(
    minutes: list[float | None], random: object
) -> None:
    some = lags(*minutes)
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sum_up(some) == sum_up(shuffled)


@given(any_lags)
def test_what_is_said_lies_within_what_was_seen(minutes: list[float | None]) -> None:
    found, latest = sum_up(lags(*minutes)), minutes[-COUNTED:]
    if len(minutes) < FEWEST:
        assert found is None
        return
    assert found is not None
    told = [one for one in latest if one is not None]
    assert found.silent == len(latest) - len(told)
    if found.delay is None:
        assert 2 * found.silent >= found.counted
    else:
        assert min(told) * MINUTE <= found.delay <= max(told) * MINUTE
        assert 2 * found.silent <= found.counted


@given(any_lags, st.floats(0, 360))
def test_a_later_page_never_looks_sooner(minutes: list[float | None], more: float) -> None:
    before = sum_up(lags(*minutes))
    after = sum_up(lags(*(None if one is None else one + round(more, 3) for one in minutes)))
    if before is None or after is None or before.delay is None or after.delay is None:
        assert (before and before.delay) == (after and after.delay)
    else:
        assert after.delay >= before.delay


def test_services_are_told_apart() -> None:
    known = Candours([*lags(1, 2, 3), *(lag(9, day=day, service="bank") for day in range(3))])
    shop, bank = known.of("shop"), known.of("bank")
    assert shop is not None
    assert bank is not None
    assert (shop.delay, bank.delay) == (2 * MINUTE, 9 * MINUTE)
    assert known.of("nobody") is None


def test_one_outage_is_learnt_once_and_can_be_withdrawn() -> None:
    known = Candours(lags(1, 2, 3))
    known.learn([lag(60)])
    assert sorted(one.delay for one in known if one.delay) == [MINUTE, 2 * MINUTE, 3 * MINUTE]
    known.withdraw(lag(1))
    assert known.of("shop") is None
    known.withdraw(lag(1, service="nobody"))


def test_memory_is_bounded() -> None:
    known = Candours(lags(*range(50)))
    assert len(tuple(known)) == KEPT
