"""The kinds of columns that all tables are made of, the same on SQLite and PostgreSQL."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Identity,
    Integer,
    MetaData,
    Text,
)
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
Big = BigInteger().with_variant(Integer(), "sqlite")  # SQLite numbers rows only as INTEGER

# Names that don't depend on a database's own taste, so that migrations can name them.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """A moment as whole microseconds since 1970: aware UTC in Python, exact on both databases."""

    impl = Big
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Return microseconds of an aware moment."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment, in UTC."""
        return None if value is None else _EPOCH + value * _MICROSECOND


class ClockTime(TypeDecorator[time]):
    """A time of day as clocks somewhere read it: "23:30"."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return hours and minutes."""
        return None if value is None else f"{value:%H:%M}"

    def process_result_value(self, value: Any | None, dialect: Dialect) -> time | None:  # noqa: ARG002
        """Return the time."""
        return None if value is None else time.fromisoformat(value)


def row_id() -> Column[int]:
    """Return the key of a table whose rows we number ourselves. A number is never given twice."""
    return Column("id", Big, Identity(), primary_key=True)


def snowflake(name: str, *, nullable: bool = False) -> Column[int]:
    """Return a column for one of Discord's ids: 63 bits, so a signed BIGINT holds it."""
    return Column(name, Big, nullable=nullable)


def belongs_to(table: str, *, primary_key: bool = False, index: bool = False) -> Column[int]:
    """Return a column that names a row of another table and goes when that row goes."""
    key = f"{table}.id"
    return Column(
        f"{table}_id",
        Big,
        ForeignKey(key, ondelete="CASCADE"),
        nullable=False,
        primary_key=primary_key,
        index=index,
    )


def moment(name: str, *, nullable: bool = False, primary_key: bool = False) -> Column[datetime]:
    """Return a column for a moment."""
    return Column(name, Instant, nullable=nullable, primary_key=primary_key)


def text(name: str, *, nullable: bool = False) -> Column[str]:
    """Return a column for a text of any length."""
    return Column(name, Text, nullable=nullable)


def document(name: str) -> Column[Any]:
    """Return a column for a small JSON document. None is stored as NULL."""
    return Column(name, JSON(none_as_null=True))


def one_of(column: str, words: Iterable[StrEnum | str]) -> CheckConstraint:
    """Return the check that keeps a column to a closed list. Unlike an enum it can be changed."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
