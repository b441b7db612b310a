"""What lists can be asked for: one model per list, unknown keys refused."""

import re
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from app.models.base import Body, PersonId, RelationId, ResidentId, TeamId
from app.models.vocabulary import ResidentState, RoleState, Side, StoryState
from app.models.wire import Date, Line, Uri

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


class Filters(Body):
    """What every list can be asked for."""

    limit: QueryInt = Field(50, ge=1, le=LARGEST_PAGE, description="How many things on a page.")
    cursor: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=500)] | None = Field(
        None, description="`nextCursor` of the page before."
    )
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


class SittingFilters(Filters):
    """What the list of sittings can be asked for."""

    subject_id: PersonId | None = Field(None, description="Only sittings about this person.")


class FigureQuery(Body):
    """What every worked-out answer can be asked for."""

    as_of: Date | None = Field(None, description="Day at which to reckon, by evidence date; today when left out.")
    explain: QueryBool = Field(default=False, description="Add every unit of evidence behind the answer.")
