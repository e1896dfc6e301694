"""How soon official pages told of outages that we saw."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step. Nothing is known yet."""
    op.create_table(
        "page_lag",
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("began_at", BIG, nullable=False),
        sa.Column("admitted_at", BIG),
        sa.Column("quiet_at", BIG, nullable=False),
        sa.Column("over_at", BIG),
        sa.PrimaryKeyConstraint("service_id", "began_at", name=op.f("pk_page_lag")),
    )


def downgrade() -> None:
    """Take it back. What was measured is gone."""
    op.drop_table("page_lag")
