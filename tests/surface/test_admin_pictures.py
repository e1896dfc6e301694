"""What admins see, drawn as Discord draws it, to be looked at.

With GATEWISE_TRANSCRIPT set to a folder, the pages that docs/pictures shows are kept there.
"""

import copy
import os
from datetime import timedelta
from pathlib import Path

from sandbox.discord.things import Message
from sandbox.transcript import render_page
from tests.surface.admins import press, run
from tests.surface.conftest import Scene
from tests.surface.outages import Outages

SHOP = "shop.example"


def keep(title: str, *seen: tuple[str, Message]) -> None:
    """Write a page down, where somebody asked for it."""
    folder = os.environ.get("GATEWISE_TRANSCRIPT")
    if folder:
        path = Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        (path / f"{title}.html").write_text(render_page(title, seen), encoding="utf-8")


def as_it_is(message: Message, scene: Scene) -> Message:
    """Return a message as it reads now, with sites of this machine under names of the world."""
    frozen = copy.copy(message)
    frozen.embeds = copy.deepcopy(message.embeds)
    for embed in frozen.embeds:
        for url in scene.sites.values():
            host = url.removeprefix("http://").rstrip("/")
            embed["description"] = str(embed.get("description", "")).replace(host, SHOP)
    return frozen


async def test_adding_a_watch(scene: Scene) -> None:
    scene.discord.guild.roles[scene.discord.guild.id].is_mentionable = False
    role = scene.discord.world.add_role(scene.discord.guild, "shop watchers")
    role.is_mentionable = True
    scene.discord.happenings.end_outage(scene.discord.guild)
    fine = await run(
        scene,
        "/watch add",
        target=scene.sites["fine"],
        channel=scene.discord.status,
        name="Our shop",
        role=role,
        expect_text="hello",
    )
    asked = as_it_is(fine, scene)
    saved = as_it_is(await press(scene, fine, "Save"), scene)
    down = as_it_is(
        await run(scene, "/watch add", target=scene.sites["502"], name="Our till"), scene
    )
    assert asked.content.endswith("Save this watch?")
    assert "What now?" in saved.content
    assert "Our first look tells nobody" in down.content
    keep(
        "watch-add",
        (f"/watch add target:{SHOP} channel:#status name:Our shop role:@shop watchers", asked),
        ("Save", saved),
        (f"/watch add target:{SHOP} name:Our till", down),
    )


async def test_the_settings(scene: Scene) -> None:
    local = scene.discord
    panel = await run(scene, "/settings")
    panel = await local.people.select(local.alice, panel, "s1:channel", local.status).answer()
    assert panel.content.startswith("Saved. New watches announce in")
    keep("settings", ("/settings", panel))


async def test_a_board(scene: Scene) -> None:
    outages, minute = Outages(scene), timedelta(minutes=1)
    for name, letters in {
        "Our shop": "uddd",
        "ChatGPT": "u",
        "Discord": "u",
        "GitHub": "ummm",
        "Steam": "",
        "The forum": "uu",
    }.items():
        outages.now -= minute
        await outages.look(await outages.watch(name), letters)
    old = await outages.watch("The old forum")
    await run(scene, "/watch pause", watch=str(old.id))
    await run(scene, "/board create")
    board = scene.discord.general.last(scene.discord.bot)
    assert board is not None
    assert "Our shop is down. Watched here: 7." in board.content
    keep("board", ("", board))
