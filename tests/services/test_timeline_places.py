"""Places on a timeline: days that are asked for, pages that hold everything once, and cursors."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Date, Select, Uuid, literal, select

from app.database import Session
from app.services.timeline_places import Place, Rank, Stretch
from tests.evidence import moments
from tests.house import House, Said
from tests.timelines import ids, items, known, lived, page

DAY = date(2026, 3, 14)
PLACES = [
    Place(DAY + timedelta(days=days), rank, UUID(int=number))
    for days in (-1, 0, 1)
    for rank in (Rank.ROLE, Rank.MOMENT, Rank.STORY)
    for number in (1, 2, 3)
]
AFTER = Place(DAY, Rank.MOMENT, UUID(int=2))


def stretch(since: date | None, until: date, after: Place | None) -> Stretch:
    return Stretch(UUID(int=9), since, until, after)


STRETCHES = [
    stretch(None, DAY + timedelta(days=1), None),
    stretch(None, DAY, None),
    stretch(DAY, DAY + timedelta(days=1), None),
    stretch(None, DAY + timedelta(days=1), AFTER),
    stretch(DAY, DAY, AFTER),
    stretch(None, DAY + timedelta(days=1), Place(DAY, Rank.DEATH, UUID(int=1))),
    stretch(None, DAY + timedelta(days=1), Place(DAY, Rank.STAY_ENDED, UUID(int=3))),
]


@pytest.mark.parametrize("asked", STRETCHES)
def test_a_condition_lets_through_what_a_stretch_holds(house: House, asked: Stretch) -> None:
    def let_through(session: Session) -> list[Place]:
        session.enter(UUID(house.organisation_id))
        return [place for place in PLACES if session.scalar(_said_of(asked, place))]

    assert house.database.run(let_through, write=False) == [place for place in PLACES if asked.holds(place)]


def _said_of(asked: Stretch, place: Place) -> Select[int]:
    day, row_id = literal(place.day, Date()), literal(place.id, Uuid())
    return select(literal(1)).where(asked.days(day), asked.rest(place.rank, day, row_id))


def test_the_rest_begins_after_the_place_itself() -> None:
    whole = sorted(PLACES, reverse=True)
    rest = [place for place in whole if stretch(None, date.max, AFTER).holds(place)]
    assert rest == whole[whole.index(AFTER) + 1 :]


# -------------------------------------------------------------------------------------- days and pages


def in_pages(house: House, resident: str, asked: str, limit: int) -> list[Said]:
    """The whole timeline, so many at a time."""
    found, cursor = [], ""
    while True:
        told = page(house, resident, f"?limit={limit}{asked}{cursor}")
        assert len(told["items"]) <= limit
        found += told["items"]
        if told["nextCursor"] is None:
            return found
        cursor = f"&cursor={told['nextCursor']}"


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_hold_everything_once_in_the_same_order(house: House, limit: int) -> None:
    resident = lived(house)
    for asked in ("", f"&since={house.ago(30)}", f"&asOf={house.ago(10)}"):
        whole = items(house, resident, f"?limit=200{asked}")
        assert in_pages(house, resident, asked, limit) == whole
        days = [one["happenedOn"] for one in whole]
        assert days == sorted(days, reverse=True)


def test_of_one_day_a_death_comes_first_then_stories_moments_roles_and_moves(house: House) -> None:
    resident = lived(house)
    found = items(house, resident)
    assert [one["kind"] for one in found if one["happenedOn"] == house.ago(0)] == [
        "move",  # the death
        "story",
        "moment",
        "role",
        "role",
        "move",  # the stay that the death ended
    ]
    assert [one["kind"] for one in found if one["happenedOn"] == house.ago(30)] == [
        "story",
        "story",
        "moment",
        "moment",
        "move",
        "move",
    ]


def test_since_and_as_of_take_the_days_themselves_along(house: House) -> None:
    resident, relation = known(house)
    found = moments(house, relation, "10:2 20:2 30:2")
    assert ids(house, resident, f"?since={house.ago(20)}") == found[:2]
    assert ids(house, resident, f"?asOf={house.ago(20)}") == found[1:]
    assert ids(house, resident, f"?since={house.ago(20)}&asOf={house.ago(20)}") == [found[1]]
    assert ids(house, resident, f"?since={house.ago(5)}&asOf={house.ago(20)}") == []


def test_a_moment_whose_story_is_before_since_stands_alone(house: House) -> None:
    resident, relation = known(house)
    story = house.story(resident, happenedOn=house.ago(20))
    late, early = moments(house, relation, "10:2 20:2", storyId=story)
    assert ids(house, resident, f"?since={house.ago(15)}") == [late]
    assert ids(house, resident) == [story]
    (then,) = items(house, resident, f"?asOf={house.ago(15)}")
    assert [one["id"] for one in then["moments"]] == [early]


def test_a_partial_date_stands_on_its_last_day_and_is_told_as_recorded(house: House) -> None:
    resident, relation = known(house)
    (later,) = moments(house, relation, "300:2")
    month = (house.today() - timedelta(days=400)).isoformat()[:7]
    story = house.story(resident, happenedOn=month)
    assert [(one["id"], one["happenedOn"]) for one in items(house, resident)] == [
        (later, house.ago(300)),
        (story, month),
    ]


def test_a_cursor_fits_only_the_timeline_that_it_came_from(house: House) -> None:
    resident = lived(house)
    cursor = page(house, resident, "?limit=1")["nextCursor"]
    assert ids(house, resident, f"?limit=3&cursor={cursor}")
    unfit = [
        f"/residents/{lived(house)}/timeline?cursor={cursor}",
        f"/residents/{resident}/timeline?since={house.ago(90)}&cursor={cursor}",
        f"/residents/{resident}/timeline?asOf={house.ago(1)}&cursor={cursor}",
        f"/residents/{resident}/timeline?cursor={cursor[:-4]}",
        f"/residents/{resident}/timeline?cursor=nonsense",
        f"/stories?cursor={cursor}",
    ]
    for path in unfit:
        answer = house.ask("GET", path)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "cursor_unfit"), path


def test_the_next_page_is_named_in_a_header_too(house: House) -> None:
    resident = lived(house)
    answer = house.ask("GET", f"/residents/{resident}/timeline?limit=2")
    assert answer.json()["nextCursor"] in answer.headers["link"]


@pytest.mark.parametrize(("asked", "code"), [("asOf=2190-01-01", "as_of_in_future"), ("limit=201", "number_too_large")])
def test_what_cannot_be_asked_is_refused(house: House, asked: str, code: str) -> None:
    answer = house.ask("GET", f"/residents/{house.resident()}/timeline?{asked}")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)


def test_a_timeline_takes_a_fixed_number_of_statements(house: House) -> None:
    resident, one, other = lived(house), house.caregiver(), house.caregiver()
    house.made(
        "/moments",
        relationIds=[house.relation("B", resident, who) for who in (one, other)],
        happenedOn=house.ago(3),
        rungA=2,
        reciprocal=True,
    )
    path = f"/residents/{resident}/timeline?limit=200"
    few = house.statements(path)
    for _ in range(3):
        relation = house.relation("B", resident, house.caregiver())
        told = house.story(resident, house.relative(), tellerId=house.relative(), happenedOn=house.ago(1))
        moments(house, relation, "5:2 4:3", storyId=told)
        moments(house, relation, "5:2 4:3")
        role = house.made("/roles", holderId=resident, title="Kok", tense="is")["id"]
        house.done(f"/roles/{role}/states", state="being_tried")
    assert house.statements(path) == few
