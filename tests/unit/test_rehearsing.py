"""A rehearsal plays an outage with the real texts, marked, without a ping, and keeps nothing."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from bot.presentation import words
from bot.presentation.announcements import render_announcement
from bot.presentation.asides import render_aside
from bot.presentation.rehearsal import open_story
from bot.presentation.rehearsing import BEAT_SECONDS, Rehearsing
from bot.presentation.rendered import Rendered
from bot.presentation.words import say
from bot.watching.delivery import Undelivered
from bot.watching.pacer import Pacer
from tests.fakes.channels import AWAY, NO_ACCESS, NO_MESSAGE, FakeChannels
from tests.fakes.clock import FakeClock
from tests.fakes.stories import ADMIN, GUILD, story, watch
from tests.unit.test_explanations_reading import Grade, grade

OWN_TEXTS = sorted(
    set(
        re.findall(
            r"^(rehearse-[a-z-]+) =",
            (Path(words.__file__).parent / "locales/en/announcements.ftl").read_text("utf-8"),
            re.MULTILINE,
        )
    )
)
STAGE = 400  # another channel than the watch's own

__all__ = ["grade"]


class Theatre:
    """A rehearsal, the channels it plays in, and what the admin was told."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.channels: Any = FakeChannels(self.clock)  # it keeps whatever it is sent
        self.pacer = Pacer(self.clock)
        self.rehearsing = Rehearsing(messenger=self.channels, pacer=self.pacer, clock=self.clock)
        self.told: list[str] = []

    async def play(self, guild_id: int = GUILD) -> Rendered:
        async def tell(message: Rendered) -> None:
            assert message.is_private
            self.told.append(message.content)

        followed = watch(role_id=500, guild_id=guild_id)
        return await self.rehearsing.play(followed, STAGE, "en", user_id=ADMIN, tell=tell)


@pytest.fixture
async def theatre() -> Any:
    theatre = Theatre()
    yield theatre
    await theatre.pacer.aclose()


async def test_one_message_goes_from_the_first_failure_to_the_end(theatre: Theatre) -> None:
    ended = await theatre.play()
    ((message),) = theatre.channels.messages
    lines = [told.content.splitlines()[0] for told in message.told]
    assert message.channel_id == STAGE
    assert lines == [
        (
            "Rehearsal: ChatGPT is down: its front desk gets bad answers from the servers behind"
            " it. It's not you."
        ),
        *[
            (
                "Rehearsal: ChatGPT is down: the servers behind its front desk take too long."
                " It's not you."
            )
        ]
        * 2,
        "Rehearsal: ChatGPT is back. It was down for 27 seconds.",
    ]
    assert [text.split(".")[0] for text in theatre.told] == [
        "We noticed a first failure",
        f"All three looks failed, so we told <#{STAGE}>",
    ]
    assert ended.is_private
    assert f"https://discord.com/channels/{GUILD}/{STAGE}/1" in ended.content
    assert theatre.clock.slept.count(BEAT_SECONDS) == 3


async def test_every_picture_of_it_says_that_it_is_a_rehearsal(theatre: Theatre) -> None:
    await theatre.play()
    for told in theatre.channels.messages[0].told:
        assert told.content.startswith("Rehearsal: ")
        assert told.card.footer.startswith("This is a rehearsal.")
        assert told.pings == frozenset()
        assert "<@&" not in told.without_card().content
        assert told.buttons


async def test_it_has_the_texts_and_buttons_of_a_real_outage(theatre: Theatre) -> None:
    await theatre.play()
    played = theatre.channels.messages[0].told[0]
    began = theatre.clock._start
    made_up = open_story(watch(), began)
    real = render_announcement(story(made_up), nonce="a1e0", locale="en")
    assert played.content.removeprefix("Rehearsal: ") == real.content
    assert played.card.fields == real.card.fields
    assert [b.label for b in played.buttons] == [b.label for b in real.buttons]


async def test_its_buttons_only_explain(theatre: Theatre) -> None:
    await theatre.play()
    pressed = {b.custom_id for told in theatre.channels.messages[0].told for b in told.buttons}
    assert pressed == {"r1:know", "r1:mute", "r1:false", "r1:follow", "r1:show"}
    assert all("only a rehearsal" in render_aside(one, "en").content for one in pressed)


async def test_one_at_a_time_in_each_server(theatre: Theatre) -> None:
    first, second, elsewhere = await asyncio.gather(
        theatre.play(), theatre.play(), theatre.play(GUILD + 1)
    )
    assert "going on in this server already" in second.content
    assert "That was the rehearsal" in first.content
    assert "That was the rehearsal" in elsewhere.content
    assert "That was the rehearsal" in (await theatre.play()).content


@pytest.mark.parametrize(
    ("request_kind", "trouble", "said"),
    [
        ("post", NO_ACCESS, f"We can't write in <#{STAGE}>"),
        ("post", AWAY, "Discord did not take our message"),
        ("edit", NO_MESSAGE, "Its message is gone"),
        ("edit", AWAY, "Discord did not take our message"),
    ],
)
async def test_trouble_ends_it_with_a_sentence(
    theatre: Theatre, request_kind: str, trouble: Undelivered, said: str
) -> None:
    theatre.channels.trouble = lambda kind, _channel: trouble if kind == request_kind else None
    assert said in (await theatre.play()).content
    theatre.channels.trouble = lambda _kind, _channel: None
    assert "That was the rehearsal" in (await theatre.play()).content


async def test_an_edit_that_does_not_get_through_is_made_good_by_the_next(theatre: Theatre) -> None:
    tries = iter([AWAY, AWAY])
    theatre.channels.trouble = lambda kind, _channel: next(tries, None) if kind == "edit" else None
    assert "That was the rehearsal" in (await theatre.play()).content
    assert theatre.channels.messages[0].told[-1].content.startswith("Rehearsal: ChatGPT is back.")


def test_what_is_said_around_it_is_read_with_ease(grade: Grade) -> None:
    texts = {
        say("en", message, link="there", channel=1, command="the bot", line="Maps is up.")
        for message in (*OWN_TEXTS, "announce-late-why")
    }
    assert {text for text in texts if grade(text.replace("<#1>", "it")) > 7} == set()


@pytest.mark.parametrize(
    ("custom_id", "said"),
    [
        ("a1:late:a3e0", "We kept watching all the time."),
        ("a1:late:a3", "older version"),
        ("a1:late:a3e0:x", "older version"),
        ("a2:late:a3e0", "older version"),
        ("r1:destroy", "older version"),
        ("r1:know\n", "older version"),
    ],
)
def test_ids_are_read_strictly(custom_id: str, said: str) -> None:
    assert said in render_aside(custom_id, "en").content
