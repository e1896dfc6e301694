"""The announcer over a real client: what a channel reads in the end, whatever was in the way."""

import contextlib
from collections.abc import AsyncIterator

from bot.presentation.places import is_open_again
from bot.presentation.rendered import Rendered
from bot.watching.announcer import Announcer
from bot.watching.delivery import Composed
from bot.watching.messages import Announcement
from bot.watching.pacer import Pacer
from bot.watching.reopening import Reopening
from sandbox.discord import Fault
from sandbox.discord.permissions import Permission
from sandbox.discord.things import Channel
from tests.fakes.messaging import down, forbid, heard, messenger_of
from tests.fakes.outbox import FakeOutbox
from tests.surface.conftest import Scene

POSTING = "POST /channels/*/messages"


class Says:
    """Composes what an announcement's version is."""

    async def compose(self, announcement: Announcement, *, is_plain: bool) -> Composed[Rendered]:
        message = down(announcement.nonce)
        content = f"version {announcement.version}{' in plain words' if is_plain else ''}"
        shown = Rendered(content=content, card=message.card, buttons=message.buttons)
        return Composed(
            content=shown.without_card() if is_plain else shown, version=announcement.version
        )


class Office:
    """An announcer and what it works through."""

    def __init__(self, scene: Scene, announcer: Announcer[Rendered], outbox: FakeOutbox) -> None:
        self.scene = scene
        self.announcer = announcer
        self.outbox = outbox

    async def tell(self) -> None:
        await self.announcer.drain()

    def open(self, incident: int, *channels: Channel) -> None:
        ids = [channel.id for channel in channels]
        self.outbox.open(incident, ids, self.scene.app.rooms.clock.now())
        for row in self.outbox.rows.values():
            self.outbox._change(row, guild_id=self.scene.discord.guild.id)

    def update(self, incident: int) -> None:
        self.outbox.update(incident, self.scene.app.rooms.clock.now())

    def read(self, channel: Channel) -> list[str]:
        return [message.content for message in self.scene.discord.messages(channel)]


@contextlib.asynccontextmanager
async def office_of(scene: Scene) -> AsyncIterator[Office]:
    clock, outbox = scene.app.rooms.clock, FakeOutbox()
    pacer = Pacer(clock)
    async with messenger_of(scene) as messenger:
        announcer = Announcer(
            outbox=outbox,
            composer=Says(),
            messenger=messenger,
            pacer=pacer,
            clock=clock,
            owner="me",
        )
        try:
            yield Office(scene, announcer, outbox)
        finally:
            await announcer.aclose()
            await pacer.aclose()


async def test_one_message_is_posted_and_changed(scene: Scene) -> None:
    status = scene.discord.status
    async with office_of(scene) as office:
        office.open(7, status)
        await office.tell()
        office.update(7)
        await office.tell()
        assert office.read(status) == ["version 2"]


async def test_a_message_that_nobody_knows_of_is_not_told_twice(scene: Scene) -> None:
    status = scene.discord.status
    async with office_of(scene) as office:
        for later in (10, 200):  # within the time a nonce is remembered, and after it
            scene.discord.fault(Fault(match=POSTING, status=503, after=True))
            office.open(later, status)
            await office.tell()
            scene.discord.advance(later)
            await office.tell()
        assert office.read(status) == ["version 1"] * 2
        assert not [row for row in office.outbox.rows.values() if row.announcement.told_version < 1]


async def test_what_discord_cannot_read_is_said_in_plain_words(scene: Scene) -> None:
    scene.discord.fault(Fault(match=POSTING, code=50035))
    async with office_of(scene) as office:
        office.open(7, scene.discord.status)
        await office.tell()
        (text,) = office.read(scene.discord.status)
        assert text.startswith("version 1 in plain words")


async def test_a_dead_channel_delays_no_other_and_goes_on_by_itself(scene: Scene) -> None:
    status, general = scene.discord.status, scene.discord.general
    await forbid(scene, status, Permission.SEND_MESSAGES)
    async with office_of(scene) as office:
        reopening = Reopening(outbox=office.outbox, resume=office.announcer.resume)
        office.open(7, status, general)
        await office.tell()
        await office.tell()
        told, breakdown = office.read(general)
        assert (told, office.read(status)) == ("version 1", [])
        assert f"outages in {status.mention} any more" in breakdown
        assert await reopening.look(lambda one: is_open_again(scene.client, one)) == 0
        async with heard(scene, "guild_channel_update"):
            scene.discord.happenings.set_overwrite(status, scene.discord.bot)
        assert await reopening.look(lambda one: is_open_again(scene.client, one)) == 1
        await office.tell()
        assert office.read(status) == ["version 1"]
        assert len(office.read(general)) == 2


async def test_a_deleted_message_is_posted_again(scene: Scene) -> None:
    status = scene.discord.status
    async with office_of(scene) as office:
        office.open(7, status)
        await office.tell()
        (message,) = scene.discord.messages(status)
        scene.discord.core.messages.delete(message)
        office.update(7)
        await office.tell()
        assert office.read(status) == ["version 2"]
