"""Rule `sense-balance/1`, steps 6 and 7: groups that show nobody."""

from uuid import UUID

import pytest

from app.models.vocabulary import SENSES, BalanceStatus, BalanceTrend, Corner, EvidenceKind, MissingCode, Sense, Voice
from app.services.scoring.balance_results import GroupSenseResult
from app.services.scoring.evidence import SenseUnit
from app.services.scoring.groups import senses_of_group, senses_over_corners
from app.services.scoring.parameters import DEFAULT_BALANCE, BalanceParameters
from tests.services.scoring.notation import RELATIVE, TODAY, units


def people(*texts: str, voice: Voice = Voice.RESIDENT) -> list[SenseUnit]:
    """The units of one person for each text."""
    return [
        unit
        for person, text in enumerate(texts, 1)
        for unit in units(text, subject=UUID(int=person), voice=voice, first_id=person * 1000)
    ]


def security(given: list[SenseUnit], parameters: BalanceParameters = DEFAULT_BALANCE) -> GroupSenseResult:
    return senses_of_group(Corner.RESIDENT, given, TODAY, parameters).senses[0]


def test_five_persons_make_a_group() -> None:
    result = security(people("10:1", "20:1", "30:1", "40:1", "50:1"))
    assert (result.sense, result.status) == (Sense.SECURITY, BalanceStatus.PRESENT)
    assert (result.units, result.dates) == (5, 5)


@pytest.mark.parametrize("given", [[], people("10:1 20:1 30:1 40:1", "5:1", "6:1", "7:1"), people("10:1")])
def test_under_five_persons_nothing_is_told(given: list[SenseUnit]) -> None:
    assert security(given) == GroupSenseResult(
        sense=Sense.SECURITY, corner=Corner.RESIDENT, status=BalanceStatus.WITHHELD
    )


def test_a_person_whose_units_lie_outside_the_window_is_not_one_of_the_five() -> None:
    assert security(people("10:1", "20:1", "30:1", "40:1", "365:1")).status is BalanceStatus.WITHHELD
    assert security(people("10:1", "20:1", "30:1", "40:1", "364:1")).status is not BalanceStatus.WITHHELD


def test_only_the_own_voice_of_the_corner_is_pooled() -> None:
    four = people("10:1", "20:1", "30:1", "40:1")
    fifth = UUID(int=5)
    assert security([*four, *units("5:1", subject=fifth, speaker=RELATIVE)]).status is BalanceStatus.WITHHELD
    assert security([*four, *units("5:1", subject=fifth, voice=Voice.RELATIVE)]).status is BalanceStatus.WITHHELD
    assert security([*four, *units("5:1", subject=fifth, speaker=fifth)]).units == 5


def test_a_person_counts_for_three_units_at_most() -> None:
    many = people(" ".join(["0:1"] * 30), "0:0", "0:0", "1:0", "1:0")
    result = security(many)
    assert result.mass is not None
    assert result.balance is not None
    old_day = 0.5 ** (1 / 182)
    assert round(result.mass, 9) == round(3 + 2 + 2 * old_day, 9)
    assert round(result.balance, 9) == round(3 / (5 + 2 * old_day), 9)
    assert result.units == 34


def test_the_minimum_of_units_is_counted_without_the_cap() -> None:
    five = people("0:1", "0:1", "0:1", "0:1", "1:1")
    assert security(five, BalanceParameters(units_per_person_group=1, minimum_units_group=5)).balance == 1.0
    more = security(five, BalanceParameters(minimum_units_group=6))
    assert [(each.code, each.need, each.have) for each in more.missing] == [(MissingCode.UNITS, 6, 5)]
    assert (more.status, more.balance) == (BalanceStatus.INSUFFICIENT, None)
    capped = people(" ".join(["0:1"] * 6), "0:1", "0:1", "0:1", "1:1")
    assert security(capped, BalanceParameters(minimum_units_group=10)).status is BalanceStatus.PRESENT


def test_five_persons_on_one_day_are_not_enough_for_a_balance() -> None:
    result = security(people("3:1", "3:1", "3:1", "3:1", "3:1"))
    assert (result.status, [each.code for each in result.missing]) == (BalanceStatus.INSUFFICIENT, [MissingCode.DATES])


def test_in_a_trend_the_cap_holds_for_each_half() -> None:
    rising = people("0:1 200:0", "1:1 201:0", "2:1 202:0", "3:1 203:0", "4:1 204:0")
    assert security(rising).trend is BalanceTrend.RISING
    one_speaks_much = people("0:0 200:0" + " 5:1" * 40, "1:0 201:0", "2:0 202:0", "3:0 203:0", "4:0 204:0")
    assert security(one_speaks_much).trend is BalanceTrend.NO_CLEAR_CHANGE


def leaving_one_out(given: list[SenseUnit]) -> bool:
    """The long way round: whether leaving out any one unit changes the status."""
    statuses = {security(given[:place] + given[place + 1 :]).status for place in range(len(given))}
    return statuses != {security(given).status}


@pytest.mark.parametrize(
    "given",
    [
        people("10:1", "20:1", "30:1", "40:1", "50:1"),
        people("10:1", "20:1", "30:1", "40:1", "50:1", "60:1", "70:1"),
        people("10:1 11:1", "20:1 21:1", "30:1 31:1", "40:1 41:1", "50:1 51:1"),
        people("10:1 11:0 12:0 13:0", "20:1", "30:1", "40:0", "50:1", "60:0"),
        people("10:1 10:0 10:0 10:0 10:1 10:1", "20:1", "30:1 1:1", "40:0 5:0", "50:1", "60:0"),
        people("10:0.5 20:0.5", "20:0.5 30:0.5", "30:0.5 1:0.5", "40:0.5 5:0.5", "50:0.5 60:0.5"),
        people("3:1", "3:1", "3:1", "3:1", "3:1", "4:1"),
        # What is left of somebody above the cap weighs more, and only that changes the status.
        people("9:0 2:0 6:1 32:1", "7:0", "22:1", "2:0", "1:0", "1:0"),
    ],
)
def test_a_group_is_fragile_when_one_unit_less_would_change_its_status(given: list[SenseUnit]) -> None:
    assert security(given).fragile is leaving_one_out(given)


def test_stories_are_listed_by_id_and_sittings_never() -> None:
    stories = people("50:1", "40:1", "30:1", "20:1", "10:1")
    sitting = units("5:1", subject=UUID(int=6), kind=EvidenceKind.SITTING, first_id=1)
    result = security([*reversed(stories), *sitting, *stories[:1]])
    assert result.story_ids == tuple(UUID(int=person * 1000) for person in range(1, 6))


def test_the_corners_stand_side_by_side_without_a_total() -> None:
    given = [
        *people("10:1", "20:1", "30:1", "40:1", "50:1"),
        *people("10:0", "20:0", "30:0", "40:0", "50:0", voice=Voice.CAREGIVER),
    ]
    corners = senses_over_corners(given, TODAY)
    assert [corner.corner for corner in corners] == [Corner.RESIDENT, Corner.RELATIVE, Corner.CAREGIVER]
    assert [[sense.sense for sense in corner.senses] for corner in corners] == [list(SENSES)] * 3
    assert [corner.senses[0].status for corner in corners] == [
        BalanceStatus.PRESENT,
        BalanceStatus.WITHHELD,
        BalanceStatus.UNDER_PRESSURE,
    ]
