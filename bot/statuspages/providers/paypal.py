"""PayPal: a word for each product, for real payments ("production") and for tests ("sandbox").

Source: https://www.paypal-status.com/api/v1/components, as read by inket/stts.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import status_of_parts

STATES = {
    "operational": OfficialState.OPERATIONAL,
    "informational": OfficialState.OPERATIONAL,  # a remark, no trouble
    "under_maintenance": OfficialState.MAINTENANCE,
    "service_disruption": OfficialState.DEGRADED,
    "service_outage": OfficialState.MAJOR_OUTAGE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:  # noqa: ARG001 - no times in it
    """Return what the products' words for real payments say."""
    rows = document.fields().rows("result")
    if not all(row.has("name", "status") for row in rows):
        raise Unreadable("no products")
    return status_of_parts((_component(row) for row in rows), page_name="PayPal")


def _component(row: Fields) -> Component:
    said = row.child("status").word("production")
    return Component(
        id=row.text("id"),
        name=row.text("name"),
        state=STATES.get(said, OfficialState.UNKNOWN),
        group=row.child("category").text("name"),
    )


PROVIDER = Provider(name="paypal", parse=parse)
