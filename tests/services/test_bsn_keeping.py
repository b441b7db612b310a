"""Whether citizen service numbers are kept: not until a privacy officer says why, and gone when it is taken back."""

from threading import Event, Thread
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from app.database import Session
from app.models.bsn import BsnBody
from app.services import bsns
from tests.house import House
from tests.logged import Logged

LAW = "Zorgaanbieder; Wet aanvullende bepalingen verwerking persoonsgegevens in de zorg, artikel 5."


def decided(officer: TestClient, *, kept: bool) -> None:
    """The privacy officer decides."""
    answer = officer.put("/v1/bsn-keeping", json={"kept": kept, "reason": LAW if kept else "Overgedragen."})
    assert answer.status_code == 200, answer.text


def test_it_is_off_until_the_officer_says_by_which_law(house: House, officer: TestClient) -> None:
    before = officer.get("/v1/bsn-keeping").json()
    assert (before["kept"], before["reason"], before["decidedBy"], before["count"]) == (False, None, None, 0)
    assert officer.put("/v1/bsn-keeping", json={"kept": True}).status_code == 400
    decided(officer, kept=True)
    after = officer.get("/v1/bsn-keeping").json()
    assert (after["kept"], after["reason"], after["decidedBy"]["preferredName"]) == (True, LAW, "Pim")
    assert house.ask("GET", "/bsn-keeping").status_code == 403


def test_without_a_secret_key_none_can_be_kept(officer: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(officer.app.state.database, "secret", lambda: None)  # type: ignore[attr-defined]  # of FastAPI
    refused = officer.put("/v1/bsn-keeping", json={"kept": True, "reason": LAW})
    assert (refused.status_code, refused.json()["code"]) == (503, "secret_key_missing")
    assert officer.put("/v1/bsn-keeping", json={"kept": False, "reason": "Niet nodig."}).status_code == 200


def test_a_decision_against_it_removes_every_number_and_says_of_whom(house: House, officer: TestClient) -> None:
    decided(officer, kept=True)
    residents = [house.resident(name) for name in ("Truus", "Piet")]
    for resident, number in zip(residents, ("999990019", "999990020"), strict=True):
        assert house.ask("PUT", f"/residents/{resident}/bsn", {"bsn": number}).status_code == 204
    assert officer.get("/v1/bsn-keeping").json()["count"] == 2
    decided(officer, kept=False)
    assert officer.get("/v1/bsn-keeping").json()["count"] == 0
    log = Logged(house)
    entry = next(one for one in reversed(log.entries) if one.operation == "put_bsn_keeping")
    assert set(residents) <= set(log.persons[entry.id])
    decided(officer, kept=True)
    assert house.ask("GET", f"/residents/{residents[0]}/bsn").status_code == 404


def test_while_one_is_written_down_nobody_decides_otherwise(
    house: House, officer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(officer, kept=True)
    resident, checked, decided_off = UUID(house.resident()), Event(), Event()
    write = bsns.write

    def slowly(session: Session, resident_id: UUID, number: str) -> bool:
        checked.set()
        assert not decided_off.wait(0.5)  # the decision waits for this transaction
        return write(session, resident_id, number)

    def put(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        bsns.put(session, resident, BsnBody(bsn="999990019"))

    def decide() -> None:
        checked.wait()
        decided(officer, kept=False)
        decided_off.set()

    monkeypatch.setattr(bsns, "write", slowly)
    deciding = Thread(target=decide)
    deciding.start()
    house.database.run(put, write=True)
    deciding.join()
    assert (decided_off.is_set(), officer.get("/v1/bsn-keeping").json()["count"]) == (True, 0)


def test_another_house_decides_for_itself(house: House, other_house: House, officer: TestClient) -> None:
    decided(officer, kept=True)
    assert house.ask("PUT", f"/residents/{house.resident()}/bsn", {"bsn": "999990019"}).status_code == 204
    there = other_house.resident()
    assert other_house.refused("PUT", f"/residents/{there}/bsn", {"bsn": "999990019"}, version=None)[:2] == (
        409,
        "bsn_off",
    )
