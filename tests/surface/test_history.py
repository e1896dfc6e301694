"""`/history` on the real client: sentence, picture and its words, pages, files, whose it is."""

import csv
import io
import json
from datetime import timedelta

import pytest

from bot.watching.ports import Act
from bot.watching.recording import Sample
from bot.watching.watch import Watch
from sandbox.discord.permissions import Permission
from sandbox.discord.things import Message
from tests.contract.household import MINUTE, Household, actor
from tests.fakes.watched import LETTERS
from tests.surface.conftest import Scene

PNG = b"\x89PNG\r\n"
DAY = timedelta(days=1)


@pytest.fixture
def home(scene: Scene) -> Household:
    """What the running bot remembers, ten days ago."""
    household = Household(scene.app.line.stores.watches._database)
    household.now = scene.app.rooms.clock.now() - 10 * DAY
    return household


async def watch(home: Household, scene: Scene, name: str = "Example", **values: object) -> Watch:
    guild_id = values.pop("guild_id", scene.discord.guild.id)
    assert isinstance(guild_id, int)
    return await home.watch(guild_id=guild_id, name=name, **values)


async def with_outages(home: Household, scene: Scene, count: int = 2, **values: object) -> Watch:
    """A watch that was down so many times, for about 20 minutes each, a few hours apart."""
    one = await watch(home, scene, **values)
    await home.look(one, "u", every=MINUTE)
    for _ in range(count):
        await home.look(one, "ddd" + "d" * 17 + "uu", every=MINUTE)
        home.now += timedelta(hours=6)
    return one


async def ask(scene: Scene, **options: object) -> Message:
    local = scene.discord
    return await local.people.slash(local.bob, local.general, "/history", **options).answer()


async def test_a_sentence_a_picture_and_its_words(scene: Scene, home: Household) -> None:
    await with_outages(home, scene)
    message = await ask(scene, target="example")
    assert message.content.startswith("**Example** was down 2 times since we began to watch on <t:")
    assert "40 minutes in all, the longest 20 minutes on <t:" in message.content
    assert message.content.endswith("We watched the whole time.")
    (picture,) = message.attachments
    assert picture.filename == "history.png"
    assert picture.content.startswith(PNG)
    assert len(picture.content) < 150_000
    assert picture.description is not None
    assert picture.description.startswith("Chart with one bar for each of 30 days. It was down 2")
    assert "<t:" not in picture.description
    assert "Down: 2 times, 40 minutes in all" in message.text
    assert "down for 20 minutes: " in message.text
    assert not message.is_ephemeral


async def test_short_spans_show_response_times(scene: Scene, home: Household) -> None:
    one = await watch(home, scene)
    now = scene.app.rooms.clock.now()
    state, cause = LETTERS["u"]
    await home.recorder.add_samples(
        [
            Sample(
                endpoint_id=one.endpoint_id,
                at=now - number * MINUTE,
                state=state,
                cause=cause,
                took_ms=100.0 + number,
            )
            for number in range(120, 0, -1)
        ]
    )
    message = await ask(scene, target=str(one.id), days=1)
    assert "was not down in the last 24 hours. We watched the whole time." in message.content
    (picture,) = message.attachments
    assert picture.description is not None
    assert (
        "response times in the last 24 hours. Typically 160 ms, slowest 220 ms."
        in picture.description
    )
    assert "Response time: typically 160 ms" in message.text


async def test_pages_and_spans_change_the_message_itself(scene: Scene, home: Household) -> None:
    local = scene.discord
    await with_outages(home, scene, count=7)
    message = await ask(scene, target="Example")
    first = message.text
    assert "page 1 of 2" in first
    assert first.count("down for") == 5
    for button, expected in (
        ("Older", "page 2 of 2"),
        ("Newer", "page 1 of 2"),
        ("90 days", "page 1 of 2"),
        ("Response times", "page 1 of 2"),
        ("24 hours", "Nothing happened"),
        ("Day by day", "Nothing happened"),
        ("30 days", "page 1 of 2"),
    ):
        pressed = await local.people.click(local.carol, message, button).answer()
        assert pressed is message
        assert expected in message.text
        assert len(message.attachments) == 1
    assert message.text == first


async def test_the_button_under_an_announcement_answers_in_private(
    scene: Scene, home: Household
) -> None:
    local = scene.discord
    one = await with_outages(home, scene)
    message = await ask(scene, target="Example")
    put_button(message, f"h1:show:{one.id}")
    told = await local.people.click(local.carol, message, f"h1:show:{one.id}").answer()
    assert told.is_ephemeral
    assert told is not message
    assert "**Example** was down 2 times" in told.content
    assert told.attachments[0].description
    pressed = await local.people.click(local.carol, told, "Response times").answer()
    assert pressed is told


async def test_another_servers_watch_is_refused(scene: Scene, home: Household) -> None:
    local = scene.discord
    await with_outages(home, scene)
    other = await with_outages(home, scene, name="Secret", guild_id=42)
    message = await ask(scene, target="Example")
    before = message.text
    for custom_id in (
        f"h1:show:{other.id}",
        f"h1:turn:{other.id}:30:d:0",
        f"h1:export:{other.id}:30",
        "h1:show:99999",
    ):
        put_button(message, custom_id)
        told = await local.people.click(local.alice, message, custom_id).answer()
        assert told.is_ephemeral
        assert "does not watch that any more" in told.content
        assert not told.attachments
    assert message.text == before
    for typed in ("Secret", str(other.id)):
        told = await ask(scene, target=typed)
        assert told.is_ephemeral
        assert "no watch with that name" in told.content


