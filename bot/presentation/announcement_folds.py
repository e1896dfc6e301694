"""Several incidents in one message: a mass failure, or what happened while we could not write."""

from collections.abc import Iterator, Sequence

from bot.explanations import product_name
from bot.presentation.announcement_cards import render_footer, render_notes, render_team
from bot.presentation.announcement_lines import short_line
from bot.presentation.announcement_reader import Reader
from bot.presentation.rendered import Card, Tone
from bot.presentation.situations import LOUDEST, TONES, Situation, situation_of
from bot.presentation.words import render_list, render_row
from bot.triage.evidence import EvidenceId
from bot.triage.verdict import Verdict
from bot.watching.ports import IncidentStory

MASS = 3  # so many at once are a mass failure, and may have something in common
SHOWN_NAMES = 3
LIST_ROOM = 1_400  # characters: the list fits into a message without its card, too
# Firms that many sites have hired to stand in front of them. Other software that answers stands in
# each site's own house: that two sites both use nginx says nothing.
SHARED_EDGES = frozenset(
    {
        "akamai",
        "azure-front-door",
        "bunny",
        "cloudflare",
        "cloudfront",
        "ddos-guard",
        "fastly",
        "imperva",
        "keycdn",
        "qrator",
        "stackpath",
        "sucuri",
    }
)
_GROUPS = {
    Situation.DOWN: "announce-group-down",
    Situation.UNSETTLED: "announce-group-unsettled",
    Situation.UNSTABLE: "announce-group-unstable",
    Situation.CLOSED: "announce-group-closed",
    Situation.SLOW: "announce-group-slow",
    Situation.REPORTED: "theirs-group-open",
    Situation.EXPIRING: "announce-group-expiring",
    Situation.BACK: "announce-group-back",
    Situation.QUICK_AGAIN: "announce-group-quick-again",
    Situation.WORSE: "announce-group-worse",
    Situation.WORK_DONE: "announce-group-work-done",
    Situation.REPORTED_OVER: "theirs-group-over",
    Situation.PLANNED: "ahead-group",
    Situation.PLANNED_OVER: "ahead-group-over",
    Situation.FALSE_ALARM: "announce-group-false-alarm",
    Situation.ABANDONED: "announce-group-abandoned",
}
Grouped = dict[Situation, list[IncidentStory]]


def fold_line(stories: Sequence[IncidentStory], reader: Reader) -> str:
    """Return the first line: what is wrong now, then what is over, by name."""
    sentences = (_sentence(*group, reader) for group in _grouped(stories).items())
    return " ".join(sentences)


def shared_line(stories: Sequence[IncidentStory], reader: Reader) -> str:
    """Say what those that are down have in common; nothing unless each look shows it."""
    down = [story for story in stories if situation_of(story) is Situation.DOWN]
    verdicts = [story.verdict for story in down if story.verdict is not None]
    if len(verdicts) < MASS or len(verdicts) < len(down):
        return ""
    edges = SHARED_EDGES.intersection(*map(_edges, verdicts))
    if edges:
        product = product_name(min(edges), reader.locale)
        return reader.say("announce-shared-edge", product=product)
    titles = {told.title for story in down if (told := reader.explain(story)) is not None}
    is_told = len(titles) == 1 and len({verdict.cause for verdict in verdicts}) == 1
    return reader.say("announce-shared-cause", title=min(titles)) if is_told else ""


def fold_card(stories: tuple[IncidentStory, ...], reader: Reader) -> Card:
    """Return the card: one line for each incident, as many as fit."""
    ordered = [story for members in _grouped(stories).values() for story in members]
    tones = {TONES[situation_of(story)] for story in stories}
    fields = (render_team(stories, reader), render_notes(stories, reader))
    return Card(
        tone=next((tone for tone in LOUDEST if tone in tones), Tone.NEUTRAL),
        description="\n".join(_listed(ordered, reader)),
        fields=tuple(field for field in fields if field.value),
        footer=render_footer(stories, reader),
    )


def _sentence(situation: Situation, members: Sequence[IncidentStory], reader: Reader) -> str:
    sentence = reader.say(_GROUPS[situation], names=_names(members, reader), count=len(members))
    if situation is not Situation.DOWN:
        return sentence
    return reader.say("line-likely-not-you", line=sentence)


def _grouped(stories: Sequence[IncidentStory]) -> Grouped:
    """Return stories by how they stand: what goes on before what is over."""
    groups: Grouped = {situation: [] for situation in _GROUPS}
    for story in stories:
        groups[situation_of(story)].append(story)
    return {situation: members for situation, members in groups.items() if members}


def _names(stories: Sequence[IncidentStory], reader: Reader) -> str:
    names = [reader.name(story) for story in stories]
    rest = len(names) - SHOWN_NAMES
    if rest > 1:  # "and 1 more" would be no shorter than its name
        names = [*names[:SHOWN_NAMES], reader.say("announce-more", count=rest)]
    return render_row(reader.locale, names)


def _listed(stories: Sequence[IncidentStory], reader: Reader) -> Iterator[str]:
    room = LIST_ROOM
    for place, story in enumerate(stories):
        line = render_list(reader.locale, [short_line(story, reader)])
        room -= len(line)
        if room < 0:
            yield reader.say("announce-listed-more", count=len(stories) - place)
            return
        yield line


def _edges(verdict: Verdict) -> frozenset[str]:
    """Return the products that a look shows in front of a site."""
    passed = (
        str(fact.arguments.get("product"))
        for fact in verdict.evidence
        if fact.id == EvidenceId.IN_THE_PATH
    )
    return frozenset({verdict.answered_by or "", *passed})
