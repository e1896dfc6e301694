"""Explaining: a verdict, a status code or pasted words in plain language. Pure; content is data."""

from bot.explanations.explaining import explain, explain_verdict
from bot.explanations.explanation import Explanation, Fault
from bot.explanations.headlines import (
    declined_text,
    evidence_text,
    headline,
    product_name,
    refusal_text,
)

__all__ = [
    "Explanation",
    "Fault",
    "declined_text",
    "evidence_text",
    "explain",
    "explain_verdict",
    "headline",
    "product_name",
    "refusal_text",
]
