"""Relative: the hat of kin, friend or neighbour; closeness is chosen."""

from typing import ClassVar

from pydantic import Field

from app.models.base import ExternalIds, Row
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.hat import wearer, worn
from app.models.person import PersonFacts, PersonFactsRead, PersonRow


class RelativeBody(PersonFacts):
    """What may be said of a relative; what binds them to a resident stands in a relation."""

    external_ids: ExternalIds = Field(default_factory=list)


class RelativeRow(Row, table=True):
    """The hat of a relative as it is remembered."""

    __tablename__ = "relative"
    __table_args__ = worn()
    noun: ClassVar[str] = "relative"

    person: PersonRow = wearer("RelativeRow")
    external_ids: list[ExternalIdRow] = also_known_as("RelativeRow", "relative")


class Relative(PersonFactsRead):
    """What is told of a relative."""
