"""What a question is about: a service, an address, or words that name neither. Pure."""

import re
from dataclasses import dataclass

from bot.asking.answer import Declined, DeclineReason
from bot.catalogue.lookup import Catalogue
from bot.catalogue.service import Service
from bot.probing.addresses import AddressPolicy
from bot.probing.parsing import parse_target
from bot.probing.target import Refusal, Target, TargetRefused

LONGEST = 2000  # a Discord message
SUGGESTIONS = 5
NAME_WORDS = 2  # of a name that somebody began to type

# Refusals that words earn too. The others say something about an address, and are told as they are.
WORDS = frozenset({Refusal.NOT_A_URL, Refusal.BAD_HOST, Refusal.BAD_CHARACTERS})
ADDRESS_MARKS = re.compile(r"[./:@\[\]%\\]")
LINK = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
PAGE = re.compile(r"(?<!\S)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d+)?/[^\s<>]*", re.IGNORECASE)
DOMAIN = re.compile(
    r"(?<![^\s`'\"(*])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![^\s?!.,;:)`'\"*])", re.IGNORECASE
)
CLOSING = ".,;:!?'\"*_~`|]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something to look at, and what to call it."""

    target: Target
    service: Service | None = None

    @property
    def name(self) -> str:
        """The service's name, or the host in ASCII."""
        return self.service.name if self.service is not None else self.target.host


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Something we will not look at."""

    reason: Refusal
    service: Service | None = None


def identify(
    question: str, catalogue: Catalogue, policy: AddressPolicy
) -> Subject | Refused | Declined:
    """Return what a question is about.

    The name of a service, an address, or a sentence with either in it. An address that is refused
    is `Refused`; words that name nothing, or several services, are `Declined` with what they may
    have meant.
    """
    question = question.strip()
    bare = question.rstrip("?! ")
    if DOMAIN.fullmatch(bare) or (bare and not ADDRESS_MARKS.search(bare)):
        question = bare
    if meant := catalogue.find_meant(question):
        return _choose(meant, catalogue, policy)
    address = identify_address(question, catalogue, policy)
    if isinstance(address, Subject) or not _is_speech(question, address.reason):
        return address
    return _identify_in_sentence(question, catalogue, policy) or Declined(
        reason=DeclineReason.NOT_FOUND,
        suggestions=_suggest(question, catalogue),
    )


def _choose(
    services: tuple[Service, ...], catalogue: Catalogue, policy: AddressPolicy
) -> Subject | Refused | Declined:
    """Return the one service that is meant; which of several is for the asker to say."""
    if len(services) == 1:
        return subject_of(services[0], policy)
    is_one_name = catalogue.is_one_name(services)
    return Declined(
        reason=DeclineReason.AMBIGUOUS if is_one_name else DeclineReason.SEVERAL,
        suggestions=services[:SUGGESTIONS],
    )


def is_link(text: str) -> bool:
    """Tell a whole web address with its scheme from a name, a bare domain and a sentence."""
    return LINK.fullmatch(text.strip()) is not None


def _suggest(question: str, catalogue: Catalogue) -> tuple[Service, ...]:
    """Return what words may have meant. A whole sentence is like a part of nearly every name."""
    near = catalogue.did_you_mean(question)
    is_name = len(question.split()) <= NAME_WORDS and catalogue.may_be_a_name(question)
    if near or not is_name:
        return near
    return catalogue.complete(question, SUGGESTIONS)


def subject_of(service: Service, policy: AddressPolicy) -> Subject | Refused:
    """Return where to look for a service."""
    try:
        return Subject(target=parse_target(service.probe_url, policy=policy), service=service)
    except TargetRefused as refused:
        return Refused(reason=refused.reason, service=service)


def find_link(text: str) -> str | None:
    """Return the first web address in a message: a link, or a domain followed by a path."""
    match = LINK.search(text[:LONGEST]) or PAGE.search(text[:LONGEST])
    if match is None:
        return None
    link = match.group().rstrip(CLOSING)
    return link if "(" in link else link.split(")")[0]


def find_domain(text: str) -> str | None:
    """Return the first bare domain in a message."""
    match = DOMAIN.search(text[:LONGEST])
    return match.group() if match else None


def _is_speech(question: str, reason: Refusal) -> bool:
    """Tell words from an address that is written wrongly. Hidden characters are never words."""
    if reason not in WORDS or not question.isprintable():
        return False
    return " " in question or not ADDRESS_MARKS.search(question)


def _identify_in_sentence(
    text: str, catalogue: Catalogue, policy: AddressPolicy
) -> Subject | Refused | Declined | None:
    """Return what a sentence is about: a link wins over a name, a name over a bare domain.

    A misspelt name comes last, and only where nothing else can be meant.
    """
    link = find_link(text)
    if link is not None:
        return identify_address(link, catalogue, policy)
    if meant := catalogue.find_in_sentence(text):
        return _choose(meant, catalogue, policy)
    domain = find_domain(text)
    if domain is not None:
        return identify_address(domain, catalogue, policy)
    slip = catalogue.find_slip(text)
    return subject_of(slip, policy) if slip is not None else None


def identify_address(text: str, catalogue: Catalogue, policy: AddressPolicy) -> Subject | Refused:
    """Return the address a text is, exactly as it stands."""
    try:
        target = parse_target(text, policy=policy)
    except TargetRefused as refused:
        return Refused(reason=refused.reason)
    return Subject(target=target, service=catalogue.find_url(target.url))
