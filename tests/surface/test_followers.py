"""Members who asked to be told: a direct message, or a mention where they take none."""

import asyncio

from sqlalchemy import select, update

from bot.storage.tables import follower
from sandbox.discord.things import Message, User
from tests.surface.conftest import Scene
from tests.surface.outages import Outages

BUTTON = "Tell me when it's back"


async def follow(scene: Scene, who: User, message: Message) -> None:
    told = await scene.discord.people.click(who, message, BUTTON).answer()
    assert "We will tell you" in told.content


def letters(scene: Scene, who: User) -> list[Message]:
    return scene.discord.messages(scene.discord.people.dm(who))


async def told(scene: Scene, who: User) -> Message:
    """Wait until somebody got a direct message."""
    await scene.discord.until(lambda: len(letters(scene, who)) > 0, within=10)
    return letters(scene, who)[-1]


async def test_who_asked_hears_of_the_end_once(scene: Scene) -> None:
    outages, local = Outages(scene), scene.discord
    watch = await outages.watch("GitHub")
    await outages.look(watch, "uddd")
    (message,) = await outages.announce()
    await follow(scene, local.bob, message)
    await outages.look(watch, "uu")
    letter = await told(scene, local.bob)
    assert letter.content == (
        "GitHub works again. It was down for 30 seconds.\n"
        f"-# You asked us in {local.status.mention} to tell you."
    )
    await outages.announce()
    outages.line.voice.wake()
    await outages.announce()
    assert (len(letters(scene, local.bob)), letters(scene, local.carol)) == (1, [])


async def test_closed_doors_are_named_once_in_the_channel(scene: Scene) -> None:
    outages, local = Outages(scene), scene.discord
    watch = await outages.watch("GitHub")
    await outages.look(watch, "uddd")
    (message,) = await outages.announce()
    for who in (local.alice, local.bob, local.carol):
        await follow(scene, who, message)
    local.bob.accepts_dms = local.carol.accepts_dms = False
    await outages.look(watch, "uu")
    await told(scene, local.alice)
    await local.until(lambda: len(local.messages(local.status)) > 1, within=10)
    outages.line.voice.wake()
    _, mention = local.messages(local.status)
    assert mention.content.startswith("GitHub works again. It was down for 30 seconds.\n")
    assert mention.mentions == [local.bob, local.carol]
    assert letters(scene, local.bob) == letters(scene, local.carol) == []


async def test_long_after_a_kill_nobody_is_told_twice(scene: Scene) -> None:
    outages, local = Outages(scene), scene.discord
    watch = await outages.watch("GitHub")
    await outages.look(watch, "uddd")
    (message,) = await outages.announce()
    for who in (local.alice, local.bob):
        await follow(scene, who, message)
    local.bob.accepts_dms = False
    await outages.look(watch, "uu")
    await told(scene, local.alice)
    await local.until(lambda: len(local.messages(local.status)) > 1, within=10)
    await until_marked(outages)
    local.advance(3600)  # now Discord has forgotten the nonces
    async with outages.stores.incidents._database.writing(is_durable=True) as connection:
        await connection.execute(update(follower).values(told_at=None, lease_until=outages.now))
    outages.line.voice.wake()
    await until_marked(outages)
    assert (len(letters(scene, local.alice)), len(local.messages(local.status))) == (1, 2)


async def until_marked(outages: Outages) -> None:
    """Wait until everybody who asked is marked as told."""
    query = select(follower.c.user_id).where(follower.c.told_at.is_(None))
    async with asyncio.timeout(10):
        while True:
            async with outages.stores.incidents._database.reading() as connection:
                if (await connection.execute(query)).first() is None:
                    return
            await asyncio.sleep(0.02)


async def test_a_false_alarm_is_told_as_one(scene: Scene) -> None:
    outages, local = Outages(scene), scene.discord
    (message,) = await outages.down("GitHub")
    await follow(scene, local.bob, message)
    asked = await local.people.click(local.alice, message, "False alarm").answer()
    await local.people.click(local.alice, asked, "Yes, a false alarm").answer()
    letter = await told(scene, local.bob)
    assert letter.content.startswith("GitHub was not down after all.")
