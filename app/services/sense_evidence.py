"""Evidence of `sense-balance/1`: codings and sittings that count, in one statement whatever the size."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Date, String, bindparam, case, cast, literal, null, select
from sqlmodel import col

from app.database import Session
from app.ids import Among
from app.models.coding import CodedSensePart, CodingRow
from app.models.sitting import SittingRow, SittingSensePart
from app.models.story import COUNTING, StoryRow
from app.models.vocabulary import ConsentCategory, EvidenceFlag, EvidenceKind, Felt, Sense, Voice
from app.services.consented import refusing, stories_kept_out
from app.services.scoring.evidence import SenseUnit
from app.services.scoring.units import story_unit
from app.wall import TODAY, made_once

WHOLE_DATE: Final = len("2026-01-01")
# Looked up in the time of a dictionary; a list of codes that is called takes ten times as long.
SENSE_OF: Final = {one.value: one for one in Sense}
VOICE_OF: Final = {one.value: one for one in Voice}
FELT_OF: Final = {one.value: one for one in Felt}
SINCE: Final = bindparam("since", type_=Date())
AS_OF: Final = bindparam("as_of", type_=Date())


@dataclass(frozen=True, slots=True)
class Units:
    """Units of evidence, and what was recorded of the date of each story or sitting."""

    units: Sequence[SenseUnit]
    happened_on: dict[UUID, str]


class _Found(NamedTuple):
    """A row of the evidence query; read by name it is many times faster than SQLAlchemy's own row.

    `felt` is None for a sitting, which has its `y` already.
    """

    id: UUID
    happened_on: str
    counts_on: date
    subject_id: UUID
    speaker_id: UUID | None
    sense: str
    voice: str
    felt: str | None
    y: float


def gather(session: Session, subjects: Sequence[UUID], since: date, as_of: date) -> Units:
    """Every unit of these subjects dated in the window; a story counts when it is shared or confirmed, for figures."""
    happened_on: dict[UUID, str] = {}
    coded: dict[tuple[Any, ...], list[_Found]] = defaultdict(list)
    units: list[SenseUnit] = []
    asked = {"subjects": subjects, "since": since, "as_of": as_of, "today": session.today}
    for row in map(_Found._make, session.execute(EVIDENCE, asked)):
        happened_on[row.id] = row.happened_on
        if row.felt is None:
            units.append(_sitting(row))
        else:
            coded[row.id, row.sense, row.subject_id, row.voice].append(row)
    units += [_story(rows) for rows in coded.values()]
    return Units(units, happened_on)


def _evidence() -> Any:  # noqa: ANN401  a statement of mixed columns
    """The evidence query: coded senses of stories that count, and what sittings say of each sense."""
    coded = _coded().where(col(StoryRow.id).not_in(stories_kept_out(TODAY)))
    kept_out = refusing(ConsentCategory.LADDER_AND_SENSES, TODAY)
    both = coded.union_all(_sat().where(col(SittingRow.subject_id).not_in(kept_out)))
    # Consents are asked for facts about these.
    return both.execution_options(shows=("story", "coding", "coded_sense", "sitting", "sitting_sense"))


def _coded() -> Any:  # noqa: ANN401  as above
    """The coded senses, without a `y` of their own: several coders of a story come together first.

    The day stands in a condition of its own, so that no index of days is used: SQLite went through every story of the
    window for it, and for each through all senses of the subject.
    """
    counts_on = case((col(StoryRow.state).in_(COUNTING), col(StoryRow.counts_on)))
    return (
        select(
            col(StoryRow.id).label("id"),
            col(StoryRow.happened_on).label("happened_on"),
            col(StoryRow.counts_on).label("counts_on"),
            col(CodedSensePart.subject_id).label("subject_id"),
            col(CodedSensePart.speaker_id).label("speaker_id"),
            cast(col(CodedSensePart.sense), String).label("sense"),
            cast(col(CodedSensePart.voice), String).label("voice"),
            cast(col(CodedSensePart.felt), String).label("felt"),
            literal(0.0).label("y"),
        )
        .join(CodingRow, col(CodingRow.id) == col(CodedSensePart.coding_id))
        .join(StoryRow, col(StoryRow.id) == col(CodingRow.story_id))
        .where(
            Among(CodedSensePart.subject_id, "subjects"),
            col(CodingRow.deleted_at).is_(None),
            col(StoryRow.deleted_at).is_(None),
            col(StoryRow.in_figures).is_(True),
            counts_on.between(SINCE, AS_OF),
        )
    )


def _sat() -> Any:  # noqa: ANN401  as above
    """The senses of sittings, each with its `y`."""
    return (
        select(
            col(SittingRow.id),
            col(SittingRow.happened_on),
            col(SittingRow.counts_on),
            col(SittingRow.subject_id),
            col(SittingRow.speaker_id),
            cast(col(SittingSensePart.sense), String),
            cast(col(SittingRow.voice), String),
            cast(null(), String),
            col(SittingSensePart.y),
        )
        .join(SittingRow, col(SittingRow.id) == col(SittingSensePart.sitting_id))
        .where(
            Among(SittingRow.subject_id, "subjects"),
            col(SittingRow.deleted_at).is_(None),
            col(SittingRow.counts_on).between(SINCE, AS_OF),
        )
    )


EVIDENCE: Final = made_once(_evidence())


def _sitting(row: _Found) -> SenseUnit:
    return SenseUnit(
        kind=EvidenceKind.SITTING,
        id=row.id,
        subject_id=row.subject_id,
        sense=SENSE_OF[row.sense],
        voice=VOICE_OF[row.voice],
        day=row.counts_on,
        y=row.y,
        speaker_id=row.speaker_id,
        flags=_approximate(row),
    )


def _story(rows: Sequence[_Found]) -> SenseUnit:
    """One unit from all codings of a story for one sense, subject and voice; coders may differ."""
    first = rows[0]
    y, flags = story_unit([FELT_OF[row.felt] for row in rows if row.felt])
    speakers = {row.speaker_id for row in rows}
    return SenseUnit(
        kind=EvidenceKind.STORY,
        id=first.id,
        subject_id=first.subject_id,
        sense=SENSE_OF[first.sense],
        voice=VOICE_OF[first.voice],
        day=first.counts_on,
        y=y,
        speaker_id=_speaker(speakers, first.subject_id),
        flags=_approximate(first) | flags,
    )


def _speaker(speakers: set[UUID | None], subject_id: UUID) -> UUID | None:
    """Who spoke, when the coders name different people: somebody other than the subject, if any of them says so."""
    others = sorted(one for one in speakers if one not in {None, subject_id})
    return others[0] if others else None


def _approximate(row: _Found) -> frozenset[EvidenceFlag]:
    return frozenset({EvidenceFlag.APPROXIMATE}) if len(row.happened_on) < WHOLE_DATE else frozenset()
