"""Topics and texts become explanations: for a code, for pasted words, for a verdict."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from bot.explanations.advice import order_advice
from bot.explanations.durations import amount
from bot.explanations.explanation import Explanation, Fault
from bot.explanations.recognition import recognise, recognise_status
from bot.explanations.texts import Texts
from bot.explanations.topics import Topic, load_topics
from bot.triage.evidence import EvidenceId
from bot.triage.verdict import Confidence, State, Verdict

STATUS_PAGE = "status-page"
LONGEST_NAME = 60  # characters; longer names are cut, so that every text keeps its bounds


@cache
def load_texts() -> Texts:
    """Load this room's texts from disk, once."""
    return Texts(Path(__file__).parent / "locales")


def explain(text: str, locale: str = "en") -> Explanation | None:
    """Explain a status code, a browser's error name or pasted words; None when nothing is known."""
    found = recognise(text)
    if found is None:
        return None
    topic = load_topics()[found.topic]
    return compose(topic, load_texts().negotiate(locale), found.status)


def explain_verdict(
    verdict: Verdict, *, name: str, locale: str = "en", has_status_page: bool = True
) -> Explanation:
    """Explain one verdict about `name`: its topic, with the advice that fits this very case.

    `name` is put into some steps as it is; whoever draws the texts escapes them.
    """
    locale = load_texts().negotiate(locale)
    topic, status = choose_topic(verdict)
    helps, futile = order_advice(verdict, topic)
    if not has_status_page:
        helps = tuple(step for step in helps if step != STATUS_PAGE)
    told = compose(topic, locale, status)
    if verdict.confidence is Confidence.LOW and verdict.state is not State.UNKNOWN:
        unsure = load_texts().format(locale, "likely", sentence=told.sentence)
        told = replace(told, sentence=unsure)
    return replace(
        told,
        helps=tuple(_step(step, verdict, clip(name), locale) for step in helps),
        futile=tuple(_plain(f"futile-{id_}", locale) for id_ in futile),
    )


def clip(name: str) -> str:
    """Shorten a name that would burst a line."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def choose_topic(verdict: Verdict) -> tuple[Topic, str]:
    """Return the most telling topic that claims no more than the verdict, and its number.

    A status' own topic is chosen only where the cause is what that status usually means: a 503
    that is planned work is told as maintenance, not as overload. Topics that speak of the reader's
    own mistake are for people who met the error themselves: here it was our visit that met it.
    """
    topics = load_topics()
    cause = topics[verdict.cause.replace("_", "-")]
    edge = _cloudflare_topic(verdict, topics)
    if edge is not None and _fits(edge, cause):
        return edge, ""
    found = None if verdict.status is None else recognise_status(verdict.status)
    if found is not None and _fits(topics[found.topic], cause):
        return topics[found.topic], found.status
    return cause, ""


def _fits(topic: Topic, cause: Topic) -> bool:
    return cause.id in topic.chain and topic.fault is not Fault.ASKER


def _cloudflare_topic(verdict: Verdict, topics: Mapping[str, Topic]) -> Topic | None:
    if verdict.answered_by != "cloudflare":
        return None
    vendor_codes = (fact for fact in verdict.evidence if fact.id == EvidenceId.VENDOR_CODE)
    for number in (*(fact.arguments.get("code") for fact in vendor_codes), verdict.status):
        if (topic := topics.get(f"cloudflare-{number}")) is not None:
            return topic
    return None


@lru_cache(maxsize=4_096)
def compose(topic: Topic, locale: str, status: str = "") -> Explanation:
    """Put a topic's texts together, in a negotiated language. `status` fills in a number."""
    return Explanation(
        topic=topic.id,
        title=_facet(topic, locale, "title", status),
        sentence=_sentence(topic, locale, status),
        story=_facet(topic, locale, "story", status),
        picture=_facet(topic, locale, "picture", status),
        reasons=tuple(_plain(f"reason-{id_}", locale) for id_ in topic.reasons),
        helps=tuple(_plain(f"step-{id_}", locale) for id_ in topic.helps),
        futile=tuple(_plain(f"futile-{id_}", locale) for id_ in topic.futile),
        fault=topic.fault,
        fault_text=_plain(f"fault-{topic.fault}", locale),
        behind=_facet(topic, locale, "behind", status),
        data=_plain(f"data-{topic.data}", locale),
        avoid=_facet(topic, locale, "avoid", status),
        owner=_facet(topic, locale, "owner", status),
        fact=_facet(topic, locale, "fact", status),
        closing=_facet(topic, locale, "closing", status),
        sources=topic.sources,
    )


def _facet(topic: Topic, locale: str, facet: str, status: str) -> str:
    texts = load_texts()
    owner = next(
        (id_ for id_ in topic.chain if texts.has_attribute(f"topic-{id_}", facet)), topic.id
    )
    return texts.attribute(locale, f"topic-{owner}", facet, status=status)


def _sentence(topic: Topic, locale: str, status: str) -> str:
    texts = load_texts()
    has = (id_ for id_ in topic.chain if texts.has(f"topic-{id_}"))
    return texts.format(locale, f"topic-{next(has, topic.id)}", status=status)


@lru_cache(maxsize=4_096)
def _plain(message: str, locale: str) -> str:
    return load_texts().format(locale, message)


def _step(step: str, verdict: Verdict, name: str, locale: str) -> str:
    if step == STATUS_PAGE:
        return load_texts().attribute(locale, "step-status-page", "of", name=name)
    if step == "wait-about" and verdict.retry_after is not None:
        return load_texts().format(locale, "step-wait-about", **amount(verdict.retry_after))
    return _plain(f"step-{step}", locale)
