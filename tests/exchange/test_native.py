"""Lines of our own nouns come in, in any order, linked by external ids."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.bringing import SOURCE, Said, bring, everything, found, line, ours, refused, results, warned
from tests.house import House

LINES = Path(__file__).resolve().parents[1] / "fixtures" / "native" / "house.ndjson"
PATHS = {
    "team": "teams",
    "location": "locations",
    "resident": "residents",
    "relative": "relatives",
    "caregiver": "caregivers",
    "relation": "relations",
    "role": "roles",
    "moment": "moments",
    "story": "stories",
    "instrument": "instruments",
    "sitting": "sittings",
}


def whole_house() -> list[Said]:
    """One thing of every noun, each after those it names."""
    return [json.loads(one) for one in LINES.read_text(encoding="utf-8").splitlines()]


def test_every_noun_comes_in_linked_by_external_ids(house: House) -> None:
    assert set(results(bring(house, *whole_house()))) == {"created"}
    told = {(noun, key): found(house, PATHS[noun], SOURCE, key) for noun, key in _keys() if noun in PATHS}
    assert told["team", "t1"]["locationId"] == told["location", "l1"]["id"]
    assert told["resident", "r1"]["teamId"] == told["team", "t1"]["id"]
    assert told["relation", "d1"]["partyBId"] == house.organisation_id
    assert told["moment", "m1"]["relationId"] == told["relation", "b1"]["id"]
    assert told["role", "ro2"]["rootRoleId"] == told["role", "ro1"]["id"]
    story = told["story", "s1"]["id"]
    coding = house.seen(f"/stories/{story}/codings")["items"][0]
    assert coding["roleIds"] == [told["role", "ro1"]["id"]]
    assert all(one["source"] == SOURCE for one in told.values())


def _keys() -> list[tuple[str, str]]:
    return [(one["noun"], one["externalId"]) for one in whole_house()]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_lines_does_not_matter(house: House, seed: int) -> None:
    lines = whole_house()
    random.Random(seed).shuffle(lines)
    assert set(results(bring(house, *lines))) == {"created"}


def test_the_same_lines_again_change_nothing(house: House) -> None:
    bring(house, *whole_house())
    before = everything(house)
    assert set(results(bring(house, *whole_house()))) == {"unchanged"}
    assert everything(house) == before


CHANGES: list[tuple[int, Said, str, Any]] = [
    (1, {"name": "Eerste verdieping"}, "name", "Eerste verdieping"),
    (5, {"kind": "niece"}, "kind", "niece"),
    (8, {"meaning": "Ik hoor erbij."}, "meaning", "Ik hoor erbij."),
    (10, {"title": "De tafel"}, "title", "De tafel"),
    (11, {"note": "kort"}, "note", "kort"),
    (13, {"title": "Andere vragen"}, "title", "Andere vragen"),
]


@pytest.mark.parametrize(("at", "change", "field", "value"), CHANGES)
def test_a_changed_line_changes_the_thing(house: House, at: int, change: Said, field: str, value: object) -> None:
    lines = whole_house()
    bring(house, *lines)
    lines[at] = {**lines[at], "data": {**lines[at]["data"], **change}}
    assert results(bring(house, *lines)).count("unchanged") == len(lines) - 1
    noun, key = lines[at]["noun"], lines[at]["externalId"]
    assert found(house, PATHS[noun], SOURCE, key)[field] == value


def test_a_changed_coding_is_coded_anew(house: House) -> None:
    lines = whole_house()
    bring(house, *lines)
    lines[12]["data"]["roleIds"] = []
    assert results(bring(house, *lines)).count("updated") == 1
    story = found(house, "stories", SOURCE, "s1")["id"]
    assert house.seen(f"/stories/{story}/codings")["items"][0]["roleIds"] == []


def test_a_reference_may_name_another_system_or_an_id(house: House) -> None:
    caregiver = house.made("/caregivers", preferredName="Bilal", externalIds=[{"system": "afas", "value": "9"}])["id"]
    resident = house.resident()
    bring(
        house,
        line(
            "relation", "x", side="B", partyAId=resident, partyBId={"system": "afas", "value": "9", "noun": "caregiver"}
        ),
    )
    assert found(house, "relations", SOURCE, "x")["partyBId"] == caregiver


BAD: list[tuple[Said, set[tuple[str, str]]]] = [
    ({"noun": "organisation", "externalId": "x", "data": {}}, {("noun_not_imported", "/noun")}),
    ({"noun": 5, "externalId": "x", "data": {}}, {("noun_not_imported", "/noun")}),
    ({"noun": "team", "data": {"name": "x"}}, {("row_without_key", "/externalId")}),
    ({"noun": "team", "externalId": "x"}, {("object_form", "/data")}),
    ({"noun": "team", "externalId": "x", "data": {"name": "x"}, "more": 1}, {("field_unknown", "")}),
    (line("team", "x"), {("field_missing", "/data/name")}),
    (line("team", "x", name="x", naam="y"), {("field_unknown", "/data")}),
    (line("team", "x", name="x", kind="afdeling"), {("code_unknown", "/data/kind")}),
    (line("team", "x", name="x", locationId=ours("nergens")), {("reference_not_found", "/data/locationId")}),
    (line("team", "x", name="x", locationId={"foo": "bar"}), {("id_form", "/data/locationId")}),
    (line("team", "x", name="x", locationId={"externalId": 5}), {("id_form", "/data/locationId")}),
    (line("team", "x", name="x", partOfId=ours("x")), {("reference_not_found", "/data/partOfId")}),
    (line("moment", "x", relationIds=[ours("a"), ours("b")]), {("one_id_one_moment", "/data/relationIds")}),
    (
        line("relation", "x", side="A", partyAId=ours("r"), partyBId=ours("f")),
        {("reference_not_found", "/data/partyAId"), ("reference_not_found", "/data/partyBId")},
    ),
]


@pytest.mark.parametrize(("said", "flaws"), BAD, ids=lambda one: str(one)[:60] if isinstance(one, dict) else "")
def test_a_bad_line_is_refused_with_code_and_place(house: House, said: Said, flaws: set[tuple[str, str]]) -> None:
    report = bring(house, said, line("team", "good", name="Goed"))
    assert refused(report) == flaws
    assert results(report) == ["rejected", "created"]


def test_a_bsn_among_the_external_ids_is_left_out(house: House) -> None:
    ids = [{"system": "bsn", "value": "111222333"}, {"system": "urn:x", "value": "1"}]
    assert warned(bring(house, line("resident", "r1", externalIds=ids))) == {"bsn-not-kept"}
    told = found(house, "residents", SOURCE, "r1")["externalIds"]
    assert [one["value"] for one in told] == ["r1", "1"]


def test_lines_that_name_each_other_in_a_circle_are_refused(house: House) -> None:
    circle = [line("team", "a", name="a", partOfId=ours("b")), line("team", "b", name="b", partOfId=ours("a"))]
    assert results(bring(house, *circle)) == ["rejected", "rejected"]
