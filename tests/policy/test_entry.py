"""Where a request meets the policy: who is let in, in which words others are refused, and whose voice is whose."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from app.database import Session
from app.models.resident import ResidentBody
from app.models.role import RoleBody
from app.models.vocabulary import CallerKind, KeyScope
from app.policy.caller import Action, Caller
from app.policy.entry import enter, refuse_other_voices
from app.problems import NotAllowed
from tests.house import House

ME, SOMEBODY = uuid4(), uuid4()
RESIDENT, ADMINISTRATOR, OFFICER = CallerKind.RESIDENT, CallerKind.ADMINISTRATOR, CallerKind.PRIVACY_OFFICER


def caller(*kinds: CallerKind, person_id: UUID | None = None, scopes: tuple[KeyScope, ...] = ()) -> Caller:
    return Caller(uuid4(), uuid4(), frozenset(kinds), datetime(2027, 1, 1, tzinfo=UTC), frozenset(scopes), person_id)


@pytest.mark.parametrize(
    ("who", "code", "parameters", "values"),
    [
        (caller(ADMINISTRATOR), "scope_too_narrow", [], {"scope": "care"}),
        (caller(ADMINISTRATOR, person_id=ME), "not_permitted", [], {}),
        (caller(ADMINISTRATOR, OFFICER), "not_permitted", [], {}),
        (caller(RESIDENT, person_id=ME), "not_permitted", [], {}),
        (caller(person_id=ME, scopes=(KeyScope.CARE,)), "not_permitted", [], {}),
        (caller(scopes=(KeyScope.CARE,)), "acting_person_required", ["Samenspel-Acting-Person"], {}),
        (caller(scopes=(KeyScope.UNATTENDED,)), "scope_too_narrow", [], {"scope": "care"}),
    ],
)
def test_who_may_never_do_it_hears_what_is_missing(
    house: House, who: Caller, code: str, parameters: list[str], values: dict[str, str]
) -> None:
    def ask(session: Session) -> None:
        enter(session, who, None, Action.REMOVE, "moment")

    with pytest.raises(NotAllowed) as refused:
        house.database.run(ask, write=False)
    assert (refused.value.code, refused.value.values) == (code, values)
    assert [(one.code, one.parameter) for one in refused.value.flaws] == [(code, one) for one in parameters]


@pytest.mark.parametrize(
    ("said", "pointers"),
    [
        ([(ME, "mijn")], []),
        ([(ME, "mijn"), (SOMEBODY, "hun"), (None, "ieders")], ["/lifeStory/1/voicedById"]),
        ([(SOMEBODY, "hun"), (SOMEBODY, "hun")], ["/lifeStory/0/voicedById", "/lifeStory/1/voicedById"]),
    ],
)
def test_nobody_speaks_for_somebody_else_however_deep_it_stands(
    said: list[tuple[UUID | None, str]], pointers: list[str]
) -> None:
    passages = [{"text": f"In {whose} woorden.", "voicedById": voice} for voice, whose in said]
    body = ResidentBody.model_validate({"preferredName": "Truus", "lifeStory": passages})
    me = caller(RESIDENT, person_id=ME)
    if not pointers:
        refuse_other_voices(me, body)
        return
    with pytest.raises(NotAllowed) as refused:
        refuse_other_voices(me, body)
    assert [one.pointer for one in refused.value.flaws] == pointers


def test_a_voice_within_a_part_has_its_own_place() -> None:
    said = {"holderId": ME, "title": "Bakker", "tense": "was", "voicedBy": {"voice": "relative", "personId": SOMEBODY}}
    body = RoleBody.model_validate(said)
    with pytest.raises(NotAllowed) as refused:
        refuse_other_voices(caller(RESIDENT, person_id=ME), body)
    assert [one.pointer for one in refused.value.flaws] == ["/voicedBy/personId"]
    for free in (caller(CallerKind.CAREGIVER, person_id=ME), caller(CallerKind.SYSTEM)):
        refuse_other_voices(free, body)
