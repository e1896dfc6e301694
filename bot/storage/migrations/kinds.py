"""Changing what a column may hold, where the database can't do it by itself."""

import sqlalchemy as sa
from alembic import op


def change_kinds(before: str, after: str) -> None:
    """Change what kinds of incidents there are.

    SQLite can't change a check. Making the table anew would delete what belongs to its rows; so the
    text of the table is changed where SQLite keeps it, as its documentation of ALTER TABLE says
    for changes that leave the rows as they are.
    """
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
