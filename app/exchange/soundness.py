"""Making a draft fit what its noun may hold, part by part, so that one odd element never costs the whole row."""

from typing import Any
from uuid import UUID

import stdnum.exceptions
from pydantic import BaseModel, ValidationError
from stdnum.nl import bsn

from app.exchange.drafts import Draft, FoundBsn, Link, Note
from app.exchange.verbs import VERBS
from app.models.flaws import flaws_of


def sound(draft: Draft, notes: list[Note]) -> Draft:
    """Take out what the noun cannot hold, with a note for each; of a list that is too long the end falls."""
    shape = VERBS[draft.noun].body
    while True:
        try:
            shape.model_validate(_without_links(draft.fields))
        except ValidationError as error:
            first = error.errors()[0]
            name = _field(shape, first["loc"])
            if name is None or name not in draft.fields:
                return draft  # what is missing altogether is said when the row is tried
            flaw = flaws_of([first], "body")[0]
            notes.append(Note(flaw.code, draft.places.get(name, draft.pointer), flaw.values))
            _take_out(draft.fields, name, first)
        else:
            return draft


def settle_bsn(draft: Draft, *, keeps: bool) -> list[Note]:
    """Bring the citizen service number of a draft in its one form; take it out where none may stand, with a note.

    Sheets lose the zeros at its beginning, so they are put back.
    """
    found, draft.bsn = draft.bsn, None
    if found is None:
        return []
    if not keeps:
        return [Note("bsn-not-kept", found.pointer)]
    try:
        draft.bsn = FoundBsn(bsn.validate(found.number), found.pointer)
    except stdnum.exceptions.ValidationError:
        return [Note("bsn_form", found.pointer)]
    return []


def _without_links(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with an id of nobody for each reference; every one differs, as those of two parties must."""
    count = 0

    def plain(value: object) -> object:
        nonlocal count
        if isinstance(value, Link):
            count += 1
            return UUID(int=count)
        if isinstance(value, dict):
            return {name: plain(inside) for name, inside in value.items()}
        return [plain(inside) for inside in value] if isinstance(value, list) else value

    return {name: plain(value) for name, value in fields.items()}


def _field(shape: type[BaseModel], where: tuple[int | str, ...]) -> str | None:
    names = {info.alias or name: name for name, info in shape.model_fields.items()}
    return names.get(str(where[0]), str(where[0])) if where else None


def _take_out(fields: dict[str, Any], name: str, error: Any) -> None:  # noqa: ANN401  pydantic's own error
    """Take out the part an error points at: the items beyond the limit, one item, or the field."""
    value, where = fields[name], error["loc"]
    most = error.get("ctx", {}).get("max_length")
    if isinstance(value, list) and error["type"] == "too_long" and len(where) == 1:
        fields[name] = value[:most]
    elif isinstance(value, list) and len(where) > 1 and isinstance(where[1], int) and where[1] < len(value):
        fields[name] = [one for at, one in enumerate(value) if at != where[1]]
    else:
        del fields[name]
