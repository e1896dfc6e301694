"""An answer as data: what `gatewise check --json` prints, one object a line."""

from typing import Any

from bot.asking.answer import Answer
from bot.explanations import Explanation, evidence_text, headline, refusal_text
from bot.presentation.answers import explain_answer, refusal_of
from bot.probing.observation import Observation, Timings
from bot.triage.verdict import State

STAGES = ("resolve_ms", "connect_ms", "tls_ms", "first_byte_ms", "total_ms")


def render_record(asked: str, answer: Answer, locale: str = "en") -> dict[str, Any]:
    """Return the answer's record. Fields that the look never reached are None."""
    verdict, observation = answer.verdict, answer.observation
    return {
        "input": asked,
        "target": answer.target.url if answer.target else None,
        "state": verdict.state,
        "hop": verdict.hop,
        "cause": verdict.cause,
        "confidence": verdict.confidence,
        "answered_by": verdict.answered_by,
        "status": verdict.status,
        "rule": verdict.rule,
        "headline": summary(answer, locale),
        "advice": list(explain_answer(answer, answer.name, locale).helps),
        "stages": _stages(observation),
        "addresses": [str(address) for address in observation.last.addresses]
        if observation
        else [],
        "redirects": [leg.target.url for leg in observation.legs[1:]] if observation else [],
        "evidence": [evidence_text(fact, locale) for fact in verdict.evidence],
    }


def summary(answer: Answer, locale: str) -> str:
    """Return the verdict in words; for a refused target, why it was refused."""
    if answer.verdict.state is State.REFUSED:
        return refusal_text(refusal_of(answer.verdict), locale)
    return headline(answer.verdict, name=answer.name, locale=locale)


def render_explanation_record(explanation: Explanation) -> dict[str, Any]:
    """Return every facet of an explanation as plain data."""
    return {name: getattr(explanation, name) for name in explanation.__slots__}


def _stages(observation: Observation | None) -> dict[str, float | None]:
    """Return the last leg's stages in milliseconds; `total_ms` is the whole look's."""
    timings = observation.last.timings if observation else Timings()
    stages = {name: _rounded(getattr(timings, name)) for name in STAGES}
    if observation:
        stages["total_ms"] = _rounded(observation.elapsed_ms)
    return stages


def _rounded(milliseconds: float | None) -> float | None:
    return None if milliseconds is None else round(milliseconds, 1)
