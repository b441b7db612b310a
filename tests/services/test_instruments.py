"""Instruments: the shipped lists in either language, own lists, and what answers hold in place."""

import pytest

from tests.house import LONG_AGO, House, Said, takes_a_fixed_number_of_statements


def own_list(**more: object) -> Said:
    return {
        "title": "Eigen lijst",
        "corner": "resident",
        "scale": [{"value": 0, "label": "nooit"}, {"value": 4, "label": "altijd"}],
        "items": [{"id": "lach", "sense": "belonging", "text": "Iemand lachte met mij."}],
        **more,
    }


@pytest.fixture
def shipped(house: House) -> Said:
    """The list for residents that comes with the program."""
    listed: list[Said] = house.seen("/instruments")["items"]
    assert [one["corner"] for one in listed] == ["resident", "relative", "caregiver"]
    return listed[0]


def sendable(shown: Said) -> Said:
    read_only = {"id", "version", "createdAt", "updatedAt", "createdBy", "source", "preset"}
    return {name: value for name, value in shown.items() if name not in read_only}


def test_a_new_organisation_has_lists_balanced_over_the_senses_and_not_validated(shipped: Said) -> None:
    senses = [item["sense"] for item in shipped["items"]]
    assert {senses.count(sense) for sense in senses} == {5}
    assert len(set(senses)) == 6
    assert (shipped["validated"], shipped["preset"]) == (False, "resident")
    assert "niet wetenschappelijk getoetst" in shipped["note"]


def test_a_shipped_list_is_answered_in_the_language_of_the_caller(house: House, shipped: Said) -> None:
    where = f"/instruments/{shipped['id']}"
    english = house.ask("GET", where, spoken="en").json()
    assert (shipped["scale"][0]["label"], english["scale"][0]["label"]) == ("nooit", "never")
    assert "not been validated" in english["note"]
    assert [item["id"] for item in english["items"]] == [item["id"] for item in shipped["items"]]
    for language, shown in (("nl", shipped), ("en", english)):
        again = house.ask("PUT", where, sendable(shown), spoken=language)
        assert (again.status_code, again.json()) == (200, shown)


def test_a_shipped_list_that_is_told_otherwise_becomes_an_own_list(house: House, shipped: Said) -> None:
    where = f"/instruments/{shipped['id']}"
    known = house.changed(where, externalIds=[{"system": "app", "value": "1"}])
    assert known["preset"] == "resident"
    changed = house.ask("PATCH", where, {"title": "Our list"}, version="*", spoken="en").json()
    assert (changed["title"], changed["preset"], changed["scale"][0]["label"]) == ("Our list", None, "never")
    assert house.seen(where) == changed


def test_what_answers_rest_on_stays_while_there_are_answers(house: House) -> None:
    where = f"/instruments/{house.made('/instruments', **own_list())['id']}"
    sitting = house.made(
        "/sittings",
        instrumentId=where.rpartition("/")[2],
        subjectId=house.resident(),
        voice="resident",
        happenedOn=LONG_AGO,
        answers=[{"itemId": "lach", "value": 4}],
    )
    items = [{"id": "lach", "sense": "purpose", "text": "Iemand lachte met mij."}]
    scale = [{"value": 1, "label": "nooit"}, {"value": 4, "label": "altijd"}]
    for patch in ({"items": items}, {"scale": scale}, {"corner": "relative"}):
        assert house.refused("PATCH", where, patch)[:2] == (409, "in_use")
    assert house.refused("DELETE", where)[:2] == (409, "in_use")
    assert house.changed(where, title="Onze lijst")["title"] == "Onze lijst"
    house.ask("DELETE", f"/sittings/{sitting['id']}", version="*")
    assert house.changed(where, items=items)["items"] == items


def test_a_scale_rises_and_items_differ(house: House) -> None:
    falling = own_list(scale=[{"value": 4, "label": "altijd"}, {"value": 0, "label": "nooit"}])
    assert house.refused("POST", "/instruments", falling)[:2] == (400, "scale_not_rising")
    assert house.refused("POST", "/instruments", own_list(items=own_list()["items"] * 2))[:2] == (400, "item_twice")


def test_a_list_of_instruments_takes_a_fixed_number_of_statements(house: House) -> None:
    takes_a_fixed_number_of_statements(house, "/instruments", lambda: house.made("/instruments", **own_list()))
