"""The triangle of a resident: the four sides in one answer, reckoned by `rung/1` as everywhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlmodel import col

from app.database import Session
from app.models.filters import FigureQuery
from app.models.relation import Barred, Capacity, RelationRow
from app.models.rung_answer import RelationRung
from app.models.triangle import LastMoment, PooledRung, Triangle, TriangleRelation, TriangleSide
from app.models.vocabulary import Language, Side
from app.problems import NotFound
from app.services import organisations, reciprocity
from app.services.asking import day_asked
from app.services.last_moments import last_moments
from app.services.naming import with_names
from app.services.participation import breadth_of, evidence_of, facts_of
from app.services.periods import Period, lasts_on
from app.services.reciprocity import Window
from app.services.relation_evidence import Known, gather
from app.services.relation_statements import IN_TRIANGLES
from app.services.rung_answers import Teller, told_parameters
from app.services.scoring.participation import resident_not_scored, rungs_of_resident
from app.services.scoring.rung import rung_not_scored
from app.services.scoring.rung_results import ResidentRungs, RungResult


def of_resident(session: Session, resident_id: UUID, query: FigureQuery, language: Language) -> Triangle:
    """The triangle of a resident; everything stands still at a death, and `doNotScore` leaves the numbers out."""
    as_of = day_asked(session, query.as_of)
    found = facts_of(session, [resident_id])
    if not found:
        raise NotFound
    resident, (_, parameters) = found[0], organisations.parameters(session)
    frozen_date = resident.died_on if resident.died_on and resident.died_on <= as_of else None
    day = frozen_date or as_of
    gathered = gather(session, IN_TRIANGLES, [resident_id], day)
    if resident.do_not_score:
        rungs = resident_not_scored(as_of, parameters)
    else:
        rungs = rungs_of_resident(evidence_of(gathered, resident), as_of, parameters)
    sides = _Sides(
        own=[one for one in gathered if resident_id in {one.resident_id or one.party_a_id, one.party_b_id}],
        rungs=rungs,
        teller=Teller(gathered, language, query.explain),
        day=day,
        recorded=_recorded(session, gathered),
        last=last_moments(session, gathered, day),
    )
    answer = Triangle(
        rule="rung/1",
        as_of=as_of,
        frozen_date=frozen_date,
        resident_id=resident_id,
        no_role_asked_now=resident.no_role_asked_now,
        sides=sides.told(resident_id),
        depth=rungs.side_c.depth,
        breadth=breadth_of(rungs.side_c),
        give_and_receive=reciprocity.read(session, resident, sides.own, Window(day, parameters.window_days), language),
        parameters=told_parameters(parameters),
    )
    return with_names(session, [answer])[0]


def _recorded(session: Session, relations: Sequence[Known]) -> dict[UUID, Row[Any]]:
    """What the answer shows of these relations beside what the rule looks at."""
    names = ("id", "capacities", "contact_wanted_a", "contact_wanted_b", "barred")
    statement = select(*(col(getattr(RelationRow, name)) for name in names))
    rows = session.execute(statement.where(col(RelationRow.id).in_([one.id for one in relations])))
    return {row.id: row for row in rows}


@dataclass(frozen=True, slots=True)
class _Sides:
    """The sides of one triangle, to be told from what was reckoned and recorded of the relations on them."""

    own: Sequence[Known]
    rungs: ResidentRungs
    teller: Teller
    day: date
    recorded: Mapping[UUID, Row[Any]]
    last: Mapping[UUID, LastMoment]

    def told(self, resident_id: UUID) -> list[TriangleSide]:
        """The four sides, each with its relations."""
        side_b, side_c = self.rungs.side_b, self.rungs.side_c
        results = [*side_b.relations, *self.rungs.side_d]
        results += [one for relative in side_c.relatives for one in relative.relations]
        each = {one.relation_id: one for one in results}
        pooled = {
            Side.B: [(resident_id, side_b.pooled)],
            Side.C: [(one.person_id, one.pooled) for one in side_c.relatives],
        }
        statuses = {Side.B: self.rungs.status, Side.C: side_c.status}
        return [
            TriangleSide(
                side=side,
                status=statuses.get(side),
                pooled=[self._pooled(side, *one) for one in pooled.get(side, ())],
                relations=[self._relation(one, each.get(one.id)) for one in self.own if one.side is side],
            )
            for side in Side
        ]

    def _pooled(self, side: Side, person_id: UUID, result: RungResult) -> PooledRung:
        relations = [one for one in self.own if one.side is side and one.party_a_id == person_id]
        return PooledRung(person_id=person_id, rung=self.teller.pooled(result, relations))

    def _relation(self, relation: Known, result: RungResult | None) -> TriangleRelation:
        row = self.recorded[relation.id]
        barred = Barred.model_validate(row.barred) if row.barred else None
        return TriangleRelation(
            relation_id=relation.id,
            side=relation.side,
            party_a_id=relation.party_a_id,
            party_b_id=relation.party_b_id,
            kind=relation.kind,
            capacities=[one for one in map(Capacity.model_validate, row.capacities) if self._holds(one)],
            since_date=relation.evidence.start,
            end_date=relation.evidence.end,
            current=relation.current,
            contact_wanted_a=row.contact_wanted_a,
            contact_wanted_b=row.contact_wanted_b,
            barred=barred if barred and self._holds(barred) else None,
            last_moment=self.last.get(relation.id),
            rung=self._rung(relation, result),
        )

    def _holds(self, lasting: Capacity | Barred) -> bool:
        return lasts_on(Period(lasting.from_date, lasting.until_date), self.day)

    def _rung(self, relation: Known, result: RungResult | None) -> RelationRung | None:
        if relation.side is Side.A:
            return None
        if result is None:  # of somebody who is not scored nothing was reckoned
            result = rung_not_scored(self.rungs.as_of, self.rungs.parameters, relation_id=relation.id)
        return self.teller.one(result, relation)
