"""Maskings: asked by who is named in a story, in force at once, decided by the privacy officer.

What stands in the story itself is masked, so every list, search, figure and export follows without knowing of it.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlmodel import col

from app.database import Session, whoever_asks
from app.models.answer import KeptAnswer
from app.models.base import Page
from app.models.coding import CodedSensePart, CodingRow
from app.models.filters import Turning
from app.models.masking import MaskedOriginal, Masking, MaskingBody, MaskingDecisionBody, MaskingRow
from app.models.moment import MomentRow
from app.models.person import PersonRow
from app.models.relation import RelationRow
from app.models.story import StoryBody, StoryPersonBody, StoryPersonPart, StoryRow
from app.models.vocabulary import MaskingDecision, MaskingState, StoryPart
from app.problems import Conflict, Flaw, Unprocessable
from app.services import lists, records
from app.services.masking_words import masked, names_of
from app.services.naming import with_names
from app.services.references import require

IN_FORCE = (MaskingState.ASKED, MaskingState.GRANTED)
TEXTS = ("title", "text", "place_text")


def look_up(session: Session, masking_id: UUID) -> Masking:
    """One masking, without what was masked."""
    return _told(session, records.find(session, MaskingRow, masking_id))


def list_all(session: Session, turning: Turning) -> Page[Masking]:
    """A page of maskings, decided ones included."""
    rows, cursor = lists.turn(session, MaskingRow, records.living(MaskingRow), turning)
    told = with_names(session, [Masking.model_validate(row) for row in rows])
    return Page[Masking](items=list(told), next_cursor=cursor)


def ask(session: Session, body: MaskingBody) -> Masking:
    """Mask somebody in a story, at once; Conflict when that was asked before, Unprocessable without a needed reason."""
    require(session, body)
    if session.holding is not None and session.author_id != body.person_id and body.reason is None:
        raise Unprocessable("consent_reason_missing", Flaw("consent_reason_missing", pointer="/reason"))
    if body.person_id in {one.person_id for one in in_force(session, body.story_id)}:
        raise Conflict("masked_already")
    row = records.begin(session, records.blank(MaskingRow), body)
    row.state = MaskingState.ASKED
    row.original = _mask(session, row)
    session.add(row)
    session.flush()
    return _told(session, row)


def original(session: Session, masking_id: UUID) -> MaskedOriginal:
    """What stood there, while it is not decided; Conflict afterwards."""
    row = records.find(session, MaskingRow, masking_id)
    if row.original is None:
        raise Conflict("illegal_state")
    kept = row.original
    told = MaskedOriginal.model_validate({**kept["story"], "masking_id": row.id, "story_id": row.story_id})
    return with_names(session, [told])[0]


def decide(session: Session, masking_id: UUID, body: MaskingDecisionBody) -> Masking:
    """Granted: the original goes for good. Refused: it comes back, as far as nobody told it anew meanwhile."""
    row = _undecided(session, masking_id)
    if body.decision is MaskingDecision.REFUSED:
        _restore(session, row)
    row.state, row.original = MaskingState(body.decision.value), None
    row.decided_at, row.decided_by_id, row.decision_reason = session.now, session.author_id, body.reason
    records.touch(session, row)
    return _told(session, row)


@whoever_asks
def in_force(session: Session, story_id: UUID) -> Sequence[MaskingRow]:
    """The maskings that hold for a story."""
    statement = records.living(MaskingRow).where(
        col(MaskingRow.story_id) == story_id, col(MaskingRow.state).in_(IN_FORCE)
    )
    return session.scalars(statement.order_by(col(MaskingRow.id))).all()


@whoever_asks
def keep(session: Session, story_id: UUID, body: StoryBody) -> StoryBody:
    """The body of a story that is told anew, masked as the story is; who is masked does not come back by it.

    Raises Unprocessable when nobody would be left in it.
    """
    for masking in in_force(session, story_id):
        person = session.scalars(records.of(PersonRow, living=False), {"id": masking.person_id}).one()
        words = [*names_of(person), *masking.words]
        people = [one for one in body.people if one.person_id != masking.person_id]
        if not people:
            raise Unprocessable("masked_person", Flaw("masked_person", pointer="/people"))
        changed: dict[str, Any] = {name: masked(getattr(body, name), words) for name in TEXTS}
        for name in ("teller_id", "observer_id"):
            changed[name] = None if getattr(body, name) == masking.person_id else getattr(body, name)
        body = body.model_copy(update={**changed, "people": people})
    return body


def _told(session: Session, row: MaskingRow) -> Masking:
    return with_names(session, [Masking.model_validate(row)])[0]


def _undecided(session: Session, masking_id: UUID) -> MaskingRow:
    row = records.claim(session, MaskingRow, masking_id)
    if row.state is not MaskingState.ASKED:
        raise Conflict("illegal_state")
    return row


@whoever_asks
def _mask(session: Session, masking: MaskingRow) -> dict[str, Any]:
    """Take somebody out of a story and of what hangs on it; what stood there."""
    story = session.scalars(records.of(StoryRow, living=False, to_change=True), {"id": masking.story_id}).one()
    person_id = masking.person_id
    person = session.scalars(records.of(PersonRow, living=False), {"id": person_id}).one()
    kept = {
        "story": {
            **{name: getattr(story, name) for name in TEXTS},
            "people": [{"person_id": str(one.person_id), "part": one.part} for one in story.people],
            **{name: str(value) if (value := getattr(story, name)) else None for name in ("teller_id", "observer_id")},
        },
        "moments": _unlink_moments(session, story.id, person_id),
        "senses": _take_senses(session, story.id, person_id),
    }
    words = [*names_of(person), *masking.words]
    for name in TEXTS:
        setattr(story, name, masked(getattr(story, name), words))
    story.people = [one for one in story.people if one.person_id != person_id]
    for name in ("teller_id", "observer_id", "confirmed_by_id", "withdrawn_by_id"):
        if getattr(story, name) == person_id:
            setattr(story, name, None)
    # An answer that was kept for its making holds the story as it was.
    session.execute(delete(KeptAnswer).where(col(KeptAnswer.about_id) == story.id))
    records.touch(session, story)
    return kept


def _unlink_moments(session: Session, story_id: UUID, person_id: UUID) -> list[str]:
    """Let the moments of this person no longer point at the story; their ids."""
    own = select(col(RelationRow.id)).where(
        or_(col(RelationRow.party_a_id) == person_id, col(RelationRow.party_b_person_id) == person_id)
    )
    mine = (col(MomentRow.story_id) == story_id, col(MomentRow.relation_id).in_(own))
    ids = session.scalars(select(col(MomentRow.id)).where(*mine)).all()
    _link(session, ids, None)
    return [str(one) for one in ids]


def _link(session: Session, ids: Sequence[UUID], story_id: UUID | None) -> None:
    changed = {"story_id": story_id, "version": col(MomentRow.version) + 1, "updated_at": session.now}
    session.execute(update(MomentRow).where(col(MomentRow.id).in_(ids)).values(changed))


def _take_senses(session: Session, story_id: UUID, person_id: UUID) -> list[dict[str, Any]]:
    """Take what was coded of this person's senses out of the codings of the story; what was taken."""
    codings = session.scalars(records.living(CodingRow).where(col(CodingRow.story_id) == story_id)).all()
    taken = []
    for coding in codings:
        theirs = [one for one in coding.senses if person_id in {one.subject_id, one.speaker_id}]
        if theirs:
            names = ("sense", "subject_id", "voice", "speaker_id", "felt")
            for one in theirs:
                said = {name: _as_text(getattr(one, name)) for name in names}
                taken.append({"coding_id": str(coding.id), **said})
            coding.senses = [one for one in coding.senses if one not in theirs]
            records.touch(session, coding)
    return taken


