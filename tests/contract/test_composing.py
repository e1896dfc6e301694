"""What a channel reads, from looks to words: real storage, the real announcer, its one message."""

from datetime import timedelta
from typing import Any

from bot.presentation.composing import AnnouncementComposer
from bot.presentation.rendered import Rendered
from bot.watching.announcer import Announcer
from bot.watching.pacer import Pacer
from bot.watching.ports import Act, GuildSettings
from bot.watching.watch import Watch
from tests.contract.household import MINUTE, START, Household, actor
from tests.fakes.channels import FakeChannels
from tests.fakes.clock import FakeClock

ROLE = 900
SECOND = timedelta(seconds=1)


class Channel:
    """A server's channel, told by a real announcer."""

    def __init__(self, household: Household, *, language: str | None = None) -> None:
        self.household = household
        self.clock = FakeClock(START)
        self.channels: Any = FakeChannels(self.clock)  # it keeps whatever it is sent
        self.composer = AnnouncementComposer(
            incidents=household.incidents,
            guilds=household.guilds,
            clock=self.clock,
            language_of=lambda _guild_id: language,
        )

    async def hear(self) -> list[Rendered]:
        """Let everything be told; return what the channel's first message has said so far."""
        self.clock.advance((self.household.now - self.clock.now()).total_seconds())
        pacer = Pacer(self.clock)
        announcer: Announcer[Rendered] = Announcer(
            outbox=self.household.outbox,
            composer=self.composer,
            messenger=self.channels,
            pacer=pacer,
            clock=self.clock,
            owner="announcer",
        )
        await announcer.drain()
        await announcer.aclose()
        await pacer.aclose()
        self.household.now = self.clock.now()
        return self.channels.messages[0].told if self.channels.messages else []

    async def look(self, watch: Watch, letters: str, *, every: timedelta = MINUTE) -> None:
        await self.household.look(watch, letters, every=every)


def first_lines(told: list[Rendered]) -> list[str]:
    return [message.content.splitlines()[0] for message in told]


async def test_one_message_from_the_first_failure_to_the_end(household: Household) -> None:
    channel = Channel(household)
    shop = await household.watch(name="Our shop", role_id=ROLE)
    await channel.look(shop, "uddd")
    told = await channel.hear()
    assert told[0].pings == {ROLE}
    await channel.look(shop, "DD")
    await channel.hear()
    (incident,) = await household.incidents.of_guild(1, START)
    now = household.now
    await household.incidents.respond(incident.id, Act.ACKNOWLEDGED, actor(at=now, user_id=7))
    await household.incidents.add_note(incident.id, "On *it*.", actor(at=now, user_id=7))
    await channel.hear()
    await channel.look(shop, "DDDDDDDDDDDDDDDuuu")
    told = await channel.hear()
    assert len(channel.channels.messages) == 1
    assert first_lines(told) == [
        (
            "Our shop is down: its front desk gets bad answers from the servers behind it."
            " It's not you."
        ),
        "Our shop is down: its servers are refusing connections. It's not you.",
        "Our shop is down: its servers are refusing connections. It's not you.",
        "Our shop is back. It was down for 20 minutes.",
    ]
    assert "<@7>" in told[2].without_card().content
    assert "On \\*it\\*\\." in told[2].without_card().content
    assert told[-1].pings == frozenset()


async def test_a_false_alarm_is_taken_back_in_the_same_message(household: Household) -> None:
    channel = Channel(household)
    shop = await household.watch(name="Our shop")
    await channel.look(shop, "uddd")
    await channel.hear()
    (incident,) = await household.incidents.of_guild(1, START)
    await household.incidents.respond(incident.id, Act.RETRACTED, actor(at=household.now))
    told = await channel.hear()
    assert first_lines(told)[-1] == (
        "False alarm: Our shop was not down. An admin of this server told us so."
    )
    assert [button.label for button in told[-1].buttons] == ["History"]


async def test_a_watch_that_is_removed_ends_its_message(household: Household) -> None:
    channel = Channel(household)
    shop = await household.watch(name="Our shop")
    await channel.look(shop, "uddd")
    await channel.hear()
    await household.watches.remove(shop.id, actor(at=household.now))
    told = await channel.hear()
    assert first_lines(told)[-1] == ("We stopped telling of this site here while it was down.")


async def test_settings_say_who_is_pinged_and_in_which_language(household: Household) -> None:
    channel = Channel(household, language="de")
    await household.guilds.save_settings(GuildSettings(guild_id=1, pings=False), actor())
    shop = await household.watch(name="Our shop", role_id=ROLE)
    await channel.look(shop, "uddd")
    (told,) = await channel.hear()
    assert told.pings == frozenset()
    assert told.content.startswith("Our shop is down")  # English stands in for what is missing


async def test_who_muted_a_restless_time_hears_that_it_is_over(household: Household) -> None:
    watch, channel = await household.watch(), Channel(household)
    await channel.look(watch, "uddduuddduuddd", every=SECOND)
    await channel.hear()
    (story,) = await household.incidents.of_guild(1, START)
    assert await household.incidents.respond(story.id, Act.MUTED, actor(at=household.now))
    await channel.hear()
    await channel.look(watch, "uu", every=SECOND)
    await channel.look(watch, "u" * 7, every=10 * MINUTE)
    *_, unstable, over = first_lines(await channel.hear())
    assert unstable == "Example is unstable: it keeps going down and coming back."
    assert over == "Example is back. It was down for 9 seconds in all, with breaks."


async def test_an_outage_that_outlives_its_restless_time_is_told_to_who_came_late(
    household: Household,
) -> None:
    watch, channel = await household.watch(), Channel(household)
    await channel.look(watch, "uddduuddduuddduu", every=SECOND)
    await channel.hear()
    await household.watch(guild_id=2, channel_id=20, name="Theirs")
    await channel.look(watch, "ddd", every=SECOND)
    await channel.look(watch, "d" * 7, every=10 * MINUTE)
    await channel.hear()
    last: Any = channel.channels.messages[-1]
    assert last.channel_id == 20
    assert first_lines(last.told)[0].startswith("Theirs is down")
