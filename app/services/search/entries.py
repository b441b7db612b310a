"""The entries that search goes by: written with every change of a story or a person, whatever the way in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, delete, event, exists, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import UOWTransaction
from sqlmodel import col

from app.database import Database, Session
from app.models.base import Row
from app.models.person import PersonRow
from app.models.search import SORT_KEY_LENGTH, SearchEntry
from app.models.story import StoryRow
from app.models.vocabulary import NameOrder
from app.services import organisations
from app.services.search import words

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class _Kind:
    """A noun with entries: the fields that say what it is found by, the words in them, and its place in the order."""

    table: type[Row]
    fields: tuple[str, ...]
    tokens: Callable[[Any], set[str]]
    sort_key: Callable[[Any], str]

    @property
    def noun(self) -> str:
        return self.table.noun


def scope(noun: str, organisation_id: UUID | None) -> str:
    """The token that all entries of a noun in an organisation have, so that those of others cost nothing to pass.

    It begins with a hole, as nothing does that may go on: `stor*` must not find every story.
    """
    assert organisation_id is not None  # noqa: S101  the wall sees to it
    return f"{words.HOLE}{noun}_{organisation_id.hex}"


# ------------------------------------------------------------------------------------------------ what there is to say


def _story_tokens(row: StoryRow) -> set[str]:
    return words.of_text(row.title, row.text, row.place_text)


def _person_tokens(row: PersonRow) -> set[str]:
    return words.of_names(_names(row))


def _names(row: PersonRow) -> list[str]:
    """Every name by which somebody may know this person."""
    found = [row.preferred_name]
    for name in (row.name or {}, *row.other_names):
        found += [*(name.get("given") or []), *(name.get("initials") or []), name.get("family"), name.get("text")]
        found += [
            " ".join(part for part in (name.get(f"{whose}_prefix"), name.get(f"{whose}_name")) if part)
            for whose in ("own", "partner")
        ]
    return [one for one in found if one]


def _sort_name(row: PersonRow) -> str:
    """The family name that comes first, without its prefix, then the name to call them by."""
    name = row.name or {}
    by_partner = name.get("order") in {NameOrder.PARTNER, NameOrder.PARTNER_OWN}
    family = (name.get("partner_name") if by_partner else None) or name.get("own_name")
    called = row.preferred_name or next(iter(name.get("given") or []), None)
    return words.sort_name(family, called or (None if family else name.get("text")))


def _day(row: StoryRow) -> str:
    return row.counts_on.isoformat()


_KINDS: Final = (
    _Kind(PersonRow, ("preferred_name", "name", "other_names"), _person_tokens, _sort_name),
    _Kind(StoryRow, ("title", "text", "place_text", "counts_on"), _story_tokens, _day),
)


# ------------------------------------------------------------------------------------------------ with every change


@event.listens_for(Session, "before_flush")
def _remember(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Write the entry of every story and every person that is new, says something else, goes or comes back."""
    for row in (*session.new, *session.dirty):
        kind = next((one for one in _KINDS if isinstance(row, one.table)), None)
        if kind and any(inspect(row).attrs[name].history.has_changes() for name in (*kind.fields, "deleted_at")):
            _write(session, kind, row)


def _write(session: Session, kind: _Kind, row: Any) -> None:  # noqa: ANN401  a row, or the columns of one
    """Let the entry say what the row says; a tombstone has none. One statement."""
    if row.deleted_at is not None:
        gone = delete(SearchEntry).where(col(SearchEntry.noun) == kind.noun, col(SearchEntry.about_id) == row.id)
        session.execute(gone)
        return
    tokens = {scope(kind.noun, session.organisation_id), *kind.tokens(row)}
    said = {"tokens": " ".join(sorted(tokens)), "sort_key": kind.sort_key(row)[:SORT_KEY_LENGTH]}
    place = {"organisation_id": session.organisation_id, "noun": kind.noun, "about_id": row.id}
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(
        insert(SearchEntry).values(**place, **said).on_conflict_do_update(index_elements=list(place), set_=said)
    )


# ------------------------------------------------------------------------------------------------ all of them


def complete(database: Database, *, anew: bool = False) -> int:
    """Write the entries that are missing, or all of them anew, a batch at a time; tells how many."""
    count = 0
    for organisation_id, _ in organisations.known(database):
        for kind in _KINDS:
            last: UUID | None = None
            while written := database.run(_batch(organisation_id, kind, last, anew=anew), write=True):
                count, last = count + len(written), written[-1]
    return count


def _batch(
    organisation_id: UUID, kind: _Kind, after: UUID | None, *, anew: bool
) -> Callable[[Session], Sequence[UUID]]:
    """The work of writing the entries of the next rows; it gives their ids."""

    def work(session: Session) -> Sequence[UUID]:
        session.enter(organisation_id)
        rows = session.execute(_rows(kind, after, anew=anew)).all()
        for row in rows:
            _write(session, kind, row)
        return [row.id for row in rows]

    return work


def _rows(kind: _Kind, after: UUID | None, *, anew: bool) -> Select[Any]:
    """The next living rows of a noun, or of those the ones without an entry; held, so that none changes meanwhile."""
    row_id: Any = col(kind.table.id)
    columns = [getattr(kind.table, name) for name in ("id", "deleted_at", *kind.fields)]
    living = select(*columns).where(col(kind.table.deleted_at).is_(None))
    statement = living.order_by(row_id).limit(BATCH).with_for_update()
    if after is not None:
        statement = statement.where(row_id > after)
    if anew:
        return statement
    has_one = select(col(SearchEntry.about_id)).where(
        col(SearchEntry.noun) == kind.noun, col(SearchEntry.about_id) == row_id
    )
    return statement.where(~exists(has_one))
