"""What is odd in a resource falls by itself and is said; only what cannot be used at all is refused."""

import pytest

from tests.exchange.bringing import Said, bring, patient, phone, refused, results, warned
from tests.house import House

BSN = "urn:oid:2.16.840.1.113883.2.4.6.3"


def test_what_is_not_kept_is_said_once_for_each_element(house: House) -> None:
    odd = patient(
        multipleBirthInteger=2,
        photo=[{"url": "x"}, {"url": "y"}],
        generalPractitioner=[{"reference": "Practitioner/x"}],
        link=[{"other": {"reference": "Patient/p2"}, "type": "seealso"}],
        modifierExtension=[{"url": "urn:x", "valueBoolean": True}],
        extension=[{"url": "urn:eigen", "valueString": "x"}],
        meta={"versionId": "3"},
        text={"status": "generated", "div": "<div/>"},
        implicitRules="urn:x",
        language="nl",
        contact=[],
        name=[{}],
    )
    report = bring(house, odd)
    places = {note.pointer for _, note in report.warnings()["element_not_kept"]}
    assert places == {
        "/multipleBirthInteger",
        "/photo",
        "/generalPractitioner",
        "/link",
        "/modifierExtension",
        "/extension/0",
    }
    assert results(report) == ["created"]


ODD: list[tuple[Said, str]] = [
    ({"name": "Bos"}, "element_unreadable"),
    ({"name": [{"family": 5}]}, "element_unreadable"),
    ({"name": [{"family": "x" * 300}]}, "text_too_long"),
    ({"birthDate": "31-12-1930"}, "date_unreadable"),
    ({"birthDate": "1930-02-30"}, "date_unreadable"),
    ({"birthDate": "1790-01-01"}, "date_out_of_range"),
    ({"deceasedDateTime": "2190-01-01"}, "death_in_future"),
    ({"gender": "vrouw"}, "code_not_known"),
    ({"telecom": [phone("1", use="nooit")]}, "code_not_known"),
    ({"telecom": [phone("x" * 300)]}, "text_too_long"),
    ({"telecom": [phone(str(n)) for n in range(30)]}, "too_many"),
    ({"identifier": [{"system": "urn:x"}]}, "identifier_incomplete"),
    ({"identifier": [{"system": "met spatie", "value": "1"}]}, "text_pattern"),
    ({"communication": [{"preferred": True}]}, "language_not_named"),
    ({"maritalStatus": {"text": "samenwonend"}}, "code_not_known"),
    ({"contact": [{"period": {"start": "2020"}}]}, "contact_without_details"),
    ({"active": False}, "not_active"),
]


@pytest.mark.parametrize(("elements", "code"), ODD, ids=lambda one: one if isinstance(one, str) else next(iter(one)))
def test_an_odd_element_falls_and_the_row_stays(house: House, elements: Said, code: str) -> None:
    report = bring(house, patient(**elements))
    assert results(report) == ["created"]
    assert code in warned(report)


UNUSABLE: list[tuple[object, str]] = [
    ({"id": "x"}, "resource_type_missing"),
    ({"resourceType": 5}, "resource_type_missing"),
    ({"resourceType": "Patient"}, "row_without_key"),
    ({"resourceType": "Patient", "identifier": [{"system": BSN, "value": "111222333"}]}, "row_without_key"),
    ({"resourceType": "RelatedPerson", "id": "r9"}, "reference_not_found"),
    ({"resourceType": "RelatedPerson", "id": "r9", "patient": {"reference": "Patient/nobody"}}, "reference_not_found"),
    ("text", "object_form"),
    (5, "object_form"),
]


@pytest.mark.parametrize(("content", "code"), UNUSABLE, ids=lambda one: str(one)[:40])
def test_only_what_cannot_be_used_is_refused(house: House, content: object, code: str) -> None:
    report = bring(house, content, patient())
    assert results(report) == ["rejected", "created"]
    assert {one for one, _ in refused(report)} == {code}
