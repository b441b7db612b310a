"""Invitations over HTTP: a code that becomes a key once, and a text to send with it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlmodel import col

from app.database import Session
from app.models.invitation import InvitationRow
from tests.house import House, Said, new_id


def invited(house: House, **more: object) -> Said:
    person = more.pop("person", None) or house.relative()
    return house.made("/invitations", **{"personId": person, "hat": "relative", **more})


def redeemed(house: House, code: str) -> Any:  # noqa: ANN401  the client's own response
    return house.client.post("/v1/redemptions", headers={"Authorization": f"Bearer {code}"})


def test_a_code_becomes_a_key_of_ones_own_once(house: House) -> None:
    relative = house.relative()
    invitation = invited(house, person=relative)
    answer = redeemed(house, invitation["code"])
    key = answer.json()
    assert (answer.status_code, key["personId"], key["holder"], key["scopes"]) == (200, relative, "relative", ["care"])
    me = house.client.get("/v1/me", headers={"Authorization": f"Bearer {key['key']}"}).json()
    assert (me["kinds"], me["personId"]) == (["relative"], relative)
    assert redeemed(house, invitation["code"]).status_code == 401
    told = house.seen(f"/invitations/{invitation['id']}")
    assert (told["state"], told["keyId"]) == ("used", key["id"])


def test_a_resident_is_invited_as_a_resident(house: House) -> None:
    resident = house.resident()
    key = redeemed(house, invited(house, person=resident, hat="resident")["code"]).json()
    assert (key["holder"], key["personId"]) == ("resident", resident)
    assert house.client.get(
        f"/v1/residents/{resident}", headers={"Authorization": f"Bearer {key['key']}"}
    ).status_code == 200  # fmt: skip


@pytest.mark.parametrize(("language", "words"), [("nl", "Uw code is"), ("en", "Your code is")])
def test_the_text_to_send_holds_the_code_and_until_when(house: House, language: str, words: str) -> None:
    invitation = invited(house, language=language)
    assert words in invitation["text"]
    assert invitation["code"] in invitation["text"]
    assert "De Linde" in invitation["text"]
    last = house.today() + timedelta(weeks=6, days=-1)
    assert (f"{last.day}-{last.month}-{last.year}" if language == "nl" else last.isoformat()) in invitation["text"]
    assert invitation["code"] not in house.ask("GET", "/invitations").text


def test_a_code_opens_nothing_but_its_own_redemption(house: House) -> None:
    headers = {"Authorization": f"Bearer {invited(house)['code']}"}
    for path in ("/teams", "/residents", "/me", "/organisation", "/senses"):
        answer = house.client.get(f"/v1{path}", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted"), path
    for person in (house.relative(), new_id()):
        acting = house.client.post("/v1/redemptions", headers={**headers, "Samenspel-Acting-Person": person})
        assert acting.json()["code"] == "acting_person_unfit"
    assert house.client.post("/v1/redemptions").json()["code"] == "not_permitted"


def expired(row: InvitationRow, session: Session) -> None:
    row.expires_at = session.now


@pytest.mark.parametrize("wrong", ["expired", "revoked", "another secret", "another house", "cut off"])
def test_a_code_that_is_no_more_good_is_not_known(house: House, other_house: House, wrong: str) -> None:
    invitation, other = invited(house), invited(house)
    code = invitation["code"]
    if wrong == "expired":
        make_old(house, invitation["id"])
    if wrong == "revoked":
        assert house.done(f"/invitations/{invitation['id']}/revocations")["state"] == "revoked"
    if wrong == "another secret":
        code = code[:-43] + other["code"][-43:]
    if wrong == "another house":
        code = code[:21] + invited(other_house)["code"][21:43] + code[43:]
    if wrong == "cut off":
        code = code[:-1]
    answer = redeemed(house, code)
    assert (answer.status_code, answer.json()["code"]) == (401, "key_unknown")
    assert redeemed(house, other["code"]).status_code == 200


def make_old(house: House, invitation_id: str) -> None:
    def age(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        mine = col(InvitationRow.id) == UUID(invitation_id)
        session.execute(update(InvitationRow).where(mine).values(expires_at=session.now))

    house.database.run(age, write=True)
    assert house.seen(f"/invitations/{invitation_id}")["state"] == "expired"


def test_revoking_takes_the_key_along(house: House) -> None:
    invitation = invited(house)
    key = redeemed(house, invitation["code"]).json()["key"]
    headers = {"Authorization": f"Bearer {key}"}
    assert house.client.get("/v1/me", headers=headers).status_code == 200
    house.done(f"/invitations/{invitation['id']}/revocations")
    assert house.client.get("/v1/me", headers=headers).status_code == 401
    assert house.refused("POST", f"/invitations/{invitation['id']}/revocations")[:2] == (409, "illegal_state")


def test_of_many_who_redeem_a_code_at_once_one_gets_a_key(house: House) -> None:
    code = invited(house)["code"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: redeemed(house, code).status_code, range(16)))
    assert sorted(answers) == [200, *[401] * 15]


@pytest.mark.parametrize(
    ("who", "hat", "expected"),
    [
        (House.relative, "resident", (422, "wrong_hat")),
        (House.resident, "relative", (422, "wrong_hat")),
        (House.caregiver, "relative", (422, "wrong_hat")),
        (House.caregiver, "caregiver", (400, "invitation_of_caregiver")),
    ],
)
def test_somebody_is_invited_as_what_they_are(
    house: House, who: Callable[[House], str], hat: str, expected: tuple[int, str]
) -> None:
    assert house.refused("POST", "/invitations", {"personId": who(house), "hat": hat})[:2] == expected
