"""What is kept of looks: samples, hours, days, and when nothing was watched. Columns, no queries.

So is how soon official pages told of outages. That is about services, not about servers: it says
nothing of who watched, and stays when a server goes.

Samples lie together by five minutes, then by endpoint: a flush touches few pages, one endpoint's
last hours are a few short ranges, and a slot is deleted as a whole.
"""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, SmallInteger, Table, column

from bot.storage.columns import Big, metadata, moment, one_of, row_id, text
from bot.triage.verdict import State
from bot.watching.gaps import GapReason

sample = Table(
    "sample",
    metadata,
    Column("slot", Integer, primary_key=True, autoincrement=False),  # of 300 s since 1970
    Column("endpoint_id", Big, primary_key=True, autoincrement=False),
    Column("offset_us", Integer, primary_key=True, autoincrement=False),  # in the slot
    Column("vantage", SmallInteger, primary_key=True, autoincrement=False),  # 0: here
    text("state"),
    text("cause", nullable=True),  # NULL: ok, which nearly all are
    Column("took_us", Integer),
    one_of("state", State),
    sqlite_with_rowid=False,
)


def _rollup(name: str, begins: str) -> Table:
    return Table(
        name,
        metadata,
        Column("endpoint_id", Big, ForeignKey("endpoint.id", ondelete="CASCADE"), primary_key=True),
        moment(begins, primary_key=True),
        Column("vantage", SmallInteger, primary_key=True, autoincrement=False),
        Column("looks", Integer, nullable=False),
        Column("failed", Integer, nullable=False),
        Column("timed", Integer, nullable=False),
        Column("sum_ms", Float, nullable=False),
        Column("min_ms", Float),
        Column("max_ms", Float),
        Column("p50_ms", Float),
        Column("p95_ms", Float),
        Index(f"ix_{name}_{begins}", begins),
        sqlite_with_rowid=False,
    )


hourly = _rollup("hourly", "hour")
daily = _rollup("daily", "day")

gap = Table(
    "gap",
    metadata,
    row_id(),
    text("reason"),
    moment("begins"),
    moment("ends", nullable=True),
    one_of("reason", GapReason),
    sqlite_autoincrement=True,
)
_open_only = column("ends").is_(None)
Index(
    "uq_gap_open",
    gap.c.reason,
    unique=True,
    sqlite_where=_open_only,
    postgresql_where=_open_only,
)

page_lag = Table(
    "page_lag",
    metadata,
    Column("service_id", text("").type, primary_key=True),
    moment("began_at", primary_key=True),
    moment("admitted_at", nullable=True),  # NULL: not a word
    moment("quiet_at"),
    moment("over_at", nullable=True),
)
