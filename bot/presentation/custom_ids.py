"""What a button of ours remembers in its `custom_id`: at most 100 characters, no storage.

Whoever presses may send any text here, so it is parsed strictly: only a text that `encode` could
have written is understood. `v1` is the version; ids of other versions are outdated, not errors.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2s

from bot.presentation.limits import CUSTOM_ID
from bot.triage.evidence import EvidenceId, fact
from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict

VERSION = "v1"
LONGEST_STATUS = 1000  # numbers beyond are Cloudflare's own, no HTTP statuses
RULE = "from-a-button"  # a verdict read back from a button names no rule
HOST = re.compile(r"[a-z0-9._:\[\]-]{1,60}")
SERVICE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
ERROR = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _./-]{0,79}")
ADDRESS = re.compile(r"[a-z0-9._:\[\]-]+/[!->@-~]*")  # no query: it may hold secrets
CODE = re.compile(r"0|[1-9][0-9]{2}|c[1-9][0-9]{2,3}")
CLOUDFLARE = "cloudflare"
DIGEST = re.compile(r"[0-9a-f]{16}")
MOMENT = re.compile(r"0|[1-9][0-9]{0,14}")
LONGEST_KEY = CUSTOM_ID - len(f"{VERSION}:details:{10**14}:")


@dataclass(frozen=True, slots=True)
class Key:
    """What a button is about: a service (`s`), an https (`u`) or http (`p`) address, or a digest.

    A digest (`x`) stands for an address that is too long or has a query. It can be recognised by
    whoever remembers the address, and read back by nobody.
    """

    kind: str
    value: str

    @property
    def question(self) -> str | None:
        """What to ask for the same thing again, or None for a digest."""
        match self.kind:
            case "s":
                return self.value
            case "u":
                return f"https://{self.value}"
            case "p":
                return f"http://{self.value}"
            case _:
                return None

    def __str__(self) -> str:
        return f"{self.kind}.{self.value}"


NOBODY = Key("x", "")  # a name that did not fit


@dataclass(frozen=True, slots=True)
class Again:
    """Look again."""

    key: Key


@dataclass(frozen=True, slots=True)
class Details:
    """Show the evidence of the look that ended at `moment` (milliseconds since 1970, UTC)."""

    moment: int
    key: Key


@dataclass(frozen=True, slots=True)
class Meaning:
    """Explain a verdict in full. `who` is a service id (`s`), a host (`h`), or neither (`x`)."""

    verdict: Verdict
    who: Key


@dataclass(frozen=True, slots=True)
class Story:
    """Tell the whole story of an error, named by a short text that `explain` understands."""

    error: str


Press = Again | Details | Meaning | Story


def parse_key(text: str) -> Key | None:
    """Return the key that `str(key)` wrote as `text`, or None."""
    kind, _, value = text.partition(".")
    pattern = {"s": SERVICE, "u": ADDRESS, "p": ADDRESS, "x": DIGEST, "h": HOST}.get(kind)
    return Key(kind, value) if pattern is not None and pattern.fullmatch(value) else None


def key_of(question: str) -> Key:
    """Return the key of a service id or of a canonical URL."""
    for kind, scheme in (("u", "https://"), ("p", "http://")):
        value = question.removeprefix(scheme)
        is_short = len(f"{kind}.{value}") <= LONGEST_KEY
        if value != question and is_short and ADDRESS.fullmatch(value):
            return Key(kind, value)
    if SERVICE.fullmatch(question):
        return Key("s", question)
    return Key("x", blake2s(question.encode(), digest_size=8).hexdigest())


def moment_of(time: datetime) -> int:
    """Return an aware time as milliseconds since 1970, UTC."""
    return int(time.astimezone(UTC).timestamp() * 1000)


def encode(press: Press) -> str:
    """Return the `custom_id` of a button."""
    return f"{VERSION}:{_encode_press(press)}"


def decode(custom_id: str) -> Press | None:
    """Return what a button of ours means, or None for any other text."""
    version, _, rest = custom_id.partition(":")
    action, _, value = rest.partition(":")
    if version != VERSION or len(custom_id) > CUSTOM_ID:
        return None
    match action:
        case "again":
            key = parse_key(value)
            return None if key is None or key.kind == "h" else Again(key)
        case "details":
            return _decode_details(value)
        case "meaning":
            return _decode_meaning(value)
        case "story":
            return Story(value) if ERROR.fullmatch(value) else None
        case _:
            return None


def _encode_press(press: Press) -> str:
    match press:
        case Again(key):
            return f"again:{key}"
        case Details(moment, key):
            return f"details:{moment}:{key}"
        case Meaning(verdict, who):
            return f"meaning:{_encode_verdict(verdict)}:{_short(who, verdict)}"
        case Story(error):
            return f"story:{error}"


def _decode_details(text: str) -> Details | None:
    moment, _, rest = text.partition(":")
    key = parse_key(rest)
    if key is None or key.kind == "h" or not MOMENT.fullmatch(moment):
        return None
    return Details(int(moment), key)


def _decode_meaning(text: str) -> Meaning | None:
    judged, _, rest = text.partition(":")
    who = NOBODY if rest == str(NOBODY) else parse_key(rest)
    verdict = _decode_verdict(judged)
    if who is None or verdict is None or (who != NOBODY and who.kind not in "sh"):
        return None
    return Meaning(verdict, who)


def _encode_verdict(verdict: Verdict) -> str:
    code = f"c{number}" if (number := _cloudflare_code(verdict)) else str(verdict.status or 0)
    return f"{verdict.state}/{verdict.hop}/{verdict.cause}/{verdict.confidence}/{code}"


def _cloudflare_code(verdict: Verdict) -> int | None:
    """Return the number Cloudflare printed, which tells more than the status it came with."""
    if verdict.answered_by != CLOUDFLARE:
        return None
    printed = (
        known.arguments["code"] for known in verdict.evidence if known.id == EvidenceId.VENDOR_CODE
    )
    return next((int(number) for number in printed), verdict.status)


def _decode_verdict(text: str) -> Verdict | None:
    try:
        state, hop, cause, confidence, code = text.split("/")
        if not CODE.fullmatch(code):
            return None
        is_cloudflares, number = code.startswith("c"), int(code.removeprefix("c"))
        return Verdict(
            state=State(state),
            hop=Hop(hop),
            cause=Cause(cause),
            confidence=Confidence(confidence),
            rule=RULE,
            answered_by=CLOUDFLARE if is_cloudflares else None,
            status=number if 0 < number < LONGEST_STATUS else None,
            evidence=(fact(EvidenceId.VENDOR_CODE, code=number),) if is_cloudflares else (),
        )
    except ValueError:
        return None


def _short(who: Key, verdict: Verdict) -> str:
    """Return the name's part of a meaning's id; no name where it would not fit."""
    room = CUSTOM_ID - len(f"{VERSION}:meaning:{_encode_verdict(verdict)}:")
    return str(who if who.kind in "sh" and len(str(who)) <= room else NOBODY)
