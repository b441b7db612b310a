"""Who calls: keys of programs, of administrators and of persons, and persons who act through an app."""

from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from app import clock
from app.database import Session
from app.models.login import LoginRow
from app.models.vocabulary import AccessActor, CallerKind, KeyHolder, KeyScope, Language
from app.policy.caller import Caller
from app.services import callers
from app.services.callers import Known
from app.tokens.checking import Bearer
from tests.house import LONG_AGO, House, new_id

ACTING = "Samenspel-Acting-Person"


def answer(house: House, key: str, path: str = "/residents", acting: str | None = None) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {key}"} | ({ACTING: acting} if acting is not None else {})
    said = house.client.get(f"/v1{path}", headers=headers)
    return said.status_code, said.json().get("code")


def recognised(house: House, said: str | Bearer) -> Known:
    return house.database.run(lambda session: callers.recognise(session, said, None), write=False)


def nurse_of(house: House, name: str = "Noor", **more: object) -> str:
    """A caregiver of a new team with one resident."""
    team = house.made("/teams", name="De Linde")["id"]
    house.made("/residents", preferredName="Truus", teamId=team, movedInDate=LONG_AGO)
    membership = {"teamId": team, "fromDate": LONG_AGO}
    return str(house.made("/caregivers", preferredName=name, memberships=[membership], **more)["id"])


def test_a_key_for_who_acts_opens_care_only_for_somebody(house: House) -> None:
    key, nurse = house.key(KeyHolder.SYSTEM, KeyScope.CARE), nurse_of(house)
    assert answer(house, key) == (403, "acting_person_required")
    assert answer(house, key, "/teams") == (200, None)
    assert answer(house, key, acting=nurse) == (200, None)
    assert house.client.get(
        "/v1/residents", headers={"Authorization": f"Bearer {key}", ACTING: nurse}
    ).json()["items"]  # fmt: skip


def test_a_key_asks_for_nobody_when_it_may_do_so_unattended(house: House) -> None:
    assert answer(house, house.key(KeyHolder.SYSTEM, KeyScope.CARE, KeyScope.UNATTENDED)) == (200, None)
    assert answer(house, house.key(KeyHolder.SYSTEM, KeyScope.UNATTENDED))[0] == 403


def test_a_key_that_opens_everything_opens_less_for_somebody(house: House) -> None:
    nurse = nurse_of(house)
    other = house.resident("Otto")
    headers = {ACTING: nurse}
    assert house.ask("GET", f"/residents/{other}").status_code == 200
    assert house.client.get(f"/v1/residents/{other}", headers=headers).status_code == 404
    assert house.client.post("/v1/teams", json={"name": "De Els"}, headers=headers).json()["code"] == "not_permitted"


@pytest.mark.parametrize("acting", ["", "x", "018f0000", "nurse", "{018f0000-0000-7000-8000-000000000000}"])
def test_an_acting_person_is_an_id(house: House, acting: str) -> None:
    said = house.client.get("/v1/residents", headers={ACTING: acting})
    assert (said.status_code, said.json()["errors"][0]["parameter"]) == (400, ACTING)


def test_who_is_not_here_acts_for_nobody(house: House, other_house: House) -> None:
    gone, dead = house.caregiver(), house.made("/relatives", preferredName="Anna", deceased={"known": True})["id"]
    house.ask("DELETE", f"/caregivers/{gone}", version="*")
    for nobody in (new_id(), gone, dead, other_house.caregiver()):
        assert answer(house, house.key(), acting=nobody) == (403, "unknown_person")


def test_a_key_of_a_person_is_of_that_person_and_that_hat(house: House) -> None:
    nurse = nurse_of(house)
    assert house.ask("PUT", f"/relatives/{nurse}", {"preferredName": "Noor"}).status_code == 201
    mother = house.resident("Dora")
    house.relation("A", mother, nurse)
    key = house.key(KeyHolder.RELATIVE, KeyScope.CARE, person=nurse)
    seen = house.client.get("/v1/residents", headers={"Authorization": f"Bearer {key}"}).json()["items"]
    assert [one["id"] for one in seen] == [mother]
    through_app = house.client.get("/v1/residents", headers={ACTING: nurse}).json()["items"]
    assert len(through_app) == 2  # as a nurse and as a daughter
    assert answer(house, key, acting=nurse) == (200, None)
    assert answer(house, key, acting=mother) == (403, "acting_person_unfit")
    assert answer(house, key, "/organisation") == (200, None)


