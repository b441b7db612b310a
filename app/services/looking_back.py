"""Reading the access log: whole entries for the privacy officer, and for a resident who looked, in plain words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlmodel import SQLModel, col

from app.database import Session
from app.models.access_log import (
    AccessChange,
    AccessChecks,
    AccessedPerson,
    AccessEntry,
    AccessEntryRow,
    AccessPersonRow,
    Look,
)
from app.models.base import Page
from app.models.filters import AccessLogFilters, LookFilters
from app.models.labels import read_words
from app.models.organisation import OrganisationRow
from app.models.resident import ResidentRow
from app.models.vocabulary import AccessAction, AccessGround, AccessOutcome, CallerKind, Language
from app.models.wire import Id
from app.policy.caller import Action
from app.policy.grounds import ON_DUTY
from app.policy.holding import Holding
from app.problems import Flaw, Invalid, NotFound
from app.services import lists
from app.services.naming import with_names
from app.services.scoring.wording import told_day

PERSONS_IN_A_LIST: Final = 20
ID_BYTES: Final = 16
DAY_BYTES: Final = 4
Condition = Sequence[ColumnElement[bool]]
CARE: Final = frozenset({AccessGround.CARE, AccessGround.EMERGENCY})


# ------------------------------------------------------------------------------------------------------------- entries


class _Log:
    """The list that the cursors of the log fit."""

    noun: ClassVar[str] = "access_entry"


def list_all(session: Session, filters: AccessLogFilters) -> Page[AccessEntry]:
    """A page of entries, newest first, each with the first of the persons in it."""
    statement = _asked(filters).order_by(col(AccessEntryRow.id).desc()).limit(filters.limit + 1)
    last = lists.place_of(_Log, filters)
    if last is not None:
        if len(last) != ID_BYTES:
            raise _unfit()
        statement = statement.where(col(AccessEntryRow.id) < UUID(bytes=last))
    rows = session.scalars(statement).all()
    cursor = None
    if len(rows) > filters.limit:
        rows = rows[: filters.limit]
        cursor = lists.cursor_at(rows[-1].id.bytes, _Log, filters)
    told = _told(session, rows, PERSONS_IN_A_LIST)
    return Page[AccessEntry](items=list(told), next_cursor=cursor)


def look_up(session: Session, entry_id: UUID) -> AccessEntry:
    """One entry with everybody in it."""
    row = session.scalar(select(AccessEntryRow).where(col(AccessEntryRow.id) == entry_id))
    if row is None:
        raise NotFound
    return _told(session, [row], None)[0]


def _asked(filters: AccessLogFilters) -> Select[AccessEntryRow]:
    statement = select(AccessEntryRow)
    wanted = {"action": filters.action, "outcome": filters.outcome, "person_id": filters.by_person_id}
    for name, value in wanted.items():
        if value is not None:
            statement = statement.where(getattr(AccessEntryRow, name) == value)
    if filters.person_id is not None:
        mine = select(col(AccessPersonRow.entry_id)).where(col(AccessPersonRow.person_id) == filters.person_id)
        statement = statement.where(col(AccessEntryRow.id).in_(mine))
    if filters.emergency_only:
        statement = statement.where(col(AccessEntryRow.emergency_id).is_not(None))
    return statement.where(*_between(filters.from_date, filters.until_date))


def _between(first: date | None, last: date | None) -> Iterator[ColumnElement[bool]]:
    if first is not None:
        yield col(AccessEntryRow.day) >= first
    if last is not None:
        yield col(AccessEntryRow.day) <= last


def _told(session: Session, rows: Sequence[AccessEntryRow], most: int | None) -> Sequence[AccessEntry]:
    persons: defaultdict[UUID, list[AccessedPerson]] = defaultdict(list)
    columns = (col(AccessPersonRow.entry_id), col(AccessPersonRow.person_id), col(AccessPersonRow.ground))
    asked = select(*columns).where(col(AccessPersonRow.entry_id).in_([row.id for row in rows]))
    for entry_id, person_id, ground in session.execute(asked.order_by(*columns[:2])):
        persons[entry_id].append(AccessedPerson(person_id=person_id, ground=ground))
    return with_names(session, [_entry(row, persons[row.id], most) for row in rows])


def _entry(row: AccessEntryRow, persons: Sequence[AccessedPerson], most: int | None) -> AccessEntry:
    grounds = {one.ground for one in persons}
    checks = AccessChecks(
        authorisation=row.outcome is AccessOutcome.DONE,
        care_relation=bool(grounds & CARE),
        consent=AccessGround.CONSENT in grounds,
        emergency=AccessGround.EMERGENCY in grounds,
    )
    changes = [AccessChange.model_validate(one) for one in row.changes or ()]
    values = {**row.model_dump(), "checks": checks, "changes": changes, "persons": persons[:most]}
    return AccessEntry.model_validate(values)


def _unfit() -> Invalid:
    return Invalid("invalid_request", Flaw("cursor_unfit", parameter="cursor"))


# --------------------------------------------------------------------------------------------------------------- looks


@dataclass(frozen=True, slots=True)
class _Reader:
    """Somebody on a day; looks through a key that nobody uses in person are that key's."""

    day: date
    reader_id: UUID


