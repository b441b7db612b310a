"""Login: under which name an identity provider knows a person."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import Field as Column

from app.models.base import Body, PersonId, PersonName, Read, Row, belongs, one_of, points
from app.models.columns import json
from app.models.vocabulary import Duty
from app.models.wire import Uri

Subject = Annotated[str, Field(min_length=1, max_length=255, pattern=r"^[^\x00-\x1f\x7f]+$")]
Duties = Annotated[list[Duty], Field(max_length=2, description="What they do here beside what their hats say.")]


class Login(Body):
    """One login: issuer and subject of the access tokens, letter by letter."""

    issuer: Uri = Field(description="The `iss` of the tokens.")
    subject: Subject = Field(description="The `sub` of the tokens.")
    duties: Duties = Field(default_factory=list)

    @model_validator(mode="after")
    def _each_once(self) -> "Login":
        if len(set(self.duties)) < len(self.duties):
            raise PydanticCustomError("duty_twice", "a duty stands twice")
        return self


class LoginsBody(Body):
    """All logins of a person."""

    logins: Annotated[list[Login], Field(max_length=10)] = Field(
        description="All of them; an empty list takes them away."
    )

    @model_validator(mode="after")
    def _each_once(self) -> "LoginsBody":
        if len({(one.issuer, one.subject) for one in self.logins}) < len(self.logins):
            raise PydanticCustomError("login_twice", "a login stands twice")
        return self


class LoginRow(Row, table=True):
    """A login as it is remembered: issuer and subject of a token, whose it is, and the duties that go with it."""

    __tablename__ = "login"
    __table_args__ = belongs(*points("person_id", "person"), one_of("uq_login_subject", "issuer", "subject"))
    noun: ClassVar[str] = "login"

    person_id: UUID
    issuer: str = Column(max_length=255)
    subject: str = Column(max_length=255)
    duties: list[str] = json(default_factory=list)


class Logins(Read):
    """The logins of a person."""

    person_id: PersonId = Field(description="Whose logins they are.")
    person: PersonName | None = Field(None, description="Name of whose logins they are.")
    logins: Annotated[list[Login], Field(max_length=10)] = Field(description="All of them.")
