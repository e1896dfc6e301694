"""Looks: samples, hours, days, and when nothing was watched."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "sample",
    "hourly",
    "daily",
    "gap",
)


def upgrade() -> None:
    """Make the tables, those that others refer to first."""
    _make_sample()
    _make_hourly()
    _make_daily()
    _make_gap()


def downgrade() -> None:
    """Drop the tables, with all that is in them."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_sample() -> None:
    op.create_table(
        "sample",
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("endpoint_id", BIG, autoincrement=False, nullable=False),
        sa.Column("offset_us", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vantage", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text()),
        sa.Column("took_us", sa.Integer()),
        sa.PrimaryKeyConstraint(
            "slot", "endpoint_id", "offset_us", "vantage", name=op.f("pk_sample")
        ),
        sa.CheckConstraint(
            "state IN ('up', 'slow', 'answering', 'blocked', 'maintenance', 'down', "
            "'no_such_site', 'unknown', 'refused')",
            name=op.f("ck_sample_state"),
        ),
        sqlite_with_rowid=False,
    )


def _make_hourly() -> None:
    op.create_table(
        "hourly",
        sa.Column("endpoint_id", BIG, nullable=False),
        sa.Column("hour", BIG, nullable=False),
        sa.Column("vantage", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("timed", sa.Integer(), nullable=False),
        sa.Column("sum_ms", sa.Float(), nullable=False),
        sa.Column("min_ms", sa.Float()),
        sa.Column("max_ms", sa.Float()),
        sa.Column("p50_ms", sa.Float()),
        sa.Column("p95_ms", sa.Float()),
        sa.ForeignKeyConstraint(
            ["endpoint_id"], ["endpoint.id"], name=op.f("fk_hourly_endpoint_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("endpoint_id", "hour", "vantage", name=op.f("pk_hourly")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_hourly_hour"), "hourly", ["hour"], unique=False)


def _make_daily() -> None:
    op.create_table(
        "daily",
        sa.Column("endpoint_id", BIG, nullable=False),
        sa.Column("day", BIG, nullable=False),
        sa.Column("vantage", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("timed", sa.Integer(), nullable=False),
        sa.Column("sum_ms", sa.Float(), nullable=False),
        sa.Column("min_ms", sa.Float()),
        sa.Column("max_ms", sa.Float()),
        sa.Column("p50_ms", sa.Float()),
        sa.Column("p95_ms", sa.Float()),
        sa.ForeignKeyConstraint(
            ["endpoint_id"], ["endpoint.id"], name=op.f("fk_daily_endpoint_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("endpoint_id", "day", "vantage", name=op.f("pk_daily")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_daily_day"), "daily", ["day"], unique=False)


def _make_gap() -> None:
    op.create_table(
        "gap",
        sa.Column("id", BIG, sa.Identity(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("begins", BIG, nullable=False),
        sa.Column("ends", BIG),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
        sa.CheckConstraint(
            "reason IN ('stalled', 'asleep', 'set_back', 'own_network')", name=op.f("ck_gap_reason")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("uq_gap_open"),
        "gap",
        ["reason"],
        unique=True,
        sqlite_where=sa.text("ends IS NULL"),
        postgresql_where=sa.text("ends IS NULL"),
    )
