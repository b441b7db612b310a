"""Wire types take the form that the contract shows, and nothing that only looks like it."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter, ValidationError

from app.models import wire

ID = "01975000-0000-7abc-8def-0123456789ab"


def read(kind: Any, value: Any) -> Any:  # noqa: ANN401  any wire type, any value
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "value", "meant"),
    [
        (wire.Id, ID, UUID(ID)),
        (wire.Id, ID.upper(), UUID(ID)),
        (wire.Id, UUID(ID), UUID(ID)),
        (wire.Date, "2024-02-29", date(2024, 2, 29)),
        (wire.Date, "1850-01-01", date(1850, 1, 1)),
        (wire.Date, date(2026, 3, 14), date(2026, 3, 14)),
        (wire.PartialDate, "1934", "1934"),
        (wire.PartialDate, "1934-04", "1934-04"),
        (wire.PartialDate, "1934-04-30", "1934-04-30"),
        (wire.Instant, "2026-03-14T10:30:00+01:00", datetime(2026, 3, 14, 9, 30, tzinfo=UTC)),
        (wire.Instant, "2026-03-14T09:30:00.123456Z", datetime(2026, 3, 14, 9, 30, 0, 123456, tzinfo=UTC)),
        (
            wire.Instant,
            datetime(2026, 3, 14, 10, tzinfo=timezone(timedelta(hours=1))),
            datetime(2026, 3, 14, 9, tzinfo=UTC),
        ),
        (wire.Bool, True, True),
        (wire.Int, -2_147_483_648, -2_147_483_648),
        (wire.RungNumber, 5, 5),
        (wire.Number, 1, 1.0),
        (wire.Number, 0.5, 0.5),
        (wire.Code, "do_together", "do_together"),
        (wire.Line, "Jo é 😀", "Jo é 😀"),
        (wire.Prose, "een\n\ttwee", "een\n\ttwee"),
    ],
)
def test_the_form_of_the_contract_is_taken(kind: Any, value: Any, meant: Any) -> None:  # noqa: ANN401  any wire type
    assert read(kind, value) == meant


@pytest.mark.parametrize(
    ("kind", "code", "values"),
    [
        (wire.Id, "id_form", [ID.replace("-", ""), f"{{{ID}}}", f"urn:uuid:{ID}", f"{ID}\n", "", 1, None]),
        (wire.Date, "date_form", ["2026-02-30", "2026-3-14", "20260314", "2026-03-14T00:00:00", 0, "٢٠٢٦-03-14", True]),
        (wire.Date, "date_out_of_range", ["1849-12-31", "2200-01-01", date(1, 1, 1)]),
        (wire.PartialDate, "partial_date_form", ["2026-13", "26", "2026-", "0000", 2026, "2026-02-30", "2026\n"]),
        (wire.PartialDate, "date_out_of_range", ["1849", "2200-01"]),
        (
            wire.Instant,
            "instant_form",
            [
                "2026-03-14 09:30:00Z",
                "2026-03-14T09:30Z",
                "2026-03-14T09:30:00",
                "2026-03-14T09:30:00+0100",
                0,
                "2026-03-14T24:00:00Z",
                "2026-03-14T09:30:00-00:00",
                "2026-03-14T09:30:60Z",
                "0001-01-01T00:00:00+14:00",
                datetime(2026, 3, 14, 9, 30),  # noqa: DTZ001  it has no zone, and is refused for that
            ],
        ),
        (wire.Bool, "bool_type", [0, 1, "true", "yes", None, 1.0]),
        (wire.Int, "int_type", [1.0, "1", True, None]),
        (wire.RungNumber, "int_type", [4.0, True, "4"]),
        (wire.RungNumber, "greater_than_equal", [0, -1]),
        (wire.RungNumber, "less_than_equal", [6, 10**40]),
        (wire.Int, "less_than_equal", [2_147_483_648]),
        (wire.Number, "float_type", ["1", True, None]),
        (wire.Number, "finite_number", [float("nan"), float("inf")]),
        (wire.Code, "string_pattern_mismatch", ["Do", "7", "a-b", "a b", "a\n", "é"]),
        (wire.Line, "string_pattern_mismatch", ["a\nb", "a\x00", " ", "\t", "a\x7f"]),
        (wire.Prose, "string_pattern_mismatch", ["a\x00b", "\n \t", "a\x1b"]),
        (wire.Uri, "string_pattern_mismatch", ["a b", "\n"]),
    ],
)
def test_what_only_looks_like_it_is_refused(kind: Any, code: str, values: list[Any]) -> None:  # noqa: ANN401  any wire type
    for value in values:
        with pytest.raises(ValidationError) as refused:
            read(kind, value)
        assert [error["type"] for error in refused.value.errors()] == [code], value


@given(some.dates(wire.EARLIEST, wire.LATEST))
def test_every_day_within_reach_is_taken_whole_and_in_part(day: date) -> None:
    assert read(wire.Date, day.isoformat()) == day
    for length in (4, 7, 10):
        assert read(wire.PartialDate, day.isoformat()[:length]) == day.isoformat()[:length]


@given(some.text(max_size=40))
def test_a_text_is_a_date_only_when_it_is_one(text: str) -> None:
    try:
        assert read(wire.Date, text).isoformat() == text
    except ValidationError:
        assert text != "2026-03-14"


@given(some.datetimes(datetime(1850, 1, 2), datetime(2199, 12, 30)), some.integers(-14 * 60, 14 * 60))  # noqa: DTZ001  bounds have no zone
def test_any_offset_comes_in_and_utc_goes_out(when: datetime, minutes: int) -> None:
    local = when.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    found = read(wire.Instant, local.isoformat())
    assert found == local
    assert found.tzinfo is UTC
