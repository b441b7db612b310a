"""What every noun has in common: the shapes on the wire (Body, Read) and the bases of the tables (Row, Part)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Generic, TypeVar, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError
from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.schema import SchemaItem
from sqlmodel import Field as Column
from sqlmodel import Relationship, SQLModel

from app.models.columns import UtcDateTime
from app.models.wire import Id, Instant, Int, Line, ShortLine, Uri

# Set before the first table is declared: an index without a name takes one at once.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Shape(BaseModel):
    """A shape on the wire: camelCase there, snake_case here; the one place that says so."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


class Body(Shape):
    """What a caller may say; an unknown field is refused."""

    model_config = ConfigDict(extra="forbid")


class Read(Shape):
    """What a caller hears: every field is always present, and there may be more of them tomorrow."""

    model_config = ConfigDict(extra="ignore", json_schema_serialization_defaults_required=True)


class ExternalId(Body):
    """The id of a thing in another system."""

    system: Uri = Field(description="The naming system, a URI or the name of a source.")
    value: Line = Field(description="The value in that system, kept as written.")


class SourceCode(Body):
    """A code as the source had it, kept verbatim beside the neutral code."""

    system: Uri | None = Field(None, description="The code system, a URI; null when the source named none.")
    version: ShortLine | None = Field(None, description="Version of the code system, where the source named one.")
    code: ShortLine | None = Field(None, description="The code as written; null when the source had words alone.")
    display: Line | None = Field(None, description="The words of the source: beside the code, or without one.")

    @model_validator(mode="after")
    def _says_something(self) -> "SourceCode":
        if self.code is None and self.display is None:
            raise PydanticCustomError("source_code_empty", "neither code nor display")
        return self


ExternalIds = Annotated[
    list[ExternalId],
    Field(max_length=50, description="Ids of this thing in other systems; unique per organisation, noun and system."),
]
SharedIds = Annotated[
    list[ExternalId],
    Field(max_length=50, description="Ids of the source that another one here has already; nothing is found by them."),
]
SourceCodes = Annotated[
    list[SourceCode], Field(max_length=50, description="Codes of the source, kept verbatim beside the neutral code.")
]


class PersonName(Read):
    """A person's name beside an id."""

    id: Id = Field(description="Id of the person.")
    preferred_name: Line | None = Field(
        description="The name to call this person by; taken from the official name when none was given."
    )


class Kept(Read):
    """What every kept thing says of itself."""

    id: Id = Field(description="Id, a UUIDv7.")
    external_ids: ExternalIds
    version: Int = Field(description="Raised by every change; the ETag holds it.")
    created_at: Instant = Field(description="When it was recorded first.")
    updated_at: Instant = Field(description="When it was changed last.")
    created_by: Id | None = Field(description="The API key that recorded it; null when the command line did.")
    source: Line | None = Field(description="The import source it came from; null when it was not imported.")


class ShownOnce(Read):
    """An answer with a secret in it: it is told once, and kept nowhere for a request that comes twice."""


ReadT = TypeVar("ReadT", bound=Read)


class Page(Read, Generic[ReadT]):
    """One page of a list."""

    items: list[ReadT] = Field(max_length=200, description="The things on this page; a list is in order of id.")
    next_cursor: str | None = Field(
        max_length=500, description="Send it as `cursor` to get the next page; null on the last page."
    )


@dataclass(frozen=True, slots=True)
class Laid(Generic[ReadT]):
    """The answer to a PUT: the thing, and whether it is new (201) or was here (200)."""

    value: ReadT
    created: bool


