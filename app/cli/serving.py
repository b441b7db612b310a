"""Commands that run on: the service, the made-up house, and the worker."""

import logging
import signal
import sys
import threading
from typing import Annotated, Final

import typer
import uvicorn

from app import database_roles, logs
from app.cli.ground import Which, notes, one, ready
from app.cli.keys import new_key
from app.database import Database
from app.models.vocabulary import KeyHolder, KeyScope
from app.services import organisations
from app.settings import LAST_PORT, settings

UNSAFE: Final = "The database does not hold the rows of organisations apart, so the service does not start."
Port = Annotated[int | None, typer.Option(min=1, max=LAST_PORT, help="Port to listen on.")]


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=LAST_PORT, help="Port to listen on.")] = None,
) -> None:
    """Start the service."""
    chosen = settings()
    logs.set_up()
    with ready() as database:
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


def demo(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=LAST_PORT, help="Port to listen on; else the first that is free.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make the house anew, as it looks from today.")] = False,
) -> None:
    """Start the service with a made-up house to look around in."""
    from app.demo import issuing, start  # noqa: PLC0415  other commands start without it

    logs.set_up(logging.WARNING)
    with issuing.running_issuer() as issuer:
        chosen = start.prepare(host, port, fresh=fresh, issuer=issuer)
        from app.main import create_app  # noqa: PLC0415  the same; and what was wrong is said before it is loaded

        uvicorn.run(
            create_app(chosen),
            host=chosen.host,
            port=chosen.port,
            server_header=False,
            access_log=False,
            proxy_headers=False,
        )


def work(organisation: Which = None) -> None:
    """Do the jobs beside the service until stopped; several may run. On SQLite the service does them itself."""
    from app.worker import loop  # noqa: PLC0415  other commands start without it

    logs.set_up()
    stop = threading.Event()
    for which in (signal.SIGTERM, signal.SIGINT):
        signal.signal(which, lambda *_: stop.set())
    with ready() as database:
        loop.work(database, stop, [organisation] if organisation else [])


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


def _welcome(database: Database) -> None:
    """At the very first start: make an organisation, and show its administrator key to a terminal only.

    A service that does not see whether there is one leaves that to `samenspel keys create`.
    """
    try:
        if organisations.known(database):
            return
    except organisations.NotListed:
        return
    organisation_id = one(database, None)
    if not sys.stdout.isatty():
        notes.print("Made an organisation. Make a key with: samenspel keys create --for administrator")
        return
    typer.echo("The administrator's key, shown once:")
    typer.echo(new_key(database, organisation_id, KeyHolder.ADMINISTRATOR, KeyScope.ADMINISTRATION))
