"""Parties: which hats a relation or a sitting asks for, and who wears them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from app.database import Session, whoever_asks
from app.models.person import PersonRow
from app.models.relation import RelationBody
from app.models.vocabulary import Hat, Side
from app.problems import Flaw, Unprocessable
from app.services.people import HATS
from app.services.references import living_ids

# What party a and party b are on each side; on side D anybody stands beside the organisation.
ASKED: Final[Mapping[Side, tuple[frozenset[Hat], frozenset[Hat]]]] = {
    Side.A: (frozenset({Hat.RESIDENT}), frozenset({Hat.RELATIVE, Hat.RESIDENT})),
    Side.B: (frozenset({Hat.RESIDENT}), frozenset({Hat.CAREGIVER})),
    Side.C: (frozenset({Hat.RELATIVE}), frozenset({Hat.CAREGIVER})),
}


@whoever_asks
def wearers(session: Session, hats: Iterable[Hat], ids: set[UUID]) -> Mapping[Hat, set[UUID]]:
    """Who of these persons wears each of these hats now; one statement for each hat."""
    return {hat: living_ids(session, HATS[hat], ids) for hat in sorted(hats)}


def refuse_wrong_hats(session: Session, told: Sequence[tuple[str, RelationBody]]) -> None:
    """Raise Unprocessable when a party is not what its side asks for, or does not exist at all.

    Each relation comes with its place, which goes before the pointers. Death and departure take no hat off, so what
    happened before can still be recorded.
    """
    foreign = [place for place, body in told if body.side is Side.D and body.party_b_id != session.organisation_id]
    if foreign:
        flaws = (Flaw("not_own_organisation", pointer=f"{place}/partyBId") for place in foreign)
        raise Unprocessable("not_own_organisation", *flaws)
    seats = [seat for place, body in told if body.side is not Side.D for seat in _seats(place, body)]
    worn = wearers(session, {hat for *_, asked in seats for hat in asked}, {person for _, person, _ in seats})
    unfit = {place: person for place, person, asked in seats if not any(person in worn[hat] for hat in asked)}
    if unfit:
        _refuse(session, unfit)


def _seats(place: str, body: RelationBody) -> Iterator[tuple[str, UUID, frozenset[Hat]]]:
    """Where each party stands in the body, who it is, and which of these hats are asked."""
    asked_a, asked_b = ASKED[body.side]
    yield f"{place}/partyAId", body.party_a_id, asked_a
    yield f"{place}/partyBId", body.party_b_id, asked_b


def _refuse(session: Session, unfit: Mapping[str, UUID]) -> None:
    """Say of each party whether it is not there, or there without the hat."""
    present = living_ids(session, PersonRow, set(unfit.values()))
    missing = [place for place, person in unfit.items() if person not in present]
    code = "reference_not_found" if missing else "wrong_hat"
    raise Unprocessable(code, *(Flaw(code, pointer=place) for place in missing or unfit))
