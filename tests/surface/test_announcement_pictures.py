"""Every state of an announcement goes through the real client, and can be looked at.

With GATEWISE_TRANSCRIPT set to a folder, what a channel reads is kept there as text and as a page.
"""

import os
import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import discord

from bot.clock import SystemClock
from bot.presentation.announcements import render_announcement, render_pointer
from bot.presentation.drawing import draw
from bot.presentation.rehearsal import (
    changed,
    noted,
    open_story,
    render_rehearsal,
    resolved,
)
from bot.presentation.rendered import Rendered
from bot.watching.ports import AnnouncementStory
from sandbox.discord.things import Message
from sandbox.transcript import render_page, render_text
from tests.fakes.stories import ADMIN, BEGAN, FOLDS, STATES, story, watch
from tests.surface.conftest import Scene

NONCE = "a3e0"
LINK = "https://discord.com/channels/1/2/3"
A_WHILE = timedelta(minutes=42)
# The pages that docs/pictures shows.
PAGES = {
    "announcement": ("known, with a note", "back, with breaks", "false alarm, an admin's word"),
    "announcement-of-several": (
        "mass failure behind one edge",
        "told late, over",
        "rehearsal, back",
    ),
}
STAMP = re.compile(r"<t:(\d+):")


def render(what: AnnouncementStory, *, is_first: bool = True) -> Rendered:
    return render_announcement(what, nonce=NONCE, locale="en", is_first=is_first)


def every_message() -> Iterable[tuple[str, Rendered]]:
    """Yield every state of an announcement, by name."""
    for name, (incident, _) in STATES.items():
        yield name, render(story(incident), is_first=False)
    for name, (several, _) in FOLDS.items():
        yield name, render(several)
    yield "told elsewhere", render_pointer(LINK, "en", name="ChatGPT")
    yield "without embeds", render(FOLDS["mass failure, twenty-five"][0]).without_card()
    yield from every_rehearsal()


def every_rehearsal() -> Iterable[tuple[str, Rendered]]:
    stage, minute = watch(), timedelta(minutes=1)
    began = open_story(stage, BEGAN)
    later = noted(changed(began), ADMIN, BEGAN + minute, "en")
    for name, step in (
        ("rehearsal, down", began),
        ("rehearsal, with a note", later),
        ("rehearsal, back", resolved(later, BEGAN + 2 * minute)),
    ):
        yield name, render_rehearsal(step, stage, stage.channel_id, "en")


async def test_discord_takes_every_state(scene: Scene) -> None:
    local = scene.discord
    local.core.limits.enabled = False
    channel = scene.client.get_channel(local.status.id)
    assert isinstance(channel, discord.TextChannel)
    seen: list[tuple[str, Message]] = []
    for name, message in every_message():
        sent = await channel.send(**draw(message))
        kept = local.world.message(local.status, sent.id)
        assert kept.content == message.content
        assert len(kept.embeds) == (message.card is not None)
        assert [button.label for button in kept.buttons] == [b.label for b in message.buttons]
        assert not kept.mentions
        seen.append((name, kept))
    keep(seen)


async def test_a_mention_pings_its_role_and_nobody_else(scene: Scene) -> None:
    local = scene.discord
    role = local.world.add_role(local.guild, "ops")
    role.is_mentionable = True
    channel = scene.client.get_channel(local.status.id)
    assert isinstance(channel, discord.TextChannel)
    known = STATES["muted, with a note"][0]
    message = render_announcement(
        story(known), nonce=NONCE, locale="en", roles=frozenset({role.id})
    )
    sent = await channel.send(**draw(message))
    kept = local.world.message(local.status, sent.id)
    assert kept.mention_role_ids == [role.id]
    assert not kept.mentions
    assert not kept.mentions_everyone


async def test_why_so_late_is_answered_in_private(scene: Scene) -> None:
    local = scene.discord
    channel = scene.client.get_channel(local.status.id)
    assert isinstance(channel, discord.TextChannel)
    sent = await channel.send(**draw(render(FOLDS["told late, over"][0])))
    kept = local.world.message(local.status, sent.id)
    answer = await local.people.click(local.bob, kept, "Why so late?").answer()
    assert answer.is_ephemeral
    assert "We kept watching all the time." in answer.content


async def test_a_rehearsals_buttons_say_what_they_are(scene: Scene) -> None:
    local = scene.discord
    channel = scene.client.get_channel(local.status.id)
    assert isinstance(channel, discord.TextChannel)
    ((_, message), *_) = every_rehearsal()
    sent = await channel.send(**draw(message))
    kept = local.world.message(local.status, sent.id)
    for label in ("We know", "History"):
        answer = await local.people.click(local.bob, kept, label).answer()
        assert answer.is_ephemeral
        assert "only a rehearsal" in answer.content


def keep(seen: list[tuple[str, Message]]) -> None:
    """Write down what was seen, where somebody asked for it."""
    folder = os.environ.get("GATEWISE_TRANSCRIPT")
    if not folder:
        return
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    for _, message in seen:
        bring_up_to_date(message)
    text = "\n\n".join(f"{name}\n{render_text(message)}" for name, message in seen)
    (path / "announcements.txt").write_text(f"{text}\n", encoding="utf-8")
    chosen = {title: [(name, dict(seen)[name]) for name in names] for title, names in PAGES.items()}
    pages = {f"announcements-{n // 8 + 1}": seen[n : n + 8] for n in range(0, len(seen), 8)}
    for title, messages in (pages | chosen).items():
        page = render_page(title, messages)
        (path / f"{title}.html").write_text(page, encoding="utf-8")


def bring_up_to_date(message: Message) -> None:
    """Let a story begin a while ago, and draw names as Discord does."""
    moved = SystemClock().now() - A_WHILE - BEGAN

    def moved_on(match: re.Match[str]) -> str:
        return f"<t:{int(match[1]) + int(moved.total_seconds())}:"

    def shown(text: str) -> str:
        return STAMP.sub(moved_on, text).replace(f"<@{ADMIN}>", "@alice")

    message.content = shown(message.content)
    for embed in message.embeds:
        embed["description"] = shown(embed.get("description") or "")
        for field in embed.get("fields") or []:
            field["value"] = shown(field["value"])
