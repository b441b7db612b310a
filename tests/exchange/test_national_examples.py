"""The national example files (zib2020) come in whole: every value in them is read back over HTTP."""

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from app.exchange.reading import files_in, read_files
from tests.exchange.bringing import (
    PATHS,
    SOURCE,
    Said,
    bring_rows,
    everything,
    found,
    relation,
    results,
    thing,
    warned,
)
from tests.house import House

FILES: Final = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "nictiz-zib2020"
pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="the national example files are not beside the repository")

# Where a value of the source must stand in the answer; the first pattern that fits the path counts.
FIELDS: Final = [
    (r"identifier/\d+/(system|value)", "externalIds|sharedIds"),
    (r"name(/\d+)?/given/\d+", "name|preferredName"),
    (r"name(/\d+)?/(family|text|prefix/\d+|_family/extension/\d+/valueString)", "name"),
    (r"name", "name"),
    (r"telecom/\d+/(value|system|use)", "telecoms"),
    (r"telecom/\d+/extension/\d+/valueString", "telecoms"),
    (r"address(/\d+)?/(use|type|line/\d+|city|district|postalCode|country)", "addresses"),
    (r"address(/\d+)?/_line/\d+/extension/\d+/valueString", "addresses"),
    (
        r"address(/\d+)?/_country/extension/\d+/valueCodeableConcept/coding/\d+/(system|code|display|version)",
        "addresses",
    ),
    (r"birthDate", "bornOn"),
    (r"gender", "gender"),
    (r"communication/\d+/(language/coding/\d+/(code|display|system)|extension/\d+/valueString)", "languages"),
    (r"extension/\d+/extension/\d+/valueCodeableConcept/coding/\d+/(system|code|display)", "nationalities"),
    (r"relationship/\d+/coding/\d+/(system|code|display)", "sourceCodes"),
    (r"(specialty|code|type)/\d+/coding/\d+/(system|code|display|version)", "sourceCodes"),
]
# A code that stands as a word of ours: path, code, field, word.
CODED: Final = [
    (r"_gender/.*/code", "F", "gender", "female"),
    (r"maritalStatus/coding/\d+/code", "D", "maritalStatus", "divorced"),
    (r"deceasedBoolean", False, "deceased", False),
    (r"telecom/\d+/_system/.*/code", "MC", "telecoms", True),
    (r"telecom/\d+/_system/.*/code", "LL", "telecoms", False),
    (r"address(/\d+)?/extension/.*/code", "HP", "addresses", "primary_home"),
    (r"address(/\d+)?/extension/.*/code", "WP", "addresses", "work"),
    (r"name(/\d+)?/extension/\d+/valueCode", "NL1", "name", "own"),
    (r"name(/\d+)?/extension/\d+/valueCode", "NL3", "name", "partner_own"),
    (r"communication/.*/valueCoding/code", "G", "languages", "good"),
    (r"communication/.*/valueCoding/code", "F", "languages", "fair"),
    (r"communication/.*/valueCoding/code", "RSP", "languages", "understands"),
    (r"communication/.*/valueCoding/code", "ESP", "languages", "speaks"),
    (r"communication/.*/valueCoding/code", "RWR", "languages", "reads"),
]
# What is not read back, each with its reason.
LEFT_OUT: Final = {
    r"resourceType": "the noun says it",
    r"id": "the external id says it",
    r"(.*/)?url": "the name of an extension, which is a field here",
    r"name(/\d+)?/use": "which field the name stands in says it",
    r"name(/\d+)?/_given/.*/valueCode": "`given` or `initials` says it",
    r"multipleBirthBoolean": "not kept: it says nothing of a resident's life with others (warning)",
    r"(patient|practitioner|organization|managingOrganization)/(reference|type|display)": "the id, tried apart",
    r"(_gender|maritalStatus|telecom|address|communication)/.*/(system|display)": "a word of ours stands for it",
    r"contact/\d+/.*": "the contact repeats a related person, tried apart",
}


@cache
def examples() -> list[Said]:
    """The files of the six types."""
    every = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FILES.glob("*.json"))]
    return [one for one in every if one["resourceType"] in PATHS]


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401  any JSON
    """Every value in a piece of JSON with its path."""
    if isinstance(value, dict | list):
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        for name, one in inside:
            if path or name not in {"text", "meta"}:
                yield from leaves(one, f"{path}/{name}" if path else str(name))
    else:
        yield path, value


def lost(source: Said, answer: Said) -> Iterator[str]:
    """The paths in a source whose values do not stand where they must in the answer."""
    bsn = {f"identifier/{at}" for at, one in enumerate(source.get("identifier", [])) if one["system"].endswith("/bsn")}
    for path, value in leaves(source):
        if path.rpartition("/")[0] in bsn or any(re.fullmatch(pattern, path) for pattern in LEFT_OUT):
            continue
        coded = [(field, word) for pattern, code, field, word in CODED if re.fullmatch(pattern, path) and code == value]
        plain = [(field, value) for pattern, field in FIELDS if re.fullmatch(pattern, path)]
        places = (coded + plain)[:1]
        if not any(word in kept(answer, field) for field, word in places):
            yield path


