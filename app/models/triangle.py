"""The triangle of a resident on the wire: who stands on which side, since when, the last moment, and the rung."""

from typing import Literal

from pydantic import Field

from app.models.base import PersonId, PersonName, Read, RelationId
from app.models.relation import Barred, Capacities
from app.models.rung_answer import Breadth, RelationRung, RungAnswer, RungParametersRead
from app.models.vocabulary import (
    ContactWanted,
    OccasionKind,
    ReciprocityKind,
    ReciprocityVerdict,
    RelationKind,
    RungStatus,
    Side,
)
from app.models.wire import Bool, Date, Id, PartialDate, RungNumber, Text


class LastMoment(Read):
    """The newest that is on record between two parties: a moment, or on side A a story with both of them in it."""

    kind: OccasionKind = Field(description="Moment, or story.")
    id: Id = Field(description="Its id.")
    happened_on: PartialDate = Field(description="When it happened, as recorded.")


class TriangleRelation(Read):
    """One relation in the triangle of a resident."""

    relation_id: RelationId = Field(description="The relation.")
    side: Side = Field(description="Its side of the triangle.")
    party_a_id: PersonId = Field(description="Party a.")
    party_a: PersonName | None = Field(None, description="Name of party a.")
    party_b_id: PersonId = Field(description="Party b; on side D the own organisation.")
    party_b: PersonName | None = Field(None, description="Name of party b; null on side D.")
    kind: RelationKind = Field(description="What party b is to party a.")
    capacities: Capacities = Field(description="Capacities that hold on the day asked for.")
    since_date: Date | None = Field(description="First day; null when it was not recorded.")
    end_date: Date | None = Field(description="Last day: as recorded, or the death of a party.")
    current: Bool = Field(description="Whether it had begun and was not over on the day asked for.")
    contact_wanted_a: ContactWanted = Field(description="Whether party a wants this contact, as it is now.")
    contact_wanted_b: ContactWanted = Field(description="Whether party b wants this contact, as it is now.")
    barred: Barred | None = Field(description="Contact that is barred on the day asked for.")
    last_moment: LastMoment | None = Field(description="The newest on record between the two; null when nothing is.")
    rung: RelationRung | None = Field(description="Where it stands; null on side A, which has no rungs.")


class PooledRung(Read):
    """One person with everybody on the other end of a side, taken as one."""

    person_id: PersonId = Field(description="Side B: the resident; side C: a relative.")
    person: PersonName | None = Field(None, description="Name of that person.")
    rung: RungAnswer = Field(description="All relations taken as one.")


class TriangleSide(Read):
    """One side of the triangle: every relation on it, ended ones too."""

    side: Side = Field(description="The side.")
    status: RungStatus | None = Field(description="What can be said of sides B and C as a whole; null on A and D.")
    pooled: list[PooledRung] = Field(
        max_length=10_000, description="Side B: all caregivers taken as one; side C: the same for each relative."
    )
    relations: list[TriangleRelation] = Field(max_length=10_000, description="Each relation, by id.")


class ReciprocityEvidence(Read):
    """A role, moment or story in which is given or received."""

    kind: ReciprocityKind = Field(description="Role, moment or story.")
    id: Id = Field(description="Its id.")


class GiveAndReceive(Read):
    """Whether the records show giving, receiving or both: a reading of what is there, not a score."""

    verdict: ReciprocityVerdict = Field(description="What the records show.")
    gives: list[ReciprocityEvidence] = Field(
        max_length=100_000, description="Where the resident gives; what goes both ways is here too."
    )
    receives: list[ReciprocityEvidence] = Field(
        max_length=100_000, description="Where the resident receives; what goes both ways is here too."
    )
    text: Text = Field(description="What was recorded, in words.")


class Triangle(Read):
    """A resident in the middle of the relations around them: four sides, and whether they give and receive."""

    rule: Literal["rung/1"] = Field(description="The rule of the rungs and its version.")
    as_of: Date = Field(description="The day asked for.")
    frozen_date: Date | None = Field(description="The day of death, at which everything stands still.")
    resident_id: PersonId = Field(description="The resident.")
    resident: PersonName | None = Field(None, description="Name of the resident.")
    no_role_asked_now: Bool = Field(description="This resident asks for no role now; a valid answer.")
    sides: list[TriangleSide] = Field(max_length=4, description="Sides A, B, C and D, in that order.")
    depth: RungNumber | None = Field(description="The highest standing of a relative with the caregivers (side C).")
    breadth: Breadth | None = Field(description="With how many relatives; null when nothing is scored.")
    give_and_receive: GiveAndReceive = Field(description="Whether is given and received.")
    parameters: RungParametersRead = Field(description="The parameters used.")
