"""What the commands stand on: the database, ready for use, and the organisation that is meant."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console

from app import schema
from app.database import Database
from app.services import organisations
from app.services.search import entries
from app.settings import settings

notes = Console(stderr=True)
Which = Annotated[UUID | None, typer.Option("--organisation", help="Id of the organisation, when there are several.")]


@contextmanager
def ready() -> Iterator[Database]:
    """The database, up to date; SQLite is brought there, for PostgreSQL the command to run is named."""
    database = Database(settings())
    try:
        schema.folder_of(database)
        if not schema.is_current(database):
            if not database.is_sqlite:
                notes.print("The database is not up to date. Run: samenspel migrate")
                raise typer.Exit(2)
            bring_up_to_date(database)
        yield database
    except organisations.NotListed:
        notes.print("This role does not see which organisations there are. Name the one that owns the tables in")
        notes.print("SAMENSPEL_OWNER_DATABASE_URL, or say which organisation is meant with --organisation.")
        raise typer.Exit(2) from None
    finally:
        database.close()


def bring_up_to_date(database: Database) -> None:
    """Every table, and what search needs of the rows that were there before."""
    schema.migrate(database)
    entries.complete(database)


def one(database: Database, wanted: UUID | None) -> UUID:
    """The organisation that is meant; the first one is made when there is none."""
    if wanted is not None:
        if not database.run(lambda session: organisations.is_known(session, wanted), write=False):
            raise typer.BadParameter("there is no such organisation")
        return wanted
    known = [organisation_id for organisation_id, _ in organisations.known(database)]
    if not known:
        return database.run(lambda session: organisations.found(session, "Samenspel"), write=True)
    if len(known) > 1:
        raise typer.BadParameter("there are several organisations: say which with --organisation")
    return known[0]
