"""What a watch was held against while it was followed, so that its past stays what it was."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step. What was is not known: each watch was held against what it is now."""
    op.add_column("watch_span", sa.Column("yardstick_id", BIG))
    op.add_column("watch_span", sa.Column("windows", sa.JSON()))
    op.execute(
        "UPDATE watch_span SET"
        " yardstick_id = (SELECT yardstick_id FROM watch WHERE watch.id = watch_span.watch_id),"
        " windows = (SELECT yardstick.windows FROM watch"
        " JOIN yardstick ON yardstick.id = watch.yardstick_id WHERE watch.id = watch_span.watch_id)"
    )
    with op.batch_alter_table("watch_span") as span:
        span.alter_column("yardstick_id", existing_type=BIG, nullable=False)
        span.create_foreign_key(
            op.f("fk_watch_span_yardstick_id"),
            "yardstick",
            ["yardstick_id"],
            ["id"],
            ondelete="CASCADE",
        )


def downgrade() -> None:
    """Take it back. Spans that only meet mean what one of both lengths meant."""
    with op.batch_alter_table("watch_span") as span:
        span.drop_constraint(op.f("fk_watch_span_yardstick_id"), type_="foreignkey")
        span.drop_column("windows")
        span.drop_column("yardstick_id")
