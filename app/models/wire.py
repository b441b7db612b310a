"""Strict wire types: each accepts exactly the form that the contract shows and nothing pydantic would also guess.

FastAPI validates parsed JSON as Python values, so pydantic's own strict mode would refuse every date and id.
Values that come back from the database already have their Python type and pass unchanged; an answer may hold thousands
of them, so they are checked by pydantic's core and not by functions in Python.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, Strict, StringConstraints, WithJsonSchema
from pydantic_core import CoreSchema
from pydantic_core import core_schema as core
from stdnum.nl import bsn

EARLIEST: Final = date(1850, 1, 1)
LATEST: Final = date(2199, 12, 31)

UUID_FORM: Final = r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"
DATE_FORM: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PARTIAL_FORM: Final = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
# Years within reach, and in them the partial dates that exist whatever the calendar says.
WITHIN_REACH: Final = r"^(18[5-9]|19[0-9]|20[0-9]|21[0-9])[0-9]"
CERTAIN_FORM: Final = WITHIN_REACH + r"(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?$"
INSTANT_FORM: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$"
BSN_FORM: Final = r"^[0-9]{9}$"
CODE_FORM: Final = r"^[a-z][a-z0-9_]*$"
LINE_FORM: Final = r"^[^\x00-\x1f\x7f]*$"
FILLED_LINE_FORM: Final = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"
PROSE_FORM: Final = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
FILLED_PROSE_FORM: Final = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"


@dataclass(frozen=True, slots=True, eq=False)  # each stands for itself: a schema has no hash
class _Checked:
    """Marks a type that pydantic's core checks in these steps; that of the last one writes it."""

    steps: tuple[CoreSchema, ...]

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        return core.chain_schema(list(self.steps))


def _or(code: str, *ways: CoreSchema) -> CoreSchema:
    """What the first of these ways takes that takes it; what none does is refused with this code."""
    taken = core.union_schema(list(ways), mode="left_to_right")
    return core.custom_error_schema(taken, code, custom_error_message="wrong form or no such value")


def _of_form(form: str) -> CoreSchema:
    return core.str_schema(strict=True, pattern=form)


def _read(form: str, read: Callable[[str], object]) -> CoreSchema:
    """A string of this form, read by a function that raises ValueError where there is no such value."""
    return core.no_info_after_validator_function(read, _of_form(form))


def _exists(value: str) -> str:
    """A partial date is kept as written once its first possible day exists."""
    date.fromisoformat(value + "0000-01-01"[len(value) :])
    return value


def _read_instant(value: str) -> datetime:
    if value.endswith("-00:00"):
        raise ValueError
    return _to_utc(datetime.fromisoformat(value))


def _to_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError from error


_UUID: Final = core.uuid_schema(strict=True)
_IN_UTC: Final = core.datetime_schema(strict=True, tz_constraint=0)
_OUT_OF_RANGE: Final = "date_out_of_range"

Id = Annotated[
    UUID,
    _Checked((_or("id_form", _UUID, core.chain_schema([_of_form(UUID_FORM), core.uuid_schema()])), _UUID)),
    WithJsonSchema({"type": "string", "format": "uuid", "maxLength": 36}),
]
Date = Annotated[
    date,
    _Checked(
        (
            _or("date_form", core.date_schema(strict=True), _read(DATE_FORM, date.fromisoformat)),
            _or(_OUT_OF_RANGE, core.date_schema(strict=True, ge=EARLIEST, le=LATEST)),
        )
    ),
    WithJsonSchema({"type": "string", "format": "date", "maxLength": 10}),
]
Instant = Annotated[
    datetime,
    _Checked(
        (
            _or(
                "instant_form",
                _IN_UTC,
                _read(INSTANT_FORM, _read_instant),
                core.no_info_after_validator_function(
                    _to_utc, core.datetime_schema(strict=True, tz_constraint="aware")
                ),
            ),
            core.datetime_schema(strict=True),
        )
    ),
    WithJsonSchema({"type": "string", "format": "date-time", "maxLength": 35}),
]
PartialDate = Annotated[
    str,
    _Checked(
        (
            _or("partial_date_form", _of_form(CERTAIN_FORM), _read(PARTIAL_FORM, _exists)),
            _or(_OUT_OF_RANGE, _of_form(WITHIN_REACH)),
        )
    ),
    WithJsonSchema({"type": "string", "pattern": PARTIAL_FORM, "maxLength": 10}),
]
BsnNumber = Annotated[
    str,
    _Checked((_or("bsn_form", _read(BSN_FORM, bsn.validate)),)),
    WithJsonSchema({"type": "string", "pattern": BSN_FORM, "maxLength": 9}),
]
Bool = Annotated[bool, Strict()]
Int = Annotated[int, Field(strict=True, ge=-2_147_483_648, le=2_147_483_647)]
RungNumber = Annotated[int, Field(strict=True, ge=1, le=5)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]

Code = Annotated[str, StringConstraints(pattern=CODE_FORM, min_length=1, max_length=64)]
Line = Annotated[str, StringConstraints(pattern=FILLED_LINE_FORM, min_length=1, max_length=200)]
ShortLine = Annotated[str, StringConstraints(pattern=FILLED_LINE_FORM, min_length=1, max_length=64)]
Uri = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x20\x7f]+$", min_length=1, max_length=255)]
Prose = Annotated[str, StringConstraints(pattern=FILLED_PROSE_FORM, min_length=1, max_length=20_000)]
Remark = Annotated[str, StringConstraints(pattern=FILLED_PROSE_FORM, min_length=1, max_length=2_000)]

# What answers hold: sentences, shares from 0 to 1, and how many there are.
Text = Annotated[str, Field(max_length=2000)]
Fraction = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]
