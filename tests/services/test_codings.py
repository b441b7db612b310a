"""Codings: who may be coded in a story, once by each coder in each capacity."""

from tests.house import House, Said, new_id, takes_a_fixed_number_of_statements


def felt(subject: str, sense: str = "security") -> Said:
    return {"sense": sense, "subjectId": subject, "voice": "resident", "felt": "felt"}


def test_a_coding_is_answered_with_its_names_and_its_roles(house: House) -> None:
    resident, coder = house.resident("Truus"), house.caregiver("Bilal")
    role = house.made("/roles", holderId=resident, title="Tuinman", tense="is")["id"]
    body = {
        "coderId": coder,
        "as": "caregiver",
        "senses": [felt(resident)],
        "values": [{"coreValue": "attention", "shows": "shines"}],
        "lenses": [{"lens": "care_network", "shows": "missing"}],
        "roleIds": [role],
    }
    made = house.made(f"/stories/{house.story(resident)}/codings", **body)
    assert made["coder"]["preferredName"] == "Bilal"
    assert made["senses"][0]["subject"]["preferredName"] == "Truus"
    assert {name: made[name] for name in ("as", "values", "lenses", "roleIds")} == {
        name: body[name] for name in ("as", "values", "lenses", "roleIds")
    }
    assert house.refused("DELETE", f"/roles/{role}")[:2] == (409, "in_use")


def test_the_subject_is_in_the_story_or_tells_it_or_saw_it(house: House) -> None:
    resident, teller, observer, stranger = house.resident(), house.relative(), house.caregiver(), house.resident()
    story = house.story(resident, tellerId=teller, observerId=observer)
    senses = [felt(one) for one in (resident, teller, observer)]
    body = {"coderId": observer, "as": "observer", "senses": senses}
    wrong = body | {"senses": [felt(resident), felt(stranger)]}
    assert house.refused("POST", f"/stories/{story}/codings", wrong) == (
        422,
        "subject_not_in_story",
        ["/senses/1/subjectId"],
    )
    assert len(house.made(f"/stories/{story}/codings", **body)["senses"]) == 3


def test_a_coder_codes_a_story_once_in_each_capacity(house: House) -> None:
    resident, coder = house.resident(), house.caregiver()
    path = f"/stories/{house.story(resident)}/codings"
    first = house.made(path, **{"coderId": coder, "as": "observer"})
    assert house.refused("POST", path, {"coderId": coder, "as": "observer"})[:2] == (409, "coded_already")
    second = house.made(path, **{"coderId": coder, "as": "caregiver"})
    assert house.refused("PATCH", f"{path}/{second['id']}", {"as": "observer"})[:2] == (409, "coded_already")
    house.ask("DELETE", f"{path}/{first['id']}", version="*")
    assert house.changed(f"{path}/{second['id']}", **{"as": "observer"})["as"] == "observer"


def test_a_value_of_nobody_is_refused(house: House) -> None:
    path = f"/stories/{house.story(house.resident())}/codings"
    body = {"coderId": house.caregiver(), "as": "observer", "values": [{"coreValue": "haste", "shows": "shines"}]}
    assert house.refused("POST", path, body) == (422, "core_value_unknown", ["/values/0/coreValue"])


def test_a_withdrawn_story_is_coded_no_more(house: House) -> None:
    story = house.story(house.resident())
    body = {"coderId": house.caregiver(), "as": "observer"}
    made = house.made(f"/stories/{story}/codings", **body)
    house.done(f"/stories/{story}/withdrawals")
    where = f"/stories/{story}/codings/{made['id']}"
    assert house.refused("POST", f"/stories/{story}/codings", body)[:2] == (409, "story_withdrawn")
    assert house.refused("PATCH", where, {"as": "caregiver"})[:2] == (409, "story_withdrawn")
    assert house.seen(where)["id"] == made["id"]
    assert house.ask("DELETE", where, version="*").status_code == 204


def test_a_coding_is_found_below_its_own_story_only(house: House) -> None:
    one, other = house.story(house.resident()), house.story(house.resident())
    body = {"coderId": house.caregiver(), "as": "observer"}
    coding = house.made(f"/stories/{one}/codings", **body)["id"]
    assert house.ask("GET", f"/stories/{other}/codings/{coding}").status_code == 404
    assert house.ask("DELETE", f"/stories/{other}/codings/{coding}", version="*").status_code == 404
    assert house.ask("PATCH", f"/stories/{other}/codings/{coding}", {}, version="*").status_code == 404
    assert house.refused("PUT", f"/stories/{other}/codings/{coding}", body)[:2] == (409, "id_taken")
    assert house.ask("GET", f"/stories/{new_id()}/codings").status_code == 404
    assert house.ask("POST", f"/stories/{new_id()}/codings", body).status_code == 404


def test_a_cursor_does_not_fit_the_codings_of_another_story(house: House) -> None:
    one, other = house.story(house.resident()), house.story(house.resident())
    for coder in (house.caregiver(), house.caregiver()):
        house.made(f"/stories/{one}/codings", **{"coderId": coder, "as": "observer"})
    cursor = house.seen(f"/stories/{one}/codings?limit=1")["nextCursor"]
    assert len(house.seen(f"/stories/{one}/codings?limit=1&cursor={cursor}")["items"]) == 1
    assert house.ask("GET", f"/stories/{other}/codings?limit=1&cursor={cursor}").status_code == 400


def test_a_list_of_codings_takes_a_fixed_number_of_statements(house: House) -> None:
    resident = house.resident()
    path = f"/stories/{house.story(resident)}/codings"

    def add() -> None:
        house.made(path, **{"coderId": house.caregiver(), "as": "observer", "senses": [felt(resident)]})

    takes_a_fixed_number_of_statements(house, path, add)
