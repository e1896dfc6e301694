"""An explanation as a message: short for whoever asked what an error means, or told in full."""

import re

from bot.explanations import Explanation, explain, explain_verdict
from bot.presentation.answers import render_advice
from bot.presentation.blame import with_blame
from bot.presentation.custom_ids import ERROR, Meaning, Story, encode
from bot.presentation.neutral import code_span
from bot.presentation.rendered import Button, Card, Field, Rendered
from bot.presentation.words import render_list, say


def render_error(explanation: Explanation, asked: str, locale: str) -> Rendered:
    """Render what an error means. `asked` is what the person typed or pasted."""
    handle = _find_handle(explanation, asked)
    story = Button(label=say(locale, "button-story"), custom_id=encode(Story(handle or "")))
    fields = (
        ("heading-picture", explanation.picture),
        ("heading-fault", explanation.fault_text),
        ("heading-reasons", render_list(locale, explanation.reasons)),
        ("heading-do", render_advice(explanation, locale)),
        ("heading-data", explanation.data),
    )
    return Rendered(
        content=f"**{explanation.title}**\n{explanation.sentence}",
        card=Card(fields=_render_fields(fields, locale), footer=explanation.closing),
        buttons=(story,) if handle else (),
    )


def render_meaning(explanation: Explanation, locale: str) -> Rendered:
    """Render the full explanation, for the one who pressed the button."""
    fields = (
        ("heading-picture", explanation.picture),
        ("heading-fault", explanation.fault_text),
        ("heading-reasons", render_list(locale, explanation.reasons)),
        ("heading-behind", explanation.behind),
        ("heading-data", explanation.data),
        ("heading-avoid", explanation.avoid),
        ("heading-fact", explanation.fact),
    )
    return Rendered(
        content=f"**{explanation.title}**\n{explanation.sentence}",
        card=Card(
            description=explanation.story,
            fields=_render_fields(fields, locale),
            footer=explanation.closing,
        ),
        is_private=True,
    )


def explain_press(press: Meaning, service_name: str | None, locale: str) -> Explanation:
    """Explain the verdict a button carries; `service_name` where its id is in our catalogue."""
    name = service_name or (code_span(press.who.value) if press.who.kind == "h" else "")
    name = name or say(locale, "this-site")
    explanation = explain_verdict(press.verdict, name=name, locale=locale)
    return with_blame(explanation, press.verdict, locale)


def _render_fields(pairs: tuple[tuple[str, str], ...], locale: str) -> tuple[Field, ...]:
    return tuple(Field(name=say(locale, heading), value=text) for heading, text in pairs)


def _find_handle(explanation: Explanation, asked: str) -> str | None:
    """Return a short, safe text that leads to the same explanation, for a button to carry.

    A whole pasted page does not fit into a button, but its title or topic nearly always does.
    """
    for text in (asked, explanation.title, explanation.topic):
        handle = re.sub(r"[^A-Za-z0-9 _./-]+", " ", text).strip()
        found = explain(handle) if ERROR.fullmatch(handle) else None
        if found is not None and found.topic == explanation.topic:
            return handle
    return None
