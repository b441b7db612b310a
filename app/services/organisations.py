"""The organisation itself: founded once, described anew."""

from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app import row_security
from app.database import Database, Session
from app.models.labels import label
from app.models.organisation import Organisation, OrganisationBody, OrganisationRow
from app.models.patch import Patch
from app.models.vocabulary import Condition, Language
from app.problems import Flaw, Unprocessable
from app.services import instruments, patches, records
from app.services.records import Expected
from app.services.scoring.parameters import (
    BALANCE_PREFIX,
    RUNG_PREFIX,
    BalanceParameters,
    RungParameters,
    rule_parameters,
)
from app.wall import made_once

CHOSEN: Final = made_once(select(col(OrganisationRow.rule_parameters)))


def found(session: Session, name: str, organisation_id: UUID | None = None) -> UUID:
    """A new organisation, with the shipped instruments; the session stands inside it from here."""
    organisation_id = organisation_id or records.new_id()
    session.enter(organisation_id)
    records.lay_down(session, records.blank(OrganisationRow), OrganisationBody(name=name), organisation_id)
    instruments.give_presets(session)
    return organisation_id


class NotListed(Exception):  # noqa: N818  a refusal in words is no error of the program
    """The role of this process sees no organisation from outside; none seen would be taken for none there."""


def known(database: Database) -> list[tuple[UUID, str]]:
    """Every organisation on this installation, by id; for the command line alone, which stands outside all of them.

    Raises NotListed when row-level security hides them from this role.
    """
    statement = select(col(OrganisationRow.id), col(OrganisationRow.name)).order_by(col(OrganisationRow.id))
    with database.owner.connect() as connection:
        if not row_security.sees_all(connection):
            raise NotListed
        return [(row.id, row.name) for row in connection.execute(statement)]


def is_known(session: Session, organisation_id: UUID) -> bool:
    """Whether there is an organisation with this id; the session stands inside it from here."""
    session.enter(organisation_id)
    return session.scalar(select(col(OrganisationRow.id))) is not None


def look_up(session: Session) -> Organisation:
    """The caller's own organisation."""
    return Organisation.model_validate(own(session))


def own(session: Session) -> OrganisationRow:
    """The row of the session's organisation."""
    assert session.organisation_id is not None  # noqa: S101  the wall sees to it
    return records.find(session, OrganisationRow, session.organisation_id)


def parameters(session: Session) -> tuple[BalanceParameters, RungParameters]:
    """The parameters of both rules as this organisation set them."""
    chosen = session.execute(CHOSEN).scalar_one()
    flat = {BALANCE_PREFIX + name: value for name, value in (chosen.get("sense_balance") or {}).items()}
    flat |= {RUNG_PREFIX + name: value for name, value in (chosen.get("rung") or {}).items()}
    return rule_parameters({name: value for name, value in flat.items() if value is not None})


def put(session: Session, body: OrganisationBody, expected: Expected | None) -> Organisation:
    """The organisation as the caller says it is."""
    return _describe(session, _claimed(session), body, expected)


def amend(session: Session, patch: Patch, expected: Expected | None) -> Organisation:
    """The organisation with some of it said anew."""
    row = _claimed(session)
    records.expect(row, expected)
    return _describe(
        session, row, patches.apply(OrganisationBody, records.said(OrganisationBody, row), patch), expected
    )


def _claimed(session: Session) -> OrganisationRow:
    assert session.organisation_id is not None  # noqa: S101  the wall sees to it
    return records.claim(session, OrganisationRow, session.organisation_id)


def _describe(
    session: Session, row: OrganisationRow, body: OrganisationBody, expected: Expected | None
) -> Organisation:
    _refuse_conditions(body)
    if records.said(OrganisationBody, row) != body:
        records.expect(row, expected)
        records.rewrite(session, row, body)
    return Organisation.model_validate(row)


def _refuse_conditions(body: OrganisationBody) -> None:
    """Efficiency and the like are conditions and never core values (S002); in neither language."""
    words = {text.casefold() for one in Condition for text in (one, *(label(one, language) for language in Language))}
    flaws = [
        Flaw("condition_as_core_value", pointer=f"/coreValues/{place}")
        for place, value in enumerate(body.core_values)
        if value.code.casefold() in words or value.label.strip().casefold() in words
    ]
    if flaws:
        raise Unprocessable("condition_as_core_value", *flaws)
