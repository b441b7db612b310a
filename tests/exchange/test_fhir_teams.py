"""Practitioners, organisations and locations of FHIR as caregivers, teams and places."""

import pytest

from tests.exchange.bringing import SOURCE, Said, bring, concept, found, named, phone, results, thing
from tests.house import House


def test_a_practitioner_is_one_caregiver_with_all_their_roles(house: House) -> None:
    role = {"resourceType": "PractitionerRole", "practitioner": {"reference": "Practitioner/d1"}}
    bring(
        house,
        {
            **role,
            "id": "f1",
            "specialty": [concept("urn:uzi", "30.000", display="Verpleegkundige")],
            "telecom": [phone("1")],
            "organization": {"reference": "Organization/o1"},
            "period": {"start": "2020-01-01"},
        },
        {**role, "id": "f2", "code": [concept("urn:uzi", "x", display="Praktijkopleider")], "telecom": [phone("2")]},
        {"resourceType": "Practitioner", "id": "d1", "name": [named("Kaya", "Bilal")], "telecom": [phone("3")]},
        {"resourceType": "Organization", "id": "o1", "name": "Huis De Linde"},
    )
    answer = thing(house, "Practitioner", "d1")
    assert answer["id"] == thing(house, "PractitionerRole", "f1")["id"] == thing(house, "PractitionerRole", "f2")["id"]
    assert sorted(one["value"] for one in answer["telecoms"]) == ["1", "2", "3"]
    assert [one["code"] for one in answer["sourceCodes"]] == ["30.000", "x"]
    assert answer["function"] == "Verpleegkundige"
    assert answer["memberships"][0]["teamId"] == thing(house, "Organization", "o1")["id"]


def test_a_role_of_somebody_who_is_not_here_yet_waits_for_them(house: House) -> None:
    role = {
        "resourceType": "PractitionerRole",
        "id": "f1",
        "practitioner": {"reference": "Practitioner/d1", "display": "B. Kaya"},
    }
    bring(house, role)
    before = thing(house, "PractitionerRole", "f1")
    assert before["name"]["text"] == "B. Kaya"
    bring(house, {"resourceType": "Practitioner", "id": "d1", "name": [named("Kaya", "Bilal")]})
    after = thing(house, "Practitioner", "d1")
    assert (after["id"], after["name"]["family"]) == (before["id"], "Kaya")
    assert results(bring(house, role)) == ["unchanged"]


ORGANISATIONS = [
    ([concept("http://nictiz.nl/fhir/NamingSystem/organization-type", "R5")], "house"),
    ([concept("urn:oid:2.16.840.1.113883.2.4.15.1060", "X3")], "house"),
    ([concept("http://terminology.hl7.org/CodeSystem/organization-type", "dept")], "department"),
    ([concept("http://terminology.hl7.org/CodeSystem/organization-type", "team")], "ward"),
    ([concept("http://nictiz.nl/fhir/NamingSystem/organization-type", "V4")], "partner_organisation"),
    ([], "partner_organisation"),
]


@pytest.mark.parametrize(("types", "kind"), ORGANISATIONS, ids=lambda one: str(one)[-30:])
def test_an_organisation_is_a_team_of_a_kind(house: House, types: list[Said], kind: str) -> None:
    bring(house, {"resourceType": "Organization", "id": "o1", "name": "De Linde", "type": types})
    assert thing(house, "Organization", "o1")["kind"] == kind


def test_a_place_knows_what_it_is_part_of_and_who_manages_it(house: House) -> None:
    bring(
        house,
        {
            "resourceType": "Location",
            "id": "l2",
            "name": "Kamer 4",
            "partOf": {"reference": "Location/l1"},
            "managingOrganization": {"identifier": {"system": "urn:agb", "value": "77"}},
            "physicalType": concept("urn:pt", "ro"),
            "description": "Aan de tuin",
        },
        {"resourceType": "Location", "id": "l1", "name": "De Linde", "status": "inactive"},
        {"resourceType": "Organization", "identifier": [{"system": "urn:agb", "value": "77"}], "alias": ["Linde BV"]},
    )
    room = thing(house, "Location", "l2")
    team = found(house, "teams", "urn:agb", "77")
    assert room["partOfId"] == thing(house, "Location", "l1")["id"]
    assert (room["managedById"], room["description"], room["sourceCodes"][0]["code"]) == (
        team["id"],
        "Aan de tuin",
        "ro",
    )
    assert team["name"] == "Linde BV"
    assert SOURCE in room["externalIds"][0]["system"]
