"""Which did you mean: ambiguous names and slips on the real client, asked and pressed.

With GATEWISE_TRANSCRIPT set to a folder, what people read is kept there as text and as a page.
"""

import os
from collections.abc import Iterator
from copy import copy
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.bootstrap import build
from bot.probing.addresses import AddressPolicy
from bot.probing.parsing import parse_target
from bot.settings import Settings
from bot.watching.ports import WatchWish
from bot.watching.watch import Watch
from sandbox.discord.things import Message
from sandbox.transcript import render_page, render_text
from tests.contract.household import actor
from tests.surface.conftest import LocalDiscordClock, Scene, online

CLASH = ["Check Clash of Clans", "Check Clash Royale"]


@pytest.fixture
def settings(settings: Settings, sites: dict[str, int], tmp_path: Path) -> Settings:
    """Two games of one name, and a site with a long one, all looked at on this machine."""
    path = tmp_path / "services.csv"
    rows = {"clash-of-clans": "fine", "clash-royale": "502", "discord": "fine"}
    lines = [f"{one},http://127.0.0.1:{sites[site]}/{one}" for one, site in rows.items()]
    path.write_text("\n".join(["id,probe_url", *lines]), encoding="utf-8")
    return settings.model_copy(update={"services_file": path})


class Pages:
    """What was asked and read, as it was then."""

    def __init__(self) -> None:
        self._told: list[tuple[str, Message]] = []

    def keep(self, asked: str, message: Message) -> None:
        self._told.append((asked, copy(message)))

    def save(self, folder: Path, name: str) -> None:
        texts = [f"{asked}\n{render_text(message)}\n" for asked, message in self._told]
        (folder / f"{name}.txt").write_text("\n".join(texts), encoding="utf-8")
        page = render_page("Did you mean", self._told)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")


@pytest.fixture
def pages(request: pytest.FixtureRequest) -> Iterator[Pages]:
    """What was asked and read; kept where a folder is named for it."""
    told = Pages()
    yield told
    if folder := os.environ.get("GATEWISE_TRANSCRIPT"):
        told.save(Path(folder), request.node.name)


def labels(message: Message) -> list[str | None]:
    return [button.label for button in message.buttons]


async def watch(scene: Scene, target: str, guild_id: int, name: str) -> Watch:
    """Store a watch of something on this machine."""
    port = urlsplit(target).port or 80
    policy = AddressPolicy(ports=frozenset({port}), allow_private=True)
    wish = WatchWish(
        target=parse_target(target, policy=policy),
        channel_id=scene.discord.general.id,
        name=name,
        interval=timedelta(minutes=1),
    )
    stores = scene.app.line.stores
    (added,) = await stores.watches.add([wish], actor(guild_id), most=100)
    return added


async def choices(scene: Scene, typed: str) -> list[dict[str, object]]:
    people, local = scene.discord.people, scene.discord
    typing = people.autocomplete(local.bob, local.general, "/isitdown", target=typed)
    return await typing.choices()


async def test_an_ambiguous_name_is_asked_about_and_a_press_answers(
    scene: Scene, pages: Pages
) -> None:
    question = await scene.ask("is clash down?")
    pages.keep("is clash down?", question)
    assert question.content == (
        "Did you mean Clash of Clans or Clash Royale? Press a button below, and we check that one."
    )
    assert question.is_ephemeral
    assert labels(question) == CLASH
    local = scene.discord
    answer = await local.people.click(local.bob, question, "Check Clash Royale").answer()
    pages.keep("(pressed)", answer)
    assert "Clash Royale" in answer.content
    assert "trouble" in answer.content or "down" in answer.content
    assert "Check again" in labels(answer)
    assert not set(CLASH) & set(labels(answer))


async def test_the_question_is_answered_by_its_buttons_after_a_restart(
    scene: Scene, settings: Settings
) -> None:
    local = scene.discord
    question = await scene.ask("clash")
    await scene.client.close()
    async with (
        build(settings, clock=LocalDiscordClock(local)) as app,
        online(app, local),
    ):
        answer = await local.people.click(local.bob, question, "Check Clash of Clans").answer()
    assert "**Clash of Clans**" in answer.content or "Clash of Clans is up" in answer.content


async def test_a_mention_asks_in_public_and_anybody_may_press(scene: Scene, pages: Pages) -> None:
    local = scene.discord
    asked = f"{local.bot.mention} are discord and clash royale down"
    question = await local.people.say(local.bob, local.general, asked).answer()
    pages.keep("are discord and clash royale down", question)
    assert "Which one first: Discord or Clash Royale?" in question.content
    answer = await local.people.click(local.carol, question, "Check Discord").answer()
    assert "Discord is up" in answer.content


async def test_a_slip_beyond_doubt_is_answered_by_name(scene: Scene) -> None:
    answer = await scene.ask("is discrod down")
    assert "Discord is up" in answer.content


async def test_another_slip_is_asked_about(scene: Scene, pages: Pages) -> None:
    question = await scene.ask("gitlub")
    pages.keep("gitlub", question)
    assert question.content.startswith("We know no service of that name.")
    assert "Did you mean GitHub or GitLab?" in question.content
    assert labels(question)[:2] == ["Check GitHub", "Check GitLab"]


async def test_what_the_server_watches_is_suggested_first_and_answered(scene: Scene) -> None:
    local = scene.discord
    target = f"{scene.sites['fine']}hidden?key=secret"
    await watch(scene, target, local.guild.id, "Our Shop")
    await choices(scene, "o")
    first, *others = await choices(scene, "")
    assert first["name"] == "Our Shop (watched here)"
    assert str(first["value"]).startswith("watch:")
    assert others[0]["name"] == "Discord"
    assert "secret" not in str([first, *others])
    for text in (str(first["value"]), "our shop"):
        answer = await scene.ask(text)
        assert "is up" in answer.content, text
        assert "secret" not in answer.text


async def test_a_watch_of_another_server_is_nowhere(scene: Scene) -> None:
    local = scene.discord
    other = await watch(scene, scene.sites["fine"], local.guild.id + 1, "Theirs")
    assert not [one for one in await choices(scene, "their") if "watched" in str(one["name"])]
    answer = await scene.ask(f"watch:{other.id}")
    assert answer.is_ephemeral
    assert "could not find that watch" in answer.content


async def test_typing_does_not_wait_for_storage(scene: Scene) -> None:
    connections = [scene.app.line.stores.guilds._database.reading() for _ in range(4)]
    for connection in connections:
        await connection.__aenter__()
    try:
        local = scene.discord
        typing = local.people.autocomplete(local.bob, local.general, "/isitdown", target="gith")
        assert (await typing.choices())[0]["value"] == "github"
        assert typing.seconds_to_first_answer is not None
        assert typing.seconds_to_first_answer < 0.5
    finally:
        for connection in connections:
            await connection.__aexit__(None, None, None)