def kept(answer: Said, fields: str) -> list[Any]:
    """The values under one of these fields of an answer."""
    return [value for field in fields.split("|") for _, value in leaves(answer.get(field), "x")]


@pytest.fixture
def full_house(house: House) -> House:
    """A house that the national files were brought to."""
    report = bring_rows(house, list(read_files(files_in([str(FILES)]), SOURCE)))
    assert report.rejected() == []
    return house


def test_all_55_files_come_in_and_the_other_12_are_said_not_to(house: House) -> None:
    report = bring_rows(house, list(read_files(files_in([str(FILES)]), SOURCE)))
    counts = {result: results(report).count(result) for result in set(results(report))}
    assert counts.pop("not_imported") == 12
    assert sum(counts.values()) == 55
    assert "rejected" not in counts
    assert warned(report) == {"bsn-not-kept", "element_not_kept", "identifier_taken", "type_not_imported"}
    assert [note.pointer for _, note in report.warnings()["element_not_kept"]] == ["/multipleBirthBoolean"] * 2


def test_every_value_of_every_file_is_read_back_through_a_named_field(full_house: House) -> None:
    missing = {}
    for source in examples():
        kind, resource_id = source["resourceType"], source["id"]
        answer = thing(full_house, kind, resource_id)
        if kind == "RelatedPerson":
            answer |= {"sourceCodes": relation(full_house, resource_id)["sourceCodes"]}
        if paths := list(lost(source, answer)):
            missing[resource_id] = paths
    assert missing == {}


def test_the_reader_of_this_test_sees_what_is_lost(full_house: House) -> None:
    source = next(one for one in examples() if one["id"] == "nl-core-Patient-01")
    answer = thing(full_house, "Patient", source["id"])
    for field in ("name", "preferredName", "bornOn", "gender", "telecoms", "addresses", "languages", "maritalStatus"):
        assert list(lost(source, {**answer, field: None})), field


def test_references_lead_to_the_same_things(full_house: House) -> None:
    for source in examples():
        answer = thing(full_house, source["resourceType"], source["id"])
        if source["resourceType"] == "Location":
            team = source["managingOrganization"]["reference"].rpartition("/")[2]
            assert answer["managedById"] == thing(full_house, "Organization", team)["id"]
        if source["resourceType"] == "RelatedPerson":
            resident = source["patient"]["reference"].rpartition("/")[2]
            between = relation(full_house, source["id"])
            assert between["partyAId"] == thing(full_house, "Patient", resident)["id"]
            assert (between["partyBId"], between["side"]) == (answer["id"], "A")
        if "practitioner" in source:
            practitioner = source["practitioner"]["reference"].rpartition("/")[2]
            assert answer["id"] == thing(full_house, "Practitioner", practitioner)["id"]


def test_a_contact_is_the_related_person_it_repeats(full_house: House) -> None:
    residents = {one["id"]: one for one in examples() if one["resourceType"] == "Patient" and "contact" in one}
    people = full_house.seen("/relatives?limit=200")["items"]
    assert len(people) == 5
    for source in residents.values():
        resident = thing(full_house, "Patient", source["id"])["id"]
        for contact in source["contact"]:
            same = relation(full_house, "nl-core-ContactPerson-01")
            assert same["residentId"] == resident
            relative = next(one for one in people if one["id"] == same["partyBId"])
            answer = {**relative, "sourceCodes": same["sourceCodes"]}
            assert list(lost(contact, answer)) == []


def test_the_same_files_again_change_nothing_at_all(full_house: House) -> None:
    before = everything(full_house)
    report = bring_rows(full_house, list(read_files(files_in([str(FILES)]), SOURCE)))
    assert results(report).count("unchanged") == 55
    assert everything(full_house) == before


def test_the_order_of_the_files_does_not_matter(full_house: House, other_house: House) -> None:
    rows = list(read_files(files_in([str(FILES)]), SOURCE))
    random.Random(7).shuffle(rows)
    bring_rows(other_house, rows)
    for path in ("residents", "relatives", "caregivers", "relations", "teams", "locations"):
        assert told(full_house, path) == told(other_house, path)


def told(house: House, path: str) -> list[str]:
    """Everything of a noun, without ids, versions and times."""
    items = house.seen(f"/{path}?limit=200")["items"]
    return sorted(re.sub(r'"[0-9a-f]{8}-[0-9a-f-]{27}"', '"id"', json.dumps(_lasting(one))) for one in items)


def _lasting(item: Said) -> Said:
    fleeting = {"version", "createdAt", "updatedAt"}
    return {name: value for name, value in item.items() if name not in fleeting}


def test_a_dry_run_says_the_same_and_keeps_nothing(house: House) -> None:
    before = everything(house)
    rows = list(read_files(files_in([str(FILES)]), SOURCE))
    tried = bring_rows(house, rows, dry_run=True)
    assert everything(house) == before
    assert results(tried) == results(bring_rows(house, rows))


def test_a_related_person_can_be_found_by_its_relation_too(full_house: House) -> None:
    between = found(full_house, "relations", f"{SOURCE}:RelatedPerson", "nl-core-CareTeam-01-RelatedPerson-01")
    assert (between["kind"], [one["code"] for one in between["capacities"]]) == ("husband", ["first_contact"])
