"""What an operator sees on a terminal. Plain text when it is not one: no colour, no bar.

Everything printed goes through `Text`, never through rich's markup: what people typed is hostile.
"""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.asking.answer import Answer
from bot.explanations import Explanation, evidence_text
from bot.presentation.answers import explain_answer
from bot.presentation.record import summary
from bot.presentation.words import say
from bot.probing.observation import Observation
from bot.triage.verdict import State

COLOURS = {
    State.UP: "green",
    State.SLOW: "yellow",
    State.ANSWERING: "yellow",
    State.BLOCKED: "yellow",
    State.MAINTENANCE: "yellow",
    State.DOWN: "red",
    State.NO_SUCH_SITE: "red",
    State.UNKNOWN: "magenta",
    State.REFUSED: "magenta",
}
LEVEL_COLOURS = {"fine": "green", "note": "yellow", "problem": "red"}
STAGES = ("resolve", "connect", "tls", "first_byte", "total")
WIDTH = 100  # longer lines tire the eye


def make_console(*, is_stderr: bool = False) -> Console:
    """Return a console for standard output or standard error, no wider than is good to read."""
    console = Console(stderr=is_stderr, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return console


def render_line(asked: str, answer: Answer, locale: str) -> Text:
    """Render one answer as a line: the state, what was asked, the verdict in words."""
    state = answer.verdict.state
    word = say(locale, f"state-{state}")
    line = Text.assemble(
        (f"{word:<13}", f"bold {COLOURS[state]}"), (f"{printable(asked)}  ", "bold")
    )
    return line.append(summary(answer, locale))


def render_whole(asked: str, answer: Answer, locale: str) -> RenderableType:
    """Render one answer with what it means, what to do and what was seen."""
    first = render_line(asked, answer, locale)
    if answer.verdict.state is State.REFUSED:
        return first
    found = explain_answer(answer, answer.name, locale)
    seen = [evidence_text(fact, locale) for fact in answer.verdict.evidence]
    return Group(
        first,
        _section("heading-means", [found.sentence, found.picture], locale),
        _section("heading-help", found.helps, locale),
        _section("heading-futile", found.futile, locale),
        _section("heading-data", [found.data], locale),
        _section("heading-saw", [*seen, *_stages(answer.observation, locale)], locale),
        _section("heading-owner", [found.owner], locale),
    )


def render_explanation(found: Explanation, locale: str) -> RenderableType:
    """Render every facet of an explanation."""
    return Group(
        Text(found.title, style="bold"),
        Text(found.sentence),
        _section("heading-story", [found.story], locale),
        _section("heading-picture", [found.picture], locale),
        _section("heading-reasons", found.reasons, locale),
        _section("heading-help", found.helps, locale),
        _section("heading-futile", found.futile, locale),
        _section("heading-fault", [found.fault_text], locale),
        _section("heading-behind", [found.behind], locale),
        _section("heading-data", [found.data], locale),
        _section("heading-avoid", [found.avoid], locale),
        _section("heading-owner", [found.owner], locale),
        _section("heading-fact", [found.fact], locale),
        _section("heading-sources", found.sources, locale),
        Text(found.closing, style="italic"),
    )


def _section(heading: str, texts: Sequence[str], locale: str) -> RenderableType:
    if not texts:
        return Group()
    lines = [Padding(Text(text), (0, 0, 0, 2), expand=False) for text in texts]
    return Group(Text(say(locale, heading), style="bold cyan"), *lines)


def _stages(observation: Observation | None, locale: str) -> list[str]:
    if observation is None:
        return []
    timings = observation.last.timings
    reached = {stage: getattr(timings, f"{stage}_ms") for stage in STAGES}
    parts = [
        say(locale, f"stage-name-{stage}", ms=f"{took:.0f}")
        for stage, took in reached.items()
        if took is not None
    ]
    return [" · ".join(parts)] if parts else []


def printable(text: str) -> str:
    """Return what a person typed without anything that could move a cursor or turn the line."""
    shown = "".join(c if c.isprintable() else "�" for c in text)
    return shown if len(shown) <= WIDTH else f"{shown[: WIDTH - 1]}…"


def render_finding(level: str, text: str, locale: str) -> Text:
    """Render one finding of the doctor as a line."""
    word = say(locale, f"level-{level}")
    return Text.assemble((f"{word:<9}", f"bold {LEVEL_COLOURS[level]}"), text)
