"""The route table of the service, as the generated tests read it: every operation with its shapes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, get_args

from fastapi.routing import APIRoute
from pydantic import BaseModel

from app.main import ROUTERS
from app.models.base import Ref
from app.models.filters import Filters
from app.models.patch import Patch

# What only somebody with an invitation or the privacy officer may ask for; that has tests of its own.
NO_PROGRAM: Final = frozenset(
    {"redemptions", "masking-decisions", "access-log", "looks", "emergency-accesses", "emergency-reviews"}
    | {"exports", "export-reviews", "erasure-requests", "erasure-decisions", "retention", "research-exports"}
    | {"bsn-keeping"}
)


@dataclass(frozen=True)
class Operation:
    """One method on one path, with the shape of its body and of its query."""

    method: str
    path: str
    body: type[BaseModel] | None
    query: type[BaseModel] | None

    @property
    def nouns(self) -> list[str]:
        """The nouns whose ids stand in the path, in order."""
        return re.findall(r"\{(\w+)Id\}", self.path)

    @property
    def makes_a_thing(self) -> bool:
        """Whether it is a PUT on a thing, so that an id that is not there is made."""
        return self.method == "PUT" and self.path.endswith("Id}")

    @property
    def is_list(self) -> bool:
        """Whether it answers the things of one noun, a page at a time in order of id."""
        return self.query is not None and issubclass(self.query, Filters)

    @property
    def is_search(self) -> bool:
        """Whether it answers a page of what has the words in its body."""
        return self.path.endswith("/_search") and self.body is not None and "q" in self.body.model_fields

    @property
    def is_patch(self) -> bool:
        """Whether its body is a merge patch."""
        return self.body is not None and issubclass(self.body, Patch)

    def at(self, ids: dict[str, str]) -> str:
        """The path with these ids, by noun."""
        return re.sub(r"\{(\w+)Id\}", lambda found: ids[found[1]], self.path)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def operations() -> list[Operation]:
    """Every operation below /v1 that the key of a program opens."""
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    return [_operation(route) for route in routes if not NO_PROGRAM & {*map(str, route.tags)}]


def _operation(route: APIRoute) -> Operation:
    body = _shape(route.body_field.field_info.annotation) if route.body_field else None
    query = next((_shape(one.field_info.annotation) for one in route.dependant.query_params), None)
    return Operation(next(iter(route.methods or ())), route.path, body, query)


def _shape(annotation: Any) -> type[BaseModel]:  # noqa: ANN401  annotations have no nameable type
    kinds = [one for one in (annotation, *get_args(annotation)) if isinstance(one, type)]
    return next(kind for kind in kinds if issubclass(kind, BaseModel))


def ref_of(annotation: object, metadata: Any) -> str | None:  # noqa: ANN401  as above
    """The noun whose id this field holds, alone or in a list."""
    for mark in metadata:
        if isinstance(mark, Ref):
            return mark.noun
    for part in get_args(annotation):
        found = ref_of(part, getattr(part, "__metadata__", ()))
        if found:
            return found
    return None


def places_of(shape: type[BaseModel], place: str = "") -> Iterator[tuple[str, str]]:
    """Every place in a body that holds an id, as a JSON pointer with `*` for a place in a list, and its noun."""
    for name, info in shape.model_fields.items():
        pointer = f"{place}/{info.alias or name}" + ("/*" if _is_list(info.annotation) else "")
        noun = ref_of(info.annotation, info.metadata)
        if noun:
            yield pointer, noun
        for inner in _shapes(info.annotation):
            yield from places_of(inner, pointer)


def _is_list(annotation: object) -> bool:
    return (
        annotation is list
        or getattr(annotation, "__origin__", None) is list
        or any(map(_is_list, get_args(annotation)))
    )


def _shapes(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and not get_args(annotation):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [shape for part in get_args(annotation) for shape in _shapes(part)]
