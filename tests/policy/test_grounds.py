"""By what right somebody is seen, as it stands in the access log: the strongest that holds."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from app import clock
from app.models.vocabulary import AccessGround, CallerKind, ConsentCategory
from app.policy.caller import Caller
from app.policy.grounds import grounds_of
from app.policy.reach import Reach

ME, SEEN, OTHER, ACCESS = (UUID(str(uuid7())) for _ in range(4))
HERE: Final = frozenset({SEEN})
ALONE: Final = Reach(person_id=ME, kinds=frozenset())
# A reach in which one thing holds, and what it is called; in the order in which they count.
BY: Final[Mapping[AccessGround, Mapping[str, Any]]] = {
    AccessGround.OWN: {"person_id": SEEN},
    AccessGround.REPRESENTS: {"themselves": HERE},
    AccessGround.EMERGENCY: {"emergencies": {SEEN: ACCESS}},
    AccessGround.CARE: {"residents": {CallerKind.CAREGIVER: HERE}},
    AccessGround.CONSENT: {"consented": {ConsentCategory.STORIES: HERE}},
    AccessGround.KIN: {"bound": HERE},
}


def caller(*kinds: CallerKind) -> Caller:
    return Caller(ME, ME, frozenset(kinds), clock.now())


@pytest.mark.parametrize("ground", BY)
def test_one_right_is_told_as_it_is(ground: AccessGround) -> None:
    reach = replace(ALONE, **BY[ground])
    assert grounds_of(caller(), reach, [SEEN, OTHER]) == {SEEN: ground, OTHER: AccessGround.AROUND}


@pytest.mark.parametrize("place", range(len(BY)))
def test_of_several_rights_the_strongest_is_told(place: int) -> None:
    left = list(BY)[place:]
    reach = replace(ALONE, **{name: value for ground in left for name, value in BY[ground].items()})
    assert grounds_of(caller(), reach, [SEEN]) == {SEEN: left[0]}


@pytest.mark.parametrize(
    "kind", [CallerKind.COORDINATOR, CallerKind.CAREGIVER, CallerKind.STUDENT, CallerKind.VOLUNTEER]
)
def test_whoever_works_in_the_team_sees_by_the_care(kind: CallerKind) -> None:
    assert grounds_of(caller(kind), replace(ALONE, residents={kind: HERE}), [SEEN]) == {SEEN: AccessGround.CARE}


@pytest.mark.parametrize("kind", [CallerKind.PRIVACY_OFFICER, CallerKind.ADMINISTRATOR])
def test_an_office_is_told_where_there_is_no_other_right(kind: CallerKind) -> None:
    reach = replace(ALONE, bound=HERE)
    wanted = {SEEN: AccessGround.KIN, OTHER: AccessGround.DUTY}
    assert grounds_of(caller(kind), reach, [SEEN, OTHER]) == wanted


@pytest.mark.parametrize(
    ("kind", "ground"),
    [(CallerKind.SYSTEM, AccessGround.PROGRAM), (CallerKind.ADMINISTRATOR, AccessGround.DUTY)],
)
def test_who_is_nobody_sees_as_a_program_or_on_duty(kind: CallerKind, ground: AccessGround) -> None:
    assert grounds_of(caller(kind), None, [SEEN, OTHER]) == {SEEN: ground, OTHER: ground}
