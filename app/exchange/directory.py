"""Who is here already: the ids of nouns by their keys, and the marks of earlier imports, looked up in bulk."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.database import Session
from app.exchange.drafts import Draft, Key
from app.models.external_id import ExternalIdRow
from app.models.import_mark import ImportMark

ItemT = TypeVar("ItemT")
Named = tuple[str, Key]
BULK: Final = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """What an earlier import remembered of a row, as far as it takes to see that nothing changed."""

    id: UUID
    noun_id: UUID
    digest: str


class Directory:
    """The ids of nouns by key.

    Made anew for each import, from every key that its rows name; what a row adds is taken back when the row is refused.
    """

    def __init__(self, session: Session, source: str, drafts: Sequence[Draft]) -> None:
        self._living: dict[Named, UUID] = {}
        self._buried: dict[Named, UUID] = {}
        self._marks: dict[Named, Mark] = {}
        self._added: list[Named] = []
        self._find(session, drafts)
        self._find_marks(session, source, drafts)

    def _find(self, session: Session, drafts: Sequence[Draft]) -> None:
        wanted = {key.value for draft in drafts for key in _keys_of(draft)}
        for values in bulks(wanted):
            statement = select(
                col(ExternalIdRow.noun),
                col(ExternalIdRow.system),
                col(ExternalIdRow.value),
                col(ExternalIdRow.noun_id),
                col(ExternalIdRow.released),
            ).where(col(ExternalIdRow.value).in_(values))
            for noun, system, value, noun_id, released in session.execute(statement):
                book = self._buried if released else self._living
                named = (noun, Key(system, value))
                book[named] = max(noun_id, book.get(named, noun_id))

    def _find_marks(self, session: Session, source: str, drafts: Sequence[Draft]) -> None:
        for values in bulks({draft.key.value for draft in drafts}):
            statement = select(
                col(ImportMark.noun),
                col(ImportMark.system),
                col(ImportMark.value),
                col(ImportMark.id),
                col(ImportMark.noun_id),
                col(ImportMark.digest),
            ).where(col(ImportMark.source) == source, col(ImportMark.value).in_(values))
            for noun, system, value, mark_id, noun_id, digest in session.execute(statement):
                self._marks[noun, Key(system, value)] = Mark(mark_id, noun_id, digest)

    def living(self, noun: str, key: Key) -> UUID | None:
        """The living thing with this key."""
        return self._living.get((noun, key))

    def buried(self, noun: str, key: Key) -> UUID | None:
        """The tombstone that had this key last; a living thing with it goes first."""
        return self._buried.get((noun, key))

    def mark(self, draft: Draft) -> Mark | None:
        """What an earlier import remembered of this row."""
        return self._marks.get((draft.noun, draft.key))

    def add(self, noun: str, keys: Iterable[Key], noun_id: UUID) -> None:
        """Remember keys that a row just gave to a thing."""
        for key in keys:
            if (noun, key) not in self._living:
                self._living[noun, key] = noun_id
                self._added.append((noun, key))

    def keep(self) -> None:
        """What was added stays: the row is in."""
        self._added.clear()

    def take_back(self) -> None:
        """What was added since the last `keep` goes: the row is refused."""
        for named in self._added:
            del self._living[named]
        self._added.clear()


def bulks(items: Iterable[ItemT]) -> Iterator[list[ItemT]]:
    """The items in lists that one statement can take."""
    waiting = iter(items)
    while bulk := list(islice(waiting, BULK)):
        yield bulk


def _keys_of(draft: Draft) -> Iterator[Key]:
    yield from draft.keys
    yield from draft.same_as
    for link in draft.links():
        yield from link.keys
