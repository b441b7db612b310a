"""What is written: in the own voice, of the own side, about whom one has to do with, and what it leaves in the rows."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI

from tests.house import Said, open_house
from tests.policy.cast import Cast


@pytest.fixture(scope="module")
def stage(service: FastAPI) -> Iterator[Cast]:
    """A house of its own, because what is tried here is written."""
    with open_house(service) as house:
        yield Cast(house)


def code(answer: Any) -> tuple[int, str | None]:  # noqa: ANN401  the client's own response
    return answer.status_code, answer.json().get("code")


def story(stage: Cast, teller: str | None, *people: str, **more: object) -> Said:
    told = {"tellerId": stage.ids[teller]} if teller else {}
    there = [{"personId": stage.ids[one]} for one in people]
    return {"text": "Samen soep gekookt.", "happenedOn": stage.house.ago(3), "people": there, **told, **more}


@pytest.mark.parametrize(
    ("caller", "teller", "people", "expected"),
    [
        ("anna", "anna", ["truus"], (201, None)),
        ("anna", None, ["truus"], (403, "not_yours_to_write")),
        ("anna", "bram", ["truus"], (403, "other_voice")),
        ("anna", "nurse", ["truus"], (403, "other_voice")),
        ("anna", "anna", ["otto"], (422, "reference_not_found")),
        ("cees", "cees", ["truus"], (201, None)),
        ("truus", "truus", ["truus"], (201, None)),
        ("volunteer", "volunteer", ["truus"], (201, None)),
        ("student", "student", ["truus"], (201, None)),
        ("nurse", "nurse", ["truus"], (201, None)),
        ("nurse", "anna", ["truus"], (201, None)),
        ("nurse", None, ["truus"], (201, None)),
        ("nurse", "colleague", ["truus"], (403, "not_yours_to_write")),
        ("nurse", "nurse", ["otto"], (422, "reference_not_found")),
        ("nurse", None, ["nurse"], (403, "not_yours_to_write")),
        ("lead", "colleague", ["truus"], (201, None)),
        ("administrator", "anna", ["truus"], (403, "scope_too_narrow")),
    ],
)
def test_who_may_tell_a_story(
    stage: Cast, caller: str, teller: str | None, people: list[str], expected: tuple[int, str | None]
) -> None:
    assert code(stage.ask(caller, "POST", "/stories", story(stage, teller, *people))) == expected


def test_what_was_refused_left_nothing(stage: Cast) -> None:
    before = stage.ask("system", "GET", "/stories?limit=200").json()["items"]
    refused = story(stage, "colleague", "truus", moments=[moment(stage, "truus and nurse")])
    assert code(stage.ask("nurse", "POST", "/stories", refused)) == (403, "not_yours_to_write")
    assert stage.ask("system", "GET", "/stories?limit=200").json()["items"] == before


def moment(stage: Cast, relation: str, **more: object) -> Said:
    said = {"relationId": stage.ids[relation], "happenedOn": stage.house.ago(2), "rungA": 3, "reciprocal": True}
    return {name: value for name, value in {**said, **more}.items() if value is not None}


@pytest.mark.parametrize(
    ("caller", "relation", "more", "expected"),
    [
        ("anna", "anna and nurse", {}, (201, None)),
        ("anna", "anna and nurse", {"rungB": 4}, (403, "own_side_only")),
        ("anna", "anna and nurse", {"rungA": None, "rungB": 4}, (403, "own_side_only")),
        ("anna", "truus and nurse", {}, (403, "not_yours_to_write")),
        ("anna", "bram and nurse", {}, (422, "reference_not_found")),
        ("truus", "truus and nurse", {}, (201, None)),
        ("truus", "anna and nurse", {}, (403, "not_yours_to_write")),
        ("volunteer", "truus and volunteer", {"rungA": None, "rungB": 3}, (201, None)),
        ("volunteer", "truus and volunteer", {}, (403, "own_side_only")),
        ("volunteer", "truus and nurse", {}, (422, "reference_not_found")),
        ("student", "truus and student", {"rungA": None, "rungB": 3}, (201, None)),
        ("student", "truus and nurse", {}, (403, "not_yours_to_write")),
        ("nurse", "truus and nurse", {"rungB": 4}, (201, None)),
        ("nurse", "piet and colleague", {"rungB": 4}, (201, None)),
        ("nurse", "otto and stranger", {}, (422, "reference_not_found")),
        ("anna", "anna and nurse", {"rungAById": "anna"}, (201, None)),
        ("anna", "anna and nurse", {"rungAById": "nurse"}, (403, "other_voice")),
    ],
)
def test_whose_moment_it_is(
    stage: Cast, caller: str, relation: str, more: Said, expected: tuple[int, str | None]
) -> None:
    named = {name: stage.ids[value] if name.endswith("ById") else value for name, value in more.items()}
    assert code(stage.ask(caller, "POST", "/moments", moment(stage, relation, **named))) == expected


@pytest.mark.parametrize(
    ("caller", "patch", "expected"),
    [
        ("anna", {"rungA": 4}, (200, None)),
        ("anna", {"rungB": 4}, (403, "own_side_only")),
        ("anna", {"note": "Anders."}, (403, "own_side_only")),
        ("nurse", {"note": "Anders."}, (200, None)),
        ("truus", {"rungA": 4}, (403, "not_yours_to_write")),
        ("bram", {"rungA": 4}, (404, "not_found")),
    ],
)
def test_of_a_moment_that_is_there_one_changes_the_own_rung(
    stage: Cast, caller: str, patch: Said, expected: tuple[int, str | None]
) -> None:
    where = stage.path("moment of anna and nurse")
    assert code(stage.ask(caller, "PATCH", where, patch, **{"If-Match": "*"})) == expected


@pytest.mark.parametrize(
    ("caller", "relation", "patch", "expected"),
    [
        ("anna", "anna and nurse", {"wishedRungA": 4}, (200, None)),
        ("anna", "anna and nurse", {"contactWantedA": "no"}, (200, None)),
        ("anna", "anna and nurse", {"wishedRungB": 4}, (403, "own_side_only")),
        ("anna", "anna and nurse", {"note": "Anders."}, (403, "own_side_only")),
        ("anna", "anna and nurse", {"endDate": "2099-01-01"}, (403, "own_side_only")),
        ("anna", "anna and truus", {"wishedRungB": 5}, (200, None)),
        ("anna", "anna and truus", {"barred": None, "capacities": [{"code": "mentor"}]}, (403, "own_side_only")),
        ("truus", "anna and truus", {"contactWantedA": "no"}, (200, None)),
        ("volunteer", "truus and volunteer", {"wishedRungB": 4}, (200, None)),
        ("nurse", "truus and nurse", {"wishedRungA": 4}, (200, None)),
        ("nurse", "house of nurse", {"wishedRungA": 4}, (200, None)),
        ("nurse", "house of nurse", {"note": "Anders."}, (403, "own_side_only")),
        ("stranger", "truus and nurse", {"wishedRungA": 4}, (404, "not_found")),
    ],
)
def test_of_a_relation_one_changes_the_own_side(
    stage: Cast, caller: str, relation: str, patch: Said, expected: tuple[int, str | None]
) -> None:
    assert code(stage.ask(caller, "PATCH", stage.path(relation), patch, **{"If-Match": "*"})) == expected


def test_nobody_makes_themselves_a_relation(stage: Cast) -> None:
    ids = stage.ids
    said = {"side": "B", "partyAId": ids["truus"], "partyBId": ids["volunteer"], "kind": "buddy"}
    assert code(stage.ask("volunteer", "POST", "/relations", said)) == (403, "own_side_only")
    mentor = {"side": "A", "partyAId": ids["truus"], "partyBId": ids["bram"], "capacities": [{"code": "mentor"}]}
    assert code(stage.ask("bram", "POST", "/relations", {**mentor, "kind": "friend"})) == (403, "own_side_only")


def test_a_coordinator_admits_to_the_own_team_and_to_no_other(stage: Cast) -> None:
    def admitted(team: str) -> tuple[int, str | None]:
        stays = [{"teamId": stage.ids[team], "fromDate": stage.house.ago(1)}]
        return code(stage.ask("lead", "POST", "/residents", {"preferredName": "Wim", "stays": stays}))

    assert admitted("linde") == (201, None)
    stays = [{"teamId": stage.ids["linde"], "fromDate": stage.house.ago(1)}]
    said = {"preferredName": "Wim", "stays": stays, "telecoms": [{"kind": "phone", "value": "0612345678"}]}
    assert stage.ask("lead", "POST", "/residents", said).json()["telecoms"]
    assert admitted("els") == (403, "not_yours_to_write")
    nobody = stage.ask("lead", "POST", "/residents", {"preferredName": "Wim"})
    assert code(nobody) == (403, "not_yours_to_write")


def test_a_coordinator_gives_nobody_a_team_that_is_not_theirs(stage: Cast) -> None:
    def given(who: str, team: str, capacity: str) -> tuple[int, str | None]:
        path, old = stage.path(who), stage.ask("lead", "GET", stage.path(who)).json()["memberships"]
        new = {"teamId": stage.ids[team], "capacity": capacity, "fromDate": stage.house.ago(1)}
        answer = stage.ask("lead", "PATCH", path, {"memberships": [*old, new]}, **{"If-Match": "*"})
        return code(answer)

    assert given("nurse", "linde", "coach") == (200, None)
    assert given("lead", "els", "coordinator") == (403, "not_yours_to_write")
    assert given("nurse", "els", "member") == (403, "not_yours_to_write")
    stay = {"teamId": stage.ids["els"], "capacity": "member", "fromDate": stage.house.ago(1)}
    assert code(stage.ask("nurse", "POST", "/relatives", {"preferredName": "Wies", "memberships": [stay]})) == (
        403,
        "not_yours_to_write",
    )


def test_a_new_relative_is_there_for_the_relation_that_follows(stage: Cast) -> None:
    relative = stage.ask("nurse", "POST", "/relatives", {"preferredName": "Wies"}).json()["id"]
    said = {"side": "A", "partyAId": stage.ids["piet"], "partyBId": relative, "kind": "niece"}
    assert stage.ask("nurse", "POST", "/relations", said).status_code == 201


def test_somebody_elses_thing_is_not_overwritten_by_its_id(stage: Cast) -> None:
    before = stage.ask("system", "GET", stage.path("story of otto")).json()
    answer = stage.ask("nurse", "PUT", stage.path("story of otto"), story(stage, "nurse", "truus"))
    assert code(answer) == (404, "not_found")
    person = stage.ask("nurse", "PUT", f"/relatives/{stage.ids['otto']}", {"preferredName": "Otto"})
    assert code(person) == (404, "not_found")
    assert stage.ask("system", "GET", stage.path("story of otto")).json() == before


def test_who_confirms_or_takes_back_says_so_themselves(stage: Cast) -> None:
    where = stage.path("story by anna")
    by_nurse = {"byPersonId": stage.ids["nurse"]}
    assert code(stage.ask("anna", "POST", f"{where}/confirmations", by_nurse)) == (403, "other_voice")
    assert code(stage.ask("anna", "POST", f"{where}/confirmations")) == (200, None)
    assert code(stage.ask("bram", "POST", f"{where}/withdrawals")) == (404, "not_found")
    assert code(stage.ask("stories_only", "POST", f"{where}/withdrawals")) == (403, "not_yours_to_write")
    assert code(stage.ask("anna", "POST", f"{where}/withdrawals")) == (200, None)


def test_what_somebody_else_saw_or_wishes_is_not_told_for_them(stage: Cast) -> None:
    seen = story(stage, "anna", "truus", observerId=stage.ids["truus"])
    assert code(stage.ask("anna", "POST", "/stories", seen)) == (403, "other_voice")
    role = {"holderId": stage.ids["anna"], "title": "Voorlezen", "tense": "is"}
    borrowed = {**role, "voicedBy": {"personId": stage.ids["truus"], "voice": "self"}}
    assert code(stage.ask("anna", "POST", "/roles", borrowed)) == (403, "other_voice")
    own = {**role, "voicedBy": {"personId": stage.ids["anna"], "voice": "self"}}
    assert code(stage.ask("anna", "POST", "/roles", own)) == (201, None)


def test_a_sitting_is_in_the_own_voice(stage: Cast) -> None:
    def sat(subject: str, corner: str, **more: object) -> tuple[int, str | None]:
        body = {"instrumentId": stage.ids[f"list of {corner}"], "subjectId": stage.ids[subject], "voice": corner}
        return code(stage.ask("anna", "POST", "/sittings", {**body, "happenedOn": "2026", "answers": [], **more}))

    assert sat("anna", "relative") == (201, None)
    assert sat("anna", "relative", speakerId=stage.ids["nurse"]) == (403, "other_voice")
    assert sat("truus", "resident") == (403, "not_yours_to_write")
