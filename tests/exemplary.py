"""A house with one of everything in it, made over HTTP from the examples of the contract.

Every id in an example gives way to the id of something that lives in this house, so that what is sent is right and a
test can make one thing wrong at a time.
"""

from functools import cache
from typing import Any, Final, NamedTuple

from stdnum.nl import bsn

from app.main import create_contract
from tests.house import House
from tests.route_table import NO_PROGRAM

Json = Any
METHODS: Final = ("get", "post", "put", "patch", "delete")
# Which noun a field of this name points at; within some nouns a name means something else.
NOUN_OF: Final = {
    "residentId": "resident",
    "personId": "resident",
    "partyAId": "resident",
    "partyBId": "caregiver",
    "voicedById": "relative",
    "wishedRungAById": "relative",
    "wishedRungBById": "caregiver",
    "holderId": "resident",
    "towardId": "relative",
    "byPersonId": "resident",
    "rungAById": "relative",
    "rungBById": "caregiver",
    "tellerId": "relative",
    "observerId": "caregiver",
    "subjectId": "resident",
    "speakerId": "relative",
    "coderId": "caregiver",
    "rootRoleId": "role",
    "managedById": "team",
    "toPersonId": "relative",
    "givenById": "resident",
}
NOUN_WITHIN: Final = {
    ("locations", "partOfId"): "location",
    ("teams", "partOfId"): "team",
    ("stories", "byPersonId"): "relative",
    ("invitations", "personId"): "relative",
    ("maskings", "personId"): "relative",
}
# In this order, because the later ones point at the earlier ones; what differs from the example, so that both can live.
MAKING: Final[tuple[tuple[str, str, dict[str, Json]], ...]] = (
    ("location", "/locations", {"partOfId": None, "managedById": None}),
    ("team", "/teams", {"partOfId": None}),
    ("relative", "/relatives", {}),
    ("caregiver", "/caregivers", {}),
    ("resident", "/residents", {}),
    ("relation", "/relations", {"kind": "caregiver"}),
    ("role", "/roles", {}),
    ("story", "/stories", {"moments": None, "codings": None}),
    ("moment", "/moments", {}),
    ("coding", "/stories/{storyId}/codings", {"as": "observer"}),
    ("instrument", "/instruments", {}),
    ("sitting", "/sittings", {}),
    ("consent", "/consents", {}),
    ("key", "/keys", {}),
    ("invitation", "/invitations", {}),
    ("masking", "/maskings", {}),
)
# What is revoked instead of laid aside, and what stays to tell what became of it.
REVOKED: Final = {"key"}
STAYS: Final = {"invitation", "masking"}
# What differs once more in a second one of a noun that may not be there twice.
ANOTHER: Final = {"relation": {"kind": "case_manager"}, "coding": {"as": "teller"}}


class Operation(NamedTuple):
    """One operation of the contract."""

    method: str
    path: str
    about: dict[str, Json]

    @property
    def name(self) -> str:
        """Its operationId."""
        return str(self.about["operationId"])

    @property
    def body(self) -> dict[str, Json] | None:
        """Schema and example of its request, if it takes one."""
        content = self.about.get("requestBody", {}).get("content")
        return content["application/json"] if content else None

    @property
    def tag(self) -> str:
        """The first part of its path: the noun in the plural."""
        return self.path.split("/")[1]

    def own(self, place: str) -> list[dict[str, Json]]:
        """Its own parameters in the path or in the query."""
        return [one for one in self.about["parameters"] if one.get("in") == place]


@cache
def contract() -> dict[str, Json]:
    """The contract as the code makes it."""
    return create_contract()


def operations(*methods: str) -> list[Operation]:
    """The operations of the contract, of these methods only when any are named."""
    return [
        Operation(method, path, about)
        for path, item in contract()["paths"].items()
        for method, about in item.items()
        if method in (methods or METHODS)
    ]


def opened_by_a_key(*methods: str) -> list[Operation]:
    """The operations that a key opens: not those for the code of an invitation and for the privacy officer."""
    return [one for one in operations(*methods) if not NO_PROGRAM & {*one.about["tags"]}]


def schema_of(reference: str) -> dict[str, Json]:
    """The schema that a reference points at."""
    found: dict[str, Json] = contract()["components"]["schemas"][reference.rsplit("/", 1)[1]]
    return found


