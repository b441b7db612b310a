"""Commands about the database itself, and about what the code writes into files of its own."""

from functools import partial
from typing import Annotated
from uuid import UUID

import typer

from app import database_roles
from app.cli.ground import bring_up_to_date, notes, ready
from app.database import Database, Session
from app.models.vocabulary import AccessAction
from app.services import access_log, organisations
from app.services.search import entries
from app.settings import settings

database_cli = typer.Typer(help="The database itself.", no_args_is_help=True)


def migrate() -> None:
    """Bring the database up to date."""
    database = Database(settings())
    bring_up_to_date(database)
    database.close()
    notes.print("The database is up to date.")


def reindex() -> None:
    """Write anew by which words stories and people are found; a changelog says when that is needed."""
    with ready() as database:
        count = entries.complete(database, anew=True)
        for organisation_id, _ in organisations.known(database):
            database.run(partial(_noted, organisation_id=organisation_id), write=True)
    notes.print(f"Wrote the words of {count} stories and people.")


def _noted(session: Session, organisation_id: UUID) -> None:
    session.enter(organisation_id)
    access_log.note_command(session, "reindex", AccessAction.EXECUTE, "search_entry")


def contract(
    check: Annotated[bool, typer.Option("--check", help="Only say whether it is up to date.")] = False,
) -> None:
    """Write openapi/openapi.json, and the table in docs/rights.md."""
    from app.contract import documents  # noqa: PLC0415  needs the whole service; other commands start without it

    for path, text in documents().items():
        if check and path.read_text(encoding="utf-8") != text:
            raise typer.Exit(1)
        if not check:
            path.write_text(text, encoding="utf-8")
            notes.print(f"Wrote {path.name}.")


@database_cli.command("roles")
def make_database_roles() -> None:
    """Make the role of the service on PostgreSQL, or give it its password and its rights anew."""
    database = Database(settings())
    try:
        known = database_roles.make(database)
    except database_roles.Refused as refused:
        notes.print(str(refused))
        raise typer.Exit(2) from None
    finally:
        database.close()
    notes.print(f"The role {database.writer.url.username} reads and writes rows, and owns nothing.")
    if not known:
        notes.print("Its password was left as it is: the owner did not make this role.")
