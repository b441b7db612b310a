"""Erasing a person: what is about them goes or is emptied, and their names go out of what is about others around them.

What each table that links to a person gets done stands in RULES; a test holds that none is forgotten. A reference from
what others said to the id of somebody who was erased stays: it leads to an empty tombstone, which tells of nobody.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, Date, String, Table, delete, or_, select, update
from sqlmodel import SQLModel, col
from sqlmodel.sql.sqltypes import AutoString

from app.database import Session
from app.models.answer import KeptAnswer
from app.models.base import Row
from app.models.bsn import BsnRow
from app.models.external_id import ExternalIdRow
from app.models.import_mark import ImportMark
from app.models.masking import MaskingRow
from app.models.nouns import NOUNS
from app.models.person import PersonRow
from app.models.story import THERE, StoryRow
from app.policy.holding import OWNERS
from app.services import concerning, erased_ids, free_text, records
from app.services.masking_words import names_of

EMPTY: Final = "[…]"
TEXT: Final = (String, AutoString)
HATS: Final = ("resident", "relative", "caregiver")


class Rule(StrEnum):
    """What is done with the rows of a table that are about somebody who is erased."""

    EMPTIED = "emptied"
    REMOVED = "removed"
    WITH_ITS_WHOLE = "with its whole"
    TAKEN_OUT = "taken out"
    WORDS_ONLY = "words only"


RULES: Final[Mapping[str, Rule]] = {
    **dict.fromkeys(("person", *HATS), Rule.EMPTIED),
    # Of the person alone, so it goes, with its parts.
    **dict.fromkeys(
        ("moment", "relation", "role", "sitting", "consent", "masking", "login", "invitation", "key", "export", "bsn"),
        Rule.REMOVED,
    ),
    **dict.fromkeys(("stay", "life_story_passage", "membership", "contribution", "role_step"), Rule.WITH_ITS_WHOLE),
    # A story is about others too: they are taken out of it, and a story of nobody else is emptied.
    **dict.fromkeys(("story", "story_person", "coding", "coded_sense"), Rule.TAKEN_OUT),
    # Kept for who must answer for it: that somebody looked in an emergency, and that somebody was erased.
    **dict.fromkeys(("emergency_access", "erasure_request"), Rule.WORDS_ONLY),
}
# Whose rows are the person's own, by the columns that say so; who said something of others is not among them.
OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "relation": concerning.PARTIES,
    "role": ("holder_id",),
    "sitting": ("subject_id",),
    "consent": ("resident_id", "to_person_id"),
    "masking": ("person_id",),
    "login": ("person_id",),
    "invitation": ("person_id",),
    "key": ("person_id",),
    "export": ("person_id",),
    "bsn": ("resident_id",),
}


def carry_out(session: Session, person_id: UUID) -> Mapping[str, int]:
    """Erase a person; how many rows of each table were removed or emptied. Tombstones are emptied as well."""
    with session.unheld():
        return _Erasing(session, person_id).carry_out()


class _Erasing:
    """The erasing of one person: whom it is about, and what was touched so far."""

    def __init__(self, session: Session, person_id: UUID) -> None:
        self.session = session
        self.person_id = person_id
        self.person = session.scalars(select(PersonRow).where(col(PersonRow.id) == person_id).with_for_update()).one()
        self.words = names_of(self.person)
        self.counts: Counter[str] = Counter()
        self.touched: set[UUID] = {person_id}
        self.raised: set[UUID] = set()

    def carry_out(self) -> Mapping[str, int]:
        for person_id in {self.person_id, *self._around()}:
            self._mask_what_is_about(person_id)
        self._take_out_of_stories()
        self._remember_bsn()
        self._remove_own()
        self._empty_person()
        self._forget_ids()
        self._forget_answers()
        self.session.flush()
        self.session.forget_words()
        return dict(self.counts)

    # -------------------------------------------------------------------------------------------------- others

    def _around(self) -> set[UUID]:
        """Who stands or stood in a relation with the person: in what is about them the person may be named."""
        relation = _table("relation")
        parties = [relation.c[name] for name in concerning.PARTIES]
        rows = self.session.execute(select(*parties).where(_any(relation, concerning.PARTIES, self.person_id)))
        return {one for row in rows for one in row if one is not None} - {self.person_id}

    def _mask_what_is_about(self, person_id: UUID) -> None:
        """Take the person's names out of what was written about somebody around them."""
        for noun, table in free_text.TABLES.items():
            for row in self.session.scalars(select(table).where(concerning.about(_table(noun), person_id))):
                self._mask(row)
                if isinstance(row, StoryRow):
                    for masking in self.session.scalars(select(MaskingRow).where(col(MaskingRow.story_id) == row.id)):
                        self._mask(masking)
        self.session.flush()

    def _mask(self, row: Row) -> None:
        if free_text.mask(row, self.words):
            self._raise(row)

    def _raise(self, row: Row) -> None:
        """Raise the version, once: who still has the row as it was cannot put it back."""
        if row.id not in self.raised:
            records.touch(self.session, row)
            self.raised.add(row.id)
            self.touched.add(row.id)

    # ------------------------------------------------------------------------------------------------- stories

    def _take_out_of_stories(self) -> None:
        """Take the person out of stories of others; a story in which they were, and nobody else, is emptied."""
        story = _table("story")
        for row in self.session.scalars(select(StoryRow).where(concerning.about(story, self.person_id))).all():
            others = [one for one in row.people if one.person_id != self.person_id]
            was_there = any(one.part in THERE for one in row.people if one not in others)
            if any(one.part in THERE for one in others) or (others and not was_there):
                row.people = others
                self._raise(row)
            else:
                self._empty(row, text=EMPTY)
                row.people = []
                self._remove("masking", _table("masking").c.story_id == row.id)
                self._remove("coding", _table("coding").c.story_id == row.id)
                moment = _table("moment")
                self.session.execute(update(NOUNS["moment"]).where(moment.c.story_id == row.id).values(story_id=None))
            self._count(row)
        self.session.flush()
        sense = _table("coded_sense")
        mine = or_(sense.c.subject_id == self.person_id, sense.c.speaker_id == self.person_id)
        gone = self.session.scalars(delete(sense).where(mine, _here(self, sense)).returning(sense.c.id)).all()
        self.counts.update(coded_sense=len(gone))
        self._remove("coding", _table("coding").c.coder_id == self.person_id)

    # ---------------------------------------------------------------------------------------------------- own

    def _remove_own(self) -> None:
        """Remove what is the person's own, what hangs on it first."""
        relation, role = _table("relation"), _table("role")
        mine = select(relation.c.id).where(_any(relation, OWN["relation"], self.person_id), _here(self, relation))
        self._remove("moment", _table("moment").c.relation_id.in_(mine))
        own_roles = select(role.c.id).where(role.c.holder_id == self.person_id, _here(self, role))
        self.session.execute(update(NOUNS["role"]).where(role.c.root_role_id.in_(own_roles)).values(root_role_id=None))
        coded = _table("coded_role")
        self.session.execute(delete(coded).where(coded.c.role_id.in_(own_roles), _here(self, coded)))
        for noun, columns in OWN.items():
            self._remove(noun, _any(_table(noun), columns, self.person_id))

    def _remove(self, noun: str, condition: ColumnElement[bool]) -> None:
        """Remove rows with their parts, for good."""
        table = _table(noun)
        ids = list(self.session.scalars(select(table.c.id).where(condition, _here(self, table))))
        for part, (owner, key) in OWNERS.items():
            if owner == noun:
                parts = _table(part)
                self.session.execute(delete(parts).where(parts.c[key].in_(ids), _here(self, parts)))
        self.session.execute(delete(table).where(table.c.id.in_(ids), _here(self, table)))
        self.touched.update(ids)
        if ids:
            self.counts[noun] += len(ids)

    def _empty_person(self) -> None:
        """Leave nothing of the person and their hats but tombstones."""
        for noun in HATS:
            row: Any = self.session.scalar(select(NOUNS[noun]).where(_table(noun).c.id == self.person_id))
            if row is not None:
                for parts in ("stays", "life_story"):
                    if hasattr(row, parts):
                        setattr(row, parts, [])
                self._empty(row)
                self._count(row)
        self.person.memberships = []
        self._empty(self.person)
        self._count(self.person)

    def _empty(self, row: Any, **instead: str) -> None:  # noqa: ANN401  a row of any noun
        """Make a tombstone of a row, without anything that somebody wrote in it."""
        for column in _table(str(row.__tablename__)).columns:
            name = column.key
            if name in instead:
                setattr(row, name, instead[name])
            elif isinstance(column.type, JSON):
                setattr(row, name, None if column.nullable else type(getattr(row, name))())
            elif column.nullable and isinstance(column.type, (*TEXT, Date)) and name != "deleted_at":
                setattr(row, name, None)
        row.deleted_at = self.session.now
        self._raise(row)

    def _count(self, row: Row) -> None:
        self.counts[str(row.__tablename__)] += 1
        self.touched.add(row.id)

    # ------------------------------------------------------------------------------------------- what remembers

    def _remember_bsn(self) -> None:
        """Keep the hash of the citizen service number, so that no import brings them back by it."""
        mine = select(col(BsnRow.digest)).where(col(BsnRow.resident_id) == self.person_id)
        for digest in self.session.scalars(mine):
            erased_ids.remember_digest(self.session, BsnRow.noun, digest)

    def _forget_ids(self) -> None:
        """Keep of every id in other systems a keyed hash alone, and nothing of what imports remember."""
        mine = col(ExternalIdRow.noun_id).in_(self.touched)
        hats = [one for one in self.session.scalars(select(ExternalIdRow).where(mine)) if one.noun_id == self.person_id]
        erased_ids.remember(self.session, hats)
        gone = _gone(self.session, self.touched)
        self.session.execute(delete(ExternalIdRow).where(col(ExternalIdRow.noun_id).in_(gone)))
        self.session.execute(delete(ImportMark).where(col(ImportMark.noun_id).in_(gone)))

    def _forget_answers(self) -> None:
        """Drop every answer that was kept for a request that may come twice and tells of what was touched."""
        kept = self.session.execute(select(col(KeptAnswer.id), col(KeptAnswer.about_id), col(KeptAnswer.body))).all()
        told = [str(one).encode() for one in self.touched]
        ids = [row.id for row in kept if row.about_id in self.touched or any(one in row.body for one in told)]
        self.session.execute(delete(KeptAnswer).where(col(KeptAnswer.id).in_(ids)))


def _gone(session: Session, touched: Collection[UUID]) -> set[UUID]:
    """Which of these are rows no more, or tombstones."""
    living: set[UUID] = set()
    for noun in NOUNS:
        table = _table(noun)
        found = select(table.c.id).where(table.c.id.in_(touched), table.c.deleted_at.is_(None))
        living |= set(session.scalars(found.where(table.c.organisation_id == session.organisation_id)))
    return set(touched) - living


def _any(table: Table, columns: Sequence[str], person_id: UUID) -> ColumnElement[bool]:
    return or_(*(table.c[name] == person_id for name in columns))


def _here(erasing: _Erasing, table: Table) -> ColumnElement[bool]:
    return table.c.organisation_id == erasing.session.organisation_id


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]