def test_an_administrator_acts_for_nobody(house: House) -> None:
    key = house.key(KeyHolder.ADMINISTRATOR, KeyScope.ADMINISTRATION)
    assert answer(house, key, acting=nurse_of(house)) == (403, "acting_person_unfit")


def test_what_somebody_writes_is_theirs(house: House) -> None:
    nurse = nurse_of(house)
    body = {"text": "Samen soep gekookt.", "happenedOn": LONG_AGO, "people": [{"personId": nurse}], "tellerId": nurse}
    told = house.client.post("/v1/stories", json=body, headers={ACTING: nurse}).json()
    assert told["createdBy"] == nurse


def test_the_same_idempotency_key_for_somebody_else_is_another_request(house: House) -> None:
    nurse, other = nurse_of(house), nurse_of(house, "Bilal")
    key = house.key(KeyHolder.SYSTEM, KeyScope.CARE)
    story = {"text": "Soep.", "happenedOn": LONG_AGO, "people": [{"personId": nurse}], "tellerId": nurse}
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": "k1"}
    first = house.client.post("/v1/stories", json=story, headers={**headers, ACTING: nurse})
    again = house.client.post("/v1/stories", json=story, headers={**headers, ACTING: nurse})
    foreign = house.client.post("/v1/stories", json=story, headers={**headers, ACTING: other})
    assert (first.status_code, again.json()["id"]) == (201, first.json()["id"])
    assert (foreign.status_code, foreign.json()["code"]) == (422, "idempotency_key_reused")


def test_who_has_a_code_is_recognised_as_invited_and_nothing_else(house: House) -> None:
    house.changed("/organisation", locale="en", timeZone="America/Curacao")
    made = house.made("/invitations", personId=house.relative(), hat="relative")
    known = recognised(house, made["code"])
    kinds = frozenset({CallerKind.INVITED})
    lasts = known.caller.expires_at
    assert known.caller == Caller(UUID(made["id"]), UUID(house.organisation_id), kinds, lasts)
    assert (known.reach, known.locale, known.time_zone) == (None, Language.EN, "America/Curacao")
    assert known.actor is AccessActor.INVITATION
    assert lasts.isoformat(timespec="milliseconds")[:23] == made["expiresAt"][:23]


def test_who_logs_in_acts_as_that_login(house: House) -> None:
    person, issuer = nurse_of(house), "https://issuer.example"
    tied = {"logins": [{"issuer": issuer, "subject": "noor", "duties": ["administrator"]}]}
    assert house.ask("PUT", f"/people/{person}/logins", tied).status_code == 200
    until = clock.now()
    known = recognised(house, Bearer(UUID(house.organisation_id), issuer, "noor", until))

    def login(session: Session) -> UUID:
        session.enter(UUID(house.organisation_id))
        return session.exec(select(LoginRow)).one().id

    kinds = frozenset({CallerKind.CAREGIVER, CallerKind.ADMINISTRATOR})
    mine = house.database.run(login, write=False)
    assert known.caller == Caller(mine, UUID(house.organisation_id), kinds, until, person_id=UUID(person))
    assert known.actor is AccessActor.LOGIN


@pytest.mark.parametrize("path", ["/residents", "/teams"])
def test_who_may_not_act_this_way_hears_which_header_is_wrong(house: House, path: str) -> None:
    relative = house.relative()
    key = house.key(KeyHolder.RELATIVE, KeyScope.CARE, person=relative)
    said = house.client.get(f"/v1{path}", headers={"Authorization": f"Bearer {key}", ACTING: house.relative("Bram")})
    errors = [(one["code"], one["parameter"], one["pointer"]) for one in said.json()["errors"]]
    assert errors == [("acting_person_unfit", ACTING, None)]
