"""UptimeRobot's public pages: `/api/getMonitorList/{key}`; on an own domain any key will do.

`statusClass` of each monitor is success, danger, warning, or paused in some word (black, info). The
list stands in `data`, or in `psp.monitors` of the newer pages. A paused monitor says nothing beside
others; a page of nothing else is being worked on. Long lists come in pages (`psp.totalMonitors`):
one that goes on says nothing of the rest.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, OfficialState, OfficialStatus, spread

CLASSES = {
    "success": OfficialState.OPERATIONAL,
    "warning": OfficialState.DEGRADED,
    "danger": OfficialState.MAJOR_OUTAGE,
    "paused": OfficialState.MAINTENANCE,
    "info": OfficialState.MAINTENANCE,
    "black": OfficialState.MAINTENANCE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:  # noqa: ARG001 - no times in it
    """Return what a page's monitors say."""
    fields = document.fields()
    page = fields.child("psp")
    rows = page.rows("monitors") if page.has("monitors") else fields.rows("data")
    if not rows or not all(row.has("statusClass") for row in rows):
        raise Unreadable("no list of monitors")
    components = tuple(map(_component, rows))
    watched = [one for one in components if one.state is not OfficialState.MAINTENANCE]
    goes_on = (page.number("totalMonitors") or 0) > len(rows)
    rest = (OfficialState.UNKNOWN,) if goes_on else ()
    return OfficialStatus(
        state=spread((*(one.state for one in watched or components), *rest)),
        components=components,
        page_name=page.text("name"),
    )


def _component(row: Fields) -> Component:
    return Component(
        id=row.text("monitorId"),
        name=row.text("name"),
        state=CLASSES.get(row.word("statusClass"), OfficialState.UNKNOWN),
        group=row.text("groupName"),
    )


PROVIDER = Provider(
    name="uptimerobot",
    parse=parse,
    paths=("/api/getMonitorList/x",),
    hosts=("stats.uptimerobot.com",),
)
