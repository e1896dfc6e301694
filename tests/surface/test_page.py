"""What a member sees and does through the page, with the real bot on the other side."""

import json
from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest

from sandbox.discord import StandIn
from sandbox.discord.permissions import Permission
from sandbox.web import Page
from tests.fakes.checked import problems_of
from tests.fakes.pages import Json, OpenPage, sitting
from tests.surface.conftest import Scene

LOADING, EPHEMERAL = 1 << 7, 1 << 6


@pytest.fixture
async def place() -> AsyncIterator[tuple[StandIn, Page]]:
    discord = StandIn()
    page = Page(discord)
    discord.add_room(page.mount)
    async with discord:
        yield discord, page
    assert not discord.recorder.violations
    assert not problems_of(discord)


@pytest.fixture
def local_discord(place: tuple[StandIn, Page]) -> StandIn:
    return place[0]


@pytest.fixture
def page(place: tuple[StandIn, Page]) -> Page:
    return place[1]


@pytest.fixture
async def alice(page: Page, scene: Scene) -> AsyncIterator[OpenPage]:
    async with sitting(page.link, scene.discord.alice) as sat:
        yield sat


@pytest.fixture
async def bob(page: Page, scene: Scene) -> AsyncIterator[OpenPage]:
    async with sitting(page.link, scene.discord.bob) as sat:
        yield sat


def answer_to(command: str) -> Callable[[Json], bool]:
    """Return what recognises the finished answer to a command."""
    return lambda message: message.get("command") == command and not message["flags"] & LOADING


async def ask(page: OpenPage, scene: Scene, site: str = "502") -> Json:
    general = str(scene.discord.general.id)
    options = [["target", scene.sites[site]]]
    told = await page.ask("use", channel=general, path="/isitdown", options=options)
    assert told["state"] in {"thinking", "answered"}
    return await page.message(answer_to("isitdown"))


async def test_admin_and_member_see_different_commands(alice: OpenPage, bob: OpenPage) -> None:
    for page, sees in ((alice, True), (bob, False)):
        world = await page.until(lambda told: told.get("t") == "world")
        general = world["guilds"][0]["channels"][0]
        opened = await page.ask("open", channel=general["id"])
        names = {command["name"] for command in opened["commands"]}
        assert "isitdown" in names
        assert ("watch" in names) is sees


async def test_a_question_is_seen_by_everyone_from_thinking_to_the_answer(
    scene: Scene, alice: OpenPage, bob: OpenPage
) -> None:
    asked = await ask(bob, scene, "hangs")
    assert asked["interaction_metadata"]["user"]["username"] == "bob"
    seen = await alice.message(answer_to("isitdown"))
    assert seen == asked
    first = next(told["message"] for told in alice.told if told.get("t") == "message")
    assert first["flags"] & LOADING


async def test_a_private_answer_reaches_one_page_only(
    scene: Scene, alice: OpenPage, bob: OpenPage
) -> None:
    general = str(scene.discord.general.id)
    message = await ask(bob, scene)
    details = message["components"][0]["components"][0]["custom_id"]
    told = await bob.ask("press", channel=general, message=message["id"], custom_id=details)
    assert told["state"] == "answered"
    private = await bob.message(lambda one: bool(one["flags"] & EPHEMERAL))
    await alice.ask("say", channel=general, text="anything new?")
    await alice.message(lambda one: one["content"] == "anything new?")
    assert private["id"] not in {told.get("message", {}).get("id") for told in alice.told}
    refused = await alice.ask("press", channel=general, message=private["id"], custom_id="x")
    assert refused["refused"] == "this message is gone"
    opened = await alice.ask("open", channel=general)
    assert private["id"] not in {one["id"] for one in opened["messages"]}


async def test_suggestions_come_while_typing(scene: Scene, bob: OpenPage) -> None:
    told = await bob.ask(
        "suggest",
        channel=str(scene.discord.general.id),
        path="/isitdown",
        options=[["target", "githu"]],
    )
    assert told["choices"][0]["name"] == "GitHub"


async def test_menus_and_forms_change_what_they_are_for(scene: Scene, alice: OpenPage) -> None:
    general, status = str(scene.discord.general.id), str(scene.discord.status.id)
    await alice.ask("use", channel=general, path="/settings", options=[])
    panel = await alice.message(answer_to("settings"))
    parts = [part for row in panel["components"] for part in row["components"]]
    menu = next(part for part in parts if part["type"] == 8)
    about = {"channel": general, "message": panel["id"]}
    await alice.ask("choose", **about, custom_id=menu["custom_id"], values=[status])
    quiet = next(part for part in parts if part.get("label") == "Quiet hours")
    told = await alice.ask("press", **about, custom_id=quiet["custom_id"])
    form, modal = told["id"], told["modal"]
    field = modal["components"][0]["component"]["custom_id"]
    sent = await alice.ask("submit", form=form, values={field: "22:00-07:00"})
    assert sent["state"] in {"answered", "acknowledged"}
    kept = await scene.app.line.stores.guilds.settings(scene.discord.guild.id)
    assert kept.channel_id == scene.discord.status.id
    assert kept.quiet_hours is not None
    again = await alice.ask("submit", form=form, values={field: "1"})
    assert again["refused"] == "this form is closed"


