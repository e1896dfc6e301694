"""Work that vendors plan as events of a server's own, where the server wants that."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step. No server wants events yet."""
    op.add_column(
        "guild", sa.Column("events", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "server_event",
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("event", sa.JSON(), nullable=False),
        sa.Column("event_id", BIG),
        sa.Column("is_unsure", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("is_given_up", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guild.id"], name=op.f("fk_server_event_guild_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "key", name=op.f("pk_server_event")),
    )


def downgrade() -> None:
    """Take it back. Events that stand in servers are left as they are."""
    op.drop_table("server_event")
    op.drop_column("guild", "events")
