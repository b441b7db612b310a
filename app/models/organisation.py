"""Organisation: the house itself, the tenant of everything else, with its core values and the rules' parameters."""

from typing import Annotated, Any, ClassVar
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError
from sqlalchemy import UniqueConstraint, false
from sqlmodel import Field as Column

from app.models.base import Body, ExternalIds, Kept, Row
from app.models.columns import json, word
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.vocabulary import Language
from app.models.wire import Bool, Code, Int, Line, Number, ShortLine


def _known_time_zone(name: str) -> str:
    if name not in available_timezones():
        raise PydanticCustomError("time_zone_unknown", "no such time zone")
    return name


class CoreValue(Body):
    """A value the organisation wants to be known by."""

    code: Code = Field(description="Stable code, lower snake_case.")
    label: Line = Field(description="The value in the organisation's own words.")


class BalanceOverrides(Body):
    """Parameters of `sense-balance/1` that differ from the defaults; the ranges are those of the rule."""

    half_life_days: Annotated[Int, Field(ge=14, le=1825)] | None = Field(
        None, description="Days after which evidence weighs half."
    )
    window_days: Annotated[Int, Field(ge=28, le=1825)] | None = Field(None, description="Days that evidence counts.")
    z: Annotated[Number, Field(ge=1.0, le=3.5)] | None = Field(
        None, description="Width of the interval in standard errors."
    )
    minimum_units_person: Annotated[Int, Field(ge=1, le=50)] | None = Field(
        None, description="Fewest units for a person."
    )
    minimum_units_group: Annotated[Int, Field(ge=5, le=200)] | None = Field(
        None, description="Fewest units for a group."
    )
    minimum_dates: Annotated[Int, Field(ge=1, le=50)] | None = Field(None, description="Fewest different days.")
    minimum_mass: Annotated[Number, Field(ge=0.1, le=50.0)] | None = Field(None, description="Least weight in all.")
    gap_points: Annotated[Number, Field(ge=5.0, le=100.0)] | None = Field(
        None, description="Points from which a gap is worth naming."
    )
    minimum_persons_group: Annotated[Int, Field(ge=5, le=100)] | None = Field(
        None, description="Fewest persons in a group."
    )
    units_per_person_group: Annotated[Int, Field(ge=1, le=50)] | None = Field(
        None, description="Most units of one person in a group."
    )


class RungOverrides(Body):
    """Parameters of `rung/1` that differ from the defaults; the ranges are those of the rule."""

    window_days: Annotated[Int, Field(ge=31, le=1825)] | None = Field(
        None, description="Days in which occasions count."
    )
    foundation_days: Annotated[Int, Field(ge=28, le=3650)] | None = Field(
        None, description="Days that getting acquainted lasts."
    )
    occasions: Annotated[Int, Field(ge=2, le=20)] | None = Field(
        None, description="Occasions that make a rung sustained."
    )
    spread_days: Annotated[Int, Field(ge=1, le=30)] | None = Field(
        None, description="Days between the first and the last of them."
    )
    acquainted_days: Annotated[Int, Field(ge=7, le=365)] | None = Field(
        None, description="Days in which a relation is still getting acquainted."
    )
    quiet_days: Annotated[Int, Field(ge=7, le=1825)] | None = Field(
        None, description="Days after which a relation goes quiet."
    )
    one_sided_from: Annotated[Int, Field(ge=2, le=50)] | None = Field(
        None, description="Known initiators from which a share is looked at."
    )
    one_sided_share: Annotated[Number, Field(ge=0.51, le=1.0)] | None = Field(
        None, description="Share from which it is one-sided."
    )


class RuleParameters(Body):
    """Parameters of the two rules that this organisation set itself; null is the default."""

    sense_balance: BalanceOverrides | None = Field(None, description="Parameters of the six senses.")
    rung: RungOverrides | None = Field(None, description="Parameters of the engagement ladder.")


CoreValues = Annotated[
    list[CoreValue],
    Field(max_length=20, description="Core values; a word of the vocabulary `conditions` is refused (422)."),
]
Conditions = Annotated[
    list[CoreValue],
    Field(max_length=20, description="What makes care possible and is no core value, such as efficiency."),
]
TimeZone = Annotated[ShortLine, AfterValidator(_known_time_zone)]


class OrganisationBody(Body):
    """What may be said of one's own organisation."""

    external_ids: ExternalIds = Field(default_factory=list)
    name: Line = Field(description="Name of the organisation.")
    core_values: CoreValues = Field(default_factory=list)
    conditions: Conditions = Field(default_factory=list)
    rule_parameters: RuleParameters = Field(default_factory=RuleParameters, description="Parameters of the two rules.")
    time_zone: TimeZone = Field("Europe/Amsterdam", description="IANA name of the time zone in which days are counted.")
    locale: Language = Field(Language.NL, description="Language used when nobody asks for one.")
    readers_named: Bool = Field(
        default=False, description="Residents hear by name who looked at their data; else by role alone."
    )


class OrganisationRow(Row, table=True):
    """The organisation as it is remembered; its id is the organisation id of every other row."""

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("organisation_id", name="uq_organisation_organisation_id"),)
    noun: ClassVar[str] = "organisation"

    name: str = Column(max_length=200)
    core_values: list[dict[str, Any]] = json(default_factory=list)
    conditions: list[dict[str, Any]] = json(default_factory=list)
    rule_parameters: dict[str, Any] = json(default_factory=dict)
    time_zone: str = Column(default="Europe/Amsterdam", max_length=64)
    locale: Language = word(Language, default=Language.NL)
    retention: dict[str, Any] | None = json(default=None)
    bsn_keeping: dict[str, Any] | None = json(default=None)
    readers_named: bool = Column(default=False, sa_column_kwargs={"server_default": false()})
    external_ids: list[ExternalIdRow] = also_known_as("OrganisationRow", "organisation")


class Organisation(Kept):
    """What is told of the organisation."""

    name: Line = Field(description="Name of the organisation.")
    core_values: CoreValues
    conditions: Conditions
    rule_parameters: RuleParameters = Field(description="Parameters of the two rules.")
    time_zone: ShortLine = Field(description="IANA name of the time zone in which days are counted.")
    locale: Language = Field(description="Language used when nobody asks for one.")
    readers_named: Bool = Field(description="Residents hear by name who looked at their data.")
