"""Which addresses on an official page are shown: theirs, or a known host's of such pages. Pure."""

import re
from urllib.parse import urlsplit

from bot.statuspages.look import OfficialPage

LONGEST = 250
# Nothing that could end a link in a message, or begin something else.
_PLAIN = re.compile(r"https://[a-z0-9.-]+(?:/[A-Za-z0-9._~%&=+,;/?#-]*)?")
# Where vendors' pages stand, whatever else they are called.
_HOSTS = (
    "betteruptime.com",
    "hund.io",
    "incident.io",
    "instatus.com",
    "status.io",
    "statuspage.io",
    "statuspal.io",
    "stspg.io",
)


def safe_link(url: str, page: OfficialPage) -> str:
    """Return an address as it can be shown; empty for one that leads elsewhere, or is odd."""
    if len(url) > LONGEST or not _PLAIN.fullmatch(url):
        return ""
    host = _host(url)
    own = {_host(page.page_url), _host(page.api_url)} - {""}
    is_known = any(host == one or host.endswith(f".{one}") for one in _HOSTS)
    return url if is_known or host in own else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
