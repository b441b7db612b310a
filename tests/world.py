"""A whole world in a house: one thing of every noun, said in full, made from the route table and the shapes alone.

A new noun is in it without a line here, unless the domain asks more of it than its shape says; that stands in FITTING.
"""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from enum import Enum
from typing import Any, Final, get_args, get_origin
from uuid import UUID
from zlib import crc32

from annotated_types import Ge
from pydantic import BaseModel
from stdnum.nl import bsn

from app.models.vocabulary import RelationKind
from tests.house import LONG_AGO, House, Said, new_id
from tests.route_table import Operation, operations, ref_of

# Two nouns that share their ids: whoever wears a hat is a person.
PERSON: Final = "person"


class World:
    """What stands in a house: the id of one thing of every noun, and the word that stands in all of its texts."""

    def __init__(self, house: House, word: str, ids: dict[str, str] | None = None, known_as: str | None = None) -> None:
        """`ids` are the ids to bring, `known_as` the start of every external id; both may stand in other houses too."""
        self.house = house
        self.word = word
        self.known_as = known_as or word
        self.wanted = ids or {}
        self.ids: dict[str, str] = {}
        self.made = 0
        for operation in operations():
            if operation.makes_a_thing:
                self._make(operation)
        for noun, path in (("key", "/keys"), ("invitation", "/invitations")):
            making = next(one for one in operations() if (one.method, one.path) == ("POST", path))
            self.ids[noun] = str(house.made(path, **self.body(making))["id"])
        story = next(one for one in operations() if (one.method, one.path) == ("POST", "/stories"))
        of_its_own = house.made("/stories", **self.body(story, moments=None, codings=None, externalIds=[]))["id"]
        said = {"storyId": of_its_own, "personId": self.ids["caregiver"], "words": [self.word], "reason": self.word}
        house.keeps_bsns()
        number = house.ask("PUT", f"/residents/{self.ids['resident']}/bsn", {"bsn": bsn_of(self.ids["resident"])})
        assert number.status_code == 204, number.text
        self.ids["masking"] = str(house.made("/maskings", **said)["id"])
        for side, a, b in (("A", "resident", "relative"), ("C", "relative", "caregiver")):
            self.ids[f"relation {side}"] = self._put_relation(side, a, b)

    def _make(self, operation: Operation) -> None:
        noun = operation.nouns[-1]
        ids = self.ids | {noun: self.wanted.get(noun) or new_id()}
        answer = self.house.ask("PUT", operation.at(ids), self.body(operation))
        assert answer.status_code == 201, (str(operation), answer.text)
        self.ids = ids
        if noun == "resident":
            self.ids[PERSON] = ids[noun]

    def _put_relation(self, side: str, a: str, b: str) -> str:
        where = self.wanted.get(f"relation {side}") or new_id()
        body = {"side": side, "partyAId": self.ids[a], "partyBId": self.ids[b], "residentId": self.ids["resident"]}
        answer = self.house.ask("PUT", f"/relations/{where}", body)
        assert answer.status_code == 201, answer.text
        return where

    def body(self, operation: Operation, **said: object) -> Said:
        """A body for an operation that says everything that can be said in it; `said` comes in its place."""
        assert operation.body
        self.made += 1
        body = self._shaped(operation.body)
        if operation.method != "POST":
            body = {name: value for name, value in body.items() if name not in ONLY_WITH_POST}
        return {name: value for name, value in (body | said).items() if value is not None}

    def _shaped(self, shape: type[BaseModel]) -> Said:
        said = {}
        for name, info in shape.model_fields.items():
            value = self._value(info.annotation, info.metadata, name)
            if value is not None:
                said[info.alias or name] = value
        fitting = FITTING.get(shape.__name__.removesuffix("Body").removesuffix("Patch"), _nothing)(self)
        return {name: value for name, value in (said | fitting).items() if value is not None}

    def _value(self, annotation: Any, metadata: Any, name: str) -> Any:  # noqa: ANN401  any JSON
        noun = ref_of(annotation, metadata)
        if noun and noun not in self.ids:
            return None
        if get_origin(annotation) is list:
            return [self._value(get_args(annotation)[0], (), name)]
        if hasattr(annotation, "__metadata__"):
            return self._value(get_args(annotation)[0], annotation.__metadata__, name)
        if get_args(annotation):
            return self._value(get_args(annotation)[0], metadata, name)
        return self._plain(annotation, metadata, name, noun)

    def _plain(self, kind: Any, metadata: Any, name: str, noun: str | None) -> Any:  # noqa: ANN401  any JSON
        if issubclass(kind, BaseModel):
            return self._shaped(kind)
        if issubclass(kind, Enum):
            return next(iter(kind)).value
        if issubclass(kind, UUID):
            return self.ids[noun] if noun else None
        if issubclass(kind, date | str):
            return LONG_AGO if issubclass(kind, date) or name.endswith("_on") else self.word
        return False if kind is bool else next((mark.ge for mark in metadata if isinstance(mark, Ge)), 1)


