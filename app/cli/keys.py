"""Commands about keys and organisations."""

import json
from typing import Annotated, Final
from uuid import UUID

import typer

from app.cli.ground import Which, one, ready
from app.database import Database, Session
from app.models.vocabulary import AccessAction, KeyHolder, KeyScope
from app.services import access_log, keys, organisations

keys_cli = typer.Typer(help="API keys.", no_args_is_help=True)
organisations_cli = typer.Typer(help="Organisations on this installation.", no_args_is_help=True)

# What a key opens when nothing is said.
OF_HOLDER: Final = {
    KeyHolder.ADMINISTRATOR: (KeyScope.ADMINISTRATION,),
    KeyHolder.SYSTEM: (KeyScope.CARE, KeyScope.UNATTENDED),
}


@organisations_cli.command("create")
def create_organisation(name: Annotated[str, typer.Argument(help="Name of the organisation.")]) -> None:
    """Make a further organisation; prints its id alone."""
    with ready() as database:
        typer.echo(database.run(lambda session: _found(session, name), write=True))


@organisations_cli.command("list")
def list_organisations() -> None:
    """List the organisations."""
    with ready() as database:
        for organisation_id, name in organisations.known(database):
            typer.echo(json.dumps({"id": str(organisation_id), "name": name}, ensure_ascii=False))


@keys_cli.command("create")
def create_key(
    holder: Annotated[KeyHolder, typer.Option("--for", help="Who holds the key.")],
    scopes: Annotated[list[KeyScope] | None, typer.Option("--scope", help="What it opens; may be said again.")] = None,
    organisation: Which = None,
) -> None:
    """Make a key; prints the key alone, once."""
    if holder not in OF_HOLDER:
        raise typer.BadParameter("relatives and residents get a key by an invitation, over HTTP")
    chosen = set(scopes or OF_HOLDER[holder])
    if holder is KeyHolder.ADMINISTRATOR and chosen != {KeyScope.ADMINISTRATION}:
        raise typer.BadParameter("an administrator's key has the scope administration")
    with ready() as database:
        typer.echo(new_key(database, one(database, organisation), holder, *chosen))


def new_key(database: Database, organisation_id: UUID, holder: KeyHolder, *scopes: KeyScope) -> str:
    """A new key of that organisation, as text."""

    def make(session: Session) -> str:
        session.enter(organisation_id)
        made = keys.make(session, holder, *scopes)
        access_log.note_command(session, "keys_create", AccessAction.CREATE, "key")
        return made

    return database.run(make, write=True)


def _found(session: Session, name: str) -> UUID:
    """A new organisation, which its own log tells of first."""
    organisation_id = organisations.found(session, name)
    access_log.note_command(
        session, "organisations_create", AccessAction.CREATE, "organisation", thing_id=organisation_id
    )
    return organisation_id
