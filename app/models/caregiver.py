"""Caregiver: the hat of a person who works, volunteers or learns here."""

from typing import Any, ClassVar

from pydantic import Field
from sqlmodel import Field as Column

from app.models.base import ExternalIds, Row, SourceCodes
from app.models.columns import json, word
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.hat import wearer, worn
from app.models.person import PersonFacts, PersonFactsRead, PersonRow
from app.models.vocabulary import Position
from app.models.wire import Line


class CaregiverBody(PersonFacts):
    """What may be said of a caregiver."""

    external_ids: ExternalIds = Field(default_factory=list)
    position: Position = Field(Position.EMPLOYEE, description="Works, volunteers, learns here, or comes from outside.")
    function: Line | None = Field(None, description="Function in words, such as verzorgende or muziektherapeut.")
    source_codes: SourceCodes = Field(default_factory=list)


class CaregiverRow(Row, table=True):
    """The hat of a caregiver as it is remembered."""

    __tablename__ = "caregiver"
    __table_args__ = worn()
    noun: ClassVar[str] = "caregiver"

    position: Position = word(Position)
    function: str | None = Column(default=None, max_length=200)
    source_codes: list[dict[str, Any]] = json(default_factory=list)
    person: PersonRow = wearer("CaregiverRow")
    external_ids: list[ExternalIdRow] = also_known_as("CaregiverRow", "caregiver")


class Caregiver(PersonFactsRead):
    """What is told of a caregiver."""

    position: Position = Field(description="Works, volunteers, learns here, or comes from outside.")
    function: Line | None = Field(description="Function in words.")
    source_codes: SourceCodes
