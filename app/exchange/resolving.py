"""From keys to ids: the thing a draft is about, and the things it names."""

from typing import Any
from uuid import UUID

from app.exchange.directory import Directory
from app.exchange.drafts import Draft, Link, Note
from app.problems import Flaw, Unprocessable


def target(draft: Draft, directory: Directory) -> UUID | None:
    """The living thing that a draft is about: under its own key, else that of the row it adds to."""
    own = directory.living(draft.noun, draft.key)
    others = (directory.living(draft.noun, key) for key in draft.same_as)
    return own or next((one for one in others if one), None) or draft.adopts


def tombstone(draft: Draft, directory: Directory) -> UUID | None:
    """The tombstone that a draft is about."""
    return directory.buried(draft.noun, draft.key)


def resolved(draft: Draft, directory: Directory, notes: list[Note]) -> dict[str, Any]:
    """The fields of a draft with ids where links were.

    Raises Unprocessable for every link that must hold and leads nowhere; another one is left out, with the item of a
    list that rests on it, and noted.
    """
    missing: list[str] = []
    fields = {name: _resolve(value, directory, notes, missing) for name, value in draft.fields.items()}
    if missing:
        raise Unprocessable(
            "reference_not_found", *(Flaw("reference_not_found", pointer=pointer) for pointer in missing)
        )
    return {name: value for name, value in fields.items() if value is not _NOTHING}


_NOTHING: Any = object()


def _resolve(value: object, directory: Directory, notes: list[Note], missing: list[str]) -> Any:  # noqa: ANN401  any JSON
    if isinstance(value, Link):
        return _led(value, directory, notes, missing)
    if isinstance(value, dict):
        inside = {name: _resolve(one, directory, notes, missing) for name, one in value.items()}
        return _NOTHING if any(one is _NOTHING for one in inside.values()) else inside
    if isinstance(value, list):
        found = [_resolve(one, directory, notes, missing) for one in value]
        return [one for one in found if one is not _NOTHING]
    return value


def _led(link: Link, directory: Directory, notes: list[Note], missing: list[str]) -> Any:  # noqa: ANN401  an id or nothing
    found = next((one for noun, key in link.targets() if (one := directory.living(noun, key))), None)
    if found is not None:
        return str(found)
    if link.required:
        missing.append(link.pointer)
    else:
        notes.append(Note("reference_not_found", link.pointer))
    return _NOTHING
