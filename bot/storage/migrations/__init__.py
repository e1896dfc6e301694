"""Alembic's folder: one file for each step a database has taken."""
