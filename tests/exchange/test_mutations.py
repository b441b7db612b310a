"""However a resource is damaged, reading it never fails: it gives drafts, notes or refusals."""

import copy
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.exchange.bundles import taken_apart
from app.exchange.drafts import Understood
from app.exchange.fhir.resources import READERS, understand
from app.exchange.rows import Place
from app.exchange.verbs import VERBS
from tests.exchange.bringing import Said
from tests.exchange.samples import SAMPLES

TODAY = date(2026, 1, 1)
ELEMENTS = ["id", "identifier", "name", "contact", "telecom", "extension", "patient", "active", "type", "contained"]
NAMES = ["url", "extension", "system", "code", "x"]
SCRAPS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30) | st.just("x" * 500),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inside, max_size=3),
    max_leaves=5,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401  any JSON
    """Every place in a piece of JSON."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(one for name, part in inside for one in places(part, (*path, name)))]


@st.composite
def damaged(draw: st.DrawFn) -> Said:
    """A whole resource in which a few things were replaced by something else."""
    resource: Said = copy.deepcopy(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from([one for one in places(resource) if one and one != ("resourceType",)]))
        holder: Any = resource
        for name in path[:-1]:
            holder = holder[name]
        holder[path[-1]] = draw(SCRAPS)
    return resource


def usable(found: Understood) -> bool:
    """Whether every draft is of a noun that can be made and has a key."""
    return all(draft.noun in VERBS and draft.keys and draft.key.value for draft in found.drafts)


@given(damaged())
def test_a_damaged_resource_never_fails(resource: Said) -> None:
    assert usable(understand(resource, "ons", TODAY))
    for row in taken_apart(resource, Place("x"), "ons"):
        assert usable(understand(row.content, "ons", TODAY, row.urls))


@given(st.sampled_from(sorted(READERS)), st.dictionaries(st.sampled_from(ELEMENTS), SCRAPS, max_size=6))
def test_a_made_up_resource_never_fails(kind: str, elements: Said) -> None:
    resource = {**elements, "resourceType": kind}
    assert usable(understand(resource, "ons", TODAY))


@given(SCRAPS)
def test_any_entries_in_a_bundle_never_fail(scrap: object) -> None:
    whole = {
        "resourceType": "Bundle",
        "entry": [{"fullUrl": "urn:uuid:1", "resource": SAMPLES[0]}, {"resource": scrap}, scrap],
    }
    for row in taken_apart(whole, Place("x"), "ons"):
        assert usable(understand(row.content, "ons", TODAY, row.urls))
    assert list(taken_apart({"resourceType": "Bundle", "entry": scrap}, Place("x"), "ons")) is not None
