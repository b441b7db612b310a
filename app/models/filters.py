"""What lists can be asked for: one model per list, unknown keys refused."""

import re
from typing import Annotated, Final, Literal, cast

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from app.models.base import Body, PersonId, RelationId, ResidentId, TeamId
from app.models.vocabulary import (
    AccessAction,
    AccessOutcome,
    ConsentCategory,
    ConsentPurpose,
    ErasureState,
    ResidentState,
    RoleState,
    Side,
    StoryState,
)
from app.models.wire import Date, Int, Line, Uri

LARGEST_PAGE: Final = 200


def _whole_number(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{1,9}", value):
            raise PydanticCustomError("int_form", "wrong form")
        return int(value)
    return value


def _yes_or_no(value: object) -> object:
    if isinstance(value, str):
        if value not in {"true", "false"}:
            raise PydanticCustomError("bool_form", "wrong form")
        return value == "true"
    return value


QueryInt = Annotated[int, BeforeValidator(_whole_number)]
QueryBool = Annotated[bool, BeforeValidator(_yes_or_no)]


class Turning(Body):
    """What everything can be asked for that comes a page at a time."""

    limit: QueryInt = Field(50, ge=1, le=LARGEST_PAGE, description="How many things on a page.")
    cursor: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=500)] | None = Field(
        None, description="`nextCursor` of the page before."
    )


class Filters(Turning):
    """What every list can be asked for."""

    external_system: Uri | None = Field(
        None, description="Together with `externalValue`: the one with this external id."
    )
    external_value: Line | None = Field(None, description="Together with `externalSystem`.")

    @model_validator(mode="after")
    def _both_or_none(self) -> "Filters":
        if (self.external_system is None) != (self.external_value is None):
            raise PydanticCustomError("external_pair", "externalSystem and externalValue go together")
        return self


class Period(Filters):
    """A list of dated things."""

    from_date: Date | None = Field(None, description="Only what happened on or after this day.")
    until_date: Date | None = Field(None, description="Only what happened on or before this day.")


class ResidentFilters(Filters):
    """What the list of residents can be asked for."""

    team_id: TeamId | None = Field(None, description="Only residents who stay with this team today.")
    state: ResidentState | None = Field(None, description="Only residents in this state today.")


class RelationFilters(Filters):
    """What the list of relations can be asked for."""

    resident_id: ResidentId | None = Field(None, description="Only relations about this resident.")
    person_id: PersonId | None = Field(None, description="Only relations in which this person is a party.")
    side: Side | None = Field(None, description="Only this side of the triangle.")
    current_on: Date | None = Field(None, description="Only relations that had begun and not ended on this day.")


class RoleFilters(Filters):
    """What the list of roles can be asked for."""

    holder_id: PersonId | None = Field(None, description="Only roles of this person.")
    state: RoleState | None = Field(None, description="Only roles in this state.")


class MomentFilters(Period):
    """What the list of moments can be asked for."""

    relation_id: RelationId | None = Field(None, description="Only moments of this relation.")
    resident_id: ResidentId | None = Field(None, description="Only moments of relations about this resident.")


class StoryFilters(Period):
    """What the list of stories can be asked for."""

    person_id: PersonId | None = Field(None, description="Only stories with this person among the people.")
    teller_id: PersonId | None = Field(None, description="Only stories told by this person.")
    team_id: TeamId | None = Field(None, description="Only stories told for this team.")
    state: StoryState | None = Field(None, description="Only stories in this state.")


def _words_first(schema: JsonDict) -> None:
    """What is looked for is read before what narrows it; pydantic puts inherited fields first."""
    fields = cast("JsonDict", schema["properties"])
    schema["properties"] = {"q": fields["q"], **fields}


class SearchBody(Filters):
    """What every search can be asked for: in the body, because an address may hold nothing personal."""

    model_config = ConfigDict(json_schema_extra=_words_first)

    q: Line = Field(description="Words of a text, or of a name; all of them must be found.")
    limit: Annotated[Int, Field(ge=1, le=LARGEST_PAGE)] = Field(50, description="How many things on a page.")


class ResidentSearchBody(SearchBody, ResidentFilters):
    """What residents can be searched by."""


class RelativeSearchBody(SearchBody):
    """What relatives can be searched by."""


class CaregiverSearchBody(SearchBody):
    """What caregivers can be searched by."""


class StorySearchBody(SearchBody, StoryFilters):
    """What stories can be searched by."""


class SittingFilters(Filters):
    """What the list of sittings can be asked for."""

    subject_id: PersonId | None = Field(None, description="Only sittings about this person.")


class ConsentFilters(Filters):
    """What the list of consents can be asked for."""

    resident_id: ResidentId | None = Field(None, description="Only consents about this resident.")
    to_person_id: PersonId | None = Field(None, description="Only consents to this relative.")
    purpose: ConsentPurpose | None = Field(None, description="Only consents for this purpose.")
    category: ConsentCategory | None = Field(None, description="Only consents about this category.")


class AccessLogFilters(Turning):
    """What the access log can be asked for."""

    person_id: PersonId | None = Field(None, description="Only entries about this person.")
    by_person_id: PersonId | None = Field(None, description="Only what this person did.")
    from_date: Date | None = Field(None, description="Only from this day on.")
    until_date: Date | None = Field(None, description="Only up to and with this day.")
    action: AccessAction | None = Field(None, description="Only this action.")
    outcome: AccessOutcome | None = Field(None, description="Only what was done, or what was denied.")
    emergency_only: QueryBool = Field(default=False, description="Only what was seen in an emergency.")


class ErasureRequestFilters(Turning):
    """What the list of requests to be erased can be asked for."""

    state: ErasureState | None = Field(None, description="Only requests in this state.")


class ExportFilters(Turning):
    """What the list of exports can be asked for."""

    person_id: PersonId | None = Field(None, description="Only exports of this person's data.")


class LookFilters(Turning):
    """What a resident can ask of who looked."""

    from_date: Date | None = Field(None, description="Only from this day on.")
    until_date: Date | None = Field(None, description="Only up to and with this day.")


class EmergencyAccessFilters(Turning):
    """What the list of emergency accesses can be asked for."""

    resident_id: ResidentId | None = Field(None, description="Only to this resident.")
    person_id: PersonId | None = Field(None, description="Only by this person.")
    reviewed: QueryBool | None = Field(None, description="`false` for those that nobody reviewed yet.")


class DayQuery(Body):
    """What every worked-out answer can be asked for."""

    as_of: Date | None = Field(None, description="Day at which to reckon, by evidence date; today when left out.")


class SilenceQuery(DayQuery):
    """What the silence around a team can be asked for."""

    days: QueryInt = Field(91, ge=1, le=3650, description="Silent is who was heard last so many days ago, or longer.")
    only: Literal["silent"] | None = Field(None, description="`silent` leaves out who was heard.")


class FigureQuery(DayQuery):
    """What a figure can be asked for."""

    explain: QueryBool = Field(default=False, description="Add every unit of evidence behind the answer.")


class TimelineQuery(Turning):
    """What a timeline can be asked for."""

    as_of: Date | None = Field(None, description="Only what happened on or before this day; today when left out.")
    since: Date | None = Field(None, description="Only what happened on or after this day.")