@dataclass(frozen=True, slots=True)
class _Details:
    """What somebody did on a day."""

    kinds: frozenset[str]
    nouns: frozenset[str]
    actions: frozenset[AccessAction]
    grounds: frozenset[AccessGround]
    person_id: UUID | None


class _Asked(LookFilters):
    """What was asked of the log of one resident; its cursors do not fit that of another."""

    resident_id: Id


# Who looked: a person, or else a key; or else whoever ran a command.
READER: Final = func.coalesce(
    col(AccessEntryRow.person_id), col(AccessEntryRow.actor_id), col(AccessEntryRow.organisation_id)
)


def looks_at(session: Session, resident_id: UUID, filters: LookFilters, language: Language) -> Page[Look]:
    """Who looked at a resident, a line for each of them per day, newest day first; their own looks are left out.

    Raises NotFound for a resident whom the caller neither is nor represents.
    """
    _require_themselves(session, resident_id)
    asked = _Asked(resident_id=resident_id, **dict(filters))
    about = (*_about(resident_id), *_between(asked.from_date, asked.until_date))
    rows = session.execute(_page(about, asked)).all()
    page = rows[: asked.limit]
    cursor = None
    if len(rows) > asked.limit:
        place = page[-1].day.toordinal().to_bytes(DAY_BYTES, "big") + page[-1].reader.bytes
        cursor = lists.cursor_at(place, ResidentRow, asked)
    days, readers = {row.day for row in page}, {row.reader for row in page}
    theirs = (*about, col(AccessEntryRow.day).in_(days), READER.in_(readers))
    details = _details(session, theirs) if page else {}
    return Page[Look](items=_told_plainly(session, page, details, language), next_cursor=cursor)


def every_look(session: Session, person_id: UUID, language: Language) -> list[Look]:
    """All of them, for an export; of any person."""
    about = _about(person_id)
    return _told_plainly(session, session.execute(_lines(about)).all(), _details(session, about), language)


def _about(person_id: UUID) -> Condition:
    return (
        col(AccessPersonRow.person_id) == person_id,
        col(AccessPersonRow.ground) != AccessGround.OWN,
        col(AccessEntryRow.outcome) == AccessOutcome.DONE,
    )


def _told_plainly(
    session: Session, lines: Sequence[Any], details: Mapping[_Reader, _Details], language: Language
) -> list[Look]:
    named = session.execute(select(col(OrganisationRow.readers_named))).scalar_one()
    looks = [_look(row, details[_Reader(row.day, row.reader)], language, named=named) for row in lines]
    return list(with_names(session, looks))


