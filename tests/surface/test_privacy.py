"""`/privacy`: what is kept is said with true numbers, and deleting deletes."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.presentation.governing_ids import Control, encode
from bot.storage.columns import metadata
from bot.watching.ports import NOBODY
from sandbox.discord import Handle
from sandbox.discord.things import Channel, Message, User
from tests.surface.conftest import Scene
from tests.surface.governed import actor, add_watch
from tests.surface.outages import Outages

DELETE = "Delete everything about this server"


async def ask(scene: Scene, user: User, channel: Channel | None = None) -> Message:
    local = scene.discord
    return await local.people.slash(user, channel or local.general, "/privacy").answer()


async def open_deleting(scene: Scene, message: Message) -> Handle:
    handle = scene.discord.people.click(scene.discord.alice, message, DELETE)
    await handle.until(lambda seen: seen.interaction.modal is not None)
    return handle


async def rows(scene: Scene) -> dict[str, int]:
    """Count what is stored, by table; empty tables are left out."""
    counts = {}
    async with scene.app.line.stores.guilds._database.reading() as connection:
        for table in metadata.tables.values():
            query = select(func.count()).select_from(table)
            counts[table.name] = (await connection.execute(query)).scalar_one()
    return {name: count for name, count in counts.items() if count}


async def test_what_is_kept_is_said_with_this_servers_numbers(scene: Scene) -> None:
    await scene.app.rooms.governing.change(
        actor(scene), lambda settings: replace(settings, sample_hours=6, incident_days=90)
    )
    message = await ask(scene, scene.discord.bob)
    assert message.is_ephemeral
    for words in (
        "Single looks are kept for 6 hours, hourly figures for 90 days.",
        "who changed what: 90 days.",
        "After 30 days, all of this is deleted. Whoever manages the server",
        "What we never keep",
        "What you ask is not stored.",
    ):
        assert words in message.text
    assert [button.label for button in message.buttons] == ["Forget me"]


async def test_in_a_direct_message_it_is_about_the_person_alone(scene: Scene) -> None:
    local = scene.discord
    message = await ask(scene, local.alice, local.people.dm(local.alice))
    assert "About this server" not in message.text
    assert "About you" in message.text
    assert [button.label for button in message.buttons] == ["Forget me"]


async def test_a_user_install_elsewhere_says_nothing_of_that_server(scene: Scene) -> None:
    local = scene.discord
    elsewhere = local.world.add_guild("Elsewhere", has_bot=False)
    channel = local.world.add_channel(elsewhere, "general")
    local.world.join(elsewhere, local.alice)
    local.people.install(local.alice)
    message = await ask(scene, local.alice, channel)
    assert "About this server" not in message.text
    assert DELETE not in [button.label for button in message.buttons]


async def test_everything_about_a_server_is_deleted_after_the_exact_words(scene: Scene) -> None:
    local = scene.discord
    await add_watch(scene)
    assert len(scene.app.line.following) == 1
    message = await ask(scene, local.alice)
    for typed in ("yes", "Delete Everything", "delete everything!"):
        handle = await open_deleting(scene, message)
        message = await local.people.submit(handle, {"text": typed}).answer()
        assert message.content.startswith("Nothing was deleted.")
    assert "watch" in await rows(scene)
    handle = await open_deleting(scene, message)
    message = await local.people.submit(handle, {"text": "delete everything "}).answer()
    assert message.content.startswith("Done. Everything about this server is deleted")
    assert not message.buttons
    assert await rows(scene) == {}
    assert len(scene.app.line.following) == 0
    assert (await scene.app.rooms.governing.known(local.guild.id)).channel_id is None


async def test_deleting_in_the_middle_of_an_outage_leaves_no_message_that_says_down(
    scene: Scene,
) -> None:
    local = scene.discord
    outages = Outages(scene)
    (down,) = await outages.down("The shop")
    await scene.app.rooms.boards.create(local.guild.id, local.general.id)
    (board,) = [one for one in local.messages(local.general) if "is down" in one.content]
    message = await ask(scene, local.alice)
    handle = await open_deleting(scene, message)
    done = await local.people.submit(handle, {"text": "delete everything"}).answer()
    assert done.content.startswith("Done.")
    assert await rows(scene) == {}
    assert down.content == "We stopped telling of The shop here while it was down."
    assert "up to date" not in down.text
    assert board not in local.messages(local.general)


async def test_deleting_leaves_other_servers_alone(scene: Scene) -> None:
    local = scene.discord
    other = local.world.add_guild("Other")
    scene.app.line.stores.watches._private_guilds = frozenset()  # these two share what they watch
    shared = await add_watch(scene)
    assert await add_watch(scene, other) == shared
    message = await ask(scene, local.alice)
    handle = await open_deleting(scene, message)
    await local.people.submit(handle, {"text": "delete everything"}).answer()
    assert len(await scene.app.line.stores.watches.of_guild(other.id)) == 1
    assert len(scene.app.line.following) == 1


async def test_a_member_is_forgotten_after_a_second_question(scene: Scene) -> None:
    local = scene.discord
    await add_watch(scene)
    message = await ask(scene, local.alice)
    asked = await local.people.click(local.alice, message, "Forget me").answer()
    assert "can’t be undone" in asked.content
    kept = await local.people.click(local.alice, asked, "No, leave it").answer()
    assert kept.content.startswith("Nothing was changed")
    message = await ask(scene, local.alice)
    asked = await local.people.click(local.alice, message, "Forget me").answer()
    done = await local.people.click(local.alice, asked, "Yes, forget me").answer()
    assert done.content.startswith("Done. We forgot you in the 1 place")
    (entry,) = await scene.app.line.stores.guilds.audit(local.guild.id)
    assert entry.user_id == NOBODY
    panel = await local.people.slash(local.alice, local.general, "/settings").answer()
    changes = await local.people.click(local.alice, panel, "Last changes").answer()
    assert "Somebody added the watch A" in changes.text


async def test_a_member_can_be_forgotten_in_a_direct_message(scene: Scene) -> None:
    local = scene.discord
    await add_watch(scene)
    message = await ask(scene, local.bob, local.people.dm(local.bob))
    asked = await local.people.click(local.bob, message, "Forget me").answer()
    done = await local.people.click(local.bob, asked, "Yes, forget me").answer()
    assert "nothing we keep names you" in done.content
    (entry,) = await scene.app.line.stores.guilds.audit(local.guild.id)
    assert entry.user_id == local.alice.id


@pytest.mark.parametrize("member", ["bob", "carol"])
async def test_a_forged_deletion_by_a_member_is_refused(scene: Scene, member: str) -> None:
    local = scene.discord
    await add_watch(scene)
    user: User = getattr(local, member)
    message = await ask(scene, user)
    message.components[0]["components"][0]["custom_id"] = encode(Control.ERASE)
    told = await local.people.click(user, message, encode(Control.ERASE)).answer()
    assert "Only people who may manage" in told.content
    assert "watch" in await rows(scene)


async def test_everything_the_texts_promise_fits_a_message(scene: Scene) -> None:
    message = await ask(scene, scene.discord.alice)
    assert "…" not in message.text
    assert all(len(field["value"]) <= 1024 for field in message.embeds[0]["fields"])
