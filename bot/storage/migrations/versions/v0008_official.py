"""Incidents that a vendor's own status page tells of, and the vendor's words."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.kinds import change_kinds

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OLD_KINDS = "kind IN ('outage', 'slow', 'certificate', 'maintenance')"
NEW_KINDS = "kind IN ('outage', 'slow', 'certificate', 'maintenance', 'official')"


def upgrade() -> None:
    """Take the step."""
    op.add_column("incident", sa.Column("official", sa.JSON()))
    change_kinds(OLD_KINDS, NEW_KINDS)


def downgrade() -> None:
    """Take it back. What vendors told is forgotten: there was no word for it."""
    op.execute("DELETE FROM incident WHERE kind = 'official'")
    change_kinds(NEW_KINDS, OLD_KINDS)
    op.drop_column("incident", "official")
