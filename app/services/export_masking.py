"""Others in an export: masked until a privacy officer says who may be told.

Names beside ids go, and names known here go out of every text. A story that somebody else tells, in which others were,
is told to who was in it; to who is only named in it, once the others may be told. What a resident refused or took back
from a relative, perhaps with the reason, is told to that relative once the resident may be told.
"""

from collections.abc import Collection, Iterator
from enum import Enum
from typing import Final
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlmodel import col

from app.database import Session
from app.models.base import PersonName
from app.models.consent import Consent
from app.models.export import ExportContent
from app.models.person import PersonRow
from app.models.story import THERE, Story
from app.models.vocabulary import ConsentDecision
from app.services.masking_words import masked, names_of
from app.services.persons_shown import persons_in

WITHHELD: Final = "[…]"


def others_masked(session: Session, content: ExportContent, shown: Collection[UUID]) -> ExportContent:
    """The export with everybody masked but its own person and those who may be shown; it is changed in place."""
    me = content.person_id
    for story in content.stories:
        _withhold(story, me, shown)
    content.consents = [one for one in content.consents if _is_open(one, {me, *shown})]
    for coding in content.codings:
        coding.senses = [one for one in coding.senses if me in {one.subject_id, one.speaker_id}]
    hidden = persons_in(content) - {me, *shown}
    _mask(content, hidden, _words(session, hidden, {me, *shown}))
    return content


def _withhold(story: Story, me: UUID, shown: Collection[UUID]) -> None:
    """Keep back what a story says of others, when its person neither told it nor was there."""
    mine = {story.teller_id, story.created_by} | {one.person_id for one in story.people if one.part in THERE}
    others = {one.person_id for one in story.people if one.part in THERE}
    if me not in mine and not others <= {*shown}:
        story.title, story.text, story.place_text = None, WITHHELD, None


def _is_open(consent: Consent, shown: Collection[UUID]) -> bool:
    """Whether a consent was given and holds, or may be told whatever it says: to who decided, of who may be shown."""
    given = consent.decision is ConsentDecision.GIVEN and consent.withdrawn_at is None
    deciders = {consent.resident_id, consent.given_by_id, consent.withdrawn_by_id, consent.created_by}
    return given or bool(deciders & {*shown})


def _words(session: Session, hidden: Collection[UUID], shown: Collection[UUID]) -> set[str]:
    """The names of who is hidden, but for those that somebody who is shown has as well, such as of a family."""
    rows = session.scalars(select(PersonRow).where(col(PersonRow.id).in_({*hidden, *shown}))).all()
    told = {name for row in rows if row.id in shown for name in names_of(row)}
    return {name for row in rows if row.id in hidden for name in names_of(row)} - told


def _mask(model: BaseModel, hidden: Collection[UUID], words: Collection[str]) -> None:
    for part, name, value in _values(model):
        if isinstance(part, PersonName) and name == "preferred_name" and part.id in hidden:
            part.preferred_name = None
        elif isinstance(value, str) and not isinstance(value, Enum):
            setattr(part, name, masked(value, words))


def _values(model: BaseModel) -> Iterator[tuple[BaseModel, str, object]]:
    """Every plain value in a model, with the part it stands in and its name there."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, BaseModel):
                yield from _values(one)
        if not isinstance(value, list | BaseModel):
            yield model, name, value
