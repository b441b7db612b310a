"""API keys: shown once, known by a hash, good for one organisation and one year."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from app.database import Session
from app.models.key import KeyRow
from app.models.vocabulary import KeyHolder, KeyScope
from app.problems import NotKnown
from app.services import keys
from tests.house import House


def recognised(house: House, text: str, later: timedelta = timedelta()) -> tuple[list[str], UUID | None]:
    def ask(session: Session) -> tuple[list[str], UUID | None]:
        session.now += later
        key, _ = keys.recognise(session, text)
        return key.scopes, session.organisation_id

    return house.database.run(ask, write=False)


def test_a_key_opens_its_own_organisation(house: House, other_house: House) -> None:
    assert recognised(house, house.key()) == (["administration", "care", "unattended"], UUID(house.organisation_id))
    assert recognised(house, other_house.key())[1] == UUID(other_house.organisation_id)


def test_a_key_is_never_kept_in_full(house: House) -> None:
    text = house.key()
    secret = text[10 + 44 :]

    def look(session: Session) -> list[KeyRow]:
        session.enter(UUID(house.organisation_id))
        return list(session.exec(select(KeyRow)).all())

    kept = [str(key.model_dump()) for key in house.database.run(look, write=False)]
    assert len(kept) == 2
    assert not [one for one in kept if secret in one or text in one]


def test_a_key_lasts_a_year(house: House) -> None:
    text = house.key()
    assert recognised(house, text, timedelta(days=364))
    with pytest.raises(NotKnown):
        recognised(house, text, timedelta(days=366))


def test_a_key_that_is_not_quite_one_opens_nothing(house: House, other_house: House) -> None:
    text, other = house.key(), other_house.key()
    ids, secret = text[: 10 + 43], text[10 + 44 :]
    wrong = [
        text[:-1],
        text + "A",
        text.upper(),
        text.replace("samenspel", "anders___"),
        f"{ids}_{other[10 + 44 :]}",
        f"{other[: 10 + 43]}_{secret}",
        f"{ids}__{secret}",
        f"{ids}_",
        "samenspel__",
        "é" * 97,
    ]
    for one in wrong:
        with pytest.raises(NotKnown):
            recognised(house, one)


def test_the_keys_of_one_source_are_withdrawn_and_the_others_are_not(house: House) -> None:
    def make(session: Session) -> str:
        session.enter(UUID(house.organisation_id))
        session.source = "demo"
        return keys.make(session, KeyHolder.SYSTEM, KeyScope.CARE, KeyScope.UNATTENDED)

    def withdraw(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        keys.withdraw(session, "demo")

    of_demo, other = house.database.run(make, write=True), house.key()
    assert recognised(house, of_demo)
    house.database.run(withdraw, write=True)
    assert recognised(house, other)
    with pytest.raises(NotKnown):
        recognised(house, of_demo)
