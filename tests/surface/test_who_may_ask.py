"""Who may have things looked at: everyone, one role, or managers; on every way of asking."""

from dataclasses import replace

import pytest

from bot.watching.ports import AskScope
from sandbox.discord import StandIn
from sandbox.discord.handles import Saying
from sandbox.discord.things import Role, User
from tests.surface.conftest import Scene
from tests.surface.governed import actor

MANAGERS_ONLY = "only people who may manage it can have things looked at"


@pytest.fixture
def role(local_discord: StandIn) -> Role:
    """A role of carol's that is there before the bot is."""
    made = local_discord.world.add_role(local_discord.guild, "helpers")
    local_discord.guild.members[local_discord.carol.id].role_ids.append(made.id)
    return made


async def choose(scene: Scene, scope: AskScope, role: Role | None = None) -> None:
    role_id = None if role is None else role.id
    await scene.app.rooms.governing.change(
        actor(scene),
        lambda settings: replace(settings, who_may_ask=scope, ask_role_id=role_id),
    )


async def ask(scene: Scene, user: User) -> str:
    """Ask with the command; return the answer's first line."""
    local = scene.discord
    target = scene.sites["fine"]
    message = await local.people.slash(user, local.general, "/isitdown", target=target).answer()
    assert message.is_ephemeral == ("can have things looked at" in message.content)
    return message.content


def mention(scene: Scene, user: User, text: str) -> Saying:
    local = scene.discord
    return local.people.say(user, local.general, f"{local.bot.mention} {text}")


async def test_everyone_may_ask_where_nobody_chose_otherwise(scene: Scene) -> None:
    assert "is up" in await ask(scene, scene.discord.bob)


async def test_managers_only(scene: Scene) -> None:
    local = scene.discord
    await choose(scene, AskScope.MANAGERS)
    assert MANAGERS_ONLY in await ask(scene, local.bob)
    assert "is up" in await ask(scene, local.alice)


async def test_one_role_and_managers(role: Role, scene: Scene) -> None:
    local = scene.discord
    await choose(scene, AskScope.ROLE, role)
    told = await ask(scene, local.bob)
    assert f"<@&{role.id}>" in told
    assert "direct message" in told
    for user in (local.carol, local.alice):
        assert "is up" in await ask(scene, user)
    await choose(scene, AskScope.ROLE)
    assert MANAGERS_ONLY in await ask(scene, local.carol)


async def test_every_other_way_of_asking_is_held_to_it(role: Role, scene: Scene) -> None:
    local = scene.discord
    message = await scene.ask(scene.sites["502"])
    link = local.people.say(local.bob, local.general, scene.sites["fine"]).message
    await choose(scene, AskScope.ROLE, role)
    before = message.text
    local.advance(60)
    for handle in (
        local.people.click(local.bob, message, "Check again"),
        local.people.message_command(local.bob, local.general, "Is this down?", link),
    ):
        told = await handle.answer()
        assert told.is_ephemeral
        assert f"<@&{role.id}>" in told.content
    assert message.text == before
    reply = await mention(scene, local.bob, f"is {scene.sites['fine']} down?").answer()
    assert f"<@&{role.id}>" in reply.content
    assert not reply.mention_role_ids
    assert not reply.mentions
    allowed = await mention(scene, local.carol, f"is {scene.sites['fine']} down?").answer()
    assert "is up" in allowed.content


async def test_explaining_and_direct_messages_stay_open_to_all(scene: Scene) -> None:
    local = scene.discord
    await choose(scene, AskScope.MANAGERS)
    people, bob = local.people, local.bob
    meaning = await people.slash(bob, local.general, "/explain", error="502").answer()
    assert "502" in meaning.text
    private = people.slash(bob, people.dm(bob), "/isitdown", target="gitlub")
    assert "GitHub" in str((await private.answer()).components)


async def test_storage_that_is_slow_does_not_keep_anybody_waiting(scene: Scene) -> None:
    local = scene.discord
    await choose(scene, AskScope.MANAGERS)
    governing = scene.app.rooms.governing
    governing._known._entries.clear()
    connections = [scene.app.line.stores.guilds._database.reading() for _ in range(4)]
    for connection in connections:
        await connection.__aenter__()
    try:
        handle = local.people.slash(
            local.bob, local.general, "/isitdown", target=scene.sites["fine"]
        )
        assert "is up" in (await handle.answer()).content
        assert handle.seconds_to_first_answer is not None
        assert handle.seconds_to_first_answer < 1.0
    finally:
        for connection in connections:
            await connection.__aexit__(None, None, None)
    assert MANAGERS_ONLY in await ask(scene, local.bob)


async def test_mentions_are_answered_in_the_language_of_the_server(scene: Scene) -> None:
    """There is one language yet: what can be shown is that the choice is read."""
    await scene.app.rooms.governing.change(
        actor(scene), lambda settings: replace(settings, locale="en")
    )
    reply = await mention(scene, scene.discord.bob, "hello").answer()
    assert "/isitdown" in reply.content
