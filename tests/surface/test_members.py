"""Many members ask the same: one shared answer with a number, and nobody is named anywhere."""

import asyncio

from bot.asking.reports import Experience
from bot.presentation.custom_ids import key_of
from sandbox.discord import Fault, Handle
from sandbox.discord.things import Channel, Message, User
from tests.surface.conftest import Scene

ASKED = "members asked about it within 3 minutes."
DAY = 86_400


def crowd(scene: Scene, count: int, name: str = "asker") -> list[User]:
    local = scene.discord
    people = [local.world.add_user(f"{name}{number}") for number in range(count)]
    for person in people:
        local.world.join(local.guild, person)
    return people


def ask(scene: Scene, user: User, channel: Channel | None = None, site: str = "502") -> Handle:
    local = scene.discord
    where = channel or local.general
    return local.people.slash(user, where, "/isitdown", target=scene.sites[site])


async def ask_in_turn(scene: Scene, users: list[User]) -> list[Message]:
    return [await ask(scene, user).answer() for user in users]


def shown(scene: Scene) -> list[Message]:
    """Return what everybody in #general sees of the bot."""
    local = scene.discord
    messages = local.messages(local.general, seen_by=local.carol)
    return [message for message in messages if message.author.id == local.bot.id]


def link_to(message: Message) -> str:
    guild = message.channel.guild
    assert guild is not None
    return f"https://discord.com/channels/{guild.id}/{message.channel.id}/{message.id}"


async def until_shown(scene: Scene, words: str) -> Message:
    def found() -> list[Message]:
        return [message for message in shown(scene) if words in message.content]

    await scene.discord.until(lambda: bool(found()), within=8)
    return found()[-1]


async def test_ten_who_ask_within_a_minute_share_one_answer(scene: Scene) -> None:
    people = crowd(scene, 10)
    told = await ask_in_turn(scene, people)
    whole, pointers = told[:3], told[3:]
    assert [message.is_ephemeral for message in told] == [False] * 3 + [True] * 7
    assert [message.id for message in shown(scene)] == [message.id for message in whole]
    for number, pointer in enumerate(pointers, 4):
        verdict, line = pointer.content.splitlines()
        assert verdict == whole[0].content.splitlines()[0]
        assert line.startswith(f"{number} {ASKED}")
        assert line.endswith(link_to(whole[2]))
        assert not pointer.embeds
    shared = await until_shown(scene, f"10 {ASKED}")
    assert shared.id == whole[2].id
    assert next(button.label for button in shared.buttons) == "Check again"
    assert shared.embeds
    assert ASKED not in whole[0].content + whole[1].content
    texts = "".join(message.text for message in told)
    assert not [name for user in people for name in (user.name, str(user.id)) if name in texts]


async def test_ten_who_ask_in_the_same_moment_do_too(scene: Scene) -> None:
    handles = [ask(scene, user, site="hangs") for user in crowd(scene, 10)]
    told = await asyncio.gather(*(handle.answer(within=10) for handle in handles))
    assert len(shown(scene)) == 3
    assert sum(message.is_ephemeral for message in told) == 7
    shared = await until_shown(scene, f"10 {ASKED}")
    pointers = [message for message in told if message.is_ephemeral]
    assert all(message.content.endswith(link_to(shared)) for message in pointers)
    assert len(scene.discord.recorder.sent("PATCH", f"/messages/{shared.id}")) <= 3


async def test_a_crowd_of_presses_counts_and_changes_the_answer_in_its_place(scene: Scene) -> None:
    message = await ask(scene, scene.discord.bob).answer()
    for user in crowd(scene, 4):
        await scene.discord.people.click(user, message, "Check again").answer()
    assert f"5 {ASKED}" in message.content
    assert len(shown(scene)) == 1
    pointer = await ask(scene, scene.discord.carol).answer()
    assert pointer.content.endswith(link_to(message))


async def test_the_same_member_is_one_and_keeps_getting_answers(scene: Scene) -> None:
    told = await ask_in_turn(scene, [scene.discord.bob] * 5)
    assert not [message for message in told if message.is_ephemeral]


async def test_after_three_minutes_nobody_is_pointed_anywhere(scene: Scene) -> None:
    people = crowd(scene, 5)
    await ask_in_turn(scene, people[:4])
    scene.discord.advance(181)
    later = await ask(scene, people[4]).answer()
    assert not later.is_ephemeral
    assert ASKED not in later.content


async def test_a_deleted_answer_gives_way_to_a_new_one(scene: Scene) -> None:
    local, people = scene.discord, crowd(scene, 6)
    told = await ask_in_turn(scene, people[:4])
    local.core.messages.delete(told[2])
    await local.until(lambda: len(scene.client.shared) == 0)
    fresh = await ask(scene, people[4]).answer()
    assert not fresh.is_ephemeral
    assert f"5 {ASKED}" in fresh.content
    pointer = await ask(scene, people[5]).answer()
    assert pointer.content.endswith(link_to(fresh))


async def test_an_answer_that_did_not_arrive_is_shared_with_nobody(scene: Scene) -> None:
    people = crowd(scene, 5)
    await ask_in_turn(scene, people[:2])
    lost = scene.discord.fault(Fault(match="POST /interactions/*", status=403))
    ask(scene, people[2])
    await scene.discord.until(lambda: lost.times == 0, within=8)
    later = await ask(scene, people[3]).answer()
    assert not later.is_ephemeral


