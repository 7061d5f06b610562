"""Column types that hold what SQLModel alone would not: aware UTC times and enums by value."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Enum, TypeDecorator, bindparam
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped
from sqlmodel import Field, SQLModel

# Names let Alembic drop and change constraints on both databases.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """Stores aware datetimes as UTC and gives them back aware, on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def utc(**options: Any) -> Any:
    """Return a field for an aware UTC datetime; `options` go to `sqlmodel.Field`."""
    return Field(sa_type=UtcDateTime, **options)


def choice(of: type[StrEnum], **options: Any) -> Any:
    """Return a field for a StrEnum, stored as its value and checked by the database."""
    stored = Enum(
        of,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        length=32,
        name=of.__name__.lower(),
    )
    return Field(sa_type=stored, **options)


def written_out(column: Mapped[Any], value: StrEnum) -> ColumnElement[bool]:
    """Compare with the value itself in the statement: only so do databases use partial indexes."""
    return column == bindparam(None, value, literal_execute=True)


def one_of(column: Mapped[Any], values: Sequence[StrEnum]) -> ColumnElement[bool]:
    """Compare with several values, written out as in `written_out`, in that order."""
    return column.in_(bindparam(None, values, expanding=True, literal_execute=True))
