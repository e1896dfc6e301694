"""What people saw, drawn again: everything they could read, and nothing that acts."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.discord.things import Channel, ChannelType, Message, User
from sandbox.transcript import render_page, render_text

BUTTON = {"type": 2, "style": 1, "label": "Check again", "custom_id": "v1:again:s.github"}


@pytest.fixture
def message() -> Message:
    return Message(
        id=1,
        channel=Channel(id=2, type=ChannelType.TEXT),
        author=User(id=3, name="gatewise", is_bot=True),
        timestamp=datetime.now(UTC),
        content="`a.example` is **down**: <script>alert(1)</script>",
        embeds=[
            {
                "title": "502 Bad Gateway",
                "description": "story",
                "color": 0xCC3311,
                "fields": [{"name": "What it means", "value": "the waiter & the kitchen"}],
                "footer": {"text": "Fairly sure."},
            }
        ],
        components=[{"type": 1, "components": [BUTTON]}],
        flags=64,
    )


def test_a_terminal_shows_every_word_and_every_button(message: Message) -> None:
    shown = render_text(message)
    for piece in ("is down", "502 Bad Gateway", "the waiter & the kitchen", "[ Check again ]"):
        assert piece in shown
    assert "only you see this" in shown
    assert "**" not in shown


def test_a_page_shows_the_same_and_runs_nothing(message: Message) -> None:
    page = render_page("nginx <1>", [("/isitdown a.example", message)])
    for piece in ("<b>down</b>", "<code>a.example</code>", "#cc3311", "the waiter &amp; the"):
        assert piece in page
    assert "<script>" not in page
    assert "<title>nginx &lt;1&gt;</title>" in page
    assert "Only you can see this." in page


@pytest.mark.parametrize(
    ("age", "words"),
    [(20, r"\d\d seconds ago"), (90, "1 minute ago"), (330, "5 minutes ago"), (-90, "in 1 minute")],
)
def test_times_are_worded_as_discord_words_them(age: int, words: str, message: Message) -> None:
    moment = datetime.now(UTC) - timedelta(seconds=age)
    message.content = f"Looked <t:{round(moment.timestamp())}:R>."
    assert re.search(words, render_text(message))
