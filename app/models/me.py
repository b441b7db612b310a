"""Who the caller is, and what they may do here: what a front end asks first."""

from pydantic import Field

from app.models.base import PersonId, PersonName, Read, ResidentId, TeamId
from app.models.vocabulary import CallerKind, KeyScope
from app.models.wire import Code, Id, Instant


class MyRight(Read):
    """What the caller may do with some of the things of a noun."""

    noun: Code = Field(description="The noun.")
    may: list[Code] = Field(max_length=4, description="read, figures, write, remove; each for what concerns them.")


class MyTeam(Read):
    """A team in which the caller works."""

    team_id: TeamId = Field(description="The team.")
    kinds: list[CallerKind] = Field(max_length=4, description="As what.")


class Me(Read):
    """The caller, as the service knows them at this request."""

    organisation_id: Id = Field(description="The organisation.")
    kinds: list[CallerKind] = Field(max_length=20, description="As what they call; several at once are possible.")
    person_id: PersonId | None = Field(description="Who acts; null when a program asks for nobody.")
    person: PersonName | None = Field(None, description="Name of who acts.")
    scopes: list[KeyScope] = Field(max_length=3, description="What the key opens; empty with an access token.")
    expires_at: Instant = Field(description="Until when this key or token is good.")
    teams: list[MyTeam] = Field(max_length=200, description="The teams they work in today.")
    resident_ids: list[ResidentId] = Field(
        max_length=100, description="The residents whose relative they are, who they are themselves, or represent."
    )
    rights: list[MyRight] = Field(max_length=50, description="What they may do, by noun.")
