"""Names beside ids: every reference to a person is answered with the name to call them by, in one statement."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlmodel import col

from app.database import Session
from app.ids import Among
from app.models.base import PersonName, kinds_in
from app.models.person import PersonRow
from app.wall import made_once

ModelT = TypeVar("ModelT", bound=BaseModel)
LONGEST: Final = 200
"""Characters of a name to call somebody by, as for a preferred name."""
NAMES: Final = made_once(
    select(col(PersonRow.id), col(PersonRow.preferred_name), col(PersonRow.name)).where(Among(PersonRow.id, "ids"))
)


def with_names(session: Session, answers: Sequence[ModelT]) -> Sequence[ModelT]:
    """Fill every field that holds a PersonName from the id field of the same name; one statement for all of them."""
    places = list(_places(answers))
    names = names_of(session, {wanted for _, _, wanted in places})
    for model, field, wanted in places:
        setattr(model, field, names.get(wanted))
    return answers


def names_of(session: Session, ids: set[UUID]) -> dict[UUID, PersonName]:
    """The names of these persons."""
    if not ids:
        return {}
    rows = session.execute(NAMES, {"ids": ids})
    return {row.id: PersonName(id=row.id, preferred_name=row.preferred_name or assembled(row.name)) for row in rows}


def assembled(name: dict[str, Any] | None) -> str | None:
    """What the official name gives when no preferred name is known: first name or initials, and family name."""
    if not name:
        return None
    first = name["given"][0] if name.get("given") else " ".join(name.get("initials") or [])
    own = " ".join(part for part in (name.get("own_prefix"), name.get("own_name")) if part)
    whole = " ".join(part for part in (first, name.get("family") or own) if part)
    return whole.lstrip()[:LONGEST] or name.get("text")


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of a model that hold a name, and those that hold further models."""
    names, deeper = [], []
    for field, info in model.model_fields.items():
        kinds = set(kinds_in(info.annotation))
        if PersonName in kinds:
            names.append(field)
        elif any(issubclass(kind, BaseModel) for kind in kinds):
            deeper.append(field)
    return tuple(names), tuple(deeper)


def _places(answers: Sequence[BaseModel]) -> Iterator[tuple[BaseModel, str, UUID]]:
    for answer in answers:
        names, deeper = _fields(type(answer))
        for field in names:
            wanted = getattr(answer, f"{field}_id")
            if wanted is not None:
                yield answer, field, wanted
        for field in deeper:
            value = getattr(answer, field)
            inside = value if isinstance(value, list) else [value]
            yield from _places([one for one in inside if isinstance(one, BaseModel)])
