"""What is to be done next about an announcement follows from what it says and should say."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.watching.messages import (
    AGE_LIMIT,
    LONGEST_WAIT_SECONDS,
    NONCE_TRUST,
    Announcement,
    Priority,
    Step,
    next_step,
    priority_of,
    wait_before_retry,
)
from tests.fakes.clock import START

SOON, LATE = START + timedelta(minutes=1), START + AGE_LIMIT + timedelta(seconds=1)
MOMENTS_AGO = START - timedelta(seconds=1)
LONG_AGO = START - NONCE_TRUST


def announcement(**changes: object) -> Announcement:
    values: dict[str, object] = {
        "id": 1, "guild_id": 2, "channel_id": 3, "version": 1, "since": START, **changes
    }  # fmt: skip
    return Announcement(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ({}, Step.POST),
        ({"told_version": 1, "message_id": 5}, Step.NOTHING),
        ({"version": 2, "told_version": 1, "message_id": 5}, Step.EDIT),
        ({"version": 2, "told_version": 1, "message_id": 5, "attempts": 9}, Step.EDIT),
        ({"version": 2, "is_over": True}, Step.NOTHING),
        ({"attempts": 1}, Step.GATHER),
        ({"posting_since": MOMENTS_AGO}, Step.POST_AGAIN),
        ({"posting_since": LONG_AGO}, Step.FIND),
        ({"posting_since": MOMENTS_AGO, "is_over": True}, Step.POST_AGAIN),
        ({"is_summary": True, "is_over": True}, Step.POST),
        ({"edition": 1}, Step.POST),
        ({"edition": 1, "is_over": True}, Step.NOTHING),
        ({"edition": 3}, Step.NOTHING),
        ({"is_folded": True}, Step.NOTHING),
        ({"is_folded": True, "told_version": 1, "message_id": 5}, Step.NOTHING),
        ({"is_folded": True, "message_id": 5}, Step.EDIT),
        ({"is_folded": True, "posting_since": MOMENTS_AGO}, Step.FIND),
        ({"is_folded": True, "posting_since": MOMENTS_AGO, "attempts": 1}, Step.FIND),
        ({"is_folded": True, "attempts": 1, "is_over": True}, Step.NOTHING),
    ],
)
def test_the_next_step(changes: dict[str, object], step: Step) -> None:
    assert next_step(announcement(**changes), START) is step


def test_what_is_over_and_was_held_up_is_told_in_a_summary() -> None:
    held_up = announcement(is_over=True, attempts=1)
    assert next_step(held_up, SOON, is_gathered=True) is Step.SUMMARISE
    assert next_step(announcement(is_over=True), SOON) is Step.NOTHING
    assert next_step(announcement(is_over=True), LATE) is Step.SUMMARISE


def test_beginnings_and_ends_are_urgent() -> None:
    assert priority_of(announcement()) is Priority.URGENT
    assert priority_of(announcement(message_id=5, is_over=True)) is Priority.URGENT
    assert priority_of(announcement(message_id=5)) is Priority.ROUTINE


@given(number=st.integers(0, 2**63 - 1), edition=st.integers(0, 1000))
def test_a_nonce_fits_discord_and_belongs_to_one_message(number: int, edition: int) -> None:
    nonce = announcement(id=number, edition=edition).nonce
    assert len(nonce) <= 25
    same = announcement(id=number, edition=edition, attempts=3, version=9)
    assert same.nonce == nonce
    assert announcement(id=number, edition=edition + 1).nonce != nonce
    assert announcement(id=number + 1, edition=edition).nonce != nonce


@given(attempts=st.integers(0, 2000), number=st.integers(1, 10**9))
def test_waits_grow_and_have_an_end(attempts: int, number: int) -> None:
    wait = wait_before_retry(announcement(id=number, attempts=attempts)).total_seconds()
    assert 1 <= wait <= LONGEST_WAIT_SECONDS


def test_those_that_failed_together_do_not_come_back_together() -> None:
    waits = {wait_before_retry(announcement(id=number, attempts=5)) for number in range(500)}
    assert len(waits) > 200
