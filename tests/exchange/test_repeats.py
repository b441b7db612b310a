"""The same source again and again: what it says anew goes in, what somebody here made of it stays."""

from typing import Any

import pytest

from tests.exchange.bringing import (
    SOURCE,
    Said,
    bring,
    everything,
    found,
    named,
    patient,
    phone,
    refused,
    related,
    relation,
    results,
    thing,
    warned,
)
from tests.house import House

ANNA = patient(
    name=[named("Bos", "Anna")],
    telecom=[phone("1")],
    birthDate="1934",
    identifier=[{"system": "urn:ons", "value": "7"}],
)


def test_a_row_is_created_updated_and_unchanged(house: House) -> None:
    assert results(bring(house, ANNA)) == ["created"]
    assert results(bring(house, ANNA)) == ["unchanged"]
    assert results(bring(house, {**ANNA, "birthDate": "1934-04"})) == ["updated"]
    answer = thing(house, "Patient", "p1")
    assert (answer["bornOn"], answer["source"]) == ("1934-04", SOURCE)
    assert results(bring(house, {**ANNA, "birthDate": "1934-04"})) == ["unchanged"]


def test_the_names_of_a_row_in_another_order_are_no_change(house: House) -> None:
    bring(house, ANNA)
    assert results(bring(house, dict(reversed(ANNA.items())))) == ["unchanged"]


def test_a_local_override_stays_until_the_source_says_something_new_of_that_field(house: House) -> None:
    bring(house, ANNA)
    resident = thing(house, "Patient", "p1")["id"]
    house.changed(f"/residents/{resident}", preferredName="Annie", telecoms=[{"kind": "phone", "value": "9"}])
    assert results(bring(house, ANNA)) == ["unchanged"]
    bring(house, {**ANNA, "birthDate": "1935"})
    answer = thing(house, "Patient", "p1")
    assert (answer["bornOn"], answer["preferredName"], answer["telecoms"][0]["value"]) == ("1935", "Annie", "9")
    bring(house, {**ANNA, "telecom": [phone("2")]})
    answer = thing(house, "Patient", "p1")
    assert ([one["value"] for one in answer["telecoms"]], answer["preferredName"]) == (["2"], "Annie")


def test_an_import_never_touches_what_only_people_here_say(house: House) -> None:
    bring(house, ANNA)
    resident = thing(house, "Patient", "p1")["id"]
    own = {"lifeStory": [{"text": "Werkte op zee."}], "doNotScore": True, "noRoleAskedNow": True}
    house.changed(f"/residents/{resident}", **own)
    bring(house, {**ANNA, "birthDate": "1935", "name": [named("Bosch", "Anna")]})
    answer = thing(house, "Patient", "p1")
    assert (answer["lifeStory"][0]["text"], answer["doNotScore"], answer["noRoleAskedNow"]) == (
        "Werkte op zee.",
        True,
        True,
    )


def test_what_the_source_no_longer_says_goes(house: House) -> None:
    bring(house, ANNA)
    bring(house, {name: value for name, value in ANNA.items() if name not in {"birthDate", "telecom", "identifier"}})
    answer = thing(house, "Patient", "p1")
    assert (answer["bornOn"], answer["telecoms"]) == (None, [])
    assert [one["value"] for one in answer["externalIds"]] == ["p1"]


def test_external_ids_of_others_stay(house: House) -> None:
    bring(house, ANNA)
    answer = thing(house, "Patient", "p1")
    ids = [*answer["externalIds"], {"system": "afas", "value": "12"}]
    house.changed(f"/residents/{answer['id']}", externalIds=ids)
    bring(house, {**ANNA, "birthDate": "1936"})
    assert [one["value"] for one in thing(house, "Patient", "p1")["externalIds"]] == ["p1", "7", "12"]


def test_an_identifier_that_another_has_is_kept_beside(house: House) -> None:
    report = bring(house, ANNA, {**ANNA, "id": "p2"})
    assert warned(report) == {"identifier_taken"}
    answers = [thing(house, "Patient", one) for one in ("p1", "p2")]
    assert sorted(len(one["externalIds"]) for one in answers) == [1, 2]
    assert [one["sharedIds"] for one in answers] == [[], [{"system": "urn:ons", "value": "7"}]]
    assert results(bring(house, ANNA, {**ANNA, "id": "p2"})) == ["unchanged", "unchanged"]


