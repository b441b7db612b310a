"""Commands about what comes in and what is kept: the import, and the check of the access log."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.ground import Which, one, ready

audit_cli = typer.Typer(help="The access log.", no_args_is_help=True)


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

    with ready() as database:
        code = command.import_paths(
            database, one(database, organisation), paths, source, dry_run=dry_run, rejects=rejects, report=report
        )
    raise typer.Exit(code)


@audit_cli.command()
def verify(
    organisation: Which = None,
    head: Annotated[
        list[str] | None, typer.Option(help="A head that was published, as SEQUENCE:DIGEST; may be said again.")
    ] = None,
) -> None:
    """Check that no entry of the access log was altered, removed, inserted, swapped or cut off."""
    from app.worker import audit  # noqa: PLC0415  other commands start without it

    with ready() as database:
        code = audit.verify(database, one(database, organisation), head or [])
    raise typer.Exit(code)
