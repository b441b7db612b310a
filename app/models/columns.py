"""How values are kept in columns, the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, Enum, SmallInteger, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlmodel import Field


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: kept in UTC, answered in UTC; SQLite would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  fixed by SQLAlchemy
        """Keep UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  fixed by SQLAlchemy
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def word(words: type[StrEnum], *, check: str | None = None, **options: Any) -> Any:  # noqa: ANN401  as SQLModel's own Field
    """A column that holds a code of a closed list: the word itself, guarded by a CHECK.

    SQLAlchemy alone would keep the member's name in a type of the database's own.
    `check` names the CHECK where a table has two columns of the same list.
    """
    kind = Enum(
        words,
        native_enum=False,
        create_constraint=True,
        length=64,
        name=check or words.__name__.lower(),
        values_callable=lambda listed: [one.value for one in listed],
    )
    return Field(sa_type=kind, **options)


def rung(**options: Any) -> Any:  # noqa: ANN401  as SQLModel's own Field
    """A column that holds a rung, 1 to 5, or nothing."""
    return Field(default=None, sa_type=SmallInteger(), **options)


def json(**options: Any) -> Any:  # noqa: ANN401  as SQLModel's own Field
    """A column that holds a value of the wire as JSON: only what holds no id and is never searched."""
    return Field(sa_type=JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), **options)


def rungs_only(column: str) -> CheckConstraint:
    """A CHECK that a column holds a rung."""
    return CheckConstraint(f"{column} BETWEEN 1 AND 5", name=f"{column}_rung")