def test_the_same_key_in_another_source_is_somebody_else(house: House) -> None:
    bring(house, patient())
    bring(house, patient(), source="afas")
    assert len(house.seen("/residents")["items"]) == 2


def test_a_tombstone_is_revived_with_its_person(house: House) -> None:
    bring(house, ANNA, related(name=[named("Bos", "Jan")]))
    resident, relative, between = (
        thing(house, "Patient", "p1"),
        thing(house, "RelatedPerson", "r1"),
        relation(house, "r1"),
    )
    for path in (f"relations/{between['id']}", f"relatives/{relative['id']}", f"residents/{resident['id']}"):
        assert house.ask("DELETE", f"/{path}", version="*").status_code == 204
    report = bring(house, ANNA, related(name=[named("Bos", "Jan")]))
    assert results(report) == ["updated", "updated"]
    assert warned(report) == {"revived"}
    assert thing(house, "Patient", "p1")["id"] == resident["id"]
    assert thing(house, "Patient", "p1")["version"] > resident["version"]
    assert relation(house, "r1")["partyBId"] == relative["id"]
    assert house.seen(f"/people/{resident['id']}")["hats"] == ["resident"]
    assert set(results(bring(house, ANNA, related(name=[named("Bos", "Jan")])))) == {"unchanged"}


def test_a_reference_that_comes_later_is_filled_in(house: House) -> None:
    place: Said = {"resourceType": "Location", "id": "l1", "managingOrganization": {"reference": "Organization/o1"}}
    assert warned(bring(house, place)) == {"reference_not_found"}
    bring(house, {"resourceType": "Organization", "id": "o1", "name": "De Linde"})
    assert results(bring(house, place)) == ["updated"]
    assert thing(house, "Location", "l1")["managedById"] == thing(house, "Organization", "o1")["id"]


def test_of_a_row_that_comes_twice_the_last_counts(house: House) -> None:
    report = bring(house, ANNA, {**ANNA, "birthDate": "1936"})
    assert warned(report) == {"row_superseded"}
    assert thing(house, "Patient", "p1")["bornOn"] == "1936"
    assert warned(bring(house, ANNA, ANNA)) == set()


@pytest.mark.parametrize("names", [("a", "b"), ("a", "a")], ids=["of each other", "of itself"])
def test_organisations_that_are_part_of_each_other_come_in(house: House, names: tuple[str, str]) -> None:
    circle = [
        {"resourceType": "Organization", "id": one, "name": one, "partOf": {"reference": f"Organization/{other}"}}
        for one, other in {names, names[::-1]}
    ]
    report = bring(house, *circle)
    assert (set(results(report)), warned(report)) == ({"created"}, set())
    assert thing(house, "Organization", names[0])["partOfId"] == thing(house, "Organization", names[1])["id"]
    before = everything(house)
    assert set(results(bring(house, *circle))) == {"unchanged"}
    assert everything(house) == before


def test_a_refused_row_leaves_nothing_behind(house: House) -> None:
    bring(house, patient(), {"resourceType": "Patient", "id": "p2"})
    before = everything(house)
    # The relative would fit; the relation does not, so neither of the two goes in.
    odd: dict[str, Any] = related("r2", of="nobody", name=[named("Bos", "Jan")])
    report = bring(house, odd)
    assert refused(report) == {("reference_not_found", "/patient")}
    assert everything(house) == before


def test_a_refused_row_does_not_take_the_good_ones_with_it(house: House) -> None:
    report = bring(house, patient(), related("r1", of="nobody"), related("r2"), patient("p3"))
    assert results(report) == ["created", "rejected", "created", "created"]
    assert relation(house, "r2")["side"] == "A"


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_dry_run_finds_the_same_and_keeps_nothing(house: House, *, dry_run: bool) -> None:
    before = everything(house)
    assert results(bring(house, ANNA, related(), related("r2", of="x"), dry_run=dry_run)) == [
        "created",
        "created",
        "rejected",
    ]
    assert (everything(house) == before) is dry_run


def test_another_organisation_sees_and_changes_nothing_of_it(house: House, other_house: House) -> None:
    bring(house, ANNA)
    before = everything(house)
    assert results(bring(other_house, {**ANNA, "birthDate": "1900"})) == ["created"]
    assert everything(house) == before
    assert found(other_house, "residents", f"{SOURCE}:Patient", "p1")["bornOn"] == "1900"
