"""Whom an answer is about: every person whose id stands in it, and whose relations it tells of."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import String, cast, select
from sqlalchemy.orm import class_mapper
from sqlmodel import SQLModel, col

from app.database import Session
from app.ids import Among, read_id
from app.models.base import Part, PersonName, kinds_in, ref_of
from app.models.nouns import NOUNS
from app.models.person import PersonFactsRead
from app.models.story import StoryPersonPart
from app.policy.rules import PEOPLE
from app.services.concerning import PARTIES, pointing
from app.wall import made_once

CHUNK: Final = 500
"""So many rows are asked for at once."""
RELATION: Final = SQLModel.metadata.tables["relation"]
# As text, so that an id is made of each person once and not for each of their relations.
OF_RELATIONS: Final = made_once(
    select(*(cast(RELATION.c[name], String) for name in PARTIES)).where(Among(RELATION.c.id, "ids"))
)


class Shown(NamedTuple):
    """Whom an answer shows, as themselves, as a party or with a name beside an id; and of which relations it tells."""

    persons: set[UUID]
    relations: set[UUID]


def shown_in(answer: BaseModel) -> Shown:
    """Everybody in an answer and every relation, found in one walk through what can hold any."""
    found = Shown(set(), set())
    _gather(answer, found)
    return found


def persons_in(answer: BaseModel) -> set[UUID]:
    """The ids of everybody in an answer."""
    return shown_in(answer).persons


def about(session: Session, shown: Shown | None, path: Collection[tuple[str, UUID]]) -> set[UUID]:
    """Everybody whom a request is about: in the answer, in its address and in what it wrote.

    The parties of a relation in these are among them. `path` are the ids in the address with their nouns. At most two
    statements, and none for most requests.
    """
    found = {noun: {one for of, one in path if of == noun} for noun in ("relation", "story")}
    persons = {one for noun, one in path if noun in PEOPLE}
    if shown is not None:
        persons |= shown.persons
        found["relation"] |= shown.relations
    for noun, one in _written(session):
        found.get(noun, persons).add(one)
    with session.unheld():
        persons |= _parties(session, found["relation"]) | _people_of(session, found["story"])
    return persons - {session.organisation_id}  # which is a party on side D


def of_rows(session: Session, touched: Mapping[str, Collection[UUID]]) -> set[UUID]:
    """Everybody whom these rows are about, given as ids by noun; a statement for every few hundred of them."""
    persons: set[UUID] = set()
    for noun, ids in touched.items():
        names = _pointing(NOUNS[noun])
        columns = [column for column in SQLModel.metadata.tables[noun].columns if names.get(column.name)]
        if noun in PEOPLE:
            persons |= set(ids)
        for some in _chunks(list(ids)) if columns else ():
            rows = session.execute(select(*columns).where(col(NOUNS[noun].id).in_(some))).all()
            named = [(names[column.name], one) for row in rows for column, one in zip(columns, row, strict=True) if one]
            persons |= {one for of, one in named if of != "relation"}
            persons |= _parties(session, {one for of, one in named if of == "relation"})
    return persons - {session.organisation_id}


def _chunks(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _parties(session: Session, relations: Collection[UUID]) -> set[UUID]:
    if not relations:
        return set()
    rows = session.execute(OF_RELATIONS, {"ids": relations})
    return {read_id(text) for text in {text for row in rows for text in row if text}}


def _people_of(session: Session, stories: Collection[UUID]) -> set[UUID]:
    """The people of a story whose address was asked for: its codings tell of them."""
    if not stories:
        return set()
    person = select(col(StoryPersonPart.person_id)).where(col(StoryPersonPart.story_id).in_(stories))
    return set(session.scalars(person))


def _written(session: Session) -> Iterator[tuple[str, UUID]]:
    """The nouns and ids of whom and what the rows name that were written, before and after; and of who they are."""
    for noun, written in session.written.items():
        for row_id, one in written.items():
            if noun in PEOPLE:
                yield noun, row_id
            table: type[SQLModel] = type(one.row)
            names = _pointing(table)
            for name, value in (*((name, getattr(one.row, name)) for name in names), *one.replaced):
                for each in value if isinstance(value, list) else [value]:
                    yield from _named(names.get(name), each)


def _named(noun: str | None, value: object) -> Iterator[tuple[str, UUID]]:
    """An id with its noun, or what a part of a whole names."""
    if isinstance(value, Part):
        for name, of in _pointing(type(value)).items():
            yield from _named(of, getattr(value, name))
    elif isinstance(value, UUID) and noun:
        yield noun, value


@cache
def _pointing(table: type[SQLModel]) -> dict[str, str]:
    """The columns that hold the id of a person or a relation, with that noun; and the parts of a whole, with none."""
    parts = {one.key: "" for one in class_mapper(table).relationships if issubclass(one.mapper.class_, Part)}
    return {**pointing(str(table.__tablename__)), **parts}


class _Places(NamedTuple):
    """The fields of a shape that hold ids of persons, of relations, and further shapes with such in them.

    A name that stands beside an id of the same name is that of the same person (`naming.with_names`).
    """

    persons: tuple[str, ...]
    relations: tuple[str, ...]
    deeper: tuple[str, ...]


def _gather(answer: BaseModel, found: Shown) -> None:
    places, values = _places(type(answer)), vars(answer)
    for names, ids in ((places.persons, found.persons), (places.relations, found.relations)):
        for name in names:
            value = values[name]
            if isinstance(value, list):
                ids.update(value)
            elif value is not None:
                ids.add(value)
    for name in places.deeper:
        value = values[name]
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, BaseModel):
                _gather(one, found)


@cache
def _places(shape: type[BaseModel]) -> _Places:
    own = ("id",) if issubclass(shape, PersonName | PersonFactsRead) else ()
    marked = {
        name: ref.noun for name, info in shape.model_fields.items() if (ref := ref_of(info.annotation, info.metadata))
    }
    persons = [name for name, noun in marked.items() if noun in PEOPLE]
    inner = {name: _shapes_of(shape, name) for name in shape.model_fields if name not in marked}
    return _Places(
        (*own, *persons),
        tuple(name for name, noun in marked.items() if noun == "relation"),
        tuple(
            name
            for name, kinds in inner.items()
            if any(map(_holds, kinds)) and not (f"{name}_id" in persons and kinds == [PersonName])
        ),
    )


@cache
def _holds(shape: type[BaseModel]) -> bool:
    """Whether an id of a person or a relation can stand in a shape, however deep."""
    seen, waiting = {shape}, [shape]
    while waiting:
        one = waiting.pop()
        marks = [ref_of(info.annotation, info.metadata) for info in one.model_fields.values()]
        if issubclass(one, PersonName | PersonFactsRead) or any(
            mark and mark.noun in {*PEOPLE, "relation"} for mark in marks
        ):
            return True
        inner = {kind for name in one.model_fields for kind in _shapes_of(one, name)} - seen
        seen |= inner
        waiting += inner
    return False


def _shapes_of(shape: type[BaseModel], name: str) -> list[type[BaseModel]]:
    return [kind for kind in kinds_in(shape.model_fields[name].annotation) if issubclass(kind, BaseModel)]
