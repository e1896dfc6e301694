"""`/watch edit|pause|resume|test|remove|list`: what is done about watches that are there."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.watching.delivery import Suspension
from bot.watching.watch import Expectations
from sandbox.discord.permissions import Permission
from tests.surface.admins import add, fill, press, run, stored
from tests.surface.conftest import Scene


async def test_edit_changes_what_is_given_and_nothing_else(scene: Scene) -> None:
    before = await add(scene, name="Mine", expect_status="200", quiet_hours="22:00-07:00")
    told = await run(
        scene,
        "/watch edit",
        watch=str(before.id),
        interval="2m",
        expect_status="none",
        slow_after="2s",
        certificate_days=30,
    )
    assert told.content.splitlines() == [
        "Saved. This changed for Mine:",
        "How often: every minute → every 2 minutes",
        "Expected answer: 200 → nothing",
        "Certificate: nothing → warn 30 days before it ends",
        "Slow after: nothing → 2 seconds",
    ]
    (after,) = await stored(scene)
    assert after.interval == timedelta(minutes=2)
    assert after.expectations == Expectations(certificate_days=30, slow_ms=2000)
    assert after.quiet_hours == before.quiet_hours


async def test_an_edit_of_nothing_says_so(scene: Scene) -> None:
    one = await add(scene, name="Mine")
    for options in ({}, {"name": "Mine"}):
        told = await run(scene, "/watch edit", watch="mine", **options)
        assert told.content.startswith("Nothing to change")
    assert await stored(scene) == (one,)


async def test_an_edit_looks_at_the_new_channel(scene: Scene) -> None:
    one = await add(scene)
    status = scene.discord.status
    scene.discord.happenings.set_overwrite(
        status, scene.discord.bot, deny=int(Permission.VIEW_CHANNEL)
    )
    told = await run(scene, "/watch edit", watch=str(one.id), channel=status)
    assert "View Channel" in told.content
    assert await stored(scene) == (one,)


async def test_pause_and_resume(scene: Scene) -> None:
    one = await add(scene, name="Mine")
    following = scene.app.line.following
    assert len(following) == 1
    assert "is paused" in (await run(scene, "/watch pause", watch=str(one.id))).content
    assert len(following) == 0
    assert "was paused already" in (await run(scene, "/watch pause", watch=str(one.id))).content
    listed = await run(scene, "/watch list")
    assert "1 is paused" in listed.content
    assert "We watch Mine again" in (await run(scene, "/watch resume", watch=str(one.id))).content
    assert "already" in (await run(scene, "/watch resume", watch=str(one.id))).content
    assert len(following) == 1


async def test_a_test_says_what_would_be_announced_and_keeps_nothing(scene: Scene) -> None:
    one = await add(scene, "502", name="Mine")
    told = await run(scene, "/watch test", watch=str(one.id))
    assert told.is_ephemeral
    assert f"If the next looks say the same, <#{scene.discord.general.id}> reads:" in told.text
    assert "> Mine" in told.text
    assert "not part of the history" in told.text
    await run(scene, "/watch pause", watch=str(one.id))
    told = await run(scene, "/watch test", watch=str(one.id))
    assert "this watch is paused" in told.text


async def test_remove_asks_first(scene: Scene) -> None:
    one = await add(scene, name="Mine")
    asked = await run(scene, "/watch remove", watch=str(one.id))
    assert "Its history goes with it" in asked.content
    kept = await press(scene, asked, "Keep it")
    assert kept.content == "Nothing was removed."
    assert await stored(scene) == (one,)
    asked = await run(scene, "/watch remove", watch=str(one.id))
    gone = await press(scene, asked, "Remove it")
    assert gone.content == "Mine is removed, and its history with it."
    assert await stored(scene) == ()
    assert len(scene.app.line.following) == 0


async def test_a_long_list_has_pages(scene: Scene) -> None:
    await fill(scene, 20)
    first = await run(scene, "/watch list")
    assert "Page 1 of 3" in first.text
    assert [button.label for button in first.buttons] == ["Next", "Last changes"]
    second = await press(scene, first, "Next")
    assert second is first
    assert "Page 2 of 3" in second.text
    assert [button.label for button in second.buttons] == ["Back", "Next", "Last changes"]


async def test_broken_channels_are_marked(scene: Scene) -> None:
    status, guild = scene.discord.status, scene.discord.guild
    await add(scene, channel=status)
    await scene.app.line.stores.outbox.suspend(
        Suspension(
            guild_id=guild.id, channel_id=status.id, code=50001, since=scene.app.rooms.clock.now()
        )
    )
    assert "Discord refused our last message" in (await run(scene, "/watch list")).text
    scene.discord.happenings.set_overwrite(
        status, scene.discord.bot, deny=int(Permission.SEND_MESSAGES)
    )
    listed = await run(scene, "/watch list")
    assert "1 can't write to its channel" in listed.content
    assert "we still need: Send Messages" in listed.text
    scene.discord.happenings.delete_channel(status)
    assert "its channel is gone" in (await run(scene, "/watch list")).text


async def test_who_changed_what_can_be_read(scene: Scene) -> None:
    one = await add(scene, name="Mine")
    await run(scene, "/watch pause", watch=str(one.id))
    listed = await run(scene, "/watch list")
    log = await press(scene, listed, "Last changes")
    assert log is not listed
    assert log.is_ephemeral
    lines = log.embeds[0]["description"].splitlines()
    assert "changed the watch Mine, which is paused now" in lines[0]
    assert f"<@{scene.discord.alice.id}> added the watch Mine" in lines[1]
    assert not log.mentions


async def test_nothing_is_lost_while_our_memory_is_away(scene: Scene, tmp_path: Path) -> None:
    asked = await run(scene, "/watch add", target=scene.sites["fine"])

    def rename(before: str, after: str) -> None:
        with closing(sqlite3.connect(tmp_path / "gatewise.db")) as database:
            database.execute(f"ALTER TABLE {before} RENAME TO {after}")

    rename("watch", "away")
    assert "We can't reach our memory" in (await run(scene, "/watch list")).content
    typed = scene.discord.people.autocomplete(
        scene.discord.alice, scene.discord.general, "/watch pause", watch=""
    )
    assert await typed.choices() == []
    handle = scene.discord.people.click(scene.discord.alice, asked, "Save")
    await handle.until(lambda seen: len(seen.visible) > 1)
    assert "We can't reach our memory" in handle.visible[-1].content
    assert [button.label for button in asked.buttons] == ["Save", "Cancel"]
    rename("away", "watch")
    assert "Saved" in (await press(scene, asked, "Save")).content
    assert len(await stored(scene)) == 1
