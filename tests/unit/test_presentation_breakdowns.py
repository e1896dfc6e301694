"""Admins read why a channel hears nothing and what to do about it."""

from datetime import UTC, datetime

import pytest

from bot.presentation.breakdowns import render_breakdown
from bot.watching.delivery import Suspension

CODES = (10003, 10004, 50001, 50013, 50008, 40058, 50024, 50083, 160005, 0)


def broken(code: int) -> Suspension:
    since = datetime(2026, 11, 27, tzinfo=UTC)
    return Suspension(guild_id=1, channel_id=10, code=code, since=since)


@pytest.mark.parametrize("code", CODES)
def test_every_reason_has_its_words(code: int) -> None:
    first, mending, meanwhile = render_breakdown(broken(code), "en").content.splitlines()
    assert "outages" in first
    assert mending.startswith("To change that")
    assert "once" in meanwhile
    assert not {"{", "}"} & set(first + mending + meanwhile)


def test_the_channel_is_named_where_there_is_one() -> None:
    assert "<#10>" in render_breakdown(broken(50013), "en").content
    assert "<#10>" not in render_breakdown(broken(10003), "en").content


def test_an_owner_reads_which_server_it_is_about_and_nothing_it_could_do_harm_with() -> None:
    content = render_breakdown(broken(50013), "en", server="@everyone <#5>").content
    assert "server" in content.splitlines()[1]
    assert "@everyone" not in content
    assert "<#5>" not in content
