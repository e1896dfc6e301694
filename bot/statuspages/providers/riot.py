"""Riot Games: what happens on one shard of one game, and its maintenance.

Source: https://developer.riotgames.com/apis#lol-status-v4 (PlatformDataDto); the same document is
at https://lol.secure.dyn.riotcdn.net/channels/public/x/status/na1.json, where it needs no key.
"info" is a remark, and such remarks stay for months.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable, is_past
from bot.statuspages.provider import Provider
from bot.statuspages.status import Notice, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import is_end_told, status_of_events

SEVERITIES = {
    "info": OfficialState.OPERATIONAL,
    "warning": OfficialState.DEGRADED,
    "critical": OfficialState.MAJOR_OUTAGE,
}
MAINTENANCES = {
    "scheduled": OfficialState.MAINTENANCE,
    "in_progress": OfficialState.MAINTENANCE,
    "complete": OfficialState.MAINTENANCE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the incidents and maintenances say."""
    fields = document.fields()
    if not fields.has("id", "incidents", "maintenances"):
        raise Unreadable("no platform data")
    return status_of_events(_notices(fields, now), page_name=fields.text("name"))


def _notices(fields: Fields, now: datetime) -> Iterator[Notice]:
    for row in fields.rows("incidents"):
        stage = row.word("incident_severity")
        yield _notice(row, now, SEVERITIES.get(stage, OfficialState.UNKNOWN), stage)
    for row in fields.rows("maintenances"):
        stage = row.word("maintenance_status")
        yield _notice(row, now, MAINTENANCES.get(stage, OfficialState.UNKNOWN), stage)


def _notice(row: Fields, now: datetime, state: OfficialState, stage: str) -> Notice:
    archived = row.moment("archive_at", now)
    newest = row.newest("updates", "created_at")
    return Notice(
        id=row.text("id"),
        title=_english(row, "titles"),
        state=state if is_end_told(row, "archive_at", archived) else OfficialState.UNKNOWN,
        stage=stage,
        text=_english(newest, "translations"),
        # When planned work begins stands in its text only; it was created long before.
        begins_at=None if stage == "scheduled" else row.moment("created_at", now),
        ends_at=archived,
        updated_at=row.moment("updated_at", now),
        components=row.texts("platforms"),
        is_over=stage == "complete" or is_past(archived, now),
        is_upcoming=stage == "scheduled",
    )


def _english(row: Fields, name: str) -> str:
    """Return a text in English, or in the first language there is."""
    texts = row.children(name)
    found = next((one for one in texts if one.text("locale") == "en_US"), None)
    return (found or next(iter(texts), Fields({}))).text("content")


PROVIDER = Provider(name="riot", parse=parse)
