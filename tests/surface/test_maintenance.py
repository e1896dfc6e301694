"""`/maintenance`: planned work, once or every week."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.watching.ports import Actor, GuildSettings
from tests.surface.admins import add, elsewhere, fill, run
from tests.surface.conftest import Scene


async def test_work_is_planned_in_the_servers_own_zone(scene: Scene) -> None:
    guild, alice = scene.discord.guild, scene.discord.alice
    await add(scene, name="Mine")
    await scene.app.line.stores.guilds.save_settings(
        GuildSettings(guild_id=guild.id, time_zone=ZoneInfo("Europe/Berlin")),
        Actor(guild_id=guild.id, user_id=alice.id, at=scene.app.rooms.clock.now()),
    )
    told = await run(scene, "/maintenance add", when="sat-sun 02:00-04:00", watch="mine")
    assert told.is_ephemeral
    assert told.content.startswith("Planned for Mine.")
    assert "Every week: Saturday, Sunday, 02:00 to 04:00 (Europe/Berlin)" in told.content
    assert "Next: <t:" in told.content
    (work,) = await scene.app.line.stores.watches.planned(guild.id)
    assert work.watch_id is not None


async def test_work_takes_effect_at_once_and_ends_when_it_is_called_off(scene: Scene) -> None:
    one = await add(scene, name="Mine")
    now = scene.app.rooms.clock.now()
    begins, ends = now - timedelta(minutes=5), now + timedelta(hours=1)
    told = await run(
        scene,
        "/maintenance add",
        when=f"{begins:%Y-%m-%d %H:%M} to {ends:%Y-%m-%d %H:%M}",
        note="new disks\u202e @everyone",
    )
    assert "all watches of this server" in told.content
    assert "It is running now." in told.content
    trial = await run(scene, "/watch test", watch=str(one.id))
    assert "work is planned right now" in trial.text
    listed = await run(scene, "/maintenance list")
    assert "1 entry of planned work" in listed.content
    assert "Note: new disks" in listed.text
    assert "@everyone" not in listed.text
    typed = scene.discord.people.autocomplete(
        scene.discord.alice, scene.discord.general, "/maintenance remove", work="disks"
    )
    (choice,) = await typed.choices()
    gone = await run(scene, "/maintenance remove", work=choice["value"])
    assert "is off" in gone.content
    assert "No work is planned" in (await run(scene, "/maintenance list")).content


async def test_times_we_cannot_read_and_times_gone_by_are_refused(scene: Scene) -> None:
    for when, words in (
        ("soon", "We can't read that time"),
        ("sun 02:00-04:00 Mars/Base", "time zone"),
        ("2020-01-01 02:00 to 2020-01-01 03:00", "over already"),
    ):
        assert words in (await run(scene, "/maintenance add", when=when)).content
    told = await run(scene, "/maintenance add", when="daily 01:00-02:00", watch="99")
    assert "no such watch" in told.content
    told = await run(scene, "/maintenance remove", work="99")
    assert "no such planned work" in told.content


async def test_another_servers_work_is_not_ours(scene: Scene) -> None:
    await fill(scene, 1)
    await run(scene, "/maintenance add", when="daily 01:00-02:00")
    (work,) = await scene.app.line.stores.watches.planned(scene.discord.guild.id)
    _, place = elsewhere(scene)
    owner = scene.discord.world.application.owner
    told = await run(scene, "/maintenance remove", owner, place, work=str(work.id))
    assert "no such planned work" in told.content
