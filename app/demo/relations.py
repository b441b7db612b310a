"""Who has to do with whom: the relations of all four sides, introduced when they began, ended when they ended."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any, Final, NamedTuple
from uuid import UUID

from app.demo.arcs import REMEMBERED
from app.demo.diary import Diary, Turn
from app.demo.ids import ORGANISATION_ID, fixed_id
from app.demo.past import Past
from app.demo.people import WHATEVER_VERSION
from app.demo.people_lines import KinLines, KnownRelativeLines, NewRelativeLines, TieLines
from app.models.patch import patch_of
from app.models.relation import RelationBody
from app.models.vocabulary import RelationKind, Side
from app.services import relations

HOUSE: Final = "organisation"
"""Party b of a relation on side D."""
NOTED_FOR: Final = 2 * REMEMBERED
"""So many days ago the house began to note who has to do with whom; what was there by then is recorded together."""


class Pair(NamedTuple):
    """Two parties on a side, and the resident it is about: what a relation is called in the demo."""

    side: Side
    resident: str
    party_a: str
    party_b: str

    @property
    def key(self) -> str:
        """The pair as one word."""
        return "/".join(self)

    @property
    def id(self) -> UUID:
        """The id of the relation."""
        return fixed_id("relation", self.key)

    @property
    def parties(self) -> dict[str, Any]:
        """What a body says of the parties."""
        return {
            "side": self.side,
            "resident_id": fixed_id("person", self.resident),
            "party_a_id": fixed_id("person", self.party_a),
            "party_b_id": ORGANISATION_ID if self.side is Side.D else fixed_id("person", self.party_b),
        }


def ties(past: Past) -> Iterator[tuple[Pair, TieLines]]:
    """Every relation that moments can belong to: sides B, C and D."""
    for resident in past.demo.residents:
        for tie in resident.caregivers:
            yield Pair(Side.B, resident.key, resident.key, tie.caregiver), tie
        for kin in resident.relatives:
            for tie in kin.caregivers:
                yield Pair(Side.C, resident.key, kin.who, tie.caregiver), tie
        if resident.organisation:
            known = {"caregiver": HOUSE, "kind": RelationKind.ORGANISATION, "since_days_ago": past.since[resident.key]}
            tie = TieLines.model_validate(known | {"arc": resident.organisation.arc})
            yield Pair(Side.D, resident.key, resident.key, HOUSE), tie


def introduce_all(past: Past) -> None:
    """Write down every relation around every resident; those that begin on a day are recorded together."""
    begun: dict[tuple[int, Turn], dict[UUID, RelationBody]] = defaultdict(dict)
    for days_ago, pair, facts in (*_kin(past), *_tied(past)):
        turn = Turn.KIN if pair.side is Side.A else Turn.TIE
        begun[min(days_ago, NOTED_FOR), turn][pair.id] = RelationBody.model_validate(pair.parties | facts)
    for (days_ago, turn), bodies in begun.items():
        past.diary.write(days_ago, turn, str(days_ago), partial(relations.introduce_all, bodies=bodies))


def _kin(past: Past) -> Iterator[tuple[int, Pair, dict[str, Any]]]:
    diary = past.diary
    for resident in past.demo.residents:
        for kin in resident.relatives:
            known = kin.known_since(past.since[resident.key])
            pair = Pair(Side.A, resident.key, resident.key, kin.who)
            yield known, pair, _kinship(diary, kin, known) | {"start_date": diary.since(kin.since_days_ago)}
            if kin.barred:
                said = kin.barred.model_dump(include={"reason"})
                said |= {"from_date": diary.day(kin.barred.from_days_ago)}
                said |= {"until_date": diary.since(kin.barred.until_days_ago)}
                _change(diary, pair, kin.barred.from_days_ago, {"barred": said})
            _end(diary, pair, kin)
        for fellow in resident.fellow_residents:
            known = min(past.since[resident.key], past.since[fellow])
            facts = {"kind": RelationKind.FELLOW_RESIDENT, "start_date": diary.day(known)}
            yield known, Pair(Side.A, resident.key, resident.key, fellow), facts


def _kinship(diary: Diary, kin: NewRelativeLines | KnownRelativeLines, known: int) -> dict[str, Any]:
    said = [one.model_dump() | {"voiced_by_id": fixed_id("person", kin.who)} for one in kin.contributions]
    return {
        "kind": kin.kind,
        "capacities": [{"code": code, "from_date": diary.day(known)} for code in kin.capacities],
        "wished_rung_a": kin.wished_rung_resident,
        "wished_rung_b": kin.wished_rung_relative,
        "contact_wanted_a": kin.contact_wanted_resident,
        "contact_wanted_b": kin.contact_wanted_relative,
        "contributions": said,
    }


def _tied(past: Past) -> Iterator[tuple[int, Pair, dict[str, Any]]]:
    diary = past.diary
    for pair, tie in ties(past):
        facts = tie.model_dump(include={"kind", "contact_wanted_a", "contact_wanted_b"})
        facts |= {"wished_rung_a": tie.wish_a, "wished_rung_b": tie.wish_b}
        yield tie.since_days_ago, pair, facts | {"start_date": diary.day(tie.since_days_ago)}
        _end(diary, pair, tie)


def _end(diary: Diary, pair: Pair, lines: TieLines | KinLines) -> None:
    if lines.ended_days_ago is not None:
        ending = {"end_date": diary.day(lines.ended_days_ago), "end_reason": lines.end_reason}
        _change(diary, pair, lines.ended_days_ago, ending)


def _change(diary: Diary, pair: Pair, days_ago: int, said: dict[str, Any]) -> None:
    patch = patch_of(RelationBody).model_validate(said)
    verb = partial(relations.amend, relation_id=pair.id, patch=patch, expected=WHATEVER_VERSION)
    diary.write(days_ago, Turn.CHANGE, pair.key, verb)
