"""Which answer many share: the newest one in its channel, fresh, there, and still true."""

import asyncio
from dataclasses import replace

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.members import add_asking, render_pointer
from bot.presentation.posted import Posted
from bot.presentation.rendered import Rendered
from bot.presentation.shared_answers import FRESH, SharedAnswer, SharedAnswers, Spot
from bot.triage.verdict import State
from tests.fakes.clock import FakeClock
from tests.unit.test_asking_elsewhere import answer

HERE = Spot(1, 2, "s.github")
DOWN = answer().verdict
SAID = Rendered(content="GitHub is down.\nMore.")


async def change(**_drawn: object) -> None:
    """Take a change."""


def posted(message_id: int = 9) -> Posted:
    return Posted(
        guild_id=1,
        channel_id=2,
        message_id=message_id,
        change=change,
        ours=discord.Permissions.all(),
    )


def opened(shared: SharedAnswers, spot: Spot = HERE, message_id: int = 9) -> SharedAnswer:
    found = shared.open(spot, DOWN, SAID, "en")
    shared.settle(found, posted(message_id))
    return found


async def test_the_newest_answer_is_shared_in_its_channel_alone() -> None:
    shared = SharedAnswers(FakeClock())
    first, second = opened(shared), opened(shared, message_id=10)
    assert shared.find(HERE, DOWN) is second
    assert not shared.is_shared(first)
    for other in (replace(HERE, guild_id=5), replace(HERE, channel_id=5), replace(HERE, about="s")):
        assert shared.find(other, DOWN) is None


async def test_an_answer_is_shared_while_it_is_fresh_and_true() -> None:
    clock = FakeClock()
    shared = SharedAnswers(clock)
    found = opened(shared)
    assert shared.find(HERE, replace(DOWN, state=State.UP)) is None
    clock.advance(FRESH - 1)
    assert shared.find(HERE, DOWN) is found
    clock.advance(1)
    assert shared.find(HERE, DOWN) is None
    assert len(shared) == 0
    assert not shared._spots


async def test_a_deleted_message_is_shared_no_more() -> None:
    shared = SharedAnswers(FakeClock())
    opened(shared)
    shared.drop_message(8)
    assert shared.find(HERE, DOWN) is not None
    shared.drop_message(9)
    assert shared.find(HERE, DOWN) is None
    assert not shared._spots


async def test_whoever_waits_for_an_answer_that_never_came_is_told() -> None:
    shared = SharedAnswers(FakeClock())
    coming = shared.open(HERE, DOWN, SAID, "en")
    waiting = asyncio.ensure_future(asyncio.shield(coming.posted))
    shared.settle(coming, None)
    assert await waiting is None
    assert shared.find(HERE, DOWN) is None


async def test_an_answer_that_arrives_after_it_gave_way_is_not_shared() -> None:
    shared = SharedAnswers(FakeClock())
    late = shared.open(HERE, DOWN, SAID, "en")
    newer = opened(shared)
    assert await late.posted is None
    shared.settle(late, posted(7))
    assert shared.find(HERE, DOWN) is newer
    assert set(shared._spots) == {9}
    shared.clear()
    assert len(shared) == len(shared._spots) == 0


@given(
    steps=st.lists(
        st.tuples(st.integers(1, 9), st.integers(0, 60), st.booleans(), st.booleans()), max_size=60
    )
)
def test_nothing_grows_without_end(steps: list[tuple[int, int, bool, bool]]) -> None:
    async def run() -> None:
        clock = FakeClock()
        shared = SharedAnswers(clock, kept=4)
        for number, (channel, later, is_sent, is_deleted) in enumerate(steps):
            coming = shared.open(replace(HERE, channel_id=channel), DOWN, SAID, "en")
            shared.settle(coming, posted(number) if is_sent else None)
            if is_deleted:
                shared.drop_message(number)
            clock.advance(later)
            assert len(shared._spots) <= len(shared) <= 4
            assert set(shared._spots.values()) <= set(shared._answers)

    asyncio.run(run())


def test_a_pointer_is_the_verdict_and_the_way() -> None:
    message = render_pointer(SAID, posted().link, 9, "en")
    assert message.content == (
        "GitHub is down.\n9 members asked about it within 3 minutes."
        " Here is one answer for everybody: https://discord.com/channels/1/2/9"
    )
    assert message.is_private
    assert message.card is None
    assert not message.buttons


def test_a_shared_answer_says_how_many_asked() -> None:
    assert add_asking(SAID, 12, "en").content.endswith(
        "\nMore.\n12 members asked about it within 3 minutes."
    )
