"""Remembering: the one room that speaks SQL, to SQLite or PostgreSQL. See docs/decisions/0005."""
