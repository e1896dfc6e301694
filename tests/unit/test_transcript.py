"""What people saw, drawn again: everything they could read, and nothing that acts."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.discord.things import (
    Attachment,
    Channel,
    ChannelType,
    Guild,
    Member,
    Message,
    Role,
    User,
)
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


def test_menus_show_what_is_chosen_and_pictures_what_they_say(message: Message) -> None:
    guild = Guild(id=9, name="x", owner_id=3, joined_at=datetime.now(UTC))
    guild.channels[5] = Channel(id=5, type=ChannelType.TEXT, name="status", guild=guild)
    guild.roles[6] = Role(id=6, name="on call", permissions=0)
    message.channel.guild = guild
    options = [{"label": "English", "value": "en", "default": True}]
    menus = [
        {"type": 3, "custom_id": "a", "options": options},
        {"type": 8, "custom_id": "b", "default_values": [{"id": "5", "type": "channel"}]},
        {"type": 6, "custom_id": "c", "default_values": [{"id": "6", "type": "role"}]},
        {"type": 6, "custom_id": "d", "default_values": [{"id": "7", "type": "role"}]},
        {"type": 6, "custom_id": "e", "placeholder": "Who?"},
        {"type": 6, "custom_id": "f"},
    ]
    message.components = [{"type": 1, "components": [menu]} for menu in menus]
    message.embeds = [{"title": "Uptime", "image": {"url": "attachment://a.png"}}]
    for number, name in enumerate(("a.png", "b.png", "c.csv")):
        file = Attachment(id=number, filename=name, content=b"x", content_type="", description=name)
        message.attachments.append(file)
    page, text = render_page("x", [("", message)]), render_text(message)
    for shown in ("English", "#status", "@on call", "7", "Who?", "Make a selection"):
        assert f'<span class="menu">{shown}</span>' in page
        assert f"[ {shown} v ]" in text
    assert page.count("<img ") == 2
    assert '<span class="menu">c.csv</span>' in page
    assert "(b.png: b.png)" in text


def test_mentions_are_names_where_there_are_some(message: Message) -> None:
    guild = Guild(id=9, name="x", owner_id=3, joined_at=datetime.now(UTC))
    guild.channels[5] = Channel(id=5, type=ChannelType.TEXT, name="status", guild=guild)
    guild.roles[6] = Role(id=6, name="on <call>", permissions=0)
    guild.members[7] = Member(user=User(id=7, name="bob"), joined_at=datetime.now(UTC))
    message.channel.guild = guild
    message.content = "<#5> <@&6> <@7> <#8> <@&9> <@10>"
    assert "#status @on <call> @bob #8 @9 @10" in render_text(message)
    page = render_page("x", [("", message)])
    for shown in ("#status", "@on &lt;call&gt;", "@bob", "#8", "@9", "@10"):
        assert f'<b class="mention">{shown}</b>' in page