@dataclass(frozen=True, slots=True)
class Drawn(Generic[ReadT]):
    """An answer drawn for people to read: what it tells of, the page, its form, and what the page may load."""

    value: ReadT
    text: str
    form: str
    policy: str


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that holds the id of a noun, so that references, names and the tenant proof follow from it."""

    noun: str


LocationId = Annotated[Id, Ref("location")]
TeamId = Annotated[Id, Ref("team")]
PersonId = Annotated[Id, Ref("person")]
ResidentId = Annotated[Id, Ref("resident")]
RelationId = Annotated[Id, Ref("relation")]
RoleId = Annotated[Id, Ref("role")]
StoryId = Annotated[Id, Ref("story")]
InstrumentId = Annotated[Id, Ref("instrument")]


@dataclass(frozen=True, slots=True)
class Reference:
    """An id that a body holds: where it stands (JSON pointer), which noun it names, and the id."""

    pointer: str
    noun: str
    id: UUID


def ref_of(annotation: object, metadata: tuple[object, ...] | list[object]) -> Ref | None:
    """The mark on a field, also when the field is optional or a list of ids."""
    for mark in metadata:
        if isinstance(mark, Ref):
            return mark
    for part in get_args(annotation):
        found = ref_of(part, getattr(part, "__metadata__", ()))
        if found:
            return found
    return None


def kinds_in(annotation: object) -> Iterator[type]:
    """Every class that an annotation names, out of its options, lists and marks."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from kinds_in(part)


@cache
def _fields(shape: type[BaseModel]) -> tuple[tuple[str, str, Ref | None], ...]:
    """The fields of a shape with their names on the wire and the marks on them."""
    fields = shape.model_fields.items()
    return tuple((name, info.alias or name, ref_of(info.annotation, info.metadata)) for name, info in fields)


def references(body: BaseModel, pointer: str = "") -> Iterator[Reference]:
    """Every id of another noun in a body, nested parts and lists included, each with its JSON pointer."""
    for name, alias, ref in _fields(type(body)):
        value = getattr(body, name)
        place = f"{pointer}/{alias}"
        for position, item in enumerate(value if isinstance(value, list) else [value]):
            spot = f"{place}/{position}" if isinstance(value, list) else place
            if isinstance(item, BaseModel):
                yield from references(item, spot)
            elif ref and isinstance(item, UUID):
                yield Reference(spot, ref.noun, item)


class Owned(SQLModel):
    """Every row belongs to one organisation; the tenant wall in `database.py` fills and filters it."""

    organisation_id: UUID = Column(default=None, primary_key=True)


class Row(Owned):
    """The base of a noun's table."""

    noun: ClassVar[str]

    id: UUID = Column(primary_key=True)
    version: int = Column(default=1)
    created_at: datetime = Column(sa_type=UtcDateTime())
    updated_at: datetime = Column(sa_type=UtcDateTime())
    deleted_at: datetime | None = Column(default=None, sa_type=UtcDateTime())
    created_by: UUID | None = Column(default=None)
    source: str | None = Column(default=None, max_length=200)


class Part(Owned):
    """The base of a table of parts that only exist within one owner."""

    id: UUID = Column(primary_key=True)
    position: int = Column(default=0)


def points(column: str, table: str, *, later: bool = False) -> tuple[SchemaItem, ...]:
    """A foreign key to another row of the same organisation, with its index.

    `later` for one of two tables that point at each other: its key is made when both tables are there.
    """
    return (
        ForeignKeyConstraint(["organisation_id", column], [f"{table}.organisation_id", f"{table}.id"], use_alter=later),
        Index(None, "organisation_id", column),
    )


def belongs(*items: SchemaItem) -> tuple[SchemaItem, ...]:
    """The table arguments of every table of an organisation."""
    return (ForeignKeyConstraint(["organisation_id"], ["organisation.organisation_id"]), *items)


def one_of(name: str, *columns: str, **options: Any) -> UniqueConstraint:  # noqa: ANN401  passed on to SQLAlchemy
    """A unique rule within one organisation."""
    return UniqueConstraint("organisation_id", *columns, name=name, **options)


def owned_parts(owner: str, part: str, key: str) -> Any:  # noqa: ANN401  as SQLModel's own Relationship
    """The parts of a whole, in their order, loaded with it in one more statement."""
    return Relationship(
        sa_relationship_kwargs={
            "primaryjoin": f"and_({owner}.organisation_id == {part}.organisation_id, "
            f"{owner}.id == foreign({part}.{key}))",
            "lazy": "selectin",
            "cascade": "all, delete-orphan",
            "order_by": f"{part}.position",
        }
    )
