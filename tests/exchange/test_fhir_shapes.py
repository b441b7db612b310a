"""Every shape that FHIR R4 allows comes in; what is odd falls by itself and is said, and the row stays."""

from typing import Any

import pytest

from tests.exchange.bringing import (
    Said,
    bring,
    concept,
    named,
    patient,
    phone,
    related,
    relation,
    results,
    thing,
    warned,
)
from tests.house import House

CORE = "http://hl7.org/fhir/StructureDefinition/"
NICTIZ = "http://nictiz.nl/fhir/StructureDefinition/"
ABSENT = CORE + "data-absent-reason"
THO = "http://terminology.hl7.org/CodeSystem/"
ROLE = THO + "v3-RoleCode"
BSN = "urn:oid:2.16.840.1.113883.2.4.6.3"


def extended(url: str, **value: object) -> Said:
    return {"extension": [{"url": url, **value}]}


def specified(system: str, code: str) -> Said:
    return extended(NICTIZ + "ext-CodeSpecification", valueCodeableConcept=concept(system, code))


def dead(day: str | None = None) -> Said:
    return {"known": True, "deceasedOn": day}


def qualified(*codes: str) -> list[Said]:
    return [extended(CORE + "iso21090-EN-qualifier", valueCode=code) for code in codes]


PEOPLE: list[tuple[str, Said, Said]] = [
    (
        "first names and initials apart",
        {"given": ["Anna", "A."], "_given": qualified("BR", "IN")},
        {"name": {"given": ["Anna"], "initials": ["A."]}},
    ),
    (
        "a calling name",
        {"given": ["Anna", "Ans"], "_given": qualified("BR", "CL"), "family": "Bos"},
        {"preferredName": "Ans", "name": {"given": ["Anna"], "family": "Bos"}},
    ),
    (
        "a hole among the first names",
        {"given": [None, "Bep"], "_given": [{"extension": []}, None]},
        {"name": {"given": ["Bep"]}},
    ),
    ("a name as it is written", {"text": "Mevrouw A. Bos"}, {"name": {"text": "Mevrouw A. Bos"}}),
    (
        "titles",
        {"family": "Bos", "prefix": ["Prof.", "Dr."], "suffix": ["MSc"]},
        {"name": {"prefix": "Prof. Dr.", "suffix": "MSc", "family": "Bos"}},
    ),
    ("a line end in a name", {"family": "Van\nden Bos"}, {"name": {"family": "Van den Bos"}}),
]


@pytest.mark.parametrize(
    ("name", "expected"), [(name, said) for _, name, said in PEOPLE], ids=[one[0] for one in PEOPLE]
)
def test_a_name_comes_in_by_its_parts(house: House, name: Said, expected: Said) -> None:
    assert results(bring(house, patient(name=[{"use": "official", **name}]))) == ["created"]
    answer = thing(house, "Patient", "p1")
    for field, value in expected.items():
        told = answer[field]
        assert value == ({part: told[part] for part in value} if isinstance(value, dict) else told)


def test_names_of_before_and_beside_are_kept_with_their_use(house: House) -> None:
    names = [
        named("Bos", "Anna", use="official"),
        {"use": "usual", "given": ["Ans"]},
        named("Vink", "Anna", use="maiden", period={"end": "1961-05"}),
        {"use": "anonymous", "text": "Mevrouw X"},
        named("Bos", "An", use="temp"),
        {"use": "nickname", "given": ["Annie"]},
    ]
    bring(house, patient(name=names))
    answer = thing(house, "Patient", "p1")
    assert (answer["preferredName"], answer["name"]["family"]) == ("Ans", "Bos")
    kept = [(one["use"], one["family"] or one["text"] or one["given"][0]) for one in answer["otherNames"]]
    assert kept == [("maiden", "Vink"), ("anonymous", "Mevrouw X"), ("temporary", "Bos"), ("nickname", "Annie")]
    assert answer["otherNames"][0]["untilOn"] == "1961-05"


ELEMENTS: list[tuple[str, Said, str, Any]] = [
    ("birth year", {"birthDate": "1931"}, "bornOn", "1931"),
    ("birth month", {"birthDate": "1931-02"}, "bornOn", "1931-02"),
    ("no birth date, with the reason", {"_birthDate": extended(ABSENT, valueCode="unknown")}, "bornOn", None),
    ("died, date unknown", {"deceasedBoolean": True}, "deceased", dead()),
    ("died in a month", {"deceasedDateTime": "2024-03"}, "deceased", dead("2024-03")),
    ("died at an hour", {"deceasedDateTime": "2024-03-02T10:30:00+01:00"}, "deceased", dead("2024-03-02")),
    ("alive", {"deceasedBoolean": False}, "deceased", {"known": False, "deceasedOn": None}),
    ("other gender", {"gender": "other"}, "gender", "other"),
    (
        "gender by its Dutch code alone",
        {"_gender": specified(THO + "v3-AdministrativeGender", "UN")},
        "gender",
        "other",
    ),
    ("widowed", {"maritalStatus": concept(THO + "v3-MaritalStatus", "W")}, "maritalStatus", "widowed"),
]


@pytest.mark.parametrize(
    ("elements", "field", "value"), [one[1:] for one in ELEMENTS], ids=[one[0] for one in ELEMENTS]
)
def test_an_element_is_read_back(house: House, elements: Said, field: str, value: Any) -> None:  # noqa: ANN401  any JSON
    assert results(bring(house, patient(**elements))) == ["created"]
    assert thing(house, "Patient", "p1")[field] == value


