"""Servers, targets, watches and who changed what."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "guild",
    "endpoint",
    "yardstick",
    "condition",
    "watch",
    "watch_span",
    "maintenance",
    "board",
    "audit",
)


def upgrade() -> None:
    """Make the tables, those that others refer to first."""
    _make_guild()
    _make_endpoint()
    _make_yardstick()
    _make_condition()
    _make_watch()
    _make_watch_span()
    _make_maintenance()
    _make_board()
    _make_audit()


def downgrade() -> None:
    """Drop the tables, with all that is in them."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_guild() -> None:
    op.create_table(
        "guild",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", BIG),
        sa.Column("locale", sa.Text()),
        sa.Column("time_zone", sa.Text(), nullable=False, server_default="UTC"),
        sa.Column("quiet_begins", sa.Text()),
        sa.Column("quiet_ends", sa.Text()),
        sa.Column("pings", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("who_may_ask", sa.Text(), nullable=False, server_default="everyone"),
        sa.Column("ask_role_id", BIG),
        sa.Column("sample_hours", sa.Integer()),
        sa.Column("rollup_days", sa.Integer()),
        sa.Column("incident_days", sa.Integer()),
        sa.Column("joined_at", BIG, nullable=False),
        sa.Column("removed_at", BIG),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guild")),
        sa.CheckConstraint(
            "who_may_ask IN ('everyone', 'role', 'managers')", name=op.f("ck_guild_who_may_ask")
        ),
    )


def _make_endpoint() -> None:
    op.create_table(
        "endpoint",
        sa.Column("id", BIG, sa.Identity(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("created_at", BIG, nullable=False),
        sa.Column("unwatched_since", BIG),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endpoint")),
        sa.UniqueConstraint("digest", name=op.f("uq_endpoint_digest")),
        sqlite_autoincrement=True,
    )


def _make_yardstick() -> None:
    op.create_table(
        "yardstick",
        sa.Column("id", BIG, sa.Identity(), nullable=False),
        sa.Column("endpoint_id", BIG, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("expectations", sa.JSON(none_as_null=True)),
        sa.Column("windows", sa.JSON(none_as_null=True)),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["endpoint.id"],
            name=op.f("fk_yardstick_endpoint_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_yardstick")),
        sa.UniqueConstraint("endpoint_id", "digest", name=op.f("uq_yardstick_endpoint_id_digest")),
        sqlite_autoincrement=True,
    )


def _make_condition() -> None:
    op.create_table(
        "condition",
        sa.Column("yardstick_id", BIG, nullable=False),
        sa.Column("record", sa.JSON(none_as_null=True)),
        sa.Column("updated_at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["yardstick_id"],
            ["yardstick.id"],
            name=op.f("fk_condition_yardstick_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("yardstick_id", name=op.f("pk_condition")),
    )


def _make_watch() -> None:
    op.create_table(
        "watch",
        sa.Column("id", BIG, sa.Identity(), nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("endpoint_id", BIG, nullable=False),
        sa.Column("yardstick_id", BIG, nullable=False),
        sa.Column("channel_id", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role_id", BIG),
        sa.Column("interval_s", sa.Integer(), nullable=False),
        sa.Column("expectations", sa.JSON(none_as_null=True)),
        sa.Column("quiet_begins", sa.Text()),
        sa.Column("quiet_ends", sa.Text()),
        sa.Column("is_paused", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("created_at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["endpoint_id"], ["endpoint.id"], name=op.f("fk_watch_endpoint_id")
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.id"], name=op.f("fk_watch_guild_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["yardstick_id"], ["yardstick.id"], name=op.f("fk_watch_yardstick_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch")),
        sa.UniqueConstraint(
            "guild_id",
            "channel_id",
            "endpoint_id",
            name=op.f("uq_watch_guild_id_channel_id_endpoint_id"),
        ),
        sa.CheckConstraint("interval_s > 0", name=op.f("ck_watch_interval_s")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_watch_endpoint_id"), "watch", ["endpoint_id"], unique=False)
    op.create_index(op.f("ix_watch_yardstick_id"), "watch", ["yardstick_id"], unique=False)


def _make_watch_span() -> None:
    op.create_table(
        "watch_span",
        sa.Column("watch_id", BIG, nullable=False),
        sa.Column("begins", BIG, nullable=False),
        sa.Column("ends", BIG),
        sa.ForeignKeyConstraint(
            ["watch_id"], ["watch.id"], name=op.f("fk_watch_span_watch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("watch_id", "begins", name=op.f("pk_watch_span")),
    )


def _make_maintenance() -> None:
    op.create_table(
        "maintenance",
        sa.Column("id", BIG, sa.Identity(), nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("watch_id", BIG),
        sa.Column("window", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_by", BIG, nullable=False),
        sa.Column("created_at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.id"], name=op.f("fk_maintenance_guild_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["watch_id"], ["watch.id"], name=op.f("fk_maintenance_watch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maintenance")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_maintenance_guild_id"), "maintenance", ["guild_id"], unique=False)
    op.create_index(op.f("ix_maintenance_watch_id"), "maintenance", ["watch_id"], unique=False)


def _make_board() -> None:
    op.create_table(
        "board",
        sa.Column("id", BIG, sa.Identity(), nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("channel_id", BIG, nullable=False),
        sa.Column("message_id", BIG),
        sa.Column("remade", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("created_at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.id"], name=op.f("fk_board_guild_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board")),
        sa.UniqueConstraint("channel_id", name=op.f("uq_board_channel_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_board_guild_id"), "board", ["guild_id"], unique=False)


def _make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", BIG, sa.Identity(), nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("actor_id", BIG, nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(none_as_null=True)),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.id"], name=op.f("fk_audit_guild_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_guild_id_at"), "audit", ["guild_id", "at"], unique=False)
