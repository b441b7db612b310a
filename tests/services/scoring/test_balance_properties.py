"""What rule `sense-balance/1` keeps, whatever the units."""

from random import Random
from typing import Final
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.models.vocabulary import BalanceStatus, Corner, EvidenceKind, Sense, Voice
from app.services.scoring.evidence import SenseUnit, Subject
from app.services.scoring.groups import senses_of_group
from app.services.scoring.intervals import newcombe, wilson
from app.services.scoring.senses import senses_of_person
from tests.services.scoring.notation import RESIDENT, TODAY, days_ago, reckon_units

AGES: Final = st.one_of(st.integers(-5, 400), st.sampled_from([0, 181, 182, 363, 364, 365]))
YS: Final = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1))
SUBJECT: Final = Subject(RESIDENT, frozenset({Corner.RESIDENT}))


@st.composite
def a_unit(draw: st.DrawFn) -> SenseUnit:
    return SenseUnit(
        kind=draw(st.sampled_from(EvidenceKind)),
        id=UUID(int=draw(st.integers(0, 2**32))),
        subject_id=RESIDENT,
        sense=Sense.SECURITY,
        voice=Voice.RESIDENT,
        day=days_ago(draw(AGES)),
        y=draw(YS),
    )


some_units = st.lists(a_unit(), max_size=15)
voiced_units = st.lists(
    st.builds(
        lambda unit, voice, sense: unit._replace(voice=voice, sense=sense),
        a_unit(),
        st.sampled_from(Voice),
        st.sampled_from(Sense),
    ),
    max_size=40,
)
people_units = st.lists(
    st.builds(lambda unit, person: unit._replace(subject_id=UUID(int=person)), a_unit(), st.integers(1, 7)),
    max_size=40,
)
chance = st.randoms(use_true_random=False)


@given(units=voiced_units, order=chance)
def test_the_order_in_which_units_come_makes_no_difference(units: list[SenseUnit], order: Random) -> None:
    turned = order.sample(units, len(units))
    assert senses_of_person(SUBJECT, turned, TODAY) == senses_of_person(SUBJECT, units, TODAY)


@given(units=people_units, order=chance)
def test_the_order_makes_no_difference_to_a_group(units: list[SenseUnit], order: Random) -> None:
    turned = order.sample(units, len(units))
    assert senses_of_group(Corner.RESIDENT, turned, TODAY) == senses_of_group(Corner.RESIDENT, units, TODAY)


@given(units=some_units)
def test_the_interval_lies_within_the_scale_and_holds_the_balance(units: list[SenseUnit]) -> None:
    result = reckon_units(units)
    assert (result.balance is None) is (not result.sufficient)
    if result.balance is not None and result.interval is not None:
        assert 0 <= result.interval.low <= result.balance <= result.interval.high <= 1


@given(share=st.floats(0, 1), n=st.floats(1, 1e4), more=st.floats(0, 1e4))
def test_more_of_the_same_evidence_never_widens_the_interval(share: float, n: float, more: float) -> None:
    before, after = wilson(share, n, 1.645), wilson(share, n + more, 1.645)
    assert after.high - after.low <= before.high - before.low + 1e-11


@given(units=some_units, copies=st.integers(2, 4))
def test_the_same_evidence_told_again_keeps_the_balance_and_never_widens_it(
    units: list[SenseUnit], copies: int
) -> None:
    before, after = reckon_units(units), reckon_units(units * copies)
    if before.balance is None or before.interval is None:
        return
    assert after.balance is not None
    assert after.interval is not None
    assert abs(after.balance - before.balance) < 1e-11
    assert after.interval.high - after.interval.low <= before.interval.high - before.interval.low + 1e-11


@given(units=some_units)
def test_the_same_units_give_the_same_answer(units: list[SenseUnit]) -> None:
    assert reckon_units(units) == reckon_units(list(units))


@given(units=some_units)
def test_what_lies_outside_the_window_changes_nothing(units: list[SenseUnit]) -> None:
    inside = [unit for unit in units if 0 <= (TODAY - unit.day).days < 365]
    assert reckon_units(inside) == reckon_units(units)


@given(units=some_units)
def test_turning_every_unit_round_turns_the_answer_round(units: list[SenseUnit]) -> None:
    turned = {
        BalanceStatus.PRESENT: BalanceStatus.UNDER_PRESSURE,
        BalanceStatus.UNDER_PRESSURE: BalanceStatus.PRESENT,
        BalanceStatus.LEANING_PRESENT: BalanceStatus.LEANING_UNDER_PRESSURE,
        BalanceStatus.LEANING_UNDER_PRESSURE: BalanceStatus.LEANING_PRESENT,
    }
    coarse = [unit._replace(y=round(unit.y * 2) / 2) for unit in units]
    before, after = reckon_units(coarse), reckon_units([unit._replace(y=1 - unit.y) for unit in coarse])
    assert after.status is turned.get(before.status, before.status)
    assert after.fragile is before.fragile


@given(units=some_units)
def test_fragile_is_what_leaving_out_each_unit_would_find(units: list[SenseUnit]) -> None:
    status = reckon_units(units).status
    inside = [unit for unit in units if 0 <= (TODAY - unit.day).days < 365]
    others = {reckon_units(inside[:place] + inside[place + 1 :]).status for place in range(len(inside))}
    assert reckon_units(units).fragile is bool(others - {status})


@given(units=people_units)
def test_fragile_is_the_same_for_a_group(units: list[SenseUnit]) -> None:
    def status(given_units: list[SenseUnit]) -> BalanceStatus:
        return senses_of_group(Corner.RESIDENT, given_units, TODAY).senses[0].status

    whole = senses_of_group(Corner.RESIDENT, units, TODAY).senses[0]
    inside = [unit for unit in units if 0 <= (TODAY - unit.day).days < 365]
    others = {status(inside[:place] + inside[place + 1 :]) for place in range(len(inside))}
    assert whole.fragile is (whole.status is not BalanceStatus.WITHHELD and bool(others - {whole.status}))


@given(first=st.floats(0, 1), second=st.floats(0, 1), n1=st.floats(1, 500), n2=st.floats(1, 500))
def test_a_difference_lies_within_its_interval(first: float, second: float, n1: float, n2: float) -> None:
    interval = newcombe(first, wilson(first, n1, 1.645), second, wilson(second, n2, 1.645))
    assert -1 - 1e-9 <= interval.low <= first - second + 1e-11
    assert first - second - 1e-11 <= interval.high <= 1 + 1e-9


@given(units=people_units)
def test_a_group_under_five_persons_tells_nothing(units: list[SenseUnit]) -> None:
    inside = {unit.subject_id for unit in units if 0 <= (TODAY - unit.day).days < 365}
    result = senses_of_group(Corner.RESIDENT, units, TODAY).senses[0]
    assert (result.status is BalanceStatus.WITHHELD) is (len(inside) < 5)
    if result.status is BalanceStatus.WITHHELD:
        assert (result.units, result.dates, result.mass, result.tally) == (None, None, None, None)
        assert (result.newest, result.oldest, result.missing, result.flags, result.story_ids) == (
            None,
            None,
            (),
            (),
            (),
        )
