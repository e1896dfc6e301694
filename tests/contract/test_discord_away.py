"""Discord is away in the middle of outages: afterwards each channel reads the truth, once."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.presentation.composing import AnnouncementComposer
from bot.presentation.rendered import Rendered
from bot.watching.announcer import Announcer
from bot.watching.pacer import Pacer
from bot.watching.watch import Watch
from tests.contract.household import START, Household
from tests.fakes.channels import AWAY, LOST, FakeChannels
from tests.fakes.clock import FakeClock

HERE, THERE = 10, 20  # a channel with three watches, and one of another server with one


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Real storage and real texts between a clock that can be moved and a Discord that can fail."""

    household: Household
    clock: FakeClock
    channels: FakeChannels
    announcer: Announcer[Rendered]
    pacer: Pacer

    @classmethod
    def of(cls, household: Household) -> "Town":
        clock = FakeClock(START)
        channels, pacer = FakeChannels(clock), Pacer(clock)
        announcer = Announcer(
            outbox=household.outbox,
            composer=AnnouncementComposer(
                incidents=household.incidents, guilds=household.guilds, clock=clock
            ),
            messenger=channels,  # type: ignore[arg-type] # it keeps whatever it is given
            pacer=pacer,
            clock=clock,
            owner="bot",
        )
        return cls(
            household=household, clock=clock, channels=channels, announcer=announcer, pacer=pacer
        )

    async def look(self, watch: Watch, letters: str) -> None:
        """Look every ten seconds, from now on."""
        self.household.now = self.clock.now()
        await self.household.look(watch, letters)
        self.clock.advance((self.household.now - self.clock.now()).total_seconds())

    async def go_on(self, minutes: int) -> None:
        """Let the announcer work while time goes by."""
        end = self.clock.now() + timedelta(minutes=minutes)
        while self.clock.now() < end:
            await self.announcer.drain()
            self.clock.advance(30)
        await self.announcer.drain()

    def read(self, channel: int) -> list[str]:
        """Return what each message of a channel says now."""
        contents = [message.told[-1] for message in self.channels.standing(channel)]
        return [text_of(content) for content in contents if isinstance(content, Rendered)]


def text_of(message: Rendered) -> str:
    card = message.card
    fields = [f"{field.name}\n{field.value}" for field in card.fields] if card else []
    return "\n".join([message.content, *([card.title, card.description] if card else []), *fields])


@pytest.mark.parametrize("trouble", [AWAY, LOST])
async def test_ten_minutes_without_discord_end_in_one_truthful_message(
    household: Household, trouble: object
) -> None:
    town = Town.of(household)
    names = ("Shop", "Forum", "Wiki")
    shop, forum, wiki = [
        await household.watch(f"{name.lower()}.example", channel_id=HERE, name=name)
        for name in names
    ]
    await household.watch("shop.example", guild_id=2, channel_id=THERE, name="Shop")
    for watch in (shop, forum, wiki):
        await town.look(watch, "u")
    town.channels.trouble = lambda _kind, _channel: trouble  # type: ignore[return-value]
    await town.look(shop, "ddd")
    await town.go_on(2)
    await town.look(forum, "ddd")
    await town.go_on(2)
    await town.look(wiki, "ddd")
    await town.go_on(3)
    await town.look(shop, "uu")
    await town.look(wiki, "uu")
    await town.go_on(2)
    assert town.read(HERE) == town.read(THERE) == []
    town.channels.trouble = lambda _kind, _channel: None
    await town.go_on(3)
    (here,), (there,) = town.read(HERE), town.read(THERE)
    assert (
        "Forum is down. It does not seem to be you. Shop and Wiki were down, but are back." in here
    )
    assert "Shop is back. It was down for 8 minutes." in here
    assert there.startswith("While we could not write here, Shop was down for 8 minutes.")
    await town.look(forum, "uu")
    await town.go_on(2)
    (here,) = town.read(HERE)
    assert "Shop, Forum and Wiki were down, but are back." in here
    assert await household.claim() == ()
    await town.pacer.aclose()
