"""Evidence of `rung/1`: the relations around residents and the moments that count, by two statements."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, partial
from itertools import chain
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Select

from app.database import Session
from app.ids import read_id
from app.models.vocabulary import ContactWanted, Initiator, RelationKind, Side
from app.services.relation_statements import MOMENTS
from app.services.scoring.evidence import Moment, RelationEvidence, effective_rung

AT_ONCE: Final = 500
"""Rows that are taken from the driver at once, so that they are let go before there are thousands."""
# SQLite has numbers for both, and texts for days.
YES_OR_NO: Final[dict[int | None, bool | None]] = {None: None, 0: False, 1: True}
INITIATORS: Final = {one.value: one for one in Initiator}


class Known(NamedTuple):
    """A relation as figures need it: who, about whom, whether it is wanted, and its evidence."""

    id: UUID
    side: Side
    kind: RelationKind
    party_a_id: UUID
    party_b_id: UUID
    resident_id: UUID | None
    current: bool
    with_relative: bool
    evidence: RelationEvidence


class _Relation(NamedTuple):
    """A row of `relations_where`."""

    side: Side
    kind: RelationKind
    start_date: date | None
    end_date: date | None
    wished_rung_a: int | None
    wished_rung_b: int | None
    contact_wanted_a: ContactWanted | None
    contact_wanted_b: ContactWanted | None
    barred: dict[str, Any] | None
    id: str
    a: str
    b: str | None
    resident: str | None
    a_died_on: date | None
    b_died_on: date | None
    caregiver: bool
    relative: bool
    ever_here: bool
    still_here: bool
    kept_out: bool | None


# As `Moment._make`, without a call into Python for each of thousands.
_MOMENT: Final[Callable[[Sequence[Any]], Moment]] = partial(tuple.__new__, Moment)


def gather(session: Session, which: Select[Any], ids: Sequence[UUID], as_of: date) -> list[Known]:
    """The relations, each with every moment dated by `as_of` that counts; wishes and wants are those of now.

    `which` is a statement that `relations_where` made; `ids` are its IDS.
    """
    days = {"as_of": as_of, "today": session.today}
    relations = [_Relation._make(one) for one in session.execute(which, {"ids": ids, **days})]
    made: Callable[[str], UUID] = cache(read_id)  # the same few people come again in every relation
    counting = [made(one.id) for one in relations if not one.kept_out]
    with session.execute(MOMENTS, {"relations": counting, **days}) as counted:
        of_relation = _moments(_fetched(counted), relations)
    assert session.organisation_id is not None  # noqa: S101  nothing is read outside an organisation
    return [_known(one, of_relation[one.id], made, session.organisation_id, as_of) for one in relations]


def _fetched(result: Any) -> Iterable[Sequence[Any]]:  # noqa: ANN401  a result with a cursor
    """Every row as the driver has it: there are thousands, and a named one of each would be asked for no name."""
    return chain.from_iterable(iter(partial(result.cursor.fetchmany, AT_ONCE), []))


@cache
def _day(came: date | str) -> date:
    """A day as the driver gives it."""
    return came if isinstance(came, date) else date.fromisoformat(came)


def _moments(rows: Iterable[Sequence[Any]], relations: Sequence[_Relation]) -> dict[str, list[Moment]]:
    """The moments of each relation; rows are unpacked whole, because reading each value by name takes longer."""
    places: dict[str, tuple[Any, Any, list[Moment]]] = {one.id: ((None, one.a), (None, one.b), []) for one in relations}
    for day, moment, on, relation, story, rung_a, rung_b, reciprocal, initiator, rupture, said_a, said_b in rows:
        by_a, by_b, moments = places[relation]
        moments.append(
            _MOMENT(
                (
                    _day(day),
                    moment,
                    on,
                    relation,
                    story,
                    effective_rung(rung_a, rung_b, reciprocal),
                    rung_a,
                    rung_b,
                    YES_OR_NO[reciprocal],
                    INITIATORS[initiator],
                    YES_OR_NO[rupture],
                    rung_a is not None and said_a in by_a,
                    rung_b is not None and said_b in by_b,
                )
            )
        )
    return {relation: moments for relation, (_, _, moments) in places.items()}


def _known(
    row: _Relation, moments: Sequence[Moment], made: Callable[[str], UUID], organisation_id: UUID, as_of: date
) -> Known:
    end, relation_id = _end(row), made(row.id)
    return Known(
        id=relation_id,
        side=row.side,
        kind=row.kind,
        party_a_id=made(row.a),
        party_b_id=made(row.b) if row.b else organisation_id,
        resident_id=made(row.resident) if row.resident else None,
        current=(row.start_date is None or row.start_date <= as_of) and (end is None or end >= as_of),
        with_relative=bool(row.relative),
        evidence=RelationEvidence(
            id=relation_id,
            start=row.start_date,
            end=end,
            wish_a=row.wished_rung_a,
            wish_b=row.wished_rung_b,
            unwanted=_unwanted(row, as_of),
            carrier_left=_carrier_left(row, as_of),
            moments=moments,
        ),
    )


def _end(row: _Relation) -> date | None:
    """The last day: as recorded, or the death of a party; where there are rungs, the resident's own death freezes."""
    ends, a_dies, b_dies = row.end_date, row.a_died_on, row.b_died_on
    if ends is a_dies is b_dies is None:
        return None
    freezes = row.side is not Side.A and row.resident in {None, row.a}
    return min((day for day in (ends, b_dies, None if freezes else a_dies) if day is not None), default=None)


def _unwanted(relation: _Relation, as_of: date) -> bool:
    """Either party wants no contact, or it is barred on that day."""
    if relation.contact_wanted_a is ContactWanted.NO or relation.contact_wanted_b is ContactWanted.NO:
        return True
    if relation.barred is None:
        return False
    until = relation.barred["until_date"]
    return relation.barred["from_date"] <= as_of.isoformat() and (until is None or until >= as_of.isoformat())


def _carrier_left(row: _Relation, as_of: date) -> bool:
    """Whether the caregiver of a relation no longer works here: no longer in any team, hat off, or dead."""
    if row.side is Side.A or row.side is Side.D:
        return False
    dead = row.b_died_on is not None and row.b_died_on <= as_of
    return dead or not row.caregiver or (bool(row.ever_here) and not row.still_here)