async def test_each_channel_has_its_own_and_no_server_hears_of_another(scene: Scene) -> None:
    local, people = scene.discord, crowd(scene, 6)
    await ask_in_turn(scene, people[:4])
    other = local.world.add_channel(local.guild, "games")
    first = await ask(scene, people[4], other).answer()
    assert not first.is_ephemeral
    assert f"5 {ASKED}" in first.content
    second = await ask(scene, people[5], other).answer()
    assert second.content.endswith(link_to(first))
    dm = local.people.dm(people[5])
    told = await local.people.slash(people[5], dm, "/isitdown", target="githbu.example").answer()
    assert ASKED not in told.content


async def test_a_user_install_elsewhere_counts_nobody(scene: Scene) -> None:
    local = scene.discord
    away = local.world.add_guild("Elsewhere", has_bot=False)
    channel = local.world.add_channel(away, "general")
    for user in crowd(scene, 5):
        local.world.join(away, user)
        local.people.install(user)
        asked = local.people.slash(user, channel, "/isitdown", target="githbu.example")
        assert ASKED not in (await asked.answer()).content
    assert len(scene.client.shared) == 0


async def test_mentions_are_counted_and_answered_with_a_pointer(scene: Scene) -> None:
    local = scene.discord
    said = []
    for user in crowd(scene, 5):
        text = f"{local.bot.mention} is {scene.sites['502']} down?"
        said.append(await local.people.say(user, local.general, text).answer())
    whole = said[2]
    assert all(message.embeds for message in said[:3])
    for number, pointer in enumerate(said[3:], 4):
        assert f"\n{number} {ASKED}" in pointer.content
        assert pointer.content.endswith(link_to(whole))
        assert not pointer.embeds
    await local.until(lambda: f"5 {ASKED}" in whole.content, within=8)


async def test_reports_are_compared_with_the_usual_for_this_hour(scene: Scene) -> None:
    local, people = scene.discord, crowd(scene, 6)
    members, about = scene.app.rooms.members, str(key_of(scene.sites["fine"]))
    for _ in range(5):
        for user in people[:3]:
            members.note_report(local.guild.id, about, user.id, Experience.TROUBLE)
        local.advance(DAY)
    message = await ask(scene, local.bob).answer()
    told = [await local.people.click(user, message, "Same here").answer() for user in people[:3]]
    assert "3 members here report trouble in the last hour. Most days, no one" in told[2].content
    await local.people.click(local.bob, message, "Check again").answer()
    assert "Most days, no one does at this hour." in message.text
    usual = await ask(scene, local.bob, site="fine").answer()
    for user in people[:3]:
        await local.people.click(user, usual, "Slow").answer()
    await local.people.click(local.bob, usual, "Check again").answer()
    assert "3 members here report trouble" in usual.text
    assert "That is usual for this hour." in usual.text


async def test_forget_me_takes_reports_and_questions(scene: Scene) -> None:
    local, people = scene.discord, crowd(scene, 3)
    told = await ask_in_turn(scene, people)
    for user in people:
        await local.people.click(user, told[0], "Same here").answer()
    private = await local.people.slash(people[0], local.general, "/privacy").answer()
    question = await local.people.click(people[0], private, "Forget me").answer()
    done = await local.people.click(people[0], question, "Yes, forget me").answer()
    assert "Done. We forgot you in all 2 places that named you." in done.content
    thanks = await local.people.click(people[1], told[0], "Same here").answer()
    assert "2 members here report trouble" in thanks.content
    fourth = await ask(scene, local.bob).answer()
    assert not fourth.is_ephemeral


async def test_a_server_that_is_left_is_forgotten(scene: Scene) -> None:
    local = scene.discord
    told = await ask(scene, local.bob).answer()
    await local.people.click(local.bob, told, "Same here").answer()
    members = scene.app.rooms.members
    assert len(members._reports) == len(members._asking) == 1
    local.happenings.kick_bot(local.guild)
    await local.until(lambda: len(members._reports) == len(members._asking) == 0)
    assert not members._usual.servers


async def test_where_a_thinking_can_not_be_taken_back_the_pointer_takes_its_place(
    scene: Scene,
) -> None:
    scene.discord.fault(Fault(match="DELETE /webhooks/*", status=403, times=9))
    handles = [ask(scene, user, site="hangs") for user in crowd(scene, 5)]
    told = await asyncio.gather(*(handle.answer(within=10) for handle in handles))
    pointers = [message for message in told if not message.embeds]
    assert len(pointers) == 2
    assert all(ASKED in message.content for message in pointers)
    assert not any(message.is_ephemeral for message in told)


async def test_a_server_that_has_everything_deleted_is_forgotten_too(scene: Scene) -> None:
    local = scene.discord
    told = await ask(scene, local.bob).answer()
    await local.people.click(local.bob, told, "Same here").answer()
    await scene.app.rooms.governing.forget_server(local.guild.id)
    members = scene.app.rooms.members
    assert len(members._reports) == len(members._asking) == 0
    assert not members._usual.servers
