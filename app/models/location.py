"""Location: a place of the organisation, or one that records name."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Field as Column

from app.models.base import Body, ExternalIds, Kept, LocationId, Row, SharedIds, SourceCodes, TeamId, belongs, points
from app.models.columns import json
from app.models.contact import Addresses, Telecoms
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.wire import Line, Remark


class LocationBody(Body):
    """What may be said of a location."""

    external_ids: ExternalIds = Field(default_factory=list)
    name: Line | None = Field(None, description="Name; records do not always have one.")
    part_of_id: LocationId | None = Field(None, description="The location this one is part of.")
    managed_by_id: TeamId | None = Field(None, description="The team or organisation unit that manages it.")
    description: Remark | None = Field(None, description="What place it is, in words.")
    telecoms: Telecoms = Field(default_factory=list)
    addresses: Addresses = Field(default_factory=list)
    source_codes: SourceCodes = Field(default_factory=list)
    shared_ids: SharedIds = Field(default_factory=list)


class LocationRow(Row, table=True):
    """A location as it is remembered."""

    __tablename__ = "location"
    __table_args__ = belongs(*points("part_of_id", "location"), *points("managed_by_id", "team", later=True))
    noun: ClassVar[str] = "location"

    name: str | None = Column(default=None, max_length=200)
    part_of_id: UUID | None = Column(default=None)
    managed_by_id: UUID | None = Column(default=None)
    description: str | None = Column(default=None, max_length=2000)
    telecoms: list[dict[str, Any]] = json(default_factory=list)
    addresses: list[dict[str, Any]] = json(default_factory=list)
    source_codes: list[dict[str, Any]] = json(default_factory=list)
    shared_ids: list[dict[str, Any]] = json(default_factory=list)
    external_ids: list[ExternalIdRow] = also_known_as("LocationRow", "location")


class Location(Kept):
    """What is told of a location."""

    name: Line | None = Field(description="Name.")
    part_of_id: LocationId | None = Field(description="The location this one is part of.")
    managed_by_id: TeamId | None = Field(description="The team or organisation unit that manages it.")
    description: Remark | None = Field(description="What place it is, in words.")
    telecoms: Telecoms
    addresses: Addresses
    source_codes: SourceCodes
    shared_ids: SharedIds
