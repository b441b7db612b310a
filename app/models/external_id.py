"""The ids that a noun has in other systems: what makes an import repeatable."""

from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, Relationship

from app.models.base import Owned, belongs


class ExternalIdRow(Owned, table=True):
    """One id in one system, tied to one noun; released when the noun becomes a tombstone."""

    __tablename__ = "external_id"
    __table_args__ = belongs(
        Index(
            "uq_external_id_live",
            "organisation_id",
            "noun",
            "system",
            "value",
            unique=True,
            sqlite_where=text("NOT released"),
            postgresql_where=text("NOT released"),
        ),
        Index(None, "organisation_id", "noun_id"),
    )

    id: UUID = Field(primary_key=True)
    noun: str = Field(max_length=32)
    noun_id: UUID
    system: str = Field(max_length=255)
    value: str = Field(max_length=200)
    position: int = Field(default=0)
    released: bool = Field(default=False)


def also_known_as(row: str, noun: str) -> Any:  # noqa: ANN401  as SQLModel's own Relationship
    """The living external ids of a noun, loaded with it in one more statement; the service of that name writes them."""
    return Relationship(
        sa_relationship_kwargs={
            "primaryjoin": f"and_({row}.organisation_id == foreign(ExternalIdRow.organisation_id), "
            f"{row}.id == foreign(ExternalIdRow.noun_id), ExternalIdRow.noun == {noun!r}, "
            "~ExternalIdRow.released)",
            "lazy": "selectin",
            "viewonly": True,
            "order_by": "ExternalIdRow.position",
        }
    )
