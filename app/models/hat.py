"""What the three hats have in common: a hat's row shares its id with the person who wears it."""

from typing import Any

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.schema import SchemaItem
from sqlmodel import Relationship

from app.models.base import belongs


def worn(*items: SchemaItem) -> tuple[SchemaItem, ...]:
    """The table arguments of a hat."""
    return belongs(ForeignKeyConstraint(["organisation_id", "id"], ["person.organisation_id", "person.id"]), *items)


def wearer(hat: str) -> Any:  # noqa: ANN401  as SQLModel's own Relationship
    """The person under a hat, loaded with it in one more statement however many hats are read."""
    return Relationship(
        sa_relationship_kwargs={
            "primaryjoin": f"and_({hat}.organisation_id == PersonRow.organisation_id, "
            f"foreign({hat}.id) == PersonRow.id)",
            "lazy": "selectin",
            "viewonly": True,
        }
    )
