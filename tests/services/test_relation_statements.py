"""Which relations each of the statements under the rung finds."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.database import Session
from app.services.relation_evidence import gather
from app.services.relation_statements import ABOUT_RESIDENTS, IN_TRIANGLES, THESE
from tests.house import House


class Around:
    """A resident whose neighbour is another resident, with a relation on each side."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.resident, self.neighbour = house.resident(), house.resident("Piet")
        self.nurse, self.daughter = house.caregiver(), house.relative()
        assert house.ask("PUT", f"/relatives/{self.neighbour}", {"preferredName": "Piet"}).status_code == 201
        self.ids = {
            "daughter": house.relation("A", self.resident, self.daughter),
            "neighbour": house.relation("A", self.resident, self.neighbour, kind="neighbour"),
            "nurse": house.relation("B", self.resident, self.nurse),
            "both": house.relation("C", self.daughter, self.nurse, residentId=self.resident),
            "house": house.relation("D", self.resident, house.organisation_id),
            "other": house.relation("B", self.neighbour, self.nurse),
        }

    def found(self, which: Any, one: str) -> set[str]:  # noqa: ANN401  a statement of mixed columns
        def look(session: Session) -> set[str]:
            session.enter(UUID(self.house.organisation_id))
            return {str(known.id) for known in gather(session, which, [UUID(one)], date(2100, 1, 1))}

        ids = self.house.database.run(look, write=False)
        return {name for name, each in self.ids.items() if each in ids}


@pytest.fixture
def around(house: House) -> Around:
    return Around(house)


def test_a_resident_has_the_relations_about_them(around: Around) -> None:
    assert around.found(ABOUT_RESIDENTS, around.resident) == {"daughter", "neighbour", "nurse", "both", "house"}
    assert around.found(ABOUT_RESIDENTS, around.neighbour) == {"other"}


def test_two_residents_stand_in_the_triangle_of_both(around: Around) -> None:
    assert around.found(IN_TRIANGLES, around.neighbour) == {"other", "neighbour"}
    assert around.found(IN_TRIANGLES, around.daughter) == {"daughter"}


def test_one_relation_is_asked_for_by_its_id(around: Around) -> None:
    assert around.found(THESE, around.ids["both"]) == {"both"}
    assert around.found(THESE, around.resident) == set()
