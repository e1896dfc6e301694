"""Buttons about incidents: only what we wrote is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.incident_ids import (
    IncidentButton,
    IncidentPress,
    decode_incident,
    encode_incident,
)
from bot.presentation.limits import CUSTOM_ID
from bot.watching.messages import Announcement
from tests.fakes.clock import START


@given(
    st.sampled_from(IncidentButton),
    st.integers(1, 36**12 - 1),
    st.integers(min_value=0, max_value=503),
)
def test_what_is_written_is_read_back(button: IncidentButton, number: int, edition: int) -> None:
    nonce = Announcement(
        id=number, guild_id=1, channel_id=1, version=1, since=START, edition=edition
    ).nonce
    written = encode_incident(button, nonce)
    assert len(written) <= CUSTOM_ID
    assert decode_incident(written) == IncidentPress(
        button=button, nonce=nonce, announcement_id=number
    )


@given(st.text(max_size=40))
def test_any_other_text_is_nothing(text: str) -> None:
    pressed = decode_incident(text)
    assert pressed is None or encode_incident(pressed.button, pressed.nonce) == text


@pytest.mark.parametrize(
    "text",
    [
        "i1:know:a0e0",
        "i1:know:a01e0",
        "i1:know:a1e0 ",
        "i1:know:a1e0\n",
        "i1:know:A1e0",
        "i1:steal:a1e0",
        "i1:know:a" + "z" * 13 + "e0",
        "i1:know:a\N{ARABIC-INDIC DIGIT ONE}e0",
        "i2:know:a1e0",
    ],
)
def test_near_misses_are_nothing(text: str) -> None:
    assert decode_incident(text) is None
