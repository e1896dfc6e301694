"""What a watch asks for beyond an answer: status, text, certificate, speed. Pure.

The page's text is read here, so this comes after judging and before the page is dropped.
"""

import html
import re
from dataclasses import replace

from bot.probing.observation import Observation, Reply
from bot.triage.evidence import EvidenceId, fact
from bot.triage.verdict import Cause, Confidence, Evidence, Hop, State, Verdict
from bot.watching.condition import Policy
from bot.watching.measuring import measure
from bot.watching.watch import Expectations

EXPECTED_STATUS = "expected-status"  # another status than asked for; or just that one
EXPECTED_TEXT = "expected-text"  # the text is not in the part of the page that we read
UNREADABLE_TEXT = "expected-text-unreadable"  # a page in a coding that we don't take off
EXPECTED_CERTIFICATE = "expected-certificate"  # fewer days left than asked for
EXPECTED_SPEED = "expected-speed"  # slower than asked for

_ALIVE = frozenset({State.UP, State.SLOW, State.ANSWERING})
_LARGEST_GOOD_STATUS = 299
# Charsets of the web that Python knows under the same name; anything else is read as UTF-8.
_CHARSETS = re.compile(
    r"windows-125[0-8]|iso-8859-(?:[1-9]|1[013-6])|koi8-[ru]|shift_jis|euc-(?:jp|kr)"
    r"|gb2312|gbk|gb18030|big5|utf-16(?:le|be)?"
)
_PLAIN_CODINGS = frozenset({"", "identity"})
_CODED_STARTS = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")  # gzip (RFC 1952), zstd (RFC 8878)


def apply(verdict: Verdict, observation: Observation, expectations: Expectations) -> Verdict:
    """Return the verdict as this watch sees it; the same one where everything is as asked for.

    An expected status heals an error that is that very status, and nothing else heals. What is
    down, blocked, unknown or under maintenance stays so: its own cause says more. A page whose text
    we can't read makes the verdict unknown, never down.
    """
    verdict = _with_status(verdict, observation.last.reply, expectations)
    if verdict.state not in _ALIVE:
        return verdict
    verdict = _with_text(verdict, observation.last.reply, expectations)
    if verdict.state not in _ALIVE:
        return verdict
    return _with_certificate(
        _with_speed(verdict, observation, expectations), observation, expectations
    )


def tailored(policy: Policy, expectations: Expectations) -> Policy:
    """Return the policy for a watch with thresholds of its own.

    Days for the certificate replace the usual ones above them: 5 means 5 and 2, 30 means 30, 14, 7
    and 2.
    """
    days = expectations.certificate_days
    if days is not None:
        lower = (usual for usual in policy.certificate_days if usual < days)
        policy = replace(policy, certificate_days=(days, *lower))
    if expectations.slow_ms is not None:
        policy = replace(policy, slow_ms=float(expectations.slow_ms))
    return policy


def _with_status(verdict: Verdict, reply: Reply | None, expectations: Expectations) -> Verdict:
    statuses = expectations.statuses
    if statuses is None or reply is None or verdict.status is None:
        return verdict
    if reply.status not in statuses:
        return _unmet_status(verdict, reply) if verdict.state in _ALIVE else verdict
    # A wrong page sent as 200 stays wrong: that status is what everybody sends.
    is_healed = verdict.state is not State.UP and reply.status > _LARGEST_GOOD_STATUS
    if not is_healed or not reply.complete:
        return verdict
    return replace(
        verdict,
        state=State.UP,
        hop=Hop.NONE,
        cause=Cause.OK,
        confidence=Confidence.HIGH,
        rule=EXPECTED_STATUS,
    )


def _unmet_status(verdict: Verdict, reply: Reply) -> Verdict:
    is_good = verdict.cause in {Cause.OK, Cause.SLOW}
    return _unmet(
        replace(verdict, cause=Cause.UNKNOWN if is_good else verdict.cause),
        EXPECTED_STATUS,
        fact(EvidenceId.EXPECTED_STATUS, code=reply.status),
    )


