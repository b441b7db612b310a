"""What `docs/rights.md` promises about consent, in plain Python: who sees what in one organisation on one day.

Written from that page and from what `expected.py` was promised; it knows nothing of `app/`. People and things go by a
name, such as `truus` or `story 3`; `wire` says them over HTTP. A period includes both its days.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

Said = dict[str, Any]
IdsByName = Mapping[str, str]

AFTERCARE: Final = timedelta(days=91)
LONG_AGO, LAST_YEAR = date(2020, 1, 1), date(2025, 1, 1)
CATEGORIES: Final = ("stories", "roles_and_wishes", "ladder_and_senses")
NOUNS: Final = ("residents", "stories", "moments", "relations")

TEAMS: Final = ("linde", "els")
RESIDENTS: Final = {"truus": "linde", "piet": "linde", "otto": "els"}
CAREGIVERS: Final = {"nurse": ("linde", "member"), "stranger": ("els", "member"), "lead": ("linde", "coordinator")}
RELATIVES: Final = ("anna", "bram")
CALLERS: Final = (*CAREGIVERS, *RELATIVES, "truus")
# Side, party a, party b, and the resident whom it is about.
RELATIONS: Final = (
    ("A", "truus", "anna", "truus"),
    ("A", "piet", "anna", "piet"),
    ("A", "truus", "bram", "truus"),
    ("A", "otto", "bram", "otto"),
    ("B", "truus", "nurse", "truus"),
    ("B", "piet", "nurse", "piet"),
    ("B", "otto", "stranger", "otto"),
    ("C", "anna", "nurse", "truus"),
    ("D", "truus", "house", "truus"),
)
# The resident, the relative, the category, whether it goes on after death, and for how many days if not for good.
CONSENTS: Final = (
    ("truus", "anna", "stories", False, None),
    ("truus", "anna", "ladder_and_senses", True, None),
    ("piet", "anna", "stories", False, None),
    ("otto", "bram", "stories", True, None),
    ("otto", "bram", "ladder_and_senses", False, 2),
)
# Who was there, the state, and whether it is a concern.
STORIES: Final = (
    ("truus", "shared", False),
    ("truus piet", "shared", False),
    ("truus", "shared", True),
    ("truus", "draft", False),
    ("otto", "shared", False),
)


@dataclass(frozen=True)
class Days:
    """A first day, long ago when it is not known, and a last one."""

    first: date = LONG_AGO
    last: date | None = None

    def hold(self, day: date) -> bool:
        """Whether the period lasts on a day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def wire(self) -> Said:
        return {"fromDate": wire(self.first), "untilDate": wire(self.last)}


@dataclass
class InTeam:
    """A stay of a resident with a team, or the membership of a caregiver in some capacity."""

    team: str
    days: Days
    capacity: str | None = None

    def wire(self, ids: IdsByName) -> Said:
        capacity = {"capacity": self.capacity} if self.capacity else {}
        return {"teamId": ids[self.team], **self.days.wire(), **capacity}


@dataclass(frozen=True)
class Relation:
    """Two parties; `barred` and `mentor` are periods on side A."""

    side: str
    a: str
    b: str
    resident: str
    days: Days = Days()
    barred: Days | None = None
    mentor: Days | None = None

    def wire(self, ids: IdsByName) -> Said:
        parties = {"partyAId": ids[self.a], "partyBId": ids[self.b], "residentId": ids[self.resident]}
        barred = {**self.barred.wire(), "reason": "Afspraak."} if self.barred else None
        capacities = [{"code": "mentor", **self.mentor.wire()}] if self.mentor else []
        told = {"capacities": capacities, "barred": barred, "endDate": wire(self.days.last)}
        return {"side": self.side, **parties, **told}


@dataclass
class Consent:
    """What a resident decided about one relative and one category."""

    resident: str
    relative: str
    category: str
    days: Days
    given: bool = True
    after_death: bool = False
    withdrawn: bool = False

    def wire(self, ids: IdsByName) -> Said:
        whose = {"residentId": ids[self.resident], "toPersonId": ids[self.relative], "category": self.category}
        decision = "given" if self.given else "refused"
        return {**whose, "decision": decision, "alsoAfterDeath": self.after_death, **self.days.wire()}


