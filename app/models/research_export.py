"""Research exports: what was recorded of residents who consented to research, so that nobody is recognised in it.

Pseudonymising stands in the AVG, articles 4 (5) and 89: a code that differs in every export, months instead of days, no
text that anybody wrote, and no combination of facts that fewer than five people share.
"""

from datetime import date
from typing import ClassVar

from pydantic import Field, model_validator
from sqlmodel import Field as Column

from app.models.base import Body, Read, Row, belongs
from app.models.person import in_order
from app.models.vocabulary import Felt, Gender, Initiator, Sense, Side, Voice
from app.models.wire import Bool, Count, Date, Id, Instant, PartialDate, Remark, RungNumber, ShortLine

MANY = 100_000


class ResearchExportBody(Body):
    """For what it is, and of which period."""

    purpose: Remark = Field(description="The question of the research, and who does it.")
    from_date: Date = Field(description="First day.")
    until_date: Date = Field(description="Last day.")

    @model_validator(mode="after")
    def _possible(self) -> "ResearchExportBody":
        in_order(self.from_date, self.until_date)
        return self


class ResearchExportRow(Row, table=True):
    """A research export as it is remembered; its key makes the codes in it, and no other export has the same."""

    __tablename__ = "research_export"
    __table_args__ = belongs()
    noun: ClassVar[str] = "research_export"

    purpose: str = Column(max_length=2000)
    from_date: date
    until_date: date
    code_key: str = Column(max_length=64)


class ResearchExport(Read):
    """What is told of a research export."""

    id: Id = Field(description="Id, a UUIDv7.")
    created_at: Instant = Field(description="When it was made.")
    created_by: Id | None = Field(description="Who made it.")
    purpose: Remark = Field(description="The question of the research, and who does it.")
    from_date: Date = Field(description="First day.")
    until_date: Date = Field(description="Last day.")


class ResearchMoment(Read):
    """A moment, without what could tell which one it was."""

    month: PartialDate = Field(description="The month in which it was.")
    side: Side = Field(description="Side of the triangle.")
    party: ShortLine = Field(description="Code of the other party.")
    rung_a: RungNumber | None = Field(description="The rung as party a sees it.")
    rung_b: RungNumber | None = Field(description="The rung as party b sees it.")
    reciprocal: Bool | None = Field(description="Whether both gave something.")
    initiator: Initiator = Field(description="Who began.")
    rupture: Bool = Field(description="Whether something broke.")


class ResearchSense(Read):
    """A sense as somebody coded it in a story, without the story."""

    month: PartialDate = Field(description="The month of the story.")
    sense: Sense = Field(description="The sense.")
    voice: Voice = Field(description="In which voice.")
    felt: Felt = Field(description="Felt, mixed or missing.")


class ResearchPerson(Read):
    """A resident by a code that stands in no other export."""

    code: ShortLine = Field(description="The code.")
    gender: Gender | None = Field(description="Gender; null where fewer than five share it with the decade.")
    born_decade: ShortLine | None = Field(description="Decade of birth, such as 1930s; null likewise.")
    moments: list[ResearchMoment] = Field(max_length=MANY, description="Their moments, by month.")
    senses: list[ResearchSense] = Field(max_length=MANY, description="Their coded senses, by month.")


class ResearchContent(Read):
    """What is in a research export, worked out anew each time, so that a consent that was withdrawn counts at once."""

    research_export_id: Id = Field(description="The export.")
    too_few: Bool = Field(description="Fewer than five residents consented, so that nobody is in it.")
    count: Count = Field(description="How many residents are in it.")
    people: list[ResearchPerson] = Field(max_length=MANY, description="The residents, in the order of their codes.")
