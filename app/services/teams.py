"""Teams: set up, described anew, dissolved."""

from uuid import UUID

from app.database import Session
from app.models.base import Laid, Page
from app.models.filters import Filters
from app.models.patch import Patch
from app.models.team import Team, TeamBody, TeamRow
from app.services import lists, patches, records
from app.services.records import Expected


def look_up(session: Session, team_id: UUID) -> Team:
    """One team."""
    return Team.model_validate(records.find(session, TeamRow, team_id))


def list_all(session: Session, filters: Filters) -> Page[Team]:
    """A page of teams."""
    rows, cursor = lists.turn(session, TeamRow, records.living(TeamRow), filters)
    return Page[Team](items=[Team.model_validate(row) for row in rows], next_cursor=cursor)


def set_up(session: Session, body: TeamBody, team_id: UUID | None = None) -> Team:
    """A new team."""
    return Team.model_validate(records.lay_down(session, records.blank(TeamRow), body, team_id))


def put(session: Session, team_id: UUID, body: TeamBody, expected: Expected | None) -> Laid[Team]:
    """The team as the caller says it is: new, the same, or described anew."""
    row = records.claim_place(session, TeamRow, team_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(set_up(session, body, team_id), created=True)
    return Laid(_describe(session, row, body, expected), created=False)


def amend(session: Session, team_id: UUID, patch: Patch, expected: Expected | None) -> Team:
    """The team with some of it said anew."""
    row = records.claim(session, TeamRow, team_id)
    records.expect(row, expected)
    return _describe(session, row, patches.apply(TeamBody, records.said(TeamBody, row), patch), expected)


def dissolve(session: Session, team_id: UUID, expected: Expected | None) -> None:
    """Lay a team aside; Conflict while somebody stays with it or belongs to it."""
    row = records.claim(session, TeamRow, team_id)
    records.expect(row, expected)
    records.lay_aside(session, row)


def _describe(session: Session, row: TeamRow, body: TeamBody, expected: Expected | None) -> Team:
    if records.said(TeamBody, row) != body:
        records.expect(row, expected)
        records.rewrite(session, row, body)
    return Team.model_validate(row)