@pytest.mark.parametrize("custom_id", ["h0:show:1", "h1:show:01", "h1:turn:1:0:d:0", "h1:x", "h1:"])
async def test_other_ids_are_outdated(scene: Scene, home: Household, custom_id: str) -> None:
    await with_outages(home, scene)
    message = await ask(scene, target="Example")
    put_button(message, custom_id)
    told = await scene.discord.people.click(scene.discord.bob, message, custom_id).answer()
    assert told.is_ephemeral
    assert "older version" in told.content


async def test_only_admins_export(scene: Scene, home: Household) -> None:
    local = scene.discord
    one = await with_outages(home, scene, name="=HYPERLINK(1)")
    (story, *_) = await home.incidents.of_guild(local.guild.id, home.now - 20 * DAY)
    await home.incidents.add_note(story.id, "=1+1", actor(local.guild.id, home.now))
    shown = await ask(scene, target=str(one.id))
    assert "Export" not in [button.label for button in shown.buttons]
    message = await local.people.slash(
        local.alice, local.general, "/history", target=str(one.id)
    ).answer()
    refused = await local.people.click(local.bob, message, "Export").answer()
    assert refused.is_ephemeral
    assert not refused.attachments
    assert "if you manage this server" in refused.content
    told = await local.people.click(local.alice, message, "Export").answer()
    assert told.is_ephemeral
    incidents, days, everything = (one.content for one in told.attachments)
    rows = list(csv.DictReader(io.StringIO(incidents.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[0]["notes"] == "'=1+1"
    assert len(list(csv.DictReader(io.StringIO(days.decode("utf-8-sig"))))) == 30
    assert json.loads(everything)["watch"]["name"] == "=HYPERLINK(1)"


async def test_the_overview_tells_all_watches(scene: Scene, home: Household) -> None:
    local = scene.discord
    assert "watches nothing yet" in (await ask(scene)).content
    for number in range(13):
        await watch(home, scene, f"Site {number:02}", target=f"https://{number}.example/")
    await home.look(await watch(home, scene, "*Broken*"), "uddd")
    await with_outages(home, scene, name="Shop", target="https://shop.example/")
    message = await ask(scene)
    assert message.content.startswith(r"Down right now: **\*Broken\***. 2 of the 15 things")
    first, second, *_ = message.embeds[0]["description"].splitlines()
    assert r"**\*Broken\*** is down right now. It was down once" in first
    assert "Shop** was down 2 times" in second
    pressed = await local.people.click(local.bob, message, "Older").answer()
    assert pressed is message
    assert "Site 12" in message.text


async def test_a_false_alarm_is_shown_and_not_counted(scene: Scene, home: Household) -> None:
    await with_outages(home, scene)
    guild_id = scene.discord.guild.id
    (story, *_) = await home.incidents.of_guild(guild_id, home.now - 20 * DAY)
    await home.incidents.respond(story.id, Act.RETRACTED, actor(guild_id, home.now))
    message = await ask(scene, target="Example")
    assert "was down once" in message.content
    assert "a false alarm. It does not count." in message.text


async def test_names_are_suggested_to_their_own_server(scene: Scene, home: Household) -> None:
    local = scene.discord
    one = await watch(home, scene, "Our @everyone shop")
    await watch(home, scene, "Their shop", guild_id=42)
    typing = local.people.autocomplete(local.bob, local.general, "/history", target="SHOP")
    assert await typing.choices() == [{"name": "Our @everyone shop", "value": str(one.id)}]


async def test_where_files_are_not_allowed_the_words_say_it_all(
    scene: Scene, home: Household
) -> None:
    local = scene.discord
    one = await with_outages(home, scene)
    for role in local.guild.roles.values():
        role.permissions &= ~Permission.ATTACH_FILES
    message = await local.people.slash(
        local.alice, local.general, "/history", target=str(one.id)
    ).answer()
    assert not message.attachments
    assert "down 2 times" in message.content
    told = await local.people.click(local.alice, message, "Export").answer()
    assert "may not attach files" in told.content


async def test_without_memory_it_says_so(scene: Scene, home: Household) -> None:
    local = scene.discord
    await with_outages(home, scene)
    message = await ask(scene, target="Example")
    before = message.text
    async with home.database.writing() as connection:
        await connection.exec_driver_sql("ALTER TABLE watch RENAME TO elsewhere")
    told = await ask(scene, target="Example")
    assert told.is_ephemeral
    assert "can't reach our memory" in told.content
    assert (
        await local.people.autocomplete(local.bob, local.general, "/history", target="e").choices()
        == []
    )
    handle = local.people.click(local.bob, message, "90 days")
    await handle.until(lambda seen: len(seen.visible) > 0 and seen.visible[-1].is_ephemeral)
    assert "can't reach our memory" in handle.visible[-1].content
    assert message.text == before


def put_button(message: Message, custom_id: str) -> None:
    """Put another id on a message's first button, as somebody who replays old ones could."""
    message.components[0]["components"][0]["custom_id"] = custom_id
