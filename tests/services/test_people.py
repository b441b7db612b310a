"""People: one person, several hats; what is said through one hat is heard through all."""

import pytest

from tests.house import LONG_AGO, House, Said, new_id

HATS = {"residents": "resident", "relatives": "relative", "caregivers": "caregiver"}
FACTS: Said = {
    "preferredName": "Jo",
    "name": {"given": ["Johanna"], "ownPrefix": "van", "ownName": "Putten"},
    "bornOn": "1934-04",
    "telecoms": [{"kind": "phone", "value": "0612345678"}],
}


def versions(house: House, person: str, *paths: str) -> list[int]:
    return [house.seen(f"/{path}/{person}")["version"] for path in paths]


def test_a_living_person_is_given_a_further_hat_and_keeps_their_facts(house: House) -> None:
    person = house.made("/residents", **FACTS)["id"]
    answer = house.ask("PUT", f"/relatives/{person}", {"gender": "female"})
    assert answer.status_code == 201
    told = answer.json()
    assert {name: told[name] for name in ("preferredName", "bornOn", "gender")} == {
        "preferredName": "Jo",
        "bornOn": "1934-04",
        "gender": "female",
    }
    assert told["name"]["ownName"] == "Putten"
    assert house.seen(f"/residents/{person}")["gender"] == "female"
    assert house.seen(f"/people/{person}")["hats"] == ["resident", "relative"]
    again = house.ask("PUT", f"/relatives/{person}", {"gender": "female"})
    assert (again.status_code, again.json()) == (200, told)


def test_three_hats_at_most_and_each_in_its_own_list(house: House) -> None:
    person = new_id()
    for path in HATS:
        assert house.ask("PUT", f"/{path}/{person}", {}).status_code == 201
    assert house.seen(f"/people/{person}")["hats"] == list(HATS.values())
    assert [len(house.seen(f"/{path}")["items"]) for path in HATS] == [1, 1, 1]


def test_a_further_hat_changes_the_person_s_own_answer(house: House) -> None:
    person = house.resident()
    before = house.ask("GET", f"/people/{person}").headers["etag"]
    house.ask("PUT", f"/caregivers/{person}", {})
    after = house.ask("GET", f"/people/{person}").headers["etag"]
    assert after != before
    assert house.ask("DELETE", f"/caregivers/{person}", version="*").status_code == 204
    assert house.ask("GET", f"/people/{person}").headers["etag"] not in {before, after}


def test_a_change_through_one_hat_makes_the_other_hat_s_version_stale(house: House) -> None:
    person = house.resident()
    house.ask("PUT", f"/relatives/{person}", {})
    stale = house.ask("GET", f"/relatives/{person}").headers["etag"]
    before = versions(house, person, "residents", "relatives", "people")
    house.changed(f"/residents/{person}", preferredName="Annie")
    assert versions(house, person, "residents", "relatives", "people") == [one + 1 for one in before]
    assert house.seen(f"/relatives/{person}")["preferredName"] == "Annie"
    assert house.ask("PATCH", f"/relatives/{person}", {"gender": "female"}, version=stale).status_code == 412


def test_what_belongs_to_one_hat_changes_that_hat_alone(house: House) -> None:
    person = house.resident()
    house.ask("PUT", f"/caregivers/{person}", {})
    before = versions(house, person, "residents", "caregivers", "people")
    house.changed(f"/caregivers/{person}", function="gastvrouw")
    assert versions(house, person, "residents", "caregivers", "people") == [before[0], before[1] + 1, before[2]]
    house.changed(f"/caregivers/{person}", function="gastvrouw")
    assert versions(house, person, "caregivers") == [before[1] + 1]


def test_the_last_hat_takes_the_person_along(house: House) -> None:
    person = house.resident()
    house.ask("PUT", f"/relatives/{person}", {})
    assert house.ask("DELETE", f"/residents/{person}", version="*").status_code == 204
    assert house.seen(f"/people/{person}")["hats"] == ["relative"]
    assert house.ask("GET", f"/residents/{person}").status_code == 404
    assert house.refused("PUT", f"/residents/{person}", {})[:2] == (409, "deleted")
    assert house.ask("DELETE", f"/relatives/{person}", version="*").status_code == 204
    assert house.ask("GET", f"/people/{person}").status_code == 404
    assert house.refused("PUT", f"/caregivers/{person}", {}, version=None)[:2] == (409, "deleted")


def test_a_hat_that_a_relation_needs_stays_on(house: House) -> None:
    resident, relative, caregiver = house.resident(), house.relative(), house.caregiver()
    house.relation("A", resident, relative)
    house.relation("B", resident, caregiver)
    for path, person in (("residents", resident), ("relatives", relative), ("caregivers", caregiver)):
        assert house.refused("DELETE", f"/{path}/{person}")[:2] == (409, "in_use")
    house.ask("PUT", f"/caregivers/{relative}", {})
    assert house.ask("DELETE", f"/caregivers/{relative}", version="*").status_code == 204  # nothing rests on that one
    house.ask("PUT", f"/residents/{relative}", {})  # a fellow resident may take the seat of a relative
    assert house.ask("DELETE", f"/relatives/{relative}", version="*").status_code == 204


