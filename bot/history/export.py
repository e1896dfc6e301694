"""A history as files: tables for spreadsheets, and everything as JSON. Pure.

Times are ISO 8601 in UTC, lengths are seconds, days those of the server's time zone. An empty cell
or a null means "none".

Incidents, newest first: `id`, `kind` (outage, slow, certificate, maintenance, official: told by
the vendor alone), `began`, `ended`
(none: it goes on), `down_seconds` (what counts against uptime within the span; none: nothing),
`false_alarm`, `stopped_watching` (it ended only because nobody watched any more), `cause`, `hop`,
`acknowledged`, `notes` (texts, one a line).

Days, oldest first: `day`, `up_seconds`, `down_seconds`, `planned_seconds`, `unwatched_seconds`,
`outages`, `uptime_percent`, `coverage_percent`. The four parts add up to the day's length.

In CSV, a text that a spreadsheet could take for a formula gets an apostrophe in front, and so does
one that begins with an apostrophe: taking one away gives back what was there. The same holds after
a semicolon, a tab or a new line: where a comma is for decimals, spreadsheets cut a text there.
"""

import csv
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from io import StringIO

from bot.history.days import DayBar
from bot.history.figures import floor_percent
from bot.history.reviewing import PastIncident, Review

FORMAT = 1
_SECOND = timedelta(seconds=1)
# What spreadsheets begin a formula with, or skip before one; full-width signs count, too.
_FORMULA = tuple("=+-@＝＋－＠'\t\r\n")  # noqa: RUF001 - they are meant
_CELL = re.compile(r"""(?<=[;\t\r\n])(?="*[=+\-@＝＋－＠'])""")  # noqa: RUF001 - they are meant
_INCIDENT = (
    "id",
    "kind",
    "began",
    "ended",
    "down_seconds",
    "false_alarm",
    "stopped_watching",
    "cause",
    "hop",
    "acknowledged",
    "notes",
)
_DAY = (
    "day",
    "up_seconds",
    "down_seconds",
    "planned_seconds",
    "unwatched_seconds",
    "outages",
    "uptime_percent",
    "coverage_percent",
)
Cell = str | int | float | bool | None


def incidents_csv(review: Review) -> bytes:
    """Return the incidents as a table."""
    return _table(_INCIDENT, map(incident_row, review.incidents))


def days_csv(review: Review) -> bytes:
    """Return the days as a table."""
    return _table(_DAY, map(day_row, review.days))


def history_json(review: Review) -> bytes:
    """Return everything."""
    figures = review.figures
    document = {
        "format": FORMAT,
        "watch": {"id": review.watch.id, "name": review.watch.name},
        "time_zone": review.zone.key,
        "span": {"begins": _moment(review.span.begins), "ends": _moment(review.span.ends)},
        "watched_since": _moment(review.since),
        "figures": {
            "outages": figures.count,
            "up_seconds": seconds(figures.uptime.up),
            "down_seconds": seconds(figures.uptime.down),
            "planned_seconds": seconds(figures.uptime.planned),
            "unwatched_seconds": seconds(figures.uptime.unwatched),
            "uptime_percent": figures.uptime_percent,
            "coverage_percent": figures.coverage_percent,
        },
        "incidents": [incident_row(one) for one in review.incidents],
        "days": [day_row(one) for one in review.days],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def incident_row(past: PastIncident) -> dict[str, Cell]:
    """Return an incident as plain values, by column."""
    story = past.story
    return {
        "id": story.public_id,
        "kind": story.kind.value,
        "began": _moment(story.opened_at),
        "ended": _moment(story.resolved_at),
        "down_seconds": None if past.down is None else seconds(past.down),
        "false_alarm": past.is_retracted,
        "stopped_watching": story.is_abandoned,
        "cause": story.cause and story.cause.value,
        "hop": story.hop and story.hop.value,
        "acknowledged": _moment(story.response.acknowledged_at),
        "notes": "\n".join(note.text for note in story.notes),
    }


def day_row(bar: DayBar) -> dict[str, Cell]:
    """Return a day as plain values, by column."""
    share, coverage = bar.uptime.share, bar.uptime.coverage
    return {
        "day": bar.day.isoformat(),
        "up_seconds": seconds(bar.uptime.up),
        "down_seconds": seconds(bar.uptime.down),
        "planned_seconds": seconds(bar.uptime.planned),
        "unwatched_seconds": seconds(bar.uptime.unwatched),
        "outages": bar.outages,
        "uptime_percent": None if share is None else floor_percent(share, decimals=2),
        "coverage_percent": None if coverage is None else floor_percent(coverage, decimals=1),
    }


def seconds(length: timedelta) -> float:
    """Return a length in seconds, exact to the microsecond, whole where it is."""
    value = length / _SECOND
    return int(value) if value.is_integer() else value


def guard(text: str) -> str:
    """Return a text that no spreadsheet runs."""
    cells = _CELL.sub("'", text)
    return f"'{cells}" if text.startswith(_FORMULA) else cells


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _table(columns: Iterable[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    names = tuple(columns)
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in names])
    # With a mark at the start, without which Excel takes UTF-8 for something else.
    return sheet.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guard(value) if isinstance(value, str) else value
