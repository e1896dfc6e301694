"""What a channel reads of one incident below its lines: what it means, what helps, who knows."""

from collections.abc import Iterable, Iterator

from bot.explanations import Explanation
from bot.presentation.announcement_lines import unmet_fact
from bot.presentation.announcement_official import words_field
from bot.presentation.announcement_plans import plan_field
from bot.presentation.announcement_reader import Reader
from bot.presentation.answers import NUMBERED
from bot.presentation.neutral import plain_note
from bot.presentation.rendered import Card, Field
from bot.presentation.situations import ENDING, TONES, Situation, situation_of
from bot.presentation.words import render_moment, render_row, render_steps, render_time
from bot.triage.verdict import Cause, Confidence, Verdict
from bot.watching.ports import IncidentKind, IncidentStory, Note, Response

SHOWN_STEPS = 3
SHOWN_NOTES = 3
NOTES_ROOM = 900  # characters; a single note may take more
_EXPLAINED = frozenset(
    {Situation.DOWN, Situation.UNSETTLED, Situation.UNSTABLE, Situation.SLOW, Situation.CLOSED}
)
_RISKY = frozenset({Situation.DOWN, Situation.UNSETTLED, Situation.UNSTABLE})


def render_card(story: IncidentStory, reader: Reader, *, description: str = "") -> Card:
    """Return the card of one incident."""
    situation = situation_of(story)
    fields = (
        *_render_meaning(story, situation, reader),
        *_render_words(story, reader),
        render_team((story,), reader),
        render_notes((story,), reader),
    )
    return Card(
        tone=TONES[situation],
        title=_title(situation, reader.explain(story)),
        description=description,
        fields=tuple(field for field in fields if field.value),
        footer=render_footer((story,), reader),
    )


def render_team(stories: Iterable[IncidentStory], reader: Reader) -> Field:
    """Return what the server's admins made of incidents. Names are drawn, nobody is pinged."""
    lines = (line for story in stories for line in _render_response(story.response, reader))
    return Field(name=reader.say("announce-heading-admins"), value="\n".join(dict.fromkeys(lines)))


def render_notes(stories: tuple[IncidentStory, ...], reader: Reader) -> Field:
    """Return what people wrote about incidents, the latest at the end."""
    about: dict[Note, list[str]] = {}  # a note on a message about several is kept with each
    for story in stories:
        for note in story.notes:
            about.setdefault(note, []).append(reader.name(story))
    is_for_all = len(stories) == 1
    notes = [
        (note, "" if is_for_all or len(names) == len(stories) else render_row(reader.locale, names))
        for note, names in sorted(about.items(), key=lambda pair: pair[0].at)
    ]
    lines: list[str] = []
    room = NOTES_ROOM
    for note, names in reversed(notes[-SHOWN_NOTES:]):
        line = _render_note(note, names, reader)
        room -= len(line)
        if lines and room < 0:
            break
        lines.insert(0, line)
    older = len(notes) - len(lines)
    if older:
        lines.insert(0, reader.say("announce-notes-older", count=older))
    return Field(name=reader.say("announce-heading-notes"), value="\n".join(lines))


def render_footer(stories: Iterable[IncidentStory], reader: Reader) -> str:
    """Return the promise to keep a message true, where it holds."""
    is_kept = any(
        situation_of(story) in ENDING and story.response.muted_at is None for story in stories
    )
    return reader.say("announce-footer") if is_kept else ""


def _title(situation: Situation, explanation: Explanation | None) -> str:
    """Return the number that people have seen themselves, where there is one."""
    if explanation is None or situation is not Situation.DOWN:
        return ""
    return explanation.title if explanation.topic.startswith(NUMBERED) else ""


def _render_meaning(story: IncidentStory, situation: Situation, reader: Reader) -> Iterator[Field]:
    verdict, explanation = story.verdict, reader.explain(story)
    if verdict is None or explanation is None:
        return
    if situation is Situation.BACK:
        was = _render_was(verdict, explanation, reader)
        yield Field(name=reader.say("announce-heading-was"), value=was)
    if situation not in _EXPLAINED:
        return
    # Where the first line had to say the sentence itself, the picture from life goes on from there.
    is_said = situation is Situation.DOWN and verdict.confidence is not Confidence.HIGH
    if is_said and verdict.cause is not Cause.UNKNOWN:
        yield Field(name=reader.say("heading-picture"), value=explanation.picture)
    elif not is_said:
        yield Field(name=reader.say("heading-means"), value=explanation.sentence)
    steps = render_steps(reader.locale, explanation.helps[:SHOWN_STEPS])
    yield Field(name=reader.say("heading-do"), value=steps)
    if situation in _RISKY:
        yield Field(name=reader.say("heading-data"), value=explanation.data)


def _render_words(story: IncidentStory, reader: Reader) -> Iterator[Field]:
    if story.kind is IncidentKind.OFFICIAL and not story.is_abandoned:
        yield words_field(story, reader)
    if story.planned is not None and not story.is_abandoned:
        yield plan_field(story.planned, reader)


def _render_was(verdict: Verdict, explanation: Explanation, reader: Reader) -> str:
    unmet = unmet_fact(verdict, reader)
    if unmet or verdict.cause is Cause.UNKNOWN:
        return unmet
    return reader.say("announce-was", title=explanation.title, sentence=explanation.sentence)


def _render_response(response: Response, reader: Reader) -> Iterator[str]:
    if response.acknowledged_at is not None:
        ago = render_moment(response.acknowledged_at)
        yield reader.say(
            "announce-acknowledged", user=reader.member(response.acknowledged_by), ago=ago
        )
    if response.muted_at is not None and response.retracted_at is None:
        ago, user = render_moment(response.muted_at), reader.member(response.muted_by)
        yield reader.say("announce-muted", user=user, ago=ago)


def _render_note(note: Note, about: str, reader: Reader) -> str:
    date, user, text = render_time(note.at), reader.member(note.author_id), plain_note(note.text)
    if about:
        return reader.say("announce-note-about", date=date, user=user, name=about, text=text)
    return reader.say("announce-note", date=date, user=user, text=text)
