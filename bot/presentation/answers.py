"""An answer as a message: the verdict in words, what we saw, what it means, what to do."""

from bot.asking.answer import Answer, Declined, DeclineReason, Outcome
from bot.explanations import (
    Explanation,
    declined_text,
    explain_verdict,
    refusal_text,
)
from bot.presentation.blame import with_blame
from bot.presentation.custom_ids import (
    HOST,
    NOBODY,
    Again,
    Details,
    Key,
    Meaning,
    encode,
    key_of,
    moment_of,
)
from bot.presentation.fusing import explain_fused, judged, render_headline, render_reasons
from bot.presentation.meant import render_buttons, render_question
from bot.presentation.neutral import code_span, show_target
from bot.presentation.rendered import Button, Card, Field, Rendered, Tone
from bot.presentation.weights import BLAMES
from bot.presentation.words import render_list, render_steps, say
from bot.probing.target import Refusal
from bot.triage.fusing import Source
from bot.triage.verdict import Cause, Confidence, State, Verdict

SHOWN_STEPS = 4
# Titles worth a line below the verdict: numbers that people have seen themselves.
NUMBERED = ("status-", "cloudflare-")
# Then the question which one says it all.
UNDECIDED = frozenset({DeclineReason.AMBIGUOUS, DeclineReason.SEVERAL})

TONES = {
    State.UP: Tone.GOOD,
    State.SLOW: Tone.WARNING,
    State.ANSWERING: Tone.WARNING,
    State.BLOCKED: Tone.WARNING,
    State.MAINTENANCE: Tone.WARNING,
    State.DOWN: Tone.BAD,
    State.NO_SUCH_SITE: Tone.BAD,
    State.UNKNOWN: Tone.NEUTRAL,
    State.REFUSED: Tone.NEUTRAL,
}


def render_outcome(outcome: Outcome, locale: str) -> Rendered:
    """Render whatever came back from a question."""
    if isinstance(outcome, Declined):
        return render_declined(outcome, locale)
    if outcome.verdict.state is State.REFUSED:
        return render_refused(outcome, locale)
    return render_answer(outcome, locale)


def render_answer(answer: Answer, locale: str) -> Rendered:
    """Render one judged look."""
    name = show_name(answer, locale)
    explanation = explain_fused(answer, name, locale)
    return Rendered(
        content=render_headline(answer, explanation, name, locale),
        card=Card(
            tone=tone_of(answer),
            title=explanation.title if explanation.topic.startswith(NUMBERED) else "",
            fields=_render_fields(answer, explanation, locale),
            footer=render_fused_footer(answer, locale),
        ),
        buttons=_answer_buttons(answer, locale),
    )


def tone_of(answer: Answer) -> Tone:
    """Return the colour of an answer; where somebody says otherwise it is not all good or bad."""
    fused, tone = answer.fused, TONES[answer.fused.state]
    if tone is Tone.GOOD and not fused.is_disputed:
        return Tone.NEUTRAL if fused.rule in BLAMES else tone  # it may be broken all the same
    is_unsure = tone is Tone.BAD and fused.confidence is Confidence.LOW
    return Tone.WARNING if fused.is_disputed and (tone is Tone.GOOD or is_unsure) else tone


def render_refused(answer: Answer, locale: str) -> Rendered:
    """Render why we did not look: which kind of reason, never what was found behind the name."""
    return Rendered(content=refusal_text(refusal_of(answer.verdict), locale), is_private=True)


def render_declined(declined: Declined, locale: str) -> Rendered:
    """Render why there was no look, when to come back, and what may have been meant."""
    lines = [declined_text(declined.reason, wait=declined.retry_after, locale=locale)]
    if declined.suggestions:
        question = render_question(declined, locale)
        lines = [question] if declined.reason in UNDECIDED else [*lines, question]
    return Rendered(
        content="\n".join(lines),
        buttons=render_buttons(declined.suggestions, locale),
        is_private=True,
    )


