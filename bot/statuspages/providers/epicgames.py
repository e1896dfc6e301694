"""Epic Games: one Statuspage for Fortnite, Rocket League, the store and more, each a group.

Source: https://status.epicgames.com/api/v2/summary.json. The total says little about one game, so
the groups are parts of their own here: a service is read by its group.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.statuspages.document import Document, Fields
from bot.statuspages.provider import Provider
from bot.statuspages.providers import statuspage
from bot.statuspages.status import Component, OfficialState, OfficialStatus


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the page says, groups included."""
    read = statuspage.parse(document, now)
    if not read.components:
        return read
    return replace(read, components=(*_groups(document.fields()), *read.components))


def _groups(fields: Fields) -> Iterator[Component]:
    for row in fields.children("components"):
        if row.is_true("group"):
            yield Component(
                id=row.text("id"),
                name=row.text("name"),
                state=statuspage.COMPONENTS.get(row.word("status"), OfficialState.UNKNOWN),
            )


PROVIDER = Provider(name="epicgames", parse=parse)
