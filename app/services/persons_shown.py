"""Whom an answer is about: every person whose id stands in it, and whose relations it tells of."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Final
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import class_mapper
from sqlmodel import SQLModel, col

from app.database import Session
from app.models.base import Part, PersonName, kinds_in, ref_of
from app.models.nouns import NOUNS
from app.models.person import PersonFactsRead
from app.models.relation import RelationRow
from app.models.story import StoryPersonPart
from app.policy.rules import PEOPLE
from app.services.concerning import PARTIES, pointing

CHUNK: Final = 500
"""So many rows are asked for at once."""

Places = tuple[tuple[str, ...], tuple[str, ...]]


def persons_in(answer: BaseModel) -> set[UUID]:
    """The ids of everybody in an answer, as themselves, as a party or with a name beside an id."""
    return set(_ids(answer, _persons))


def about(session: Session, answer: BaseModel | None, path: Collection[tuple[str, UUID]]) -> set[UUID]:
    """Everybody whom a request is about: in the answer, in its address and in what it wrote.

    The parties of a relation in these are among them. `path` are the ids in the address with their nouns. At most two
    statements, and none for most requests.
    """
    found = {noun: {one for of, one in path if of == noun} for noun in ("relation", "story")}
    persons = {one for noun, one in path if noun in PEOPLE}
    if answer is not None:
        persons |= persons_in(answer)
        found["relation"] |= set(_ids(answer, _relations))
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
    columns = [getattr(RelationRow, name) for name in PARTIES]
    rows = session.execute(select(*columns).where(col(RelationRow.id).in_(relations)))
    return {one for row in rows for one in row if one is not None}


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


def _ids(answer: BaseModel, places: Callable[[type[BaseModel]], Places]) -> Iterator[UUID]:
    ids, deeper = places(type(answer))
    values = vars(answer)
    for name in ids:
        value = values[name]
        if isinstance(value, list):
            yield from value
        elif value is not None:
            yield value
    for name in deeper:
        value = values[name]
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, BaseModel):
                yield from _ids(one, places)


@cache
def _persons(shape: type[BaseModel]) -> Places:
    """The fields of a shape that hold ids of persons, and those that hold further shapes."""
    own = ("id",) if issubclass(shape, PersonName | PersonFactsRead) else ()
    ids, deeper = _marked(shape, PEOPLE)
    return (*own, *ids), deeper


@cache
def _relations(shape: type[BaseModel]) -> Places:
    """The same of ids of relations."""
    return _marked(shape, frozenset({"relation"}))


def _marked(shape: type[BaseModel], nouns: Collection[str]) -> Places:
    ids, deeper = [], []
    for name, info in shape.model_fields.items():
        ref = ref_of(info.annotation, info.metadata)
        if ref and ref.noun in nouns:
            ids.append(name)
        elif any(issubclass(kind, BaseModel) for kind in kinds_in(info.annotation)):
            deeper.append(name)
    return tuple(ids), tuple(deeper)
