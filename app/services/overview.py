"""The overview of a team: who stays here, who is around them, where that stands, and who has a birthday this week."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from app.database import Session
from app.ids import read_id
from app.models.filters import DayQuery
from app.models.overview import Birthday, BriefRung, Overview, OverviewRelation, OverviewResident
from app.models.rung_answer import DecidingMoment
from app.models.triangle import LastMoment
from app.models.vocabulary import Hat, Language, ResidentState, Side
from app.services import birthdays, organisations, team_people
from app.services.asking import day_asked
from app.services.last_moments import last_moments
from app.services.relation_evidence import Known, gather
from app.services.relation_statements import IN_TRIANGLES
from app.services.rung_answers import told_parameters
from app.services.scoring.evidence import Moment
from app.services.scoring.parameters import RungParameters
from app.services.scoring.rung import rung_not_scored, rung_of_pool, rung_of_relation
from app.services.scoring.rung_results import RungResult
from app.services.scoring.wording import Words, told_period
from app.services.team_people import Somebody, Staying

TEXT: Final = Words(
    "De treden komen uit de contactmomenten van {period}. Een lage trede is niet slecht: wat beide partijen wensen, is "
    "de maat.",
    "The rungs come from the moments of contact of {period}. A low rung is not bad: what both parties wish is the "
    "measure.",
)


def of_team(session: Session, team_id: UUID, query: DayQuery, language: Language) -> Overview:
    """A team on one morning; residents who are not to be scored are there, without numbers."""
    as_of = day_asked(session, query.as_of)
    team_name = team_people.name_of(session, team_id)
    _, parameters = organisations.parameters(session)
    residents = team_people.residents_on(session, team_id, as_of)
    gathered = gather(session, IN_TRIANGLES, [one.id for one in residents], as_of)
    caregivers = team_people.caregivers_on(session, team_id, as_of)
    shown = _Shown(
        last=last_moments(session, gathered, as_of),
        people=team_people.people(session, _everybody(gathered, residents, caregivers)),
    )
    teller = _Teller(gathered, shown, as_of, parameters)
    told = [teller.resident(one) for one in sorted(residents, key=lambda one: shown.people[one.id].place)]
    return Overview(
        rule="rung/1",
        as_of=as_of,
        team_id=team_id,
        team_name=team_name,
        residents=told,
        birthdays=_birthdays(teller, residents, caregivers),
        parameters=told_parameters(parameters),
        text=TEXT.told(language, period=told_period(parameters.window_days, language)),
    )


def _everybody(gathered: Sequence[Known], residents: Sequence[Staying], caregivers: Sequence[UUID]) -> set[UUID]:
    parties = {one for relation in gathered for one in (relation.party_a_id, relation.party_b_id)}
    return parties.union((one.id for one in residents), caregivers)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown beside what the rule looks at."""

    last: Mapping[UUID, LastMoment]
    people: Mapping[UUID, Somebody]


class _Teller:
    """Tells of each resident and relation what was gathered, and reckons where it stands."""

    def __init__(self, gathered: Sequence[Known], shown: _Shown, as_of: date, parameters: RungParameters) -> None:
        self.shown = shown
        self.as_of = as_of
        self.parameters = parameters
        self.told: dict[str, DecidingMoment] = {}
        self.around: dict[UUID, list[Known]] = defaultdict(list)
        for one in gathered:
            self.around[one.resident_id or one.party_a_id].append(one)
            if one.side is Side.A:
                self.around[one.party_b_id].append(one)

    def resident(self, one: Staying) -> OverviewResident:
        """A resident with the relations that go on; those that ended count in the participation."""
        own = self.around[one.id]
        going_on = sorted((each for each in own if each.current), key=lambda each: each.side)
        return OverviewResident(
            resident_id=one.id,
            resident=self.shown.people[one.id].name,
            room=one.room,
            state=ResidentState.MOVED_IN,  # as everybody who stays and lives
            moved_in_date=one.moved_in,
            no_role_asked_now=one.no_role_asked_now,
            do_not_score=one.do_not_score,
            participation=self._participation(one, own),
            relations=[self._relation(one, each) for each in going_on],
        )

    def _participation(self, one: Staying, own: Sequence[Known]) -> BriefRung:
        if one.do_not_score:
            return self._brief(rung_not_scored(self.as_of, self.parameters))
        on_b = [each.evidence for each in own if each.side is Side.B]
        return self._brief(rung_of_pool(on_b, self.as_of, self.parameters))

    def _relation(self, resident: Staying, one: Known) -> OverviewRelation:
        other = one.party_b_id if one.party_a_id == resident.id else one.party_a_id
        person = self.shown.people.get(other)  # nobody stands for the organisation
        caregiver = self.shown.people[one.party_b_id].name if one.side is Side.C else None
        return OverviewRelation(
            relation_id=one.id,
            side=one.side,
            person_id=person and person.name.id,
            person=person and person.name,
            caregiver_id=caregiver and caregiver.id,
            caregiver=caregiver,
            kind=one.kind,
            wanted=not one.evidence.unwanted,
            last_moment=self.shown.last.get(one.id),
            rung=self._rung(resident, one),
        )

    def _rung(self, resident: Staying, one: Known) -> BriefRung | None:
        if one.side is Side.A:
            return None
        if resident.do_not_score:
            return self._brief(rung_not_scored(self.as_of, self.parameters))
        return self._brief(rung_of_relation(one.evidence, self.as_of, self.parameters))

    def _brief(self, result: RungResult) -> BriefRung:
        return BriefRung(
            status=result.status,
            standing=result.standing,
            trend=result.trend,
            flags=list(result.flags),
            decided_by=[self._moment(one) for one in result.decided_by],
        )

    def _moment(self, one: Moment) -> DecidingMoment:
        """A moment of a relation also decides of its resident's participation, so each is told once."""
        if one.id not in self.told:
            told = DecidingMoment(moment_id=read_id(one.id), happened_on=one.happened_on, rung=one.effective_rung)
            self.told[one.id] = told
        return self.told[one.id]


def _birthdays(teller: _Teller, residents: Sequence[Staying], caregivers: Sequence[UUID]) -> list[Birthday]:
    """Whose birthday it is: residents, their relatives with whom contact is wanted, and caregivers."""
    belong_to = _relatives(teller, residents)
    hats = dict.fromkeys(caregivers, Hat.CAREGIVER) | dict.fromkeys(belong_to, Hat.RELATIVE)
    hats |= dict.fromkeys((one.id for one in residents), Hat.RESIDENT)
    return birthdays.in_week_from(teller.as_of, hats, teller.shown.people, belong_to)


def _relatives(teller: _Teller, residents: Sequence[Staying]) -> dict[UUID, list[UUID]]:
    """The relatives with whom contact goes on and is wanted, each with the residents they belong to."""
    found: dict[UUID, dict[UUID, None]] = defaultdict(dict)  # once, also who is both niece and neighbour
    for resident in residents:
        for one in teller.around[resident.id]:
            close = one.side is Side.A and one.with_relative and one.current and not one.evidence.unwanted
            if close and one.party_a_id == resident.id:
                found[one.party_b_id][resident.id] = None
    return {relative: list(own) for relative, own in found.items()}
