"""Xbox: one overall word, and one for each thing people do, as XML or as JSON.

Source: https://xnotify.xboxlive.com/servicestatusv6/US/en-US, which support.xbox.com reads. JSON
(asked for with `Accept`) has the same names, with a list where XML has an element for each item.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus

STATES = {
    "none": OfficialState.OPERATIONAL,  # no known trouble
    "limited": OfficialState.DEGRADED,
    "impacted": OfficialState.PARTIAL_OUTAGE,
    "unavailable": OfficialState.MAJOR_OUTAGE,
}
LISTS = frozenset({"CoreServices", "Scenarios", "Incidents", "Devices", "Titles"})
DEEPEST = 12


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the overall word and those of its parts say."""
    fields = Fields(_record(document.xml())) if document.is_markup() else document.fields()
    overall = fields.child("Status").child("Overall")
    if not overall.has("State") or not isinstance(fields.get("CoreServices"), list):
        raise Unreadable("no service status")
    read = [(scenario, group) for group, scenario in _scenarios(fields)]
    return OfficialStatus(
        state=STATES.get(overall.word("State"), OfficialState.UNKNOWN),
        components=tuple(_component(scenario, group) for scenario, group in read),
        notices=tuple(one for scenario, _ in read for one in _notices(scenario, now)),
        updated_at=overall.moment("LastUpdated", now),
        page_name="Xbox",
    )


def _record(element: ET.Element, depth: int = 0) -> dict[str, Any]:
    """Return an XML element as the JSON form has it."""
    if depth > DEEPEST:
        raise Unreadable("too deep")
    found: dict[str, Any] = {}
    for child in element:
        if child.tag in LISTS:
            found[child.tag] = [_record(item, depth + 1) for item in child]
        elif len(child):
            found[child.tag] = _record(child, depth + 1)
        else:
            found[child.tag] = child.text or ""
    return found


def _scenarios(fields: Fields) -> Iterator[tuple[str, Fields]]:
    for category in fields.children("CoreServices"):
        for scenario in category.children("Scenarios"):
            yield category.text("Name"), scenario


def _state(scenario: Fields) -> OfficialState:
    return STATES.get(scenario.child("Status").word("Name"), OfficialState.UNKNOWN)


def _component(scenario: Fields, group: str) -> Component:
    return Component(
        id=scenario.text("Id"), name=scenario.text("Name"), state=_state(scenario), group=group
    )


def _notices(scenario: Fields, now: datetime) -> Iterator[Notice]:
    for row in scenario.children("Incidents"):
        yield Notice(
            id=row.text("Id"),
            title=scenario.text("Name"),
            state=_state(scenario),
            text=row.child("Stage").text("Message") or scenario.text("Description"),
            begins_at=row.moment("Begin", now),
            updated_at=row.moment("LastUpdated", now),
            components=(scenario.text("Id"),),
        )


PROVIDER = Provider(name="xbox", parse=parse)
