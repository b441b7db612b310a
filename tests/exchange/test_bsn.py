"""Citizen service numbers in an import: left out, unless the organisation keeps them; then of residents alone."""

from typing import Any

import pytest
from sqlmodel import SQLModel
from starlette.testclient import TestClient

from tests.exchange.bringing import bring, named, patient, refused, related, results, thing, warned
from tests.house import House
from tests.services.test_bsn_keeping import decided
from tests.taken import erased

SYSTEM = "http://fhir.nl/fhir/NamingSystem/bsn"


def who(number: str = "999990019", name: str = "p1", **more: Any) -> dict[str, Any]:  # noqa: ANN401  any JSON
    return patient(name, name=[named("Jansen", name)], identifier=[{"system": SYSTEM, "value": number}], **more)


def number_of(house: House, name: str = "p1") -> str | None:
    answer = house.ask("GET", f"/residents/{thing(house, 'Patient', name)['id']}/bsn")
    return str(answer.json()["bsn"]) if answer.status_code == 200 else None


@pytest.fixture
def keeping(house: House, officer: TestClient) -> House:
    decided(officer, kept=True)
    return house


def test_where_none_is_kept_it_is_left_out_with_a_note(house: House) -> None:
    report = bring(house, who())
    assert (results(report), warned(report)) == (["created"], {"bsn-not-kept"})
    assert number_of(house) is None


def test_that_of_a_resident_is_kept_and_the_same_row_changes_nothing(keeping: House) -> None:
    report = bring(keeping, who())
    assert (results(report), warned(report), number_of(keeping)) == (["created"], set(), "999990019")
    assert results(bring(keeping, who())) == ["unchanged"]
    assert results(bring(keeping, who("999990020"))) == ["updated"]
    assert number_of(keeping) == "999990020"
    assert results(bring(keeping, who("999990020", gender="female"))) == ["updated"]


def test_a_row_of_before_the_decision_brings_it_after(house: House, officer: TestClient) -> None:
    bring(house, who())
    decided(officer, kept=True)
    assert results(bring(house, who())) == ["updated"]
    assert number_of(house) == "999990019"


def test_a_native_row_brings_it_too_and_a_sheet_that_lost_its_zeros(keeping: House) -> None:
    def line(value: str) -> dict[str, Any]:
        ids = [{"system": "bsn", "value": value}, {"system": "urn:x", "value": "1"}]
        return {"noun": "resident", "externalId": "r1", "data": {"preferredName": "Truus", "externalIds": ids}}

    assert (results(report := bring(keeping, line("10464554"))), warned(report)) == (["created"], set())
    (resident,) = keeping.seen("/residents")["items"]
    assert keeping.seen(f"/residents/{resident['id']}/bsn")["bsn"] == "010464554"
    assert [one["system"] for one in resident["externalIds"]] == ["ons", "urn:x"]


def test_what_is_none_is_noted_and_the_rest_comes_in(keeping: House) -> None:
    report = bring(keeping, who("999990018"))
    assert (results(report), warned(report), number_of(keeping)) == (["created"], {"bsn_form"}, None)


def test_that_of_a_relative_is_kept_nowhere(keeping: House) -> None:
    contact = related(of="p1", name=[named("Bos", "Anna")], identifier=[{"system": SYSTEM, "value": "999990020"}])
    report = bring(keeping, who(), contact)
    assert (results(report), warned(report)) == (["created", "created"], {"bsn-not-kept"})
    assert keeping.done("/bsns/_search", bsn="999990020")["items"] == []


def test_a_number_of_another_resident_is_noted_and_stays_where_it_is(keeping: House) -> None:
    report = bring(keeping, who(), who(name="p2"))
    assert (results(report), warned(report)) == (["created", "created"], {"bsn_taken"})
    assert (number_of(keeping), number_of(keeping, "p2")) == ("999990019", None)


def test_who_was_erased_does_not_come_back_by_it(keeping: House, officer: TestClient) -> None:
    bring(keeping, who())
    erased(officer, thing(keeping, "Patient", "p1")["id"])
    report = bring(keeping, who(name="p2"))
    assert {code for code, _ in refused(report)} == {"erased_before"}


def test_what_the_import_remembers_holds_none(keeping: House) -> None:
    bring(keeping, who())
    with keeping.peek() as connection:
        rows = connection.execute(SQLModel.metadata.tables["import_mark"].select()).all()
    assert rows
    assert "999990019" not in str([tuple(row) for row in rows])
