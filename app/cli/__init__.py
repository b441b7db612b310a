"""The command `samenspel`: each of its commands stands in a module of its own kind."""

import typer

from app.cli import database, keys, records, serving

cli = typer.Typer(help="Samenspel: relationship-centred care of older people.", no_args_is_help=True)
for command in (serving.serve, serving.demo, serving.work, database.migrate, database.reindex, database.contract):
    cli.command()(command)
cli.command("import")(records.import_)
cli.add_typer(records.audit_cli, name="audit")
cli.add_typer(keys.keys_cli, name="keys")
cli.add_typer(keys.organisations_cli, name="organisations")
cli.add_typer(database.database_cli, name="database")


def main() -> None:
    """Run the command."""
    cli()