def _as_text(value: object) -> str | None:
    return None if value is None else str(value)


@whoever_asks
def _restore(session: Session, masking: MaskingRow) -> None:
    """Put back what was taken out, but for texts that were told anew meanwhile."""
    kept = masking.original or {}
    story = session.scalars(records.of(StoryRow, living=False, to_change=True), {"id": masking.story_id}).one()
    person = session.scalars(records.of(PersonRow, living=False), {"id": masking.person_id}).one()
    words, before = [*names_of(person), *masking.words], kept["story"]
    for name in TEXTS:
        if getattr(story, name) == masked(before[name], words):
            setattr(story, name, before[name])
    for name in ("teller_id", "observer_id"):
        if before[name] == str(masking.person_id) and getattr(story, name) is None:
            setattr(story, name, masking.person_id)
    part = next((one["part"] for one in before["people"] if one["person_id"] == str(masking.person_id)), None)
    if part is not None:
        there = StoryPersonBody(person_id=masking.person_id, part=StoryPart(part))
        story.people.append(records.parts(StoryPersonPart, [there])[0])
        story.people[-1].position = len(story.people) - 1
    _link(session, [UUID(one) for one in kept["moments"]], story.id)
    _give_senses(session, kept["senses"])
    records.touch(session, story)


def _give_senses(session: Session, taken: Sequence[dict[str, Any]]) -> None:
    for coding_id in {one["coding_id"] for one in taken}:
        coding = session.scalars(records.living(CodingRow).where(col(CodingRow.id) == UUID(coding_id))).first()
        for one in (each for each in taken if coding is not None and each["coding_id"] == coding_id):
            assert coding is not None  # noqa: S101  the loop is empty without it
            fields = {name: value for name, value in one.items() if name != "coding_id"}
            said = CodedSensePart.model_validate(
                {**fields, "id": records.new_id(), "position": len(coding.senses), "coding_id": coding.id}
            )
            coding.senses.append(said)
        if coding is not None:
            records.touch(session, coding)
