"""Write docs/evidence.md out of the combinations: `python -m tests.scenarios.fusing.table`."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from bot.presentation.answers import render_outcome
from bot.presentation.fusing import render_reasons
from bot.triage.fusing import Known
from bot.vantage.sighting import Sight
from tests.scenarios.fusing.evidence import LOOKS, NOW, Combination, load_combinations

TABLE = Path(__file__).parents[3] / "docs" / "evidence.md"
INTRODUCTION = """# What we say to which evidence

Made from `tests/scenarios/fusing/combinations.toml` by `python -m tests.scenarios.fusing.table`;
a test keeps it true.

An answer rests on up to five sources. Most trusted first: our own network, our own look, other
places, the service's own page, the members of the server. Rules decide in order, and the first
that fits wins; each has an id that never changes its meaning. What is too old does not count: other
places after 5 minutes, the official page after 10, members' reports of trouble after an hour,
and that it works for members after a quarter of an hour.

What always holds:

- Where our own network is in trouble we never say "down".
- "It turned our check away" is never "down" by our own word. If others say so, we say who.
- Members alone never make anything down. Word of trouble never makes us surer that it is up.
- We say "is down" only where we are sure, and "looks down" where others are.
- Who is turned away has reached the door, and has not seen it work.
- A page that we can't read says nothing about the service. One about all they offer weighs less.
- Planned work is no failure.
- Where sources disagree, each side is shown: at most three lines, each with how old it is.

In the tables, **Evidence** is what came in, **We say** the first line of the answer, **Because**
the lines below it. "Looked" is our own look. The service is called Shop.
"""
HEADINGS = {
    "works": "Our look finds it working",
    "key": "Our look finds an answer that we know",
    "slow": "Our look finds it slow",
    "502": "Our look fails",
    "no name": "Our look finds no such name",
    "closed": "Our look meets planned work",
    "challenge": "It turns our look away",
    "404": "It answers, but not with this page",
    "odd": "Our look is not clear",
    "cut off": "Our own network is in trouble",
    "private": "We don't look",
}
SAME = {"silence": "502", "521": "502", "503": "502"}
SIGHTS = {
    Sight.UP: ("reaches it", "reach it"),
    Sight.DOWN: ("sees it down", "see it down"),
    Sight.BLOCKED: ("is turned away", "are turned away"),
    Sight.UNKNOWN: ("does not tell", "do not tell"),
}
SAYS = {
    "operational": "all fine",
    "degraded": "some trouble",
    "partial_outage": "a part is out",
    "major_outage": "an outage",
    "maintenance": "planned work",
    "unknown": "nothing clear",
    "unread": "can't be read",
}
MEMBERS = {
    "trouble": "in trouble",
    "usual": "usual at this hour",
    "fine": "fine",
    "asking": "ask",
}
KNOWN = {
    Known.UP: "it always answers so when it is well",
    Known.EDGE: "its front always answers so",
    Known.PART: "only a part of it can be asked",
    Known.WEBSITE: "only its website can be asked",
    Known.UNCLEAR: "it sends this to bots and when it is overloaded",
}
TIME = re.compile(r"<t:(\d+):R>")


def render_table() -> str:
    """Return the whole page."""
    parts = [INTRODUCTION]
    for look, rows in groupby(load_combinations(), key=_section):
        parts.append(f"## {HEADINGS[look]}\n")
        parts.append("| Evidence | We say | Because | Verdict |\n|---|---|---|---|")
        parts += [_render_row(row) for row in rows]
        parts.append("")
    return "\n".join(parts)


def _section(combination: Combination) -> str:
    look = combination.row["look"]
    return SAME.get(look, look)


def _render_row(combination: Combination) -> str:
    answer = combination.answer()
    fused = answer.fused
    cells = (
        "; ".join(_evidence(combination)),
        render_outcome(answer, "en").content,
        " ".join(f"{n}. {line}" for n, line in enumerate(render_reasons(answer, "en"), 1)),
        f"{fused.state}, {fused.confidence}, told by {fused.told_by} (`{fused.rule}`)",
    )
    return f"| {' | '.join(TIME.sub(_say_age, cell).replace('|', '/') for cell in cells)} |"


def _say_age(time: re.Match[str]) -> str:
    minutes = (int(NOW.timestamp()) - int(time[1])) // 60
    return f"{minutes} min ago" if minutes else "now"


def _evidence(combination: Combination) -> Iterator[str]:
    row = combination.row
    look = LOOKS[row["look"]][1]
    yield f"Looked: {look}; {KNOWN[Known(row['known'])]}" if "known" in row else f"Looked: {look}"
    if places := row.get("places"):
        said = ", ".join(
            f"{places[s]} {texts[places[s] > 1]}" for s, texts in SIGHTS.items() if places.get(s)
        )
        yield f"places: {said}{_ago(places)}"
    if official := row.get("official"):
        whole = ", of all they offer" if official.get("whole") else ""
        yield f"their page: {SAYS[official['says']]}{whole}{_ago(official)}"
    if members := row.get("members"):
        said = ", ".join(
            f"{members[key]} {text}" for key, text in MEMBERS.items() if key in members
        )
        yield f"members: {said}{_ago(members)}"


def _ago(piece: dict[str, int]) -> str:
    return f" ({piece['minutes']} min ago)" if piece.get("minutes", 0) > 9 else ""


if __name__ == "__main__":
    TABLE.write_text(render_table(), encoding="utf-8")