async def test_apps_are_used_on_messages(scene: Scene, bob: OpenPage) -> None:
    general = str(scene.discord.general.id)
    await bob.ask("say", channel=general, text="it says 502 bad gateway")
    said = await bob.message(lambda one: "it says 502" in one["content"])
    about = {"channel": general, "target": said["id"], "kind": "message"}
    told = await bob.ask("app", **about, name="Explain this error")
    assert told["state"] in {"answered", "thinking"}
    answer = await bob.message(answer_to("Explain this error"))
    assert "502 Bad Gateway" in answer["content"]


async def test_replies_deletions_and_new_channels_arrive(scene: Scene, bob: OpenPage) -> None:
    discord = scene.discord
    general = str(discord.general.id)
    await bob.ask("say", channel=general, text="first")
    first = await bob.message(lambda one: one["content"] == "first")
    await bob.ask("say", channel=general, text="second", reply_to=first["id"])
    second = await bob.message(lambda one: one["content"] == "second")
    assert second["referenced_message"]["id"] == first["id"]
    discord.core.messages.delete(discord.general.messages[int(first["id"])])
    await bob.until(lambda told: told.get("t") == "gone" and told["id"] == first["id"])
    discord.happenings.open_channel(discord.guild, "garden")
    await bob.until(lambda told: told.get("t") == "world" and "garden" in json.dumps(told))


async def test_a_channel_that_is_closed_to_a_member_is_not_there(
    scene: Scene, alice: OpenPage, bob: OpenPage
) -> None:
    discord = scene.discord
    everyone = discord.guild.roles[discord.guild.id]
    discord.happenings.set_overwrite(discord.status, everyone, deny=Permission.VIEW_CHANNEL)
    status = str(discord.status.id)
    await bob.until(lambda told: told.get("t") == "world" and status not in json.dumps(told))
    assert (await bob.ask("open", channel=status))["refused"] == "there is no such channel"
    assert "messages" in await alice.ask("open", channel=status)
    other = str(discord.world.dm(discord.alice).id)
    assert (await bob.ask("open", channel=other))["refused"] == "there is no such channel"


async def test_a_file_is_picked_for_a_command(scene: Scene, page: Page, alice: OpenPage) -> None:
    origin = scene.discord.core.origin
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar, headers={"Origin": origin}) as browser:
        await (await browser.get(page.link)).release()
        url = f"{origin}/page/files?name=../../watches.yaml"
        async with browser.post(url, data=b"watches: []") as answer:
            file_id = (await answer.json())["id"]
    about = {"channel": str(scene.discord.general.id), "path": "/watch import"}
    told = await alice.ask("use", **about, options=[["file", file_id]])
    assert told["state"] in {"answered", "thinking"}
    lost = await alice.ask("use", **about, options=[["file", "12"]])
    assert lost["refused"] == "choose the file again"


HOSTILE: list[object] = [
    None,
    [],
    "open",
    {},
    {"do": None},
    {"do": "__init__"},
    {"do": "open"},
    {"do": "open", "channel": 5},
    {"do": "open", "channel": "٣"},
    {"do": "open", "channel": "9" * 5000},
    {"do": "say", "channel": "G", "text": ""},
    {"do": "say", "channel": "G", "text": "x" * 3000},
    {"do": "say", "channel": "G", "text": "x", "reply_to": "1"},
    {"do": "use", "channel": "G", "path": "", "options": []},
    {"do": "use", "channel": "G", "path": "/watch", "options": []},
    {"do": "use", "channel": "G", "path": "/isitdown", "options": {}},
    {"do": "use", "channel": "G", "path": "/isitdown", "options": [["target"]]},
    {"do": "use", "channel": "G", "path": "/isitdown", "options": [["other", "x"]]},
    {"do": "use", "channel": "G", "path": "/history", "options": [["days", "nan"]]},
    {"do": "use", "channel": "G", "path": "/watch add", "options": [["channel", "1"]]},
    {"do": "suggest", "channel": "G", "path": "/nothing", "options": []},
    {"do": "app", "channel": "G", "name": "Nothing", "kind": "user", "target": "1"},
    {"do": "press", "channel": "G", "message": "1", "custom_id": "x"},
    {"do": "choose", "channel": "G", "message": "1", "custom_id": "x", "values": [1]},
    {"do": "submit", "form": "1", "values": {}},
]


@pytest.mark.parametrize("asked", HOSTILE, ids=repr)
async def test_what_makes_no_sense_is_refused_and_the_page_stays(
    scene: Scene, alice: OpenPage, asked: object
) -> None:
    general = str(scene.discord.general.id)
    if isinstance(asked, dict):
        asked = {**asked, "n": "odd"}
        asked |= {"channel": general} if asked.get("channel") == "G" else {}
    await alice.send(json.dumps(asked))
    told = await alice.until(lambda told: "refused" in told)
    assert told["re"] == ("odd" if isinstance(asked, dict) else None)
    assert "messages" in await alice.ask("open", channel=general)


@pytest.mark.parametrize("text", ["", "{", "[" * 60_000, "\x00", '{"n": 1e999}', "\ud800"])
async def test_what_is_no_json_is_refused(scene: Scene, alice: OpenPage, text: str) -> None:
    await alice.send(text.encode(errors="replace").decode())
    await alice.until(lambda told: "refused" in told)
    assert "messages" in await alice.ask("open", channel=str(scene.discord.general.id))


async def test_a_bot_that_does_not_answer_is_said(scene: Scene, alice: OpenPage) -> None:
    await scene.client.close()
    options = [["target", scene.sites["502"]]]
    general = str(scene.discord.general.id)
    scene.discord.core.clock.advance(1)
    told = await alice.ask("use", channel=general, path="/isitdown", options=options)
    assert told["state"] == "failed"
