"""One line that carries the verdict in words, and the short texts around it."""

from datetime import timedelta

from bot.explanations.durations import amount
from bot.explanations.explaining import clip, load_texts
from bot.triage.verdict import Confidence, Evidence, Verdict


def headline(verdict: Verdict, *, name: str, locale: str = "en") -> str:
    """Say the verdict in one line of at most 150 characters, no surer than the evidence."""
    texts, name = load_texts(), clip(name)
    message = f"headline-{verdict.state}-{verdict.cause}".replace("_", "-")
    if not texts.has(message):
        message = f"headline-{verdict.state}".replace("_", "-")
    if verdict.confidence is not Confidence.HIGH and texts.has_attribute(message, "likely"):
        return texts.attribute(locale, message, "likely", name=name)
    return texts.format(locale, message, name=name)


def evidence_text(evidence: Evidence, locale: str = "en") -> str:
    """Say one fact a verdict rests on."""
    arguments = dict(evidence.arguments)
    return load_texts().format(locale, f"evidence-{evidence.id}", **_told(arguments, locale))


def product_name(product: str, locale: str = "en") -> str:
    """Return a product's name as its makers write it; its id where we know no other."""
    message = f"product-{product}"
    return load_texts().format(locale, message) if load_texts().has(message) else product


def _told(arguments: dict[str, str | int | float], locale: str) -> dict[str, str | int | float]:
    """Add what a text needs to choose its words: a unit for a wait, "yes" for a date gone by."""
    if "code" in arguments:
        arguments["code"] = str(arguments["code"])  # 1016 is a name, not 1,016
    if "seconds" in arguments:
        arguments |= amount(timedelta(seconds=float(arguments["seconds"])))
    if "days" in arguments:
        arguments["ended"] = "yes" if float(arguments["days"]) < 0 else "no"
    if "marker" in arguments:
        arguments["branded"] = "yes" if arguments.get("product") else "no"
    if "product" in arguments:
        arguments["product"] = product_name(str(arguments["product"]), locale)
    return arguments


def refusal_text(reason: str, locale: str = "en") -> str:
    """Say why we don't look at something, and what to do instead. `reason` is a `Refusal`."""
    return load_texts().format(locale, f"refusal-{reason}".replace("_", "-"))


def declined_text(reason: str, *, wait: timedelta | None = None, locale: str = "en") -> str:
    """Say why there was no look, and when to ask again. `reason` is a `DeclineReason`."""
    length = amount(wait if wait is not None else timedelta(minutes=1))
    waiting = load_texts().format(locale, "wait-length", **length)
    return load_texts().format(locale, f"declined-{reason}".replace("_", "-"), wait=waiting)
