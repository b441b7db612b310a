"""What the command `samenspel demo` does before it serves: a port, a database, the house in it, and a few words."""

import socket
from pathlib import Path
from typing import Final

import typer
from rich.console import Console
from sqlalchemy import make_url

from app import schema
from app.database import Database
from app.demo import callers, house
from app.demo.ids import ORGANISATION_ID
from app.demo.issuer import LONGEST_LIFETIME
from app.demo.issuing import RunningIssuer
from app.demo.welcome import welcome
from app.services import organisations
from app.services.search import entries
from app.settings import LAST_PORT, Settings, for_demo

PORTS_TRIED: Final = 10
NOTHING_SHOWN: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  addresses to listen on, and how to call them

notes = Console(stderr=True)


def prepare(host: str | None, port: int | None, *, fresh: bool, issuer: RunningIssuer | None = None) -> Settings:
    """Everything up to serving; the settings say where. Raises BadParameter in words for the terminal.

    With an issuer that runs a privacy officer can come in.
    """
    chosen, own = for_demo()
    chosen = _placed(chosen, host or chosen.host, port)
    if fresh:
        _forget(chosen, own)
    database = Database(chosen)
    try:
        if not own:
            _refuse_others(database)
        schema.migrate(database)
        entries.complete(database)
        if not house.is_there(database):
            notes.print("Making the house. This takes about ten seconds, once.")
            database.run(house.make, write=True)
        keys, token = database.run(callers.new_keys, write=True), None
        if issuer is not None:
            database.run(lambda session: callers.know_officer(session, issuer.url), write=True)
            chosen = chosen.model_copy(update={"issuers": [issuer.issuer(ORGANISATION_ID)]})
            token = issuer.token(callers.OFFICER_SUBJECT, lifetime=LONGEST_LIFETIME)
    finally:
        database.close()
    typer.echo(welcome(_address(chosen), keys, chosen.database_url if own else None, token))
    return chosen


def _refuse_others(database: Database) -> None:
    """A made-up house does not move in with people who exist."""
    schema.folder_of(database)
    if schema.is_empty(database):
        return
    if not schema.is_current(database) or any(one != ORGANISATION_ID for one, _ in organisations.known(database)):
        raise typer.BadParameter(
            "The database that SAMENSPEL_DATABASE_URL names is in use. Name an empty one, or none: the demo has a file."
        )


def _placed(chosen: Settings, host: str, port: int | None) -> Settings:
    """The settings with a port that is free: the one that was asked for, or the first from the usual one on."""
    tried = range(chosen.port, min(chosen.port + PORTS_TRIED, LAST_PORT + 1)) if port is None else [port]
    free = next((one for one in tried if _is_free(host, one)), None)
    if free is None:
        taken = f"Port {tried[0]}" if port else f"Every port from {tried[0]} to {tried[-1]}"
        raise typer.BadParameter(f"{taken} on {host} cannot be listened on. Choose another with --port.")
    if port is None and free != chosen.port:
        notes.print(f"Port {chosen.port} is taken, so the demo listens on {free}.")
    return chosen.model_copy(update={"host": host, "port": free})


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError:
        return False
    return True


def _forget(chosen: Settings, own: bool) -> None:  # noqa: FBT001  the second half of one answer
    """Remove the demo's own file, so that the house is made anew relative to today."""
    if not own:
        raise typer.BadParameter("--fresh is only for the demo's own file; SAMENSPEL_DATABASE_URL names another place.")
    path = make_url(chosen.database_url).database or ""
    for ending in ("", "-wal", "-shm"):
        Path(path + ending).unlink(missing_ok=True)


def _address(chosen: Settings) -> str:
    host = NOTHING_SHOWN.get(chosen.host, chosen.host)
    return f"http://[{host}]:{chosen.port}" if ":" in host else f"http://{host}:{chosen.port}"
