"""What each condition of the table means in SQL, for one caller: the rows of a noun that it lets through.

Everything is said of plain tables and holds the organisation itself, because these conditions are put on statements
after the tenant wall has seen them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, false, or_, select, true
from sqlmodel import SQLModel

from app.models import nouns  # noqa: F401  every table of a noun must be known here
from app.models.story import COUNTING, THERE
from app.models.vocabulary import CallerKind, ConsentCategory, ConsentDecision, Side
from app.policy.close import NOBODY
from app.policy.reach import Reach
from app.policy.rules import When

Condition = ColumnElement[bool]


# About which category of consent each noun is.
CATEGORY_OF: Final[Mapping[str, ConsentCategory]] = {
    "relation": ConsentCategory.LADDER_AND_SENSES,
    "moment": ConsentCategory.LADDER_AND_SENSES,
    "sitting": ConsentCategory.LADDER_AND_SENSES,
    "coding": ConsentCategory.LADDER_AND_SENSES,
    "role": ConsentCategory.ROLES_AND_WISHES,
    "story": ConsentCategory.STORIES,
}
# Which column says whose a row is; a hat has the id of who wears it.
OWNER_OF: Final[Mapping[str, str]] = {
    "story": "teller_id",
    "role": "holder_id",
    "coding": "coder_id",
    "consent": "to_person_id",
    "masking": "person_id",
    "emergency_access": "person_id",
    "export": "person_id",
    "erasure_request": "person_id",
}
# As what somebody is in the teams that a condition speaks of.
KIND_OF: Final[Mapping[When, CallerKind]] = {
    When.IN_CARE: CallerKind.CAREGIVER,
    When.IN_LED_CARE: CallerKind.COORDINATOR,
    When.IN_STUDY: CallerKind.STUDENT,
    When.ACCOMPANIED: CallerKind.VOLUNTEER,
}


@dataclass(frozen=True, slots=True)
class Circle:
    """A set of residents and teams, seen in one way: with concerns, and with what is said of others around them."""

    residents: Collection[UUID]
    teams: Collection[UUID] = NOBODY
    concerns: bool = False
    others: bool = True


@dataclass(slots=True)
class Conditions:
    """The conditions for one caller with a reach, in one organisation."""

    organisation_id: UUID
    reach: Reach
    readable_stories: Callable[[], Select[Any]]
    _about: Mapping[str, Callable[[FromClause, Circle], Condition]] = field(init=False)

    def __post_init__(self) -> None:
        self._about = {
            "resident": lambda row, circle: row.c.id.in_(circle.residents),
            "team": lambda row, circle: row.c.id.in_(circle.teams),
            "relation": self._relation_about,
            "moment": self._moment_about,
            "role": lambda row, circle: or_(
                row.c.holder_id.in_(circle.residents), row.c.toward_id.in_(circle.residents)
            ),
            "sitting": lambda row, circle: row.c.subject_id.in_(circle.residents),
            "story": self._story_about,
            "coding": self._coding_about,
            "bsn": lambda row, circle: row.c.resident_id.in_(circle.residents),
            "consent": lambda row, circle: row.c.resident_id.in_(circle.residents),
            "emergency_access": lambda row, circle: row.c.resident_id.in_(circle.residents),
            "export": lambda row, circle: row.c.person_id.in_(circle.residents),
            "erasure_request": lambda row, circle: row.c.person_id.in_(circle.residents),
            "look": lambda row, circle: row.c.id.in_(circle.residents),
            "masking": lambda row, circle: or_(
                row.c.person_id.in_(circle.residents), self._told_in(row, circle) if circle.teams else false()
            ),
            "relative": lambda row, circle: or_(self._party(row, circle), self._unattached(row)),
            "caregiver": lambda row, circle: row.c.id.in_(self._members(circle.teams)),
        }

    def sql(self, when: When, noun: str, row: FromClause) -> Condition:
        """The rows of a noun that a condition lets through; `row` is its table or an alias of it."""
        if when is When.ALWAYS:
            return true()
        if when in KIND_OF:
            return self._in_team(when, noun, row)
        return _OTHERS[when](self, noun, row)

    # ------------------------------------------------------------------------------------------- about some residents

    def _in_team(self, when: When, noun: str, row: FromClause) -> Condition:
        """What is about the residents of the teams in which they are a caregiver, coordinator, student or volunteer."""
        kind = KIND_OF[when]
        teams, residents = self.reach.teams.get(kind, NOBODY), self.reach.residents.get(kind, NOBODY)
        if noun == "story" and when is When.ACCOMPANIED:
            return and_(self._shared(row), row.c.id.in_(self._with([self.reach.person_id])))
        return self._about[noun](row, Circle(residents, teams, concerns=when is When.IN_LED_CARE))

    def _themselves(self, noun: str, row: FromClause) -> Condition:
        return self._about[noun](row, Circle(self.reach.themselves))

    def _bound(self, _noun: str, row: FromClause) -> Condition:
        after_death = NOBODY.union(*self.reach.consented.values())
        return row.c.id.in_(self.reach.bound | after_death)

    def _consented(self, noun: str, row: FromClause) -> Condition:
        """What the residents let this relative see; a story with several residents only when each of them does."""
        category = CATEGORY_OF.get(noun, ConsentCategory.LADDER_AND_SENSES)
        residents = self.reach.consented.get(category, NOBODY)
        if not residents:
            return false()
        about = self._about[noun](row, Circle(residents, others=False))
        return and_(about, row.c.id.not_in(self._with_other_residents(residents))) if noun == "story" else about

    def _relation_about(self, row: FromClause, circle: Circle) -> Condition:
        """Relations of theirs with a caregiver or the house, and unless told otherwise those of relatives too."""
        if not circle.others:
            return and_(row.c.party_a_id.in_(circle.residents), row.c.side.in_((Side.B, Side.D)))
        parties = (row.c.resident_id, row.c.party_a_id, row.c.party_b_person_id)
        return or_(*(one.in_(circle.residents) for one in parties))

    def _coding_about(self, row: FromClause, circle: Circle) -> Condition:
        """A coding of a story they may read; outside a team only one that codes nobody else's senses."""
        readable = row.c.story_id.in_(self.readable_stories())
        if circle.teams:
            return readable
        sense = _table("coded_sense")
        mine = {*circle.residents, self.reach.person_id}
        return and_(
            readable, row.c.id.not_in(self._own(sense, sense.c.coding_id).where(sense.c.subject_id.not_in(mine)))
        )

    def _moment_about(self, row: FromClause, circle: Circle) -> Condition:
        """A moment that a story tells of is seen with that story only."""
        told = or_(row.c.story_id.is_(None), row.c.story_id.in_(self.readable_stories()))
        return and_(row.c.relation_id.in_(self._relations(circle)), told)

    def _story_about(self, row: FromClause, circle: Circle) -> Condition:
        """A story in which one of them was there, or that was told for one of the teams."""
        there = row.c.id.in_(self._with(circle.residents))
        told_for = or_(there, row.c.team_id.in_(circle.teams)) if circle.teams else there
        return and_(row.c.state.in_(COUNTING) if circle.concerns else self._shared(row), told_for)

    def _told_in(self, row: FromClause, circle: Circle) -> Condition:
        """What belongs to a story about them."""
        story = _table("story")
        return row.c.story_id.in_(self._living(story, story.c.id).where(self._story_about(story, circle)))

    def _shared(self, row: FromClause) -> Condition:
        return and_(row.c.state.in_(COUNTING), row.c.concern.is_(False))

    def _told_by_no_colleague(self, _noun: str, row: FromClause) -> Condition:
        """A story about who is in care that this caregiver may write: told by no other caregiver."""
        kind = CallerKind.CAREGIVER
        there = row.c.id.in_(self._with(self.reach.residents.get(kind, NOBODY)))
        caregiver = _table("caregiver")
        colleagues = self._living(caregiver, caregiver.c.id).where(caregiver.c.id != self.reach.person_id)
        return and_(
            or_(there, row.c.team_id.in_(self.reach.teams.get(kind, NOBODY))),
            or_(row.c.teller_id.is_(None), row.c.teller_id.not_in(colleagues)),
        )

    # ------------------------------------------------------------------------------------------------------ their own

    def _own_rows(self, noun: str, row: FromClause) -> Condition:
        """What they are a party in, tell, hold or answer themselves."""
        me = self.reach.person_id
        if noun == "relation":
            return or_(row.c.party_a_id == me, row.c.party_b_person_id == me)
        if noun == "moment":
            return row.c.relation_id.in_(self._relations(Circle([me]), own=True))
        if noun == "sitting":
            return and_(row.c.subject_id == me, or_(row.c.speaker_id.is_(None), row.c.speaker_id == me))
        mine = row.c[OWNER_OF.get(noun, "id")] == me
        if noun == "consent":  # what was refused or withdrawn may say why, and that is not for the relative
            return and_(mine, row.c.decision == ConsentDecision.GIVEN, row.c.withdrawn_at.is_(None))
        return mine

    # -------------------------------------------------------------------------------------------------------- persons

    def _named(self, _noun: str, row: FromClause) -> Condition:
        """The persons they may know by name: themselves, whom they have to do with, and who stands around those."""
        reach, shown = self.reach, NOBODY.union(*self.reach.consented.values())
        ways: list[Condition] = [row.c.id.in_(reach.known | shown | {reach.person_id})]
        ways.append(self._party(row, Circle([reach.person_id]), own=True))
        if around := NOBODY.union(*(reach.residents.get(kind, NOBODY) for kind in WORKING), reach.themselves):
            ways.append(self._party(row, Circle(around)))
        if shown:
            ways.append(self._party(row, Circle(shown, others=False)))
        if reach.teams:
            caregiver = _table("caregiver")
            ways.append(row.c.id.in_(self._living(caregiver, caregiver.c.id)))
        if set(WORKING) & reach.kinds:
            ways.append(self._unattached(row))
        if close := reach.bound | reach.themselves:
            stay = _table("stay")
            teams = self._own(stay, stay.c.team_id).where(stay.c.resident_id.in_(close), stay.c.until_date.is_(None))
            ways.append(row.c.id.in_(self._members(teams)))
        return or_(*ways)

    def _party(self, row: FromClause, circle: Circle, *, own: bool = False) -> Condition:
        """Who stands in a relation about these residents, or in one of these persons' own."""
        relation = _table("relation")
        which = self._relations(circle, own=own)
        return or_(
            row.c.id.in_(which.with_only_columns(relation.c.party_a_id)),
            row.c.id.in_(which.with_only_columns(relation.c.party_b_person_id)),
        )

    def _unattached(self, row: FromClause) -> Condition:
        """A relative whom nobody has tied to a resident yet, such as one who was written down just now."""
        relation, relative = _table("relation"), _table("relative")
        tied = self._living(relation, relation.c.id).correlate(None).correlate(relative)
        # One question for each party: with `or` no index answers it, and every relation is read for every relative.
        free = [
            ~tied.where(party == relative.c.id).exists()
            for party in (relation.c.party_a_id, relation.c.party_b_person_id)
        ]
        return row.c.id.in_(self._living(relative, relative.c.id).where(*free))

    def _members(self, teams: Any) -> Select[Any]:  # noqa: ANN401  ids, or a statement that finds them
        """The caregivers who belong to these teams or did so before."""
        membership = _table("membership")
        return self._own(membership, membership.c.person_id).where(membership.c.team_id.in_(teams))

    # -------------------------------------------------------------------------------------------------------- parts of

    def _relations(self, circle: Circle, *, own: bool = False) -> Select[Any]:
        relation = _table("relation")
        parties = (relation.c.party_a_id, relation.c.party_b_person_id)
        about = or_(*(one.in_(circle.residents) for one in parties)) if own else self._relation_about(relation, circle)
        return self._living(relation, relation.c.id).where(about)

    def _with(self, persons: Collection[UUID]) -> Select[Any]:
        """The stories in which one of these persons was there."""
        part = _table("story_person")
        return self._own(part, part.c.story_id).where(part.c.person_id.in_(persons), part.c.part.in_(THERE))

    def _with_other_residents(self, residents: Collection[UUID]) -> Select[Any]:
        """The stories in which a resident was there who is none of these."""
        part, resident = _table("story_person"), _table("resident")
        is_resident = self._own(resident, resident.c.id)
        return self._own(part, part.c.story_id).where(
            part.c.person_id.not_in(residents), part.c.person_id.in_(is_resident), part.c.part.in_(THERE)
        )

    def _own(self, table: Table, column: ColumnElement[Any]) -> Select[Any]:
        return select(column).where(table.c.organisation_id == self.organisation_id).correlate(None)

    def _living(self, table: Table, column: ColumnElement[Any]) -> Select[Any]:
        return self._own(table, column).where(table.c.deleted_at.is_(None))


WORKING: Final = (CallerKind.CAREGIVER, CallerKind.COORDINATOR, CallerKind.STUDENT)

_OTHERS: Final[Mapping[When, Callable[[Conditions, str, FromClause], Condition]]] = {
    When.OWN: Conditions._own_rows,  # noqa: SLF001  their own class
    When.OWN_SIDE: Conditions._own_rows,  # noqa: SLF001  which side is asked of what was written
    When.THEMSELVES: Conditions._themselves,  # noqa: SLF001  as above
    When.NAMED: Conditions._named,  # noqa: SLF001  as above
    When.BOUND: Conditions._bound,  # noqa: SLF001  as above
    When.CONSENTED: Conditions._consented,  # noqa: SLF001  as above
    When.TOLD_BY_NO_COLLEAGUE: Conditions._told_by_no_colleague,  # noqa: SLF001  as above
}


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]