class _Known(dict[str, str]):
    """Ids by the names they have in addresses; what a program never reads has an id that nothing has."""

    def __missing__(self, name: str) -> str:
        return f"01975000-0000-7abc-8def-{len(name):012}"


class ExemplaryHouse:
    """A house with one of everything; `ids` by noun lives, `gone` has been laid aside."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.ids: dict[str, str] = {}
        self.gone: dict[str, str] = {}
        for noun, path, different in MAKING:
            self.ids[noun] = self.make(path, different)
        house.keeps_bsns()
        self._numbers = filter(bsn.is_valid, map(str, range(999_990_019, 999_999_999)))
        self._number(self.ids["resident"])

    def make(self, path: str, different: dict[str, Json], story_id: str = "") -> str:
        """Something new below a path, as the example says but for what differs; without ids of other systems."""
        operation = next(one for one in operations("post") if one.path == path)
        body = self.body_for(operation)
        body |= ({"externalIds": []} if "externalIds" in body else {}) | different | self.story_for(path)
        where = path.format(storyId=story_id or self.ids.get("story"))
        return str(self.house.made(where, **body)["id"])

    def story_for(self, path: str) -> dict[str, Json]:
        """A story of its own for a masking, which changes it."""
        return {"storyId": self.make("/stories", {"moments": None, "codings": None})} if path == "/maskings" else {}

    def lose(self) -> None:
        """Make one more of everything and lay it aside."""
        losing = [one for one in MAKING if one[0] not in STAYS]
        for noun, path, different in losing:
            self.gone[noun] = self.make(path, different | ANOTHER.get(noun, {}))
        for noun, path, _ in reversed(losing):
            where = f"{path.format(storyId=self.ids['story'])}/{self.gone[noun]}"
            if noun in REVOKED:
                self.house.done(f"{where}/revocations")
            else:
                assert self.house.ask("DELETE", where, version="*").status_code == 204, noun

    def fresh(self, operation: Operation) -> tuple[str, Json]:
        """Path and body of an operation about something that nothing else points at; the request that must succeed."""
        ids = {f"{noun}Id": found for noun, found in self.ids.items()} | {"personId": self.ids["resident"]}
        different: dict[str, Json] = {}
        if operation.tag == "relations":
            different = {"partyAId": self.make("/residents", {})}
        if "coding" in operation.name.lower():
            ids["storyId"] = self.make("/stories", {"moments": None, "codings": None})
        found = [one for one in reversed(MAKING) if operation.path.startswith(f"{one[1]}/{{")][:1]
        for noun, path, apart in found:
            ids[f"{noun}Id"] = self.make(path, apart | different, ids["storyId"])
        if operation.path.endswith("/bsn"):
            self._number(ids["residentId"])
        body = self.body_for(operation) if operation.body else None
        if body and operation.path.endswith("/bsn"):
            body = {"bsn": next(self._numbers)}
        if body and "partyAId" in body:
            body |= {"partyAId": self.make("/residents", {})}
        if operation.method == "post" and body:
            body |= self.story_for(operation.path)
        return operation.path.format_map(_Known(ids, name="sense")), body

    def _number(self, resident: str) -> None:
        assert self.house.ask("PUT", f"/residents/{resident}/bsn", {"bsn": next(self._numbers)}).status_code == 204

    def noun_of(self, tag: str, field: str) -> str:
        """Which noun a field of this name points at."""
        return NOUN_WITHIN.get((tag, field)) or NOUN_OF.get(field) or field.removesuffix("s").removesuffix("Id")

    def body_for(self, operation: Operation) -> Json:
        """The example of an operation with the ids of this house; a patch here says everything anew."""
        fullest = operation
        if operation.method == "patch":
            fullest = next(one for one in operations("put") if one.path == operation.path)
        assert fullest.body is not None
        return self._settled(fullest.body["example"], operation)

    def _settled(self, value: Json, operation: Operation, field: str = "") -> Json:
        if isinstance(value, dict):
            mine = {"value": operation.name} if value.keys() == {"system", "value"} else {}
            return {name: self._settled(inside, operation, name) for name, inside in (value | mine).items()}
        if isinstance(value, list):
            return [self._settled(inside, operation, field) for inside in value]
        is_id = isinstance(value, str) and field.endswith(("Id", "Ids"))
        return self.ids.get(self.noun_of(operation.tag, field), value) if is_id else value
