"""Roles: the steps of the search, who confirms, and what a role grew from."""

import pytest

from app.models.vocabulary import RoleState
from app.services.roles import NEXT
from tests.house import House, new_id, takes_a_fixed_number_of_statements

# A way from an idea to each state.
WAYS = {
    "idea": [],
    "being_tried": ["being_tried"],
    "fits": ["being_tried", "fits"],
    "does_not_fit": ["being_tried", "does_not_fit"],
    "resting": ["being_tried", "resting"],
    "ended": ["ended"],
}


def role(house: House, holder: str, **more: object) -> str:
    return str(house.made("/roles", **{"holderId": holder, "title": "Tuinman", "tense": "is", **more})["id"])


def test_a_role_begins_as_an_idea_of_somebody(house: House) -> None:
    holder, relative = house.resident("Jan"), house.relative("Anna")
    made = house.made(
        "/roles",
        holderId=holder,
        title="Tuinman",
        tense="wants_to_be",
        voicedBy={"personId": relative, "voice": "relative"},
        activities=["Snoeien"],
    )
    assert made["voicedBy"] == {
        "personId": relative,
        "person": {"id": relative, "preferredName": "Anna"},
        "voice": "relative",
    }
    assert (made["state"], made["confirmedAt"], made["activities"]) == ("idea", None, ["Snoeien"])
    assert [(step["state"], step["byPerson"]["preferredName"]) for step in made["history"]] == [("idea", "Anna")]


@pytest.mark.parametrize("state", WAYS)
def test_only_steps_that_can_follow_are_taken(house: House, state: str) -> None:
    holder = house.resident()
    for wanted in RoleState:
        where = f"/roles/{role(house, holder)}/states"
        for step in WAYS[state]:
            house.done(where, state=step)
        answer = house.ask("POST", where, {"state": wanted})
        allowed = wanted in NEXT[RoleState(state)]
        assert (answer.status_code, answer.json().get("code")) == ((200, None) if allowed else (409, "illegal_state"))


def test_the_table_of_steps_is_that_of_the_contract() -> None:
    assert {state.value: " ".join(sorted(steps)) for state, steps in NEXT.items()} == {
        "idea": "being_tried ended",
        "being_tried": "does_not_fit ended fits resting",
        "fits": "ended resting",
        "resting": "being_tried ended fits",
        "does_not_fit": "being_tried ended",
        "ended": "",
    }


def test_history_stays_with_note_and_person(house: House) -> None:
    where = f"/roles/{role(house, house.resident())}"
    caregiver = house.caregiver()
    house.done(f"{where}/states", state="being_tried", note="Zaaide tomaten.", byPersonId=caregiver)
    after = house.done(f"{where}/states", state="does_not_fit")
    assert [(step["state"], step["note"], step["byPersonId"]) for step in after["history"]] == [
        ("idea", None, None),
        ("being_tried", "Zaaide tomaten.", caregiver),
        ("does_not_fit", None, None),
    ]
    assert after["version"] == 3
    refusal = house.refused("POST", f"{where}/states", {"state": "ended", "byPersonId": new_id()})
    assert refusal == (422, "reference_not_found", ["/byPersonId"])


@pytest.mark.parametrize(
    ("relation", "may"),
    [
        ({"capacities": [{"code": "mentor"}]}, True),
        ({"capacities": [{"code": "contact"}, {"code": "authorised_person", "fromDate": "2020-01-01"}]}, True),
        ({"capacities": [{"code": "first_contact"}]}, False),
        ({"capacities": [{"code": "guardian", "untilDate": "2020-01-01"}]}, False),
        ({"capacities": [{"code": "legal_representative", "fromDate": "2190-01-01"}]}, False),
        ({"capacities": [{"code": "mentor"}], "endDate": "2020-01-01"}, False),
    ],
)
def test_the_holder_or_a_representative_of_today_confirms(
    house: House, relation: dict[str, object], *, may: bool
) -> None:
    holder, relative = house.resident(), house.relative()
    house.relation("A", holder, relative, **relation)
    where = f"/roles/{role(house, holder)}/confirmations"
    if may:
        assert house.done(where, byPersonId=relative)["confirmedById"] == relative
    else:
        assert house.refused("POST", where, {"byPersonId": relative}) == (422, "not_the_holder", ["/byPersonId"])
    assert house.done(where, byPersonId=holder)["confirmedAt"]


def test_a_role_that_means_something_else_is_confirmed_anew(house: House) -> None:
    holder = house.caregiver()
    where = f"/roles/{role(house, holder)}"
    house.done(f"{where}/confirmations", byPersonId=holder)
    assert house.done(f"{where}/states", state="being_tried")["confirmedById"] == holder
    assert house.changed(where, activities=["Zaaien"])["confirmedById"] == holder
    changed = house.changed(where, meaning="Voor anderen zorgen.")
    assert (changed["confirmedAt"], changed["confirmedById"], changed["state"]) == (None, None, "being_tried")


def test_a_role_grows_from_a_role_of_the_same_person(house: House) -> None:
    holder, other = house.resident(), house.resident()
    root = role(house, holder)
    branch = role(house, holder, rootRoleId=root)
    body = {"holderId": other, "title": "Zanger", "tense": "is", "rootRoleId": root}
    assert house.refused("POST", "/roles", body) == (422, "root_of_another", ["/rootRoleId"])
    assert house.refused("POST", "/roles", body | {"rootRoleId": new_id()})[:2] == (422, "reference_not_found")
    assert house.refused("PATCH", f"/roles/{root}", {"holderId": other})[1:] == ("root_of_another", ["/holderId"])
    for grown in (root, branch):
        refusal = house.refused("PATCH", f"/roles/{root}", {"rootRoleId": grown})
        assert refusal == (422, "root_circle", ["/rootRoleId"])
    assert house.refused("DELETE", f"/roles/{root}")[:2] == (409, "in_use")


def test_roles_are_found_by_holder_and_state(house: House) -> None:
    holder = house.resident()
    one, two = role(house, holder), role(house, holder)
    role(house, house.resident())
    house.done(f"/roles/{two}/states", state="being_tried")
    assert [found["id"] for found in house.seen(f"/roles?holderId={holder}")["items"]] == [one, two]
    assert [found["id"] for found in house.seen("/roles?state=being_tried")["items"]] == [two]


def test_a_list_of_roles_takes_a_fixed_number_of_statements(house: House) -> None:
    takes_a_fixed_number_of_statements(house, "/roles", lambda: role(house, house.resident()))
