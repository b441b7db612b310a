"""A house with everybody in it: who calls, what there is to see, and a key or an acting person for each of them.

The same people stand in every test of rights, so that one test can tell what another relies on. What everybody may see
is written down by hand in `tests/policy/expected.py`, not worked out by the code under test.
"""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import SQLModel

from app.models.vocabulary import KeyHolder, KeyScope
from tests.house import LONG_AGO, House, Said

ACTING: Final = "Samenspel-Acting-Person"
CATEGORIES: Final = ("stories", "roles_and_wishes", "ladder_and_senses")
SCALE: Final = [{"value": value, "label": f"{value} keer"} for value in (0, 2, 4)]
ITEMS: Final = [{"id": f"s{place}", "sense": "security", "text": "Iets goeds."} for place in range(3)]
ANSWERS: Final = [{"itemId": f"s{place}", "value": 4} for place in range(3)]


class Cast:
    """The people by their names, everything else by what it is; `keys` opens the house as each of them."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.ids: dict[str, str] = {}
        self.nouns: dict[str, str] = {}
        self.texts: dict[str, list[str]] = {}
        self._open_house()
        self._residents()
        self._caregivers()
        self._relatives()
        self._relations()
        self._evidence()
        self._stories()
        self._consents()
        self._maskings()
        self._bsn()
        self.headers = self._callers()
        self.other_doors = self._other_doors()

    # ------------------------------------------------------------------------------------------------------ asking

    def ask(self, caller: str, method: str, path: str, body: Said | None = None, **headers: str) -> Any:  # noqa: ANN401  the client's own response
        """The response to somebody's request."""
        return self.house.client.request(method, f"/v1{path}", json=body, headers={**self.headers[caller], **headers})

    def path(self, name: str) -> str:
        """Where something is found."""
        return f"{self.list(self.nouns[name])}/{self.ids[name]}"

    # ------------------------------------------------------------------------------------------------------ making

    def add(self, name: str, noun: str, /, **body: object) -> str:
        """Something new, known by a name from here."""
        self.nouns[name] = noun
        said = [body.get(field) for field in TELLING]
        self.texts[name] = [one for one in said if isinstance(one, str)]
        self.ids[name] = str(self.house.made(self.list(noun), **body)["id"])
        return self.ids[name]

    def list(self, noun: str) -> str:
        """Where the things of a noun are listed."""
        return f"/stories/{self.ids['story of truus']}/codings" if noun == "coding" else f"/{PLURAL[noun]}"

    def _open_house(self) -> None:
        for name in ("linde", "els"):
            self.add(name, "team", name=f"De {name.title()}")
        for corner in ("resident", "relative", "caregiver"):
            self.add(f"list of {corner}", "instrument", title=corner, corner=corner, scale=SCALE, items=ITEMS)

    def _residents(self) -> None:
        for name, team in (("truus", "linde"), ("piet", "linde"), ("otto", "els"), ("dora", "linde")):
            stay = {"teamId": self.ids[team], "fromDate": LONG_AGO}
            told = {"text": f"Het leven van {name}.", "voicedById": None}
            self.add(name, "resident", preferredName=called(name), stays=[stay], lifeStory=[told])

    def _caregivers(self) -> None:
        people = {
            "nurse": ("linde", "member", "employee"),
            "lead": ("linde", "coordinator", "employee"),
            "colleague": ("linde", "member", "employee"),
            "student": ("linde", "member", "student"),
            "volunteer": ("linde", "volunteer", "volunteer"),
            "stranger": ("els", "member", "employee"),
        }
        for name, (team, capacity, position) in people.items():
            membership = {"teamId": self.ids[team], "capacity": capacity, "fromDate": LONG_AGO}
            self.add(name, "caregiver", preferredName=called(name), position=position, memberships=[membership])
        gone = {"teamId": self.ids["linde"], "capacity": "member", "untilDate": self.house.ago(1)}
        self.add("leaver", "caregiver", preferredName=called("leaver"), memberships=[gone])

    def _relatives(self) -> None:
        for name in RELATIVES:
            self.add(name, "relative", preferredName=called(name))

    def _relations(self) -> None:
        ids, until = self.ids, self.house.today().replace(year=2099).isoformat()
        for name, (resident, more) in RELATIVES.items():
            extra = dict(more)
            if extra.pop("barred", None):
                extra["barred"] = {"fromDate": LONG_AGO, "untilDate": until, "reason": "Afspraak met de familie."}
            self._relation(f"{name} and {resident}", "A", resident, name, **extra)
        for resident, caregiver in (
            ("truus", "nurse"),
            ("truus", "volunteer"),
            ("truus", "student"),
            ("piet", "colleague"),
            ("otto", "stranger"),
            ("dora", "nurse"),
        ):
            self._relation(f"{resident} and {caregiver}", "B", resident, caregiver, kind="caregiver")
        self._relation("anna and nurse", "C", "anna", "nurse", residentId=ids["truus"], kind="caregiver")
        self._relation("bram and nurse", "C", "bram", "nurse", residentId=ids["truus"], kind="caregiver")
        self.add("house of truus", "relation", side="D", partyAId=ids["truus"], partyBId=self.house.organisation_id)
        self.add("house of nurse", "relation", side="D", partyAId=ids["nurse"], partyBId=self.house.organisation_id)

    def _relation(self, name: str, side: str, a: str, b: str, /, **more: object) -> None:
        body = {"side": side, "partyAId": self.ids[a], "partyBId": self.ids[b], "note": f"Aantekening {name}"}
        self.add(name, "relation", **{**body, **more})

    def _evidence(self) -> None:
        ids = self.ids
        for relation in (*(f"truus and {one}" for one in ("nurse", "volunteer", "student")), "piet and colleague"):
            self._moment(relation)
        for relation in ("otto and stranger", "dora and nurse", "anna and nurse", "bram and nurse"):
            self._moment(relation)
        self._moment("house of nurse")
        for holder, toward in (("truus", "anna"), ("anna", None), ("piet", None), ("otto", None), ("nurse", "truus")):
            more = {"towardId": ids[toward]} if toward else {}
            self.add(f"role of {holder}", "role", holderId=ids[holder], title=f"Rol van {holder}", tense="is", **more)
        for subject, corner in (
            ("truus", "resident"),
            ("piet", "resident"),
            ("otto", "resident"),
            ("anna", "relative"),
            ("nurse", "caregiver"),
        ):
            self.add(
                f"sitting of {subject}",
                "sitting",
                instrumentId=ids[f"list of {corner}"],
                subjectId=ids[subject],
                voice=corner,
                happenedOn=self.house.ago(20),
                answers=ANSWERS,
            )

    def _moment(self, relation: str, name: str = "", **more: object) -> None:
        body = {"relationId": self.ids[relation], "happenedOn": self.house.ago(20), "rungA": 3, "rungB": 3}
        body |= {"reciprocal": True, "note": f"Moment {relation}"}
        self.add(name or f"moment of {relation}", "moment", **{**body, **more})

    def _stories(self) -> None:
        self._story("story of truus", "nurse", "truus", "anna", mentioned=("piet",))
        self._story("concern", "colleague", "truus", concern=True)
        self._story("draft", "colleague", "truus", state="draft")
        self._story("story of two", "colleague", "truus", "piet")
        self._story("story of piet", "colleague", "piet")
        self._story("story of otto", "stranger", "otto")
        self._story("story of dora", "nurse", "dora")
        self._story("story by anna", "anna", "truus")
        self._story("story with volunteer", "nurse", "truus", "volunteer")
        self._story("story of the team", None, "stranger", teamId=self.ids["linde"])
        self._story("taken back", "nurse", "truus")
        self.house.done(f"/stories/{self.ids['taken back']}/withdrawals")
        told = {"storyId": self.ids["concern"], "note": "Moment in een zorg"}
        self._moment("truus and nurse", "moment of concern", **told)
        for name, subject in (("coding of truus", "truus"), ("coding of anna", "anna")):
            sense = {"sense": "security", "subjectId": self.ids[subject], "voice": "caregiver", "felt": "felt"}
            coder = {"truus": "nurse", "anna": "colleague"}[subject]
            self.add(name, "coding", **{"coderId": self.ids[coder], "as": "caregiver", "senses": [sense]})

    def _story(
        self, name: str, teller: str | None, *there: str, mentioned: tuple[str, ...] = (), **more: object
    ) -> None:
        people = [{"personId": self.ids[one], "part": "present"} for one in there]
        people += [{"personId": self.ids[one], "part": "mentioned"} for one in mentioned]
        told = {"tellerId": self.ids[teller]} if teller else {}
        body = {"text": f"Tekst van {name}.", "happenedOn": self.house.ago(20), "people": people}
        self.add(name, "story", **{**body, **told, **more})

    def _consents(self) -> None:
        """Everything to anna and dirk; and to others what is refused, over, withdrawn or for after death."""
        ago, ids = self.house.ago, self.ids
        for name in ("anna", "cees", "withdrawn", "expired", "refused"):
            for category in CATEGORIES:
                more = {"untilDate": ago(1)} if name == "expired" else {}
                self._consent(f"{category} to {name}", "truus", name, category, **more)
                if name == "withdrawn":
                    self.house.done(f"/consents/{ids[f'{category} to {name}']}/withdrawals")
        for category in CATEGORIES:
            self._consent(f"{category} refused", "truus", "refused", category, decision="refused", fromDate=ago(2))
            self._consent(f"{category} to gina", "otto", "gina", category)
            self._consent(f"{category} to eva", "dora", "eva", category, alsoAfterDeath=True)
            self._consent(f"{category} to fred", "dora", "fred", category)
        self._consent("stories to stories_only", "truus", "stories_only", "stories")
        self._consent("ladder to ladder_only", "truus", "ladder_only", "ladder_and_senses")
        self.add("figures", "consent", residentId=ids["truus"], purpose="research", category="stories")
        self.house.done(f"/residents/{ids['dora']}/departures", kind="deceased", departedOn=ago(10))

    def _consent(self, name: str, resident: str, to: str, category: str, **more: object) -> None:
        body = {"residentId": self.ids[resident], "toPersonId": self.ids[to], "category": category}
        self.add(name, "consent", **{**body, "fromDate": self.house.ago(30), **more})

    def _maskings(self) -> None:
        """A relative and a resident, each taken out of a story of its own in which somebody else stays."""
        for name, other in (("anna", "truus"), ("truus", "piet")):
            self._story(f"story without {name}", "nurse", other, name)
            said = {"storyId": self.ids[f"story without {name}"], "personId": self.ids[name], "reason": "Gevraagd."}
            self.add(f"masking of {name}", "masking", **said)

    def _bsn(self) -> None:
        """A number, whose row nobody is told the id of."""
        self.house.keeps_bsns()
        where = f"/residents/{self.ids['truus']}/bsn"
        assert self.house.ask("PUT", where, {"bsn": "999990019"}).status_code == 204
        table = SQLModel.metadata.tables["bsn"]
        with self.house.peek() as connection:
            mine = table.c.resident_id == UUID(self.ids["truus"])
            self.ids["bsn of truus"] = str(connection.scalar(select(table.c.id).where(mine)))
        self.nouns["bsn of truus"], self.texts["bsn of truus"] = "bsn", []

    # ------------------------------------------------------------------------------------------------------ callers

    def _callers(self) -> dict[str, dict[str, str]]:
        attended = self.house.key(KeyHolder.SYSTEM, KeyScope.CARE)
        found = {
            "system": _bearer(self.house.key()),
            "administrator": _bearer(self.house.key(KeyHolder.ADMINISTRATOR, KeyScope.ADMINISTRATION)),
        }
        for name in CAREGIVERS:
            found[name] = _bearer(attended) | {ACTING: self.ids[name]}
        for name in RELATIVES:
            key = self.house.key(KeyHolder.RELATIVE, KeyScope.CARE, person=self.ids[name])
            found[name] = _bearer(key)
        for name in ("truus", "piet"):
            key = self.house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=self.ids[name])
            found[name] = _bearer(key)
        return found

    def _other_doors(self) -> dict[str, dict[str, str]]:
        """Another way in for each, which opens neither more nor less: a key that opens everything, or an app."""
        attended, everything = self.house.key(KeyHolder.SYSTEM, KeyScope.CARE), self.house.key()
        found = {
            name: _bearer(everything if name in CAREGIVERS else attended) | {ACTING: self.ids[name]}
            for name in (*CAREGIVERS, *RELATIVES, "truus", "piet")
        }
        administrator = self.house.key(KeyHolder.ADMINISTRATOR, KeyScope.ADMINISTRATION)
        return {**found, "administrator": _bearer(administrator)}


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def called(name: str) -> str:
    """The name to call somebody by, which stands nowhere but where somebody is named."""
    return f"Naam{name.title().replace('_', '')}"


