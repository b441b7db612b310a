"""What an import remembers of each row, so that the same row again changes nothing: digests, no content."""

from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from app.models.base import Owned, belongs, one_of
from app.models.columns import json


class ImportMark(Owned, table=True):
    """The mark of one row of a source on the noun it made or changed.

    `digest` is that of the whole row, `stated` that of each field the source stated, `items` those of the items of
    each list, so that several rows can say something of one thing without taking away what the others said.
    """

    __tablename__ = "import_mark"
    __table_args__ = belongs(
        one_of("uq_import_mark_row", "source", "noun", "system", "value"),
        Index(None, "organisation_id", "noun_id"),
    )

    id: UUID = Field(primary_key=True)
    source: str = Field(max_length=200)
    noun: str = Field(max_length=32)
    system: str = Field(max_length=255)
    value: str = Field(max_length=200)
    noun_id: UUID
    digest: str = Field(max_length=64)
    stated: dict[str, str] = json(default_factory=dict)
    items: dict[str, list[str]] = json(default_factory=dict)
