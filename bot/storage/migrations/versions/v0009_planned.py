"""Incidents that are work a vendor plans."""

from alembic import op

from bot.storage.migrations.kinds import change_kinds

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OLD_KINDS = "kind IN ('outage', 'slow', 'certificate', 'maintenance', 'official')"
NEW_KINDS = "kind IN ('outage', 'slow', 'certificate', 'maintenance', 'official', 'planned')"


def upgrade() -> None:
    """Take the step."""
    change_kinds(OLD_KINDS, NEW_KINDS)


def downgrade() -> None:
    """Take it back. What vendors plan is forgotten: there was no word for it."""
    op.execute("DELETE FROM incident WHERE kind = 'planned'")
    change_kinds(NEW_KINDS, OLD_KINDS)
