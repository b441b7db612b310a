"""Which rows are about a person: every table that links to one is known, and stands in an export."""

from collections.abc import Iterator

from sqlmodel import SQLModel

from app.models.nouns import NOUNS
from app.policy.holding import OWNERS
from app.services import concerning
from app.services.exports import PLAIN

# Of each table that links to a person, in which part of an export its rows stand.
HELD_IN = {
    **{noun: noun for noun in ("resident", "relative", "caregiver")},
    **{table.__tablename__: name for name, (table, _) in PLAIN.items()},
    "moment": "moments",
    "story": "stories",
    "emergency_access": "emergency_accesses",
    "invitation": "invitations",
    "erasure_request": "erasure_requests",
    "person": "resident, relative, caregiver",
    "bsn": "bsn, when the export asks for it",
}


def linked() -> Iterator[str]:
    """Every table of a noun that links to a person, by itself or through its parts."""
    for table in concerning.tables_about_persons():
        yield OWNERS[table][0] if table in OWNERS else table


def test_every_table_that_links_to_a_person_is_in_an_export() -> None:
    assert set(linked()) <= set(HELD_IN)
    assert {"relation", "story", "moment", "coding"} <= set(linked())  # so that the question means something
    assert set(NOUNS) - set(HELD_IN) == {"organisation", "location", "team", "instrument", "research_export"}
    assert set(HELD_IN) <= set(SQLModel.metadata.tables)
