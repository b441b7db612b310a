"""Lines of our own nouns: `{"noun": …, "externalId": …, "data": {…}}`, with references by external id.

Any field that holds an id may hold an object instead: `{"externalId": "…"}` for a thing of the same source,
`{"system": "…", "value": "…"}` for an id of any system. Where the field may be one of several nouns, `"noun"` says
which; `{"noun": "organisation"}` is the own organisation. See `docs/import.md`.
"""

from typing import Any, Final
from uuid import UUID

from app.exchange.drafts import PERSON_NOUNS, Draft, FoundBsn, Key, Link, Note, Understood
from app.exchange.verbs import VERBS
from app.services.external_ids import is_bsn

LONGEST_ID: Final = 200
LINE_KEYS: Final = {"noun", "externalId", "data"}
NOT_REFERENCES: Final = {"externalIds", "sharedIds"}
REFERENCE_KEYS: Final = {"noun", "externalId", "system", "value"}
# Fields that hold the id of one noun; every other field with an id holds a person.
NOUN_OF: Final = {
    "locationId": "location",
    "managedById": "team",
    "teamId": "team",
    "storyId": "story",
    "relationId": "relation",
    "relationIds": "relation",
    "roleIds": "role",
    "rootRoleId": "role",
    "instrumentId": "instrument",
    "residentId": "resident",
}


def understand(line: dict[str, Any], source: str, organisation_id: UUID) -> Understood:
    """What a native line says; a line in the wrong form is refused with the places."""
    refusals = _wrong_form(line)
    if refusals:
        return Understood(refusals=refusals, kind=str(line["noun"]) if line.get("noun") in VERBS else "")
    noun, data, notes = line["noun"], dict(line["data"]), list[Note]()
    data = _as_one_moment(_as_stays(data), refusals) if noun in {"resident", "moment"} else data
    reader = _Reader(noun, source, organisation_id)
    fields = {_field(noun, name): reader.read(name, value, f"/data/{name}") for name, value in data.items()}
    named, bsn = _external_ids(fields)
    if bsn and noun != "resident":
        notes.append(Note("bsn-not-kept", bsn.pointer))
    keys = list(dict.fromkeys([Key(source, line["externalId"]), *named]))
    draft = Draft(noun, keys, fields, pointer="/data", bsn=bsn if noun == "resident" else None)
    return Understood([] if refusals else [draft], notes, refusals, noun)


def _wrong_form(line: dict[str, Any]) -> list[Note]:
    noun, external_id = line.get("noun"), line.get("externalId")
    found = [Note("field_unknown", "") for name in line if name not in LINE_KEYS][:1]
    if not isinstance(noun, str) or noun not in VERBS:
        found.append(Note("noun_not_imported", "/noun"))
    if (
        not isinstance(external_id, str)
        or not external_id.strip()
        or len(external_id) > LONGEST_ID
        or not external_id.isprintable()
    ):
        found.append(Note("row_without_key", "/externalId"))
    if not isinstance(line.get("data"), dict):
        found.append(Note("object_form", "/data"))
    return found


def _field(noun: str, name: str) -> str:
    """Our name for a field on the wire; an unknown one keeps its name and is refused with the body."""
    fields = VERBS[noun].body.model_fields
    return next((ours for ours, info in fields.items() if info.alias == name), name)


def _as_stays(data: dict[str, Any]) -> dict[str, Any]:
    """The short way to say one stay, as a stay."""
    if data.get("teamId") is None or data.get("movedInDate") is None or data.get("stays"):
        return data
    stay = {"teamId": data.pop("teamId"), "fromDate": data.pop("movedInDate")}
    return {**data, "stays": [stay]}


def _as_one_moment(data: dict[str, Any], refusals: list[Note]) -> dict[str, Any]:
    """A line is one moment: of several relations it cannot be."""
    several = data.get("relationIds")
    if isinstance(several, list) and len(several) == 1 and "relationId" not in data:
        return {**{name: value for name, value in data.items() if name != "relationIds"}, "relationId": several[0]}
    if several is not None:
        refusals.append(Note("one_id_one_moment", "/data/relationIds"))
    return data


def _external_ids(fields: dict[str, Any]) -> tuple[list[Key], FoundBsn | None]:
    """The external ids in the data, and the BSN apart; what has the wrong form stays and is refused with the body."""
    given = fields.get("external_ids")
    if not isinstance(given, list) or not all(_is_pair(one) for one in given):
        return [], None
    del fields["external_ids"]
    keys = [Key(one["system"], one["value"]) for one in given]
    found = (FoundBsn(key.value, f"/data/externalIds/{at}") for at, key in enumerate(keys) if is_bsn(key.system))
    return [key for key in keys if not is_bsn(key.system)], next(found, None)


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"system", "value"}
        and all(isinstance(x, str) for x in value.values())
    )


class _Reader:
    """Reads the values of one line, and makes links of what names another thing."""

    def __init__(self, noun: str, source: str, organisation_id: UUID) -> None:
        self.noun = noun
        self.source = source
        self.organisation_id = organisation_id

    def read(self, name: str, value: object, pointer: str) -> object:
        """A value as the body takes it."""
        if name in NOT_REFERENCES:
            return value
        if isinstance(value, list):
            return [self.read(name, one, f"{pointer}/{at}") for at, one in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if name.endswith(("Id", "Ids")) and value and set(value) <= REFERENCE_KEYS:
            return self._link(name, value, pointer)
        return {inside: self.read(inside, one, f"{pointer}/{inside}") for inside, one in value.items()}

    def _link(self, name: str, value: dict[str, Any], pointer: str) -> object:
        if not all(isinstance(one, str) for one in value.values()):
            return value
        if value == {"noun": "organisation"}:
            return str(self.organisation_id)
        default = self.noun if name == "partOfId" else NOUN_OF.get(name)
        nouns = (value["noun"],) if "noun" in value else (default,) if default else PERSON_NOUNS
        if "externalId" in value:
            return Link(nouns, (Key(self.source, value["externalId"]),), pointer, required=True)
        if {"system", "value"} <= set(value):
            return Link(nouns, (Key(value["system"], value["value"]),), pointer, required=True)
        return value
