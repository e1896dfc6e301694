"""The closed list of facts a verdict may rest on, and how each is written down.

Each id has one text in `bot/explanations/locales`, named `evidence-<id>`. Arguments are numbers,
dates we formatted ourselves and words from our own closed lists; no byte a server sent gets in.
"""

from enum import StrEnum

from bot.triage.verdict import Evidence


class EvidenceId(StrEnum):
    """Every id an `Evidence` may carry, with the arguments its text may use."""

    STATUS = "status"  # code: the HTTP status of the last reply
    ANSWERED_BY = "answered-by"  # product: who wrote the reply
    IN_THE_PATH = "in-the-path"  # product: another gateway that passed the reply on
    PAGE_MARKER = (
        "page-marker"  # marker: id of a page we know, product: whose page ("" if anyone's)
    )
    HEADER_MARKER = "header-marker"  # marker: id of a header we know, product: whose header
    VENDOR_CODE = "vendor-code"  # code: the number a vendor prints (1016, 522), product
    PROXY_STATUS = "proxy-status"  # error: RFC 9209 error type the gateway itself reported
    UPSTREAM_STATUS = "upstream-status"  # code: status the gateway says it got from behind
    RETRY_AFTER = "retry-after"  # seconds
    FAILED_STAGE = "failed-stage"  # stage, failure: values of `Stage` and `Failure`
    FIRST_BYTE = "first-byte"  # milliseconds
    CERTIFICATE_EXPIRES = "certificate-expires"  # days: may be negative, date: YYYY-MM-DD
    REDIRECTS = "redirects"  # count: how many were followed
    FROM_CACHE = "from-cache"  # no arguments: an edge answered from its store, origin not asked
    OWN_NETWORK = "own-network"  # state: value of `OwnNetwork`
    REFUSAL = "refusal"  # reason: value of `Refusal`
    EXPECTED_STATUS = "expected-status"  # code: what came, where a watch asks for another
    EXPECTED_TEXT = "expected-text"  # seen: "missing" or "unreadable"
    EXPECTED_SPEED = "expected-speed"  # milliseconds: what it took, limit: what a watch asks for


def fact(kind: EvidenceId, /, **arguments: str | float) -> Evidence:
    """Write one fact down."""
    return Evidence(id=kind.value, arguments=arguments)
