"""A vendor's page as it reads at some moments, said in few words."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.statuspages.status import Notice, OfficialState
from bot.triage.verdict import State
from bot.watching.official_news import OfficialStory, ToldNotice
from bot.watching.ports import AnnouncementStory, FoldedInto, IncidentKind, IncidentStory, Response
from bot.watching.watch import Expectations, OfficialChoice, OfficialScope
from tests.fakes.stories import ADMIN, BEGAN, CHANNEL, after, incident, story, watch
from tests.fakes.watched import START

MINUTE = timedelta(minutes=1)
OWN = Expectations(official=OfficialChoice(service_id="github"))
WHOLE = Expectations(official=OfficialChoice(service_id="github", scope=OfficialScope.PAGE))


def notice(id_: str = "a", text: str = "We look into it.", **changes: Any) -> Notice:
    """Return an incident that a vendor tells of, and that goes on."""
    values: dict[str, Any] = {
        "id": id_,
        "title": f"Trouble {id_}",
        "state": OfficialState.PARTIAL_OUTAGE,
        "stage": "investigating",
        "text": text,
        "url": f"https://www.githubstatus.com/incidents/{id_}",
        "begins_at": START - 5 * MINUTE,
        "updated_at": START - MINUTE,
    }
    return Notice(**values | changes)


def over(id_: str = "a", text: str = "It is mended.", at: datetime = START) -> Notice:
    """Return an incident that a vendor says has ended."""
    return notice(id_, text, stage="resolved", is_over=True, ends_at=at, updated_at=at)


def told_notice(number: int = 1, **changes: Any) -> ToldNotice:
    """Return an incident as we remember that a vendor tells of it."""
    values: dict[str, Any] = {
        "key": f"n{number}",
        "title": "Degraded performance in GitHub Actions",
        "state": OfficialState.PARTIAL_OUTAGE,
        "stage": "investigating",
        "text": "We are investigating reports of delayed workflow runs. Some jobs may not start.",
        "url": "https://www.githubstatus.com/incidents/abc123",
        "begins_at": BEGAN - 7 * MINUTE,
        "said_at": after(2),
        "heard_at": after(3),
    }
    return ToldNotice(**values | changes)


def page_story(*notices: ToldNotice, own_check: State | None = State.UP) -> OfficialStory:
    """Return what GitHub's page tells."""
    return OfficialStory(
        vendor="GitHub",
        page_url="https://www.githubstatus.com",
        notices=notices or (told_notice(),),
        own_check=own_check,
    )


def reported(official: OfficialStory | None = None, **changes: Any) -> IncidentStory:
    """Return an official incident that goes on."""
    values = {
        "id": 50,
        "kind": IncidentKind.OFFICIAL,
        "cause": None,
        "hop": None,
        "verdict": None,
        "official": official or page_story(),
        "watches": (watch("GitHub"),),
    }
    return incident("GitHub", **values | changes)


_ENDED = told_notice(
    stage="resolved", text="All jobs start as usual again.", said_at=after(38), over_at=after(38)
)
_GONE = told_notice(over_at=after(38), is_dropped=True)
_SECOND = told_notice(2, title="Webhooks arrive late", stage="identified", text="")
_THIRD = told_notice(
    3, title="Elevated errors on pushes", stage="monitoring", text="Fixed, we watch."
)
_OVER = reported(page_story(_ENDED), resolved_at=after(40))
_ALICE = Response(acknowledged_by=ADMIN, acknowledged_at=after(5))
_BACK = {"resolved_at": after(29)}

# Every state in which a channel reads of a vendor's words, and the first line that tells it.
TOLD: dict[str, tuple[AnnouncementStory, str]] = {
    "reported": (
        story(reported()),
        ("The status page of GitHub reports trouble: «Degraded performance in GitHub Actions»."),
    ),
    "reported, three at once, we know": (
        story(
            reported(page_story(told_notice(), _SECOND, _THIRD, own_check=None), response=_ALICE)
        ),
        (
            "The status page of GitHub reports trouble: «Degraded performance in GitHub Actions»,"
            " and 2 things more."
        ),
    ),
    "reported, our check is kept out": (
        story(reported(page_story(told_notice(text="", begins_at=None), own_check=State.BLOCKED))),
        ("The status page of GitHub reports trouble: «Degraded performance in GitHub Actions»."),
    ),
    "reported, no title": (
        story(reported(page_story(told_notice(title=" "), own_check=State.DOWN))),
        "The status page of GitHub reports trouble.",
    ),
    "reported, over": (
        story(_OVER),
        (
            "The status page of GitHub says that the trouble is over. We read of it there for 40"
            " minutes."
        ),
    ),
    "reported, dropped": (
        story(reported(page_story(_GONE), resolved_at=after(40))),
        "The status page of GitHub no longer tells of trouble. It did for 40 minutes.",
    ),
    "followed no more": (
        story(reported(resolved_at=after(9), is_abandoned=True)),
        "We stopped telling of GitHub here while it had trouble.",
    ),
    "down, and reported": (
        story(incident("GitHub"), reported(opened_at=after(3))),
        (
            "GitHub is down: its front desk gets bad answers from the servers behind it. It's not"
            " you."
        ),
    ),
    "down, they say it is over": (
        story(incident("GitHub"), _OVER),
        (
            "GitHub is down: its front desk gets bad answers from the servers behind it. It's not"
            " you."
        ),
    ),
    "back, still reported": (
        story(incident("GitHub", **_BACK), reported()),
        (
            "GitHub is back. It was down for 29 minutes. Their own status page still reports"
            " trouble: «Degraded performance in GitHub Actions»."
        ),
    ),
    "false alarm, still reported": (
        story(
            incident("GitHub", response=Response(retracted_by=ADMIN, retracted_at=after(8))),
            reported(),
        ),
        "False alarm: GitHub was not down. An admin of this server told us so.",
    ),
    "both over": (
        story(incident("GitHub", **_BACK), _OVER),
        "GitHub is back. It was down for 29 minutes.",
    ),
    "several, one reported": (
        story(
            incident("ChatGPT", id=1),
            incident("Figma", id=2, yardstick_id=2),
            reported(yardstick_id=3),
        ),
        (
            "ChatGPT and Figma are down. It does not seem to be you. The status page of GitHub"
            " reports trouble."
        ),
    ),
    "told late": (
        story(reported(), is_summary=True),
        (
            "We could not write here for a while. The status page of GitHub reports trouble:"
            " «Degraded performance in GitHub Actions»."
        ),
    ),
    "told where our own check is told": (
        replace(
            story(reported()),
            folded_into=FoldedInto(channel_id=CHANNEL, message_id=9, is_same=True),
        ),
        (
            "Our own check of GitHub saw trouble, too. One message tells of all of it:"
            " https://discord.com/channels/100/300/9"
        ),
    ),
}
