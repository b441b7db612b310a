"""Merge patches (RFC 7396): null takes away, what is absent stays, a list is replaced as a whole."""

from typing import Any, TypeVar

from pydantic import ValidationError

from app.models.base import Body
from app.models.flaws import flaws_of
from app.models.patch import Patch
from app.problems import Invalid

BodyT = TypeVar("BodyT", bound=Body)


def apply(body: type[BodyT], now: BodyT, patch: Patch) -> BodyT:
    """The body as the patch makes it; Invalid, with pointers, when that is no possible body."""
    merged = _merge(now.model_dump(by_alias=False), patch.model_dump(by_alias=False, exclude_unset=True))
    try:
        return body.model_validate(merged)
    except ValidationError as error:
        raise Invalid("invalid_request", *flaws_of(error.errors(), "body")) from None


def _merge(now: Any, patch: Any) -> Any:  # noqa: ANN401  any JSON
    if not isinstance(patch, dict):
        return patch
    merged = dict(now) if isinstance(now, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = _merge(merged.get(name), value)
    return merged
