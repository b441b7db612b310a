"""Rule `sense-balance/1` for one person: the whole answer."""

from uuid import UUID

import pytest

from app.models.vocabulary import SENSES, VOICES, AgreementLevel, BalanceStatus, Corner, Sense, Voice
from app.services.scoring.balance_results import SenseResult, SensesResult
from app.services.scoring.evidence import SenseUnit, Subject
from app.services.scoring.senses import senses_not_scored, senses_of_person
from tests.services.scoring.notation import CAREGIVER, RELATIVE, RESIDENT, TODAY, days_ago, units

ENOUGH = "10:1 20:1 30:1"
LITTLE = "10:1"
SOMEBODY = Subject(RESIDENT, frozenset({Corner.RESIDENT}))


def answer(*given: list[SenseUnit], corner: Corner = Corner.RESIDENT) -> SensesResult:
    subject = Subject(RESIDENT, frozenset({corner}))
    return senses_of_person(subject, [unit for some in given for unit in some], TODAY)


def security(result: SensesResult) -> SenseResult:
    return next(sense for sense in result.senses if sense.sense is Sense.SECURITY)


def test_an_answer_always_holds_six_senses_and_four_voices_in_order() -> None:
    result = answer()
    assert [sense.sense for sense in result.senses] == list(SENSES)
    assert [[voice.voice for voice in sense.voices] for sense in result.senses] == [list(VOICES)] * 6
    assert {voice.status for sense in result.senses for voice in sense.voices} == {BalanceStatus.NO_EVIDENCE}
    assert (result.rule, result.as_of, result.frozen_date) == ("sense-balance/1", TODAY, None)


def test_units_of_somebody_else_are_passed_over() -> None:
    assert security(answer(units(ENOUGH, subject=RELATIVE))).voices[0].units == 0


def test_each_voice_is_reckoned_apart() -> None:
    sense = security(answer(units("10:1 20:1 30:1"), units("10:0 20:0 30:0 40:0", voice=Voice.CAREGIVER)))
    assert [voice.status for voice in sense.voices] == [
        BalanceStatus.PRESENT,
        BalanceStatus.NO_EVIDENCE,
        BalanceStatus.UNDER_PRESSURE,
        BalanceStatus.NO_EVIDENCE,
    ]
    assert [gap.difference for gap in sense.gaps] == [1.0]
    assert sense.missing_voices == (Voice.RELATIVE, Voice.OBSERVER)


def test_the_triad_is_looked_at_for_residents_only() -> None:
    three = [units(ENOUGH, voice=voice) for voice in (Voice.RESIDENT, Voice.RELATIVE, Voice.CAREGIVER)]
    agreement = security(answer(*three)).agreement
    assert agreement is not None
    assert (agreement.level, agreement.score) == (AgreementLevel.VERY_HIGH, 100)
    assert security(answer(*three, corner=Corner.CAREGIVER)).agreement is None


@pytest.mark.parametrize(
    ("own", "others", "corner", "proxy_only"),
    [
        ("", ENOUGH, Corner.RESIDENT, True),
        (LITTLE, ENOUGH, Corner.RESIDENT, True),
        (ENOUGH, ENOUGH, Corner.RESIDENT, False),
        (ENOUGH, "", Corner.RESIDENT, False),
        ("", LITTLE, Corner.RESIDENT, False),
        ("", "", Corner.RESIDENT, False),
        ("", ENOUGH, Corner.RELATIVE, False),
    ],
)
def test_only_others_speak_when_the_own_voice_is_missing_and_another_is_not(
    own: str,
    others: str,
    corner: Corner,
    proxy_only: bool,  # noqa: FBT001  # a column of the table
) -> None:
    assert security(answer(units(own), units(others, voice=Voice.OBSERVER), corner=corner)).proxy_only is proxy_only


@pytest.mark.parametrize(
    ("own", "of_another", "proxy_only"), [("", ENOUGH, True), (LITTLE, ENOUGH, True), (ENOUGH, LITTLE, False)]
)
def test_a_fellow_resident_does_not_speak_for_the_resident(own: str, of_another: str, proxy_only: bool) -> None:  # noqa: FBT001  # a column of the table
    fellow = units(of_another, speaker=UUID(int=9), first_id=1)
    assert security(answer(units(own, speaker=RESIDENT), fellow)).proxy_only is proxy_only


def test_somebody_with_two_hats_has_two_own_voices() -> None:
    both = Subject(RESIDENT, frozenset({Corner.RESIDENT, Corner.CAREGIVER}))
    sense = security(senses_of_person(both, units(ENOUGH, voice=Voice.CAREGIVER), TODAY))
    assert [voice.own for voice in sense.voices] == [True, False, True, False]
    assert not sense.proxy_only


def test_a_nurse_about_a_resident_does_not_speak_in_an_own_voice() -> None:
    sense = security(answer(units(ENOUGH, voice=Voice.CAREGIVER, speaker=CAREGIVER)))
    assert [voice.own for voice in sense.voices] == [True, False, False, False]


@pytest.mark.parametrize(("died", "units_seen", "frozen"), [(50, 2, True), (0, 3, True), (-1, 3, False)])
def test_after_a_death_the_answer_stands_still(died: int, units_seen: int, frozen: bool) -> None:  # noqa: FBT001  # a column of the table
    result = senses_of_person(SOMEBODY, units("10:1 60:1 70:1"), TODAY, frozen_on=days_ago(died))
    assert result.as_of == TODAY
    assert result.frozen_date == (days_ago(died) if frozen else None)
    assert security(result).voices[0].units == units_seen


def test_who_is_not_to_be_scored_gets_no_numbers() -> None:
    result = senses_not_scored(RESIDENT, TODAY)
    assert [sense.sense for sense in result.senses] == list(SENSES)
    for sense in result.senses:
        assert [voice.voice for voice in sense.voices] == list(VOICES)
        assert (sense.gaps, sense.agreement, sense.missing_voices, sense.proxy_only) == ((), None, (), False)
        for voice in sense.voices:
            assert voice.status is BalanceStatus.NOT_SCORED
            assert (voice.units, voice.dates, voice.mass, voice.balance, voice.newest) == (None,) * 5
