"""Team: a ward, a community team, a learning unit, or another unit that records name."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Field as Column

from app.models.base import (
    Body,
    ExternalIds,
    Kept,
    LocationId,
    Row,
    SharedIds,
    SourceCodes,
    TeamId,
    belongs,
    points,
)
from app.models.columns import json, word
from app.models.contact import Addresses, Telecoms
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.vocabulary import TeamKind
from app.models.wire import Line


class TeamBody(Body):
    """What may be said of a team."""

    external_ids: ExternalIds = Field(default_factory=list)
    name: Line = Field(description="Name of the team.")
    kind: TeamKind = Field(TeamKind.WARD, description="What kind of team it is.")
    location_id: LocationId | None = Field(None, description="Where the team works.")
    part_of_id: TeamId | None = Field(None, description="The larger team or unit it is part of.")
    telecoms: Telecoms = Field(default_factory=list)
    addresses: Addresses = Field(default_factory=list)
    source_codes: SourceCodes = Field(default_factory=list)
    shared_ids: SharedIds = Field(default_factory=list)


class TeamRow(Row, table=True):
    """A team as it is remembered."""

    __tablename__ = "team"
    __table_args__ = belongs(*points("location_id", "location"), *points("part_of_id", "team"))
    noun: ClassVar[str] = "team"

    name: str = Column(max_length=200)
    kind: TeamKind = word(TeamKind)
    location_id: UUID | None = Column(default=None)
    part_of_id: UUID | None = Column(default=None)
    telecoms: list[dict[str, Any]] = json(default_factory=list)
    addresses: list[dict[str, Any]] = json(default_factory=list)
    source_codes: list[dict[str, Any]] = json(default_factory=list)
    shared_ids: list[dict[str, Any]] = json(default_factory=list)
    external_ids: list[ExternalIdRow] = also_known_as("TeamRow", "team")


class Team(Kept):
    """What is told of a team."""

    name: Line = Field(description="Name of the team.")
    kind: TeamKind = Field(description="What kind of team it is.")
    location_id: LocationId | None = Field(description="Where the team works.")
    part_of_id: TeamId | None = Field(description="The larger team or unit it is part of.")
    telecoms: Telecoms
    addresses: Addresses
    source_codes: SourceCodes
    shared_ids: SharedIds
