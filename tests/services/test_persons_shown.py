"""Whom an answer shows: what the quota of persons seen goes by."""

from collections.abc import Callable
from uuid import UUID

from pydantic import BaseModel

from app.database import Session
from app.models.base import Page, PersonId, PersonName, Read
from app.models.resident import Resident
from app.models.story import Story
from app.services import residents, stories
from app.services.persons_shown import persons_in
from tests.house import House


def in_house(house: House, look: Callable[[Session], BaseModel]) -> set[UUID]:
    """Whom an answer of a service shows in this house."""

    def work(session: Session) -> set[UUID]:
        session.enter(UUID(house.organisation_id))
        return persons_in(look(session))

    return house.database.run(work, write=False)


def test_a_resident_shows_themselves_and_who_told_their_life_story(house: House) -> None:
    daughter = house.relative()
    told = {"text": "Werkte in een bakkerij.", "voicedById": daughter}
    truus = house.made("/residents", preferredName="Truus", lifeStory=[told])["id"]
    assert in_house(house, lambda db: residents.look_up(db, UUID(truus))) == {UUID(truus), UUID(daughter)}


def test_a_page_of_stories_shows_everybody_in_them_and_who_tells(house: House) -> None:
    truus, anna, bilal = house.resident(), house.relative(), house.caregiver()
    story = house.story(truus, anna, tellerId=bilal)
    asked = in_house(house, lambda db: Page[Story](items=[stories.look_up(db, UUID(story))], next_cursor=None))
    assert asked == {UUID(one) for one in (truus, anna, bilal)}


def test_an_answer_about_nobody_shows_nobody() -> None:
    assert persons_in(Page[Resident](items=[], next_cursor=None)) == set()


def test_a_name_beside_an_id_is_a_person_shown() -> None:
    somebody = UUID(int=7)
    assert persons_in(PersonName(id=somebody, preferred_name="Jo")) == {somebody}


def test_every_one_of_a_list_of_ids_is_shown() -> None:
    class Round(Read):
        observer_ids: list[PersonId]

    walked = {UUID(int=1), UUID(int=2)}
    assert persons_in(Round(observer_ids=list(walked))) == walked


def test_a_name_is_found_where_no_id_stands_beside_it() -> None:
    class Greeting(Read):
        guest: PersonName
        host_id: PersonId
        host: PersonName

    guest, host = (PersonName(id=UUID(int=number), preferred_name="Jo") for number in (1, 2))
    assert persons_in(Greeting(guest=guest, host_id=host.id, host=host)) == {guest.id, host.id}
