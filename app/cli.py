"""The command `samenspel`."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

import typer
import uvicorn
from rich.console import Console

from app import database_roles, schema
from app.database import Database, Session
from app.models.vocabulary import KeyHolder, KeyScope
from app.services import keys, organisations
from app.services.search import entries
from app.settings import LAST_PORT, settings

cli = typer.Typer(help="Samenspel: relationship-centred care of older people.", no_args_is_help=True)
keys_cli = typer.Typer(help="API keys.", no_args_is_help=True)
organisations_cli = typer.Typer(help="Organisations on this installation.", no_args_is_help=True)
database_cli = typer.Typer(help="The database itself.", no_args_is_help=True)
cli.add_typer(keys_cli, name="keys")
cli.add_typer(organisations_cli, name="organisations")
cli.add_typer(database_cli, name="database")
notes = Console(stderr=True)

UNSAFE = "The database does not hold the rows of organisations apart, so the service does not start."
# What a key opens when nothing is said.
OF_HOLDER: Final = {
    KeyHolder.ADMINISTRATOR: (KeyScope.ADMINISTRATION,),
    KeyHolder.SYSTEM: (KeyScope.CARE, KeyScope.UNATTENDED),
}
Which = Annotated[UUID | None, typer.Option("--organisation", help="Id of the organisation, when there are several.")]


def main() -> None:
    """Run the command."""
    cli()


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=LAST_PORT, help="Port to listen on.")] = None,
) -> None:
    """Start the service."""
    chosen = settings()
    with _ready() as database:
        _refuse_danger(database, allowed=chosen.allow_unsafe_database == "yes")
        _welcome(database)
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=host or chosen.host,
        port=port or chosen.port,
        server_header=False,
        access_log=False,
        proxy_headers=False,
    )


@cli.command()
def demo(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=LAST_PORT, help="Port to listen on; else the first that is free.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make the house anew, as it looks from today.")] = False,
) -> None:
    """Start the service with a made-up house to look around in."""
    from app.demo import start  # noqa: PLC0415  other commands start without it

    chosen = start.prepare(host, port, fresh=fresh)
    from app.main import create_app  # noqa: PLC0415  the same; and what was wrong is said before it is loaded

    uvicorn.run(
        create_app(chosen),
        host=chosen.host,
        port=chosen.port,
        server_header=False,
        access_log=False,
        proxy_headers=False,
    )


@cli.command()
def migrate() -> None:
    """Bring the database up to date."""
    database = Database(settings())
    _bring_up_to_date(database)
    database.close()
    notes.print("The database is up to date.")


@cli.command()
def reindex() -> None:
    """Write anew by which words stories and people are found; a changelog says when that is needed."""
    with _ready() as database:
        count = entries.complete(database, anew=True)
    notes.print(f"Wrote the words of {count} stories and people.")


@cli.command()
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


@organisations_cli.command("create")
def create_organisation(name: Annotated[str, typer.Argument(help="Name of the organisation.")]) -> None:
    """Make a further organisation; prints its id alone."""
    with _ready() as database:
        typer.echo(database.run(lambda session: organisations.found(session, name), write=True))


@organisations_cli.command("list")
def list_organisations() -> None:
    """List the organisations."""
    with _ready() as database:
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
    with _ready() as database:
        typer.echo(_new_key(database, _one(database, organisation), holder, *chosen))


@cli.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders: FHIR R4 JSON, Bundles, NDJSON.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything, then undo it.")] = False,
    source: Annotated[str, typer.Option(help="Name of the source the files come from.")] = "import",
    rejects: Annotated[Path | None, typer.Option(help="Write rejected rows here, to correct and send again.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write the report as JSON here.")] = None,
    organisation: Which = None,
) -> None:
    """Take people and evidence in; the same files again change nothing."""
    from app.exchange import command  # noqa: PLC0415  other commands start without it

    with _ready() as database:
        code = command.import_paths(
            database, _one(database, organisation), paths, source, dry_run=dry_run, rejects=rejects, report=report
        )
    raise typer.Exit(code)


@contextmanager
def _ready() -> Iterator[Database]:
    """The database, up to date; SQLite is brought there, for PostgreSQL the command to run is named."""
    database = Database(settings())
    try:
        schema.folder_of(database)
        if not schema.is_current(database):
            if not database.is_sqlite:
                notes.print("The database is not up to date. Run: samenspel migrate")
                raise typer.Exit(2)
            _bring_up_to_date(database)
        yield database
    except organisations.NotListed:
        notes.print("This role does not see which organisations there are. Name the one that owns the tables in")
        notes.print("SAMENSPEL_OWNER_DATABASE_URL, or say which organisation is meant with --organisation.")
        raise typer.Exit(2) from None
    finally:
        database.close()


def _bring_up_to_date(database: Database) -> None:
    """Every table, and what search needs of the rows that were there before."""
    schema.migrate(database)
    entries.complete(database)


def _refuse_danger(database: Database, *, allowed: bool) -> None:
    """Do not serve where the rows of one organisation are held from another by this program alone."""
    found, owns = database_roles.look(database)
    for danger in found:
        notes.print(danger)
    if found and not allowed:
        notes.print(f"{UNSAFE} See docs/operations.md; SAMENSPEL_ALLOW_UNSAFE_DATABASE=yes serves all the same.")
        raise typer.Exit(2)
    if owns and not found:
        notes.print("The role of the service owns its tables. Give it a role of its own: samenspel database roles")


def _one(database: Database, wanted: UUID | None) -> UUID:
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


def _welcome(database: Database) -> None:
    """At the very first start: make an organisation, and show its administrator key to a terminal only.

    A service that does not see whether there is one leaves that to `samenspel keys create`.
    """
    try:
        if organisations.known(database):
            return
    except organisations.NotListed:
        return
    organisation_id = _one(database, None)
    if not sys.stdout.isatty():
        notes.print("Made an organisation. Make a key with: samenspel keys create --for administrator")
        return
    typer.echo("The administrator's key, shown once:")
    typer.echo(_new_key(database, organisation_id, KeyHolder.ADMINISTRATOR, KeyScope.ADMINISTRATION))


def _new_key(database: Database, organisation_id: UUID, holder: KeyHolder, *scopes: KeyScope) -> str:
    """A new key of that organisation, as text."""

    def make(session: Session) -> str:
        session.enter(organisation_id)
        return keys.make(session, holder, *scopes)

    return database.run(make, write=True)
