"""Logins: the tokens of an identity provider, tied to people and to one organisation, end to end."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from app.demo.issuing import RunningIssuer, running_issuer
from app.main import create_app
from app.models.vocabulary import KeyHolder, KeyScope
from app.settings import Settings
from tests.engine import settings_of
from tests.house import LONG_AGO, House, open_house


@pytest.fixture(scope="module")
def issuer() -> Iterator[RunningIssuer]:
    """A real issuer, in a process of its own."""
    with running_issuer() as running:
        yield running


@pytest.fixture
def served(house: House, issuer: RunningIssuer, migrated_database: str) -> Iterator[TestClient]:
    """The service with that issuer tied to the house of this test."""
    settings: Settings = settings_of(migrated_database)
    app = create_app(settings.model_copy(update={"issuers": [issuer.issuer(UUID(house.organisation_id))]}))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def tied(house: House, issuer: RunningIssuer, person: str, subject: str, *duties: str) -> None:
    logins = [{"issuer": issuer.url, "subject": subject, "duties": list(duties)}]
    assert house.ask("PUT", f"/people/{person}/logins", {"logins": logins}).status_code == 200


def asked(client: TestClient, token: str, path: str = "/me", **headers: str) -> tuple[int, Any]:
    answer = client.get(f"/v1{path}", headers={"Authorization": f"Bearer {token}", **headers})
    return answer.status_code, answer.json()


def nurse_of(house: House) -> tuple[str, str]:
    """A caregiver and a resident of the same team."""
    team = house.made("/teams", name="De Linde")["id"]
    resident = house.made("/residents", preferredName="Truus", teamId=team, movedInDate=LONG_AGO)["id"]
    membership = {"teamId": team, "fromDate": LONG_AGO}
    return house.made("/caregivers", preferredName="Noor", memberships=[membership])["id"], resident


def test_a_token_opens_what_its_person_may_see(house: House, issuer: RunningIssuer, served: TestClient) -> None:
    nurse, resident = nurse_of(house)
    house.resident("Otto")
    tied(house, issuer, nurse, "noor")
    status, me = asked(served, issuer.token("noor"))
    assert (status, me["kinds"], me["personId"], me["scopes"]) == (200, ["caregiver"], nurse, [])
    assert [one["id"] for one in asked(served, issuer.token("noor"), "/residents")[1]["items"]] == [resident]


def test_a_token_of_nobody_here_is_an_unknown_person(house: House, issuer: RunningIssuer, served: TestClient) -> None:
    status, said = asked(served, issuer.token("nobody"))
    assert (status, said["code"]) == (403, "unknown_person")
    nurse, _ = nurse_of(house)
    tied(house, issuer, nurse, "noor")
    assert asked(served, issuer.token("noor"))[0] == 200
    assert house.ask("PUT", f"/people/{nurse}/logins", {"logins": []}).status_code == 200
    assert asked(served, issuer.token("noor"))[1]["code"] == "unknown_person"


def test_a_bad_token_is_not_known(house: House, issuer: RunningIssuer, served: TestClient) -> None:
    nurse, _ = nurse_of(house)
    tied(house, issuer, nurse, "noor")
    another, old = issuer.token("noor", audience="another"), issuer.token("noor", lifetime=-60)
    for token in (another, old, issuer.token("noor")[:-3]):
        answer = served.get("/v1/me", headers={"Authorization": f"Bearer {token}"})
        assert (answer.status_code, answer.json()["code"]) == (401, "token_unknown")
        assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_an_issuer_opens_one_organisation(other_house: House, issuer: RunningIssuer, served: TestClient) -> None:
    stranger, _ = nurse_of(other_house)
    tied(other_house, issuer, stranger, "noor")
    assert asked(served, issuer.token("noor"))[1]["code"] == "unknown_person"


@pytest.mark.parametrize(
    ("duty", "kind", "path"),
    [("administrator", "administrator", "/keys"), ("privacy_officer", "privacy_officer", "/consents")],
)
def test_a_duty_goes_with_a_login(
    house: House, issuer: RunningIssuer, served: TestClient, duty: str, kind: str, path: str
) -> None:
    person = house.caregiver("Pim")
    tied(house, issuer, person, "pim", duty)
    tied(house, issuer, house.caregiver("Els"), "els")
    assert kind in asked(served, issuer.token("pim"))[1]["kinds"]
    assert asked(served, issuer.token("pim"), path)[0] == 200
    assert asked(served, issuer.token("els"), "/keys")[0] == 403
    assert asked(served, issuer.token("pim"), "/stories")[1]["items"] == []
    through_app = house.client.get("/v1/me", headers={"Samenspel-Acting-Person": person}).json()
    assert kind not in through_app["kinds"]  # the duty is of the login, not of the person


def test_a_token_acts_for_nobody_else(house: House, issuer: RunningIssuer, served: TestClient) -> None:
    nurse, _ = nurse_of(house)
    tied(house, issuer, nurse, "noor")
    own = asked(served, issuer.token("noor"), **{"Samenspel-Acting-Person": nurse})
    other = asked(served, issuer.token("noor"), **{"Samenspel-Acting-Person": house.caregiver()})
    assert (own[0], other[1]["code"]) == (200, "acting_person_unfit")


def test_the_keys_of_the_issuer_change_without_a_failed_request(
    house: House, issuer: RunningIssuer, served: TestClient
) -> None:
    nurse, _ = nurse_of(house)
    tied(house, issuer, nurse, "noor")
    old = issuer.token("noor")
    assert asked(served, old)[0] == 200
    issuer.rotate()
    assert [asked(served, token)[0] for token in (old, issuer.token("noor"), old)] == [200, 200, 200]


def test_a_login_is_one_persons(house: House, issuer: RunningIssuer) -> None:
    first, second = house.caregiver(), house.relative()
    tied(house, issuer, first, "noor")
    tied(house, issuer, first, "noor")  # the same again
    body = {"logins": [{"issuer": issuer.url, "subject": "noor"}]}
    refused = house.ask("PUT", f"/people/{second}/logins", body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (409, "/logins/0")
    assert house.seen(f"/people/{first}/logins")["logins"][0]["subject"] == "noor"
    assert house.seen(f"/people/{second}/logins")["logins"] == []


def test_logins_stand_once_and_somebody_is_there(house: House, other_house: House) -> None:
    twice = {"logins": [{"issuer": "https://login.example", "subject": "noor"}] * 2}
    assert house.refused("PUT", f"/people/{house.caregiver()}/logins", twice)[:2] == (400, "login_twice")
    duties = {"logins": [{"issuer": "https://login.example", "subject": "noor", "duties": ["administrator"] * 2}]}
    assert house.refused("PUT", f"/people/{house.caregiver()}/logins", duties)[:2] == (400, "duty_twice")
    foreign = f"/people/{other_house.caregiver()}/logins"
    assert house.ask("PUT", foreign, {"logins": []}).status_code == 404
    assert house.ask("GET", foreign).status_code == 404


def test_an_administrator_ties_logins_and_a_system_does_not(house: House) -> None:
    with open_house(house.client.app, "De Els") as other:  # type: ignore[arg-type]  # the client's app is the service
        person = other.caregiver()
        for scopes, status in (((KeyScope.ADMINISTRATION,), 200), ((KeyScope.CARE, KeyScope.UNATTENDED), 403)):
            key = other.key(KeyHolder.SYSTEM, *scopes)
            headers = {"Authorization": f"Bearer {key}"}
            assert other.client.get(f"/v1/people/{person}/logins", headers=headers).status_code == status