def test_somebody_in_a_story_keeps_their_last_hat(house: House) -> None:
    resident = house.resident()
    story = house.story(resident)
    assert house.refused("DELETE", f"/residents/{resident}")[:2] == (409, "in_use")
    assert house.ask("DELETE", f"/stories/{story}", version="*").status_code == 204
    assert house.ask("DELETE", f"/residents/{resident}", version="*").status_code == 204


def test_what_somebody_told_of_themselves_does_not_hold_them(house: House) -> None:
    resident = house.resident()
    house.changed(f"/residents/{resident}", lifeStory=[{"text": "Ik was bakker.", "voicedById": resident}])
    assert house.ask("DELETE", f"/residents/{resident}", version="*").status_code == 204
    assert house.ask("GET", f"/people/{resident}").status_code == 404


@pytest.mark.parametrize("path", HATS)
def test_memberships_are_said_on_every_hat(house: House, path: str) -> None:
    team = house.made("/teams", name="Linde")["id"]
    person = house.made(f"/{path}", memberships=[{"teamId": team, "fromDate": LONG_AGO}])["id"]
    assert house.seen(f"/people/{person}")["memberships"][0]["capacity"] == "member"
    assert house.refused("DELETE", f"/teams/{team}")[:2] == (409, "in_use")
    house.changed(f"/{path}/{person}", memberships=[])
    assert house.ask("DELETE", f"/teams/{team}", version="*").status_code == 204
    wrong = [{"teamId": team, "fromDate": "2026-02-02", "untilDate": "2026-02-01"}]
    assert house.refused("PATCH", f"/{path}/{person}", {"memberships": wrong})[:2] == (400, "period_reversed")


@pytest.mark.parametrize("path", HATS)
def test_an_external_id_sits_on_the_hat_and_not_on_the_person(house: House, path: str) -> None:
    known = [{"system": "https://ecd.example/id", "value": "17"}]
    ids = [house.made(f"/{one}", externalIds=known)["id"] for one in HATS]  # the same id on three nouns
    assert [house.seen(f"/people/{one}")["externalIds"] for one in ids] == [[]] * 3
    found = house.seen(f"/{path}?externalSystem=https://ecd.example/id&externalValue=17")["items"]
    assert [one["id"] for one in found] == [ids[list(HATS).index(path)]]
    assert house.refused("POST", f"/{path}", {"externalIds": known})[:2] == (409, "external_id_taken")
    assert house.refused("PUT", f"/{path}/{new_id()}", {"externalIds": known}, version=None)[0] == 409


@pytest.mark.parametrize("path", HATS)
@pytest.mark.parametrize("system", ["http://fhir.nl/fhir/NamingSystem/bsn", "urn:oid:2.16.840.1.113883.2.4.6.3"])
def test_a_bsn_is_kept_nowhere(house: House, path: str, system: str) -> None:
    body = {"externalIds": [{"system": system, "value": "999911120"}]}
    assert house.refused("POST", f"/{path}", body) == (400, "bsn_refused", ["/externalIds/0/system"])
    answer = house.ask("GET", f"/{path}?externalSystem={system}&externalValue=999911120")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "bsn_refused")


@pytest.mark.parametrize("path", HATS)
def test_somebody_can_die_under_every_hat(house: House, path: str) -> None:
    person = house.made(f"/{path}", preferredName="Jo")["id"]
    ahead = {"deceased": {"known": True, "deceasedOn": house.ago(-2)}}
    assert house.refused("PATCH", f"/{path}/{person}", ahead) == (400, "death_in_future", ["/deceased/deceasedOn"])
    alive = {"deceased": {"known": False, "deceasedOn": house.ago(2)}}
    assert house.refused("PATCH", f"/{path}/{person}", alive)[:2] == (400, "death_date_of_living")
    dead = house.changed(f"/{path}/{person}", deceased={"known": True, "deceasedOn": house.ago(2)[:7]})
    assert dead["deceased"] == {"known": True, "deceasedOn": house.ago(2)[:7]}


def test_a_name_beside_an_id_falls_back_on_the_official_name(house: House) -> None:
    names: list[tuple[Said, str | None]] = [
        ({"preferredName": "Jo", "name": {"given": ["Johanna"]}}, "Jo"),
        ({"name": {"given": ["Johanna", "Maria"], "ownPrefix": "van", "ownName": "Putten"}}, "Johanna van Putten"),
        ({"name": {"initials": ["J.", "M."], "ownName": "Putten"}}, "J. M. Putten"),
        ({"name": {"given": ["Johanna"], "family": "van Putten-Bos", "ownName": "Putten"}}, "Johanna van Putten-Bos"),
        ({"name": {"text": "Mw. Van Putten"}}, "Mw. Van Putten"),
        ({}, None),
    ]
    people = [house.made("/residents", **body)["id"] for body, _ in names]
    told = house.seen(f"/stories/{house.story(*people)}")["people"]
    assert [one["person"]["preferredName"] for one in told] == [name for _, name in names]


def test_nobody_is_found_under_an_id_of_nothing(house: House) -> None:
    for path in ("people/{}", "people/{}/senses", "residents/{}", "residents/{}/senses", "residents/{}/participation"):
        assert house.ask("GET", "/" + path.format(new_id())).status_code == 404