# The fields whose text stands in no other thing.
TELLING: Final = ("preferredName", "title", "text", "note")
PLURAL: Final = {
    "team": "teams",
    "instrument": "instruments",
    "resident": "residents",
    "relative": "relatives",
    "caregiver": "caregivers",
    "relation": "relations",
    "role": "roles",
    "moment": "moments",
    "sitting": "sittings",
    "story": "stories",
    "consent": "consents",
    "masking": "maskings",
}
CAREGIVERS: Final = ("nurse", "lead", "colleague", "student", "volunteer", "stranger", "leaver")
# Each with their resident and what more there is to say of the two.
RELATIVES: Final[dict[str, tuple[str, dict[str, object]]]] = {
    "anna": ("truus", {"kind": "daughter"}),
    "bram": ("truus", {"kind": "son", "capacities": [{"code": "first_contact"}]}),
    "cees": ("truus", {"kind": "neighbour", "barred": True}),
    "dirk": ("truus", {"kind": "brother", "capacities": [{"code": "mentor"}]}),
    "withdrawn": ("truus", {"kind": "niece"}),
    "expired": ("truus", {"kind": "nephew"}),
    "refused": ("truus", {"kind": "cousin"}),
    "stories_only": ("truus", {"kind": "friend"}),
    "ladder_only": ("truus", {"kind": "buddy"}),
    "eva": ("dora", {"kind": "daughter"}),
    "fred": ("dora", {"kind": "son"}),
    "gina": ("otto", {"kind": "daughter"}),
}
