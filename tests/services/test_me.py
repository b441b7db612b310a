"""What a caller hears of their rights is what the table of rules says."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from app.database import Session
from app.models.me import Me
from app.models.vocabulary import CallerKind
from app.policy.caller import Action, Caller
from app.policy.rules import RULES, kinds_of
from app.services import me
from tests.house import House


@pytest.mark.parametrize("kind", list(CallerKind))
def test_every_right_of_a_kind_is_told_and_no_other(house: House, kind: CallerKind) -> None:
    caller = Caller(uuid7(), UUID(house.organisation_id), frozenset({kind}), datetime.now(UTC))

    def tell(session: Session) -> Me:
        session.enter(UUID(house.organisation_id))
        return me.tell(session, caller, None)

    told = house.database.run(tell, write=False)
    nouns = {noun for rule in RULES for noun in rule.nouns}
    assert {(one.noun, action) for one in told.rights for action in one.may} == {
        (noun, action.value) for noun in nouns for action in Action if kind in kinds_of(action, noun)
    }
    assert (told.teams, told.resident_ids) == ([], [])