def show_name(answer: Answer, locale: str) -> str:
    """Return what to call the thing asked about: a name of ours as it is, a host in a code span."""
    if answer.service is not None:
        return answer.service.name
    host = show_target(answer.target) if answer.target is not None else code_span(answer.name)
    return host or say(locale, "this-address")


def explain_answer(answer: Answer, name: str, locale: str) -> Explanation:
    """Explain an answer, with advice that fits what we know of the thing asked about."""
    explanation = explain_verdict(
        answer.verdict, name=name, locale=locale, has_status_page=answer.has_status_page
    )
    return with_blame(explanation, answer.verdict, locale)


def render_footer(verdict: Verdict, locale: str) -> str:
    """Return the small print: how sure we are, and from where we looked."""
    return "\n".join((say(locale, f"sure-{verdict.confidence}"), say(locale, "from-where")))


def render_fused_footer(answer: Answer, locale: str) -> str:
    """Return the small print of an answer in which other places may have a say."""
    where = "from-where" if answer.places is None else "fusing-from-here-and-elsewhere"
    return "\n".join((say(locale, f"sure-{answer.fused.confidence}"), say(locale, where)))


def refusal_of(verdict: Verdict) -> str:
    """Return the `Refusal` that a refused verdict carries; a look is refused for where it led."""
    reasons = (fact.arguments.get("reason") for fact in verdict.evidence)
    return next((str(reason) for reason in reasons if reason), Refusal.PRIVATE_ADDRESS)


def _render_fields(answer: Answer, explanation: Explanation, locale: str) -> tuple[Field, ...]:
    return (
        Field(
            name=say(locale, "heading-saw"),
            value=render_list(locale, list(render_reasons(answer, locale))),
        ),
        Field(
            name=say(locale, "heading-means"),
            value="\n".join(filter(None, (explanation.sentence, explanation.picture))),
        ),
        Field(name=say(locale, "heading-fault"), value=explanation.fault_text),
        Field(name=say(locale, "heading-do"), value=render_advice(explanation, locale)),
        Field(name=say(locale, "heading-data"), value=explanation.data),
    )


def render_advice(explanation: Explanation, locale: str) -> str:
    """Return what to try, most useful first, and what would be wasted effort."""
    lines = [render_steps(locale, explanation.helps[:SHOWN_STEPS])]
    if explanation.futile:
        futile = " ".join(explanation.futile[:SHOWN_STEPS])
        lines.append(say(locale, "futile", text=futile))
    return "\n".join(line for line in lines if line)


def _answer_buttons(answer: Answer, locale: str) -> tuple[Button, ...]:
    key = key_of(answer.key)
    details = Details(moment_of(answer.looked_at), key)
    meaning = Meaning(_explained(answer), _who(answer))
    buttons = [
        Button(label=say(locale, "button-again"), custom_id=encode(Again(key)), is_main=True),
        Button(label=say(locale, "button-meaning"), custom_id=encode(meaning)),
        Button(label=say(locale, "button-details"), custom_id=encode(details)),
    ]
    if answer.service is not None and answer.service.status_page_url:
        label = say(locale, "button-status-page")
        buttons.append(Button(label=label, url=answer.service.status_page_url))
    return tuple(buttons)


def _explained(answer: Answer) -> Verdict:
    """Return the verdict that can be explained in full: by another's word, what we met instead."""
    verdict, told_by = judged(answer), answer.fused.told_by
    is_theirs = told_by in {Source.PLACES, Source.OFFICIAL}
    is_bare = verdict.state is State.DOWN and verdict.cause is Cause.UNKNOWN
    return answer.verdict if is_theirs or is_bare else verdict


def _who(answer: Answer) -> Key:
    """Return the name a "What does this mean?" button can carry."""
    if answer.service is not None:
        return Key("s", answer.service.id)
    host = answer.target.authority if answer.target is not None else ""
    return Key("h", host) if HOST.fullmatch(host) else NOBODY