@dataclass
class Story:
    """A story with the people who were there; who is only mentioned was not."""

    teller: str | None
    there: frozenset[str]
    mentioned: frozenset[str] = frozenset()
    state: str = "shared"
    concern: bool = False

    @property
    def is_told(self) -> bool:
        return self.state in {"shared", "confirmed"}

    def wire(self, ids: IdsByName) -> Said:
        parts = {"present": self.there, "mentioned": self.mentioned}
        people = [{"personId": ids[who], "part": part} for part, whom in parts.items() for who in sorted(whom)]
        teller = ids[self.teller] if self.teller else None
        told = {"text": "Samen soep gekookt.", "happenedOn": "2026", "people": people, "tellerId": teller}
        return {**told, "state": self.state, "concern": self.concern}


@dataclass
class Moment:
    """A moment of a relation, and the story that tells of it."""

    relation: str
    story: str = ""

    def wire(self, ids: IdsByName) -> Said:
        of = {"relationId": ids[self.relation], "storyId": ids[self.story] if self.story else None}
        return {**of, "happenedOn": "2026", "rungA": 3, "reciprocal": True}


@dataclass
class Promised:
    """One organisation as it should be seen: the stays of residents, the memberships of caregivers, and the rest."""

    day: date
    residents: dict[str, list[InTeam]]
    caregivers: dict[str, list[InTeam]]
    died: dict[str, date] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    moments: dict[str, Moment] = field(default_factory=dict)
    consents: dict[str, Consent] = field(default_factory=dict)

    def body(self, noun: str, name: str, ids: IdsByName) -> Said:
        """What a PUT says of somebody or something."""
        if noun in {"teams", "relatives"}:
            return {"name" if noun == "teams" else "preferredName": name}
        thing, parts = getattr(self, noun)[name], "stays" if noun == "residents" else "memberships"
        if isinstance(thing, list):
            return {"preferredName": name, parts: [one.wire(ids) for one in thing]}
        said: Said = thing.wire(ids)
        return said

    def may_move(self, resident: str, day: date) -> bool:
        """Whether a resident lives and has no open stay that begins after this day."""
        begun = (stay.days.first for stay in self.residents[resident] if not stay.days.last)
        return resident not in self.died and all(first <= day for first in begun)

    def move(self, resident: str, team: str, day: date) -> None:
        """A resident comes to a team; the stay that is open ends that day."""
        for stay in self.residents[resident]:
            stay.days = Days(stay.days.first, stay.days.last or day)
        self.residents[resident].append(InTeam(team, Days(day)))

    def may_die(self, resident: str, day: date) -> bool:
        """Whether a resident lives and moved for the last time before this day; what else there is, is not settled."""
        stays = (stay.days for stay in self.residents[resident])
        before = (one.first < day and (one.last or day) <= day for one in stays)
        return resident not in self.died and all(before)

    def seen_by(self, caller: str) -> Mapping[str, frozenset[str]]:
        """The names of what a caller sees, by noun; somebody who died sees nothing."""
        if caller in self.died:
            return dict.fromkeys(NOUNS, frozenset())
        stories, relations = frozenset(self._stories(caller)), frozenset(self._relations(caller))
        # Of one's own relation every moment, of another one with the story that tells of it.
        moments = frozenset(
            name
            for name, one in self.moments.items()
            if self._is_party(caller, one.relation) or (one.relation in relations and one.story in {"", *stories})
        )
        return {"residents": self._residents(caller), "stories": stories, "moments": moments, "relations": relations}

    def _in_care(self, caller: str, *capacities: str) -> set[str]:
        """The residents of the teams in which a caregiver has one of these capacities today."""
        mine = self.caregivers.get(caller, ())
        teams = {one.team for one in mine if one.capacity in capacities and one.days.hold(self.day)}
        return {resident for resident in self.residents if teams & self._teams_of(resident)}

    def _teams_of(self, resident: str) -> set[str]:
        """Who cares for a resident or expects them; of somebody who died the last team, for a while."""
        died, stays = self.died.get(resident), self.residents[resident]
        if died is None:
            return {stay.team for stay in stays if stay.days.last is None or stay.days.last >= self.day}
        at_death = [stay.team for stay in stays if stay.days.hold(died)]
        return set(at_death[-1:]) if self.day <= died + AFTERCARE else set()

    def _close(self, caller: str) -> list[Relation]:
        """The relations by which they are a relative today."""
        mine = (one for one in self.relations.values() if one.side == "A" and one.b == caller)
        return [one for one in mine if one.days.hold(self.day) and not (one.barred and one.barred.hold(self.day))]

    def _themselves(self, caller: str) -> set[str]:
        """Who they are as a resident, and whom they represent, while these live."""
        represented = {one.a for one in self._close(caller) if one.mentor and one.mentor.hold(self.day)}
        return ({caller} | represented) & (self.residents.keys() - self.died)

    def _around(self, caller: str) -> set[str]:
        return self._in_care(caller, "member", "coordinator") | self._themselves(caller)

    def _consenting(self, caller: str, category: str) -> set[str]:
        """The residents who let this relative see something."""
        return {one.a for one in self._close(caller) if self._consents(one.a, caller, category)}

    def _consents(self, resident: str, relative: str, category: str) -> bool:
        """Of the consents that began the last decides; nothing opens when it is withdrawn, over or ended by death."""
        about = [one for one in self.consents.values() if (one.resident, one.relative) == (resident, relative)]
        begun = [one for one in about if one.category == category and one.days.first <= self.day]
        last = max(reversed(begun), key=lambda one: one.days.first, default=None)
        if last is None or not last.given or last.withdrawn or not last.days.hold(self.day):
            return False
        return resident not in self.died or (last.after_death and last.days.first <= self.died[resident])

    def _residents(self, caller: str) -> frozenset[str]:
        """Who is in care, oneself, and whose relative one is; after a death only where a consent goes on."""
        related = {one.a for one in self._close(caller)} - self.died.keys()
        consenting = (self._consenting(caller, category) for category in CATEGORIES)
        return frozenset(self._around(caller).union(related, *consenting))

    def _stories(self, caller: str) -> Iterator[str]:
        """One's own whatever they are; concerns for a coordinator alone; with several residents all must consent."""
        led, others = self._in_care(caller, "coordinator"), self._in_care(caller, "member") | self._themselves(caller)
        for name, one in self.stories.items():
            shared = (one.there & others and one.is_told and not one.concern) or caller in self.readers(name)
            if one.teller == caller or shared or (one.is_told and one.there & led):
                yield name

    def readers(self, story: str) -> set[str]:
        """The relatives to whom a consent opens a story: that of each resident who was there."""
        one = self.stories[story]
        readers = (who for who in RELATIVES if one.there <= self._consenting(who, "stories"))
        return set(readers) if one.is_told and not one.concern else set()

    def _relations(self, caller: str) -> Iterator[str]:
        """One's own, those around whom they care for, and by consent those with caregivers and the house."""
        around, consenting = self._around(caller), self._consenting(caller, "ladder_and_senses")
        for name, one in self.relations.items():
            shown = one.side in {"B", "D"} and one.a in consenting
            if shown or self._is_party(caller, name) or around & {one.a, one.b, one.resident}:
                yield name

    def _is_party(self, caller: str, relation: str) -> bool:
        return caller in {self.relations[relation].a, self.relations[relation].b}


def wire(day: date | None) -> str | None:
    return day.isoformat() if day else None


def beginning(day: date) -> Promised:
    """How both organisations begin."""
    stays = {name: [InTeam(team, Days())] for name, team in RESIDENTS.items()}
    teams = {name: [InTeam(team, Days(), capacity)] for name, (team, capacity) in CAREGIVERS.items()}
    stays["piet"] = [InTeam("els", Days(last=LAST_YEAR)), InTeam("linde", Days(LAST_YEAR))]
    house = Promised(day, stays, teams)
    for side, a, b, resident in RELATIONS:
        house.relations[f"{a} and {b}"] = Relation(side, a, b, resident)
        if side != "A":
            house.moments[f"moment {len(house.moments)}"] = Moment(f"{a} and {b}")
    for there, state, concern in STORIES:
        name = f"story {len(house.stories)}"
        house.stories[name] = Story("nurse", frozenset(there.split()), state=state, concern=concern)
    for resident, relative, category, after_death, lasts in CONSENTS:
        name, days = f"consent {len(house.consents)}", Days(last=day + timedelta(lasts) if lasts else None)
        house.consents[name] = Consent(resident, relative, category, days, after_death=after_death)
    return house
