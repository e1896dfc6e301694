"""The latest samples come back as they were."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.triage.verdict import Cause, State
from bot.watching.latest import KEPT, LatestSamples
from bot.watching.recording import Sample

samples = st.builds(
    Sample,
    endpoint_id=st.just(7),
    at=st.datetimes(datetime(1990, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 (Hypothesis's)
    state=st.sampled_from(State),
    cause=st.sampled_from(Cause),
    took_ms=st.none() | st.floats(0, 1e6),
)


@given(taken=st.lists(samples, max_size=3 * KEPT))
def test_the_latest_samples_come_back_as_they_were(taken: list[Sample]) -> None:
    latest = LatestSamples()
    for sample in taken:
        latest.add(sample)
    assert list(latest.all(7)) == taken[-KEPT:]
