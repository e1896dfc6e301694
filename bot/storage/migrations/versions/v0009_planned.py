"""Incidents that are work a vendor plans."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OLD_KINDS = "kind IN ('outage', 'slow', 'certificate', 'maintenance', 'official')"
NEW_KINDS = "kind IN ('outage', 'slow', 'certificate', 'maintenance', 'official', 'planned')"


def upgrade() -> None:
    """Take the step."""
    _check_kind(OLD_KINDS, NEW_KINDS)


def downgrade() -> None:
    """Take it back. What vendors plan is forgotten: there was no word for it."""
    op.execute("DELETE FROM incident WHERE kind = 'planned'")
    _check_kind(NEW_KINDS, OLD_KINDS)


def _check_kind(before: str, after: str) -> None:
    """Change what kinds there are; the step before says why it is done so on SQLite."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_incident_kind"), "incident", type_="check")
        op.create_check_constraint(op.f("ck_incident_kind"), "incident", after)
        return
    version = connection.execute(sa.text("PRAGMA schema_version")).scalar_one()
    connection.execute(sa.text("PRAGMA writable_schema = ON"))
    changed = connection.execute(
        sa.text(
            "UPDATE sqlite_master SET sql = replace(sql, :before, :after)"
            " WHERE type = 'table' AND name = 'incident' AND instr(sql, :before) > 0"
        ),
        {"before": before, "after": after},
    )
    if changed.rowcount != 1:
        raise RuntimeError("the table of incidents is not as it was left")
    connection.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    connection.execute(sa.text("PRAGMA writable_schema = OFF"))
