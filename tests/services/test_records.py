"""How any noun is found, laid down, changed and laid aside."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from app.database import Session
from app.models.base import ExternalId
from app.models.story import StoryRow
from app.models.team import TeamBody, TeamRow
from app.problems import Conflict, Invalid, NotFound, Stale, VersionRequired
from app.services import records
from app.services.records import Expected
from tests.house import House, keeps


def a_row() -> TeamRow:
    now = datetime(2026, 3, 14, tzinfo=UTC)
    return TeamRow(id=UUID(int=1), version=1, name="Linde", created_at=now, updated_at=now)


def test_a_noun_is_kept_through_its_whole_life(house: House) -> None:
    keeps(house, "/teams", {"name": "Linde"}, {"name": "Wilg"})


def test_a_fresh_id_is_a_uuid7_and_rises() -> None:
    ids = [records.new_id() for _ in range(50)]
    assert {one.version for one in ids} == {7}
    assert sorted(ids) == ids


def test_ids_may_be_given_for_a_while() -> None:
    given = iter([UUID(int=1), UUID(int=2)])
    with records.giving_ids(lambda: next(given)):
        assert [records.new_id(), records.new_id()] == [UUID(int=1), UUID(int=2)]
    assert records.new_id().version == 7


def test_a_blank_row_holds_what_nobody_has_to_say() -> None:
    blank = records.blank(StoryRow)
    assert (blank.version, blank.uses, blank.in_figures, blank.deleted_at) == (1, [], True, None)
    assert blank.uses is not records.blank(StoryRow).uses


@pytest.mark.parametrize(
    ("expected", "refused"),
    [
        (None, VersionRequired),
        (Expected(), Stale),
        (Expected(nothing=True), Stale),
        (Expected(versions=frozenset({(UUID(int=1), 2)})), Stale),
        (Expected(versions=frozenset({(UUID(int=2), 1)})), Stale),
    ],
)
def test_a_change_of_another_version_is_refused(expected: Expected | None, refused: type[Exception]) -> None:
    row = a_row()
    with pytest.raises(refused):
        records.expect(row, expected)


def test_a_change_of_this_version_or_any_is_let_through() -> None:
    row = a_row()
    records.expect(row, Expected(anything=True))
    records.expect(row, Expected(versions=frozenset({(UUID(int=1), 1), (UUID(int=9), 9)})))


def test_what_does_not_exist_is_not_found_and_an_odd_id_not_taken(house: House) -> None:
    def look(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        for find in (records.find, records.claim):
            with pytest.raises(NotFound):
                find(session, TeamRow, records.new_id())
        assert records.claim_place(session, TeamRow, records.new_id()) is None
        with pytest.raises(Invalid):
            records.claim_place(session, TeamRow, UUID(int=4))

    house.database.run(look, write=True)


def test_a_tombstone_frees_its_external_ids_and_keeps_its_own(house: House) -> None:
    def live_and_die(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        body = TeamBody(name="Linde", external_ids=[ExternalId(system="ecd", value="1")])
        row = records.lay_down(session, records.blank(TeamRow), body, None)
        with pytest.raises(Conflict):
            records.lay_down(session, records.blank(TeamRow), body, None)
        session.rollback()
        session.enter(UUID(house.organisation_id))
        row = records.lay_down(session, records.blank(TeamRow), body, None)
        records.lay_aside(session, row)
        with pytest.raises(Conflict):
            records.claim_place(session, TeamRow, row.id)
        assert records.lay_down(session, records.blank(TeamRow), body, None).id != row.id

    house.database.run(live_and_die, write=True)


def test_the_body_that_would_make_a_row_is_the_body_that_made_it(house: House) -> None:
    body = TeamBody.model_validate({"name": "Linde", "telecoms": [{"kind": "phone", "value": "1", "fromOn": "2026"}]})

    def make(session: Session) -> TeamBody:
        session.enter(UUID(house.organisation_id))
        return records.said(TeamBody, records.lay_down(session, records.blank(TeamRow), body, None))

    assert house.database.run(make, write=True) == body
