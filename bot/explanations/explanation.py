"""An explanation: every facet of one topic, said in one language. Values only, not Discord."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Whose job it is to mend this."""

    NOBODY = "nobody"
    ASKER = "asker"  # your device, network or request
    SITE = "site"  # whoever runs the site, their servers or settings
    EDGE = "edge"  # the company in front of the site (CDN, protection service)
    DNS = "dns"  # the site's name: its owner or their name servers
    NETWORK = "network"  # somewhere on the way
    BOT = "bot"  # our own network
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One topic in plain words. Texts hold no markup and nothing a server or a person sent.

    Three depths: `sentence` for a member, `story` for the curious, `owner` for the site's owner.
    """

    topic: str  # stable id: "upstream-bad-reply", "status-502", "cloudflare-522", …
    title: str  # "502 Bad Gateway"
    sentence: str  # what it means, in one sentence
    story: str  # the longer story, a paragraph
    picture: str  # the picture from life: the restaurant
    reasons: tuple[str, ...]  # the usual reasons, likeliest first
    helps: tuple[str, ...]  # what you can try now, most useful first
    futile: tuple[str, ...]  # what will not help now
    fault: Fault
    fault_text: str  # whose fault, in a sentence
    behind: str  # what happens behind the scenes
    data: str  # is my data safe
    avoid: str  # can I avoid it
    owner: str  # what the site's owner should check
    fact: str  # a fun fact
    closing: str  # a line that calms
    sources: tuple[str, ...]  # where the facts are from: "RFC 9110 section 15.6.3", a vendor's page
