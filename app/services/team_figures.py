"""Figures of a team at a month end: counts by rung, and the senses of its three corners; never below five persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.database import Session
from app.ids import read_id
from app.models.filters import FigureQuery
from app.models.resident import ResidentRow
from app.models.rung_answer import RungCount, RungCounts, TeamParticipation
from app.models.sense_answer import CornerSenses, TeamSenses
from app.models.vocabulary import CountStatus, Language, Side
from app.services import organisations, rung_answers, sense_answers, sense_evidence, team_people
from app.services.asking import month_end_asked
from app.services.participation import Facts, evidence_of
from app.services.relation_evidence import Known, gather
from app.services.relation_statements import ABOUT_RESIDENTS
from app.services.scoring import rung_results
from app.services.scoring.groups import senses_over_corners
from app.services.scoring.parameters import RungParameters
from app.services.scoring.participation import rungs_of_resident, rungs_of_team
from app.services.scoring.rung import rung_of_pool
from app.services.scoring.rung_results import RungResult
from app.services.scoring.rung_wording import team_text
from app.services.sense_answers import Teller


@dataclass(frozen=True, slots=True)
class Members:
    """Who belongs to a team on a day: residents who are scored, and the relations around them."""

    residents: Sequence[Facts]
    gathered: Sequence[Known]

    @property
    def relatives(self) -> list[UUID]:
        """The relatives with a current side-A relation to one of the residents."""
        close = (one for one in self.gathered if one.side is Side.A and one.with_relative and one.current)
        return sorted({one.party_b_id for one in close})


def participation(session: Session, team_id: UUID, query: FigureQuery, language: Language) -> TeamParticipation:
    """Residents and relatives of a team, each counted once by rung."""
    as_of = month_end_asked(session, query.as_of)
    team_people.name_of(session, team_id)  # there must be one
    _, parameters = organisations.parameters(session)
    members = _members(session, team_id, as_of)
    pooled = [rungs_of_resident(evidence_of(members.gathered, one), as_of, parameters) for one in members.residents]
    relatives = [_pooled_relative(members, person, as_of, parameters) for person in members.relatives]
    counted = rungs_of_team([one.side_b.pooled for one in pooled], relatives, as_of, parameters)
    withheld = counted.status is CountStatus.WITHHELD
    return TeamParticipation(
        rule="rung/1",
        as_of=as_of,
        team_id=team_id,
        status=counted.status,
        residents=_counts(counted.residents),
        relatives=_counts(counted.relatives),
        story_ids=[] if withheld else _stories([one.side_b.pooled for one in pooled] + relatives),
        parameters=rung_answers.told_parameters(parameters),
        text=team_text(counted, language),
    )


def senses(session: Session, team_id: UUID, query: FigureQuery, language: Language) -> TeamSenses:
    """The six senses of residents, relatives and caregivers of a team, in their own voices, side by side."""
    as_of = month_end_asked(session, query.as_of)
    team_people.name_of(session, team_id)  # there must be one
    parameters, _ = organisations.parameters(session)
    members = _members(session, team_id, as_of)
    subjects = {one.id for one in members.residents} | {
        *members.relatives,
        *team_people.caregivers_on(session, team_id, as_of),
    }
    subjects -= _not_to_be_scored(session, subjects)
    since = as_of - timedelta(days=parameters.window_days)
    found = sense_evidence.gather(session, sorted(subjects), since, as_of)
    teller = Teller({}, language, query.explain)
    return TeamSenses(
        rule="sense-balance/1",
        as_of=as_of,
        team_id=team_id,
        corners=[
            CornerSenses(corner=one.corner, senses=[teller.group(sense, parameters) for sense in one.senses])
            for one in senses_over_corners(found.units, as_of, parameters)
        ],
        parameters=sense_answers.told_parameters(parameters),
    )


def _members(session: Session, team_id: UUID, as_of: date) -> Members:
    """The residents who stay with the team on that day and live, those not to be scored left out."""
    staying = [one for one in team_people.residents_on(session, team_id, as_of) if not one.do_not_score]
    residents = [Facts(one.id, one.do_not_score, one.no_role_asked_now, died_on=None) for one in staying]
    return Members(residents, gather(session, ABOUT_RESIDENTS, [one.id for one in residents], as_of))


def _not_to_be_scored(session: Session, ids: set[UUID]) -> set[UUID]:
    """Who of these, under whatever hat, is a resident to be left out of every group."""
    return set(
        session.scalars(
            select(col(ResidentRow.id)).where(
                col(ResidentRow.id).in_(ids),
                col(ResidentRow.do_not_score).is_(True),
                col(ResidentRow.deleted_at).is_(None),
            )
        )
    )


def _pooled_relative(members: Members, person: UUID, as_of: date, parameters: RungParameters) -> RungResult:
    relations = [one.evidence for one in members.gathered if one.side is Side.C and one.party_a_id == person]
    return rung_of_pool(relations, as_of, parameters)


def _counts(counts: rung_results.RungCounts | None) -> RungCounts | None:
    if counts is None:
        return None
    each = [RungCount(rung=rung, count=count) for rung, count in enumerate(counts.on_rung, start=1)]
    return RungCounts(on_rung=each, unknown=counts.unknown)


def _stories(results: Sequence[RungResult]) -> list[UUID]:
    """The stories of the moments on which the counted standings rest, sorted by id."""
    stories = {moment.story for result in results for moment in result.decided_by}
    return sorted(read_id(story) for story in stories if story)
