"""Meta: its business products (WhatsApp Business, the Graph API, ads), never the apps of people.

Source: https://metastatus.com/data/orgs.json. Facebook, Instagram, Messenger, Threads and WhatsApp
have no public status page; what stands here is about another product.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import status_of_parts

STATES = {
    "no_known_issues": OfficialState.OPERATIONAL,
    "resolved": OfficialState.OPERATIONAL,  # stays for hours
    "low_disruptions": OfficialState.DEGRADED,
    "medium_disruptions": OfficialState.DEGRADED,
    "high_disruptions": OfficialState.PARTIAL_OUTAGE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:  # noqa: ARG001 - no state has an end
    """Return what the products' words say; their group is the organisation's id."""
    organisations = document.rows()
    if not all(row.has("id", "services") for row in organisations):
        raise Unreadable("no organisations")
    parts = [
        _component(service, organisation.text("id"))
        for organisation in organisations
        for service in organisation.rows("services")
    ]
    return status_of_parts(parts, page_name="Meta's business products")


def _component(service: Fields, group: str) -> Component:
    return Component(
        id=f"{group}/{service.text('id')}",
        name=service.text("name"),
        state=STATES.get(service.word("status"), OfficialState.UNKNOWN),
        group=group,
    )


PROVIDER = Provider(name="meta", parse=parse)
