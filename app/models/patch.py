"""The shape of merge patches (RFC 7396), derived from the bodies in this one place."""

from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import Field, create_model
from pydantic.fields import FieldInfo

from app.models.base import Body


@dataclass(frozen=True, slots=True)
class Patching:
    """Marks a parameter that holds a merge patch on a body."""

    body: type[Body]


class Patch(Body):
    """The base of every patch."""


@cache
def patch_of(body: type[Body]) -> type[Patch]:
    """The shape of a merge patch on a body: every field may be left out or null, nested shapes too."""
    fields: dict[str, Any] = {name: _loosened(info) for name, info in body.model_fields.items()}
    name = body.__name__.removesuffix("Body") + "Patch"
    return create_model(name, __base__=Patch, __doc__=f"A merge patch (RFC 7396) on {name[:-5]}.", **fields)


def _loosened(info: FieldInfo) -> tuple[Any, FieldInfo]:
    annotation = _nested(info.annotation)
    # Field, not FieldInfo: only then does an alias that the generator did not make, such as `as`, hold for reading too.
    loose: Any = Field(None, alias=info.alias, description=info.description)
    kept = Annotated[annotation, *info.metadata] if info.metadata else annotation
    return (kept | None, loose)


def _nested(annotation: Any) -> Any:  # noqa: ANN401  annotations have no nameable type
    """A nested body becomes its own patch; lists keep their items, because a list is replaced as a whole."""
    if isinstance(annotation, type) and issubclass(annotation, Body):
        return patch_of(annotation)
    if get_origin(annotation) in {Union, UnionType}:
        return Union[tuple(_nested(one) for one in get_args(annotation))]  # noqa: UP007  built at run time
    return annotation
