"""The ids a noun has in other systems."""

import pytest

from app.services.external_ids import is_bsn
from tests.house import House

TIE = {"system": "https://ecd.example", "value": "7"}


@pytest.mark.parametrize(
    ("system", "bsn"),
    [
        ("http://fhir.nl/fhir/NamingSystem/bsn", True),
        ("http://fhir.nl/fhir/NamingSystem/bsn/", True),
        (" HTTP://FHIR.NL/fhir/namingsystem/BSN", True),
        ("urn:oid:2.16.840.1.113883.2.4.6.3", True),
        ("2.16.840.1.113883.2.4.6.3", True),
        ("bsn", True),
        ("urn:oid:2.16.840.1.113883.2.4.6.30", False),
        ("https://ecd.example/bsn-free", False),
    ],
)
def test_the_naming_system_of_the_bsn_is_known_in_every_way_of_writing(system: str, bsn: bool) -> None:  # noqa: FBT001  a column
    assert is_bsn(system) is bsn


@pytest.mark.parametrize("path", ["/residents", "/relatives", "/caregivers", "/teams", "/locations"])
def test_a_bsn_is_never_kept(house: House, path: str) -> None:
    body = {"name": "x"} if path in {"/teams", "/locations"} else {"preferredName": "x"}
    number = {"system": "http://fhir.nl/fhir/NamingSystem/bsn", "value": "123456782"}
    answer = house.ask("POST", path, body | {"externalIds": [TIE, number]})
    assert answer.status_code == 400
    assert [(one["code"], one["pointer"]) for one in answer.json()["errors"]] == [
        ("bsn_refused", "/externalIds/1/system")
    ]
    assert "123456782" not in answer.text


def test_an_external_id_belongs_to_one_living_thing_of_a_noun(house: House, other_house: House) -> None:
    first = house.made("/teams", name="a", externalIds=[TIE])
    assert house.refused("POST", "/teams", {"name": "b", "externalIds": [TIE]}) == (
        409,
        "external_id_taken",
        ["/externalIds/0"],
    )
    house.made("/locations", name="b", externalIds=[TIE])
    other_house.made("/teams", name="b", externalIds=[TIE])
    house.changed(f"/teams/{first['id']}", externalIds=[])
    house.made("/teams", name="b", externalIds=[TIE])


def test_the_same_external_id_twice_is_refused(house: House) -> None:
    refused = house.refused("POST", "/teams", {"name": "a", "externalIds": [TIE, TIE]})
    assert refused == (400, "external_id_twice", ["/externalIds/1"])


def test_external_ids_keep_their_order(house: House) -> None:
    one, two = {"system": "b", "value": "1"}, {"system": "a", "value": "2"}
    where = f"/teams/{house.made('/teams', name='a', externalIds=[one, two])['id']}"
    assert house.seen(where)["externalIds"] == [one, two]
    assert house.changed(where, externalIds=[two, one])["externalIds"] == [two, one]
    assert house.seen(where)["externalIds"] == [two, one]
