"""Laying one draft down: made anew, changed where the source says something new, revived, or found unchanged."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select
from sqlmodel import col

from app.database import Session
from app.exchange import amending, resolving, reviving
from app.exchange.amending import Earlier
from app.exchange.digests import digest
from app.exchange.directory import Directory
from app.exchange.drafts import PERSON_NOUNS, Draft, Key, Link, Note
from app.exchange.report import Result
from app.exchange.verbs import VERBS, WHATEVER_IS_STORED
from app.models.base import Body
from app.models.flaws import flaws_of
from app.models.import_mark import ImportMark
from app.models.patch import patch_of
from app.problems import Conflict, Invalid
from app.services import bsns, records


class Layer:
    """Lays drafts down for one import; `marks` are the new ones, to be written when the row is in.

    `touched` are the ids of what was made or changed, by noun.
    """

    def __init__(self, session: Session, source: str, directory: Directory) -> None:
        self.session = session
        self.source = source
        self.directory = directory
        self.marks: dict[tuple[str, Key], ImportMark] = {}
        self.touched: dict[str, set[UUID]] = {}
        self._fresh: dict[tuple[str, Key], ImportMark] = {}
        self._just_now: list[tuple[str, UUID]] = []

    def is_unchanged(self, draft: Draft) -> bool:
        """Whether the same row made what is here, and nothing it rests on has changed; asks the database nothing."""
        mark = self.directory.mark(draft)
        about = resolving.target(draft, self.directory)
        if mark is None or about is None or mark.noun_id != about:
            return False
        return mark.digest == self._digest(draft, resolving.resolved(draft, self.directory, []))

    def keep(self) -> None:
        """What was laid down since the last `keep` stays: the row is in."""
        self.marks |= self._fresh
        self._fresh.clear()
        for noun, about in self._just_now:
            self.touched.setdefault(noun, set()).add(about)
        self._just_now.clear()
        self.directory.keep()

    def take_back(self) -> None:
        """What was laid down since the last `keep` is forgotten: the row is refused."""
        self._fresh.clear()
        self._just_now.clear()
        self.directory.take_back()

    def leads(self, link: Link) -> bool:
        """Whether a link leads somewhere by now."""
        return any(self.directory.living(noun, key) for noun, key in link.targets())

    def lay(self, draft: Draft, notes: list[Note]) -> Result:
        """Make or change what the draft is about; raises Refusal when it cannot be."""
        fields = resolving.resolved(draft, self.directory, notes)
        if self.is_unchanged(draft):
            return Result.UNCHANGED
        about = resolving.target(draft, self.directory)
        buried = resolving.tombstone(draft, self.directory) if about is None else None
        keys = self._free_keys(draft, about or buried, notes)
        said = _Said(draft, _canonical(draft, fields | _shared(draft, keys)), keys, self._digest(draft, fields))
        if about is None and buried is None:
            about, result = self._make(said), Result.CREATED
        elif about is None:
            about, result = self._revive(said, buried, notes), Result.UPDATED
        else:
            result = self._change(said, about)
        if self._lay_bsn(draft, about, notes) and result is Result.UNCHANGED:
            result = Result.UPDATED
        self.directory.add(draft.noun, keys, about)
        if result is not Result.UNCHANGED:
            self._just_now.append((draft.noun, about))
        self._remember(said, about)
        return result

    def _lay_bsn(self, draft: Draft, about: UUID, notes: list[Note]) -> bool:
        """Write the citizen service number down, unless another resident has it; whether that changed anything."""
        if draft.bsn is None:
            return False
        try:
            return bsns.write(self.session, about, draft.bsn.number)
        except Conflict as taken:
            notes.append(Note(taken.code, draft.bsn.pointer))
            return False

    def _digest(self, draft: Draft, fields: dict[str, Any]) -> str:
        """The digest of a row with what its links lead to; of a citizen service number its keyed hash alone.

        The day on which an ended relation is seen is no news.
        """
        defaults = {name: value for name, value in draft.defaults.items() if name != "end_date"}
        keys = sorted(map(list, draft.keys))
        said: list[object] = [draft.noun, draft.adds, fields, defaults, sorted(draft.defaults), keys]
        return digest([*said, bsns.digest_of(self.session, draft.bsn.number)] if draft.bsn else said)

    def _free_keys(self, draft: Draft, about: UUID | None, notes: list[Note]) -> list[Key]:
        """The keys that no other living thing has; those taken are noted."""
        free = []
        for key in draft.keys:
            owner = self.directory.living(draft.noun, key)
            if owner in (None, about):
                free.append(key)
            elif key not in draft.same_as:
                notes.append(Note("identifier_taken", draft.places.get("external_ids", draft.pointer)))
        return free

    def _make(self, said: "_Said") -> UUID:
        made = VERBS[said.draft.noun].make(
            self.session, _body(said.draft, said.draft.defaults | said.fields, said.keys)
        )
        made_id: UUID = made.id
        return made_id

    def _revive(self, said: "_Said", buried: UUID | None, notes: list[Note]) -> UUID:
        assert buried is not None  # noqa: S101  asked only for a tombstone
        reviving.revive(self.session, said.draft.noun, buried)
        notes.append(Note("revived", said.draft.pointer))
        self._change(said, buried, afresh=True)
        return buried

    def _change(self, said: "_Said", about: UUID, *, afresh: bool = False) -> Result:
        """Say anew what the row says anew; `afresh` says all of it, whatever was said before."""
        verbs = VERBS[said.draft.noun]
        row: Any = self.session.get_one(verbs.table, (self.session.organisation_id, about))
        sources = (row, row.person) if said.draft.noun in PERSON_NOUNS else (row,)
        now = records.said(verbs.body, *sources)
        earlier = Earlier() if afresh else self._earlier(said.draft, about)
        patch = amending.changes(said.draft, said.fields, said.keys, now, earlier)
        if not patch:
            return Result.UNCHANGED
        verbs.amend(self.session, about, patch_of(verbs.body).model_validate(patch), WHATEVER_IS_STORED)
        return Result.UPDATED

    def _earlier(self, draft: Draft, about: UUID) -> Earlier:
        """What earlier imports said of the thing."""
        mark = self.directory.mark(draft)
        statement = select(ImportMark).where(col(ImportMark.noun) == draft.noun, col(ImportMark.noun_id) == about)
        earlier = Earlier()
        for one in self.session.scalars(statement):
            if mark is not None and one.id == mark.id:
                earlier.stated, earlier.items = one.stated, one.items
            else:
                for name, items in one.items.items():
                    earlier.of_others.setdefault(name, set()).update(items)
        return earlier

    def _remember(self, said: "_Said", about: UUID) -> None:
        values: dict[str, Any] = {
            "noun_id": about,
            "digest": said.digest,
            "stated": amending.stated_of(said.fields),
            "items": amending.items_of(said.draft, said.fields, said.keys),
        }
        mark = self.directory.mark(said.draft)
        if mark is None:
            key, noun = said.draft.key, said.draft.noun
            self._fresh[noun, key] = ImportMark(
                id=records.new_id(), source=self.source, noun=noun, system=key.system, value=key.value, **values
            )
            return
        row = self.session.get_one(ImportMark, (self.session.organisation_id, mark.id))
        for name, value in values.items():
            setattr(row, name, value)


@dataclass(frozen=True, slots=True)
class _Said:
    """A draft with its links led home: the fields in their one form, the keys that are free, and the row's digest."""

    draft: Draft
    fields: dict[str, Any]
    keys: list[Key]
    digest: str


def _shared(draft: Draft, free: list[Key]) -> dict[str, Any]:
    """The ids of the row that belong to another one here, as a field; a relation's stand with its relative."""
    taken = [key._asdict() for key in draft.keys if key not in free and key not in draft.same_as]
    return {"shared_ids": taken} if taken and "shared_ids" in VERBS[draft.noun].body.model_fields else {}


def _body(draft: Draft, fields: dict[str, Any], keys: list[Key]) -> Body:
    """The body that says this; raises Invalid with the places when it is none."""
    said = {"external_ids": [key._asdict() for key in keys], **fields}
    try:
        return VERBS[draft.noun].body.model_validate(said)
    except ValidationError as error:
        raise Invalid("invalid_request", *flaws_of(error.errors(), "body")) from None


def _canonical(draft: Draft, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields in the one form in which they are compared."""
    body = _body(draft, fields, [])
    return body.model_dump(mode="json", by_alias=False, exclude_unset=True, exclude={amending.ADDED})
