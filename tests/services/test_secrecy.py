"""What the secret of the installation keeps: hashes that nobody can try out, and text that opens in its place alone."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

import pytest

from app.database import Session
from app.problems import Unavailable
from app.services import secrecy
from tests.house import House

T = TypeVar("T")


def within(house: House, work: Callable[[Session], T]) -> T:
    def entered(session: Session) -> T:
        session.enter(UUID(house.organisation_id))
        return work(session)

    return house.database.run(entered, write=False)


def test_a_hash_is_the_same_for_the_same_words_of_one_house_and_one_secret(house: House, other_house: House) -> None:
    def made(session: Session) -> list[str]:
        return [secrecy.digest(session, *said) for said in (("a", "b"), ("a", "b"), ("ab",), ("a", "c"))]

    here = within(house, made)
    assert here[0] == here[1]
    assert len({*here, *within(other_house, made)}) == 6
    assert all(len(one) == 64 for one in here)


def test_a_sealed_text_opens_in_its_place_and_with_its_secret_alone(house: House, other_house: House) -> None:
    sealed = within(house, lambda session: secrecy.seal(session, "999990019", "here"))
    assert "999990019" not in sealed
    assert within(house, lambda session: secrecy.opened(session, sealed, "here")) == "999990019"
    assert within(house, lambda session: secrecy.seal(session, "999990019", "here")) != sealed

    def changed(session: Session) -> str:
        session.secret = lambda: b"another secret"
        return secrecy.opened(session, sealed, "here")

    for one, work in (
        (house, lambda session: secrecy.opened(session, sealed, "there")),
        (other_house, lambda session: secrecy.opened(session, sealed, "here")),
        (house, changed),
    ):
        with pytest.raises(Unavailable) as refusal:
            within(one, work)
        assert refusal.value.code == "secret_key_changed"


def test_without_a_secret_nothing_is_hashed_or_sealed(house: House) -> None:
    def without(session: Session) -> str:
        session.secret = lambda: None
        return secrecy.digest(session, "a")

    with pytest.raises(Unavailable) as refusal:
        within(house, without)
    assert refusal.value.code == "secret_key_missing"
