"""Rootly: Statuspage's words without its ids (https://docs.rootly.com, status page public API).

`/api/v1/status.json` has `page`, `status.indicator` (none, minor, major, maintenance), `incidents`.
"""

from datetime import datetime

from bot.statuspages.document import Document, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.providers import statuspage
from bot.statuspages.status import OfficialStatus


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the page's status says."""
    fields = document.fields()
    is_whole = fields.has("page") and fields.child("status").has("indicator")
    if not is_whole or fields.child("page").has("id"):
        raise Unreadable("no Rootly status")
    return statuspage.read_answer(fields, now)


PROVIDER = Provider(name="rootly", parse=parse, paths=("/api/v1/status.json",))
