"""Whatever dies, fails or gets lost between storage and Discord: told once, resolved once."""

import asyncio
from collections import defaultdict

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.watching.delivery import Undelivered
from tests.fakes import channels
from tests.fakes.announcing import World
from tests.fakes.clock import START

CHANNELS = (1, 2, 3)
OVER = "over"


@pytest.mark.parametrize("steps", range(14))
async def test_a_process_of_the_same_name_goes_on_at_once(steps: int) -> None:
    world = World()
    world.owner = "the machine"
    world.open(7, 1, 2)
    world.steps_to_live = steps
    await world.run()
    await world.run()
    said = [message[-1] for channel in (1, 2) for message in world.said(channel)]
    assert said == [{7: "down"}, {7: "down"}]
    assert (world.clock.now() - START).total_seconds() < 1


class Announcing(RuleBasedStateMachine):
    """Incidents come and go while processes die at any step and Discord fails in every way."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.loop = asyncio.new_event_loop()
        self.began = 0
        self.channels_of: dict[int, set[int]] = defaultdict(set)

    def teardown(self) -> None:
        """In the end everybody knows the truth, and has been told of each incident once."""
        self.discord_recovers()
        self.loop.run_until_complete(self.world.settle(minutes=25))
        self.what_goes_on_is_known()
        for incident in self.world.outbox.incidents.values():
            if not incident.is_over:
                self.world.resolve(incident.id)
        self.loop.run_until_complete(self.world.settle(minutes=25))
        self.loop.close()
        assert not any(map(self.world.outbox._is_untold, self.world.outbox.rows.values()))
        for channel in CHANNELS:
            said = [message[-1] for message in self.world.said(channel)]
            assert all(state == OVER for content in said for state in content.values())

    def what_goes_on_is_known(self) -> None:
        for channel, wanted in self.channels_of.items():
            said = [incident for message in self.world.said(channel) for incident in message[-1]]
            going_on = {n for n in wanted if not self.world.outbox.incidents[n].is_over}
            assert going_on <= set(said)

    @rule(where=st.sets(st.sampled_from(CHANNELS), min_size=1))
    def something_goes_down(self, where: set[int]) -> None:
        self.began += 1
        for channel in where:
            self.channels_of[channel].add(self.began)
        self.world.open(self.began, *sorted(where))

    @precondition(lambda self: self.began)
    @rule(data=st.data())
    def something_is_over(self, data: st.DataObject) -> None:
        incident = data.draw(st.integers(1, self.began))
        if not self.world.outbox.incidents[incident].is_over:
            self.world.resolve(incident)

    @precondition(lambda self: self.began)
    @rule(data=st.data())
    def a_detail_changes(self, data: st.DataObject) -> None:
        incident = data.draw(st.integers(1, self.began))
        if not self.world.outbox.incidents[incident].is_over:
            self.world.update(incident)

    @rule(channel=st.sampled_from(CHANNELS))
    def what_goes_on_is_told_together(self, channel: int) -> None:
        self.world.outbox.fold_outages(channel, self.world.clock.now())

    @rule()
    def a_process_runs(self) -> None:
        self.loop.run_until_complete(self.world.run())

    @rule(steps=st.integers(0, 40))
    def a_process_is_killed(self, steps: int) -> None:
        self.world.steps_to_live = steps
        self.loop.run_until_complete(self.world.run())

    @rule(owner=st.sampled_from([None, "a machine", "another machine"]))
    def processes_get_another_name(self, owner: str | None) -> None:
        self.world.owner = owner

    @rule(seconds=st.sampled_from([1, 20, 70, 100, 200, 290, 310, 700]))
    def time_goes_by(self, seconds: int) -> None:
        self.world.clock.advance(seconds)

    @rule(
        trouble=st.sampled_from([channels.AWAY, channels.LOST]), channel=st.sampled_from(CHANNELS)
    )
    def one_channel_fails(self, trouble: Undelivered, channel: int) -> None:
        self.world.channels.trouble = lambda _kind, where: trouble if where == channel else None

    @rule(trouble=st.sampled_from([channels.AWAY, channels.LOST, channels.SHUT_OUT]))
    def discord_is_away(self, trouble: Undelivered) -> None:
        self.world.channels.trouble = lambda _kind, _where: trouble

    @rule()
    def answers_get_lost(self) -> None:
        self.world.channels.loses_answers = True

    @rule()
    def discord_recovers(self) -> None:
        self.world.channels.trouble = lambda _kind, _where: None
        self.world.channels.loses_answers = False

    @invariant()
    def nobody_is_told_twice(self) -> None:
        rows = self.world.outbox.rows.values()
        folded = {row.announcement.nonce for row in rows if row.folded_into is not None}
        for channel in CHANNELS:
            standing = self.world.channels.standing(channel)
            # What was folded just now is still to be edited.
            said = [message.told[-1] for message in standing if message.nonce not in folded]
            told = [incident for content in said for incident in content]
            assert len(told) == len(set(told)), f"channel {channel} was told twice: {said}"

    @invariant()
    def what_is_marked_as_told_was_told(self) -> None:
        for row in self.world.outbox.rows.values():
            told = row.announcement
            if told.message_id is not None and told.told_version == told.version:
                content = self.world.channels.messages[told.message_id - 1].told[-1]
                assert content == self.world.outbox.content(told)


TestAnnouncing = Announcing.TestCase
TestAnnouncing.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)
