"""The details of one look, for those who want them. Numbers and our own words only.

Shown: host, status, durations, counts, days. Never: an address, a title, a header, a reason, a
certificate's names, or any other text a server sent.
"""

from collections.abc import Iterator

from bot.asking.answer import Answer
from bot.explanations import evidence_text
from bot.presentation.answers import explain_answer, render_footer, show_name
from bot.presentation.neutral import plain_name, show_target
from bot.presentation.rendered import Card, Field, Rendered
from bot.presentation.words import render_list, render_moment, say
from bot.probing.observation import Leg, Observation

SHOWN_REDIRECTS = 6


def render_details(answer: Answer, locale: str, *, is_fresh: bool) -> Rendered:
    """Render the evidence and the stages. `is_fresh`: from a look made for this press."""
    name = show_name(answer, locale)
    explanation = explain_answer(answer, name, locale)
    opening = "details-fresh" if is_fresh else "details-of"
    fields = (
        ("heading-evidence", render_list(locale, list(_render_facts(answer, locale)))),
        ("heading-stages", _render_stages(answer.observation, locale)),
        ("heading-owner", explanation.owner),
    )
    rules = (
        say(locale, "details-rule", rule=answer.verdict.rule),
        say(locale, "fusing-details-rule", rule=answer.fused.rule),
    )
    return Rendered(
        content=say(locale, opening, when=render_moment(answer.looked_at)),
        card=Card(
            title=explanation.title,
            fields=tuple(Field(name=say(locale, key), value=text) for key, text in fields),
            footer="\n".join((*rules, render_footer(answer.verdict, locale))),
        ),
        is_private=True,
    )


def _render_facts(answer: Answer, locale: str) -> Iterator[str]:
    verdict, observation = answer.verdict, answer.observation
    if answer.target is not None:
        yield say(locale, "fact-host", host=show_target(answer.target))
    for fact in verdict.evidence:
        yield evidence_text(fact, locale)
    told = {fact.id for fact in verdict.evidence}
    if verdict.status is not None and "status" not in told:
        yield say(locale, "fact-status", status=str(verdict.status))
    if verdict.answered_by is not None and "answered-by" not in told:
        yield say(locale, "fact-answered-by", product=plain_name(verdict.answered_by))
    if observation is None:
        return
    if observation.last.addresses:
        yield say(locale, "fact-addresses", count=len(observation.last.addresses))
    if observation.last.tls is not None and "certificate-expires" not in told:
        yield say(locale, "fact-certificate", days=observation.last.tls.days_left)


def _render_stages(observation: Observation | None, locale: str) -> str:
    """Return the redirects we followed, a line each, then the last request stage by stage."""
    if observation is None:
        return say(locale, "stage-none")
    lines = [_render_redirect(leg, locale) for leg in observation.legs[:-1][-SHOWN_REDIRECTS:]]
    lines += _render_leg(observation.last, locale)
    return "\n".join(lines) or say(locale, "stage-none")


def _render_redirect(leg: Leg, locale: str) -> str:
    duration = max(1, round(leg.timings.total_ms or 0))
    return say(locale, "stage-redirect", host=show_target(leg.target), ms=duration)


def _render_leg(leg: Leg, locale: str) -> Iterator[str]:
    timings = leg.timings
    stages = (
        ("stage-resolve", timings.resolve_ms),
        ("stage-connect", timings.connect_ms),
        ("stage-tls", timings.tls_ms),
        ("stage-first-byte", timings.first_byte_ms),
        ("stage-total", timings.total_ms),
    )
    for message, duration in stages:
        if duration is not None:
            yield say(locale, message, ms=max(1, round(duration)))
