"""Letters to members who wait, and the list of incidents to pick from."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.presentation.incidents import FollowerLetters, render_deed, render_incident_choices
from bot.presentation.limits import CHOICE, CHOICES, CONTENT
from bot.triage.verdict import Cause, Hop
from bot.watching.ports import (
    Act,
    Follower,
    GuildSettings,
    IncidentKind,
    IncidentStory,
    Response,
)
from bot.watching.responding import Deed, Result
from tests.fakes.clock import START
from tests.unit.test_presentation_boards import standing

MINUTE = timedelta(minutes=1)
STORY = IncidentStory(
    id=1,
    public_id="abc",
    kind=IncidentKind.OUTAGE,
    endpoint_id=1,
    yardstick_id=1,
    watches=(standing("Git*Hub").watch,),
    opened_at=START,
    resolved_at=START + 42 * MINUTE,
    cause=Cause.UPSTREAM_BAD_REPLY,
    hop=Hop.ORIGIN,
    verdict=None,
)
WHO = Follower(incident_id=1, user_id=5, guild_id=1, channel_id=10)


class English:
    """Servers that chose nothing."""

    async def settings(self, guild_id: int) -> GuildSettings:
        return GuildSettings(guild_id=guild_id)


def letters() -> FollowerLetters:
    return FollowerLetters(English(), lambda _: None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("story", "says"),
    [
        (STORY, "Git\\*Hub works again. It was down for 42 minutes."),
        (
            replace(STORY, pauses=((START + MINUTE, START + 41 * MINUTE),)),
            "Git\\*Hub works again. It was down for 2 minutes.",
        ),
        (
            replace(STORY, kind=IncidentKind.SLOW, cause=None),
            "Git\\*Hub is as quick as usual again.",
        ),
        (
            replace(STORY, kind=IncidentKind.SLOW),
            "Git\\*Hub is no longer slow: it stopped working.",
        ),
        (
            replace(STORY, kind=IncidentKind.MAINTENANCE),
            "The planned work at Git\\*Hub is over.",
        ),
        (
            replace(STORY, response=Response(retracted_by=7, retracted_at=START)),
            "Git\\*Hub was not down after all. An admin of the server called it a false alarm.",
        ),
        (
            replace(STORY, is_abandoned=True),
            "That server no longer watches Git\\*Hub, so we can't tell you when it is back.",
        ),
        (
            replace(STORY, watches=(), is_abandoned=True),
            "That server no longer watches it, so we can't tell you when it is back.",
        ),
    ],
)
async def test_every_end_is_told_as_what_it_was(story: IncidentStory, says: str) -> None:
    letter = await letters().to_member(story, WHO)
    assert letter.content == f"{says}\n-# You asked us in <#10> to tell you."
    assert letter.callings == frozenset()


async def test_a_mention_pings_exactly_whom_it_names_and_fits() -> None:
    users = [2**62 + number for number in range(50)]
    letter = await letters().to_channel(STORY, 1, users)
    assert letter.callings == frozenset(users)
    assert all(f"<@{user}>" in letter.content for user in users)
    assert len(letter.content) <= CONTENT


def test_choices_are_short_plain_and_few() -> None:
    hostile = replace(STORY.watches[0], name="\u202eGit\nHub" * 30)
    stories = [replace(STORY, public_id=str(n), watches=(hostile,)) for n in range(40)]
    choices = render_incident_choices(stories, "", "en")
    assert len(choices) == CHOICES
    assert all(len(one.name) <= CHOICE and one.name.isprintable() for one in choices)
    assert render_incident_choices([STORY], "git*h", "en")[0].value == "abc"
    assert render_incident_choices([STORY], "steam", "en") == []


def test_choices_say_how_each_stands() -> None:
    goes_on = replace(STORY, resolved_at=None)
    false = replace(STORY, response=Response(retracted_by=7, retracted_at=START))
    names = [one.name for one in render_incident_choices([goes_on, STORY, false], "", "en")]
    assert names == [
        "Git*Hub, since 01 Mar 12:00 UTC",
        "Git*Hub, 01 Mar 12:00 UTC, over",
        "Git*Hub, 01 Mar 12:00 UTC, false alarm",
    ]


@pytest.mark.parametrize("act", Act)
def test_nobody_is_named_where_nobody_is_known(act: Act) -> None:
    deed = Deed(result=Result.ALREADY)
    said = render_deed(deed, act, 5, "en", is_press=True)
    assert said.content.startswith("Somebody ")
    assert said.is_private
