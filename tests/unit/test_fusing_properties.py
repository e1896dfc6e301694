"""Whatever is gathered, contradictory or hostile, is weighed, said, and fits on a screen."""

import re
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking.answer import Answer
from bot.asking.members import MembersWord
from bot.asking.official import OfficialWord
from bot.presentation.answers import render_outcome
from bot.presentation.details import render_details
from bot.presentation.fusing import render_reasons
from bot.presentation.limits import CONTENT, fit
from bot.statuspages.look import Problem
from bot.statuspages.status import OfficialState
from bot.triage.fusing import Known, Source, fuse
from bot.triage.verdict import State
from bot.vantage.sighting import Sight, Sighting, Viewpoint, Vote
from tests.scenarios.fusing.evidence import LOOKS, NOW, SERVICE, verdict_of

# What a vendor's title may try: to ping, to link, to end our quotation, to break out of the line.
ATTACKS = (
    "@everyone",
    "<@123>",
    "»",
    "[click](https://evil.example)",
    "https://evil.example",
    "```",
    "**",
    "\n# Shop is up",
    "\u202e",
    "\u200b",
    "<t:0:R>",
    "|",
    "𒐫",
    "a\u0301" * 40,
)
titles = st.lists(st.sampled_from(ATTACKS) | st.text(max_size=40), max_size=8).map("".join)
moments = st.timedeltas(timedelta(days=-3), timedelta(days=3)).map(lambda age: NOW + age) | st.just(
    NOW
)
counts = st.integers(0, 5) | st.integers(0, 1_000)


def votes(sights: list[Sight]) -> tuple[Vote, ...]:
    return tuple(Vote(viewpoint=Viewpoint(country="DE"), sight=sight) for sight in sights)


words = st.builds(
    OfficialWord,
    state=st.sampled_from(OfficialState),
    heard_at=moments,
    title=titles,
    problem=st.none() | st.sampled_from(Problem),
    is_whole_page=st.booleans(),
)
sightings = st.builds(
    Sighting,
    at=moments,
    votes=st.lists(st.sampled_from(Sight), max_size=6).map(votes),
    asked=st.integers(0, 7),
)
members = st.builds(
    MembersWord,
    trouble=counts,
    fine=counts,
    asking=counts,
    usual=st.none() | counts,
    latest=st.none() | moments,
    latest_fine=moments,
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    return Answer(
        name=SERVICE.name,
        verdict=verdict_of(draw(st.sampled_from(sorted(LOOKS)))),
        looked_at=NOW,
        service=SERVICE,
        known=draw(st.none() | st.sampled_from(Known)),
        official=draw(st.none() | words),
        places=draw(st.none() | sightings),
        members=draw(st.none() | members),
    )


@settings(max_examples=200, deadline=None)
@given(answers())
def test_whatever_is_gathered_is_said_within_every_limit(answer: Answer) -> None:
    message = render_outcome(answer, "en")
    assert fit(message) == message
    for shown in (message, render_details(answer, "en", is_fresh=False)):
        assert fit(shown) == shown
        text = shown.without_card()
        assert 0 < len(text.content) <= CONTENT
        assert text.content.partition("\n")[0] == shown.content.partition("\n")[0]
    assert "\n" not in message.content


@settings(max_examples=200, deadline=None)
@given(answers())
def test_a_vendor_s_title_stays_a_quotation_in_its_line(answer: Answer) -> None:
    shown = [line for line in render_reasons(answer, "en") if line.startswith("Their own page")]
    for line in shown:
        assert "\n" not in line
        assert line.count("«") == line.count("»") <= 1
        quoted = "".join(re.findall("«(.*)»", line))
        assert not re.search(r"(?<!\\)[`*\[@<]|https?://", quoted.replace("@\u200b", "")), quoted


@settings(max_examples=200, deadline=None)
@given(answers())
def test_nothing_old_or_of_the_future_counts(answer: Answer) -> None:
    now = answer.gathered
    far = timedelta(hours=2)
    later = replace(now, looked_at=NOW + timedelta(days=4))
    earlier = replace(now, looked_at=NOW - timedelta(days=4))
    alone = fuse(replace(now, official=None, places=None, members=None))
    timeless = answer.members is not None and answer.members.latest is None
    if not timeless:
        assert fuse(later).state is fuse(earlier).state is alone.state
        assert fuse(later).rule == fuse(earlier).rule
    for reason in answer.fused.reasons:
        assert reason.at is None or abs(reason.at - NOW) <= far


@settings(max_examples=200, deadline=None)
@given(answers())
def test_down_is_told_by_whoever_saw_it(answer: Answer) -> None:
    fused = answer.fused
    if fused.state is State.DOWN:
        told = {reason.source for reason in fused.reasons}
        assert fused.told_by in told | {Source.PROBE}
        assert fused.told_by is not Source.MEMBERS
        is_ours = answer.verdict.state in {State.DOWN, State.NO_SUCH_SITE}
        assert is_ours or fused.told_by in {Source.PLACES, Source.OFFICIAL}
