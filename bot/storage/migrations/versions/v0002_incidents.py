"""Incidents, what people made of them, and what channels are told."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "incident",
    "incident_pause",
    "transition",
    "response",
    "note",
    "follower",
    "announcement",
    "announcement_incident",
    "untold",
    "suspension",
)


def upgrade() -> None:
    """Make the tables, those that others refer to first."""
    _make_incident()
    _make_incident_pause()
    _make_transition()
    _make_response()
    _make_note()
    _make_follower()
    _make_announcement()
    _make_announcement_incident()
    _make_untold()
    _make_suspension()


def downgrade() -> None:
    """Drop the tables, with all that is in them."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_incident() -> None:
    op.create_table(
        "incident",
        sa.Column("id", BIG, sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("yardstick_id", BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("opened_at", BIG, nullable=False),
        sa.Column("resolved_at", BIG),
        sa.Column("cause", sa.Text()),
        sa.Column("hop", sa.Text()),
        sa.Column("verdict", sa.JSON(none_as_null=True)),
        sa.Column("figures", sa.JSON(none_as_null=True)),
        sa.Column("is_unstable", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("is_abandoned", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(
            ["yardstick_id"],
            ["yardstick.id"],
            name=op.f("fk_incident_yardstick_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("public_id", name=op.f("uq_incident_public_id")),
        sa.CheckConstraint(
            "kind IN ('outage', 'slow', 'certificate', 'maintenance')",
            name=op.f("ck_incident_kind"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_incident_resolved_at"), "incident", ["resolved_at"], unique=False)
    op.create_index(
        op.f("ix_incident_yardstick_id_kind_opened_at"),
        "incident",
        ["yardstick_id", "kind", "opened_at"],
        unique=False,
    )


def _make_incident_pause() -> None:
    op.create_table(
        "incident_pause",
        sa.Column("incident_id", BIG, nullable=False),
        sa.Column("begins", BIG, nullable=False),
        sa.Column("ends", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_incident_pause_incident_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("incident_id", "begins", name=op.f("pk_incident_pause")),
    )


def _make_transition() -> None:
    op.create_table(
        "transition",
        sa.Column("id", BIG, sa.Identity(), nullable=False),
        sa.Column("yardstick_id", BIG, nullable=False),
        sa.Column("incident_id", BIG),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.Column("cause", sa.Text()),
        sa.Column("hop", sa.Text()),
        sa.Column("took_ms", sa.Float()),
        sa.Column("is_quiet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_transition_incident_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["yardstick_id"],
            ["yardstick.id"],
            name=op.f("fk_transition_yardstick_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transition")),
        sa.UniqueConstraint(
            "yardstick_id", "change", "at", name=op.f("uq_transition_yardstick_id_change_at")
        ),
        sa.CheckConstraint(
            "change IN ('opened', 'reopened', 'updated', 'resolved', 'slow_began', "
            "'slow_ended', 'unstable_began', 'unstable_ended', 'certificate_expiring', "
            "'maintenance_began', 'maintenance_ended')",
            name=op.f("ck_transition_change"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_transition_incident_id"), "transition", ["incident_id"], unique=False)


def _make_response() -> None:
    op.create_table(
        "response",
        sa.Column("incident_id", BIG, nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("acknowledged_by", BIG),
        sa.Column("acknowledged_at", BIG),
        sa.Column("muted_by", BIG),
        sa.Column("muted_at", BIG),
        sa.Column("retracted_by", BIG),
        sa.Column("retracted_at", BIG),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.id"], name=op.f("fk_response_guild_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_response_incident_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("incident_id", "guild_id", name=op.f("pk_response")),
    )
    op.create_index(op.f("ix_response_guild_id"), "response", ["guild_id"], unique=False)


def _make_note() -> None:
    op.create_table(
        "note",
        sa.Column("id", BIG, sa.Identity(), nullable=False),
        sa.Column("incident_id", BIG, nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.id"], name=op.f("fk_note_guild_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_note_incident_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_note_guild_id"), "note", ["guild_id"], unique=False)
    op.create_index(op.f("ix_note_incident_id"), "note", ["incident_id"], unique=False)


def _make_follower() -> None:
    op.create_table(
        "follower",
        sa.Column("incident_id", BIG, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("channel_id", BIG, nullable=False),
        sa.Column("asked_at", BIG, nullable=False),
        sa.Column("lease_until", BIG),
        sa.Column("told_at", BIG),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.id"], name=op.f("fk_follower_guild_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_follower_incident_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("incident_id", "user_id", name=op.f("pk_follower")),
    )
    op.create_index(op.f("ix_follower_guild_id"), "follower", ["guild_id"], unique=False)


def _make_announcement() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", BIG, sa.Identity(), nullable=False),
        sa.Column("incident_id", BIG, nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("channel_id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("told_version", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("is_over", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("is_summary", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("since", BIG, nullable=False),
        sa.Column("message_id", BIG),
        sa.Column("edition", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("posting_since", BIG),
        sa.Column("due_at", BIG),
        sa.Column("lease_owner", sa.Text()),
        sa.Column("lease_until", BIG),
        sa.Column("folded_into", BIG),
        sa.ForeignKeyConstraint(
            ["folded_into"],
            ["announcement.id"],
            name=op.f("fk_announcement_folded_into"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.id"], name=op.f("fk_announcement_guild_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_announcement_incident_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        sa.UniqueConstraint(
            "incident_id", "channel_id", name=op.f("uq_announcement_incident_id_channel_id")
        ),
        sa.CheckConstraint("told_version <= version", name=op.f("ck_announcement_told_version")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_announcement_channel_id"), "announcement", ["channel_id"], unique=False
    )
    op.create_index(
        op.f("ix_announcement_folded_into"), "announcement", ["folded_into"], unique=False
    )
    op.create_index(op.f("ix_announcement_guild_id"), "announcement", ["guild_id"], unique=False)
    op.create_index(
        op.f("ix_announcement_untold"),
        "announcement",
        ["id"],
        unique=False,
        sqlite_where=sa.text("told_version < version AND folded_into IS NULL"),
        postgresql_where=sa.text("told_version < version AND folded_into IS NULL"),
    )


def _make_announcement_incident() -> None:
    op.create_table(
        "announcement_incident",
        sa.Column("announcement_id", BIG, nullable=False),
        sa.Column("incident_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcement.id"],
            name=op.f("fk_announcement_incident_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_announcement_incident_incident_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "announcement_id", "incident_id", name=op.f("pk_announcement_incident")
        ),
    )
    op.create_index(
        op.f("ix_announcement_incident_incident_id"),
        "announcement_incident",
        ["incident_id"],
        unique=False,
    )


def _make_untold() -> None:
    op.create_table(
        "untold",
        sa.Column("announcement_id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcement.id"],
            name=op.f("fk_untold_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("announcement_id", "version", name=op.f("pk_untold")),
    )


def _make_suspension() -> None:
    op.create_table(
        "suspension",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("since", BIG, nullable=False),
        sa.Column("told_at", BIG),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.id"], name=op.f("fk_suspension_guild_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_suspension")),
    )
    op.create_index(op.f("ix_suspension_guild_id"), "suspension", ["guild_id"], unique=False)
