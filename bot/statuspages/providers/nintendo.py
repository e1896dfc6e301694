"""Nintendo's network: trouble and maintenance, both lists empty when calm.

Source: https://www.nintendo.co.jp/netinfo/en_US/status.json, with `?callback=` as a call (JSONP).
Times are Pacific, written "Monday, August 17, 2026 10 :00 PM". `event_status` is "0" to come,
"1" and "2" going on, "3" over; maintenance is listed weeks ahead, and what is over for a day more.
"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.statuspages.document import Document, Fields, is_ahead, is_past, read_moment
from bot.statuspages.feed import plain
from bot.statuspages.provider import Provider
from bot.statuspages.status import Notice, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import is_end_told, status_of_events, uncalled

PACIFIC = ZoneInfo("America/Los_Angeles")
TO_COME, OVER = "0", "3"
KNOWN = frozenset({TO_COME, "1", "2", OVER})
COLUMNS = frozenset(
    {
        *("platform", "platform_image", "software_title", "services", "message", "free_write"),
        *("begin", "end", "utc_del_time", "update_date", "event_status"),
    }
)
LISTS = (
    ("operational_statuses", OfficialState.PARTIAL_OUTAGE),
    ("temporary_maintenances", OfficialState.MAINTENANCE),
)


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the two lists say."""
    return status_of_events(_notices(uncalled(document), now), page_name="Nintendo")


def _notices(fields: Fields, now: datetime) -> Iterator[Notice]:
    for name, state in LISTS:
        for row in fields.rows(name):
            yield _notice(row, now, state)


def _notice(row: Fields, now: datetime, state: OfficialState) -> Notice:
    begins, ends = _moment(row, "begin", now), _moment(row, "end", now)
    stage = row.text("event_status")
    is_planned = state is OfficialState.MAINTENANCE
    software = plain(row.text("software_title"))
    return Notice(
        id=f"{software} {row.text('begin')}",
        title=f"{software}: {plain(row.text('services'))}" if row.text("services") else software,
        state=state if stage in KNOWN and _is_dated(row, ends) else OfficialState.UNKNOWN,
        stage=stage,
        text=plain(row.text("message")),
        begins_at=begins,
        ends_at=ends,
        components=(software,) if software else (),
        is_over=stage == OVER or is_past(ends, now),
        is_upcoming=stage == TO_COME or (is_planned and is_ahead(begins, now)),
    )


def _is_dated(row: Fields, ends: datetime | None) -> bool:
    """Say whether it is plain when this ends, or that nobody has said."""
    if row.has("end"):
        return is_end_told(row, "end", ends)
    return row.values.keys() <= COLUMNS  # or another key may tell


def _moment(row: Fields, name: str, now: datetime) -> datetime | None:
    text = " ".join(row.text(name).replace(" :", ":").split())
    try:
        local = datetime.strptime(text, "%A, %B %d, %Y %I:%M %p").replace(tzinfo=PACIFIC)
    except ValueError:
        return None
    return read_moment(local.isoformat(), now)


PROVIDER = Provider(name="nintendo", parse=parse)
