"""Strict wire types: each accepts exactly the form that the contract shows and nothing pydantic would also guess.

FastAPI validates parsed JSON as Python values, so pydantic's own strict mode would refuse every date and id.
Values that come back from the database already have their Python type and pass unchanged.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Final
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError
from stdnum.nl import bsn

EARLIEST: Final = date(1850, 1, 1)
LATEST: Final = date(2199, 12, 31)

UUID_FORM: Final = r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"
DATE_FORM: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PARTIAL_FORM: Final = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
INSTANT_FORM: Final = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$"
BSN_FORM: Final = r"^[0-9]{9}$"
CODE_FORM: Final = r"^[a-z][a-z0-9_]*$"
LINE_FORM: Final = r"^[^\x00-\x1f\x7f]*$"
FILLED_LINE_FORM: Final = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"
PROSE_FORM: Final = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
FILLED_PROSE_FORM: Final = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"


def _matching(form: str, code: str, read: Callable[[str], object], *kept: type) -> BeforeValidator:
    """Accept a string of this form, read by `read`, or a value that already has one of the kept types."""
    shape = re.compile(form, re.ASCII)

    def check(value: object) -> object:
        if type(value) in kept:
            return value
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise PydanticCustomError(code, "wrong form")
        try:
            return read(value)
        except PydanticCustomError:
            raise  # a value error too, and one that says more
        except (ValueError, OverflowError) as error:
            raise PydanticCustomError(code, "no such value") from error

    return BeforeValidator(check)


def _within_reach(value: date) -> date:
    if not EARLIEST <= value <= LATEST:
        raise PydanticCustomError("date_out_of_range", "out of range")
    return value


def _to_utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


def _read_instant(value: str) -> datetime:
    if value.endswith("-00:00"):
        raise ValueError
    return datetime.fromisoformat(value)


def _partial(value: str) -> str:
    """A partial date is kept as written once its first possible day exists."""
    _within_reach(date.fromisoformat(value + "0000-01-01"[len(value) :]))
    return value


def _only(kind: type, code: str) -> BeforeValidator:
    """Accept only this very type: neither a bool for a number nor a number for a bool."""

    def check(value: object) -> object:
        if type(value) is not kind:
            raise PydanticCustomError(code, "wrong type")
        return value

    return BeforeValidator(check)


def _number(value: object) -> object:
    if type(value) not in {int, float}:
        raise PydanticCustomError("number_form", "wrong type")
    return value


Id = Annotated[
    UUID,
    _matching(UUID_FORM, "id_form", UUID, UUID),
    WithJsonSchema({"type": "string", "format": "uuid", "maxLength": 36}),
]
Date = Annotated[
    date,
    _matching(DATE_FORM, "date_form", date.fromisoformat, date),
    AfterValidator(_within_reach),
    WithJsonSchema({"type": "string", "format": "date", "maxLength": 10}),
]
Instant = Annotated[
    datetime,
    _matching(INSTANT_FORM, "instant_form", _read_instant, datetime),
    AfterValidator(_to_utc),
    WithJsonSchema({"type": "string", "format": "date-time", "maxLength": 35}),
]
PartialDate = Annotated[
    str,
    _matching(PARTIAL_FORM, "partial_date_form", _partial),
    WithJsonSchema({"type": "string", "pattern": PARTIAL_FORM, "maxLength": 10}),
]
BsnNumber = Annotated[
    str,
    _matching(BSN_FORM, "bsn_form", bsn.validate),
    WithJsonSchema({"type": "string", "pattern": BSN_FORM, "maxLength": 9}),
]
Bool = Annotated[bool, _only(bool, "bool_form"), WithJsonSchema({"type": "boolean"})]
Int = Annotated[int, _only(int, "int_form"), Field(ge=-2_147_483_648, le=2_147_483_647)]
RungNumber = Annotated[int, _only(int, "int_form"), Field(ge=1, le=5)]
Number = Annotated[float, BeforeValidator(_number), Field(allow_inf_nan=False)]

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