def bsn_of(word: str) -> str:
    """A number that passes the eleven-test, another one for another word as good as always."""
    numbers = map(str, range(999_000_000 + crc32(word.encode()) % 900_000, 999_990_000))
    return next(filter(bsn.is_valid, numbers))


def _nothing(_world: World) -> Said:
    return {}


def _resident(_world: World) -> Said:
    return {"teamId": None, "movedInDate": None, "deceased": None, "doNotScore": False}


def _relation(world: World) -> Said:
    """With a caregiver; about the resident, by the relative, once those two are known to be close."""
    kinds, close = list(RelationKind), "relation A" in world.ids
    return {
        "side": "C" if close else "B",
        "partyAId": world.ids["relative" if close else "resident"],
        "partyBId": world.ids["caregiver"],
        "kind": kinds[world.made % len(kinds)].value,
        "barred": None,
        "endDate": None,
        "endReason": None,
    }


def _moment(_world: World) -> Said:
    return {"relationIds": None, "rungA": 3, "rungB": 4, "reciprocal": True}


def _story(world: World) -> Said:
    people = [{"personId": world.ids[who]} for who in ("resident", "relative", "caregiver")]
    return {"people": people, "state": "shared", "uses": ["figures"], "concern": False}


def _coding(world: World) -> Said:
    return {"coderId": world.ids["relative" if "coding" in world.ids else "caregiver"]}


def _consent(world: World) -> Said:
    return {
        "residentId": world.ids["resident"],
        "toPersonId": None,
        "decision": "given",
        "ground": "resident",
        "givenById": world.ids["resident"],
        "untilDate": None,
    }


def _organisation(_world: World) -> Said:
    return {"timeZone": "Europe/Amsterdam", "ruleParameters": None}


FITTING: Final[dict[str, Callable[[World], Said]]] = {
    "ExternalId": lambda world: {"system": "https://ecd.example/id", "value": f"{world.known_as}-{world.made}"},
    "Bsn": lambda _world: {"bsn": bsn_of(new_id())},
    "Resident": _resident,
    "Relative": lambda _world: {"deceased": None},
    "Caregiver": lambda _world: {"deceased": None},
    "Stay": lambda _world: {"untilDate": None},
    "Membership": lambda _world: {"untilDate": None},
    "Relation": _relation,
    "Role": lambda _world: {"rootRoleId": None},
    "Moment": _moment,
    "StoryMoment": _moment,
    "Story": _story,
    "Coding": _coding,
    "CodedValue": lambda _world: {"coreValue": "attention"},
    "Instrument": lambda world: {"scale": [{"value": one, "label": world.word} for one in range(5)]},
    "Consent": _consent,
    "Organisation": _organisation,
    "Key": lambda _world: {"holder": "system", "scopes": ["care"], "days": 30},
    "Rotation": lambda _world: {"overlapDays": 7},
    "Invitation": lambda world: {"hat": "relative", "personId": world.ids["relative"]},
    "Login": lambda world: {"subject": f"{world.known_as}-{world.made}"},
}
ONLY_WITH_POST: Final = frozenset({"moments", "codings"})
# Ways of saying the same that exclude each other: what goes with the one that a full body leaves out.
INSTEAD: Final[dict[str, Said]] = {
    "teamId": {"movedInDate": LONG_AGO, "stays": None},
    "relationIds": {"relationId": None},
    "toPersonId": {"purpose": None},
}


def with_id(body: Said, place: str, wanted: str, *, patch: bool) -> tuple[Said, str]:
    """The body with this id at a place (a pointer with `*` for the first of a list), and the place as a pointer."""
    said: Said = deepcopy(body)
    *way, last = place.removeprefix("/").replace("/*", "/0").split("/")
    if last == "0":
        last = way.pop()
    part: Any = said
    for step in way:
        part = part[int(step)] if isinstance(part, list) else part[step]
    if last not in part:
        for name in [one for one, value in INSTEAD.get(last, {}).items() if value is None and not patch]:
            part.pop(name, None)
        part.update({one: value for one, value in INSTEAD.get(last, {}).items() if value is not None or patch})
    part[last] = [wanted] if place.endswith("*") else wanted
    return said, place.replace("*", "0")
