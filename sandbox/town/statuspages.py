"""The status page of one house: it speaks as Statuspage does, and may be honest, late or lying."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape

from sandbox.town.house import House
from sandbox.town.modes import HEALTHY, Dial, Mode, Names, Page, Tls, http_reply

SUMMARY = "/api/v2/summary.json"
LATE = timedelta(minutes=1)
WELL, SLOW, PLANNED, BAD = (
    "operational",
    "degraded_performance",
    "under_maintenance",
    "major_outage",
)
_LEVELS = {WELL: "none", SLOW: "minor", PLANNED: "maintenance", BAD: "critical"}
_WORDS = {
    WELL: "All systems operational",
    SLOW: "Slower than usual",
    PLANNED: "Under maintenance",
    BAD: "Major outage",
}


@dataclass(frozen=True, slots=True)
class StatusPage:
    """What a status page says about a house."""

    about: House

    def reply(self, page: Page, path: str) -> bytes:
        """Return the whole HTTP reply to a request for `path`."""
        state = self.state(page)
        if path.partition("?")[0] == SUMMARY:
            body = json.dumps(self._summary(state)).encode()
            return http_reply(200, body, {"content-type": "application/json"})
        title = f"{escape(self.about.title)}: {_WORDS[state].lower()}"
        html = f'<!doctype html><html lang="en"><title>{title}</title><h1>{title}</h1>'
        return http_reply(200, html.encode(), {"content-type": "text/html; charset=utf-8"})

    def state(self, page: Page) -> str:
        """Return what it says: how it is, how it was, or what its owners would like."""
        if page is Page.LYING:
            return WELL
        return _state(self.about.mode_of(LATE) if page is Page.LATE else self.about.mode)

    def _summary(self, state: str) -> dict[str, object]:
        """Return what Statuspage's summary.json holds."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        component = {"id": self.about.name, "name": self.about.title, "status": state}
        is_over = state in (WELL, PLANNED)
        incident = {
            "id": "1",
            "name": f"{self.about.title}: {_WORDS[state].lower()}",
            "impact": _LEVELS[state],
            "status": "investigating",
            "created_at": now,
            "updated_at": now,
            "components": [component],
            "incident_updates": [],
        }
        return {
            "page": {"id": "town", "name": self.about.title, "time_zone": "Etc/UTC"},
            "status": {"indicator": _LEVELS[state], "description": _WORDS[state]},
            "components": [component],
            "incidents": [] if is_over else [incident],
            "scheduled_maintenances": [],
        }


def _state(mode: Mode) -> str:
    """Return what an honest vendor calls a mode."""
    if mode.id == HEALTHY:
        return WELL
    if mode.id == "maintenance":
        return PLANNED
    is_reached = (mode.names, mode.dial, mode.tls) == (Names.GOOD, Dial.OPEN, Tls.GOOD)
    return SLOW if is_reached and mode.delay and mode.is_blank else BAD
