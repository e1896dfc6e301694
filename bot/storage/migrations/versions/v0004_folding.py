"""Outages told together, channels that stop hearing of one, and times in which the bot was off."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OLD_REASONS = "reason IN ('stalled', 'asleep', 'set_back', 'own_network')"
NEW_REASONS = "reason IN ('stalled', 'asleep', 'set_back', 'own_network', 'stopped')"


def upgrade() -> None:
    """Take the step."""
    op.add_column("announcement_incident", sa.Column("left_at", BIG))
    # What is folded and has nothing to say is told; the index needs no exception for it then.
    op.execute("UPDATE announcement SET told_version = version WHERE folded_into IS NOT NULL")
    _index_untold("told_version < version")
    op.create_index(
        op.f("ix_announcement_open"),
        "announcement",
        ["channel_id"],
        unique=False,
        sqlite_where=sa.text("NOT is_over AND folded_into IS NULL"),
        postgresql_where=sa.text("NOT is_over AND folded_into IS NULL"),
    )
    op.create_index(op.f("ix_incident_opened_at"), "incident", ["opened_at"], unique=False)
    op.create_index(op.f("ix_transition_at"), "transition", ["at"], unique=False)
    _check_reason(OLD_REASONS, NEW_REASONS)


def downgrade() -> None:
    """Take it back. Times in which the bot was off are forgotten: there was no word for them."""
    op.execute("DELETE FROM gap WHERE reason = 'stopped'")
    _check_reason(NEW_REASONS, OLD_REASONS)
    op.drop_index(op.f("ix_transition_at"), table_name="transition")
    op.drop_index(op.f("ix_incident_opened_at"), table_name="incident")
    op.drop_index(op.f("ix_announcement_open"), table_name="announcement")
    _index_untold("told_version < version AND folded_into IS NULL")
    op.drop_column("announcement_incident", "left_at")


def _index_untold(where: str) -> None:
    op.drop_index(op.f("ix_announcement_untold"), table_name="announcement")
    op.create_index(
        op.f("ix_announcement_untold"),
        "announcement",
        ["id"],
        unique=False,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def _check_reason(before: str, after: str) -> None:
    with op.batch_alter_table("gap", copy_from=_gap(before)) as gap:
        gap.drop_constraint(op.f("ck_gap_reason"), type_="check")
        gap.create_check_constraint(op.f("ck_gap_reason"), after)


def _gap(reasons: str) -> sa.Table:
    """Return the table as it is: SQLite changes one by making it anew."""
    table = sa.Table(
        "gap",
        sa.MetaData(),
        sa.Column("id", BIG, sa.Identity(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("begins", BIG, nullable=False),
        sa.Column("ends", BIG),
        sa.PrimaryKeyConstraint("id", name="pk_gap"),
        sa.CheckConstraint(reasons, name="ck_gap_reason"),
        sqlite_autoincrement=True,
    )
    sa.Index("uq_gap_open", table.c.reason, unique=True, sqlite_where=sa.text("ends IS NULL"))
    return table
