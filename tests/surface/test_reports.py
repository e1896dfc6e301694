"""*Same here*, *Works for me*, *Slow*: thanked in private, counted per server, naming nobody."""

from dataclasses import replace

from bot.bootstrap import build
from bot.settings import Settings
from bot.watching.ports import AskScope
from sandbox.discord import StandIn
from sandbox.discord.things import Message, User
from tests.surface.conftest import Scene, online
from tests.surface.governed import actor

CROWD = "members here report trouble"


async def report(scene: Scene, user: User, message: Message, label: str = "Same here") -> Message:
    return await scene.discord.people.click(user, message, label).answer()


def members(scene: Scene, count: int) -> list[User]:
    local = scene.discord
    joined = []
    for number in range(count):
        user = local.world.add_user(f"member{number}")
        local.world.join(local.guild, user)
        joined.append(user)
    return joined


async def test_a_report_is_thanked_for_in_private_and_counted_once(scene: Scene) -> None:
    message = await scene.ask(scene.sites["502"])
    before = message.text
    told = await report(scene, scene.discord.bob, message)
    assert told.is_ephemeral
    assert told.content == "Thank you. 1 member here reports trouble in the last hour."
    again = await report(scene, scene.discord.bob, message)
    assert "we have that from you already" in again.content
    slow = await report(scene, scene.discord.carol, message, "Slow")
    assert "2 members here report trouble" in slow.content
    fine = await report(scene, scene.discord.carol, message, "Works for me")
    assert "it works for you. 1 member here" in fine.content
    assert message.text == before


async def test_several_and_many_are_told_with_the_next_answer(scene: Scene) -> None:
    local = scene.discord
    message = await scene.ask(scene.sites["fine"])
    crowd = members(scene, 5)
    told = []
    for user in crowd:
        await report(scene, user, message)
        told.append(await scene.ask(scene.sites["fine"]))
    assert CROWD not in told[1].text
    assert "passes, but several members here report trouble." in told[2].content
    assert "3 members here report trouble (" in told[2].text
    assert "passes, but many members here report trouble." in told[4].content
    assert "5 members here report trouble (" in told[4].text
    assert not [
        name for user in crowd for name in (user.name, str(user.id)) if name in told[4].text
    ]
    other = await scene.ask(scene.sites["502"])
    assert CROWD not in other.text
    local.advance(3601)
    assert CROWD not in (await scene.ask(scene.sites["fine"])).text


async def test_nothing_is_announced_and_no_server_hears_of_another(scene: Scene) -> None:
    local = scene.discord
    message = await scene.ask("githbu.example")
    before = len(local.messages(local.general, seen_by=local.alice))
    for user in members(scene, 6):
        await report(scene, user, message)
    assert len(local.messages(local.general, seen_by=local.alice)) == before
    dm = local.people.dm(local.carol)
    asked = local.people.slash(local.carol, dm, "/isitdown", target="githbu.example")
    assert CROWD not in (await asked.answer()).content


async def test_there_are_no_members_in_direct_messages(scene: Scene) -> None:
    local = scene.discord
    dm = local.people.dm(local.carol)
    message = await local.people.slash(
        local.carol, dm, "/isitdown", target="githbu.example"
    ).answer()
    assert "Same here" not in [button.label for button in message.buttons]
    message.components[0]["components"][0]["custom_id"] = "m1:same:u.githbu.example/"
    told = await local.people.click(local.carol, message, "m1:same:u.githbu.example/").answer()
    assert "only counts in a server" in told.content


async def test_the_buttons_outlive_a_restart_and_understand_their_own_ids_alone(
    scene: Scene, settings: Settings, local_discord: StandIn
) -> None:
    message = await scene.ask(scene.sites["502"])
    await scene.client.close()
    async with build(settings) as app, online(app, local_discord):
        assert "1 member here" in (await report(scene, scene.discord.bob, message)).content
        for custom_id in ("m0:same:s.a", "m1:down:s.a", "m1:same:", "m1:same:h.a", "m1:"):
            message.components[1]["components"][0]["custom_id"] = custom_id
            assert (
                "older version"
                in (await report(scene, local_discord.bob, message, custom_id)).content
            )


async def test_whoever_may_not_ask_may_not_report(scene: Scene) -> None:
    message = await scene.ask(scene.sites["502"])
    await scene.app.rooms.governing.change(
        actor(scene), lambda settings: replace(settings, who_may_ask=AskScope.MANAGERS)
    )
    told = await report(scene, scene.discord.bob, message)
    assert "can have things looked at" in told.content
    assert "1 member" in (await report(scene, scene.discord.alice, message)).content
