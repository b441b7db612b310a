"""Senses: how the six senses of a person are fed, with the stories and sittings behind it."""

from datetime import timedelta
from uuid import UUID

from app.database import Session
from app.models.filters import FigureQuery
from app.models.sense_answer import Senses
from app.models.vocabulary import Corner, Hat, Language
from app.problems import NotAllowed, NotFound
from app.services import organisations, people, sense_evidence
from app.services.asking import day_asked
from app.services.naming import with_names
from app.services.participation import Facts, facts_of
from app.services.scoring.evidence import Subject
from app.services.scoring.senses import senses_not_scored, senses_of_person
from app.services.sense_answers import Teller


def of_person(session: Session, person_id: UUID, query: FigureQuery, language: Language) -> Senses:
    """The senses of a person.

    Those of somebody who is no resident are that person's own: NotAllowed `own_voice_only` for everybody else.
    """
    as_of = day_asked(session, query.as_of)
    hats = people.hats_of(session, person_id)
    if not hats:
        raise NotFound
    if Hat.RESIDENT not in hats and session.author_id != person_id:
        raise NotAllowed("own_voice_only")
    facts = next(iter(facts_of(session, [person_id])), Facts(person_id))
    parameters, _ = organisations.parameters(session)
    if facts.do_not_score:
        answer = Teller({}, language, query.explain).senses(senses_not_scored(person_id, as_of, parameters))
    else:
        day = min(as_of, facts.died_on or as_of)
        found = sense_evidence.gather(session, [person_id], day - timedelta(days=parameters.window_days), day)
        subject = Subject(person_id, frozenset(Corner(hat.value) for hat in hats))
        result = senses_of_person(subject, found.units, as_of, parameters=parameters, frozen_on=facts.died_on)
        answer = Teller(found.happened_on, language, query.explain).senses(result)
    return with_names(session, [answer])[0]


def of_resident(session: Session, resident_id: UUID, query: FigureQuery, language: Language) -> Senses:
    """The senses of a resident; NotFound for a person who is none."""
    if Hat.RESIDENT not in people.hats_of(session, resident_id):
        raise NotFound
    return of_person(session, resident_id, query, language)