def _with_text(verdict: Verdict, reply: Reply | None, expectations: Expectations) -> Verdict:
    if expectations.text is None or reply is None:
        return verdict
    page = _read(reply)
    if page is None:
        return replace(
            verdict,
            state=State.UNKNOWN,
            hop=Hop.UNKNOWN,
            cause=Cause.UNKNOWN,
            confidence=Confidence.LOW,
            rule=UNREADABLE_TEXT,
            evidence=(*verdict.evidence, fact(EvidenceId.EXPECTED_TEXT, seen="unreadable")),
        )
    if _plain(expectations.text) in page:
        return verdict
    missing = fact(EvidenceId.EXPECTED_TEXT, seen="missing")
    return _unmet(replace(verdict, cause=Cause.UNKNOWN), EXPECTED_TEXT, missing)


def _unmet(verdict: Verdict, rule: str, evidence: Evidence) -> Verdict:
    """Call it down because an admin asked to; who is to blame, nobody knows."""
    return replace(
        verdict,
        state=State.DOWN,
        hop=Hop.UNKNOWN,
        confidence=Confidence.LOW if verdict.cause is Cause.UNKNOWN else Confidence.MEDIUM,
        rule=rule,
        evidence=(evidence, *verdict.evidence),
    )


def _with_speed(verdict: Verdict, observation: Observation, expectations: Expectations) -> Verdict:
    took_ms = measure(observation).took_ms
    limit_ms = expectations.slow_ms
    if verdict.state is State.SLOW or limit_ms is None or took_ms is None or took_ms <= limit_ms:
        return verdict
    took = fact(EvidenceId.EXPECTED_SPEED, milliseconds=round(took_ms), limit=limit_ms)
    evidence = (took, *verdict.evidence)
    if verdict.state is State.ANSWERING:
        return replace(verdict, evidence=evidence)
    return replace(
        verdict,
        state=State.SLOW,
        hop=Hop.UNKNOWN,
        cause=Cause.SLOW,
        confidence=Confidence.MEDIUM,
        rule=EXPECTED_SPEED,
        evidence=evidence,
    )


def _with_certificate(
    verdict: Verdict, observation: Observation, expectations: Expectations
) -> Verdict:
    """Note a certificate that ends too soon. The site works: its state stays what it is."""
    tls, days = observation.last.tls, expectations.certificate_days
    if days is None or tls is None or tls.days_left > days:
        return verdict
    ends = fact(
        EvidenceId.CERTIFICATE_EXPIRES,
        days=tls.days_left,
        date=tls.expires_at.date().isoformat(),
    )
    others = (entry for entry in verdict.evidence if entry.id != ends.id)
    rule = EXPECTED_CERTIFICATE if verdict.state is State.UP else verdict.rule
    return replace(verdict, rule=rule, evidence=(ends, *others))


def _read(reply: Reply) -> str | None:
    """Return the kept part of a page as comparable text; None when its bytes are coded or gone."""
    coding = (reply.header("content-encoding") or "").strip().lower()
    is_decoded = coding in {"gzip", "x-gzip", "deflate"}
    is_plain = coding in _PLAIN_CODINGS or is_decoded
    is_gone = not reply.body and reply.body_length > 0
    if not is_plain or is_gone or reply.body.startswith(_CODED_STARTS):
        return None
    return _plain(reply.body.decode(_charset(reply), errors="replace"))


def _charset(reply: Reply) -> str:
    """Return the charset the reply names, where it is one of the usual ones; else UTF-8."""
    _, _, rest = (reply.header("content-type") or "").lower().partition("charset=")
    named = rest.partition(";")[0].strip(" \"'")
    return named if _CHARSETS.fullmatch(named) else "utf-8"


def _plain(text: str) -> str:
    """Return a text as comparing needs it: entities resolved, blanks single, case folded."""
    return " ".join(html.unescape(text).split()).casefold()
