"""Whoever calls the demo house: somebody of each kind is there, and the printed key opens what rights say, no more."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

import httpx
import pytest

from app.demo.callers import WITH_THE_CARE_KEY, Who
from app.demo.files import read
from app.demo.ids import fixed_id
from app.models.vocabulary import CallerKind
from tests.demo.conftest import DemoHouse
from tests.demo.running import Place, Start, served
from tests.demo.running import exported as exported_in

HATICE = fixed_id("person", "hatice-demir")
CONCERN = fixed_id("story", "linde-40")
WITH_MENEER_DE_GRAAF = fixed_id("story", "linde-25")


class Caller(NamedTuple):
    """As what somebody calls, something that is open for them, and something that is not."""

    kinds: set[CallerKind]
    opened: str
    closed: str
    refusal: tuple[int, str]


NOT_THERE = (404, "not_found")
CALLERS = {
    "KEY": Caller({CallerKind.SYSTEM}, f"/stories/{CONCERN}", "/keys", (403, "not_permitted")),
    "ADMINISTRATOR_KEY": Caller({CallerKind.ADMINISTRATOR}, "/keys", "/residents", (403, "scope_too_narrow")),
    "COORDINATOR": Caller(
        {CallerKind.COORDINATOR, CallerKind.CAREGIVER},
        f"/stories/{CONCERN}",
        f"/residents/{fixed_id('person', 'ferry-lapre')}",
        NOT_THERE,
    ),
    "NURSE": Caller({CallerKind.CAREGIVER}, f"/residents/{HATICE}/participation", f"/stories/{CONCERN}", NOT_THERE),
    "STUDENT": Caller(
        {CallerKind.STUDENT}, f"/residents/{HATICE}", f"/residents/{HATICE}/participation", (403, "not_permitted")
    ),
    "VOLUNTEER": Caller(
        {CallerKind.VOLUNTEER},
        f"/residents/{fixed_id('person', 'sjoukje-bootsma')}",
        f"/residents/{HATICE}",
        NOT_THERE,
    ),
    "DAUGHTER_KEY": Caller(
        {CallerKind.RELATIVE}, f"/residents/{HATICE}/participation", f"/stories/{WITH_MENEER_DE_GRAAF}", NOT_THERE
    ),
    "RESIDENT_KEY": Caller(
        {CallerKind.RESIDENT},
        f"/stories/{WITH_MENEER_DE_GRAAF}",
        f"/residents/{fixed_id('person', 'frits-de-graaf')}",
        NOT_THERE,
    ),
}


@pytest.fixture(scope="module")
def exported(place: Place, first_start: Start) -> Iterator[dict[str, str]]:
    """What a later start than the first gives to a shell; its keys are good until the next one."""
    assert first_start.text
    with served(place) as text:
        yield exported_in(text)


def asked(demo: DemoHouse, exported: dict[str, str], name: str, path: str) -> tuple[int, Any]:
    """What somebody hears, by their own key or by the one that acts for them."""
    if name.endswith("KEY"):
        return demo.answer(path, exported[name])
    return demo.answer(path, exported["CARE_KEY"], UUID(exported[name]))


@pytest.mark.parametrize(("name", "caller"), CALLERS.items())
def test_a_printed_key_opens_what_rights_say_and_no_more(
    demo: DemoHouse, exported: dict[str, str], name: str, caller: Caller
) -> None:
    _, me = asked(demo, exported, name, "/me")
    assert {*me["kinds"]} == caller.kinds
    assert asked(demo, exported, name, caller.opened)[0] == 200
    status, said = asked(demo, exported, name, caller.closed)
    assert (status, said["code"]) == caller.refusal


def test_every_kind_of_caller_has_a_key_or_a_token(exported: dict[str, str]) -> None:
    assert {*exported} == {*CALLERS, "CARE_KEY", "OFFICER_TOKEN", "SAMENSPEL_URL"}
    elsewhere = {CallerKind.PRIVACY_OFFICER, CallerKind.INVITED}  # by a token, and by an invitation
    assert {kind for caller in CALLERS.values() for kind in caller.kinds} | elsewhere == {*CallerKind}


def test_the_token_of_the_officer_opens_the_access_log_and_no_story(
    exported: dict[str, str], first_start: Start
) -> None:
    def answer(path: str, token: str) -> httpx.Response:
        return httpx.get(f"{exported['SAMENSPEL_URL']}/v1{path}", headers={"Authorization": f"Bearer {token}"})

    token = exported["OFFICER_TOKEN"]
    assert "privacy_officer" in answer("/me", token).json()["kinds"]
    assert [answer(path, token).status_code for path in ("/access-log", "/retention", "/stories")] == [200, 200, 200]
    assert answer("/stories", token).json()["items"] == []
    assert answer("/me", first_start.exported["OFFICER_TOKEN"]).status_code == 401


def test_the_key_of_an_app_opens_nothing_for_nobody(demo: DemoHouse, exported: dict[str, str]) -> None:
    status, said = demo.answer("/residents", exported["CARE_KEY"])
    assert (status, said["code"]) == (403, "acting_person_required")


def test_a_later_start_takes_every_key_of_the_first_one_back(
    demo: DemoHouse, exported: dict[str, str], first_start: Start
) -> None:
    former = {name: key for name, key in first_start.exported.items() if name.endswith("KEY")}
    assert {*former} == {name for name in exported if name.endswith("KEY")}
    assert {name: demo.status(key) for name, key in former.items()} == dict.fromkeys(former, 401)


def test_the_text_names_everybody_with_an_id_or_a_key_of_their_own(first_start: Start) -> None:
    persons = read().persons
    assert all(persons[who.key].preferred_name in first_start.text for who in Who)
    assert all(first_start.exported[who.name] == str(who.id) for who in WITH_THE_CARE_KEY)


def test_every_team_has_a_coordinator(demo: DemoHouse) -> None:
    led = {
        membership["teamId"]
        for caregiver in demo.seen("/caregivers?limit=200")["items"]
        for membership in caregiver["memberships"]
        if membership["capacity"] == "coordinator"
    }
    assert led == {team["id"] for team in demo.seen("/teams")["items"]}
