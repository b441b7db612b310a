"""Contacts that repeat a related person: known again, so that nobody is made twice.

`Patient.contact` and `RelatedPerson` carry the same people. Which is which follows from the link between them, else
from name and phone together, and only among the related persons of that same resident and source.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.database import Session
from app.exchange.directory import Directory, bulks
from app.exchange.drafts import Draft, Key, Likeness
from app.exchange.fhir.contacts import phone_form
from app.exchange.fhir.names import name_forms
from app.exchange.fhir.residents import CONTACT
from app.models.external_id import ExternalIdRow
from app.models.person import PersonRow
from app.models.relation import RelationRow

RELATED: Final = "RelatedPerson"


def recognise(session: Session, source: str, drafts: Sequence[Draft], directory: Directory) -> None:
    """Mark every contact that repeats a related person, of this import or an earlier one, as being about that one."""
    alike = [draft for draft in drafts if draft.likeness]
    _within(alike)
    new = [draft for draft in alike if _is_new(draft, directory)]
    stored = _stored(session, source, _residents(new, directory))
    for draft in new:
        resident = _resident(draft, directory)
        wanted = f"{source}:{RELATED if draft.contact else CONTACT}"
        draft.adopts = next(
            (found.ids[draft.noun] for found in stored.get(resident, []) if found.fits(draft, wanted)), None
        )


def _within(alike: Sequence[Draft]) -> None:
    """Contacts that repeat a related person of the same import."""
    related: dict[tuple[str, Key], list[Draft]] = defaultdict(list)
    for draft in alike:
        for key in draft.likeness.resident if draft.likeness and not draft.contact else ():
            related[draft.noun, key].append(draft)
    for draft in alike:
        if draft.contact and draft.likeness and not draft.same_as:
            candidates = (one for key in draft.likeness.resident for one in related[draft.noun, key])
            found = next((one for one in candidates if one.likeness and draft.likeness.is_like(one.likeness)), None)
            draft.same_as = [found.key] if found else []


def _is_new(draft: Draft, directory: Directory) -> bool:
    """Whether nothing here has a key of this draft, so that it might be somebody who is here under another one."""
    return not any(directory.living(draft.noun, key) for key in (*draft.keys, *draft.same_as))


def _resident(draft: Draft, directory: Directory) -> UUID | None:
    keys = draft.likeness.resident if draft.likeness else ()
    return next((found for key in keys if (found := directory.living("resident", key))), None)


def _residents(drafts: Iterable[Draft], directory: Directory) -> set[UUID]:
    return {found for draft in drafts if (found := _resident(draft, directory))}


class _Stored:
    """A relation that is here, with the systems of its ids and what its relative is known by."""

    def __init__(self, relation_id: UUID, relative_id: UUID, systems: set[str], person: Any) -> None:  # noqa: ANN401  a row
        self.ids = {"relation": relation_id, "relative": relative_id}
        self.systems = systems
        fields = {"name": person.name, "preferred_name": person.preferred_name}
        phones = (one["value"] for one in person.telecoms if one["kind"] in {"phone", "sms"})
        self.likeness = Likeness((), name_forms(fields), frozenset(map(phone_form, phones)) - {""})

    def fits(self, draft: Draft, system: str) -> bool:
        """Whether the draft is about this one, which came in as the other of the two and not as what the draft is."""
        other = draft.key.system
        return (
            system in self.systems
            and other not in self.systems
            and bool(draft.likeness and draft.likeness.is_like(self.likeness))
        )


def _stored(session: Session, source: str, residents: set[UUID]) -> dict[UUID | None, list[_Stored]]:
    """The side-A relations of these residents that came from this source, three statements for each bulk."""
    found: dict[UUID | None, list[_Stored]] = defaultdict(list)
    for ids in bulks(residents):
        statement = select(col(RelationRow.id), col(RelationRow.party_a_id), col(RelationRow.party_b_person_id)).where(
            col(RelationRow.party_a_id).in_(ids), col(RelationRow.deleted_at).is_(None)
        )
        relations = session.execute(statement).all()
        systems = _systems(session, source, [one.id for one in relations])
        people = _people(session, {one.party_b_person_id for one in relations if one.id in systems})
        for one in relations:
            if one.id in systems and one.party_b_person_id in people:
                stored = _Stored(one.id, one.party_b_person_id, systems[one.id], people[one.party_b_person_id])
                found[one.party_a_id].append(stored)
    return found


def _systems(session: Session, source: str, relation_ids: Sequence[UUID]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for ids in bulks(relation_ids):
        statement = select(col(ExternalIdRow.noun_id), col(ExternalIdRow.system)).where(
            col(ExternalIdRow.noun) == "relation",
            col(ExternalIdRow.noun_id).in_(ids),
            col(ExternalIdRow.system).in_([f"{source}:{RELATED}", f"{source}:{CONTACT}"]),
            col(ExternalIdRow.released).is_(False),
        )
        for noun_id, system in session.execute(statement):
            found[noun_id].add(system)
    return dict(found)


def _people(session: Session, person_ids: set[UUID]) -> dict[UUID, Any]:
    return {one.id: one for one in _each_person(session, person_ids)}


def _each_person(session: Session, person_ids: set[UUID]) -> Iterator[Any]:
    for ids in bulks(person_ids):
        yield from session.execute(
            select(
                col(PersonRow.id), col(PersonRow.preferred_name), col(PersonRow.name), col(PersonRow.telecoms)
            ).where(col(PersonRow.id).in_(ids))
        )
