"""Google Cloud, Search, Play and Firebase: a list of all incidents, past ones included.

Source: https://status.cloud.google.com/incidents.json and its published incidents.schema.json. An
incident is open while it has no `end`; its newest update may say that all is available before.
Planned work is not told there.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.statuspages.document import Document, Fields, Unreadable, is_past
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import merged, status_of_events

STATES = {
    "service_information": OfficialState.OPERATIONAL,  # a remark, no trouble
    "service_disruption": OfficialState.DEGRADED,
    "service_outage": OfficialState.MAJOR_OUTAGE,
}
AVAILABLE = "available"
TOLD_FOR = timedelta(days=14)  # after its end; the list goes back for years


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what a list of incidents says."""
    return read_incidents(document, now, "Google Cloud")


def read_incidents(
    document: Document, now: datetime, page_name: str, base: str = ""
) -> OfficialStatus:
    """Return what a list of incidents says.

    The products of past ones are known to work, as long as all that goes on names its own.
    """
    rows = document.rows()
    if not all(row.has("id") and (row.has("status_impact") or row.has("begin")) for row in rows):
        raise Unreadable("no list of incidents")
    recent = [row for row in rows if not _is_long_over(row, now)]
    notices = [_notice(row, now, base) for row in recent]
    parts = (part for row, one in zip(recent, notices, strict=True) for part in _parts(row, one))
    products = (one for row in rows for one in row.children("affected_products"))
    calm = {one.text("id"): one for one in products}.values()
    is_clear = all(one.is_over or _names_products(one) for one in notices)
    others = OfficialState.OPERATIONAL if is_clear else OfficialState.UNKNOWN
    known = merged((*parts, *(_part(one, others) for one in calm)))
    return status_of_events(notices, known, page_name)


def _names_products(notice: Notice) -> bool:
    return bool(notice.components) and all(notice.components)


def _is_long_over(row: Fields, now: datetime) -> bool:
    return is_past(row.moment("end", now), now - TOLD_FOR)


def _notice(row: Fields, now: datetime, base: str) -> Notice:
    newest = row.child("most_recent_update")
    ended = row.moment("end", now)
    said = newest.word("status")
    is_told = ended is not None or row.get("end") in (None, "")
    uri = row.text("uri")
    return Notice(
        id=row.text("id"),
        title=row.text("external_desc") or row.text("service_name"),
        # Without a newest update, or with an end that can't be read, it may be over.
        state=STATES.get(said, OfficialState.UNKNOWN) if is_told else OfficialState.UNKNOWN,
        stage=said,
        text=newest.text("text"),
        url=f"{base}{uri}" if base and uri else "",
        begins_at=row.moment("begin", now),
        ends_at=ended,
        updated_at=newest.moment("when", now) or row.moment("modified", now),
        components=tuple(one.text("id") for one in row.optional_rows("affected_products")),
        is_over=said == AVAILABLE or is_past(ended, now),
    )


def _parts(row: Fields, notice: Notice) -> Iterator[Component]:
    if not notice.is_over:
        for product in row.children("affected_products"):
            yield _part(product, notice.state)


def _part(product: Fields, state: OfficialState) -> Component:
    name = product.text("current_title") or product.text("title")
    return Component(id=product.text("id"), name=name, state=state)


PROVIDER = Provider(name="google-cloud", parse=parse)
