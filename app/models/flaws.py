"""What pydantic finds wrong, in our own words and places, with nothing in it that a caller sent."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from app.models.base import Body
from app.problems import Flaw

# pydantic's error types, in the words of `app/words/problems.json`; our own types have their name there already.
CODES: Final = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "string_type": "string_form",
    "string_too_long": "text_too_long",
    "string_too_short": "text_too_short",
    "string_pattern_mismatch": "text_pattern",
    "enum": "code_unknown",
    "literal_error": "code_unknown",
    "greater_than_equal": "number_too_small",
    "less_than_equal": "number_too_large",
    "finite_number": "number_form",
    "int_type": "int_form",
    "int_parsing": "int_form",
    "float_type": "number_form",
    "bool_type": "bool_form",
    "list_type": "list_form",
    "too_long": "too_many",
    "too_short": "too_few",
    "dict_type": "object_form",
    "model_type": "object_form",
    "model_attributes_type": "object_form",
}
LIMITS: Final = ("max_length", "min_length", "ge", "le")


def flaws_of(errors: Iterable[Any], place: str | None = None) -> list[Flaw]:
    """Errors of pydantic as flaws; `place` says where when their own first part does not: body, query or path."""
    return [_flaw(one, place or one["loc"][0], one["loc"] if place else one["loc"][1:]) for one in errors]


def _flaw(error: Any, place: str, inside: tuple[str | int, ...]) -> Flaw:  # noqa: ANN401  pydantic's own error
    """One of pydantic's errors in our words; parts of its place that a caller made up are left out."""
    code = CODES.get(error["type"], error["type"])
    limits = {name: value for name, value in error.get("ctx", {}).items() if name in LIMITS}
    known = []
    for part in inside:
        if not isinstance(part, int) and part not in known_names():
            break
        known.append(str(part))
    if error["type"] == "extra_forbidden":
        known = known[: len(inside) - 1]
    if place == "body":
        return Flaw(code, pointer="".join(f"/{part}" for part in known), values=limits)
    return Flaw(code, parameter="/".join(known) or place, values=limits)


@cache
def known_names() -> frozenset[str]:
    """Every name that the contract knows: of fields, query keys, path parts and headers."""
    names = {"If-Match", "If-None-Match", "Idempotency-Key", "Samenspel-Acting-Person"}
    waiting: list[type[Any]] = [Body]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        for name, info in model.model_fields.items():
            names |= {name, info.alias or name}
    return frozenset(names | PATH_NAMES)


PATH_NAMES: Final = frozenset(
    f"{noun}Id"
    for noun in (
        "location",
        "team",
        "person",
        "resident",
        "relative",
        "caregiver",
        "relation",
        "role",
        "moment",
        "story",
        "coding",
        "instrument",
        "sitting",
        "consent",
        "key",
        "invitation",
        "masking",
    )
) | {"name"}
