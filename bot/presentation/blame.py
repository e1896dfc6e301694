"""Whose fault it is, told for one look: we asked from elsewhere, and that rules some things out."""

from dataclasses import replace

from bot.explanations import Explanation, Fault
from bot.presentation.words import say, surface_texts
from bot.triage.verdict import Confidence, State, Verdict

# What an error's explanation leaves open, or lays at the reader's door, a look of ours can tell.
OPEN = frozenset({Fault.UNCLEAR, Fault.ASKER, Fault.NOBODY})
THEIRS = frozenset({Fault.SITE, Fault.EDGE})


def with_blame(explanation: Explanation, verdict: Verdict, locale: str) -> Explanation:
    """Return the explanation with the blame that this verdict carries, where it carries any."""
    if explanation.fault not in OPEN:
        return explanation
    for subject in (f"{verdict.state}-{verdict.cause}", verdict.state):
        message = f"blame-{subject}".replace("_", "-")
        if surface_texts().has(message):
            return replace(explanation, fault_text=say(locale, message))
    return explanation


def add_blame(line: str, fault: Fault, verdict: Verdict, locale: str) -> str:
    """Return the first line of an answer; where something is down it ends with "is it me?"."""
    if verdict.state is not State.DOWN:
        return line
    is_sure = fault in THEIRS and verdict.confidence is Confidence.HIGH
    return say(locale, "line-not-you" if is_sure else "line-likely-not-you", line=line)
