"""The fused verdict in words: the first line, the reasons with their ages, what it means."""

from collections.abc import Iterator
from dataclasses import replace

from bot.asking.answer import Answer
from bot.explanations import Explanation, evidence_text, explain_verdict, headline
from bot.presentation.blame import add_blame, with_blame
from bot.presentation.members import say_usual
from bot.presentation.official import render_official
from bot.presentation.weights import BLAMES, MEANINGS
from bot.presentation.words import render_moment, say, surface_texts
from bot.triage.fusing import Fused, Reason, Source, as_verdict, with_known
from bot.triage.verdict import Cause, Confidence, Hop, OwnNetwork, State, Verdict

# The facts worth a word beside our own look, most telling first; the others are behind Details.
TELLING = ("failed-stage", "status", "vendor-code", "proxy-status", "retry-after", "page-marker")
CALM = frozenset({State.UP, State.SLOW})
OWN_NETWORK = "own-network"  # always told: it is why anyone may believe us


def judged(answer: Answer) -> Verdict:
    """Return the fused verdict with the facts of our own look."""
    return as_verdict(answer.fused, answer.verdict)


def fused_line(answer: Answer, name: str, locale: str) -> str:
    """Return the first line of an answer: the verdict in words, no surer than its evidence."""
    fused = answer.fused
    # Others make us surer that it is down, not why.
    is_sure = fused.confidence is Confidence.HIGH
    own = with_known(answer.verdict, answer.known)
    confidence = own.confidence if is_sure else fused.confidence
    line = headline(replace(judged(answer), confidence=confidence), name=name, locale=locale)
    message = f"fusing-{fused.rule}"
    if not surface_texts().has(message):
        return line
    return say(locale, message, name=name, line=line, state=fused.state)


def render_headline(answer: Answer, explanation: Explanation, name: str, locale: str) -> str:
    """Return the first line; where something is down it ends with "is it me?"."""
    line = fused_line(answer, name, locale)
    is_sure = answer.fused.confidence is Confidence.HIGH
    if not is_sure and any(reason.id == "crowd-fine" for reason in answer.fused.reasons):
        return line  # where it works for others here, it may well be the reader
    return add_blame(line, explanation.fault, judged(answer), locale)


def explain_fused(answer: Answer, name: str, locale: str) -> Explanation:
    """Explain the fused verdict, with blame and advice that fit it."""
    verdict, rule = judged(answer), answer.fused.rule
    explanation = with_blame(_explain(answer, verdict, name, locale), verdict, locale)
    if _is_open(answer.fused):
        # What we saw tells the reader neither where to look nor that nothing was lost.
        unclear = replace(verdict, state=State.UNKNOWN, hop=Hop.UNKNOWN, cause=Cause.UNKNOWN)
        told = _explain(answer, unclear, name, locale)
        explanation = replace(explanation, helps=told.helps, futile=told.futile, data=told.data)
    if rule in MEANINGS:
        means = say(locale, f"fusing-means-{MEANINGS[rule]}")
        # What went wrong is worth a word where we know it; a picture of it would be too much.
        is_known = verdict.state is State.DOWN and verdict.cause is not Cause.UNKNOWN
        sentence = f"{explanation.sentence} {means}" if is_known else means
        explanation = replace(explanation, sentence=sentence, picture="")
    if rule in BLAMES:
        blame = say(locale, f"fusing-blame-{BLAMES[rule]}")
        explanation = replace(explanation, fault_text=blame)
    return explanation


def _explain(answer: Answer, verdict: Verdict, name: str, locale: str) -> Explanation:
    return explain_verdict(
        verdict, name=name, locale=locale, has_status_page=answer.has_status_page
    )


def _is_open(fused: Fused) -> bool:
    """Say whether it may be well or broken for the reader, whatever our own look says."""
    if fused.state is State.UP:
        return fused.rule in BLAMES or fused.told_by is not Source.PROBE
    return fused.rule in MEANINGS and fused.confidence is Confidence.LOW


def render_reasons(answer: Answer, locale: str) -> Iterator[str]:
    """Yield up to three lines, each with how old it is."""
    for reason in answer.fused.reasons:
        match reason.source:
            case Source.OFFICIAL if answer.official is not None:
                is_late = reason.id == "claim-late"
                yield render_official(answer.official, answer.fused.state, locale, is_late=is_late)
            case Source.PROBE:
                own = with_known(answer.verdict, answer.known)
                facts = _facts(own, locale)
                yield " ".join((_because(reason, locale), *facts))
            case Source.MEMBERS if answer.members is not None and reason.id == "crowd-trouble":
                usual = say_usual(answer.members, locale)
                yield " ".join(filter(None, (_because(reason, locale), usual)))
            case _:
                yield _because(reason, locale)


def _because(reason: Reason, locale: str) -> str:
    numbers = reason.numbers
    at = reason.at
    return say(
        locale,
        f"fusing-because-{reason.id}",
        when="" if at is None else render_moment(at),
        reached=numbers.get("up", 0) + numbers.get("blocked", 0),
        down=numbers.get("down", 0),
        asked=numbers.get("asked", 0),
        count=numbers.get("trouble", 0),
        fine=numbers.get("fine", 0),
        asking=numbers.get("asking", 0),
    )


def _facts(verdict: Verdict, locale: str) -> Iterator[str]:
    """Yield the most telling fact of a look that met something, and how our own network is."""
    evidence = verdict.evidence
    if verdict.state not in CALM:
        told = (fact for id_ in TELLING for fact in evidence if fact.id == id_)
        yield from (evidence_text(fact, locale) for fact, _ in zip(told, range(1), strict=False))
    for fact in evidence:
        is_checked = fact.arguments.get("state") == OwnNetwork.GOOD
        if fact.id == OWN_NETWORK and is_checked:
            yield evidence_text(fact, locale)