def test_means_of_contact_keep_use_kind_and_remark(house: House) -> None:
    mobile = specified("v3", "MC")
    telecoms = [
        phone("0612345678", _system=mobile, rank=1, **extended(NICTIZ + "ext-Comment", valueString="na zessen")),
        phone("0318 1234", use="mobile"),
        {"system": "url", "value": "https://voorbeeld.example/anna"},
        {"system": "sms", "value": "06", "use": "old", "period": {"start": "2019", "end": "2020-02-01"}},
        {"value": "zonder soort"},
        {"system": "phone"},
    ]
    report = bring(house, patient(telecom=telecoms))
    told = thing(house, "Patient", "p1")["telecoms"]
    assert [(one["kind"], one["use"], one["mobile"]) for one in told] == [
        ("phone", None, True),
        ("phone", "mobile", True),
        ("url", None, None),
        ("sms", "old", None),
        ("other", None, None),
    ]
    assert (told[0]["note"], told[0]["rank"], told[3]["fromOn"], told[3]["untilOn"]) == (
        "na zessen",
        1,
        "2019",
        "2020-02-01",
    )
    assert warned(report) == {"telecom_without_value"}


def test_an_address_keeps_its_dutch_parts_and_both_country_codes(house: House) -> None:
    parts = [
        ("streetName", "Dorpsweg"),
        ("houseNumber", "4"),
        ("buildingNumberSuffix", "b"),
        ("additionalLocator", "by"),
    ]
    country = [
        {"url": NICTIZ + "ext-CodeSpecification", "valueCodeableConcept": concept(system, code)}
        for system, code in (("urn:iso:std:iso:3166", "NL"), ("urn:oid:2.16.840.1.113883.2.4.4.16.34", "6030"))
    ]
    line = {"extension": [{"url": CORE + "iso21090-ADXP-" + name, "valueString": value} for name, value in parts]}
    address = {
        "use": "temp",
        "line": ["Dorpsweg 4b", None],
        "_line": [line],
        "state": "Gelderland",
        "country": "Nederland",
        "_country": {"extension": country},
        "text": "Dorpsweg 4b, Ede",
        "period": {"start": "2020-01-02"},
    }
    bring(house, patient(address=[address]))
    told = thing(house, "Patient", "p1")["addresses"][0]
    assert [told[name] for name in ("street", "houseNumber", "houseNumberAddition", "locator")] == [v for _, v in parts]
    assert [one["code"] for one in told["countryCodes"]] == ["NL", "6030"]
    assert (told["use"], told["lines"], told["state"], told["fromOn"]) == (
        "temporary",
        ["Dorpsweg 4b"],
        "Gelderland",
        "2020-01-02",
    )


def test_every_code_of_a_relation_is_kept_word_for_word(house: House) -> None:
    relationship = [
        {"coding": [{"system": ROLE, "code": "DAUC", "display": "Dochter"}, {"system": "urn:eigen", "code": "dtr"}]},
        concept("urn:oid:2.16.840.1.113883.2.4.3.11.22.472", "01"),
        concept("urn:oid:2.16.840.1.113883.2.4.3.11.22.472", "15"),
        {"text": "haar steun en toeverlaat"},
    ]
    report = bring(house, patient(), related(relationship=relationship, name=[named()]))
    told = relation(house, "r1")
    assert (told["kind"], told["side"]) == ("daughter", "A")
    assert [one["code"] for one in told["capacities"]] == ["first_contact", "mentor"]
    assert [one["code"] or one["display"] for one in told["sourceCodes"]] == [
        "DAUC",
        "dtr",
        "01",
        "15",
        "haar steun en toeverlaat",
    ]
    assert warned(report) == {"code_not_known"}


def test_a_related_person_without_a_name_keeps_its_note_and_its_period(house: House) -> None:
    note = {"url": "http://nictiz.nl/fhir/StructureDefinition/ext-ContactPerson.note", "valueString": "Buurtteam\nWest"}
    note["url"] = "http://nictiz.nl/fhir/StructureDefinition/note"
    bring(house, patient(), related(extension=[note], period={"start": "2021-04-01", "end": "2022-05-02"}))
    told = relation(house, "r1")
    assert (told["note"], told["startDate"], told["endDate"]) == ("Buurtteam\nWest", "2021-04-01", "2022-05-02")
    assert thing(house, "RelatedPerson", "r1")["name"] is None


def test_a_related_person_who_is_not_active_has_a_relation_that_ended(house: House) -> None:
    bring(house, patient(), related(active=False))
    assert relation(house, "r1")["endDate"] == house.ago(0)


def test_the_bsn_is_never_kept(house: House) -> None:
    systems = ["http://fhir.nl/fhir/NamingSystem/bsn", BSN]
    numbers: list[Said] = [{"system": system, "value": "111222333"} for system in systems]
    numbers += [{"value": "111222333", "type": concept("http://terminology.hl7.org/CodeSystem/v2-0203", "NNNLD")}]
    report = bring(house, patient(identifier=[*numbers, {"system": "urn:ons", "value": "c.1"}]))
    answer = thing(house, "Patient", "p1")
    assert "111222333" not in str(answer)
    assert [one["value"] for one in answer["externalIds"]] == ["p1", "c.1"]
    assert [note.code for _, note in report.warnings()["bsn-not-kept"]] == ["bsn-not-kept"] * 3
