"""Made-up incidents as a server is told of them: every state there is, by name."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.probing.parsing import parse_target
from bot.triage.evidence import EvidenceId, fact
from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict
from bot.watching.ports import AnnouncementStory, IncidentKind, IncidentStory, Note, Response
from bot.watching.watch import Watch

BEGAN = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
GUILD, CHANNEL, ADMIN = 100, 300, 77
DOWN = Verdict(
    state=State.DOWN,
    hop=Hop.ORIGIN,
    cause=Cause.UPSTREAM_BAD_REPLY,
    confidence=Confidence.HIGH,
    rule="made-up",
    status=502,
)


def watch(name: str = "ChatGPT", **changes: Any) -> Watch:
    """Return a watch of the server, in its channel."""
    values: dict[str, Any] = {
        "id": 1,
        "guild_id": GUILD,
        "endpoint_id": 1,
        "target": parse_target("https://example.com/"),
        "channel_id": CHANNEL,
        "name": name,
        "interval": timedelta(seconds=60),
    }
    return Watch(**values | changes)


def incident(name: str = "ChatGPT", **changes: Any) -> IncidentStory:
    """Return an outage that goes on."""
    values: dict[str, Any] = {
        "id": 1,
        "public_id": "made-up",
        "kind": IncidentKind.OUTAGE,
        "endpoint_id": 1,
        "yardstick_id": 1,
        "watches": (watch(name, id=changes.get("id", 1)),),
        "opened_at": BEGAN,
        "resolved_at": None,
        "cause": DOWN.cause,
        "hop": DOWN.hop,
        "verdict": DOWN,
    }
    return IncidentStory(**values | changes)


def story(*incidents: IncidentStory, is_summary: bool = False) -> AnnouncementStory:
    """Return what a channel is told of some incidents."""
    return AnnouncementStory(
        guild_id=GUILD,
        channel_id=CHANNEL,
        version=1,
        is_summary=is_summary,
        incidents=incidents,
    )


def after(minutes: float) -> datetime:
    """Return a time so long after the beginning."""
    return BEGAN + minutes * MINUTE


def several(count: int, **changes: Any) -> tuple[IncidentStory, ...]:
    """Return outages of different things."""
    names = ("ChatGPT", "GitHub", "Figma", "Slack", "Our forum")
    return tuple(
        incident(names[place] if place < len(names) else f"Site {place}", id=place + 1, **changes)
        for place in range(count)
    )


def seen(state: State, cause: Cause, **changes: Any) -> Verdict:
    """Return what another look found."""
    return replace(DOWN, state=state, cause=cause, status=None, **changes)


_UNSURE = replace(DOWN, confidence=Confidence.MEDIUM)
_UNMET = replace(
    seen(State.DOWN, Cause.UNKNOWN, confidence=Confidence.LOW),
    rule="expected-text",
    evidence=(fact(EvidenceId.EXPECTED_TEXT, seen="missing"),),
)
_CLOUDFLARE = replace(DOWN, answered_by="cloudflare")
_SLOW = {
    "kind": IncidentKind.SLOW,
    "cause": None,
    "verdict": seen(State.SLOW, Cause.SLOW),
    "figures": {"took_ms": 4210.0, "usual_ms": 580.0},
}
_WORK = {"kind": IncidentKind.MAINTENANCE, "verdict": seen(State.MAINTENANCE, Cause.MAINTENANCE)}
_CERTIFICATE = {"kind": IncidentKind.CERTIFICATE, "verdict": None}
_KNOWN = Response(acknowledged_by=ADMIN, acknowledged_at=after(5))
_MUTED = replace(_KNOWN, muted_by=ADMIN, muted_at=after(6))
_NOTE = Note(author_id=ADMIN, at=after(9), text="We asked their support. They are on it.")

# Every state of one incident, and the first line that tells it.
STATES: dict[str, tuple[IncidentStory, str]] = {
    "down": (
        incident(),
        (
            "ChatGPT is down: its front desk gets bad answers from the servers behind it. It's not"
            " you."
        ),
    ),
    "down, not sure why": (
        incident(verdict=_UNSURE),
        (
            "ChatGPT is down. The site's front desk is up, but the server behind it gave no usable"
            " answer. It does not seem to be you."
        ),
    ),
    "down, changed cause": (
        incident(verdict=seen(State.DOWN, Cause.CONNECT_TIMEOUT)),
        "ChatGPT is down: its servers don't answer when we knock. It does not seem to be you.",
    ),
    "down, nobody knows why": (
        incident(verdict=seen(State.DOWN, Cause.UNKNOWN, confidence=Confidence.LOW)),
        "ChatGPT is down. We can't tell why yet. It does not seem to be you.",
    ),
    "not what the watch asks for": (
        incident(verdict=_UNMET),
        (
            "ChatGPT is not as it should be. The text that this watch looks for is not on the page."
            " It does not seem to be you."
        ),
    ),
    "down, from an older version": (incident(verdict=None), "ChatGPT is down."),
    "the name is gone": (
        incident(verdict=seen(State.NO_SUCH_SITE, Cause.DNS_NXDOMAIN)),
        "ChatGPT can't be found: there is no site with this name.",
    ),
    "down, then blocked": (
        incident(verdict=seen(State.BLOCKED, Cause.BOT_BLOCKED)),
        (
            "ChatGPT keeps our check out. It is most likely up: try it in your browser. Before"
            " that, it was down."
        ),
    ),
    "down, then unclear": (
        incident(verdict=seen(State.UNKNOWN, Cause.OWN_NETWORK)),
        "ChatGPT was down. We can't tell yet if it is back.",
    ),
    "known": (incident(response=_KNOWN), ""),
    "known, with a note": (incident(response=_KNOWN, notes=(_NOTE,)), ""),
    "muted, with a note": (incident(response=_MUTED, notes=(_NOTE,)), ""),
    "down again": (incident(pauses=((after(12), after(15)),)), ""),
    "down again and again": (
        incident(pauses=((after(12), after(15)), (after(20), after(24)))),
        "",
    ),
    "unstable": (
        incident(is_unstable=True),
        "ChatGPT is unstable: it keeps going down and coming back.",
    ),
    "back": (incident(resolved_at=after(42)), "ChatGPT is back. It was down for 42 minutes."),
    "back, with breaks": (
        incident(resolved_at=after(125), pauses=((after(12), after(17)),), notes=(_NOTE,)),
        "ChatGPT is back. It was down for 2 hours in all, with breaks.",
    ),
    "back, beginning missed": (
        incident(resolved_at=BEGAN),
        "ChatGPT is back. We did not see when it went down.",
    ),
    "false alarm, an admin's word": (
        incident(response=Response(retracted_by=ADMIN, retracted_at=after(8))),
        "False alarm: ChatGPT was not down. An admin of this server told us so.",
    ),
    "false alarm, ours": (
        incident(response=Response(retracted_at=after(8)), resolved_at=after(9)),
        "False alarm: ChatGPT was not down. The mistake was ours, and we are sorry.",
    ),
    "abandoned": (
        incident(is_abandoned=True, resolved_at=after(9)),
        "We stopped telling of ChatGPT here while it was down.",
    ),
    "abandoned, the watch is gone": (
        incident(is_abandoned=True, resolved_at=after(9), watches=()),
        "We stopped telling of this site here while it was down.",
    ),
    "abandoned while slow": (
        incident(is_abandoned=True, resolved_at=after(9), **_SLOW),
        "We stopped telling of ChatGPT here while it had trouble.",
    ),
    "slow": (
        incident(**_SLOW),
        "ChatGPT is up, but slow: a page takes 4.2 seconds. Most days it takes 0.6 seconds.",
    ),
    "slow, unlike what is asked for": (
        incident(**{**_SLOW, "figures": {"took_ms": 4210.0}}),
        "ChatGPT is up, but slow: a page takes 4.2 seconds.",
    ),
    "slow, without numbers": (
        incident(**{**_SLOW, "figures": {}}),
        "ChatGPT is up, but slow right now.",
    ),
    "slow no more": (
        incident(resolved_at=after(33), **_SLOW),
        "ChatGPT is as fast as usual again. It was slow for 33 minutes.",
    ),
    "slow, then worse": (
        incident(resolved_at=after(33), **{**_SLOW, "cause": Cause.UPSTREAM_BAD_REPLY}),
        "ChatGPT was slow for 33 minutes. Then it stopped working.",
    ),
    "closed for work": (
        incident(**_WORK),
        "ChatGPT is closed for planned work. Its own page says so.",
    ),
    "work done": (
        incident(resolved_at=after(26 * 60), **_WORK),
        "The planned work at ChatGPT is over. It took 1 day and 2 hours.",
    ),
    "certificate, two weeks": (
        incident(figures={"days_left": 13}, **_CERTIFICATE),
        "The security certificate of ChatGPT runs out <t:1796608920:R>.",
    ),
    "certificate, one day": (
        incident(figures={"days_left": 1}, **_CERTIFICATE),
        "The security certificate of ChatGPT runs out <t:1795572120:R>.",
    ),
    "certificate, today": (
        incident(figures={"days_left": 0}, **_CERTIFICATE),
        "The security certificate of ChatGPT runs out before <t:1795528920:f>.",
    ),
}

# Several incidents in one message, and its first line.
FOLDS: dict[str, tuple[AnnouncementStory, str]] = {
    "mass failure behind one edge": (
        story(*several(4, verdict=_CLOUDFLARE)),
        "ChatGPT, GitHub, Figma and Slack are down. It does not seem to be you.",
    ),
    "mass failure, twenty-five": (
        story(*several(25)),
        "ChatGPT, GitHub, Figma and 22 more are down. It does not seem to be you.",
    ),
    "mass failure, some are back": (
        story(
            *several(2, notes=(_NOTE,), response=_KNOWN),
            incident("Figma", id=3, resolved_at=after(20)),
            incident("Slack", id=4, **_SLOW),
        ),
        (
            "ChatGPT and GitHub are down. It does not seem to be you. Slack is slow. Figma was"
            " down, but is back."
        ),
    ),
    "mass failure, all over": (
        story(*several(3, resolved_at=after(31))),
        "ChatGPT, GitHub and Figma were down, but are back.",
    ),
    "told late, over": (
        story(incident(resolved_at=after(29)), is_summary=True),
        "While we could not write here, ChatGPT was down for 29 minutes. It is back.",
    ),
    "told late, goes on": (
        story(incident(), is_summary=True),
        (
            "We could not write here for a while. ChatGPT is down: its front desk gets bad answers"
            " from the servers behind it. It's not you."
        ),
    ),
    "told late, several": (
        story(
            incident("ChatGPT", resolved_at=after(29)),
            incident("GitHub", id=2, opened_at=after(10)),
            is_summary=True,
        ),
        (
            "We could not write here for a while. GitHub is down. It does not seem to be you."
            " ChatGPT was down, but is back."
        ),
    ),
    "every kind at once": (
        story(
            incident("A", is_unstable=True),
            incident("B", id=2, verdict=seen(State.SLOW, Cause.SLOW)),
            incident("C", id=3, **_WORK),
            incident("D", id=4, figures={"days_left": 3}, **_CERTIFICATE),
            incident("E", id=5, resolved_at=after(9), **_SLOW),
            incident("F", id=6, resolved_at=after(9), **_WORK),
            incident("G", id=7, response=Response(retracted_by=ADMIN, retracted_at=after(8))),
            incident("H", id=8, is_abandoned=True, resolved_at=after(9)),
        ),
        (
            "B is not well yet. A keeps going down and coming back. C is closed for planned work."
            " The security certificate of D runs out soon. E was slow, but is as fast as usual"
            " again. The planned work at F is over. False alarm: G was not down. We stopped"
            " telling of H here."
        ),
    ),
}
