"""Answers kept for an Idempotency-Key, beside their effect."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from app.database import Session
from app.problems import Unprocessable
from app.services import kept_answers
from app.services.kept_answers import Asked, Said
from tests.house import House, new_id

ASKED = Asked("POST /v1/teams", "k1", b"{}", "nl", "", hours=24)
SAID = Said(201, {"ETag": '"x"'}, b'{"name":"Linde"}', None)


def within(house: House, session: Session, key_id: str) -> None:
    session.enter(UUID(house.organisation_id))
    session.actor_id = UUID(key_id)


def test_the_first_takes_the_place_and_the_second_gets_the_answer(house: House) -> None:
    key = new_id()

    def ask(session: Session) -> Said | None:
        within(house, session, key)
        found = kept_answers.earlier(session, ASKED)
        if found is None:
            kept_answers.keep(session, ASKED, SAID)
        return found

    assert house.database.run(ask, write=True) is None
    assert house.database.run(ask, write=True) == SAID


@pytest.mark.parametrize("other", [replace(ASKED, body=b"[]"), replace(ASKED, language="en")])
def test_another_request_under_the_same_key_is_refused(house: House, other: Asked) -> None:
    def ask(session: Session) -> None:
        within(house, session, new_id())
        assert kept_answers.earlier(session, ASKED) is None
        with pytest.raises(Unprocessable):
            kept_answers.earlier(session, other)

    house.database.run(ask, write=True)


def test_an_answer_is_kept_for_its_hours_and_no_longer(house: House) -> None:
    key = new_id()

    def ask(session: Session, later: timedelta) -> Said | None:
        within(house, session, key)
        session.now += later
        found = kept_answers.earlier(session, ASKED)
        if found is None:
            kept_answers.keep(session, ASKED, SAID)
        return found

    found = [house.database.run(partial(ask, later=timedelta(hours=hours)), write=True) for hours in (0, 23, 25)]
    assert found == [None, SAID, None]
