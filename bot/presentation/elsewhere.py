"""The view from other places as a private message: who sees what, and what that means."""

from collections.abc import Iterator

from bot.asking.answer import Answer, with_places
from bot.asking.elsewhere import Spent
from bot.presentation.answers import show_name, tone_of
from bot.presentation.neutral import plain_name
from bot.presentation.rendered import Card, Field, Rendered, Tone
from bot.presentation.weights import MEANINGS
from bot.presentation.words import (
    render_list,
    render_moment,
    render_row,
    render_wait,
    say,
    surface_texts,
)
from bot.triage.fusing import View, read_places
from bot.triage.verdict import State
from bot.vantage.sighting import Problem, Sight, Sighting, Viewpoint, Vote

# What the places alone show.
VIEWS = {
    View.NONE: "elsewhere-means-unclear",
    View.REACHED: "elsewhere-means-reached",
    View.TURNED_AWAY: "elsewhere-means-turned-away",
    View.SPLIT: "elsewhere-means-split",
    View.DOWN: "elsewhere-means-down",
}
ANSWERED = frozenset({State.UP, State.SLOW, State.BLOCKED, State.ANSWERING})
PROBLEMS = {
    Problem.AWAY: "elsewhere-problem-away",
    Problem.LATE: "elsewhere-problem-late",
    Problem.LIMITED: "elsewhere-problem-limited",
    Problem.REFUSED: "elsewhere-problem-refused",
    Problem.UNREADABLE: "elsewhere-problem-unreadable",
}
# After how many see it down, the others in this order.
OTHERS = {
    Sight.UP: "elsewhere-fine",
    Sight.BLOCKED: "elsewhere-turned-away",
    Sight.UNKNOWN: "elsewhere-no-word",
}
SIGHTS = {
    Sight.UP: "elsewhere-sight-up",
    Sight.DOWN: "elsewhere-sight-down",
    Sight.BLOCKED: "elsewhere-sight-blocked",
    Sight.UNKNOWN: "elsewhere-sight-unknown",
}

SERVER_ERROR = 500  # an answer below this is down only for its certificate


def render_sighting(answer: Answer, sighting: Sighting, locale: str) -> Rendered:
    """Render what other places see of what an answer of ours is about."""
    if not sighting.votes:
        return _render_nothing(sighting, locale)
    answer = with_places(answer, sighting)
    view = read_places(sighting, answer.looked_at)
    lines = [_render_head(answer, sighting, locale), _render_meaning(answer, view, locale)]
    if sighting.problem is not None:
        lines.append(say(locale, "elsewhere-not-all"))
    votes = [_render_vote(vote, locale) for vote in sighting.votes]
    looked = say(locale, "looked", when=render_moment(sighting.at))
    return Rendered(
        content="\n".join(lines),
        card=Card(
            tone=Tone.NEUTRAL if view is View.NONE else tone_of(answer),
            fields=(
                Field(
                    name=say(locale, "heading-places"),
                    value=f"{render_list(locale, votes)}\n{looked}",
                ),
            ),
            footer=say(locale, "elsewhere-from-where"),
        ),
        is_private=True,
    )


def render_spent(spent: Spent, locale: str) -> Rendered:
    """Render that other places have been asked often enough, and when they can be again."""
    text = say(locale, "elsewhere-spent")
    wait = render_wait(spent.retry_after, locale)
    return Rendered(content=f"{text} {wait}", is_private=True)


def render_not_for_others(locale: str) -> Rendered:
    """Render that what an answer is about is not told to strangers."""
    return Rendered(content=say(locale, "elsewhere-private"), is_private=True)


def _render_nothing(sighting: Sighting, locale: str) -> Rendered:
    text = say(locale, PROBLEMS[sighting.problem or Problem.LATE])
    if sighting.retry_after is not None:
        text = f"{text} {render_wait(sighting.retry_after, locale)}"
    return Rendered(content=text, is_private=True)


def _render_meaning(answer: Answer, view: View, locale: str) -> str:
    """Return what all evidence means by now; by the places alone where no rule says more."""
    rule = answer.fused.rule
    if view is View.NONE or rule not in MEANINGS:
        return say(locale, VIEWS[view])
    return say(locale, f"fusing-means-{MEANINGS[rule]}")


def _render_head(answer: Answer, sighting: Sighting, locale: str) -> str:
    return " ".join(_render_parts(answer, sighting, locale))


def _render_parts(answer: Answer, sighting: Sighting, locale: str) -> Iterator[str]:
    name, down = show_name(answer, locale), sighting.count(Sight.DOWN)
    asked = max(sighting.asked, len(sighting.votes))
    if down:
        is_ours_too = answer.verdict.state not in ANSWERED
        yield say(
            locale,
            "elsewhere-down-too" if is_ours_too else "elsewhere-down",
            name=name,
            count=down,
            asked=asked,
            places=_render_places(sighting, Sight.DOWN, locale),
        )
    else:
        yield say(locale, "elsewhere-none-down", name=name)
    for sight, text in OTHERS.items():
        if sighting.count(sight):
            yield say(locale, text, places=_render_places(sighting, sight, locale))


def _render_places(sighting: Sighting, sight: Sight, locale: str) -> str:
    places = [vote.viewpoint for vote in sighting.votes if vote.sight is sight]
    return render_row(locale, list(dict.fromkeys(show_country(place, locale) for place in places)))


def _render_vote(vote: Vote, locale: str) -> str:
    where = show_country(vote.viewpoint, locale)
    network = plain_name(vote.viewpoint.network)
    if network:
        where = say(locale, "elsewhere-network", place=where, network=network)
    status = vote.status or 0
    if vote.sight is Sight.DOWN and 0 < status < SERVER_ERROR:
        return say(locale, "elsewhere-sight-untrusted", where=where)
    return say(locale, SIGHTS[vote.sight], where=where, status=status)


def show_country(viewpoint: Viewpoint, locale: str) -> str:
    """Return a country's name in our own words; a code we don't know is not shown."""
    name = f"country-{viewpoint.country.lower()}"
    if not viewpoint.country or not surface_texts().has(name):
        return say(locale, "elsewhere-somewhere")
    return say(locale, name)
