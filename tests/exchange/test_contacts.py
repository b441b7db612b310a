"""A contact of a Patient who is also a RelatedPerson is made once, in whatever order and over however many imports."""

import pytest

from tests.exchange.bringing import (
    SOURCE,
    Said,
    bring,
    everything,
    named,
    patient,
    phone,
    related,
    relation,
    results,
    thing,
)
from tests.house import House

LINK = "http://hl7.org/fhir/StructureDefinition/patient-relatedPerson"
CODE = [{"coding": [{"system": "urn:oid:2.16.840.1.113883.2.4.3.11.22.472", "code": "24"}]}]


def contact(**elements: object) -> Said:
    return {"name": named("Bos", "Anna"), "telecom": [phone("+31 6 1234 5678")], **elements}


def linked(to: str, **elements: object) -> Said:
    return {"extension": [{"url": LINK, "valueReference": {"reference": f"RelatedPerson/{to}"}}], **elements}


def people(house: House) -> tuple[int, int]:
    """How many relatives and relations there are."""
    return len(house.seen("/relatives")["items"]), len(house.seen("/relations")["items"])


SAME = related(name=[named("Bos", "Anna")], telecom=[phone("0612345678")])
CONTACTS = {"by name and phone": contact(relationship=CODE), "by the link": linked("r1", relationship=CODE)}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=str)
@pytest.mark.parametrize("said", CONTACTS.values(), ids=CONTACTS)
def test_a_contact_is_made_once_within_an_import(house: House, said: Said, order: tuple[int, ...]) -> None:
    rows = [patient(contact=[said]), SAME]
    bring(house, *(rows[at] for at in order))
    assert people(house) == (1, 1)
    assert [one["code"] for one in relation(house, "r1")["capacities"]] == ["legal_representative"]
    assert results(bring(house, *rows)) == ["unchanged", "unchanged"]


@pytest.mark.parametrize("first_contact", [True, False], ids=["contact first", "related person first"])
@pytest.mark.parametrize("said", CONTACTS.values(), ids=CONTACTS)
def test_a_contact_is_made_once_over_two_imports(house: House, said: Said, *, first_contact: bool) -> None:
    rows = [[patient(contact=[said])], [SAME]] if first_contact else [[patient(), SAME], [patient(contact=[said])]]
    for one in rows:
        bring(house, *one)
    assert people(house) == (1, 1)
    assert thing(house, "RelatedPerson", "r1")["name"]["family"] == "Bos"
    before = everything(house)
    assert set(results(bring(house, patient(contact=[said]), SAME))) == {"unchanged"}
    assert everything(house) == before


OTHERS = {
    "another name": contact(name=named("Vink", "Anna")),
    "another phone": contact(telecom=[phone("0318 999999")]),
    "no phone": contact(telecom=[]),
}


@pytest.mark.parametrize("said", OTHERS.values(), ids=OTHERS)
def test_who_differs_in_name_or_phone_is_somebody_else(house: House, said: Said) -> None:
    bring(house, patient(contact=[said]), SAME)
    assert people(house) == (2, 2)


def test_the_related_person_of_another_resident_is_never_the_same(house: House) -> None:
    bring(house, patient("p1", contact=[contact()]), patient("p2"), related(of="p2", **_without(SAME)))
    assert people(house) == (2, 2)


def _without(said: Said) -> Said:
    return {name: value for name, value in said.items() if name in {"name", "telecom"}}


def test_contacts_in_another_order_are_still_the_same(house: House) -> None:
    two = [contact(), contact(name=named("Vink", "Jan"))]
    bring(house, patient(contact=two))
    assert results(bring(house, patient(contact=two[::-1]))) == ["unchanged"]


def test_what_a_contact_says_more_is_added_and_stays_when_the_related_person_changes(house: House) -> None:
    bring(house, patient(contact=[contact(telecom=[phone("0612345678"), phone("0318 1")])]), SAME)
    bring(house, {**SAME, "telecom": [phone("0612345678"), phone("0318 2")]})
    assert [one["value"] for one in thing(house, "RelatedPerson", "r1")["telecoms"]] == [
        "0612345678",
        "0318 2",
        "0318 1",
    ]


def test_an_organisation_can_be_a_contact(house: House) -> None:
    said = {"organization": {"reference": "Organization/o1", "display": "Wijkteam West"}}
    bring(house, patient(contact=[said]), {"resourceType": "Organization", "id": "o1", "name": "Wijkteam"})
    relative = house.seen("/relatives")["items"][0]
    assert relative["name"]["text"] == "Wijkteam West"
    assert relative["memberships"][0]["teamId"] == thing(house, "Organization", "o1")["id"]
    assert relative["source"] == SOURCE
