"""What is kept of servers, watches, incidents and what channels were told. Columns, no queries."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    and_,
    column,
    false,
    true,
)

from bot.storage.columns import (
    Big,
    ClockTime,
    belongs_to,
    document,
    metadata,
    moment,
    one_of,
    row_id,
    snowflake,
    text,
)
from bot.watching.condition import Change
from bot.watching.ports import AskScope, IncidentKind

guild = Table(
    "guild",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    snowflake("channel_id", nullable=True),
    text("locale", nullable=True),
    Column("time_zone", text("").type, nullable=False, server_default="UTC"),
    Column("quiet_begins", ClockTime),
    Column("quiet_ends", ClockTime),
    Column("pings", Boolean, nullable=False, server_default=true()),
    Column("threads", Boolean, nullable=False, server_default=false()),
    Column("events", Boolean, nullable=False, server_default=false()),
    Column("who_may_ask", text("").type, nullable=False, server_default="everyone"),
    snowflake("ask_role_id", nullable=True),
    Column("sample_hours", Integer),
    Column("rollup_days", Integer),
    Column("incident_days", Integer),
    moment("joined_at"),
    moment("removed_at", nullable=True),
    one_of("who_may_ask", AskScope),
)

endpoint = Table(
    "endpoint",
    metadata,
    row_id(),
    text("url"),
    # Of the URL: one that is longer than 2.7 kB fits no index of PostgreSQL.
    text("digest"),
    moment("created_at"),
    moment("unwatched_since", nullable=True),
    UniqueConstraint("digest"),
    sqlite_autoincrement=True,
)

yardstick = Table(
    "yardstick",
    metadata,
    row_id(),
    belongs_to("endpoint"),
    text("digest"),
    document("expectations"),
    document("windows"),
    UniqueConstraint("endpoint_id", "digest"),
    sqlite_autoincrement=True,
)

condition = Table(
    "condition",
    metadata,
    belongs_to("yardstick", primary_key=True),
    document("record"),
    moment("updated_at"),
)

watch = Table(
    "watch",
    metadata,
    row_id(),
    belongs_to("guild"),
    Column("endpoint_id", Big, ForeignKey("endpoint.id"), nullable=False, index=True),
    Column("yardstick_id", Big, ForeignKey("yardstick.id"), nullable=False, index=True),
    snowflake("channel_id"),
    text("name"),
    snowflake("role_id", nullable=True),
    Column("interval_s", Integer, nullable=False),
    document("expectations"),
    Column("quiet_begins", ClockTime),
    Column("quiet_ends", ClockTime),
    Column("is_paused", Boolean, nullable=False, server_default=false()),
    moment("created_at"),
    UniqueConstraint("guild_id", "channel_id", "endpoint_id"),
    CheckConstraint("interval_s > 0", name="interval_s"),
    sqlite_autoincrement=True,
)

watch_span = Table(
    "watch_span",
    metadata,
    belongs_to("watch", primary_key=True),
    moment("begins", primary_key=True),
    moment("ends", nullable=True),
    # What the watch was held against meanwhile, and what work was planned for it.
    belongs_to("yardstick"),
    document("windows"),
)

maintenance = Table(
    "maintenance",
    metadata,
    row_id(),
    belongs_to("guild", index=True),
    # NULL: the window is every watch's of its server.
    Column("watch_id", Big, ForeignKey("watch.id", ondelete="CASCADE"), index=True),
    text("window"),
    text("note"),
    snowflake("created_by"),
    moment("created_at"),
    sqlite_autoincrement=True,
)

incident = Table(
    "incident",
    metadata,
    row_id(),
    text("public_id"),
    belongs_to("yardstick"),
    text("kind"),
    moment("opened_at"),
    moment("resolved_at", nullable=True),
    text("cause", nullable=True),
    text("hop", nullable=True),
    document("verdict"),
    Column("figures", document("").type),
    document("official"),  # what the vendor told, of an official incident
    Column("is_unstable", Boolean, nullable=False, server_default=false()),
    Column("is_abandoned", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("public_id"),
    one_of("kind", IncidentKind),
    Index("ix_incident_yardstick_id_kind_opened_at", "yardstick_id", "kind", "opened_at"),
    Index("ix_incident_resolved_at", "resolved_at"),
    Index("ix_incident_opened_at", "opened_at"),
    sqlite_autoincrement=True,
)

incident_pause = Table(
    "incident_pause",
    metadata,
    belongs_to("incident", primary_key=True),
    moment("begins", primary_key=True),
    moment("ends"),
)

transition = Table(
    "transition",
    metadata,
    row_id(),
    belongs_to("yardstick"),
    Column("incident_id", Big, ForeignKey("incident.id", ondelete="CASCADE"), index=True),
    text("change"),
    moment("at"),
    text("cause", nullable=True),
    text("hop", nullable=True),
    Column("took_ms", Float),
    Column("is_quiet", Boolean, nullable=False),
    UniqueConstraint("yardstick_id", "change", "at"),
    Index("ix_transition_at", "at"),
    one_of("change", Change),
    sqlite_autoincrement=True,
)

response = Table(
    "response",
    metadata,
    belongs_to("incident", primary_key=True),
    belongs_to("guild", primary_key=True, index=True),
    snowflake("acknowledged_by", nullable=True),
    moment("acknowledged_at", nullable=True),
    snowflake("muted_by", nullable=True),
    moment("muted_at", nullable=True),
    snowflake("retracted_by", nullable=True),
    moment("retracted_at", nullable=True),
)

note = Table(
    "note",
    metadata,
    row_id(),
    belongs_to("incident", index=True),
    belongs_to("guild", index=True),
    snowflake("author_id"),
    text("text"),
    moment("at"),
    sqlite_autoincrement=True,
)

follower = Table(
    "follower",
    metadata,
    belongs_to("incident", primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    belongs_to("guild", index=True),
    snowflake("channel_id"),
    moment("asked_at"),
    moment("lease_until", nullable=True),
    moment("told_at", nullable=True),
)

announcement = Table(
    "announcement",
    metadata,
    row_id(),
    belongs_to("incident"),  # the one it began with
    belongs_to("guild", index=True),
    snowflake("channel_id"),
    Column("version", Integer, nullable=False),
    Column("told_version", Integer, nullable=False, server_default="0"),
    Column("is_over", Boolean, nullable=False, server_default=false()),
    Column("is_summary", Boolean, nullable=False, server_default=false()),
    moment("since"),
    snowflake("message_id", nullable=True),
    Column("edition", Integer, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    moment("posting_since", nullable=True),
    moment("due_at", nullable=True),
    text("lease_owner", nullable=True),
    moment("lease_until", nullable=True),
    Column("folded_into", Big, ForeignKey("announcement.id", ondelete="CASCADE"), index=True),
    UniqueConstraint("incident_id", "channel_id"),
    CheckConstraint("told_version <= version", name="told_version"),
    Index("ix_announcement_channel_id", "channel_id"),
    sqlite_autoincrement=True,
)
# Only what waits to be told stands in it: a claim never reads the past.
_untold_only = column("told_version") < column("version")
Index(
    "ix_announcement_untold",
    announcement.c.id,
    sqlite_where=_untold_only,
    postgresql_where=_untold_only,
)
# What is told together is looked for channel by channel among what goes on.
_open_only = and_(~column("is_over", Boolean), column("folded_into").is_(None))
Index(
    "ix_announcement_open",
    announcement.c.channel_id,
    sqlite_where=_open_only,
    postgresql_where=_open_only,
)

announcement_incident = Table(
    "announcement_incident",
    metadata,
    belongs_to("announcement", primary_key=True),
    belongs_to("incident", primary_key=True, index=True),
    # Since when its channel hears no more of the incident: no watch of it is there any longer.
    moment("left_at", nullable=True),
)

untold = Table(
    "untold",
    metadata,
    belongs_to("announcement", primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    moment("at"),
)

suspension = Table(
    "suspension",
    metadata,
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    belongs_to("guild", index=True),
    Column("code", Integer, nullable=False),
    moment("since"),
    moment("told_at", nullable=True),
)

board = Table(
    "board",
    metadata,
    row_id(),
    belongs_to("guild", index=True),
    snowflake("channel_id"),
    snowflake("message_id", nullable=True),
    Column("remade", Integer, nullable=False, server_default="0"),
    moment("created_at"),
    UniqueConstraint("channel_id"),
    sqlite_autoincrement=True,
)

server_event = Table(
    "server_event",
    metadata,
    belongs_to("guild", primary_key=True),
    Column("key", text("").type, primary_key=True),  # of a plan, the same for all who follow it
    Column("event", document("").type, nullable=False),  # what it says
    snowflake("event_id", nullable=True),
    Column("is_unsure", Boolean, nullable=False, server_default=false()),
    Column("is_given_up", Boolean, nullable=False, server_default=false()),
)

audit = Table(
    "audit",
    metadata,
    row_id(),
    belongs_to("guild"),
    snowflake("actor_id"),
    moment("at"),
    text("action"),
    document("detail"),
    Index("ix_audit_guild_id_at", "guild_id", "at"),
    sqlite_autoincrement=True,
)