def _require_themselves(session: Session, resident_id: UUID) -> None:
    resident = SQLModel.metadata.tables["resident"]
    may: list[ColumnElement[bool]] = []
    if isinstance(session.holding, Holding):
        may = [session.holding.may(Action.READ, "look", resident)]
    with session.unheld():
        mine = select(resident.c.id).where(resident.c.id == resident_id, resident.c.deleted_at.is_(None), *may)
        if session.execute(mine).first() is None:
            raise NotFound


def _from(*columns: Any) -> Select[Any]:  # noqa: ANN401  mixed columns
    joined = and_(col(AccessEntryRow.id) == col(AccessPersonRow.entry_id))
    return select(*columns).select_from(AccessPersonRow).join(AccessEntryRow, joined)


def _lines(about: Condition) -> Select[Any]:
    """How often each of them looked on each day, newest day first."""
    day, reader = col(AccessEntryRow.day), READER
    statement = _from(day, reader.label("reader"), func.count().label("times"))
    return statement.where(*about).group_by(day, reader).order_by(day.desc(), reader)


def _page(about: Condition, asked: _Asked) -> Select[Any]:
    statement, day, reader = _lines(about), col(AccessEntryRow.day), READER
    last = lists.place_of(ResidentRow, asked)
    if last is not None:
        if len(last) != DAY_BYTES + ID_BYTES:
            raise _unfit()
        before = date.fromordinal(max(1, int.from_bytes(last[:DAY_BYTES], "big") % date.max.toordinal()))
        statement = statement.where(or_(day < before, and_(day == before, reader > UUID(bytes=last[DAY_BYTES:]))))
    return statement.limit(asked.limit + 1)


def _details(session: Session, about: Condition) -> Mapping[_Reader, _Details]:
    """What each of them did on each day, in one statement."""
    entry = AccessEntryRow
    columns = [col(entry.day), READER.label("reader"), col(entry.person_id), col(entry.kinds), col(entry.noun)]
    columns += [col(entry.action), col(AccessPersonRow.ground)]
    rows = session.execute(_from(*columns).where(*about).distinct()).all()
    found: defaultdict[_Reader, list[Any]] = defaultdict(list)
    for row in rows:
        found[_Reader(row.day, row.reader)].append(row)
    return {
        reader: _Details(
            frozenset(kind for row in some for kind in row.kinds),
            frozenset(row.noun for row in some),
            frozenset(row.action for row in some),
            frozenset(row.ground for row in some),
            some[0].person_id,
        )
        for reader, some in found.items()
    }


def _look(row: Any, details: _Details, language: Language, *, named: bool) -> Look:  # noqa: ANN401  mixed columns
    words = read_words("looks")
    kinds = [kind for kind in CallerKind if kind.value in details.kinds]
    grounds = [ground for ground in AccessGround if ground in details.grounds]
    # Who looked as part of a duty is told by that duty, whatever else they are here.
    acting = [kind for kind in kinds if kind in ON_DUTY] if grounds == [AccessGround.DUTY] else []
    reader = words["readers"][(acting or kinds)[0].value][language] if kinds else words["anybody"][language]
    return Look(
        on_date=row.day,
        kinds=kinds,
        reader=reader,
        person_id=details.person_id if named else None,
        times=row.times,
        nouns=sorted(details.nouns),
        actions=[one for one in AccessAction if one in details.actions],
        grounds=grounds,
        text=_sentence(row, details, reader, grounds[0], language),
    )


def _sentence(row: Any, details: _Details, reader: str, ground: AccessGround, language: Language) -> str:  # noqa: ANN401  as above
    words = read_words("looks")
    nouns = words["nouns"]
    said = list(dict.fromkeys(nouns.get(noun, nouns["other"])[language] for noun in sorted(details.nouns)))
    together = f" {words['and'][language]} ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
    often = words["once"][language] if row.times == 1 else words["more_often"][language].format(count=row.times)
    form = "sentence" if details.actions <= {AccessAction.READ} else "sentence_with_changes"
    told: str = words[form][language].format(
        day=told_day(row.day, language),
        reader=reader,
        times=often,
        nouns=together,
        ground=words["grounds"][ground.value][language],
    )
    return told
