"""Participation: where relations, residents and teams stand on the engagement ladder, with the moments behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from app.database import Session, whoever_asks
from app.ids import read_id
from app.models.filters import FigureQuery
from app.models.person import PersonRow
from app.models.resident import ResidentRow
from app.models.rung_answer import (
    Breadth,
    FoundedRelative,
    Participation,
    RelationRung,
    RelativeRungs,
    RungAnswer,
    SideBAnswer,
    SideCAnswer,
)
from app.models.vocabulary import Language, RungStatus, Side
from app.problems import NotFound, Unprocessable
from app.services import organisations
from app.services.asking import day_asked
from app.services.naming import with_names
from app.services.relation_evidence import Known, gather
from app.services.relation_statements import ABOUT_RESIDENTS, THESE
from app.services.rung_answers import Teller, told_parameters
from app.services.scoring.participation import (
    RelativeEvidence,
    ResidentEvidence,
    resident_not_scored,
    rungs_of_resident,
)
from app.services.scoring.rung import rung_not_scored, rung_of_relation
from app.services.scoring.rung_results import ResidentRungs, RungResult, SideCRungs
from app.services.scoring.rung_wording import rung_text


@dataclass(frozen=True, slots=True)
class Facts:
    """What figures need to know of a resident: whether to score, and the day at which they stand still."""

    id: UUID
    do_not_score: bool = False
    no_role_asked_now: bool = False
    died_on: date | None = None


def facts_of(session: Session, ids: Sequence[UUID]) -> list[Facts]:
    """The facts of these residents."""
    rows = session.exec(
        select(
            col(ResidentRow.id),
            col(ResidentRow.do_not_score),
            col(ResidentRow.no_role_asked_now),
            col(PersonRow.died_on),
        )
        .join(PersonRow, col(PersonRow.id) == col(ResidentRow.id))
        .where(col(ResidentRow.id).in_(ids), col(ResidentRow.deleted_at).is_(None))
    )
    return [Facts(*row) for row in rows]


def of_relation(session: Session, relation_id: UUID, query: FigureQuery, language: Language) -> RelationRung:
    """Where one relation stands; Unprocessable on side A, which has no rungs."""
    as_of = day_asked(session, query.as_of)
    gathered = gather(session, THESE, [relation_id], as_of)
    if not gathered:
        raise NotFound
    relation = gathered[0]
    if relation.side is Side.A:
        raise Unprocessable("side_a_has_no_rungs")
    facts = whoever_asks(facts_of)(session, [relation.resident_id or relation.party_a_id])
    _, parameters = organisations.parameters(session)
    if facts and facts[0].do_not_score:
        result = rung_not_scored(as_of, parameters)
    else:
        frozen_on = facts[0].died_on if facts else None
        result = rung_of_relation(relation.evidence, as_of, parameters, frozen_on=frozen_on)
    answer = Teller(gathered, language, query.explain).one(result, relation)
    return with_names(session, [answer])[0]


def of_resident(session: Session, resident_id: UUID, query: FigureQuery, language: Language) -> Participation:
    """How a resident takes part."""
    as_of = day_asked(session, query.as_of)
    found = facts_of(session, [resident_id])
    if not found:
        raise NotFound
    _, parameters = organisations.parameters(session)
    if found[0].do_not_score:
        gathered = []
        rungs = resident_not_scored(as_of, parameters)
    else:
        day = min(as_of, found[0].died_on or as_of)
        gathered = gather(session, ABOUT_RESIDENTS, [resident_id], day)
        rungs = rungs_of_resident(evidence_of(gathered, found[0]), as_of, parameters)
    answer = _answer(resident_id, rungs, Teller(gathered, language, query.explain))
    return with_names(session, [answer])[0]


def evidence_of(gathered: Sequence[Known], resident: Facts) -> ResidentEvidence:
    """The four sides around one resident."""
    own = [one for one in gathered if resident.id == (one.resident_id or one.party_a_id)]
    return ResidentEvidence(
        side_b=tuple(one.evidence for one in own if one.side is Side.B),
        relatives=_relatives(own),
        side_d=tuple(one.evidence for one in own if one.side is Side.D),
        frozen_on=resident.died_on,
    )


def _relatives(own: Sequence[Known]) -> tuple[RelativeEvidence, ...]:
    """Relatives with a current side-A relation, and those who have or had contact about this resident."""
    close = [one for one in own if one.side is Side.A and one.with_relative and one.current]
    wanting = {one.party_b_id for one in close if not one.evidence.unwanted}
    people = {one.party_b_id for one in close} | {one.party_a_id for one in own if one.side is Side.C}
    return tuple(
        RelativeEvidence(
            person_id=person,
            current=any(one.party_b_id == person for one in close),
            wanting=person in wanting,
            relations=tuple(one.evidence for one in own if one.side is Side.C and one.party_a_id == person),
        )
        for person in sorted(people)
    )


def _answer(resident_id: UUID, rungs: ResidentRungs, teller: Teller) -> Participation:
    known = {one.id: one for one in teller.gathered}
    on_b = [one for one in teller.gathered if one.side is Side.B]
    return Participation(
        rule="rung/1",
        as_of=rungs.as_of,
        frozen_date=rungs.frozen_date,
        resident_id=resident_id,
        rung=rungs.rung,
        status=rungs.status,
        side_b=SideBAnswer(
            pooled=teller.pooled(rungs.side_b.pooled, on_b), relations=_each(rungs.side_b.relations, known, teller)
        ),
        side_c=_side_c(rungs, known, teller),
        side_d=_each(rungs.side_d, known, teller),
        parameters=told_parameters(rungs.parameters),
        text=rung_text(rungs.side_b.pooled, teller.language),
    )


def _side_c(rungs: ResidentRungs, known: dict[UUID, Known], teller: Teller) -> SideCAnswer:
    side = rungs.side_c
    return SideCAnswer(
        status=side.status,
        depth=side.depth,
        breadth=breadth_of(side),
        relatives=[
            RelativeRungs(
                person_id=one.person_id,
                wanting=one.wanting,
                pooled=_pooled(one.pooled, one.relations, known, teller),
                relations=_each(one.relations, known, teller),
            )
            for one in side.relatives
        ],
    )


def breadth_of(side: SideCRungs) -> Breadth | None:
    """With how many relatives a foundation is laid; None when nothing is scored."""
    if side.status is RungStatus.NOT_SCORED:
        return None
    founded_by = [
        FoundedRelative(
            person_id=one.person_id,
            moment_id=read_id(one.pooled.foundation.id),
            happened_on=one.pooled.foundation.happened_on,
        )
        for one in side.relatives
        if one.wanting and one.pooled.foundation
    ]
    return Breadth(founded=side.breadth.founded, wanting=side.breadth.wanting, founded_by=founded_by)


def _pooled(
    result: RungResult, relations: Sequence[RungResult], known: dict[UUID, Known], teller: Teller
) -> RungAnswer:
    return teller.pooled(result, [known[one.relation_id] for one in relations if one.relation_id])


def _each(results: Sequence[RungResult], known: dict[UUID, Known], teller: Teller) -> list[RelationRung]:
    return [teller.one(result, known[result.relation_id]) for result in results if result.relation_id]
