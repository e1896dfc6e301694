"""Ids of a history's buttons: written one way, read strictly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.history_ids import (
    Export,
    HistoryPress,
    Show,
    Turn,
    TurnAll,
    View,
    decode,
    encode,
)

watches = st.integers(1, 10**18 - 1)
days = st.integers(1, 365)
pages = st.integers(0, 99_999)
presses = st.one_of(
    st.builds(Show, watches),
    st.builds(Turn, watches, days, st.sampled_from(View), pages),
    st.builds(TurnAll, days, pages),
    st.builds(Export, watches, days),
)


@given(presses)
def test_what_is_written_is_read(press: HistoryPress) -> None:
    assert decode(encode(press)) == press
    assert len(encode(press)) <= 100


@given(st.text(st.sampled_from("h1:showturnalexpdp0123456789-+_ ٣"), max_size=40))
def test_only_what_could_be_written_is_read(text: str) -> None:
    press = decode(text)
    assert press is None or encode(press) == text


@pytest.mark.parametrize(
    "text",
    [
        "h2:show:1",
        "h1:show:0",
        "h1:show:01",
        "h1:show:-1",
        "h1:show:1 ",
        "h1:show:٣",
        "h1:show:1:2",
        "h1:show:" + "9" * 19,
        "h1:turn:1:30:x:0",
        "h1:turn:1:0:d:0",
        "h1:turn:1:366:d:0",
        "h1:turn:1:30:d:100000",
        "h1:all:30",
        "h1:export:1",
        "h1:",
        "",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert decode(text) is None
